//! Flags race preparation with as much leg work as before, and with less load instead of less work.

use std::collections::BTreeMap;

use gait_model::calendar::{Aspect, Part, Week};
use gait_model::notation::{Load, Sets};
use gait_model::plan::{ExerciseId, Focus, Lift};

use crate::context::{Context, lifts};
use crate::number::{number, round_to};
use crate::occurrence::{Occurrences, Target};
use crate::proposal::Action;
use crate::rule::{Group, Param, Rule, Severity};

const RATIO: Param =
    Param::percent("ratio", 80.0, (0.0, 200.0), "most leg work a week, as a share of that of base");
const LOAD_DROP: Param =
    Param::percent("load_drop", 15.0, (0.0, 100.0), "how much less load is fine while the sets stay");
const BASE_WEEKS: Param = Param::count("base_weeks", 2.0, (1.0, 52.0), "base weeks needed to compare with");

pub(super) const RULE: Rule = Rule {
    name: "race-prep-not-reduced",
    group: Group::Phase,
    severity: Severity::Warning,
    worst: Severity::Warning,
    of_absence: true,
    summary: "race preparation holds as much leg work as base",
    page: include_str!("race_prep_not_reduced.md"),
    params: &[RATIO, LOAD_DROP, BASE_WEEKS],
    check,
};

fn check(cx: &Context<'_>, out: &mut Occurrences) {
    let mut base: Vec<&Week> = Vec::new();
    let mut building = false;
    for (focus, weeks) in cx.blocks() {
        // A strength block is part of the base it belongs to.
        let builds = matches!(focus, Focus::Base | Focus::Strength);
        if builds && !building {
            base.clear();
        }
        building = builds;
        let usual = weeks.iter().filter(|week| !cx.is_light(week));
        if builds {
            base.extend(usual);
        } else if *focus == Focus::RacePrep {
            let now: Vec<&Week> = usual.collect();
            compare(cx, &base, &now, out);
        }
    }
}

fn compare(cx: &Context<'_>, base: &[&Week], now: &[&Week], out: &mut Occurrences) {
    let Some(first) = now.first() else { return };
    if number_of(base) < cx.param(BASE_WEEKS, first.phase) {
        return;
    }
    as_much_work(cx, base, now, first, out);
    lighter_lifts(cx, base, now, out);
}

/// Flags race preparation with as much leg work as base.
fn as_much_work(cx: &Context<'_>, base: &[&Week], now: &[&Week], first: &Week, out: &mut Occurrences) {
    let is_leg_work = |parts: &Vec<usize>| parts.iter().any(|&index| cx.session(index).is_leg_work());
    let of_week = |week: &&Week| cx.strength_sessions_in(week).into_iter().filter(is_leg_work).count();
    let sessions: usize = base.iter().map(of_week).sum();
    // One session a week keeps strength and is no more than that: there is nothing to take away.
    if sessions <= base.len() {
        return;
    }
    let mean = |weeks: &[&Week]| weeks.iter().map(|week| dose(cx, week)).sum::<f64>() / number_of(weeks);
    let (was, is) = (mean(base), mean(now));
    if was <= 0.0 {
        return;
    }
    let percent = round_to(100.0 * is / was, 1.0);
    let most = cx.param(RATIO, first.phase);
    if percent > most {
        out.warn(Target::Week(first.index), Aspect::Presence)
            .propose_action(Action::CutPhase(first.phase))
            .help("keep the loads and take a set from each lift, or one of the sessions away")
            .say(format!(
                "a week of race preparation holds {percent} % of the leg work of base; {most} % advised at most"
            ));
    }
}

/// The leg dose of a week. Arms and trunk cost the runs next to nothing, so they may stay as they are.
fn dose(cx: &Context<'_>, week: &Week) -> f64 {
    cx.strength_in(week).map(|index| cx.session(index).leg_dose()).sum()
}

#[expect(clippy::cast_precision_loss, reason = "weeks are few")]
const fn number_of(weeks: &[&Week]) -> f64 {
    weeks.len() as f64
}

/// What is done of a lift over some weeks.
#[derive(Clone, Copy, Default)]
struct Work {
    /// Sets with a written load.
    sets: f64,
    /// The sum of their loads.
    load: f64,
    /// Where it stands first.
    first: Option<(usize, u32)>,
}

/// A lift whose loads are written in one way: kilograms, pairs or shares of the maximum.
type Key = (ExerciseId, u8);

/// Flags lifts that lose load and keep their sets: it should be the other way round.
fn lighter_lifts(cx: &Context<'_>, base: &[&Week], now: &[&Week], out: &mut Occurrences) {
    let before = work(cx, base);
    for (key, is) in work(cx, now) {
        let Some((was, (index, at))) = before.get(&key).zip(is.first) else { continue };
        let session = cx.session(index);
        let drop = round_to(100.0 * (1.0 - (is.load / is.sets) / (was.load / was.sets)), 1.0);
        let as_often = is.sets / number_of(now) >= was.sets / number_of(base);
        let Some(lift) = lifts(session).get(at as usize) else { continue };
        if as_often && drop > cx.param(LOAD_DROP, session.phase) {
            out.warn(index, Aspect::Content(Part::Lift(at)))
                .help("load is what keeps strength; keep it and do fewer sets")
                .say(format!("`{}` is {drop} % lighter than in base, with no fewer sets", lift.name.value));
        }
    }
}

fn work(cx: &Context<'_>, weeks: &[&Week]) -> BTreeMap<Key, Work> {
    let mut all: BTreeMap<Key, Work> = BTreeMap::new();
    for planned in weeks.iter().flat_map(|week| cx.lifts_in(week)) {
        let Some(id) = planned.lift.exercise.filter(|_| planned.heaviest.is_some()) else { continue };
        loads(planned.lift, |sets, (kind, load)| {
            let work = all.entry((id, kind)).or_default();
            work.sets += sets;
            work.load += sets * load;
            work.first.get_or_insert((planned.session, planned.at));
        });
    }
    all
}

/// Visits the loaded sets of a lift: how many, in which way the load is written, and how much it is.
fn loads(lift: &Lift, mut visit: impl FnMut(f64, (u8, f64))) {
    let mut visit = |sets: f64, load: Load| {
        if let Some(amount) = amount(load) {
            visit(sets, amount);
        }
    };
    match lift.sets.as_ref().map(|sets| &sets.value) {
        Some(Sets::Alike { count, load: Some(load), .. }) => visit(f64::from(*count), *load),
        Some(Sets::Listed(sets)) => sets.iter().for_each(|set| visit(1.0, set.load)),
        _ => {}
    }
}

fn amount(load: Load) -> Option<(u8, f64)> {
    let (kind, amount) = match load {
        Load::Mass(mass) => (0, number(mass.ug)),
        Load::Pair(mass) => (1, number(mass.ug)),
        Load::OfMax(share) => (2, number(share.basis_points)),
        Load::Bodyweight | Load::Band => return None,
    };
    (amount > 0.0).then_some((kind, amount))
}
