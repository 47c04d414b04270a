//! Flags weeks with more or fewer strength sessions than suit their phase.

use gait_model::calendar::{Aspect, Week};
use gait_model::plan::Focus;

use crate::context::Context;
use crate::occurrence::{Occurrences, Target};
use crate::proposal::Action;
use crate::rule::{Group, Param, Rule, Severity};

const BUILD_MIN: Param =
    Param::count("build_min", 2.0, (0.0, 7.0), "fewest sessions a week in Base, Strength and OffSeason");
const BUILD_MAX: Param =
    Param::count("build_max", 3.0, (0.0, 7.0), "most sessions a week in Base, Strength and OffSeason");
const RACE_PREP_MIN: Param =
    Param::count("race_prep_min", 1.0, (0.0, 7.0), "fewest sessions a week in RacePrep");
const RACE_PREP_MAX: Param =
    Param::count("race_prep_max", 2.0, (0.0, 7.0), "most sessions a week in RacePrep");
const PEAK_MAX: Param = Param::count("peak_max", 1.0, (0.0, 7.0), "most sessions a week in Peak and Taper");
const OTHER_MAX: Param =
    Param::count("other_max", 3.0, (0.0, 7.0), "most sessions a week in a phase without focus");

pub(super) const RULE: Rule = Rule {
    name: "strength-frequency",
    group: Group::Volume,
    severity: Severity::Warning,
    worst: Severity::Warning,
    of_absence: false,
    summary: "a week has more or fewer strength sessions than suit its phase",
    page: include_str!("strength_frequency.md"),
    params: &[BUILD_MIN, BUILD_MAX, RACE_PREP_MIN, RACE_PREP_MAX, PEAK_MAX, OTHER_MAX],
    check,
};

fn check(cx: &Context<'_>, out: &mut Occurrences) {
    let any = cx.facts.weeks.iter().any(|week| week.strength > 0);
    for week in &cx.calendar.weeks {
        let band = band(cx, week);
        let count = f64::from(cx.week(week).strength);
        let target = Target::Week(week.index);
        let sessions = if count == 1.0 { "session" } else { "sessions" };
        if count > band.max {
            out.warn(target, Aspect::Presence)
                .propose_action(Action::DropOneOf(cx.strength_in(week).collect()))
                .help("drop the session that stands closest to a key run, or merge two short ones")
                .say(format!(
                    "{count} strength {sessions} in a week{}; {}",
                    band.phase,
                    band.advised(band.max)
                ));
        } else if count < band.min && asks_for_work(cx, week) {
            let fact = match (count > 0.0, any) {
                (true, _) => format!("{count} strength {sessions} in a week{}", band.phase),
                (false, true) => format!("no strength session in a week{}", band.phase),
                (false, false) => "no strength session in any week".to_owned(),
            };
            out.advise(target, Aspect::Presence)
                .help("add a short one after a hard run")
                .say(format!("{fact}; {}", band.advised(band.min)));
            if !any {
                // A plan that leaves strength out altogether is told so once.
                return;
            }
        }
    }
}

/// A light week, and one that is rest from end to end, may hold fewer sessions than usual; and where something could not
/// be read there may be more.
pub(crate) fn asks_for_work(cx: &Context<'_>, week: &Week) -> bool {
    cx.plan.is_whole
        && !cx.is_light(week)
        && cx.calendar.in_week(week).iter().any(|session| session.counts() && session.minutes() > 0)
}

/// How many sessions suit a week.
pub(crate) struct Band {
    pub(crate) min: f64,
    pub(crate) max: f64,
    /// As it follows "a week" in a message.
    phase: &'static str,
}

impl Band {
    /// The band in words, for a week on the wrong side of `limit`, which is one of its two ends.
    fn advised(&self, limit: f64) -> String {
        let Self { min, max, .. } = *self;
        if min == 0.0 {
            format!("{max} advised at most")
        } else if min < max {
            format!("{min}–{max} advised")
        } else {
            format!("{limit} advised")
        }
    }
}

pub(crate) fn band(cx: &Context<'_>, week: &Week) -> Band {
    let param = |param| cx.param(param, week.phase);
    let (min, max, phase) = match cx.phase(week).focus {
        Some(Focus::Base) => (param(BUILD_MIN), param(BUILD_MAX), " of base training"),
        Some(Focus::Strength) => (param(BUILD_MIN), param(BUILD_MAX), " of a strength block"),
        Some(Focus::OffSeason) => (param(BUILD_MIN), param(BUILD_MAX), " of the off-season"),
        Some(Focus::RacePrep) => (param(RACE_PREP_MIN), param(RACE_PREP_MAX), " of race preparation"),
        Some(Focus::Peak) => (0.0, param(PEAK_MAX), " of the peak"),
        Some(Focus::Taper) => (0.0, param(PEAK_MAX), " of the taper"),
        None => (0.0, param(OTHER_MAX), ""),
    };
    Band { min, max, phase }
}
