//! The card in hand: where it would go, what that would do, and where it would go best. Knows no widget; what takes time is
//! done between frames.

use gait_core::{Balance, Gesture, Layer, Rating, SessionKey, Spot, Spots};
use jiff::civil::Date;

use crate::document::Document;

/// How many places are tried between two frames: each is a whole check, half a millisecond on a plan of 16 weeks.
const PLACES_A_FRAME: usize = 4;

/// How far from its day a session may go best, in days; the week before and the week after belong to it.
const REACH: i64 = 10;

/// A card in hand.
#[derive(Debug)]
pub struct Drag {
    /// The session.
    pub session: SessionKey,
    /// Which layer a drop changes.
    pub layer: Layer,
    /// Where it would go.
    pub spot: Option<Spot>,
    looked_at: Option<(Option<Spot>, Layer)>,
    outlook: Option<Outlook>,
    /// The search for the best places, and the layer it is for.
    search: Option<(Layer, Spots)>,
}

/// What a drop would do.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Outlook {
    /// It would be done; in words.
    Would {
        /// Whether there are findings less or more.
        balance: Balance,
        /// `puts heavy legs 11 h before intervals: 2 new findings`
        summary: String,
    },
    /// It cannot be done; why.
    Cannot(String),
}

impl Drag {
    /// A card that was just taken.
    #[must_use]
    pub const fn new(session: SessionKey, layer: Layer) -> Self {
        Self { session, layer, spot: None, looked_at: None, outlook: None, search: None }
    }

    /// What a drop would do here; nothing where nothing can be dropped.
    #[must_use]
    pub const fn outlook(&self) -> Option<&Outlook> {
        self.outlook.as_ref()
    }

    /// How good the best place of a day is; nothing if it was not tried.
    #[must_use]
    pub fn rating(&self, date: Date) -> Option<Rating> {
        let (_, search) = self.search.as_ref()?;
        search.on(date).map(|tried| tried.rating)
    }

    /// What a drop asks for.
    #[must_use]
    pub fn gesture(&self) -> Option<Gesture> {
        Some(Gesture::Move { session: self.session.clone(), to: self.spot?, layer: self.layer })
    }

    /// Finds out what a drop would do, if the card is over another place than last time; otherwise tries some more places.
    pub fn look(&mut self, document: &Document) {
        let here = (self.spot, self.layer);
        if self.looked_at == Some(here) {
            self.search_on(document);
            return;
        }
        self.looked_at = Some(here);
        self.outlook = self.gesture().map(|gesture| match document.attempt(&gesture) {
            Ok(attempt) => {
                Outlook::Would { balance: attempt.effect.balance(), summary: attempt.effect.summary }
            }
            Err(refusal) => Outlook::Cannot(refusal.reason),
        });
    }

    fn search_on(&mut self, document: &Document) {
        let snapshot = document.snapshot();
        if self.search.as_ref().is_none_or(|(layer, _)| *layer != self.layer) {
            let dates: Vec<Date> = around(self.session.date).collect();
            self.search = Some((self.layer, snapshot.spots(&self.session, self.layer, &dates)));
        }
        let Some((_, search)) = &mut self.search else { return };
        for _ in 0..PLACES_A_FRAME {
            if !search.next_step(snapshot, document.inputs()) {
                break;
            }
        }
    }
}

/// The days near a date, the nearest first, so that these are shaded first.
fn around(date: Date) -> impl Iterator<Item = Date> {
    let away = (1..=REACH).flat_map(|days| [-days, days]);
    std::iter::once(0).chain(away).filter_map(move |days| date.checked_add(jiff::Span::new().days(days)).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAN: &str = r#"Plan(
        format: 1, name: "x", start: "2027-01-04",
        sessions: { "track": Intervals("15 min easy + 5x(800 m @ 5k + 90 s jog)"), "legs": Strength(["back-squat 4x8 rir 2", "romanian-deadlift 4x8 rir 2"]) },
        phases: [Phase(weeks: 2, week: (mon: ["easy: 6 km"], tue: ["legs"], thu: ["track"], sat: ["long: 12 km"]))],
    )"#;

    fn drag() -> (Document, Drag) {
        let document = Document::new(None, PLAN, None);
        let session = SessionKey { date: jiff::civil::date(2027, 1, 5), name: "legs".into(), ordinal: 1 };
        (document, Drag::new(session, Layer::Date))
    }

    #[test]
    fn what_a_drop_would_do_is_known_before_it_is_done() {
        let (document, mut drag) = drag();
        drag.spot = Some(Spot { date: jiff::civil::date(2027, 1, 6), index: 0 });
        drag.look(&document);
        let Some(Outlook::Would { balance, summary }) = drag.outlook() else {
            panic!("{:?}", drag.outlook())
        };
        assert_eq!(*balance, Balance::Worse, "{summary}");
        assert!(summary.contains("before"), "{summary}");
        drag.spot = None;
        drag.look(&document);
        assert_eq!(drag.outlook(), None);
    }

    #[test]
    fn days_are_rated_while_the_card_is_held() {
        let (document, mut drag) = drag();
        drag.spot = Some(Spot { date: jiff::civil::date(2027, 1, 4), index: 1 });
        for _ in 0..40 {
            drag.look(&document);
        }
        assert_eq!(drag.rating(jiff::civil::date(2027, 1, 6)), Some(Rating::Worse));
        assert_eq!(drag.rating(jiff::civil::date(2027, 1, 2)), None, "before the plan");
        assert!(drag.search.as_ref().is_some_and(|(_, search)| search.is_done()));
        drag.layer = Layer::Pattern;
        drag.look(&document);
        drag.look(&document);
        assert!(drag.search.as_ref().is_some_and(|(layer, _)| *layer == Layer::Pattern));
    }
}
