//! Names to choose from where a form asks for one: sessions for slots, keys for maps.

use gait_model::exercise::Muscle;
use gait_model::plan::{Content, Kind as SessionKind};
use gait_model::shape::{Key, Kind};
use gait_rules::{Group, RULES};
use gait_syntax::Node;

use super::FormPath;
use super::path::Spot;
use crate::hover::session::kind_words;
use crate::snapshot::Snapshot;

impl Snapshot {
    /// The names a slot can use, with a few words each: the plan's own sessions first.
    #[must_use]
    pub fn session_names(&self) -> Vec<(String, String)> {
        let own = self.plan.templates.iter();
        let own: Vec<(String, String)> =
            own.map(|template| (template.name.to_string(), kind_words(template.session.kind))).collect();
        let predefined = SessionKind::ALL.into_iter().filter(|kind| *kind != SessionKind::Strength);
        let words = |kind: SessionKind| match kind {
            SessionKind::Rest => "nothing".to_owned(),
            kind => kind_words(kind),
        };
        let others = predefined.map(|kind| (kind.name().to_owned(), words(kind)));
        let others: Vec<_> = others.filter(|(name, _)| own.iter().all(|(known, _)| known != name)).collect();
        own.into_iter().chain(others).collect()
    }

    /// The keys that a map does not have yet, with a few words each; none where any name will do.
    #[must_use]
    pub fn key_choices(&self, map: &FormPath) -> Vec<(String, String)> {
        let Some(spot) = Spot::find(&self.tree, map) else { return Vec::new() };
        let Kind::Map(key, _) = spot.kind else { return Vec::new() };
        let mut out: Vec<(String, String)> = match key {
            Key::SessionName | Key::ExerciseName | Key::Day | Key::Parameter => Vec::new(),
            Key::Exercise => {
                let hit =
                    |exercise: &gait_model::exercise::Exercise| (exercise.id.clone(), exercise.name.clone());
                self.plan.exercises.iter().map(hit).collect()
            }
            Key::SessionOrLift => self.ramped(),
            Key::Rule => {
                let rules = RULES.iter().map(|rule| (rule.name.to_owned(), rule.summary.to_owned()));
                let groups =
                    Group::ALL.map(|group| (group.name().to_owned(), "all rules of the group".to_owned()));
                rules.chain(groups).collect()
            }
            Key::Muscle => {
                Muscle::ALL.iter().map(|one| (one.key().to_owned(), one.name().to_owned())).collect()
            }
        };
        let has = |name: &str| {
            let keys = spot.node.into_iter().flat_map(Node::entries).filter_map(Node::key);
            keys.filter_map(Node::str_value).any(|key| key == name)
        };
        out.retain(|(name, _)| !has(name));
        out
    }

    /// What can grow: sessions, and the lifts of strength sessions.
    fn ramped(&self) -> Vec<(String, String)> {
        let mut out = Vec::new();
        for template in &self.plan.templates {
            out.push((template.name.to_string(), kind_words(template.session.kind)));
            let Content::Strength(lifts) = &template.session.content else { continue };
            for lift in lifts {
                let key = format!("{}/{}", template.name, lift.name.value);
                if out.iter().all(|(known, _)| *known != key) {
                    let sets = lift.sets.as_ref().map_or_else(String::new, |sets| sets.value.to_string());
                    out.push((key, sets));
                }
            }
        }
        out
    }
}
