//! Flags sessions that overlap, and days that hold more than the athlete has time for.

use gait_model::calendar::{Aspect, Clock, Placement, Session};
use gait_model::date::{long_name, weekday_index};
use gait_model::notation::{Window, Windows};
use gait_model::plan::Kind;

use crate::context::Context;
use crate::occurrence::{Occurrences, time_of_day};
use crate::rule::{Group, Param, Rule, Severity};

const SLACK: Param = Param::minutes(
    "slack",
    10.0,
    (0.0, 120.0),
    "minutes by which sessions may overlap or a window be overrun, since lengths are estimates",
);

pub(super) const RULE: Rule = Rule {
    name: "overlap-or-overbooked",
    group: Group::Hygiene,
    severity: Severity::Error,
    worst: Severity::Error,
    of_absence: false,
    summary: "sessions overlap, or a day holds more than `availability` has room for",
    page: include_str!("overlap_or_overbooked.md"),
    params: &[SLACK],
    check,
};

fn check(cx: &Context<'_>, out: &mut Occurrences) {
    overlaps(cx, out);
    let Some(available) = &cx.plan.athlete.availability else { return };
    for day in 0..cx.calendar.day_count() {
        // A race stands where its organisers put it.
        let asks = |&i: &usize| {
            let session = cx.session(i);
            let race = matches!(session.trail.placement, Placement::Goal(_));
            session.is_planned() && session.kind() != Kind::Rest && !race
        };
        let sessions: Vec<usize> = cx.calendar.indices(day).filter(asks).collect();
        let weekday = cx.calendar.date(day).weekday();
        let name = long_name(weekday);
        match &available.value[weekday_index(weekday)] {
            Some(Windows::Any) => {}
            Some(Windows::Hours(windows)) => Day { cx, name, windows, sessions: &sessions }.check(out),
            None => {
                for session in sessions {
                    out.error(session, Aspect::Placement)
                        .with(available.span, Aspect::Presence)
                        .help(format!(
                            "move it, or open the day in `availability`: `{}: \"any\"`",
                            &name.to_lowercase()[..3]
                        ))
                        .propose_move(session)
                        .say(format!(
                            "`{}` stands on a {name}, and {name}s are closed",
                            cx.session(session).name
                        ));
                }
            }
        }
    }
}

/// The room for error in a session's phase, in minutes.
fn slack(cx: &Context<'_>, session: &Session) -> f64 {
    cx.param(SLACK, session.phase)
}

#[expect(clippy::cast_precision_loss, reason = "plans are far shorter than 2^52 minutes")]
fn exceeds(minutes: i64, limit: f64) -> bool {
    minutes as f64 > limit
}

fn overlaps(cx: &Context<'_>, out: &mut Occurrences) {
    let takes_time = |s: &Session| s.is_planned() && s.minutes() > 0;
    let mut order: Vec<usize> =
        cx.calendar.sessions.iter().enumerate().filter(|(_, s)| takes_time(s)).map(|(i, _)| i).collect();
    order.sort_by_key(|&i| cx.session(i).start);
    let mut latest: Option<usize> = None;
    for index in order {
        if let Some(before) = latest {
            overlap(cx, before, index, out);
        }
        if latest.is_none_or(|before| cx.session(before).end <= cx.session(index).end) {
            latest = Some(index);
        }
    }
}

/// Reports that `second` starts before `first` has ended.
fn overlap(cx: &Context<'_>, first: usize, second: usize, out: &mut Occurrences) {
    let (before, after) = (cx.session(first), cx.session(second));
    let minutes = before.end.min(after.end) - after.start;
    if !exceeds(minutes, slack(cx, after)) {
        return;
    }
    // Of two sessions the one without a written start is the one that can give way; a race never does.
    let free = before.clock == Clock::Assumed && after.clock == Clock::Written;
    let is_race = |session: &Session| matches!(session.trail.placement, Placement::Goal(_));
    let first_moves = is_race(after) || (free && !is_race(before));
    let (change, other) = if first_moves { (first, second) } else { (second, first) };
    let (later, at) =
        if is_race(after) { ("earlier", after.start - before.minutes()) } else { ("later", before.end) };
    let moved = if is_race(after) { before } else { after };
    out.error(change, Aspect::Placement)
        .with(other, Aspect::Placement)
        .rests_on_clock(cx.calendar, &[first, second])
        .help(format!("start `{}` at {} or {later}, or put it on another day", moved.name, time_of_day(at)))
        .propose_start(moved, at)
        .propose_move(change)
        .say(format!(
            "`{}` starts at {}, {minutes} min before `{}` ends",
            after.name,
            time_of_day(after.start),
            before.name
        ));
}

