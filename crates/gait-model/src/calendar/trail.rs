//! How a session came to be, and which part of the text a person edits to change an aspect of it.

use gait_syntax::Span;

use crate::calendar::Session;
use crate::plan::{Content, ExerciseId, Lift};

/// What put a session on its day.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Placement {
    /// The pattern of the week.
    Pattern,
    /// An entry of `days`, an index of [`crate::plan::Plan::days`].
    Day(usize),
    /// A race, an index of [`crate::plan::Plan::goals`].
    Goal(usize),
}

/// One step of the chain that makes the amount out of what is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Layer {
    /// What it did.
    pub kind: LayerKind,
    /// The part of the text that did it.
    pub span: Span,
}

/// What a layer did.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LayerKind {
    /// The ramp, after so many steps.
    Ramp(u32),
    /// A lighter week.
    Deload,
    /// The phase's `volume`.
    Volume,
}

/// How a session came to be.
#[derive(Clone, Debug)]
pub struct Trail {
    /// What put it on its day.
    pub placement: Placement,
    /// The slot, or the race.
    pub slot: Span,
    /// What wrote the amount: the template, or the slot with its own content.
    pub written: Span,
    /// What changed it since, first to last.
    pub changes: Vec<Layer>,
    /// For single lifts the ramp that moved them last.
    pub lifts: Vec<(ExerciseId, Layer)>,
}

/// What about a session is at fault.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Aspect {
    /// Its day, its order within the day, its clock.
    Placement,
    /// A part of what is done.
    Content(Part),
    /// How much of it: distance, minutes, sets, load of that week.
    Amount,
    /// That it is there, or missing.
    Presence,
}

/// A part of what is done.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Part {
    /// The session as written.
    Whole,
    /// A lift, by index.
    Lift(u32),
    /// The sets, repetitions and load of a lift, by index: the ramp that moved them last, else the lift.
    Sets(u32),
    /// A step of the run, by index.
    Step(u32),
    /// `focus`.
    Focus,
    /// `duration`.
    Duration,
    /// `rpe` or the kind that stands for it.
    Effort,
}

impl Session {
    /// The part of the text a person edits to change this aspect.
    #[must_use]
    pub fn origin(&self, aspect: Aspect) -> Span {
        match aspect {
            Aspect::Placement | Aspect::Presence => self.trail.slot,
            Aspect::Amount => self.trail.changes.last().map_or(self.trail.written, |layer| layer.span),
            Aspect::Content(part) => self.part(part),
        }
    }

    fn part(&self, part: Part) -> Span {
        let written = self.written_span();
        let found = match (part, &self.def.content) {
            (Part::Lift(i), Content::Strength(lifts)) => lifts.get(i as usize).map(|lift| lift.span),
            (Part::Sets(i), Content::Strength(lifts)) => {
                lifts.get(i as usize).map(|lift| self.sets_span(lift))
            }
            (Part::Step(i), Content::Run(run)) => {
                run.steps.get(i as usize).map(|step| Span::new(step.at.start, step.at.end))
            }
            (Part::Focus, _) => self.def.focus.as_ref().map(|f| f.span),
            (Part::Duration, _) => self.def.duration.as_ref().map(|d| d.span),
            _ => None,
        };
        found.unwrap_or(written)
    }

    fn sets_span(&self, lift: &Lift) -> Span {
        let ramp = self.trail.lifts.iter().find(|(exercise, _)| lift.exercise == Some(*exercise));
        // An `Each` for the whole session gives sets to lifts that have none.
        let given = lift.sets.as_ref().map(|sets| sets.span).filter(|span| !lift.span.contains(*span));
        ramp.map(|(_, layer)| layer.span).or(given).unwrap_or(lift.span)
    }

    /// The session as written: its template or `Each` entry, or the slot with its own content.
    fn written_span(&self) -> Span {
        if self.trail.slot.contains(self.def.span) { self.trail.slot } else { self.def.span }
    }
}
