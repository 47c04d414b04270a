//! Gestures, and what they mean for one date: its entry in `days`, which is written out where there is none, and taken
//! out again where it says what the pattern says.

use std::sync::Arc;

use gait_model::calendar::{Calendar, Placement, Session, expand};
use gait_model::change::{Change, Copied, Day, Slots};
use gait_model::notation::{At, Run, parse_slot};
use gait_model::plan::{Content, Plan};
use gait_model::units::Clock;
use gait_syntax::{Node, NodeKind, Tree};
use jiff::civil::Date;

use super::draft::{Draft, Home, List, Written, elements};
use super::effect::Moved;
use super::name::{day, is_blocked};
use super::{Found, Layer, Outcome, Refusal, SessionKey, Spot, clipboard};
use crate::snapshot::Snapshot;

impl Snapshot {
    pub(super) fn carried(&self, key: &SessionKey, to: Spot, layer: Layer) -> Result<Outcome, Refusal> {
        let session = self.changeable(key, layer)?;
        let home = self.home(to.date)?;
        let name = match to.date == key.date {
            true => format!("Move {} within {}", key.name, self.place_name(to.date, layer)),
            false => format!("Move {} to {}", key.name, self.place_name(to.date, layer)),
        };
        if layer == Layer::Pattern {
            return self.carried_in_pattern(session, to, home, name);
        }
        if to.date != key.date {
            self.refuse_blocked(to.date)?;
        }
        let from = self.place_in_list(session)?;
        let mut at = self.index_in(self.list_on(to.date)?, to, Some(session));
        let mut draft = Draft::new(self.tree.text());
        if to.date != key.date || at != from {
            self.write_out(&mut draft, key.date)?;
            if to.date != key.date {
                self.write_out(&mut draft, to.date)?;
                at -= draft.wake(List::Entry(to.date), at);
            }
            let slot = draft.slot(List::Entry(key.date), from)?;
            draft.make(&Change::MoveSlot { slot, to: Day::Date(to.date), index: at })?;
            // An entry that was just written out has one session more or less than the pattern.
            let is_old = |date: &Date| to.date == key.date || self.has_entry(*date);
            let dates: Vec<Date> = [key.date, to.date].into_iter().filter(is_old).collect();
            self.tidy(&mut draft, &dates);
        }
        Ok(Outcome {
            name,
            moved: Moved::Session(key.clone(), key.clone()),
            session: Some(Found { date: to.date, name: Arc::clone(&key.name), nth: at, layer }),
            notes: self.gives_way(session, to.date),
            draft,
        })
    }

    pub(super) fn duplicated(&self, key: &SessionKey, to: Spot, layer: Layer) -> Result<Outcome, Refusal> {
        // What is copied may stand anywhere; the layer is that of the copy.
        let session = self.slot_session(key)?;
        let home = self.home(to.date)?;
        let mut draft = Draft::new(self.tree.text());
        let list = self.target(&mut draft, to.date, home, layer)?;
        let mut at = self.index_in(self.list_for(to.date, home, layer)?, to, None);
        at -= draft.wake(list, at);
        let written = self.tree.covering(session.trail.slot);
        let slot = Copied::Written(clipboard::one_line(written));
        draft.make(&Change::PutSlot { day: self.slots_of(&draft, list)?, index: at, slot })?;
        if let (Layer::Date, Some(text)) = (layer, self.exact(key.date, written)) {
            let slot = draft.slot(list, at)?;
            draft.make(&Change::SetSlot { slot, text })?;
        }
        if layer == Layer::Date {
            self.tidy(&mut draft, &[to.date]);
        }
        let mut notes = self.gives_way(session, to.date);
        notes.extend(self.overridden(home, &[to.date], layer));
        Ok(Outcome {
            name: format!("Duplicate {} to {}", key.name, self.place_name(to.date, layer)),
            draft,
            moved: Moved::Nothing,
            session: Some(Found { date: to.date, name: Arc::clone(&key.name), nth: at, layer }),
            notes,
        })
    }