/// A day with hours, and the sessions that need room in them.
struct Day<'c> {
    cx: &'c Context<'c>,
    name: &'static str,
    windows: &'c [Window],
    sessions: &'c [usize],
}

impl Day<'_> {
    fn check(&self, out: &mut Occurrences) {
        let before = out.list.len();
        for &index in self.sessions {
            match self.cx.session(index).clock {
                Clock::Written => self.written(index, out),
                Clock::Assumed => self.too_long(index, out),
            }
        }
        // A session that does not fit says enough about its day.
        if out.list.len() == before {
            self.too_much(out);
        }
    }

    /// A written start lies in a window, and so does the end.
    fn written(&self, index: usize, out: &mut Occurrences) {
        let session = self.cx.session(index);
        let minute = |at: i64| at - i64::from(session.day) * 24 * 60;
        let (start, end) = (minute(session.start), minute(session.end));
        let holds = |w: &&Window| (i64::from(w.from.minutes)..i64::from(w.to.minutes)).contains(&start);
        let Some(window) = self.windows.iter().find(holds) else {
            let midnight = session.start - start;
            let opens = self.windows.iter().map(|w| midnight + i64::from(w.from.minutes));
            let draft = out
                .error(index, Aspect::Placement)
                .help("move it into the hours, or widen them in `availability`");
            opens.fold(draft, |draft, at| draft.propose_start(session, at)).say(format!(
                "`{}` starts at {}, outside the hours of a {}: {}",
                session.name,
                time_of_day(start),
                self.name,
                self.hours()
            ));
            return;
        };
        let over = end - i64::from(window.to.minutes);
        if exceeds(over, slack(self.cx, session)) {
            // The end is an estimate; the start is not.
            out.warn(index, Aspect::Placement)
                .propose_start(session, session.start - over)
                .help("start earlier, shorten it, or widen the hours in `availability`")
                .say(format!(
                    "`{}` ends at {}, {over} min after the hours of a {}: {}",
                    session.name,
                    time_of_day(end),
                    self.name,
                    self.hours()
                ));
        }
    }

    /// A session that no window of the day can hold.
    fn too_long(&self, index: usize, out: &mut Occurrences) {
        let session = self.cx.session(index);
        let longest = self.windows.iter().map(length).max().unwrap_or(0);
        if exceeds(session.minutes() - longest, slack(self.cx, session)) {
            out.report(self.severity(), index, Aspect::Placement)
                .help("shorten it, move it, or widen the hours in `availability`")
                .propose_move(index)
                .say(format!(
                    "`{}` needs {} min, a {} has {longest} min at a time",
                    session.name,
                    session.minutes(),
                    self.name
                ));
        }
    }

    /// All sessions of the day together.
    fn too_much(&self, out: &mut Occurrences) {
        let counted: Vec<usize> =
            self.sessions.iter().copied().filter(|&i| self.cx.session(i).counts()).collect();
        let Some((&last, others)) = counted.split_last() else { return };
        let minutes: i64 = counted.iter().map(|&i| self.cx.session(i).minutes()).sum();
        let free: i64 = self.windows.iter().map(length).sum();
        if !exceeds(minutes - free, slack(self.cx, self.cx.session(last))) {
            return;
        }
        let mut draft = out.report(self.severity(), last, Aspect::Placement);
        for &other in others.iter().rev().take(2) {
            draft = draft.with(other, Aspect::Placement);
        }
        draft
            .help("move one of them, shorten them, or widen the hours in `availability`")
            .propose_move(last)
            .say(format!("the sessions of a {} need {minutes} min, {free} min are free", self.name));
    }

    /// Lengths that rest on assumed paces break no stated minimum.
    fn severity(&self) -> Severity {
        if self.cx.calendar.paces.assumed { Severity::Warning } else { Severity::Error }
    }

    /// `06:00-09:00, 17:00-20:00`
    fn hours(&self) -> String {
        Windows::Hours(self.windows.to_vec()).to_string()
    }
}

fn length(window: &Window) -> i64 {
    i64::from(window.to.minutes) - i64::from(window.from.minutes)
}
