//! Soundness of the rules: changes of a plan that leave the training as it is change nothing that is said of it, and
//! less training never conflicts more. Stated over occurrences: rule, severity, message, dates, sessions.

use gait_core::Snapshot;
use gait_model::calendar::{Calendar, Status};
use gait_model::change::Change;
use gait_model::date::{add_days, days_between};
use gait_model::path::Paths;
use gait_rules::{Finding, Group, RULES, Settings, Severity, Target};
use gait_syntax::edit::apply;
use jiff::civil::{Date, date};
use proptest::prelude::*;
use proptest::sample::Index;
use suite::frame::set;
use suite::golden::File;
use suite::sketch::{Block, Ramp, SLOTS, Sketch, TIMED, config, sketch_of, snapshot};
use suite::{caret, files, plans};

/// The report with its places in the text.
fn told(snapshot: &Snapshot) -> String {
    serde_json::to_string_pretty(&snapshot.report()).expect("a report is JSON")
}

/// Fails with the lines that differ.
fn same(one: &str, other: &str, text: &str) -> Result<(), TestCaseError> {
    let differ: Vec<(&str, &str)> = one.lines().zip(other.lines()).filter(|(a, b)| a != b).take(9).collect();
    prop_assert!(one == other, "{:#?}\n{}", differ, text);
    Ok(())
}

/// A rule seeing something once, without its places in the text.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
struct Seen {
    rule: &'static str,
    /// Dates with the sessions at fault, and weeks by their first date; none for what is not on the calendar.
    places: Vec<String>,
    severity: Severity,
    message: String,
}

/// All that was seen, sorted.
fn seen(calendar: &Calendar, findings: &[Finding]) -> Vec<Seen> {
    let place = |target: Target| match target {
        Target::Session(index) => {
            let s = &calendar.sessions[index];
            Some(format!("{} {} {}", calendar.date(s.day), s.name, s.ordinal))
        }
        Target::Week(week) => Some(format!("week of {}", calendar.date(week * 7))),
        Target::Item(_) => None,
    };
    let one = |o: &gait_rules::Occurrence| Seen {
        rule: RULES[o.rule].name,
        places: o.subjects.iter().filter_map(|s| place(s.target)).collect(),
        severity: o.severity,
        message: o.message.clone(),
    };
    let mut all: Vec<Seen> = findings.iter().flat_map(|f| &f.occurrences).map(one).collect();
    all.sort();
    all
}

/// A text with every date in it moved by so many days; a date keeps its length.
fn shifted(text: &str, by: i64) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let date: Option<Date> = rest
            .get(..10)
            .filter(|d| d.starts_with(|c: char| c.is_ascii_digit()))
            .and_then(|d| d.parse().ok());
        let len = match date {
            Some(date) => {
                out.push_str(&add_days(date, by).to_string());
                10
            }
            None => {
                out.push(c);
                c.len_utf8()
            }
        };
        rest = &rest[len..];
    }
    out
}

/// Whole weeks later, a plan is told the same with the dates moved: places in the text included.
fn shifts(text: &str, weeks: i64) -> Result<(), TestCaseError> {
    let later = snapshot(&shifted(text, weeks * 7));
    same(&shifted(&told(&snapshot(text)), weeks * 7), &told(&later), text)
}

/// A name of the same length for the template of this number; it is part of no word, and sorts the other way round.
fn alias(index: usize, name: &str) -> String {
    let letter = char::from(b'z' - u8::try_from(index % 26).unwrap_or(0));
    format!("{:x<len$}", format!("zq{letter}"), len = name.len())
}

