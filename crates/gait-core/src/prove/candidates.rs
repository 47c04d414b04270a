//! What a proposal leaves open, spelt out: the changes that are tried for it.

use gait_model::calendar::{Placement, Session};
use gait_model::change::{self, Change, Day};
use gait_model::date::{ALL, long_name, weekday_index};
use gait_model::notation::{Amount, At, Body, Step, Windows};
use gait_model::plan::{
    Choice, Content, EachEntry, Kind, Placed, RampChange, Row, SessionDef, Slot, Template,
};
use gait_model::units::Percent;
use gait_rules::{Action, Finding, MIN_WORKING_SETS, Proposal, and_list, weeks_text};
use gait_syntax::{Edit, Span};
use jiff::civil::Weekday;

use super::cut::{cuts, cuts_of_phase};
use super::promise::Promise;
use crate::gesture::{Gesture, Layer, SessionKey, Spot};
use crate::snapshot::Snapshot;

/// The warm-up that comes with new leg work, as `warm-up-missing` proposes it.
const WARM_UP: &str = "\"6 min\"";

/// Minutes between a run and the strength straight after it.
const CHANGE: i64 = 10;

/// What the names of lighter copies end in.
const LIGHTER: &str = "-light";

/// Changes that may help together.
pub(super) struct Candidate {
    pub(super) changes: Vec<Change>,
    /// What is done besides, on one date alone.
    pub(super) gesture: Option<Gesture>,
    pub(super) label: String,
    /// What it leaves as it is.
    pub(super) promise: Promise,
    /// Whether a start goes that somebody wrote.
    pub(super) drops_start: bool,
    /// Days that a session is moved by.
    pub(super) distance: usize,
}

/// The candidates for one proposal.
pub(super) struct Candidates {
    pub(super) all: Vec<Candidate>,
    /// They are ordered by how much they change, so the first that helps is the one; otherwise all are compared.
    pub(super) first_wins: bool,
}

impl Candidate {
    pub(super) const fn new(label: String, changes: Vec<Change>) -> Self {
        Self { changes, gesture: None, label, promise: Promise::None, drops_start: false, distance: 0 }
    }

    /// A gesture on one date, which leaves all others as they are.
    pub(super) const fn on_date(label: String, gesture: Gesture, promise: Promise) -> Self {
        Self { changes: Vec::new(), gesture: Some(gesture), label, promise, drops_start: false, distance: 0 }
    }

    pub(super) fn promising(self, promise: Promise) -> Self {
        Self { promise, ..self }
    }

    /// The edits of the text; nothing if something that the candidate speaks of is not there.
    pub(super) fn edits(&self, of: &Snapshot) -> Option<Vec<Edit>> {
        let mut edits = change::edits(&self.changes, &of.tree, &of.plan)?;
        if let Some(gesture) = &self.gesture {
            edits.extend(of.edits_of(gesture)?);
        }
        Some(edits)
    }
}

impl Snapshot {
    pub(super) fn candidates(&self, proposal: &Proposal, finding: &Finding) -> Candidates {
        // What shows on several dates is not mended on one of them.
        let alone = finding.occurrences.len() == 1;
        let compared = |all| Candidates { all, first_wins: false };
        let ordered = |all| Candidates { all, first_wins: true };
        match &proposal.action {
            Action::Changes(changes) => {
                compared(vec![Candidate::new(proposal.label.clone(), changes.clone())])
            }
            Action::Move(session) if self.is_one_of_many(*session, alone) => {
                compared(self.moves_on_date(*session))
            }
            Action::Move(session) => compared(self.moves(*session)),
            // What holds for one week is no reason to change them all.
            Action::SwapDay(session) if self.is_one_of_many(*session, alone) => compared(Vec::new()),
            Action::SwapDay(session) => compared(self.swaps(*session)),
            Action::Cut(session, lifts) => ordered(cuts(self, *session, *lifts, alone)),
            Action::CutPhase(phase) => ordered(cuts_of_phase(self, *phase)),
            Action::Drop(session) => ordered(self.replaced(*session, None, alone)),
            Action::DropOneOf(sessions) => {
                compared(sessions.iter().flat_map(|s| self.replaced(*s, None, alone)).collect())
            }
            Action::Instead(session, text) => ordered(self.replaced(*session, Some(text), alone)),
            Action::Shorten(phase, rows, kinds) => {
                let all = self.shortened(*phase, &[], kinds);
                let some = if rows.is_empty() { Vec::new() } else { self.shortened(*phase, rows, kinds) };
                ordered(some.into_iter().chain(all).collect())
            }
            Action::AddLifts(week, lifts) => compared(self.added(*week, lifts)),
        }
    }

