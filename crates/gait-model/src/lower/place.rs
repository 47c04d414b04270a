//! Moves the byte ranges of notation from its string to the source text.

use gait_syntax::{Span, offset_in_literal};

use crate::notation::{At, Body, Lift, Run};

/// A string literal in the source.
#[derive(Clone, Copy)]
pub(super) struct Literal<'t> {
    text: &'t str,
    span: Span,
    plain: bool,
}

impl<'t> Literal<'t> {
    /// The literal at `span` of `source`.
    pub(super) fn new(source: &'t str, span: Span) -> Self {
        let text = source.get(span.range()).unwrap_or("");
        let plain = text.starts_with('"') && !text.contains('\\');
        Self { text, span, plain }
    }

    /// The same, where the string's value is known.
    pub(super) fn of(source: &'t str, span: Span, value: &str) -> Self {
        let text = source.get(span.range()).unwrap_or("");
        // An escape is longer than what it stands for.
        let plain = text.starts_with('"') && text.len() == value.len() + 2;
        Self { text, span, plain }
    }

    /// The place of the literal.
    pub(super) const fn whole(&self) -> Span {
        self.span
    }

    /// The literal with its quotes, if what stands between them is the string's value.
    pub(super) fn plain(&self) -> Option<&'t str> {
        self.plain.then_some(self.text)
    }

    /// The place in the source of byte `offset` of the string's value.
    fn at(&self, offset: u32) -> u32 {
        if self.plain {
            return self.span.start + 1 + offset;
        }
        let offset = offset_in_literal(self.text, offset as usize);
        self.span.start + u32::try_from(offset).unwrap_or(0)
    }

    /// The span in the source of a range of the string's value.
    pub(super) fn span(&self, range: &std::ops::Range<u32>) -> Span {
        Span::new(self.at(range.start), self.at(range.end))
    }

    fn shift(&self, range: &mut std::ops::Range<u32>) {
        *range = self.at(range.start)..self.at(range.end);
    }

    /// Moves every range of a run.
    pub(super) fn place_run(&self, run: &mut Run) {
        for step in &mut run.steps {
            self.shift(&mut step.at);
            if let Some(target) = &mut step.value.target {
                self.shift(&mut target.at);
            }
            if let Some(repeats) = &mut step.value.repeats {
                self.shift(&mut repeats.at);
            }
            match &mut step.value.body {
                Body::Amount(amount) => self.shift(&mut amount.at),
                Body::Group { run, .. } => self.place_run(run),
            }
        }
    }

    /// A run that is written in the literal, with its ranges in the source.
    pub(super) fn placed(&self, run: &At<Run>) -> At<Run> {
        let mut run = run.clone();
        self.shift(&mut run.at);
        self.place_run(&mut run.value);
        run
    }

    /// Moves every range of a lift.
    pub(super) fn place_lift(&self, lift: &mut Lift) {
        self.shift(&mut lift.exercise.at);
        for range in [
            lift.sets.as_mut().map(|x| &mut x.at),
            lift.effort.as_mut().map(|x| &mut x.at),
            lift.tempo.as_mut().map(|x| &mut x.at),
            lift.rest.as_mut().map(|x| &mut x.at),
        ]
        .into_iter()
        .flatten()
        {
            self.shift(range);
        }
    }
}
