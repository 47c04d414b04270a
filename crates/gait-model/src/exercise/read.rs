//! From the written fields of an exercise to the exercise, for the library's file and for a plan's own.

use gait_syntax::{Field, Map, Problem, Span, Spanned, nearest};

use super::{
    Breathing, Category, DefaultTempo, Exercise, Laterality, MUSCLES, Muscle, MuscleSet, Pattern, Unit,
};
use crate::constants::{MAIN_MUSCLE, USUAL_ECC};
use crate::notation::parse_tempo;
use crate::raw;

/// The highest tier of load on the Achilles tendon.
const ACHILLES: u32 = 4;

/// The exercise that `fields` describe under the name `id`, with what is wrong in them.
///
/// With a `base`, which `like` names, every field that is not written is the base's. Without one, `category` and
/// `primary` must be written. A wrong field counts as not written. Whether `regression` and `progression` name
/// anything is for the caller, who knows the other exercises.
#[must_use]
pub fn from_raw(
    id: &Spanned<String>,
    fields: &Spanned<raw::Exercise>,
    base: Option<&Exercise>,
) -> (Exercise, Vec<Problem>) {
    let mut reading = Reading { problems: Vec::new() };
    let raw = &fields.value;
    let mut exercise = base.cloned().unwrap_or_else(blank);
    exercise.name = in_words(&id.value);
    exercise.from_source = raw.from_source.get().copied().unwrap_or(false);
    exercise.id.clone_from(&id.value);

    reading.name(id);
    if raw.like.is_missing() {
        reading.required(id, raw);
    }
    set(&mut exercise.name, raw.name.get());
    set(&mut exercise.category, raw.category.get());
    set(&mut exercise.laterality, raw.laterality.get());
    set(&mut exercise.unit, raw.unit.get());
    set(&mut exercise.loadable, raw.loadable.get());
    set(&mut exercise.cue, raw.cue.get());
    reading.muscles(&mut exercise, raw);
    set(&mut exercise.ecc, reading.share(&raw.ecc, "`ecc`").as_ref());
    set(&mut exercise.achilles, reading.achilles(&raw.achilles).as_ref());
    set(&mut exercise.tempo, reading.tempo(&raw.tempo).as_ref());
    set(&mut exercise.breath, reading.breath(&raw.breath).as_ref());
    exercise.pattern = reading.pattern(&raw.pattern).or(exercise.pattern);
    if let Some(needs) = raw.equipment.get() {
        exercise.equipment = needs.0.iter().map(|need| need.value.clone()).collect();
    }
    if let Some(gates) = raw.gates.get() {
        exercise.gates = gates.0.iter().map(|gate| gate.value.clone()).collect();
    }
    exercise.regression = raw.regression.get().cloned().or(exercise.regression);
    exercise.progression = raw.progression.get().cloned().or(exercise.progression);
    exercise.trained = Muscle::ALL.into_iter().filter(|&m| exercise.weight(m) >= MAIN_MUSCLE).collect();
    (exercise, reading.problems)
}

/// What holds where nothing is written.
fn blank() -> Exercise {
    Exercise {
        id: String::new(),
        name: String::new(),
        category: Category::Activation,
        pattern: None,
        laterality: Laterality::Bilateral,
        equipment: Vec::new(),
        weights: [0.0; MUSCLES],
        trained: MuscleSet::EMPTY,
        primary: MuscleSet::EMPTY,
        ecc: USUAL_ECC,
        loadable: false,
        unit: Unit::Reps,
        gates: Vec::new(),
        tempo: DefaultTempo::USUAL,
        breath: Breathing::Standard,
        regression: None,
        progression: None,
        achilles: 0,
        from_source: false,
        cue: String::new(),
    }
}

fn set<T: Clone>(place: &mut T, written: Option<&T>) {
    if let Some(written) = written {
        place.clone_from(written);
    }
}