    /// Whether what shows on one date alone is about a session that a pattern makes on several: then it is that date
    /// that is mended, if dates are known, and not the pattern.
    pub(super) fn is_one_of_many(&self, index: usize, alone: bool) -> bool {
        alone && self.plan.is_dated && !self.stands_once(index)
    }

    /// The other days of a session's week, first and last on each, for this week alone.
    fn moves_on_date(&self, index: usize) -> Vec<Candidate> {
        let session = &self.calendar.sessions[index];
        let week = &self.calendar.weeks[session.week as usize];
        let key = SessionKey::of(&self.calendar, session);
        let days = week.days();
        let mut out = Vec::new();
        for day in days.filter(|day| *day != session.day && !self.is_taken(*day, session)) {
            let date = self.calendar.date(day);
            let count = self.calendar.on(day).len();
            let ends = if count == 0 { vec![(0, "")] } else { vec![(count, ", last"), (0, ", first")] };
            for (index_on_day, order) in ends {
                let to = Spot { date, index: index_on_day };
                let gesture = Gesture::Move { session: key.clone(), to, layer: Layer::Date };
                let weekday = long_name(date.weekday());
                let was = self.date_of(index);
                let label =
                    format!("move `{}` of {was} to {weekday}{order}, in that week only", session.name);
                let distance = day.abs_diff(session.day) as usize;
                let candidate = Candidate::on_date(label, gesture, Promise::Moves(index));
                out.push(Candidate { distance, ..candidate });
            }
        }
        out
    }

    /// Every other slot of a session's week, by the pattern it stands in or among the dates that `days` lists.
    fn moves(&self, index: usize) -> Vec<Candidate> {
        let session = &self.calendar.sessions[index];
        let week = &self.calendar.weeks[session.week as usize];
        let mut out = Vec::new();
        if session.kind() == Kind::Race {
            return out;
        }
        let every = self.every_week(index);
        let mut add = |to: Day, weekday, slots: &[Slot], distance: u32| {
            let places = slots.len() + usize::from(distance > 0);
            for index in (0..places).rev() {
                let order = if slots.is_empty() {
                    ""
                } else if index == 0 {
                    ", first"
                } else {
                    ", last"
                };
                // Only the ends of a day are worth a try: the middle of three sessions is neither before nor after.
                if index != 0 && index + 1 != places {
                    continue;
                }
                let changes = vec![Change::MoveSlot { slot: session.trail.slot, to, index }];
                let comma = if order.is_empty() || every.is_empty() { "" } else { "," };
                let label = format!("move `{}` to {}{order}{comma}{every}", session.name, long_name(weekday));
                let promise = Promise::Sessions;
                let candidate = Candidate::new(label, changes).promising(promise);
                out.push(Candidate { distance: distance as usize, ..candidate });
            }
            for candidate in self.straight_after_key_runs(index, to, weekday, slots) {
                out.push(Candidate { distance: distance as usize, ..candidate });
            }
        };
        let has_room = |day: &u32| *day == session.day || !self.is_taken(*day, session);
        for day in week.days().filter(has_room) {
            let date = self.calendar.date(day);
            let weekday = date.weekday();
            let distance = day.abs_diff(session.day);
            match session.trail.placement {
                Placement::Pattern => {
                    let place = ALL.iter().position(|d| *d == weekday).unwrap_or(0);
                    let slots = self.row_of(session).map_or(&[][..], |row| &row.days[place]);
                    add(Day::Pattern(weekday), weekday, slots, distance);
                }
                Placement::Day(_) => {
                    if let Some(entry) = self.plan.days.iter().find(|e| e.date == date) {
                        add(Day::Date(date), weekday, &entry.slots, distance);
                    }
                }
                Placement::Goal(_) => {}
            }
        }
        out
    }

