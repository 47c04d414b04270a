//! Two days that change places, each written out for its date.

use gait_model::calendar::Placement;
use gait_model::change::{Change, Day};
use jiff::civil::Date;

use super::draft::{Draft, List};
use super::effect::Moved;
use super::name::day;
use super::{Found, Layer, Outcome, Refusal};
use crate::snapshot::Snapshot;

impl Snapshot {
    /// Why two days cannot change places; nothing if they can, as far as is known before it is tried.
    #[must_use]
    pub fn refuses_swap(&self, date: Date, with: Date) -> Option<String> {
        self.swappable(date, with).err().map(|refusal| refusal.reason)
    }

    fn swappable(&self, date: Date, with: Date) -> Result<(), Refusal> {
        self.refuse_undated()?;
        if date == with {
            return Err(Refusal::new(format!("{} is the same day", day(with))));
        }
        for date in [date, with] {
            self.home(date)?;
            self.refuse_blocked(date)?;
            let is_race = |trail| matches!(trail, Placement::Goal(_));
            if let Some(race) = self.sessions_on(date).iter().find(|s| is_race(s.trail.placement)) {
                let on = day(date);
                return Err(Refusal::new(format!(
                    "`{}` on {on} is a race; its date stands in `goals`",
                    race.name
                )));
            }
        }
        if self.sessions_on(date).is_empty() && self.sessions_on(with).is_empty() {
            return Err(Refusal::new(format!("nothing stands on {} and on {}", day(date), day(with))));
        }
        Ok(())
    }

    pub(super) fn swapped(&self, date: Date, with: Date) -> Result<Outcome, Refusal> {
        self.swappable(date, with)?;
        let mut draft = Draft::new(self.tree.text());
        let days = [date, with];
        for date in days {
            self.write_out(&mut draft, date)?;
        }
        let [here, there] = days.map(|date| draft.slots(List::Entry(date)).len());
        for i in 0..here {
            let slot = draft.slot(List::Entry(date), 0)?;
            draft.make(&Change::MoveSlot { slot, to: Day::Date(with), index: there + i })?;
        }
        for i in 0..there {
            let slot = draft.slot(List::Entry(with), 0)?;
            draft.make(&Change::MoveSlot { slot, to: Day::Date(date), index: i })?;
        }
        self.tidy(&mut draft, &days);
        // What stood on the first of them is gone along with.
        let first = |from: Date, to: Date| {
            let session = self.sessions_on(from).first()?;
            Some(Found { date: to, name: session.name.clone(), nth: 0, layer: Layer::Date })
        };
        Ok(Outcome {
            name: format!("Swap {} with {}", day(date), day(with)),
            draft,
            moved: Moved::Swapped(date, with),
            session: first(date, with).or_else(|| first(with, date)),
            notes: Vec::new(),
        })
    }
}
