//! Findings: occurrences of one rule with equal origins, merged into what a person reads once.

use gait_model::calendar::Calendar;
use gait_model::date::{long_name, table_name};
use gait_model::path::Paths;
use gait_model::plan::Plan;
use gait_syntax::Span;
use rustc_hash::FxHashMap;

use crate::RULES;
use crate::occurrence::{Occurrence, Subject, Target, time_of_day};
use crate::rule::{Rule, Severity};
use crate::wording::weeks_text;

/// Occurrences of one rule with equal origins.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The rule, an index of [`RULES`].
    pub rule: usize,
    /// The severity of the worst occurrence.
    pub severity: Severity,
    /// The message of the worst occurrence.
    pub message: String,
    /// The origin of the first subject: what to change.
    pub span: Span,
    /// What stands there.
    pub label: String,
    /// The origins of the other subjects.
    pub related: Vec<(Span, String)>,
    /// When it happens: `Tuesdays, weeks 1–6; worst in week 5`.
    pub when: Option<String>,
    /// What else the reader should know.
    pub notes: Vec<String>,
    /// What to try.
    pub help: Option<String>,
    /// Every occurrence, in the order of the calendar.
    pub occurrences: Vec<Occurrence>,
    /// Which of them is the worst.
    pub worst: usize,
}

impl Finding {
    /// The rule.
    #[must_use]
    pub fn rule(&self) -> &'static Rule {
        &RULES[self.rule]
    }

    /// What identifies the finding across versions of the text: its rule and the paths of its origins.
    #[must_use]
    pub fn key(&self, paths: &mut Paths<'_>) -> String {
        let mut key = self.rule().name.to_owned();
        for span in std::iter::once(self.span).chain(self.related.iter().map(|(span, _)| *span)) {
            key.push_str(" | ");
            key.push_str(&paths.of(span));
        }
        key
    }

    /// Every position: the origin and the related ones.
    pub fn positions(&self) -> impl Iterator<Item = Span> {
        std::iter::once(self.span).chain(self.related.iter().map(|(span, _)| *span))
    }
}

/// Merges occurrences of one rule with equal origins. The outcome is sorted by position, then rule.
#[must_use]
pub(crate) fn merge(plan: &Plan, calendar: &Calendar, occurrences: Vec<Occurrence>) -> Vec<Finding> {
    let mut groups: Vec<(Vec<Span>, Vec<Occurrence>)> = Vec::new();
    let mut index: FxHashMap<(usize, Vec<Span>), usize> = FxHashMap::default();
    for occurrence in occurrences {
        let origins: Vec<Span> = occurrence.subjects.iter().map(|s| origin(plan, calendar, s)).collect();
        let at = *index.entry((occurrence.rule, origins.clone())).or_insert(groups.len());
        if at == groups.len() {
            groups.push((origins, Vec::new()));
        }
        groups[at].1.push(occurrence);
    }
    let mut findings: Vec<Finding> =
        groups.into_iter().filter_map(|(origins, list)| finding(plan, calendar, &origins, list)).collect();
    sort(&mut findings);
    findings
}

/// Sorts by position, then rule.
pub(crate) fn sort(findings: &mut [Finding]) {
    findings.sort_by(|a, b| (a.span, a.rule).cmp(&(b.span, b.rule)).then_with(|| a.related.cmp(&b.related)));
}

/// The part of the text a person edits to change a subject.
fn origin(plan: &Plan, calendar: &Calendar, subject: &Subject) -> Span {
    match subject.target {
        Target::Session(index) => calendar.sessions[index].origin(subject.aspect),
        Target::Week(index) => calendar.weeks.get(index as usize).map_or(plan.span, |week| {
            let phase = &plan.phases[week.phase];
            phase.rows.get(week.row).map_or(phase.week_span, |row| row.span)
        }),
        Target::Item(span) => span,
    }
}

fn finding(plan: &Plan, calendar: &Calendar, origins: &[Span], mut list: Vec<Occurrence>) -> Option<Finding> {
    list.sort_by_key(|o| day_of(calendar, o));
    // The first of the worst: the earliest on a tie.
    let worst = list.iter().enumerate().rev().max_by_key(|(_, o)| o.severity).map(|(i, _)| i)?;
    let chosen = &list[worst];
    let mut subjects = chosen.subjects.iter().zip(origins);
    let (first, span) = subjects.next()?;
    let related: Vec<(Span, String)> = subjects.map(|(s, span)| (*span, label(calendar, s))).collect();
    Some(Finding {
        rule: chosen.rule,
        severity: chosen.severity,
        message: chosen.message.clone(),
        span: *span,
        label: label(calendar, first),
        related,
        when: when(plan, calendar, &list, worst),
        notes: chosen.notes.clone(),
        help: chosen.help.clone(),
        occurrences: list,
        worst,
    })
}

/// The day of the first subject that has one.
fn day_of(calendar: &Calendar, occurrence: &Occurrence) -> Option<u32> {
    occurrence.subjects.iter().find_map(|s| match s.target {
        Target::Session(index) => Some(calendar.sessions[index].day),
        Target::Week(index) => calendar.weeks.get(index as usize).map(|w| w.first_day),
        Target::Item(_) => None,
    })
}

fn label(calendar: &Calendar, subject: &Subject) -> String {
    match subject.target {
        Target::Session(index) => {
            let session = &calendar.sessions[index];
            let day = table_name(calendar.date(session.day).weekday());
            if session.minutes() == 0 {
                return format!("`{}`, {day}", session.name);
            }
            format!("`{}`, {day} {}–{}", session.name, time_of_day(session.start), time_of_day(session.end))
        }
        Target::Week(index) => format!("week {}", index + 1),
        Target::Item(_) => String::new(),
    }
}

/// `Tuesdays, weeks 1–6; worst in week 5`; for a single occurrence its date.
fn when(plan: &Plan, calendar: &Calendar, list: &[Occurrence], worst: usize) -> Option<String> {
    let whole_week = |o: &Occurrence| matches!(o.subjects.first()?.target, Target::Week(_)).then_some(());
    let days: Vec<u32> = list.iter().filter_map(|o| day_of(calendar, o)).collect();
    let first = *days.first()?;
    let weeks: Vec<u32> = days.iter().map(|day| day / 7 + 1).collect();
    let by_week = list.iter().all(|o| whole_week(o).is_some());
    if days.len() == 1 {
        let date = calendar.date(first);
        let weekday = long_name(date.weekday());
        // A plan that is not on the calendar yet has weeks and weekdays, and no dates that anybody meant.
        return Some(match (by_week, plan.is_dated) {
            (true, true) => format!("week {}, from {date}", weeks[0]),
            (true, false) => format!("week {}", weeks[0]),
            (false, true) => format!("{weekday} {date}, week {}", weeks[0]),
            (false, false) => format!("{weekday} of week {}", weeks[0]),
        });
    }
    let same_day = days.iter().all(|day| day % 7 == first % 7);
    let mut text = match (by_week, same_day) {
        (true, _) => weeks_text(&weeks),
        (false, true) => format!("{}s, {}", long_name(calendar.date(first).weekday()), weeks_text(&weeks)),
        (false, false) => format!("{} times, {}", days.len(), weeks_text(&weeks)),
    };
    let varies = list.iter().any(|o| o.message != list[worst].message);
    if let (true, Some(day)) = (varies, day_of(calendar, &list[worst])) {
        text.push_str(&format!("; worst in week {}", day / 7 + 1));
    }
    Some(text)
}