    pub(super) fn pasted(&self, text: &str, to: Spot, layer: Layer) -> Result<Outcome, Refusal> {
        let slots = clipboard::read(text)?;
        let home = self.home(to.date)?;
        let mut draft = Draft::new(self.tree.text());
        let list = self.target(&mut draft, to.date, home, layer)?;
        let mut at = self.index_in(self.list_for(to.date, home, layer)?, to, None);
        at -= draft.wake(list, at);
        for (i, slot) in slots.iter().enumerate() {
            let slot = Copied::Written(slot.ron.clone());
            draft.make(&Change::PutSlot { day: self.slots_of(&draft, list)?, index: at + i, slot })?;
        }
        if layer == Layer::Date {
            self.tidy(&mut draft, &[to.date]);
        }
        let what = match slots.as_slice() {
            [one] => one.name.clone(),
            several => format!("{} sessions", several.len()),
        };
        let on = if layer == Layer::Date { "on" } else { "into" };
        let first = slots.first().map_or("", |slot| slot.name.as_str());
        Ok(Outcome {
            name: format!("Paste {what} {on} {}", self.place_name(to.date, layer)),
            draft,
            moved: Moved::Nothing,
            session: Some(Found { date: to.date, name: Arc::from(first), nth: at, layer }),
            notes: self.overridden(home, &[to.date], layer).into_iter().collect(),
        })
    }

    pub(super) fn removed(&self, key: &SessionKey, layer: Layer) -> Result<Outcome, Refusal> {
        let session = self.changeable(key, layer)?;
        let name = format!("Remove {} from {}", key.name, self.place_name(key.date, layer));
        self.at_slot(session, key, layer, name, |slot| Change::RemoveSlot { slot })
    }

    pub(super) fn started(
        &self,
        key: &SessionKey,
        at: Option<Clock>,
        layer: Layer,
    ) -> Result<Outcome, Refusal> {
        let session = self.changeable(key, layer)?;
        let on = self.place_name(key.date, layer);
        let name = match at {
            Some(at) => format!("Start {} at {at} on {on}", key.name),
            None => format!("Take the start of {} on {on} away", key.name),
        };
        let mut outcome = self.at_slot(session, key, layer, name, |slot| match at {
            Some(at) => Change::SetStart { slot, at },
            None => Change::RemoveStart { slot },
        })?;
        let nth = self.place_among_slots(session);
        outcome.session = Some(Found { date: key.date, name: Arc::clone(&key.name), nth, layer });
        outcome.moved = Moved::Session(key.clone(), key.clone());
        Ok(outcome)
    }

    pub(super) fn written_anew(
        &self,
        key: &SessionKey,
        text: &str,
        layer: Layer,
    ) -> Result<Outcome, Refusal> {
        let session = self.changeable(key, layer)?;
        let text = text.trim();
        let read = parse_slot(text);
        if let Some(error) = read.errors.first() {
            return Err(Refusal::new(error.message.clone()));
        }
        let first = read.value.and_then(|slot| slot.choices.into_iter().next()).map(|choice| choice.value);
        let Some(first) = first else { return Err(Refusal::new("no session is named")) };
        let name = format!("Write {} on {}", key.name, self.place_name(key.date, layer));
        let mut outcome =
            self.at_slot(session, key, layer, name, |slot| Change::SetSlot { slot, text: text.to_owned() })?;
        let nth = self.place_among_slots(session);
        outcome.session = Some(Found { date: key.date, name: first.name.value, nth, layer });
        outcome.moved = Moved::Session(key.clone(), key.clone());
        Ok(outcome)
    }

    /// A change of one slot where it stands.
    fn at_slot(
        &self,
        session: &Session,
        key: &SessionKey,
        layer: Layer,
        name: String,
        change: impl Fn(gait_syntax::Span) -> Change,
    ) -> Result<Outcome, Refusal> {
        let home = self.home(key.date)?;
        let mut draft = Draft::new(self.tree.text());
        let list = if layer == Layer::Date {
            self.write_out(&mut draft, key.date)?;
            List::Entry(key.date)
        } else {
            List::Pattern(home)
        };
        let slot = draft.slot(list, self.place_in_list(session)?)?;
        draft.make(&change(slot))?;
        if layer == Layer::Date {
            self.tidy(&mut draft, &[key.date]);
        }
        let notes = self.overridden(home, &[key.date], layer).into_iter().collect();
        Ok(Outcome { name, draft, moved: Moved::Nothing, session: None, notes })
    }

