//! What every step of lowering needs: the text, the list of problems, and the reading of strings.

use std::rc::Rc;

use gait_syntax::{Field, Instead, Problem, Span, Spanned, Tree, nearest};
use rustc_hash::{FxBuildHasher, FxHashMap};

use super::FORMAT;
use super::place::Literal;
use crate::date::{DateError, parse_date};
use crate::notation::{Lift, Parsed, Slot, parse_lift, parse_slot};
use crate::plan::Placed;
use crate::shape::Shaped;

/// A plan has a slot and a lift that it did not have before in every so many bytes; what is set aside for them.
const USUAL_BYTES: usize = 512;

/// How often a name that is not known is compared with one that is. More than a person slips, and few enough that a text of
/// many names and many slips is not compared each with each.
const MAX_COMPARISONS: usize = 200_000;

/// The state of one lowering.
pub(super) struct Cx<'t> {
    pub(super) tree: &'t Tree,
    pub(super) problems: Vec<Problem>,
    /// Whether it has been said that the plan has more weeks than can be.
    pub(super) is_too_long: bool,
    /// How many sessions the patterns of the phases so far come to.
    pub(super) sessions: usize,
    /// How many comparisons of names are left.
    comparisons: usize,
    /// What slots and lifts without mistakes say, by their literals: week after week says much the same.
    slots: FxHashMap<&'t str, Rc<Slot>>,
    lifts: FxHashMap<&'t str, Lift>,
}

impl<'t> Cx<'t> {
    pub(super) fn new(tree: &'t Tree) -> Self {
        let room = tree.text().len() / USUAL_BYTES;
        let (slots, lifts) = (
            FxHashMap::with_capacity_and_hasher(room, FxBuildHasher),
            FxHashMap::with_capacity_and_hasher(room, FxBuildHasher),
        );
        Self {
            tree,
            problems: Vec::new(),
            is_too_long: false,
            sessions: 0,
            comparisons: MAX_COMPARISONS,
            slots,
            lifts,
        }
    }

    pub(super) fn report(&mut self, problem: Problem) {
        self.problems.push(problem);
    }

