//! Fewer sets for a strength session: one less of each lift, then two, as far as one set.

use gait_model::change::Change;
use gait_model::notation::Sets;
use gait_model::plan::{Choice, Content, Lift, Phase, Plan, SessionDef, Template};
use gait_rules::Lifts;
use gait_syntax::Span;

use super::candidates::Candidate;
use super::promise::Promise;
use crate::gesture::{Gesture, Layer, SessionKey};
use crate::snapshot::Snapshot;

/// What asks for more than this is better dropped, moved or thought over than cut.
const MOST: u32 = 2;

/// The lighter versions of a session, first those that take least: on its date alone, or as written.
pub(super) fn cuts(one: &Snapshot, index: usize, which: Lifts, alone: bool) -> Vec<Candidate> {
    let session = &one.calendar.sessions[index];
    let template = session.template.and_then(|id| one.plan.templates.get(id.0 as usize));
    let Some(template) = template.filter(|_| session.def.span != session.trail.slot) else {
        return Vec::new();
    };
    let def = &template.session;
    let name = &template.name;
    let times = one.calendar.sessions.iter().filter(|s| s.template == session.template).count();
    let everywhere = if times > 1 { format!(" in all {times} sessions") } else { String::new() };
    // A session that stands once needs no lighter version beside it.
    let slot = session.trail.slot;
    let again = one.calendar.sessions.iter().any(|s| s.template == session.template && s.trail.slot != slot);
    let is_one_of_many = one.is_one_of_many(index, alone) || (alone && again && one.plan.is_dated);
    let mut out = Vec::new();
    for less in 1..=MOST {
        let parts = lighter(&one.plan, def, which, less);
        if parts.is_empty() {
            break;
        }
        let sets = if less == 1 { "a set".to_owned() } else { format!("{less} sets") };
        let from = from_what(def, which);
        let label = format!("take {sets} from {from} of `{name}`");
        out.push(if is_one_of_many {
            let light = one.name_of_lighter(name);
            let text = one.in_place(index, &light);
            let session = SessionKey::of(&one.calendar, session);
            let gesture = Gesture::Write { session, text, layer: Layer::Date };
            let copy = Change::CopyTemplate { session: def.span, name: light, but: parts };
            let label = format!("{label} on {} only", one.date_of(index));
            let changes = vec![copy];
            Candidate { changes, ..Candidate::on_date(label, gesture, Promise::AllBut(index)) }
        } else {
            let respell = |(name, with)| Change::Respell { name, with };
            Candidate::new(format!("{label}{everywhere}"), parts.into_iter().map(respell).collect())
        });
    }
    out
}

/// Lighter versions of every session of a phase, which only that phase uses.
pub(super) fn cuts_of_phase(one: &Snapshot, phase: usize) -> Vec<Candidate> {
    let Some(phase) = one.plan.phases.get(phase) else { return Vec::new() };
    let slots = phase.rows.iter().flat_map(|row| row.days.iter().flatten());
    let choices: Vec<&Choice> = slots.flat_map(|slot| &slot.choices).filter(|c| c.own.is_none()).collect();
    let named = |(at, template): (usize, _)| {
        let slots: Vec<Span> = choices
            .iter()
            .filter(|choice| choice.template.is_some_and(|id| id.0 as usize == at))
            .map(|choice| choice.name.span)
            .collect();
        (!slots.is_empty()).then_some((template, slots))
    };
    let templates: Vec<(&Template, Vec<Span>)> =
        one.plan.templates.iter().enumerate().filter_map(named).collect();
    // Often a single set is all there is too much.
    let alone = templates.iter().flat_map(|used| {
        let Content::Strength(lifts) = &used.0.session.content else { return Vec::new() };
        let legs = (0..).zip(lifts).filter(|(_, lift)| trains_legs(&one.plan, lift));
        let cut = |(at, lift): (u32, &Lift)| {
            let changes = lightened(one, phase, std::slice::from_ref(used), Lifts::One(at), 1);
            let label = format!("take a set from `{}` in `{}`", lift.name.value, phase.name);
            (!changes.is_empty()).then(|| Candidate::new(label, changes).promising(Promise::Loads))
        };
        legs.filter_map(cut).collect()
    });
    let together = (1..=MOST).map_while(|less| {
        let changes = lightened(one, phase, &templates, Lifts::Legs, less);
        let sets = if less == 1 { "a set".to_owned() } else { format!("{less} sets") };
        let label = format!("take {sets} from each leg lift in `{}`", phase.name);
        (!changes.is_empty()).then(|| Candidate::new(label, changes).promising(Promise::Loads))
    });
    alone.chain(together).collect()
}

