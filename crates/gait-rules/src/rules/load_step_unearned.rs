//! Flags loads that rise before the repetitions for it are done, or without going back to fewer.

use gait_model::calendar::{Aspect, Part};
use gait_model::change::Change;
use gait_model::notation::{Load, Sets, Work};
use gait_model::plan::{Focus, RampChange};
use gait_model::units::Range;

use crate::context::Context;
use crate::history::{Exposure, TopSet};
use crate::lifting::as_written;
use crate::number::round_to;
use crate::occurrence::Occurrences;
use crate::proposal::Safety;
use crate::rule::{Group, Param, Rule, Severity, Unit};

const SETS: Param = Param::count("sets", 3.0, (1.0, 10.0), "so many sets earn a heavier load");
const REPS: Param =
    Param::count("reps", 12.0, (1.0, 30.0), "so many repetitions in each earn a heavier load");
const RESERVE: Param =
    Param::count("min_reserve", 1.0, (0.0, 5.0), "so many repetitions in reserve earn a heavier load");
const RESET: Param =
    Param::count("reset", 10.0, (1.0, 30.0), "the most repetitions that the heavier load begins with");
const LOW_REPS: Param = Param::count(
    "low_reps",
    6.0,
    (0.0, 30.0),
    "sets of so many repetitions or fewer have rules of their own",
);
const TRADE: Param =
    Param::count("trade", 2.0, (1.0, 10.0), "so many repetitions fewer pay for the load: a wave, not a step");
const WINDOW: Param = Param::new(
    "window",
    Unit::Days,
    28.0,
    (0.0, 180.0),
    "a load that was lifted in so many days before is no rise",
);

pub(super) const RULE: Rule = Rule {
    name: "load-step-unearned",
    group: Group::Progression,
    severity: Severity::Advice,
    worst: Severity::Advice,
    of_absence: true,
    summary: "a load rises before the repetitions for it are done",
    page: include_str!("load_step_unearned.md"),
    params: &[SETS, REPS, RESERVE, RESET, LOW_REPS, TRADE, WINDOW],
    check,
};

fn check(cx: &Context<'_>, out: &mut Occurrences) {
    for history in &cx.facts.histories {
        // A lighter week takes sets away, so it says nothing about what has been earned.
        let whole = || history.iter().enumerate().filter(|(_, exposure)| !exposure.is_scaled);
        for ((_, from), (at, to)) in whole().zip(whole().skip(1)) {
            let phase = cx.session(to.session).phase;
            let before = history[..at].iter().enumerate().filter(|(_, exposure)| !exposure.is_scaled);
            if cx.step_over(to, before.rev(), cx.param(WINDOW, phase)).is_some() && !stands_down(cx, to) {
                judge(cx, *from, *to, out);
            }
        }
    }
}

/// Whether loads rise by a rule of their own: in a strength block, and where a ramp raises repetitions first.
fn stands_down(cx: &Context<'_>, exposure: &Exposure) -> bool {
    let phase = cx.plan.phases.get(cx.session(exposure.session).phase);
    phase.is_some_and(|phase| phase.focus == Some(Focus::Strength)) || cx.is_double_progression(*exposure)
}

fn judge(cx: &Context<'_>, from: Exposure, to: Exposure, out: &mut Occurrences) {
    let phase = cx.session(to.session).phase;
    let param = |param| cx.param(param, phase);
    let (Some(before), Some(now)) = (cx.top_set(from), cx.top_set(to)) else { return };
    let (Some(done), Some(next)) = (before.reps, now.reps) else { return };
    // Shares of the maximum follow the maximum, and low repetitions have rules of their own.
    let is_share = matches!((before.load, now.load), (Load::OfMax(_), Load::OfMax(_)));
    if is_share || f64::from(done.high) <= param(LOW_REPS) {
        return;
    }
    let reserve =
        cx.lift(from).and_then(|lift| lift.reserve).map(|r| round_to(f64::from(r.value) / 10.0, 0.1));
    let left = reserve.filter(|left| *left < param(RESERVE));
    // Who plans two sets all along earns the load with two.
    let sets = param(SETS).min(f64::from(now.count));
    let earned = f64::from(done.high) >= param(REPS) && f64::from(before.count) >= sets && left.is_none();
    let trade = f64::from(done.high) - f64::from(next.high) >= param(TRADE);
    let (message, help) = if !earned && !trade {
        let after = described(before, done, left);
        let with = left.map_or(String::new(), |_| format!(" with {} in reserve", param(RESERVE)));
        (
            format!(
                "{} after {after}; {sets}x{}{with} advised first",
                risen(cx, to, before, now),
                param(REPS)
            ),
            format!("add repetitions up to {sets}x{}, then load; `RepsThenLoad` does that", param(REPS)),
        )
    } else if earned && f64::from(next.low) > param(RESET) {
        let text = risen(cx, to, before, now);
        (
            format!("{text} and keeps {} repetitions; 8 to {} advised", next.low, param(RESET)),
            format!("begin the heavier load with 8 to {} repetitions", param(RESET)),
        )
    } else {
        return;
    };
    let draft = out.advise(to.session, Aspect::Content(Part::Sets(to.lift))).help(help);
    let draft = match eased(cx, to).filter(|_| earned) {
        Some((sets, change)) => {
            draft.propose(Safety::Suggested, format!("begin the heavier load with {sets}"), change)
        }
        None => draft,
    };
    draft.say(message);
}

/// The sets of an exposure with 8 to 10 repetitions, where they are written as they are done.
fn eased(cx: &Context<'_>, to: Exposure) -> Option<(Sets, Change)> {
    let written = cx.lift(to)?.sets.as_ref()?;
    let grows = cx.lift_ramp(to).is_some_and(|ramp| !matches!(ramp.change, RampChange::Each(_)));
    let Sets::Alike { count, work: Work::Reps(_), per_side, load } = written.value else { return None };
    let sets = Sets::Alike { count, work: Work::Reps(Range { low: 8, high: 10 }), per_side, load };
    let with = as_written(cx.lift(to)?, written.span, &sets);
    let change = Change::Respell { name: written.span, with };
    (!grows).then_some((sets, change))
}

fn risen(cx: &Context<'_>, to: Exposure, before: TopSet, now: TopSet) -> String {
    let name = cx.lift(to).map_or("", |lift| &*lift.name.value);
    format!("`{name}` rises from {} to {}", before.load, now.load)
}

/// `3x8`, `3x8 with 0 in reserve`
fn described(before: TopSet, reps: Range<u32>, left: Option<f64>) -> String {
    let sets = format!("{}x{reps}", before.count);
    left.map_or(sets.clone(), |left| format!("{sets} with {left} in reserve"))
}