    /// Strength with a written start straight after each key run of a day instead, whenever that ends: an hour that suits
    /// one day is seldom the one that suits another.
    fn straight_after_key_runs(
        &self,
        index: usize,
        to: Day,
        weekday: Weekday,
        slots: &[Slot],
    ) -> Vec<Candidate> {
        let session = &self.calendar.sessions[index];
        let slot = session.trail.slot;
        let is_strength = session.working_sets() >= MIN_WORKING_SETS;
        let written = self.slot_of(index).filter(|_| is_strength).and_then(|slot| slot.at);
        let Some(Placed { value: start, .. }) = written else { return Vec::new() };
        let is_key_run = |span: Span| {
            let mut sessions = self.calendar.sessions.iter().filter(|one| one.trail.slot == span);
            let run = sessions.next().filter(|one| one.kind().is_run() && one.is_key());
            run.is_some_and(|run| self.has_time_after(run, session.minutes()))
        };
        let others = slots.iter().filter(|other| other.span != slot).enumerate();
        let candidate = |(at, run): (usize, &Slot)| {
            let changes = vec![Change::RemoveStart { slot }, Change::MoveSlot { slot, to, index: at + 1 }];
            let run = run.choices.first().map_or("the run", |choice| &*choice.name.value);
            let (name, day, every) = (&session.name, long_name(weekday), self.every_week(index));
            let comma = if every.is_empty() { "" } else { "," };
            let label =
                format!("move `{name}` to {day}, straight after `{run}` instead of at {start}{comma}{every}");
            Candidate { drops_start: true, ..Candidate::new(label, changes).promising(Promise::Sessions) }
        };
        others.filter(|(_, other)| is_key_run(other.span)).map(candidate).collect()
    }

    /// Whether the hours in which a run ends go on long enough for so many minutes more.
    fn has_time_after(&self, run: &Session, minutes: i64) -> bool {
        let Some(open) = &self.plan.athlete.availability else { return true };
        let weekday = weekday_index(self.calendar.date(run.day).weekday());
        let midnight = i64::from(run.day) * 24 * 60;
        let (from, to) = (run.start - midnight, run.end - midnight + CHANGE + minutes);
        match &open.value[weekday] {
            None => false,
            Some(Windows::Any) => true,
            Some(Windows::Hours(hours)) => {
                hours.iter().any(|one| i64::from(one.from.minutes) <= from && to <= i64::from(one.to.minutes))
            }
        }
    }

    /// Whether a day has no place for a session: the same work twice, two runs, or strength twice is nobody's plan.
    pub(crate) fn is_taken(&self, day: u32, session: &Session) -> bool {
        let is_run = |one: &Session| one.kind().is_run();
        let is_strength = |one: &Session| one.working_sets() >= MIN_WORKING_SETS;
        self.calendar.on(day).iter().any(|other| {
            let alike = is_run(session) && is_run(other) || is_strength(session) && is_strength(other);
            other.name == session.name || other.is_planned() && alike
        })
    }

