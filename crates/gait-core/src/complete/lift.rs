//! Lifts: exercises, sets, and the words after them.

use gait_model::exercise::{DefaultTempo, Exercise, Muscle, Unit};
use gait_model::shape::Key;

use super::notation::{is_name, tempo};
use super::run::unit_items;
use super::{Completion, CompletionKind, Item, item};
use crate::hover::{Desk, exercise};

impl Desk<'_> {
    /// The exercises of the library and the plan: those that the athlete's equipment allows first. None is like itself.
    pub(crate) fn exercises(&self) -> Vec<Item> {
        let Some(plan) = self.plan() else { return Vec::new() };
        let has = plan.athlete.equipment.as_deref();
        let described = self.site.key(Key::ExerciseName);
        plan.exercises
            .iter()
            .filter(|exercise| described != Some(&*exercise.id))
            .map(|exercise| {
                let allowed = has.is_none_or(|has| is_allowed(exercise, has));
                let detail = if allowed {
                    exercise::sorts(exercise)
                } else {
                    format!("{} (not at hand)", exercise::sorts(exercise))
                };
                Item::new(CompletionKind::Exercise, &exercise.id)
                    .detail(detail)
                    .documentation(exercise::describe(exercise))
                    .filter(filter(exercise))
                    .rank(if allowed { 3 } else { 7 })
            })
            .collect()
    }

    /// What could be written in a lift after `before`.
    pub(super) fn in_lift(&self, before: &str) -> Vec<Completion> {
        match before.trim_start().split_once(' ') {
            None => item::all(self.exercises(), self.word_span(before, is_name)),
            Some((id, rest)) => self.after_exercise(before, rest, self.exercise_called(id), true),
        }
    }

    /// What could be written in sets after `before`.
    pub(super) fn in_sets(&self, before: &str, lift: Option<&str>) -> Vec<Completion> {
        self.after_exercise(before, before, lift.and_then(|id| self.exercise_called(id)), false)
    }

    fn exercise_called(&self, id: &str) -> Option<&Exercise> {
        let exercises = &self.plan()?.exercises;
        exercises.find(id).map(|id| exercises.get(id))
    }

    /// Sets, then the words that may follow in any order, each once.
    fn after_exercise(
        &self,
        before: &str,
        rest: &str,
        exercise: Option<&Exercise>,
        words: bool,
    ) -> Vec<Completion> {
        let typed = |c: char| !c.is_whitespace() && c != '@';
        let done = rest.trim_end_matches(typed);
        let word = &rest[done.len()..];
        let last = done.split_whitespace().next_back().unwrap_or_default();
        let items = match last {
            "rir" => numbers(&["1", "2", "3"], "repetitions in reserve"),
            "rpe" => numbers(&["7", "8", "9"], "effort of a set, 1 to 10"),
            "tempo" => tempos(exercise),
            "rest" => numbers(&["60 s", "90 s", "2 min", "3 min"], "after each set"),
            _ if last.ends_with('@') => loads(),
            _ if is_number(last) && !is_effort(done) => return self.words_at(before, unit_after(done)),
            _ => following(done, word, exercise, words),
        };
        item::all(items, self.word_span(before, |c| !c.is_whitespace() && c != '@'))
    }
}

/// Whether everything that an exercise needs is at hand.
fn is_allowed(exercise: &Exercise, has: &[String]) -> bool {
    let stem = |word: &str| word.trim().to_lowercase().trim_end_matches('s').to_owned();
    let at_hand = |need: &str| has.iter().any(|one| stem(one) == stem(need));
    exercise.equipment.iter().all(|need| need.split(" or ").any(at_hand))
}

/// The words by which an exercise is found: its id, pattern, equipment and muscles.
fn filter(exercise: &Exercise) -> String {
    let mut words = vec![exercise.id.clone()];
    words.extend(exercise.pattern.iter().map(|pattern| pattern.key().to_owned()));
    words.push(exercise.category.name().to_owned());
    words.extend(exercise.equipment.iter().cloned());
    let main = Muscle::ALL.into_iter().filter(|muscle| exercise.primary.contains(*muscle));
    words.extend(main.map(|muscle| muscle.name().to_owned()));
    words.join(" ")
}

fn is_number(word: &str) -> bool {
    !word.is_empty() && word.chars().all(|c| c.is_ascii_digit() || c == '.')
}

fn numbers(values: &[&str], about: &str) -> Vec<Item> {
    values.iter().map(|value| Item::new(CompletionKind::Value, *value).detail(about)).collect()
}

