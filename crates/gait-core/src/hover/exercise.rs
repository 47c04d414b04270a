//! Exercises and muscles.

use gait_model::exercise::{Exercise, Muscle};
use gait_model::plan::{Content, Kind, Plan};
use gait_rules::round_to;

use super::Desk;

impl Desk<'_> {
    /// An exercise by its id: what it works, how it is done, where it stands in the plan.
    pub(crate) fn exercise(&self, id: &str) -> Option<String> {
        let plan = self.plan()?;
        let exercise = plan.exercises.get(plan.exercises.find(id)?);
        let mut out = describe(exercise);
        super::join(&mut out, use_in(plan, id));
        Some(out)
    }
}

/// What an exercise works and how it is done.
pub(crate) fn describe(exercise: &Exercise) -> String {
    let mut out = format!("**{}** `{}`\n\n{}", exercise.name, exercise.id, sorts(exercise));
    out.push_str(&format!("\n\nMuscles: {}", muscles(exercise)));
    if !exercise.cue.is_empty() {
        out.push_str(&format!("\n\n*{}.*", exercise.cue.trim_end_matches('.')));
    }
    let mut way = vec![format!("tempo {}", exercise.tempo)];
    way.push(format!("breath: {}", exercise.breath));
    out.push_str(&format!("\n\nUsual {}", way.join("; ")));
    let mut steps = Vec::new();
    steps.extend(exercise.regression.as_ref().map(|id| format!("easier: `{id}`")));
    steps.extend(exercise.progression.as_ref().map(|id| format!("harder: `{id}`")));
    if !steps.is_empty() {
        out.push_str(&format!("\n\n{}", crate::wording::sentence(&steps.join("; "))));
    }
    if !exercise.gates.is_empty() {
        let gates: Vec<String> = exercise.gates.iter().map(gate).collect();
        let before = if exercise.is_plyometric() { "before any" } else { "before load" };
        out.push_str(&format!("\n\nTo pass {before}: {}", gates.join(", ")));
    }
    out
}

/// `squat, knee-dominant; dumbbells or kettlebell`
pub(crate) fn sorts(exercise: &Exercise) -> String {
    let mut sorts: Vec<&str> = exercise.pattern.iter().map(|pattern| pattern.name()).collect();
    if sorts.first() != Some(&exercise.category.name()) {
        sorts.push(exercise.category.name());
    }
    if exercise.is_unilateral() {
        sorts.push("one side at a time");
    }
    let needs =
        if exercise.equipment.is_empty() { "no equipment".to_owned() } else { exercise.equipment.join(", ") };
    format!("{}; {needs}", sorts.join(", "))
}

/// The muscles with their shares, main targets in bold, the most first.
fn muscles(exercise: &Exercise) -> String {
    let mut all: Vec<Muscle> =
        Muscle::ALL.into_iter().filter(|muscle| exercise.weight(*muscle) > 0.0).collect();
    let main = |muscle: &Muscle| exercise.primary.contains(*muscle);
    all.sort_by(|a, b| main(b).cmp(&main(a)).then(exercise.weight(*b).total_cmp(&exercise.weight(*a))));
    let one = |muscle: &Muscle| {
        let text = format!("{} {}", muscle.name(), round_to(exercise.weight(*muscle), 0.05));
        if main(muscle) { format!("**{text}**") } else { text }
    };
    all.iter().map(one).collect::<Vec<_>>().join(", ")
}

fn gate(gate: &gait_model::plan::GateName) -> String {
    let shape = gait_model::raw::GateName::SHAPE;
    let name = format!("{gate:?}");
    let doc =
        shape.variants.iter().find(|variant| variant.name == name).map_or("", |variant| variant.doc.trim());
    let doc = doc.trim_end_matches('.');
    let mut letters = doc.chars();
    letters.next().map_or(String::new(), |first| first.to_lowercase().chain(letters).collect())
}

/// The sessions of the plan that hold an exercise.
fn use_in(plan: &Plan, id: &str) -> Option<String> {
    let holds = |content: &Content| match content {
        Content::Strength(lifts) => lifts.iter().any(|lift| &*lift.name.value == id),
        _ => false,
    };
    let strength = plan.templates.iter().filter(|template| template.session.kind == Kind::Strength);
    let names: Vec<String> =
        strength.filter(|t| holds(&t.session.content)).map(|t| format!("`{}`", t.name)).collect();
    (!names.is_empty()).then(|| format!("In this plan: {}", names.join(", ")))
}

/// A muscle by its key.
pub(crate) fn muscle(key: &str) -> Option<String> {
    let muscle = Muscle::ALL.into_iter().find(|muscle| muscle.key() == key)?;
    let leg = if Muscle::LEG.contains(&muscle) { "; counts for the leg dose" } else { "" };
    Some(format!("**`{key}`**: {}{leg}", muscle.name()))
}