/// With every template renamed, a plan is told the same by the new names: places in the text included.
fn renames(text: &str) -> Result<(), TestCaseError> {
    let before = snapshot(text);
    let names: Vec<String> = before.plan.templates.iter().map(|t| t.name.to_string()).collect();
    let mut now = text.to_owned();
    let mut aliases = Vec::new();
    for (index, name) in names.iter().enumerate().filter(|(_, name)| name.len() > 3) {
        let to = alias(index, name);
        let one = snapshot(&now);
        let change = Change::RenameTemplate { from: name.clone(), to: to.clone() };
        let edits = change.edits(&one.tree, &one.plan).expect("a template can be renamed");
        now = apply(&now, &edits).expect("the edits of a change fit");
        aliases.push((to, name));
    }
    let mut after = told(&snapshot(&now));
    for (to, name) in &aliases {
        after = after.replace(to.as_str(), name);
    }
    same(&told(&before), &after, &now)
}

proptest! {
    #![proptest_config(config(40))]

    #[test]
    fn whole_weeks_later_nothing_changes(sketch in sketch_of(1..4, 6, &SLOTS), weeks in 1..200i64) {
        shifts(&sketch.plan(), weeks)?;
    }

    #[test]
    fn names_of_templates_do_not_matter(sketch in sketch_of(1..4, 6, &SLOTS)) {
        renames(&sketch.plan())?;
    }
}

/// Findings come by position and rule; no finding, no key and no occurrence stands twice; a second look sees the same.
fn is_orderly(text: &str) -> Result<(), TestCaseError> {
    let one = snapshot(text);
    let order = |f: &Finding| (f.span, f.rule, f.related.clone());
    let is_sorted = one.findings.is_sorted_by(|a, b| order(a) < order(b));
    prop_assert!(is_sorted, "{:#?}\n{}", one.findings, text);
    let mut paths = Paths::new(&one.tree);
    let keys: Vec<String> = one.findings.iter().map(|f| f.key(&mut paths)).collect();
    let occurrences = one.findings.iter().flat_map(|f| &f.occurrences);
    let occurrences = occurrences.map(|o| format!("{} {:?} {}", o.rule, o.subjects, o.message)).collect();
    for mut list in [keys, occurrences] {
        list.sort();
        let twice: Vec<&[String]> = list.windows(2).filter(|pair| pair[0] == pair[1]).collect();
        prop_assert!(twice.is_empty(), "{:#?}\n{}", twice, text);
    }
    same(&told(&one), &told(&snapshot(text)), text)
}

proptest! {
    #![proptest_config(config(40))]

    #[test]
    fn findings_are_sorted_unique_and_the_same_again(sketch in sketch_of(1..4, 6, &SLOTS)) {
        is_orderly(&sketch.plan())?;
    }
}

#[test]
fn worked_plans_are_orderly_and_may_be_moved_and_renamed() {
    for (name, text) in plans() {
        for weeks in [1, 9, 52] {
            shifts(&text, weeks).unwrap_or_else(|e| panic!("{name}: {e}"));
        }
        renames(&text).unwrap_or_else(|e| panic!("{name}: {e}"));
        is_orderly(&text).unwrap_or_else(|e| panic!("{name}: {e}"));
    }
}

/// Mondays of weeks in which a year begins: on the Monday itself, and on the Friday.
const NEW_YEARS: [Date; 2] = [date(2029, 1, 1), date(2026, 12, 28)];

/// Moved so that a year begins in or behind each of its weeks in turn, a plan is told the same.
fn passes_new_year(text: &str) -> Result<(), TestCaseError> {
    let one = snapshot(text);
    let before = told(&one);
    for new_year in NEW_YEARS {
        let to_it = days_between(one.calendar.first_day, new_year).div_euclid(7);
        for week in 0..=one.calendar.weeks.len() {
            let by = 7 * (to_it - i64::try_from(week).expect("few weeks"));
            let later = snapshot(&shifted(text, by));
            same(&shifted(&before, by), &told(&later), &later.source.text)?;
        }
    }
    Ok(())
}

