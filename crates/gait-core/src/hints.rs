//! Words that an editor shows between the text's own: dates of weeks, how long sessions are, weekly distance.

use std::collections::BTreeMap;

use gait_model::calendar::{Session, Week, estimate_run};
use gait_model::plan::{Content, Phase, Template};
use gait_syntax::{Node, NodeKind, Span};

use crate::expand::{distance_text, mostly_miles};
use crate::snapshot::Snapshot;
use crate::wording::{day_month, long_time, whole_minutes};

/// Words shown in the text that are not part of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Hint {
    /// Before which byte they stand.
    pub at: u32,
    /// The words, short.
    pub text: String,
    /// What they mean.
    pub tooltip: String,
}

impl Snapshot {
    /// The hints in a part of the text, in its order.
    #[must_use]
    pub fn hints(&self, range: Span) -> Vec<Hint> {
        let mut out = Vec::new();
        let cx = Cx { snapshot: self, miles: mostly_miles(self) };
        for (index, phase) in self.plan.phases.iter().enumerate() {
            cx.phase(index, phase, &mut out);
        }
        for template in &self.plan.templates {
            out.extend(cx.template(template));
        }
        cx.slots(&mut out);
        out.retain(|hint| range.start <= hint.at && hint.at <= range.end);
        out.sort_by_key(|hint| hint.at);
        out
    }
}

struct Cx<'s> {
    snapshot: &'s Snapshot,
    miles: bool,
}

impl Cx<'_> {
    /// When a phase is, and how far its weeks go.
    fn phase(&self, index: usize, phase: &Phase, out: &mut Vec<Hint>) {
        let weeks: Vec<&Week> = self.snapshot.calendar.weeks.iter().filter(|w| w.phase == index).collect();
        if let Some(at) = self.inside(phase.span)
            && let Some(text) = self.when(&weeks)
        {
            let tooltip = "the weeks of the plan that this phase takes".to_owned();
            out.push(Hint { at, text, tooltip });
        }
        for (row_index, row) in phase.rows.iter().enumerate() {
            let weeks: Vec<&Week> = weeks.iter().filter(|w| w.row == row_index).copied().collect();
            let when = self.when(&weeks).filter(|_| phase.rows.len() > 1);
            let parts: Vec<String> = when.into_iter().chain(self.how_far(&weeks)).collect();
            if let Some(at) = self.inside(row.span).filter(|_| !parts.is_empty()) {
                let tooltip = self.week_by_week(&weeks);
                out.push(Hint { at, text: parts.join(" · "), tooltip });
            }
        }
    }

    /// Just inside the bracket of the value at a span.
    fn inside(&self, span: Span) -> Option<u32> {
        let node = self.snapshot.tree.covering(span);
        (node.span() == span).then(|| node.brackets()).flatten().map(|(open, _)| open.end)
    }

    /// `weeks 1–8 · 4 Jan – 28 Feb`
    fn when(&self, weeks: &[&Week]) -> Option<String> {
        let (first, last) = (weeks.first()?, weeks.last()?);
        let numbers = gait_rules::weeks_text(&weeks.iter().map(|week| week.index + 1).collect::<Vec<_>>());
        if !self.snapshot.plan.is_dated {
            return Some(numbers);
        }
        let calendar = &self.snapshot.calendar;
        let start = calendar.date(first.first_day);
        let end = calendar.date(last.first_day + last.days.saturating_sub(1));
        Some(format!("{numbers} · {} – {}", day_month(start), day_month(end)))
    }

    /// `38–46 km a week`
    fn how_far(&self, weeks: &[&Week]) -> Option<String> {
        let each = weeks.iter().map(|week| self.mm(week));
        let (low, high) = (each.clone().min()?, each.max()?);
        if high == 0 {
            return None;
        }
        let (low, high) = (distance_text(low, self.miles), distance_text(high, self.miles));
        if low == high {
            return Some(format!("{high} a week"));
        }
        let number = low.split(' ').next().unwrap_or_default();
        Some(format!("{number}–{high} a week"))
    }

    fn week_by_week(&self, weeks: &[&Week]) -> String {
        let line = |week: &&Week| {
            let date = day_month(self.snapshot.calendar.date(week.first_day));
            let lighter = if week.deload { ", lighter" } else { "" };
            format!("week {} ({date}): {}{lighter}", week.index + 1, distance_text(self.mm(week), self.miles))
        };
        weeks.iter().map(line).collect::<Vec<_>>().join("\n")
    }

    /// The running distance of a week in millimetres; optional sessions do not count.
    fn mm(&self, week: &Week) -> i64 {
        let sessions = self.snapshot.calendar.in_week(week).iter();
        sessions.filter(|s| s.counts() && s.kind().counts_distance()).map(|s| s.estimate.mm()).sum()
    }

    /// How long and how far a session is as written.
    fn template(&self, template: &Template) -> Option<Hint> {
        let def = &template.session;
        let Content::Run(run) = &def.content else { return None };
        let at = run.steps.first()?.at.start;
        let node = self.snapshot.tree.node_at(at);
        if node.kind() != NodeKind::String {
            return None;
        }
        let estimate = estimate_run(&self.snapshot.calendar.paces, def.kind, run);
        let far = (def.kind.counts_distance() && estimate.mm() > 0)
            .then(|| distance_text(estimate.mm(), self.miles));
        let text = said_anew([far, Some(long_time(whole_minutes(estimate.seconds())))], node)?;
        let tooltip = "as written, before ramps and lighter weeks".to_owned();
        Some(Hint { at: node.span().end, text, tooltip })
    }

    /// How long the sessions of each slot are, over all its weeks.
    fn slots(&self, out: &mut Vec<Hint>) {
        let mut by_slot: BTreeMap<Span, Vec<&Session>> = BTreeMap::new();
        for session in self.snapshot.calendar.sessions.iter().filter(|s| s.is_planned()) {
            by_slot.entry(session.trail.slot).or_default().push(session);
        }
        for (slot, sessions) in by_slot {
            let node = self.snapshot.tree.covering(slot);
            let minutes = sessions.iter().map(|session| session.minutes());
            let (Some(low), Some(high)) = (minutes.clone().min(), minutes.max()) else { continue };
            let written = slot_text(node).filter(|_| node.span() == slot && high > 0);
            let text = match (low == high, high < 60) {
                (true, _) => long_time(high),
                (false, true) => format!("{low}–{}", long_time(high)),
                (false, false) => format!("{} – {}", long_time(low), long_time(high)),
            };
            let tooltip = format!("how long it takes, over {}", times(sessions.len()));
            if let Some(text) = written.and_then(|written| said_anew([Some(text)], written)) {
                out.push(Hint { at: slot.end, text, tooltip });
            }
        }
    }
}

/// The notation of a slot; nothing if the node is none, such as a race.
fn slot_text(node: Node<'_>) -> Option<Node<'_>> {
    if node.kind() == NodeKind::String { Some(node) } else { node.field("use") }
}

/// What of several words a string does not say already.
fn said_anew<const N: usize>(words: [Option<String>; N], string: Node<'_>) -> Option<String> {
    let said = string.str_value()?;
    let content = said.split_once(':').map_or(&*said, |(_, content)| content);
    let is_new = |word: &String| content.trim().trim_end_matches('?') != word;
    let words: Vec<String> = words.into_iter().flatten().filter(is_new).collect();
    (!words.is_empty()).then(|| words.join(", "))
}

fn times(count: usize) -> String {
    if count == 1 { "one day".to_owned() } else { format!("{count} days") }
}
