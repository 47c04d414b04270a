//! Weeks, days of the week, and single days.

use gait_model::calendar::{Session, Week};
use gait_model::date::{DayKey, days_between, long_name, parse_date, parse_day_key, table_name, weekday_of};
use gait_model::plan::Phase;
use gait_rules::weeks_text;
use jiff::civil::Date;

use super::{Desk, list, session, table};
use crate::expand::Rows;
use crate::wording::{long_time, sentence};

impl<'s> Desk<'s> {
    fn phase(&self) -> Option<(usize, &'s Phase)> {
        let at = self.site.offset;
        let phases = &self.plan()?.phases;
        phases.iter().enumerate().find(|(_, phase)| phase.span.start <= at && at <= phase.span.end)
    }

    /// The weeks of the phase that the place is in: load and key runs.
    pub(super) fn phase_weeks(&self) -> Option<String> {
        let (index, phase) = self.phase()?;
        let weeks: Vec<&Week> =
            self.snapshot?.calendar.weeks.iter().filter(|week| week.phase == index).collect();
        if weeks.is_empty() {
            return None;
        }
        let span = weeks_text(&weeks.iter().map(|week| week.index + 1).collect::<Vec<_>>());
        let name = session::phase_name(&phase.name);
        Some(format!("{}: {span}\n\n{}", sentence(&name), self.weeks(&weeks)?))
    }

    /// A row for each week.
    fn weeks(&self, weeks: &[&Week]) -> Option<String> {
        let rows = self.rows()?;
        let lines: Vec<Vec<String>> = weeks.iter().map(|week| self.week_line(&rows, week)).collect();
        let mut head = vec!["week", "from", "distance", "time", "strength", "legs", "key runs"];
        head.retain(|name| *name != "from" || self.is_dated());
        Some(table(&head, &lines, "weeks"))
    }

    fn week_line(&self, rows: &Rows<'_>, week: &Week) -> Vec<String> {
        let Some(snapshot) = self.snapshot else { return Vec::new() };
        let row = rows.week(week);
        let calendar = &snapshot.calendar;
        let keys: Vec<String> = calendar
            .in_week(week)
            .iter()
            .filter(|session| session.counts() && session.kind().is_run() && session.is_key())
            .map(|session| format!("{} {}", table_name(calendar.date(session.day).weekday()), session.name))
            .collect();
        let mark = if row.deload { " (deload)" } else { "" };
        let mut out = vec![format!("{}{mark}", row.week)];
        if self.is_dated() {
            out.push(calendar.date(week.first_day).to_string());
        }
        out.extend([
            row.distance,
            long_time(row.minutes),
            row.strength.to_string(),
            session::legs(row.leg_dose),
            if keys.is_empty() { "–".to_owned() } else { keys.join(", ") },
        ]);
        out
    }

    /// A weekday of a pattern: what stands there in the weeks of that pattern.
    pub(super) fn weekday(&self, name: &str) -> Option<String> {
        let (index, phase) = self.phase()?;
        let at = self.site.offset;
        let row = phase.rows.iter().position(|row| row.span.start <= at && at <= row.span.end)?;
        let calendar = &self.snapshot?.calendar;
        let weekday = weekday_of(name)?;
        let rows = self.rows()?;
        let lines: Vec<Vec<String>> = calendar
            .weeks
            .iter()
            .filter(|week| week.phase == index && week.row == row)
            .flat_map(|week| week.days())
            .filter(|day| calendar.date(*day).weekday() == weekday)
            .map(|day| {
                let week = calendar.on(day).first().map_or(String::new(), |s| (s.week + 1).to_string());
                let sessions: Vec<String> = calendar.on(day).iter().map(|s| self.short(&rows, s)).collect();
                let sessions = if sessions.is_empty() { "rest".to_owned() } else { sessions.join("; ") };
                match self.is_dated() {
                    true => vec![week, calendar.date(day).to_string(), sessions],
                    false => vec![week, sessions],
                }
            })
            .collect();
        let head: &[&str] =
            if self.is_dated() { &["week", "date", "sessions"] } else { &["week", "sessions"] };
        (!lines.is_empty()).then(|| table(head, &lines, "weeks"))
    }

    /// `07:00 tempo, 52 min, 10.2 km`
    fn short(&self, rows: &Rows<'_>, session: &Session) -> String {
        let row = rows.session(session);
        if row.status != "planned" {
            return format!("{}, {}", row.name, row.status);
        }
        let clock = if row.start_written { format!("{} ", row.start) } else { String::new() };
        let mut parts = vec![format!("{clock}{}", row.name), long_time(row.minutes)];
        parts.extend(row.distance);
        parts.extend(row.leg_class.map(|class| format!("legs {class}")));
        parts.join(", ")
    }

    /// A key of `days`.
    pub(super) fn day_key(&self, key: &str) -> Option<String> {
        let key = parse_day_key(key).ok()?;
        let date = match key {
            DayKey::Date(date) => date,
            DayKey::WeekDay(..) => key.date(self.plan()?.first_day),
        };
        Some(match key {
            DayKey::WeekDay(week, day) if !self.is_dated() => {
                self.day_of(format!("**week {week}, {}**", long_name(day)), date)
            }
            _ => self.date(date),
        })
    }

    /// A date as written.
    pub(super) fn written_date(&self, text: &str) -> Option<String> {
        parse_date(text).ok().map(|date| self.date(date))
    }

    /// A date: its weekday, its week of the plan, and what stands there.
    pub(crate) fn date(&self, date: Date) -> String {
        let title = format!("**{} {date}**", table_name(date.weekday()));
        if self.is_dated() { self.day_of(title, date) } else { title }
    }

    /// A day of the calendar, behind what it is called.
    fn day_of(&self, title: String, date: Date) -> String {
        let mut out = title;
        let Some(snapshot) = self.snapshot else { return out };
        let calendar = &snapshot.calendar;
        let Some(day) = calendar.day_of(date) else {
            let day = days_between(calendar.first_day, date);
            let (days, when) = if day < 0 {
                (-day, "before the plan begins")
            } else {
                (day - i64::from(calendar.day_count()) + 1, "after the plan ends")
            };
            out.push_str(&format!("\n\n{days} {} {when}", if days == 1 { "day" } else { "days" }));
            return out;
        };
        let week = calendar.weeks.iter().find(|week| week.days().contains(&day));
        if let Some(week) = week {
            let phase =
                snapshot.plan.phases.get(week.phase).map_or(String::new(), |p| session::phase_name(&p.name));
            if self.is_dated() {
                out.push_str(&format!(", week {}", week.index + 1));
            }
            out.push_str(&format!(", {phase}{}", if week.deload { ", deload" } else { "" }));
        }
        let rows = Rows::new(snapshot);
        let sessions: Vec<String> =
            calendar.on(day).iter().map(|session| self.short(&rows, session)).collect();
        out.push_str("\n\n");
        out.push_str(&if sessions.is_empty() { "Rest".to_owned() } else { list(&sessions) });
        out
    }
}