    pub(super) fn rested(&self, date: Date, layer: Layer) -> Result<Outcome, Refusal> {
        let name = format!("Make {} rest", self.place_name(date, layer));
        self.emptied(date, layer, name, Some("rest"))
    }

    pub(super) fn cleared(&self, date: Date, layer: Layer) -> Result<Outcome, Refusal> {
        let name = format!("Clear {}", self.place_name(date, layer));
        self.emptied(date, layer, name, None)
    }

    /// A day on which nothing stands, or one slot.
    fn emptied(
        &self,
        date: Date,
        layer: Layer,
        name: String,
        slot: Option<&'static str>,
    ) -> Result<Outcome, Refusal> {
        let home = self.home(date)?;
        let mut draft = Draft::new(self.tree.text());
        let list = self.list_for(date, home, layer)?;
        let written: Vec<Option<Written>> =
            elements(&self.tree, &self.plan, list).into_iter().map(Written::of).collect();
        let is_rest = |one: &Option<Written>| one.as_ref().is_some_and(Written::is_rest);
        if written.iter().all(is_rest) && (slot.is_some() || written.is_empty()) {
            return Err(Refusal::new(format!("{} is rest already", self.place_name(date, layer))));
        }
        if layer == Layer::Date {
            self.refuse_undated()?;
            let slots = slot.into_iter().map(str::to_owned).collect();
            draft.make(&Change::SetDay { date, slots })?;
            self.tidy(&mut draft, &[date]);
        } else {
            while let Some(last) = draft.slots(List::Pattern(home)).last().map(|slot| slot.span()) {
                draft.make(&Change::RemoveSlot { slot: last })?;
            }
            if let Some(slot) = slot {
                let day = self.slots_of(&draft, List::Pattern(home))?;
                draft.make(&Change::PutSlot { day, index: 0, slot: Copied::New(slot.to_owned()) })?;
            }
        }
        let notes = self.overridden(home, &[date], layer).into_iter().collect();
        let session = slot.map(|name| Found { date, name: Arc::from(name), nth: 0, layer });
        Ok(Outcome { name, draft, moved: Moved::Nothing, session, notes })
    }

    /// The session of a key, if it stands in a slot.
    fn slot_session(&self, key: &SessionKey) -> Result<&Session, Refusal> {
        let Some(session) = self.session(key) else {
            return Err(Refusal::new(format!("there is no `{}` on {}", key.name, day(key.date))));
        };
        if matches!(session.trail.placement, Placement::Goal(_)) {
            let race = &key.name;
            return Err(Refusal::new(format!("`{race}` is a race; its date stands in `goals`")));
        }
        Ok(session)
    }

    /// The session of a key, if it can be changed in this layer.
    fn changeable(&self, key: &SessionKey, layer: Layer) -> Result<&Session, Refusal> {
        let session = self.slot_session(key)?;
        match (layer, session.trail.placement) {
            (Layer::Pattern, Placement::Day(_)) => Err(Refusal::new(format!(
                "`{}` on {} stands in `days`, not in the pattern",
                key.name,
                day(key.date)
            ))),
            (Layer::Date, _) => self.refuse_undated().map(|()| session),
            (Layer::Pattern, _) => Ok(session),
        }
    }

    pub(super) fn refuse_undated(&self) -> Result<(), Refusal> {
        if self.plan.is_dated {
            return Ok(());
        }
        Err(Refusal::new(
            "the plan has no dates yet, so that only the pattern can be changed; add `start` or `end`",
        ))
    }

    pub(super) fn refuse_blocked(&self, date: Date) -> Result<(), Refusal> {
        let block = self.plan.blocked.iter().find(|block| (block.from..=block.to).contains(&date));
        block.map_or(Ok(()), |block| Err(is_blocked(date, block)))
    }

