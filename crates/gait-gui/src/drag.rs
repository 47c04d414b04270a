//! The card in hand: where it would go, and what that would do. Knows no widget; what takes time is done between frames.

use gait_core::{Gesture, Layer, SessionKey, Spot};
use jiff::civil::Date;

use crate::document::Document;

/// A card in hand.
#[derive(Clone, Debug)]
pub struct Drag {
    /// The session.
    pub session: SessionKey,
    /// Which layer a drop changes.
    pub layer: Layer,
    /// Where it would go.
    pub spot: Option<Spot>,
    looked_at: Option<(Option<Spot>, Layer)>,
    outlook: Option<Outlook>,
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

/// How good a day is for the card in hand.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Shade {
    /// Among the best.
    Best,
    /// Better than where it is.
    Good,
    /// Worse than where it is.
    Worse,
}

/// Whether a drop helps.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Balance {
    /// Fewer findings.
    Better,
    /// Neither.
    Same,
    /// More findings.
    Worse,
}

impl Drag {
    /// A card that was just taken.
    #[must_use]
    pub const fn new(session: SessionKey, layer: Layer) -> Self {
        Self { session, layer, spot: None, looked_at: None, outlook: None }
    }

    /// What a drop would do here; nothing where nothing can be dropped.
    #[must_use]
    pub const fn outlook(&self) -> Option<&Outlook> {
        self.outlook.as_ref()
    }

    /// How good a day is; nothing if it is as good as where the card is, or not looked at yet.
    #[must_use]
    pub fn shade(&self, _date: Date) -> Option<Shade> {
        None
    }

    /// What a drop asks for.
    #[must_use]
    pub fn gesture(&self) -> Option<Gesture> {
        let to = self.spot.clone()?;
        Some(Gesture::Move { session: self.session.clone(), to, layer: self.layer })
    }

    /// Finds out what a drop would do, if the card is over another place than last time.
    pub fn look(&mut self, document: &Document) {
        let here = (self.spot.clone(), self.layer);
        if self.looked_at.as_ref() == Some(&here) {
            return;
        }
        self.looked_at = Some(here);
        self.outlook = self.gesture().map(|gesture| match document.attempt(&gesture) {
            Ok(attempt) => {
                let (new, gone) = (attempt.effect.new.len(), attempt.effect.gone.len());
                let balance = match new.cmp(&gone) {
                    std::cmp::Ordering::Less => Balance::Better,
                    std::cmp::Ordering::Equal => Balance::Same,
                    std::cmp::Ordering::Greater => Balance::Worse,
                };
                Outlook::Would { balance, summary: attempt.effect.summary }
            }
            Err(refusal) => Outlook::Cannot(refusal.reason),
        });
    }
}
