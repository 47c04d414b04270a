//! The charts with a bar for each week.

use gait_core::{Distances, Snapshot, WeekMark, WeeklyLoad};

use super::{TableVm, about_week, scale_top};
use crate::theme::KindColor;

/// Load by week and kind.
#[derive(Clone, Debug)]
pub struct LoadVm {
    /// The groups of kinds that occur, from the foot of a bar to its head.
    pub groups: Vec<KindColor>,
    /// The weeks.
    pub weeks: Vec<LoadWeekVm>,
    /// The end of the scale.
    pub top: f64,
    /// The chart in a sentence.
    pub summary: String,
    /// The chart as a table.
    pub table: TableVm,
}

/// A bar.
#[derive(Clone, Debug)]
pub struct LoadWeekVm {
    /// For each group where its part begins, and how long it is.
    pub parts: Vec<(f64, f64)>,
    /// What is said of the week.
    pub hover: String,
}

impl LoadVm {
    pub(super) fn new(load: &WeeklyLoad, marks: &[WeekMark]) -> Self {
        let group = |index: usize| KindColor::of(load.kinds[index]);
        let of_kinds = |kind: &KindColor| (0..load.kinds.len()).any(|index| group(index) == *kind);
        let groups: Vec<KindColor> = KindColor::ALL.into_iter().filter(of_kinds).collect();
        let week = |(mark, week): (&WeekMark, &gait_core::WeekLoad)| {
            let mut from = 0.0;
            let part = |kind: &KindColor| {
                let parts = week.parts.iter().enumerate().filter(|(index, _)| group(*index) == *kind);
                let length: f64 = parts.map(|(_, part)| part).sum();
                from += length;
                (from - length, length)
            };
            LoadWeekVm { parts: groups.iter().map(part).collect(), hover: hover(mark, week, &load.kinds) }
        };
        let totals = || load.weeks.iter().map(|week| week.total);
        Self {
            weeks: marks.iter().zip(&load.weeks).map(week).collect(),
            top: scale_top(totals().fold(0.0, f64::max)),
            summary: summary("Weekly load", &totals().collect::<Vec<_>>(), ""),
            table: TableVm::of_weeks(load.table(), marks),
            groups,
        }
    }
}

fn hover(mark: &WeekMark, week: &gait_core::WeekLoad, kinds: &[&'static str]) -> String {
    let mut lines = vec![about_week(mark), format!("{} in all", week.total)];
    let parts = kinds.iter().zip(&week.parts).filter(|(_, part)| **part > 0.0);
    lines.extend(parts.map(|(kind, part)| format!("{kind} {part}")));
    lines.extend(week.monotony.map(|monotony| format!("monotony {monotony}")));
    lines.extend(week.strain.map(|strain| format!("strain {strain}")));
    lines.join("\n")
}

/// Running by week.
#[derive(Clone, Debug)]
pub struct DistanceVm {
    /// The unit: `km` or `mi`.
    pub unit: &'static str,
    /// The weeks.
    pub weeks: Vec<RunWeekVm>,
    /// The end of the scale.
    pub top: f64,
    /// The chart in a sentence.
    pub summary: String,
    /// The chart as a table.
    pub table: TableVm,
}

/// A bar and a point.
#[derive(Clone, Debug)]
pub struct RunWeekVm {
    /// All running of the week.
    pub distance: f64,
    /// The longest run.
    pub longest: Option<f64>,
    /// The distance against the week before: `+8 %`.
    pub ramp: Option<String>,
    /// What is said of the week.
    pub hover: String,
}

impl DistanceVm {
    pub(super) fn new(distances: &Distances, marks: &[WeekMark], snapshot: &Snapshot) -> Self {
        let unit = distances.unit.symbol();
        let weeks = marks.iter().zip(&distances.weeks).map(|(mark, week)| {
            let run = week.longest_run.and_then(|run| snapshot.calendar.sessions.get(run));
            let mut lines = vec![about_week(mark), format!("{} {unit}", week.distance)];
            lines.extend(week.ramp_text().map(|ramp| format!("{ramp} against the week before")));
            if let (Some(longest), Some(run)) = (week.longest, run) {
                lines.push(format!("longest run {longest} {unit}: {}", run.name));
            }
            let step = week.longest_step_text();
            lines.extend(step.map(|step| format!("{step} against the longest of 30 days before")));
            RunWeekVm {
                distance: week.distance,
                longest: week.longest,
                ramp: week.ramp_text(),
                hover: lines.join("\n"),
            }
        });
        let weeks: Vec<RunWeekVm> = weeks.collect();
        let all: Vec<f64> = distances.weeks.iter().map(|week| week.distance).collect();
        let longest = distances.weeks.iter().filter_map(|week| week.longest).fold(0.0, f64::max);
        let words = summary("Weekly running", &all, &format!(" {unit}"));
        Self {
            unit,
            weeks,
            top: scale_top(all.iter().copied().fold(0.0, f64::max)),
            summary: format!("{words}; longest run {longest} {unit}"),
            table: TableVm::of_weeks(distances.table(), marks),
        }
    }
}

/// `Weekly load, 14 weeks: 1154 to 2069, most in week 10`
fn summary(what: &str, weeks: &[f64], unit: &str) -> String {
    let least = weeks.iter().copied().fold(f64::INFINITY, f64::min);
    let most = weeks.iter().copied().fold(0.0, f64::max);
    let at = weeks.iter().position(|value| *value >= most).map_or(0, |index| index + 1);
    match weeks {
        [] => format!("{what}: nothing"),
        [one] => format!("{what}, 1 week: {one}{unit}"),
        _ => format!("{what}, {} weeks: {least} to {most}{unit}, most in week {at}", weeks.len()),
    }
}
