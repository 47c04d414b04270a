//! Weeks put in and taken out, and what stays where it is all the same: races, and the first day of the plan.

use gait_model::MAX_WEEKS;
use gait_model::change::Change;
use gait_model::plan::{Goal, Phase};

use super::draft::Draft;
use super::effect::Moved;
use super::{Outcome, Refusal};
use crate::snapshot::Snapshot;
use crate::wording::day_month;

impl Snapshot {
    pub(super) fn week_inserted(&self, before: u32) -> Result<Outcome, Refusal> {
        let all = self.week_count();
        if before == 0 || before > all + 1 {
            return Err(self.no_week(before));
        }
        let name = if before > all {
            "Insert a week at the end".to_owned()
        } else {
            format!("Insert a week before week {before}")
        };
        self.longer(&Change::InsertWeek { before }, before - 1, name)
    }

    pub(super) fn week_duplicated(&self, week: u32) -> Result<Outcome, Refusal> {
        if week == 0 || week > self.week_count() {
            return Err(self.no_week(week));
        }
        self.longer(&Change::DuplicateWeek { week }, week, format!("Duplicate week {week}"))
    }

    pub(super) fn week_removed(&self, week: u32) -> Result<Outcome, Refusal> {
        if week == 0 || week > self.week_count() {
            return Err(self.no_week(week));
        }
        if self.week_count() == 1 {
            return Err(Refusal::new("a plan lasts at least one week"));
        }
        let mut draft = Draft::new(self.tree.text());
        draft.make(&Change::RemoveWeek { week })?;
        let notes = self.week_notes(week - 1, -1, &draft);
        let moved = Moved::Earlier(week - 1);
        Ok(Outcome { name: format!("Remove week {week}"), draft, moved, session: None, notes })
    }

    fn week_count(&self) -> u32 {
        u32::try_from(self.calendar.weeks.len()).unwrap_or(u32::MAX)
    }

    /// The plan with a new week, counted from 0.
    fn longer(&self, change: &Change, at: u32, name: String) -> Result<Outcome, Refusal> {
        if self.week_count() >= MAX_WEEKS {
            return Err(Refusal::new(format!("a plan has at most {MAX_WEEKS} weeks")));
        }
        let mut draft = Draft::new(self.tree.text());
        draft.make(change)?;
        let notes = self.week_notes(at, 1, &draft);
        Ok(Outcome { name, draft, moved: Moved::Later(at), session: None, notes })
    }

    /// What a person may not expect: the end moves, races do not, and rows that take turns change them.
    fn week_notes(&self, at: u32, by: i64, draft: &Draft) -> Vec<String> {
        let mut notes: Vec<String> = self.turns(at, by).into_iter().collect();
        if !self.plan.is_dated {
            return notes;
        }
        let (first, last) = (draft.plan.first_day, draft.plan.last_day);
        if first != self.plan.first_day {
            notes.push(format!("week 1 begins on {} then", day_month(first)));
        } else if last != self.plan.last_day {
            notes.push(format!("the plan ends on {} then", day_month(last)));
        }
        let monday = self.first_of_week(at);
        let later = self.plan.goals.iter().filter(|goal| goal.date.value >= monday);
        notes.extend(later.filter_map(|goal| self.race_note(goal, by, draft)));
        notes
    }

    /// Says that the rows of a phase take turns, and so that its later weeks follow other ones.
    fn turns(&self, at: u32, by: i64) -> Option<String> {
        let phases = &self.plan.phases;
        let holds = |week: u32| {
            move |phase: &&Phase| (phase.first_week..phase.first_week + phase.weeks).contains(&week)
        };
        let phase = phases.iter().find(holds(at))?;
        let (rows, weeks) = (phase.rows.len(), phase.weeks as usize);
        let last = phase.first_week + phase.weeks - 1;
        let is_last = by < 0 && at == last;
        let take_turns = rows > 1 && rows < weeks && !is_last;
        take_turns
            .then(|| format!("the rows of `{}` take turns, so its later weeks follow other ones", phase.name))
    }

    fn race_note(&self, goal: &Goal, by: i64, draft: &Draft) -> Option<String> {
        let date = goal.date.value;
        if !(self.plan.first_day..=self.plan.last_day).contains(&date) {
            return None;
        }
        let on = format!("`{}` stays on {}", goal.name, day_month(date));
        if date > draft.plan.last_day {
            return Some(format!("{on}, after the end"));
        }
        let place = if by > 0 { "earlier" } else { "later" };
        Some(format!("{on}, a week {place} in the plan than before"))
    }
}