/// Makes sessions lighter in one phase, each of which stands in some of its slots.
fn lightened(
    one: &Snapshot,
    phase: &Phase,
    templates: &[(&Template, Vec<Span>)],
    which: Lifts,
    less: u32,
) -> Vec<Change> {
    let mut changes = Vec::new();
    for (template, slots) in templates {
        let parts = lighter(&one.plan, &template.session, which, less);
        if parts.is_empty() {
            continue;
        }
        // What only this phase names is cut where it stands.
        if one.slots_naming(template).iter().all(|slot| phase.span.contains(*slot)) {
            changes.extend(parts.into_iter().map(|(name, with)| Change::Respell { name, with }));
            continue;
        }
        let name = one.name_of_lighter(&template.name);
        let respell = |slot: &Span| Change::Respell { name: *slot, with: name.clone() };
        changes.extend(slots.iter().map(respell));
        let session = template.session.span;
        changes.push(Change::CopyTemplate { session, name: name.clone(), but: parts });
    }
    changes
}

fn from_what(def: &SessionDef, which: Lifts) -> String {
    let one = |at: u32| match &def.content {
        Content::Strength(lifts) => lifts.get(at as usize).map(|lift| format!("`{}`", lift.name.value)),
        _ => None,
    };
    match which {
        Lifts::Legs => "each leg lift".to_owned(),
        Lifts::All => "each lift".to_owned(),
        Lifts::One(at) => one(at).unwrap_or_else(|| "a lift".to_owned()),
    }
}

/// The sets as written with so many fewer, where that changes anything.
fn lighter(plan: &Plan, def: &SessionDef, which: Lifts, less: u32) -> Vec<(Span, String)> {
    let Content::Strength(lifts) = &def.content else { return Vec::new() };
    let is_meant = |(at, lift): &(u32, &Lift)| match which {
        Lifts::All => true,
        Lifts::Legs => trains_legs(plan, lift),
        Lifts::One(one) => *at == one,
    };
    let sets = (0..).zip(lifts).filter(is_meant).flat_map(|(_, lift)| {
        let written = lift.sets.iter().chain(lift.side_sets());
        written.filter(|sets| lift.span.contains(sets.span))
    });
    // The step before has taken all that this one could.
    let parts: Vec<_> = sets.map(|s| (s.span, fewer(&s.value, less), fewer(&s.value, less - 1))).collect();
    if parts.iter().all(|(_, now, before)| now == before) {
        return Vec::new();
    }
    let text = |(span, now, _): (Span, Option<Sets>, _)| Some((span, now?.to_string()));
    parts.into_iter().filter_map(text).collect()
}

fn trains_legs(plan: &Plan, lift: &Lift) -> bool {
    lift.exercise.is_some_and(|id| plan.exercises.get(id).trains_legs())
}

/// So many sets fewer, but one at least; nothing if there is but one, or none is to go.
fn fewer(sets: &Sets, less: u32) -> Option<Sets> {
    match sets {
        Sets::Alike { count, work, per_side, load } => {
            let left = count.saturating_sub(less).max(1);
            let sets = Sets::Alike { count: left, work: *work, per_side: *per_side, load: *load };
            (left < *count).then_some(sets)
        }
        Sets::Listed(list) => {
            let left = list.len().saturating_sub(less as usize).max(1);
            (left < list.len()).then(|| Sets::Listed(list[..left].to_vec()))
        }
    }
}
