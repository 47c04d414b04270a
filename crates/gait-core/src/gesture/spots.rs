//! The best places for the session in hand, found one attempt at a time, so that a window can draw between them.

use std::cmp::Ordering;

use gait_model::calendar::Session;
use gait_model::plan::Kind;
use jiff::civil::Date;

use super::{Effect, Gesture, Layer, SessionKey, Spot};
use crate::prove::Score;
use crate::snapshot::Snapshot;
use crate::source::Inputs;

/// Less difference in the sum of interference scores than this is none; picked by gut feeling.
const NOTICEABLE: f64 = 1.0;

/// How good a place is, compared with where the session is now.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Rating {
    /// Better than now, and no other is better.
    Best,
    /// Better than now.
    Good,
    /// As good as now.
    Same,
    /// Worse than now.
    Worse,
}

/// A place that was tried.
#[derive(Clone, PartialEq, Debug)]
pub struct Tried {
    /// The place.
    pub spot: Spot,
    /// How good it is, among those tried so far.
    pub rating: Rating,
    /// What the move would do: [`super::Effect::summary`].
    pub summary: String,
    score: Score,
}

/// A search for the best places of a session. It is for one version of a plan and ends with it.
#[derive(Debug)]
pub struct Spots {
    session: SessionKey,
    layer: Layer,
    now: Score,
    /// In reverse.
    left: Vec<Spot>,
    tried: Vec<Tried>,
}

impl Snapshot {
    /// Begins a search for the best places of a session among some dates. Only the ends of a day are tried: the middle of
    /// three sessions is neither before nor after.
    #[must_use]
    pub fn spots(&self, session: &SessionKey, layer: Layer, dates: &[Date]) -> Spots {
        let mut left = Vec::new();
        for date in dates {
            let own = |other: &&Session| SessionKey::of(&self.calendar, other) == *session;
            let others = || self.sessions_on(*date).iter().filter(move |other| !own(other));
            left.push(Spot { date: *date, index: others().count() });
            if others().any(|other| other.kind() != Kind::Rest) {
                left.push(Spot { date: *date, index: 0 });
            }
        }
        left.reverse();
        Spots { session: session.clone(), layer, now: Score::of(self, 0), left, tried: Vec::new() }
    }
}

impl Spots {
    /// Tries one more place; says whether there are more. The snapshot is the one the search was begun with, `inputs`
    /// are its own.
    pub fn next_step(&mut self, snapshot: &Snapshot, inputs: &Inputs) -> bool {
        let Some(to) = self.left.pop() else { return false };
        let gesture = Gesture::Move { session: self.session.clone(), to, layer: self.layer };
        if let Ok(attempt) = snapshot.attempt(inputs, &gesture)
            && !attempt.edits.is_empty()
        {
            let distance = self.session.date.until(to.date).map_or(0, |span| span.get_days().unsigned_abs());
            let score = Score::of(&attempt.after, distance as usize);
            let mut rating = self.rated(&score, &attempt.effect);
            let is_it = |other: &&Session| SessionKey::of(&snapshot.calendar, other) == self.session;
            let session = snapshot.calendar.sessions.iter().find(is_it);
            // Two parts that come to one good session are no reason to put them together.
            let is_taken = |session| {
                snapshot.calendar.day_of(to.date).is_some_and(|day| snapshot.is_taken(day, session))
            };
            if to.date != self.session.date && session.is_some_and(is_taken) {
                rating = rating.max(Rating::Same);
            }
            self.tried.push(Tried { spot: to, rating, summary: attempt.effect.summary, score });
            self.rank();
        }
        !self.left.is_empty()
    }

    /// Whether all places were tried.
    #[must_use]
    pub const fn is_done(&self) -> bool {
        self.left.is_empty()
    }

    /// The places tried so far, best first; those where the session cannot go are not among them.
    #[must_use]
    pub fn tried(&self) -> &[Tried] {
        &self.tried
    }

    /// The best place of a date so far.
    #[must_use]
    pub fn on(&self, date: Date) -> Option<&Tried> {
        self.tried.iter().find(|tried| tried.spot.date == date)
    }

    fn rated(&self, score: &Score, effect: &Effect) -> Rating {
        let findings = |score: &Score| (score.errors, score.warnings);
        match findings(score).cmp(&findings(&self.now)) {
            Ordering::Less => Rating::Good,
            Ordering::Greater => Rating::Worse,
            // As much to mend as before: interference and advice decide, and may cancel each other out.
            Ordering::Equal => {
                let (better, worse) =
                    (effect.gone.len() + effect.better.len(), effect.new.len() + effect.worse.len());
                let less = self.now.interference - score.interference;
                let by_score = if less.abs() < NOTICEABLE { 0 } else { less.total_cmp(&0.0) as i32 };
                match by_score + better.cmp(&worse) as i32 {
                    1.. => Rating::Good,
                    0 => Rating::Same,
                    ..0 => Rating::Worse,
                }
            }
        }
    }

    fn rank(&mut self) {
        let rank = |tried: &Tried| tried.rating.max(Rating::Good);
        self.tried.sort_by(|a, b| {
            let by_score = a.score.partial_cmp(&b.score).unwrap_or(Ordering::Equal);
            rank(a).cmp(&rank(b)).then(by_score)
        });
        for tried in self.tried.iter_mut().filter(|tried| tried.rating == Rating::Best) {
            tried.rating = Rating::Good;
        }
        if let Some(best) = self.tried.first_mut().filter(|tried| tried.rating == Rating::Good) {
            best.rating = Rating::Best;
        }
    }
}