/// `my-lift` as "my lift", for an exercise that has no other name.
fn in_words(id: &str) -> String {
    id.replace('-', " ")
}

/// Collects what is wrong while fields are read.
struct Reading {
    problems: Vec<Problem>,
}

impl Reading {
    fn report(&mut self, problem: Problem) {
        self.problems.push(problem);
    }

    /// An id must be writable in a lift.
    fn name(&mut self, id: &Spanned<String>) {
        let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        if !id.value.is_empty() && id.value.bytes().all(fits) {
            return;
        }
        let better: String = id.value.to_lowercase().replace([' ', '_'], "-");
        let better: String = better.chars().filter(|c| c.is_ascii() && fits(*c as u8)).collect();
        let fact = format!("no lift can name `{}`: ids are written with a-z, 0-9 and `-`", id.value);
        let hint = if better.is_empty() { "such as `my-lift`".to_owned() } else { format!("try `{better}`") };
        self.report(Problem::new("notation", id.span, fact).help(hint));
    }

    /// Without a base, what it is for and which muscles work must be said.
    fn required(&mut self, id: &Spanned<String>, raw: &raw::Exercise) {
        for (missing, field) in
            [(raw.category.is_missing(), "category"), (raw.primary.is_missing(), "primary")]
        {
            if missing {
                let fact = format!("the exercise `{}` has neither `like` nor `{field}`", id.value);
                let hint = "name an exercise whose fields it takes over, such as `like: \"step-up\"`";
                self.report(Problem::new("missing-field", id.span, fact).help(hint));
            }
        }
    }

    /// Main targets and the others: each map that is written replaces the base's.
    fn muscles(&mut self, exercise: &mut Exercise, raw: &raw::Exercise) {
        let secondary = exercise.secondary();
        if let Some(main) = raw.primary.get() {
            clear(exercise, exercise.primary);
            exercise.primary = self.weights(exercise, main);
        }
        if let Some(others) = raw.secondary.get() {
            // A muscle that has just become a main target stays one.
            let kept = exercise.primary;
            clear(exercise, secondary.iter().filter(|&muscle| !kept.contains(muscle)).collect());
            let others = Map(others.0.iter().filter(|(key, _)| self.not_main(key, kept)).cloned().collect());
            self.weights(exercise, &others);
        }
    }

    fn not_main(&mut self, key: &Spanned<String>, main: MuscleSet) -> bool {
        let twice = Muscle::from_key(&key.value).is_some_and(|muscle| main.contains(muscle));
        if twice {
            let fact = format!("`{}` is among the main muscles already", key.value);
            self.report(
                Problem::new("structure", key.span, fact).help("keep it in `primary` or in `secondary`"),
            );
        }
        !twice
    }

    /// Sets the weights that are written, and gives their muscles.
    fn weights(&mut self, exercise: &mut Exercise, written: &Map<f64>) -> MuscleSet {
        let mut muscles = MuscleSet::EMPTY;
        for (key, weight) in &written.0 {
            let Some(muscle) = self.muscle(key) else { continue };
            let Some(weight) = self.between_0_and_1(weight, &format!("the share of `{}`", key.value)) else {
                continue;
            };
            exercise.weights[muscle.index()] = weight;
            if weight > 0.0 {
                muscles.insert(muscle);
            }
        }
        muscles
    }

    fn muscle(&mut self, key: &Spanned<String>) -> Option<Muscle> {
        let found = Muscle::from_key(&key.value);
        if found.is_none() {
            self.unknown_muscle(key);
        }
        found
    }