/// Every case and every example of every rule as a plan, by its name.
fn cases_and_examples() -> Vec<(String, String)> {
    let cases = files("tests/rules", ".ron").into_iter().map(|(name, text)| File::cases(name, text));
    let pages = RULES.iter().map(|rule| File::page(rule.name.to_owned(), rule.page.to_owned()));
    let mut out = Vec::new();
    for file in cases.chain(pages) {
        for case in &file.cases {
            let (clean, _) = caret::parse(&file.text[case.range.clone()]).expect("another test reads it");
            out.push((format!("{}, {}", file.path, case.name), set(&clean).text));
        }
    }
    out
}

#[test]
fn new_year_is_a_day_like_any_other() {
    for (name, text) in cases_and_examples() {
        passes_new_year(&text).unwrap_or_else(|e| panic!("{name}: {e}"));
    }
}

#[test]
fn what_is_said_of_cases_and_examples_is_orderly() {
    for (name, text) in cases_and_examples() {
        is_orderly(&text).unwrap_or_else(|e| panic!("{name}: {e}"));
    }
}

/// Rules that a split may change, because they ask what a single piece of text does.
const OF_TEXT: [&str; 2] = [
    // A ramp may have reached its end before the second part, where it then does nothing.
    "ramp-without-effect",
    // An alternative is taken on every date of its slot, and the second part has slots of its own.
    "ambiguous-alternative",
];

proptest! {
    #![proptest_config(config(60))]

    /// Ramp and deload are repeated in the second part, which begins after a lighter week.
    #[test]
    fn a_phase_may_be_split_after_a_lighter_week(
        sketch in sketch_of(1..4, 1, &SLOTS),
        parts in prop::collection::vec(prop::collection::vec(1..3u8, 1..3), 3),
        is_regular in any::<bool>(),
    ) {
        let mut sketch = sketch;
        // Where single days drop a session, the entries of `Each` no longer come round within a part.
        sketch.ramp = if is_regular { Ramp::StepsAndTurns } else { Ramp::Steps };
        if is_regular {
            (sketch.days, sketch.blocked, sketch.goals) = Default::default();
        }
        let split = quartered(&sketch, &parts, true);
        let whole = quartered(&sketch, &parts, false);
        let all = |text: &str| {
            let one = snapshot(text);
            let mut all = seen(&one.calendar, &one.findings);
            all.retain(|seen| !OF_TEXT.contains(&seen.rule));
            all
        };
        no_difference(&all(&whole.plan()), &all(&split.plan()), &whole.plan())?;
    }
}

/// The phases made of parts of so many times four weeks, each with a lighter week at its end: as phases of their own,
/// or as one.
fn quartered(sketch: &Sketch, parts: &[Vec<u8>], apart: bool) -> Sketch {
    let mut out = sketch.clone();
    out.blocks.clear();
    for (block, parts) in sketch.blocks.iter().zip(parts) {
        let lengths = if apart { parts.clone() } else { vec![parts.iter().sum()] };
        out.blocks.extend(lengths.into_iter().map(|four| Block {
            weeks: 4 * four,
            deload: Some(4),
            ..block.clone()
        }));
    }
    out
}

/// Fails with what is seen in one only.
fn no_difference(one: &[Seen], other: &[Seen], text: &str) -> Result<(), TestCaseError> {
    let only = |a: &[Seen], b: &[Seen]| -> Vec<Seen> {
        a.iter().filter(|seen| !b.contains(seen)).take(5).cloned().collect()
    };
    prop_assert!(one == other, "gone {:#?}\nnew {:#?}\n{}", only(one, other), only(other, one), text);
    Ok(())
}

/// The sessions marked as not done, everything else held fixed: exposures, clock, amounts.
fn without(calendar: &Calendar, gone: impl Fn(usize) -> bool) -> Calendar {
    let mut less = calendar.clone();
    for (_, session) in less.sessions.iter_mut().enumerate().filter(|(index, _)| gone(*index)) {
        session.status = Status::Displaced;
        session.dose = None;
    }
    less
}