    /// Where the pattern of a date is written.
    pub(super) fn home(&self, date: Date) -> Result<Home, Refusal> {
        let day = self.calendar.day_of(date).ok_or_else(|| self.outside(date))?;
        let week = self.calendar.weeks.get(day as usize / 7).ok_or_else(|| self.outside(date))?;
        Ok(Home { phase: week.phase, row: week.row, day: date.weekday() })
    }

    fn has_entry(&self, date: Date) -> bool {
        self.plan.days.iter().any(|entry| entry.date == date)
    }

    /// The list that says what stands on a date.
    fn list_on(&self, date: Date) -> Result<List, Refusal> {
        if self.has_entry(date) { Ok(List::Entry(date)) } else { Ok(List::Pattern(self.home(date)?)) }
    }

    /// The list that a layer changes, as far as it is written.
    fn list_for(&self, date: Date, home: Home, layer: Layer) -> Result<List, Refusal> {
        if layer == Layer::Pattern { Ok(List::Pattern(home)) } else { self.list_on(date) }
    }

    /// The list that something is put into, written out.
    fn target(&self, draft: &mut Draft, date: Date, home: Home, layer: Layer) -> Result<List, Refusal> {
        if layer == Layer::Pattern {
            return Ok(List::Pattern(home));
        }
        self.refuse_undated()?;
        self.refuse_blocked(date)?;
        self.write_out(draft, date)?;
        Ok(List::Entry(date))
    }

    fn slots_of(&self, draft: &Draft, list: List) -> Result<Slots, Refusal> {
        match list {
            List::Entry(date) => Ok(Slots::Date(date)),
            List::Pattern(home) => {
                let row = draft.row(home).ok_or_else(|| Refusal::new("this week has no pattern"))?;
                Ok(Slots::Pattern(row, home.day))
            }
        }
    }

    /// The list that a session stands in.
    pub(super) fn list_of(&self, session: &Session) -> Result<List, Refusal> {
        self.list_on(self.calendar.date(session.day))
    }

    /// Which of the slots of its list a session is.
    pub(super) fn place_in_list(&self, session: &Session) -> Result<usize, Refusal> {
        let slots = elements(&self.tree, &self.plan, self.list_of(session)?);
        let at = slots.iter().position(|slot| slot.span() == session.trail.slot);
        at.ok_or_else(|| Refusal::new(format!("`{}` is not where the plan has it", session.name)))
    }

    /// How many sessions of its day come before a session, races apart.
    fn place_among_slots(&self, session: &Session) -> usize {
        let slots = self.calendar.on(session.day).iter().filter(|s| !is_race(s));
        slots.take_while(|other| other.trail.slot != session.trail.slot).count()
    }

