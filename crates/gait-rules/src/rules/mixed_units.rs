//! Flags plans that measure alike things in two units.

use gait_model::calendar::Aspect;
use gait_model::notation::{Amount, At, Body, GrowStep, Load, LoadStep, Run, Sets, Step};
use gait_model::plan::{Content, EachEntry, Kind, Lift, Plan, Ramp, RampChange, SessionDef, Slot, WarmUp};
use gait_model::units::{DistanceUnit, MassUnit};
use gait_syntax::Span;

use crate::context::Context;
use crate::occurrence::Occurrences;
use crate::rule::{Group, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    name: "mixed-units",
    group: Group::Hygiene,
    severity: Severity::Advice,
    worst: Severity::Advice,
    of_absence: false,
    summary: "distances are written in km and miles, or loads in kg and lb",
    page: include_str!("mixed_units.md"),
    params: &[],
    check,
};

fn check(cx: &Context<'_>, out: &mut Occurrences) {
    let uses = Uses::of(cx.plan);
    report(out, "distances", ("km", uses.km), ("mi", uses.miles));
    report(out, "loads", ("kg", uses.kg), ("lb", uses.pounds));
}

/// Points at the first use of the rarer unit; of units as rare, at the one that comes later.
fn report(out: &mut Occurrences, what: &str, one: (&str, Vec<Span>), other: (&str, Vec<Span>)) {
    let [one, other] = [one, other].map(|(unit, mut spans)| {
        spans.sort_unstable();
        spans.dedup();
        (unit, spans)
    });
    let rank = |(_, spans): &(&str, Vec<Span>)| (spans.len(), std::cmp::Reverse(spans.first().copied()));
    let (rare, usual) = if rank(&one) <= rank(&other) { (one, other) } else { (other, one) };
    if let (Some(&first), Some(&elsewhere)) = (rare.1.first(), usual.1.first()) {
        out.advise(first, Aspect::Presence)
            .with(elsewhere, Aspect::Presence)
            .help(format!("write all of them in {}", usual.0))
            .say(format!(
                "{what} are written in {} in {} and in {} in {}",
                usual.0,
                places(usual.1.len()),
                rare.0,
                places(rare.1.len())
            ));
    }
}

fn places(count: usize) -> String {
    if count == 1 { "1 place".to_owned() } else { format!("{count} places") }
}

/// Where each unit is written: steps outside repeats, loads, and what ramps make of them.
#[derive(Default)]
struct Uses {
    km: Vec<Span>,
    miles: Vec<Span>,
    kg: Vec<Span>,
    pounds: Vec<Span>,
}

impl Uses {
    fn of(plan: &Plan) -> Self {
        let mut uses = Self::default();
        plan.templates.iter().for_each(|template| uses.session(&template.session));
        for phase in &plan.phases {
            phase.rows.iter().flat_map(|row| row.days.iter().flatten()).for_each(|slot| uses.slot(slot));
            phase.ramps.iter().for_each(|ramp| uses.ramp(ramp));
        }
        plan.days.iter().flat_map(|day| &day.slots).for_each(|slot| uses.slot(slot));
        plan.athlete.maxes.iter().for_each(|(_, max)| uses.mass(max.value.unit, max.span));
        uses
    }

    fn slot(&mut self, slot: &Slot) {
        slot.choices.iter().filter_map(|choice| choice.own.as_ref()).for_each(|own| self.session(own));
    }

    fn session(&mut self, session: &SessionDef) {
        match &session.content {
            // A time trial over 3 km is a race distance wherever it is run.
            Content::Run(_) if matches!(session.kind, Kind::Race | Kind::TimeTrial) => {}
            Content::Run(run) => self.run(run),
            Content::Strength(lifts) => lifts.iter().for_each(|lift| self.lift(lift)),
            Content::Mobility(_) | Content::Rest => {}
        }
        if let Some(WarmUp::Lifts(lifts)) = session.warm_up.as_ref().map(|w| &w.value) {
            lifts.iter().for_each(|lift| self.lift(lift));
        }
    }

    /// Repeats belong to both worlds: 400 m, a mile.
    fn run(&mut self, run: &Run) {
        for step in run.steps.iter().filter(|step| step.value.repeats.is_none()) {
            self.step(step);
        }
    }

    fn step(&mut self, step: &At<Step>) {
        match &step.value.body {
            Body::Amount(At { value: Amount::Distance(range), .. }) => {
                self.distance(range.high.unit, Span::new(step.at.start, step.at.end));
            }
            Body::Amount(_) => {}
            Body::Group { run, .. } => self.run(run),
        }
    }

    fn lift(&mut self, lift: &Lift) {
        for sets in lift.sets.iter().chain(lift.side_sets()) {
            self.sets(&sets.value, sets.span);
        }
    }

    fn sets(&mut self, sets: &Sets, span: Span) {
        let mut load = |load: &Load| {
            if let Load::Mass(mass) | Load::Pair(mass) = load {
                self.mass(mass.unit, span);
            }
        };
        match sets {
            Sets::Alike { load: written, .. } => written.iter().for_each(&mut load),
            Sets::Listed(list) => list.iter().for_each(|set| load(&set.load)),
        }
    }

    fn ramp(&mut self, ramp: &Ramp) {
        match &ramp.change {
            RampChange::Grow { by, to, from } => {
                for value in [Some(by), Some(to), from.as_ref()].into_iter().flatten() {
                    match value {
                        GrowStep::Distance(distance) => self.distance(distance.unit, ramp.span),
                        GrowStep::Mass(mass) => self.mass(mass.unit, ramp.span),
                        GrowStep::Time(_) | GrowStep::Repeats(_) => {}
                    }
                }
            }
            RampChange::Each(entries) => {
                for entry in entries {
                    match &entry.value {
                        EachEntry::Session(session) => self.session(session),
                        EachEntry::Sets(sets) => self.sets(&sets.value, sets.span),
                    }
                }
            }
            RampChange::RepsThenLoad { load, step, .. } => {
                if let LoadStep::Mass(mass) = load {
                    self.mass(mass.unit, ramp.span);
                }
                step.iter().for_each(|mass| self.mass(mass.unit, ramp.span));
            }
        }
    }

    fn distance(&mut self, unit: DistanceUnit, span: Span) {
        match unit {
            DistanceUnit::Km => self.km.push(span),
            DistanceUnit::Mi => self.miles.push(span),
            DistanceUnit::M => {}
        }
    }

    fn mass(&mut self, unit: MassUnit, span: Span) {
        match unit {
            MassUnit::Kg => self.kg.push(span),
            MassUnit::Lb => self.pounds.push(span),
        }
    }
}
