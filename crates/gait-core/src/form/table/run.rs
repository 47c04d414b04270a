//! A run as rows of steps.

use gait_model::notation::{Body, Run, Step};

use super::{Column, Written};

/// A run as a table.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub struct RunTable {
    /// The steps in order; what is repeated together follows its row, one deeper.
    pub rows: Vec<StepRow>,
}

/// A step of a run.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub struct StepRow {
    /// How many groups it is in.
    pub depth: usize,
    /// Whether it is a group: the rows that follow it and are deeper.
    pub is_group: bool,
    /// How often: `6`; empty for once.
    pub repeats: String,
    /// How far or how long; empty for a group.
    pub amount: String,
    /// How hard; empty for what the kind of session means by it.
    pub target: String,
    /// The recovery between the repeats of a group, with its zone.
    pub between: String,
}

impl RunTable {
    pub(super) fn of(run: &Run) -> Self {
        let mut table = Self::default();
        table.push(run, 0);
        table
    }

    fn push(&mut self, run: &Run, depth: usize) {
        for step in &run.steps {
            self.push_step(&step.value, depth);
        }
    }

    fn push_step(&mut self, step: &Step, depth: usize) {
        let row = StepRow {
            depth,
            repeats: step.repeats.as_ref().map_or_else(String::new, ToString::to_string),
            target: step.target.as_ref().map_or_else(String::new, ToString::to_string),
            ..StepRow::default()
        };
        match &step.body {
            Body::Amount(amount) => self.rows.push(StepRow { amount: amount.to_string(), ..row }),
            Body::Group { run, between } => {
                let between = match between {
                    None => String::new(),
                    Some((amount, None)) => amount.to_string(),
                    Some((amount, Some(zone))) => format!("{amount} {zone}"),
                };
                self.rows.push(StepRow { is_group: true, between, ..row });
                self.push(run, depth + 1);
            }
        }
    }

    /// The rows of the group that a row is, itself first; the row alone if it is none.
    #[must_use]
    pub fn group(&self, row: usize) -> std::ops::Range<usize> {
        let Some(first) = self.rows.get(row) else { return row..row };
        let deeper = self.rows[row + 1..].iter().take_while(|other| other.depth > first.depth).count();
        row..row + 1 + if first.is_group { deeper } else { 0 }
    }

    /// Puts a step after a row with all its group, or at the end.
    pub fn insert_after(&mut self, row: usize) {
        let depth = self.rows.get(row).map_or(0, |row| row.depth);
        let at = self.group(row).end.min(self.rows.len());
        self.rows.insert(at, StepRow { depth, amount: "10 min".to_owned(), ..StepRow::default() });
    }

    /// Takes a row out with all its group. A group that loses its last step goes, too; a run keeps one step.
    pub fn remove(&mut self, row: usize) {
        let mut group = self.group(row);
        while let Some(before) = group.start.checked_sub(1) {
            let is_only = self.rows[before].is_group && self.group(before).end == group.end;
            if !is_only || self.rows[before].depth >= self.rows[group.start].depth {
                break;
            }
            group.start = before;
        }
        if group.len() < self.rows.len() {
            self.rows.drain(group);
        }
    }

    /// Moves a row with its group past the one before or after it in the same group; false if there is none.
    pub fn shift(&mut self, row: usize, down: bool) -> bool {
        let group = self.group(row);
        let Some(depth) = self.rows.get(row).map(|row| row.depth) else { return false };
        if down {
            let is_next = self.rows.get(group.end).is_some_and(|next| next.depth == depth);
            if is_next {
                let next = self.group(group.end);
                self.rows[group.start..next.end].rotate_left(group.len());
            }
            return is_next;
        }
        let before = (0..group.start).rev().find(|before| self.rows[*before].depth <= depth);
        let Some(before) = before.filter(|before| self.rows[*before].depth == depth) else { return false };
        self.rows[before..group.end].rotate_left(group.start - before);
        true
    }

    /// Puts a row into a group of its own, to be repeated twice with a recovery.
    pub fn repeat(&mut self, row: usize) {
        let group = self.group(row);
        let Some(depth) = self.rows.get(row).map(|row| row.depth) else { return };
        self.rows[group.clone()].iter_mut().for_each(|row| row.depth += 1);
        let recovery = StepRow {
            depth: depth + 1,
            amount: "90 s".to_owned(),
            target: "jog".to_owned(),
            ..StepRow::default()
        };
        self.rows.insert(group.end, recovery);
        let head = StepRow { depth, is_group: true, repeats: "2".to_owned(), ..StepRow::default() };
        self.rows.insert(group.start, head);
    }

    /// The columns of a row.
    #[must_use]
    pub fn cells(row: &mut StepRow) -> Vec<(Column, &mut String)> {
        let middle = if row.is_group {
            (Column::Between, &mut row.between)
        } else {
            (Column::Amount, &mut row.amount)
        };
        vec![(Column::Repeats, &mut row.repeats), middle, (Column::Target, &mut row.target)]
    }

    pub(super) fn write(&self, out: &mut Written) {
        self.write_rows(0..self.rows.len(), out);
    }

    fn write_rows(&self, rows: std::ops::Range<usize>, out: &mut Written) {
        let mut at = rows.start;
        while at < rows.end {
            if at > rows.start {
                out.glue(" + ");
            }
            let group = self.group(at);
            self.write_row(at, group.start + 1..group.end.min(rows.end), out);
            at = group.end;
        }
    }

    fn write_row(&self, at: usize, inner: std::ops::Range<usize>, out: &mut Written) {
        let row = &self.rows[at];
        if !row.repeats.trim().is_empty() {
            out.cell(Some(at), Column::Repeats, &row.repeats);
            out.glue("x");
        }
        if row.is_group {
            out.glue("(");
            self.write_rows(inner, out);
            if !row.between.trim().is_empty() {
                out.glue(", ");
                out.cell(Some(at), Column::Between, &row.between);
            }
            out.glue(")");
        } else {
            out.cell(Some(at), Column::Amount, &row.amount);
        }
        if !row.target.trim().is_empty() {
            out.glue(" ");
            out.cell(Some(at), Column::Target, &row.target);
        }
    }
}
