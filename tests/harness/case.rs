//! A case: a text and what one rule says of it.

use gait_core::{Inputs, Snapshot, Source};
use gait_model::path::Paths;
use gait_rules::Finding;
use gait_syntax::{Columns, LineIndex, Problem, Span};

use crate::caret::{self, FIRST_COLUMN, Mark, Note, RELATED};
use crate::frame::{Framed, set};

/// What came of a case.
#[derive(Debug)]
pub struct Outcome {
    /// The case without its caret comments.
    pub clean: String,
    /// What it expects.
    pub expected: Vec<Note>,
    /// What the rule says, related positions included.
    pub said: Vec<Note>,
}

impl Outcome {
    /// How the case should look, with signs; nothing if it looks so.
    #[must_use]
    pub fn diff(&self) -> Option<String> {
        caret::diff(&self.clean, &self.expected, &self.said)
    }

    /// The case as it should look. Related positions stay only where they were written.
    #[must_use]
    pub fn blessed(&self) -> String {
        let kept = |note: &&Note| note.says != RELATED || self.expected.contains(note);
        let notes: Vec<Note> = self.said.iter().filter(kept).cloned().collect();
        caret::render(&self.clean, &notes)
    }
}

/// Runs a case for one rule.
///
/// # Errors
/// Mistakes in the text, caret comments that say nothing, and messages against the house style.
pub fn run(case: &str, rule: &str) -> Result<Outcome, String> {
    let (clean, expected) = caret::parse(case)?;
    let framed = set(&clean);
    let snapshot = Snapshot::new(&Inputs::plan(Source::new("case", framed.text.as_str())));
    let place = Placing::new(&snapshot, &framed, &clean);
    if !snapshot.problems.is_empty() {
        return Err(problems(&snapshot, &place));
    }
    let mut said = Vec::new();
    for finding in snapshot.findings.iter().filter(|finding| finding.rule().name == rule) {
        style(finding)?;
        let says = format!("{}[{rule}]: {}", finding.severity.name(), finding.message);
        said.push(Note { mark: place.mark(finding.span), says });
        for (span, _) in &finding.related {
            said.push(Note { mark: place.mark(*span), says: RELATED.to_owned() });
        }
    }
    Ok(Outcome { clean, expected, said })
}

/// Runs a case for the mistakes in its text. What rules hold against it is left out.
///
/// # Errors
/// Caret comments that say nothing.
pub fn run_mistakes(case: &str) -> Result<Outcome, String> {
    let (clean, expected) = caret::parse(case)?;
    let framed = set(&clean);
    let snapshot = Snapshot::new(&Inputs::plan(Source::new("case", framed.text.as_str())));
    let said = mistakes(&snapshot, &Placing::new(&snapshot, &framed, &clean));
    Ok(Outcome { clean, expected, said })
}

fn problems(snapshot: &Snapshot, place: &Placing<'_>) -> String {
    format!("the text has mistakes:\n{}", caret::render(place.clean, &mistakes(snapshot, place)))
}

fn mistakes(snapshot: &Snapshot, place: &Placing<'_>) -> Vec<Note> {
    let note = |problem: &Problem| {
        let help = problem.help.as_ref().map_or(String::new(), |help| format!(" ({help})"));
        let says = format!("error[{}]: {}{help}", problem.code, problem.message);
        Note { mark: place.mark(problem.span), says }
    };
    snapshot.problems.iter().map(note).collect()
}

/// Messages: lower case, no full stop, one line.
fn style(finding: &Finding) -> Result<(), String> {
    for message in finding.occurrences.iter().map(|o| &o.message) {
        let mut letters = message.chars();
        let (first, second) = (letters.next(), letters.next());
        // An abbreviation such as `RPE` may begin a message, an ordinary word is lower case.
        let upper =
            first.is_some_and(char::is_uppercase) && !second.is_some_and(|c| c.is_uppercase() || c == '-');
        if first.is_none() || upper || message.ends_with('.') || message.contains('\n') {
            return Err(format!("a message is lower case, on one line, without a full stop: `{message}`"));
        }
    }
    Ok(())
}

/// Finds the mark of a part of the framed plan.
struct Placing<'a> {
    snapshot: &'a Snapshot,
    framed: &'a Framed,
    clean: &'a str,
    lines: LineIndex,
}

impl<'a> Placing<'a> {
    fn new(snapshot: &'a Snapshot, framed: &'a Framed, clean: &'a str) -> Self {
        Self { snapshot, framed, clean, lines: LineIndex::new(clean) }
    }

    fn mark(&self, span: Span) -> Mark {
        self.place(span).unwrap_or_else(|| {
            let path = Paths::new(&self.snapshot.tree).of(span);
            Mark::Path(if path.is_empty() { "the plan".to_owned() } else { path })
        })
    }

    /// The place in the case, if the part begins there with room for a comment.
    fn place(&self, span: Span) -> Option<Mark> {
        let case = &self.framed.case;
        let range = span.range();
        if range.start < case.start || range.end > case.end {
            return None;
        }
        let from = span.start - u32::try_from(case.start).ok()?;
        let at = self.lines.position(from, Columns::Chars);
        let column = at.column as usize;
        let part = self.clean.get(from as usize..range.end - case.start)?;
        let length = part.lines().next().map_or(0, |line| line.chars().count()).max(1);
        (column >= FIRST_COLUMN).then_some(Mark::Place { line: at.line as usize, column, length })
    }
}