    /// Plans write a muscle's key; what people, and our own messages, call it leads there.
    fn unknown_muscle(&mut self, key: &Spanned<String>) {
        let written = key.value.to_lowercase();
        let called: &[Muscle] = match written.as_str() {
            "calves" | "calf" => &[Muscle::Gastroc, Muscle::Soleus],
            "glutes" => &[Muscle::GluteMax, Muscle::GluteMed],
            _ => &[],
        };
        let problem =
            || Problem::new("unknown-name", key.span, format!("no muscle is called `{}`", key.value));
        if let [one, other] = called {
            let help = format!("these are `{}` and `{}`, each with its share", one.key(), other.key());
            self.report(problem().help(help));
            return;
        }
        match Muscle::ALL.into_iter().find(|muscle| muscle.name() == written) {
            Some(muscle) => self.report(problem().meant(muscle.key())),
            None => self.unknown("muscle", &key.value, key.span, &Muscle::ALL.map(Muscle::key)),
        }
    }

    fn share(&mut self, field: &Field<f64>, what: &str) -> Option<f64> {
        self.between_0_and_1(field.spanned()?, what)
    }

    fn between_0_and_1(&mut self, number: &Spanned<f64>, what: &str) -> Option<f64> {
        if (0.0..=1.0).contains(&number.value) {
            return Some(number.value);
        }
        let mut problem =
            Problem::new("structure", number.span, format!("{what} is 0 to 1, found {}", number.value));
        if (1.0..=100.0).contains(&number.value) {
            problem = problem.help(format!("{} per cent is {}", number.value, number.value / 100.0));
        }
        self.report(problem);
        None
    }

    fn achilles(&mut self, field: &Field<u32>) -> Option<u8> {
        let tier = field.spanned()?;
        if tier.value > ACHILLES {
            let fact = format!("`achilles` is 0 to {ACHILLES}, found {}", tier.value);
            let hint = "0 none, 1 both legs, 2 one leg or skips, 3 hops, 4 hops on one leg or drops";
            self.report(Problem::new("structure", tier.span, fact).help(hint));
            return None;
        }
        u8::try_from(tier.value).ok()
    }

    fn tempo(&mut self, field: &Field<String>) -> Option<DefaultTempo> {
        let text = field.spanned()?;
        let found = DefaultTempo::parse(&text.value);
        if found.is_none() {
            let words = DefaultTempo::WORDS.map(|(word, _)| word);
            let mut problem = Problem::new("notation", text.span, format!("`{}` is no tempo", text.value));
            problem.help = Some(
                match (nearest(&text.value, words.into_iter()), parse_tempo(&text.value).errors.first()) {
                    (Some(word), _) => format!("did you mean `{word}`?"),
                    (None, Some(error)) if text.value.contains('-') => error.message.clone(),
                    _ => format!("seconds such as `3-1-1-0`, or one of {}", listed(&words)),
                },
            );
            self.report(problem);
        }
        found
    }

    fn breath(&mut self, field: &Field<String>) -> Option<Breathing> {
        let text = field.spanned()?;
        let found = Breathing::from_key(&text.value);
        if found.is_none() {
            let known: Vec<&str> = Breathing::ALL.iter().map(|one| one.key()).collect();
            self.unknown("way to breathe", &text.value, text.span, &known);
        }
        found
    }

    fn pattern(&mut self, field: &Field<String>) -> Option<Pattern> {
        let text = field.spanned()?;
        let found = Pattern::from_key(&text.value);
        if found.is_none() {
            let known: Vec<&str> = Pattern::ALL.iter().map(|one| one.key()).collect();
            self.unknown("pattern", &text.value, text.span, &known);
        }
        found
    }

    fn unknown(&mut self, what: &str, found: &str, span: Span, known: &[&str]) {
        let problem = Problem::new("unknown-name", span, format!("no {what} is called `{found}`"));
        self.report(match nearest(&found.replace('_', "-"), known.iter().copied()) {
            Some(near) => problem.meant(near),
            None => problem.help(format!("one of {}", listed(known))),
        });
    }
}

fn clear(exercise: &mut Exercise, muscles: MuscleSet) {
    for muscle in muscles.iter() {
        exercise.weights[muscle.index()] = 0.0;
    }
}

fn listed(words: &[&str]) -> String {
    words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests;