    /// The day of a session in the place of every other day of its pattern.
    fn swaps(&self, index: usize) -> Vec<Candidate> {
        let session = &self.calendar.sessions[index];
        let (Placement::Pattern, Some(row)) = (session.trail.placement, self.row_of(session)) else {
            return Vec::new();
        };
        let home = self.calendar.date(session.day).weekday();
        let at = |day| ALL.iter().position(|d| *d == day).unwrap_or(0);
        // A race stands where its organisers put it.
        let holds_race = |day| {
            let kind = |slot: &Slot| slot.choices.first().and_then(|choice| self.kind_of(choice));
            row.days[at(day)].iter().any(|slot| kind(slot) == Some(Kind::Race))
        };
        let days = ALL.into_iter().filter(|day| !holds_race(*day));
        let others = days.filter(|day| *day != home && !holds_race(home));
        let every = self.every_week(index);
        let candidate = |other| {
            let label = format!("let {} and {} change places{every}", long_name(home), long_name(other));
            let change = Change::SwapDays { week: row.span, days: [home, other] };
            let distance = at(home).abs_diff(at(other));
            Candidate { distance, ..Candidate::new(label, vec![change]).promising(Promise::Sessions) }
        };
        others.map(candidate).collect()
    }

    /// Something else instead of a session, or nothing: on its date alone, or in every week of its pattern.
    fn replaced(&self, index: usize, with: Option<&String>, alone: bool) -> Vec<Candidate> {
        let session = &self.calendar.sessions[index];
        let name = &session.name;
        let what = with.map_or(format!("drop `{name}`"), |text| format!("do `{text}` instead of `{name}`"));
        let slot = session.trail.slot;
        let written = match with {
            Some(text) => Change::SetSlot { slot, text: format!("{text}{}", self.other_choices(index)) },
            None => Change::RemoveSlot { slot },
        };
        if matches!(session.trail.placement, Placement::Goal(_)) {
            return Vec::new();
        }
        if self.is_one_of_many(index, alone) {
            let key = SessionKey::of(&self.calendar, session);
            let gesture = match with {
                Some(text) => {
                    Gesture::Write { session: key, text: self.in_place(index, text), layer: Layer::Date }
                }
                None => Gesture::Remove { session: key, layer: Layer::Date },
            };
            let label = format!("{what} on {} only", self.date_of(index));
            return vec![Candidate::on_date(label, gesture, Promise::AllBut(index))];
        }
        // A session that nothing names any more goes with its last slot.
        let template = session.template.and_then(|id| self.plan.templates.get(id.0 as usize));
        let named_still = |name: &str| {
            with.is_some_and(|text| text.split(':').next().is_some_and(|named| named.trim() == name))
        };
        let unnamed =
            template.filter(|template| !named_still(&template.name) && self.slots_naming(template) == [slot]);
        let with_it =
            unnamed.map_or(String::new(), |one| format!(", and take `{}` out of `sessions`", one.name));
        let rest = unnamed.map(|template| Change::Remove { item: template.session.span });
        let changes = std::iter::once(written).chain(rest).collect();
        let every = self.every_week(index);
        vec![Candidate::new(format!("{what}{every}{with_it}"), changes)]
    }

    /// Whether a session's slot stands on one date alone.
    pub(super) fn stands_once(&self, index: usize) -> bool {
        let slot = self.calendar.sessions[index].trail.slot;
        self.calendar.sessions.iter().filter(|session| session.trail.slot == slot).count() == 1
    }