    /// Before which slot of a list a place of its date is, counted without a session.
    pub(super) fn index_in(&self, list: List, to: Spot, without: Option<&Session>) -> usize {
        let slots = elements(&self.tree, &self.plan, list);
        let place = |slot| slots.iter().position(|other: &Node<'_>| other.span() == slot);
        let own = without.and_then(|session| place(session.trail.slot));
        let count = slots.len() - usize::from(own.is_some());
        let is_other = |session: &&Session| {
            without.is_none_or(|own| own.day != session.day || own.trail.slot != session.trail.slot)
        };
        let others: Vec<&Session> = self.sessions_on(to.date).iter().filter(is_other).collect();
        let races = others.iter().filter(|session| is_race(session)).count();
        let index = to.index.max(races);
        let Some(next) = others.get(index) else { return count };
        match place(next.trail.slot) {
            Some(at) => at - usize::from(own.is_some_and(|own| own < at)),
            None => (index - races).min(count),
        }
    }

    /// Writes down what stands on a date, so that it can be changed alone.
    pub(super) fn write_out(&self, draft: &mut Draft, date: Date) -> Result<(), Refusal> {
        if draft.has_entry(date) {
            return Ok(());
        }
        let home = self.home(date)?;
        let pattern = draft.slots(List::Pattern(home));
        let slots = pattern.iter().map(|slot| Copied::Slot(slot.span())).collect();
        draft.make(&Change::AddDay { date, slots })?;
        let here = elements(&self.tree, &self.plan, List::Pattern(home));
        for (i, slot) in here.into_iter().enumerate() {
            if let Some(text) = self.exact(date, slot) {
                let slot = draft.slot(List::Entry(date), i)?;
                draft.make(&Change::SetSlot { slot, text })?;
            }
        }
        Ok(())
    }

    /// What a slot of the pattern comes to on a date, where that is not what is written.
    fn exact(&self, date: Date, slot: Node<'_>) -> Option<String> {
        let run = run_of(&self.plan, &self.calendar, self.calendar.day_of(date), slot)?;
        notation_with(slot, run)
    }

    /// Takes entries of `days` out that say what the pattern says, unless a comment would go with them.
    pub(super) fn tidy(&self, draft: &mut Draft, dates: &[Date]) {
        for date in dates {
            self.tidy_one(draft, *date);
        }
        let days =
            |tree: &Tree| tree.value()?.field("days").map(|days| (days.span(), days.entries().count()));
        if let Some((item, 0)) = days(&draft.tree)
            && !matches!(days(&self.tree), Some((_, 0)))
        {
            draft.make_gently(&Change::Remove { item });
        }
    }

    fn tidy_one(&self, draft: &mut Draft, date: Date) {
        let Some(item) = draft.plan.days.iter().find(|e| e.date == date).map(|e| e.span) else { return };
        let Ok(home) = self.home(date) else { return };
        let entry: Option<Vec<Written>> =
            draft.slots(List::Entry(date)).into_iter().map(Written::of).collect();
        let mut without = Draft::new(draft.tree.text());
        if !without.make_gently(&Change::Remove { item }) {
            return;
        }
        let calendar = expand(&without.plan);
        let exact = |slot: Node<'_>| {
            let run = run_of(&without.plan, &calendar, self.calendar.day_of(date), slot);
            Written::with(slot, run.and_then(|run| notation_with(slot, run)))
        };
        let pattern: Option<Vec<Written>> =
            without.slots(List::Pattern(home)).into_iter().map(exact).collect();
        let says = |slots: Option<Vec<Written>>| {
            slots.map(|mut slots| {
                slots.retain(|slot| !slot.is_rest());
                slots
            })
        };
        let (entry, pattern) = (says(entry), says(pattern));
        if entry.is_some() && entry == pattern {
            *draft = without;
        }
    }

    /// Says that a run gives way to a race.
    pub(super) fn gives_way(&self, session: &Session, date: Date) -> Vec<String> {
        let race = self.plan.goals.iter().find(|goal| goal.date.value == date);
        let race = race.filter(|_| session.kind().is_run());
        race.map(|race| format!("`{}` gives way to `{}` on that day", session.name, race.name))
            .into_iter()
            .collect()
    }
}

fn is_race(session: &Session) -> bool {
    matches!(session.trail.placement, Placement::Goal(_))
}

/// What a slot of the pattern with content of its own comes to on a day, if a lighter week scales it: content in `days`
/// is exact.
fn run_of<'c>(plan: &Plan, calendar: &'c Calendar, day: Option<u32>, slot: Node<'_>) -> Option<&'c Run> {
    let session = calendar.on(day?).iter().find(|session| session.trail.slot == slot.span())?;
    let week = calendar.weeks.get(session.week as usize)?;
    let row = plan.phases.get(week.phase)?.rows.get(week.row)?;
    let written = row.days.iter().flatten().find(|written| written.span == slot.span())?;
    let own = written.choices.first()?.own.as_ref()?;
    match &session.def.content {
        Content::Run(run) if !Arc::ptr_eq(own, &session.def) => Some(run),
        _ => None,
    }
}

/// The notation of a slot with another run.
fn notation_with(slot: Node<'_>, run: &Run) -> Option<String> {
    let text = if slot.kind() == NodeKind::Struct { slot.field("use")? } else { slot }.str_value()?;
    let mut value = parse_slot(&text).value?;
    value.choices.first_mut()?.value.run = Some(At { value: run.clone(), at: 0..0 });
    Some(value.to_string())
}
