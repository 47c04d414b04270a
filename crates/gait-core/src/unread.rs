//! What stands on a day and is no session of the calendar, because it could not be read: an editor shows it where it stands.

use gait_model::calendar::{Session, Week};
use gait_model::date::short_name;
use gait_syntax::{Node, NodeKind, Span};
use jiff::civil::Date;

use crate::snapshot::Snapshot;

/// A slot that is on no calendar.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Unread {
    /// The day.
    pub date: Date,
    /// How many slots are written before it on its day.
    pub index: usize,
    /// The slot, or all that stands for the day if that is no list.
    pub span: Span,
    /// What is written.
    pub text: String,
    /// What is wrong with it.
    pub message: String,
    /// Where that is: in the slot, or in the session it names.
    pub at: Span,
}

impl Snapshot {
    /// What is written on days and could not be read, in the order of the calendar.
    #[must_use]
    pub fn unread(&self) -> Vec<Unread> {
        if self.problems.is_empty() {
            return Vec::new();
        }
        let weeks = self.calendar.weeks.iter();
        weeks
            .flat_map(|week| week.days().map(move |day| (week, day)))
            .flat_map(|(week, day)| self.unread_on(week, day))
            .collect()
    }

    fn unread_on(&self, week: &Week, day: u32) -> Vec<Unread> {
        let date = self.calendar.date(day);
        let Some(written) = self.written_on(week, date) else { return Vec::new() };
        let slots: Vec<Node<'_>> = match written.kind() {
            NodeKind::List => written.elements().collect(),
            _ => vec![written],
        };
        let sessions = self.calendar.on(day);
        let is_read = |span: Span| sessions.iter().any(|session: &Session| session.trail.slot == span);
        let unread = slots.into_iter().enumerate().filter(|(_, slot)| !is_read(slot.span()));
        unread.filter_map(|(index, slot)| self.unread_slot(date, index, slot)).collect()
    }

    /// The list that holds for a date: of `days` if it names the date, else of the pattern.
    fn written_on(&self, week: &Week, date: Date) -> Option<Node<'_>> {
        let at = |span: Span| Some(self.tree.covering(span)).filter(|node| node.span() == span);
        if let Some(entry) = self.plan.days.iter().find(|entry| entry.date == date) {
            return at(entry.span);
        }
        let row = self.plan.phases.get(week.phase)?.rows.get(week.row)?;
        at(row.span)?.field(short_name(date.weekday()))
    }

    fn unread_slot(&self, date: Date, index: usize, slot: Node<'_>) -> Option<Unread> {
        let span = slot.span();
        let named = slot.str_value().map(|text| {
            let end = text.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-')).unwrap_or(text.len());
            text[..end].to_owned()
        });
        let sessions = self.tree.value().and_then(|plan| plan.field("sessions"));
        let template = sessions.and_then(|all| {
            all.entries().find(|entry| entry.key().and_then(Node::str_value).as_deref() == named.as_deref())
        });
        let inside = |within: Span| self.problems.iter().find(move |problem| within.contains(problem.span));
        let problem = inside(span).or_else(|| inside(template?.span()))?;
        let text = slot.str_value().map_or_else(|| slot.text().to_owned(), std::borrow::Cow::into_owned);
        Some(Unread { date, index, span, text, message: problem.message.clone(), at: problem.span })
    }
}

#[cfg(test)]
mod tests {
    use crate::{Inputs, Snapshot, Source};

    #[test]
    fn what_cannot_be_read_stands_on_its_days() {
        let text = r#"Plan(
            format: 1, name: "x", start: "2027-01-04",
            sessions: { "bad": Tempo("20 furlongs"), "fine": Tempo("20 min threshold") },
            phases: [Phase(weeks: 2, week: (mon: ["fine", "bogus"], tue: ["easy: 4 parsecs"], wed: ["bad"], sat: "long"))],
            days: { "2027-01-12": [12, "fine"] },
        )"#;
        let snapshot = Snapshot::new(&Inputs::plan(Source::new("x", text)));
        let lines: Vec<String> = snapshot
            .unread()
            .iter()
            .map(|u| format!("{} {} {}: {}", u.date, u.index, u.text, u.message))
            .collect();
        assert_eq!(
            lines,
            [
                "2027-01-04 1 bogus: no session is called `bogus`",
                "2027-01-05 0 easy: 4 parsecs: `parsecs` is not a unit",
                "2027-01-06 0 bad: `furlongs` is not a unit",
                "2027-01-09 0 long: expected a list `[…]`, found text",
                "2027-01-11 1 bogus: no session is called `bogus`",
                "2027-01-12 0 12: expected text or `(…)`, found the number `12`",
                "2027-01-13 0 bad: `furlongs` is not a unit",
                "2027-01-16 0 long: expected a list `[…]`, found text",
            ]
        );
    }

    #[test]
    fn a_plan_without_mistakes_has_nothing_unread() {
        let text = r#"Plan(format: 1, name: "x", start: "2027-01-04", phases: [Phase(weeks: 1, week: (mon: ["rest"]))])"#;
        assert!(Snapshot::new(&Inputs::plan(Source::new("x", text))).unread().is_empty());
    }
}
