//! Flags seven days with too few that are easy on legs and mind.

use gait_model::calendar::{Aspect, Week};
use gait_model::plan::Recovery;

use crate::context::Context;
use crate::occurrence::{Occurrences, Target};
use crate::rule::{Group, Param, Rule, Severity};

const MIN: Param =
    Param::count("min_clean_days", 3.0, (0.0, 7.0), "clean days that any seven days in a row should hold");
const MIN_HIGH: Param = Param::count(
    "min_clean_days_high_recovery",
    2.0,
    (0.0, 7.0),
    "the same for an athlete with `recovery: High`",
);

pub(super) const RULE: Rule = Rule {
    name: "too-few-clean-days",
    group: Group::Interference,
    severity: Severity::Warning,
    worst: Severity::Warning,
    of_absence: false,
    summary: "seven days hold too few without a key run, leg work or hard effort",
    page: include_str!("too_few_clean_days.md"),
    params: &[MIN, MIN_HIGH],
    check,
};

const WINDOW: u32 = 7;

fn check(cx: &Context<'_>, out: &mut Occurrences) {
    let need = match cx.plan.athlete.recovery {
        Recovery::High => MIN_HIGH,
        _ => MIN,
    };
    for week in &cx.calendar.weeks {
        let need = cx.param(need, week.phase);
        let Some((clean, last)) = worst_window(cx, week) else { continue };
        if f64::from(clean) >= need {
            continue;
        }
        let count = match clean {
            0 => "no clean day".to_owned(),
            1 => "only 1 clean day".to_owned(),
            n => format!("only {n} clean days"),
        };
        out.warn(Target::Week(week.index), Aspect::Presence)
            .help("lift on the days of key runs, after them, and leave the other days easy")
            .say(format!("{count} in the 7 days to {}; {need} advised", cx.weekday(last)));
    }
}

/// The fewest clean days of any seven days that end in the week, with the last of these days. On a tie the window that
/// ends latest, so that equal weeks say the same.
fn worst_window(cx: &Context<'_>, week: &Week) -> Option<(u32, u32)> {
    let days = week.days();
    days.filter_map(|last| Some((clean_days(cx, last)?, last)))
        .min_by_key(|&(clean, last)| (clean, u32::MAX - last))
}

/// The clean days of the seven to `last`; nothing if some of them lie before the plan.
fn clean_days(cx: &Context<'_>, last: u32) -> Option<u32> {
    let first = (last + 1).checked_sub(WINDOW)?;
    let days = cx.facts.days.get(first as usize..=last as usize)?;
    u32::try_from(days.iter().filter(|day| day.clean).count()).ok()
}