/// The rules that speak of conflicts; what they count, such as sessions a week, less training may bring.
fn conflicts(snapshot: &Snapshot, calendar: &Calendar) -> Vec<Seen> {
    let findings = gait_rules::check(&snapshot.tree, &snapshot.plan, calendar, &Settings::default());
    let of_conflict = |f: &Finding| matches!(f.rule().group, Group::Interference | Group::Recovery);
    let kept: Vec<Finding> = findings.into_iter().filter(of_conflict).collect();
    seen(calendar, &kept)
}

/// Rules that a cleared day may add to.
const MAY_ADD: [&str; 1] = [
    // It says where strength has room, and a cleared day may make room on the next.
    "strength-not-on-hard-day",
];

/// Fails if a rule sees something, and no session of it was in the same trouble before. A rule may pair what is left
/// anew: it names the next key run or the last session for a muscle, and with that gone the one after.
fn nothing_added(before: &[Seen], after: &[Seen], text: &str) -> Result<(), TestCaseError> {
    let had = |new: &Seen| {
        before.iter().any(|old| {
            let shares = new.places.iter().any(|place| old.places.contains(place));
            old.rule == new.rule && shares && old.severity >= new.severity
        })
    };
    let added: Vec<&Seen> = after.iter().filter(|new| !MAY_ADD.contains(&new.rule) && !had(new)).collect();
    prop_assert!(added.is_empty(), "{:#?}\n{}", added, text);
    Ok(())
}

proptest! {
    #![proptest_config(config(60))]

    #[test]
    fn less_strength_raises_no_score(sketch in sketch_of(1..4, 6, &SLOTS), which in any::<Index>()) {
        let text = sketch.plan();
        let one = snapshot(&text);
        let is_strength = |i: &usize| one.calendar.sessions[*i].dose.is_some();
        let strength: Vec<usize> = (0..one.calendar.sessions.len()).filter(is_strength).collect();
        prop_assume!(!strength.is_empty());
        let gone = strength[which.index(strength.len())];
        let less = without(&one.calendar, |i| i == gone);
        for (before, after) in one.calendar.interference().iter().zip(less.interference()) {
            prop_assert_eq!(before.session, after.session);
            let (before, after) = (&before.interference, &after.interference);
            prop_assert!(after.strength <= before.strength + 1e-9, "{} to {}", before.strength, after.strength);
            prop_assert!(after.all <= before.all + 1e-9, "{} to {}", before.all, after.all);
        }
    }

    #[test]
    fn a_cleared_day_adds_no_conflict(
        sketch in prop_oneof![sketch_of(1..4, 6, &SLOTS), sketch_of(1..3, 4, &TIMED)],
        which in any::<Index>(),
    ) {
        let text = sketch.plan();
        let one = snapshot(&text);
        let day = u32::try_from(which.index(one.calendar.day_count() as usize)).expect("few days");
        let less = without(&one.calendar, |i| one.calendar.sessions[i].day == day);
        let note = format!("{} cleared\n{text}", one.calendar.date(day));
        nothing_added(&conflicts(&one, &one.calendar), &conflicts(&one, &less), &note)?;
    }

    /// The same by the text. In so few weeks a familiar lift stays familiar, and every session has its own clock.
    #[test]
    fn a_day_of_rest_adds_no_conflict(sketch in sketch_of(1..2, 4, &TIMED), which in any::<Index>()) {
        let sketch = Sketch { ramp: Ramp::None, athlete: 0, ..sketch };
        let text = sketch.plan();
        let one = snapshot(&text);
        let day = u32::try_from(which.index(one.calendar.day_count() as usize)).expect("few days");
        let change = Change::SetDay { date: one.calendar.date(day), slots: Vec::new() };
        let edits = change.edits(&one.tree, &one.plan).expect("any day can be cleared");
        let cleared = snapshot(&apply(&text, &edits).expect("the edits of a change fit"));
        let before = conflicts(&one, &one.calendar);
        nothing_added(&before, &conflicts(&cleared, &cleared.calendar), &cleared.source.text)?;
    }
}