    /// What a change of a session's slot reaches besides the session.
    fn every_week(&self, index: usize) -> &'static str {
        if self.stands_once(index) { "" } else { " in every week of the pattern" }
    }

    /// The slot of a session in the text.
    fn slot_of(&self, index: usize) -> Option<&Slot> {
        let span = self.calendar.sessions[index].trail.slot;
        let rows = self.plan.phases.iter().flat_map(|phase| &phase.rows);
        let slots = rows.flat_map(|row| row.days.iter().flatten());
        slots.chain(self.plan.days.iter().flat_map(|day| &day.slots)).find(|slot| slot.span == span)
    }

    /// What a session is offered as besides: ` | rest`.
    fn other_choices(&self, index: usize) -> String {
        let choices = self.slot_of(index).map_or(&[][..], |slot| slot.choices.get(1..).unwrap_or_default());
        let text = |choice: &Choice| {
            let end = choice.own.as_ref().map_or(choice.name.span, |own| own.span).end;
            format!(" | {}", self.tree.slice(Span::new(choice.name.span.start, end)))
        };
        choices.iter().map(text).collect()
    }

    /// Other work in the slot of a session: its other choices, its start and whether it may be left out stay.
    pub(super) fn in_place(&self, index: usize, text: &str) -> String {
        let at = self.slot_of(index).and_then(|slot| slot.at);
        let at = at.map_or(String::new(), |at| format!(" @ {}", at.value));
        let optional = if self.calendar.sessions[index].optional { "?" } else { "" };
        format!("{text}{}{optional}{at}", self.other_choices(index))
    }

    fn kind_of(&self, choice: &Choice) -> Option<Kind> {
        let template = || Some(&self.plan.templates.get(choice.template?.0 as usize)?.session);
        choice.own.as_ref().or_else(template).map(|def| def.kind)
    }

    /// The slots and entries of `Each` that name a session.
    pub(super) fn slots_naming(&self, template: &Template) -> Vec<Span> {
        let names = |slot: &&Slot| {
            let mut chosen = slot.choices.iter().filter_map(|choice| choice.template);
            chosen
                .any(|id| self.plan.templates.get(id.0 as usize).is_some_and(|one| one.name == template.name))
        };
        let rows = self.plan.phases.iter().flat_map(|phase| &phase.rows);
        let slots = rows.flat_map(|row| row.days.iter().flatten());
        let slots = slots.chain(self.plan.days.iter().flat_map(|day| &day.slots)).filter(names);
        let ramps = self.plan.phases.iter().flat_map(|phase| &phase.ramps);
        let entries = ramps.filter_map(|ramp| match &ramp.change {
            RampChange::Each(entries) => Some(entries),
            RampChange::Grow { .. } | RampChange::RepsThenLoad { .. } => None,
        });
        let is_it = |entry: &&Placed<EachEntry>| match &entry.value {
            EachEntry::Session(def) => def.span == template.session.span,
            EachEntry::Sets(_) => false,
        };
        slots.map(|slot| slot.span).chain(entries.flatten().filter(is_it).map(|e| e.span)).collect()
    }

    /// `Tue 2027-03-02`
    pub(super) fn date_of(&self, index: usize) -> String {
        let date = self.calendar.date(self.calendar.sessions[index].day);
        format!("{} {date}", &long_name(date.weekday())[..3])
    }

    /// The runs of some kinds in some patterns of a phase, or in all if none is named, by a tenth less at a time.
    fn shortened(&self, phase_index: usize, rows: &[usize], kinds: &[Kind]) -> Vec<Candidate> {
        let Some(phase) = self.plan.phases.get(phase_index) else { return Vec::new() };
        let is_meant = |row: usize| rows.is_empty() || rows.contains(&row);
        let patterns = || phase.rows.iter().enumerate().filter(|(at, _)| is_meant(*at));
        let slots = || patterns().flat_map(|(_, row)| row.days.iter().flatten());
        let is_whole = patterns().count() == phase.rows.len();
        let weeks = self.calendar.weeks.iter();
        let weeks = weeks.filter(|week| week.phase == phase_index && is_meant(week.row));
        let weeks = weeks_text(&weeks.map(|week| week.index + 1).collect::<Vec<_>>());
        let own = || slots().filter_map(|slot| slot.choices.first()?.own.as_deref());
        let runs: Vec<&SessionDef> = own().filter(|def| kinds.contains(&def.kind)).collect();
        let is_there = |kind: &&Kind| runs.iter().any(|def| def.kind == **kind);
        let kinds: Vec<String> =
            kinds.iter().filter(is_there).map(|kind| kind.name().to_lowercase()).collect();
        let kinds = kinds.join(" and ");
        let shares = [90, 80, 70, 60, 50, 40].map(|percent| Percent { basis_points: percent * 100 });
        let candidate = |share: Percent| {
            let changes: Vec<Change> = runs.iter().flat_map(|def| shorter(def, share)).collect();
            let less = (10_000 - share.basis_points) / 100;
            let label = if is_whole {
                format!("make the {kinds} runs of `{}` {less} % shorter", phase.name)
            } else {
                format!("make the {kinds} runs {less} % shorter in {weeks}")
            };
            (!changes.is_empty()).then(|| Candidate::new(label, changes))
        };
        shares.into_iter().filter_map(candidate).collect()
    }

    /// Lifts at the end of every strength session of a week.
    fn added(&self, week: u32, lifts: &[String]) -> Vec<Candidate> {
        let Some(week) = self.calendar.weeks.get(week as usize) else { return Vec::new() };
        let mut seen: Vec<Span> = Vec::new();
        let mut out = Vec::new();
        for session in self.calendar.in_week(week) {
            let holds = |text: &String| {
                let name = text.split(' ').next();
                gait_rules::lifts(session).iter().any(|lift| Some(&*lift.name.value) == name)
            };
            if session.kind() != Kind::Strength || !session.counts() || seen.contains(&session.def.span) {
                continue;
            }
            // The same lift twice in a session is nobody's plan.
            if lifts.iter().any(holds) {
                continue;
            }
            seen.push(session.def.span);
            let insert = |text: &String| Change::InsertLift {
                session: session.def.span,
                index: usize::MAX,
                text: text.clone(),
            };
            let quoted: Vec<String> = lifts.iter().map(|lift| format!("`{lift}`")).collect();
            let label = format!("add {} to `{}`", and_list(&quoted), session.name);
            let mut changes: Vec<Change> = lifts.iter().map(insert).collect();
            out.push(Candidate::new(label.clone(), changes.clone()));
            // Leg work that comes to a session may be the first that asks for a warm-up.
            if session.def.warm_up.is_none() {
                let (owner, value) = (session.def.span, WARM_UP.to_owned());
                changes.push(Change::SetField { owner, field: "warm_up", value });
                out.push(Candidate::new(format!("{label}, and a warm-up"), changes));
            }
        }
        out
    }

    /// The pattern of a session's week.
    fn row_of(&self, session: &Session) -> Option<&Row> {
        let week = self.calendar.weeks.get(session.week as usize)?;
        self.plan.phases.get(week.phase)?.rows.get(week.row)
    }

    /// A name for a session that is not taken: `lower-light`, `lower-light-2`.
    pub(super) fn name_of_lighter(&self, like: &str) -> String {
        let taken = |name: &str| self.plan.templates.iter().any(|template| *template.name == *name);
        let mut name = format!("{like}{LIGHTER}");
        let mut number = 2;
        while taken(&name) {
            name = format!("{like}{LIGHTER}-{number}");
            number += 1;
        }
        name
    }
}

/// The name of the session that one is a lighter copy of, going by its name, or its own: `lower` of `lower-light` and of
/// `lower-light-2`, but `lower-light-b` is somebody's own.
pub(crate) fn full_name(name: &str) -> &str {
    let copied = name.rsplit_once(LIGHTER).filter(|(full, rest)| {
        let number = rest.trim_start_matches('-');
        !full.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
    });
    copied.map_or(name, |(full, _)| full_name(full))
}

/// A share of each step of a run that stands outside repeats.
fn shorter(def: &SessionDef, share: Percent) -> Vec<Change> {
    let Content::Run(run) = &def.content else { return Vec::new() };
    let change = |step: &At<Step>| match (&step.value.repeats, &step.value.body) {
        (None, Body::Amount(amount)) => {
            let name = Span::new(amount.at.start, amount.at.end);
            let with = match &amount.value {
                Amount::Distance(range) => Amount::Distance(range.map(|one| one.scaled(share).rounded())),
                Amount::Time(range) => Amount::Time(range.map(|one| one.scaled(share).rounded())),
            };
            Some(Change::Respell { name, with: with.to_string() })
        }
        _ => None,
    };
    run.steps.iter().filter_map(change).collect()
}