fn tempos(exercise: Option<&Exercise>) -> Vec<Item> {
    let usual =
        exercise.map(|exercise| exercise.tempo).filter(|tempo| matches!(tempo, DefaultTempo::Phases(_)));
    let mut items: Vec<Item> = usual
        .map(|usual| {
            Item::new(CompletionKind::Value, usual.to_string()).detail("usual for this exercise").rank(1)
        })
        .into_iter()
        .collect();
    for one in ["3-1-1", "4-1-1", "2-0-X"] {
        if items.iter().all(|item| item.label != one) {
            items.push(tempo(one));
        }
    }
    items
}

fn loads() -> Vec<Item> {
    let load = |label: &str, text: &str, about: &str| {
        Item::new(CompletionKind::Value, label).detail(about).snippet(text)
    };
    vec![
        load("50 kg", "${1:50} kg", "a load"),
        load("2x10 kg", "2x${1:10} kg", "a pair, the mass of each"),
        load("72 %1rm", "${1:72} %1rm", "of the one-repetition maximum"),
        Item::new(CompletionKind::Value, "bodyweight").detail("no load"),
        Item::new(CompletionKind::Value, "band").detail("an elastic band"),
    ]
}

/// The units after a number: of a load after `@`, otherwise of a rest.
fn unit_after(done: &str) -> Vec<Item> {
    let words: Vec<&str> = done.split_whitespace().collect();
    let before = words.len().checked_sub(2).map_or("", |at| words[at]);
    match before {
        "rest" => unit_items(&["s", "min"]),
        _ if before.ends_with('@') => {
            let mut items = unit_items(&["kg", "lb"]);
            items.push(Item::new(CompletionKind::Unit, "%1rm").detail("of the one-repetition maximum"));
            items
        }
        _ => unit_items(&["s", "m"]),
    }
}

/// Whether the number at the end is whole by itself.
fn is_effort(done: &str) -> bool {
    matches!(done.split_whitespace().rev().nth(1), Some("rir" | "rpe"))
}

/// Sets if there are none, then the words that are not there yet.
fn following(done: &str, word: &str, exercise: Option<&Exercise>, words: bool) -> Vec<Item> {
    let has = |name: &str| done.split_whitespace().any(|word| word == name);
    let sets = done
        .split_whitespace()
        .any(|word| word.starts_with(|c: char| c.is_ascii_digit()) && word.contains('x'));
    let mut items = Vec::new();
    if !sets {
        items.extend(usual_sets(exercise));
        if !words || done.trim().is_empty() && word.starts_with(|c: char| c.is_ascii_digit()) {
            return items;
        }
    }
    if !words {
        return if done.contains('@') { items } else { vec![at_load()] };
    }
    if sets && !done.contains('@') && !["rir", "rpe", "tempo", "rest", "test"].into_iter().any(has) {
        items.push(at_load());
    }
    let effort = has("rir") || has("rpe");
    let offers = [
        ("rir", "repetitions in reserve", !effort),
        ("rpe", "effort of a set, 1 to 10", !effort),
        ("tempo", "seconds: lower, pause, lift", !has("tempo")),
        ("rest", "after each set", !has("rest")),
    ];
    let open = offers.into_iter().filter(|(_, _, open)| *open);
    items.extend(open.map(|(name, about, _)| {
        Item::new(CompletionKind::Word, name).detail(about).text(format!("{name} "))
    }));
    if !has("test") {
        items.push(Item::new(CompletionKind::Word, "test").detail("meant to go to failure").rank(7));
    }
    items
}

fn at_load() -> Item {
    Item::new(CompletionKind::Word, "@").detail("a load").text("@ ")
}

/// Sets as the exercise is usually counted.
fn usual_sets(exercise: Option<&Exercise>) -> Vec<Item> {
    let side = if exercise.is_some_and(Exercise::is_unilateral) { "/side" } else { "" };
    let unit = exercise.map_or(Unit::Reps, |exercise| exercise.unit.clone());
    let sets: &[&str] = match unit {
        Unit::Seconds => &["3x30 s", "3x20-40 s"],
        Unit::Contacts => &["3x20", "2x10"],
        Unit::Reps => &["3x10", "3x8-12", "4x6", "2x15"],
    };
    let item = |sets: &&str| {
        Item::new(CompletionKind::Value, format!("{sets}{side}")).detail("sets and repetitions").rank(2)
    };
    sets.iter().map(item).collect()
}
