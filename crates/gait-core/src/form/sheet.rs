//! What an inspector says of a session beside its forms: what the calendar makes of it, and which parts of the plan made
//! it so.

use std::sync::Arc;

use gait_model::calendar::{LayerKind, Placement, Session};
use gait_syntax::Span;

use super::Target;
use crate::expand::{Rows, SessionRow, Units};
use crate::gesture::{Layer, SessionKey};
use crate::snapshot::Snapshot;

/// A session with where it comes from.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// The session.
    pub session: SessionKey,
    /// The week, counted from 1.
    pub week: u32,
    /// The phase, counted from 0.
    pub phase: usize,
    /// What the phase is called.
    pub phase_name: String,
    /// What the calendar makes of it.
    pub row: SessionRow,
    /// The slot as it is written, without what its long form adds; empty for a race.
    pub slot: String,
    /// What can be changed, the narrowest first.
    pub scopes: Vec<Scope>,
    /// What made it so, first to last.
    pub layers: Vec<Origin>,
}

/// A part of the plan in which a session can be changed, with all that changes with it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Scope {
    /// Which.
    pub reach: Reach,
    /// Its form; nothing where an entry for the date would have to be written first.
    pub target: Option<Target>,
    /// On how many dates of the calendar it shows.
    pub dates: usize,
    /// What it is called: `Tuesdays of Base`.
    pub name: String,
}

/// How far a change reaches.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Reach {
    /// One date.
    Date,
    /// A slot of the pattern: every week that follows it.
    Slot,
    /// A session of `sessions`: wherever it is named.
    Template,
    /// A race of `goals`.
    Goal,
}

/// A layer that made a session what it is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Origin {
    /// What it did: `ramp step 3`.
    pub what: String,
    /// Its form.
    pub target: Target,
    /// Where it is written.
    pub span: Span,
}

impl Snapshot {
    /// What there is to say about a session of the calendar; nothing if there is no such session.
    #[must_use]
    pub fn sheet(&self, key: &SessionKey, units: Units) -> Option<Sheet> {
        let session = self.session(key)?;
        let phase = self.plan.phases.get(session.phase)?;
        Some(Sheet {
            session: key.clone(),
            week: session.week + 1,
            phase: session.phase,
            phase_name: phase.name.clone(),
            row: Rows::in_units(self, units).session(session),
            slot: self.slot_text_at(session.trail.slot),
            scopes: self.scopes(key, session),
            layers: self.origins(session),
        })
    }

    fn scopes(&self, key: &SessionKey, session: &Session) -> Vec<Scope> {
        let at_slot = || Some(Target::At(session.trail.slot));
        let of_slot = || self.calendar.sessions.iter().filter(|s| s.trail.slot == session.trail.slot).count();
        let mut out = Vec::new();
        let one_date = |target| Scope {
            reach: Reach::Date,
            target,
            dates: 1,
            name: self.place_name(key.date, Layer::Date),
        };
        match session.trail.placement {
            Placement::Goal(index) => {
                let name = self.place_name(key.date, Layer::Date);
                out.push(Scope { reach: Reach::Goal, target: Some(Target::Goal(index)), dates: 1, name });
            }
            Placement::Day(_) => out.push(one_date(at_slot())),
            Placement::Pattern => {
                if self.plan.is_dated {
                    out.push(one_date(None));
                }
                let name = self.place_name(key.date, Layer::Pattern);
                out.push(Scope { reach: Reach::Slot, target: at_slot(), dates: of_slot(), name });
            }
        }
        if let Some(template) = session.template.and_then(|id| self.plan.templates.get(id.0 as usize)) {
            let named = self.calendar.sessions.iter().filter(|s| s.template == session.template);
            out.push(Scope {
                reach: Reach::Template,
                target: Some(Target::Template(Arc::clone(&template.name))),
                dates: named.count(),
                name: format!("every `{}`", template.name),
            });
        }
        out
    }

    fn origins(&self, session: &Session) -> Vec<Origin> {
        let trail = &session.trail;
        let placed = match trail.placement {
            Placement::Pattern => "in the pattern of the week",
            Placement::Day(_) => "in `days`, for this date",
            Placement::Goal(_) => "in `goals`",
        };
        let mut out =
            vec![Origin { what: placed.to_owned(), target: Target::At(trail.slot), span: trail.slot }];
        if !trail.slot.contains(trail.written) {
            let what = format!("`{}` as it is written", session.name);
            out.push(Origin { what, target: Target::At(trail.written), span: trail.written });
        }
        for layer in &trail.changes {
            let what = match layer.kind {
                LayerKind::Ramp(steps) => format!("ramp, step {steps}"),
                LayerKind::Deload => "lighter week".to_owned(),
                LayerKind::Volume => "volume of the phase".to_owned(),
            };
            out.push(Origin { what, target: Target::At(layer.span), span: layer.span });
        }
        for (exercise, layer) in &trail.lifts {
            let LayerKind::Ramp(steps) = layer.kind else { continue };
            let what = format!("ramp of {}, step {steps}", self.plan.exercises.get(*exercise).id);
            out.push(Origin { what, target: Target::At(layer.span), span: layer.span });
        }
        out
    }

    /// A slot in its notation.
    fn slot_text_at(&self, span: Span) -> String {
        let node = self.tree.covering(span);
        let text = node.str_value().or_else(|| node.field("use")?.str_value());
        text.filter(|_| node.span() == span).map_or_else(String::new, std::borrow::Cow::into_owned)
    }
}