    /// The one of `known` that is probably meant by `name`; nothing once many names have been looked for.
    pub(super) fn nearest<'a>(
        &mut self,
        name: &str,
        known: impl Iterator<Item = &'a str>,
    ) -> Option<&'a str> {
        let left = &mut self.comparisons;
        let within = known.take_while(|_| {
            *left = left.saturating_sub(1);
            *left > 0
        });
        nearest(name, within)
    }

    /// Reports the required fields that `raw`, written at `span`, lacks.
    pub(super) fn check_required<T: Shaped>(&mut self, raw: &T, span: Span) {
        let missing = raw.missing();
        if missing.is_empty() {
            return;
        }
        // In `Easy("8 km", note: "soft")`, which is no RON, the first value is the one that its kind cannot do without.
        let unnamed = self.tree.covering(span).children().find(|child| child.is_value());
        for (index, field) in missing.into_iter().enumerate() {
            if let Some(value) = unnamed.filter(|_| index == 0) {
                let text = Some(value.text()).filter(|text| text.len() <= 40 && !text.contains('\n'));
                let help = format!("write `{}: {}`", field.name, text.unwrap_or("…"));
                let fact = "beside named values, this one needs a name too";
                self.report(Problem::new("missing-field", value.span(), fact).help(help));
                continue;
            }
            if self.is_misspelt::<T>(span, field.name) {
                continue;
            }
            let owner = T::SHAPE.name.trim_end_matches("Fields");
            let at = self.name_span(span);
            let doc = lower_first(field.doc.trim().trim_end_matches('.'));
            let help = match field.name {
                "format" => format!("add `format: {FORMAT}`"),
                name => format!("add `{name}: …`: {doc}"),
            };
            let message = format!("{} has no `{}`", a_thing(owner), field.name);
            let problem = Problem::new("missing-field", at, message).help(help);
            self.report(match field.name {
                "format" => self.with_format(problem, span),
                _ => problem,
            });
        }
    }

    /// Adds to what is said of a plan without `format` where it is best written: before all else.
    fn with_format(&self, problem: Problem, plan: Span) -> Problem {
        let Some((open, _)) = self.tree.covering(plan).brackets() else { return problem };
        let has_lines = self.tree.text()[open.end as usize..].starts_with(['\n', '\r']);
        let format = format!("format: {FORMAT},");
        problem.added(open.end, if has_lines { format!("\n    {format}") } else { format!("{format} ") })
    }

    /// Whether the struct at `span` has an unknown field that was reported as a misspelling of `field`.
    pub(super) fn is_misspelt<T: Shaped>(&self, span: Span, field: &str) -> bool {
        let known = || T::SHAPE.fields.iter().map(|f| f.name);
        let written = self.tree.covering(span).fields().filter_map(|f| f.name());
        written
            .filter(|(name, _)| known().all(|k| k != *name))
            .any(|(name, _)| nearest(name, known()) == Some(field))
    }

    /// Whether the struct at `span` has an unknown field, which may be the one that seems to be missing.
    pub(super) fn has_unknown_field<T: Shaped>(&self, span: Span) -> bool {
        let mut written = self.tree.covering(span).fields().filter_map(|f| f.name());
        written.any(|(name, _)| T::SHAPE.fields.iter().all(|f| f.name != name))
    }

    /// The name before the parenthesis at `span`, or the parenthesis.
    pub(super) fn name_span(&self, span: Span) -> Span {
        let node = self.tree.covering(span);
        match node.name() {
            Some((_, name)) if node.span() == span => name,
            _ => Span::new(span.start, (span.start + 1).min(span.end.max(span.start))),
        }
    }

    pub(super) fn literal(&self, span: Span) -> Literal<'t> {
        Literal::new(self.tree.text(), span)
    }

    /// Reads a notation string, reporting its mistakes where they stand.
    pub(super) fn notation<T>(&mut self, text: &str, span: Span, parse: fn(&str) -> Parsed<T>) -> Option<T> {
        let parsed = parse(text);
        if !parsed.errors.is_empty() {
            let literal = self.literal(span);
            for error in parsed.errors {
                let mut at = literal.span(&error.at);
                if at.is_empty() {
                    // A mark at the end of the string points at the closing quote rather than at nothing.
                    at = Span::new(at.start, (at.start + 1).min(span.end));
                }
                let mut problem = Problem::new("notation", at, error.message);
                problem.help = error.help;
                problem.instead = error.instead.map(|text| Instead::Text(text.into()));
                self.report(problem);
            }
        }
        parsed.value
    }

    /// Reads a slot, `text`, written as `at`; its ranges are those in the string.
    pub(super) fn slot(&mut self, text: &str, at: Literal<'t>) -> Option<Rc<Slot>> {
        let literal = at.plain();
        if let Some(known) = literal.and_then(|literal| self.slots.get(literal)) {
            return Some(Rc::clone(known));
        }
        let before = self.problems.len();
        let slot = Rc::new(self.notation(text, at.whole(), parse_slot)?);
        if let Some(literal) = literal.filter(|_| self.problems.len() == before) {
            self.slots.insert(literal, Rc::clone(&slot));
        }
        Some(slot)
    }

    /// Reads a lift, `text`, written as `at`; its ranges are those in the string.
    pub(super) fn lift(&mut self, text: &str, at: Literal<'t>) -> Option<Lift> {
        let literal = at.plain();
        if let Some(known) = literal.and_then(|literal| self.lifts.get(literal)) {
            return Some(known.clone());
        }
        let lift = self.notation(text, at.whole(), parse_lift)?;
        if let Some(literal) = literal {
            self.lifts.insert(literal, lift.clone());
        }
        Some(lift)
    }

    /// Reads a field in notation.
    pub(super) fn read<T>(
        &mut self,
        field: &Field<String>,
        parse: fn(&str) -> Parsed<T>,
    ) -> Option<Placed<T>> {
        let written = field.spanned()?;
        self.read_spanned(written, parse)
    }

    /// Reads a spanned string in notation.
    pub(super) fn read_spanned<T>(
        &mut self,
        written: &Spanned<String>,
        parse: fn(&str) -> Parsed<T>,
    ) -> Option<Placed<T>> {
        let value = self.notation(&written.value, written.span, parse)?;
        Some(Placed { value, span: written.span })
    }

    /// Reads a date.
    pub(super) fn date(&mut self, field: &Field<String>) -> Option<Placed<jiff::civil::Date>> {
        let written = field.spanned()?;
        match parse_date(&written.value) {
            Ok(value) => Some(Placed { value, span: written.span }),
            Err(error) => {
                self.date_error(error, written.span);
                None
            }
        }
    }

    pub(super) fn date_error(&mut self, error: DateError, span: Span) {
        let mut problem = Problem::new("date", span, error.message);
        problem.help = error.help;
        problem.instead = error.instead.map(|text| Instead::Text(text.into()));
        self.report(problem);
    }
}

/// `the phase`, for a struct called `Phase`.
fn a_thing(name: &str) -> String {
    let mut words = String::from("this");
    for c in name.chars() {
        if c.is_uppercase() {
            words.push(' ');
        }
        words.extend(c.to_lowercase());
    }
    words
}

fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |c| c.to_lowercase().chain(chars).collect())
}
