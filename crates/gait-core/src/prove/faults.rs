//! What a fix brings that was not there before. Rules alone do not tell: a fault that goes from one run to another leaves
//! as many of its rule.

use std::collections::BTreeMap;

use gait_model::calendar::{Calendar, Session};
use gait_model::path::Paths;
use gait_rules::{Occurrence, Severity, Target};

use super::{full_name, unnumbered};
use crate::diff::matching::take_pairs;
use crate::snapshot::Snapshot;

/// Something that a rule holds against a plan.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Fault {
    pub(super) rule: usize,
    pub(super) severity: Severity,
}

/// What a fault is about, in the words of the plan before.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum About {
    /// A session of the plan before.
    Was(usize),
    /// A session that was not there.
    New(usize),
    Week(u32),
    /// Something written that makes no session, by its path.
    Item(String),
}

/// What a fix takes away and what it brings.
pub(super) struct Exchange {
    /// How bad the worst is that goes.
    pub(super) gone: Option<Severity>,
    /// What was not there, or not as bad.
    pub(super) new: Vec<Fault>,
}

/// Compares a plan with the plan before by what its faults are about.
pub(super) fn exchange(was: &Snapshot, is: &Snapshot) -> Exchange {
    let mut before: BTreeMap<(usize, Vec<About>), Vec<Severity>> = BTreeMap::new();
    for (fault, about) in faults(was, &|index| About::Was(index)) {
        before.entry((fault.rule, about)).or_default().push(fault.severity);
    }
    before.values_mut().for_each(|all| all.sort_unstable());
    let earlier = earlier(&was.calendar, &is.calendar);
    let mut now = faults(is, &|index| earlier[index].map_or(About::New(index), About::Was));
    // The worst first, each against the worst that is left of before.
    now.sort_by_key(|(fault, _)| std::cmp::Reverse(fault.severity));
    let is_new = |(fault, about): (Fault, Vec<About>)| {
        let known = before.get_mut(&(fault.rule, about));
        let as_bad = known.and_then(|known| known.pop_if(|severity| *severity >= fault.severity));
        as_bad.is_none().then_some(fault)
    };
    let new = now.into_iter().filter_map(is_new).collect();
    Exchange { gone: before.into_values().flatten().max(), new }
}

fn faults(of: &Snapshot, session: &dyn Fn(usize) -> About) -> Vec<(Fault, Vec<About>)> {
    let mut paths = Paths::new(&of.tree);
    let mut about = |target: Target| match target {
        Target::Session(index) => session(index),
        Target::Week(index) => About::Week(index),
        Target::Item(span) => About::Item(unnumbered(&paths.of(span))),
    };
    let occurrences = of.findings.iter().flat_map(|finding| &finding.occurrences);
    let fault = |occurrence: &Occurrence| {
        let mut subjects: Vec<About> = occurrence.subjects.iter().map(|one| about(one.target)).collect();
        subjects.sort_unstable();
        (Fault { rule: occurrence.rule, severity: occurrence.severity }, subjects)
    };
    occurrences.map(fault).collect()
}

/// For each session which one it was: of its name on its day, else of its name in its week, else another on its day that
/// it stands for.
fn earlier(was: &Calendar, is: &Calendar) -> Vec<Option<usize>> {
    let all = |calendar: &Calendar| (0..calendar.sessions.len()).collect::<Vec<_>>();
    let (mut was_left, mut is_left) = (all(was), all(is));
    let both = was.sessions.len();
    // The sessions of both, one after the other.
    let session = |index: usize| if index < both { &was.sessions[index] } else { &is.sessions[index - both] };
    is_left.iter_mut().for_each(|index| *index += both);
    let on_day = |index: &usize| Some((session(*index).day, name(session(*index))));
    let in_week = |index: &usize| Some((session(*index).week, name(session(*index))));
    let mut pairs = take_pairs(&mut was_left, &mut is_left, on_day);
    pairs.extend(take_pairs(&mut was_left, &mut is_left, in_week));
    pairs.extend(take_pairs(&mut was_left, &mut is_left, |index| Some(session(*index).day)));
    let mut earlier = vec![None; is.sessions.len()];
    for (before, now) in pairs {
        earlier[now - both] = Some(before);
    }
    earlier
}

/// What a session is called; a lighter copy is the same session once more.
fn name(session: &Session) -> &str {
    full_name(&session.name)
}
