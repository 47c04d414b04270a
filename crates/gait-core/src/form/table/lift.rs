//! A lift as rows of sets.

use gait_model::notation::{Lift, Sets};

use super::{Column, Written};

/// A lift as a table.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub struct LiftTable {
    /// The exercise's id; empty where sets stand alone.
    pub exercise: String,
    /// The sets: one row with a count if they are all alike, one row for each if not; none if a ramp gives them.
    pub sets: Vec<SetRow>,
    /// How near to failure: `rir 2`.
    pub effort: String,
    /// Seconds of each phase: `3-1-1`.
    pub tempo: String,
    /// The rest after a set: `90 s`.
    pub rest: String,
    /// Whether it is meant to go to failure.
    pub test: bool,
}

/// One set, or some that are alike.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub struct SetRow {
    /// How many; empty for one of a list.
    pub count: String,
    /// What it consists of: `10`, `8-12`, `30 s`, `max`, `5+`.
    pub work: String,
    /// Whether each side does it.
    pub per_side: bool,
    /// The load; empty for none.
    pub load: String,
}

impl LiftTable {
    pub(super) fn of(lift: &Lift) -> Self {
        let text = |part: Option<String>| part.unwrap_or_default();
        let sets = lift.sets.as_ref().map(|sets| Self::of_sets(&sets.value).sets);
        Self {
            exercise: lift.exercise.value.to_string(),
            sets: sets.unwrap_or_default(),
            effort: text(lift.effort.as_ref().map(ToString::to_string)),
            tempo: text(lift.tempo.as_ref().map(ToString::to_string)),
            rest: text(lift.rest.as_ref().map(ToString::to_string)),
            test: lift.test,
        }
    }

    pub(super) fn of_sets(sets: &Sets) -> Self {
        let sets = match sets {
            Sets::Alike { count, work, per_side, load } => vec![SetRow {
                count: count.to_string(),
                work: work.to_string(),
                per_side: *per_side,
                load: load.as_ref().map_or_else(String::new, ToString::to_string),
            }],
            Sets::Listed(sets) => {
                let row = |set: &gait_model::notation::OneSet| SetRow {
                    work: format!("{}{}", set.reps, if set.or_more { "+" } else { "" }),
                    load: set.load.to_string(),
                    ..SetRow::default()
                };
                sets.iter().map(row).collect()
            }
        };
        Self { sets, ..Self::default() }
    }

    /// Puts a set after the last, like it. Sets that were alike are listed one by one then, which needs a load.
    pub fn add_set(&mut self) {
        let Some(last) = self.sets.last().cloned() else {
            return self.sets.push(SetRow { count: "3".into(), work: "10".into(), ..SetRow::default() });
        };
        self.sets.push(SetRow { count: String::new(), ..last });
    }

    pub(super) fn write(&self, out: &mut Written) {
        if !self.exercise.is_empty() {
            out.cell(None, Column::Exercise, &self.exercise);
            out.glue(" ");
        }
        match self.sets.as_slice() {
            [one] if !one.count.trim().is_empty() => Self::write_alike(one, out),
            sets => Self::write_list(sets, out),
        }
        for (column, word, text) in [
            (Column::Effort, "", &self.effort),
            (Column::Tempo, "tempo ", &self.tempo),
            (Column::Rest, "rest ", &self.rest),
        ] {
            if !text.trim().is_empty() {
                out.glue(" ");
                out.glue(word);
                out.cell(None, column, text);
            }
        }
        if self.test {
            out.glue(" test");
        }
    }

    fn write_alike(row: &SetRow, out: &mut Written) {
        out.cell(Some(0), Column::Count, &row.count);
        out.glue("x");
        out.cell(Some(0), Column::Work, &row.work);
        if row.per_side {
            out.glue("/side");
        }
        if !row.load.trim().is_empty() {
            out.glue(" @ ");
            out.cell(Some(0), Column::Load, &row.load);
        }
    }

    /// One by one: a row that counts several stands as often.
    fn write_list(sets: &[SetRow], out: &mut Written) {
        let mut is_first = true;
        for (at, row) in sets.iter().enumerate() {
            let times = row.count.trim().parse().unwrap_or(1).clamp(1, 100);
            for _ in 0..times {
                if !is_first {
                    out.glue(", ");
                }
                is_first = false;
                out.cell(Some(at), Column::Work, &row.work);
                if row.per_side {
                    out.glue("/side");
                }
                out.glue(" @ ");
                out.cell(Some(at), Column::Load, &row.load);
            }
        }
    }
}
