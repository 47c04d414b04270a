//! A plan's own exercises: what they take over, and what is said about mistakes.

use super::super::{Gate, Library};
use super::*;

/// Reads one entry of a plan's `exercises`, with the library for `like`.
fn entry(text: &str) -> (Exercise, Vec<Problem>) {
    let parse = gait_syntax::parse(text);
    assert_eq!(parse.problems, [], "{text}");
    let read = gait_syntax::read::<Map<raw::Exercise>>(&parse.tree);
    assert_eq!(read.problems, [], "{text}");
    let map = read.value.expect(text);
    let (id, fields) = map.0.first().expect(text);
    let base = fields.value.like.get().and_then(|like| Library::builtin().get(like));
    from_raw(id, fields, base)
}

fn good(text: &str) -> Exercise {
    let (exercise, problems) = entry(text);
    assert_eq!(problems, [], "{text}");
    exercise
}

/// Asserts the one problem of `text`: what it marks, says and proposes.
fn complains(text: &str, marked: &str, message: &str, help: &str) {
    let (_, problems) = entry(text);
    let [problem] = problems.as_slice() else { panic!("{text}: {problems:?}") };
    assert_eq!(&text[problem.span.range()], marked);
    assert_eq!((problem.message.as_str(), problem.help.as_deref()), (message, Some(help)));
}

#[test]
fn like_takes_over_what_is_not_written() {
    let step_up = Library::builtin().get("step-up").expect("step-up");
    let mine = good(r#"{"weighted-step": (like: "step-up", ecc: 0.6, equipment: ["sandbag"])}"#);
    assert_eq!((mine.id.as_str(), mine.name.as_str(), mine.ecc), ("weighted-step", "weighted step", 0.6));
    assert_eq!(mine.equipment, ["sandbag"]);
    assert!(!mine.from_source);
    let same = Exercise {
        id: step_up.id.clone(),
        name: step_up.name.clone(),
        ecc: step_up.ecc,
        equipment: step_up.equipment.clone(),
        from_source: step_up.from_source,
        ..mine
    };
    assert_eq!(&same, step_up);
}

#[test]
fn written_muscles_replace_those_of_the_base() {
    let mine = good(r#"{"a": (like: "step-up", primary: {"hams": 0.9, "soleus": 0.5})}"#);
    let weight = |muscle| mine.weight(muscle);
    assert_eq!((weight(Muscle::Hams), weight(Muscle::Quads), weight(Muscle::GluteMax)), (0.9, 0.0, 0.0));
    assert_eq!(mine.primary, [Muscle::Hams, Muscle::Soleus].into_iter().collect());
    assert_eq!(mine.secondary(), [Muscle::GluteMed].into_iter().collect());

    let mine = good(r#"{"a": (like: "step-up", secondary: {"abs": 0.2})}"#);
    assert_eq!(mine.secondary(), [Muscle::Abs].into_iter().collect());
    assert_eq!(mine.primary, [Muscle::Quads, Muscle::GluteMax].into_iter().collect());
}

#[test]
fn without_a_base_the_usual_holds() {
    let mine = good(
        r#"{"sled-push": (category: KneeDominant, primary: {"quads": 0.8}, gates: [Squat, CalfCapacity])}"#,
    );
    assert_eq!((mine.name.as_str(), mine.unit.clone(), mine.ecc), ("sled push", Unit::Reps, 0.4));
    assert_eq!(mine.tempo.rep_s(), 5.0);
    assert_eq!(mine.gates, [Gate::Squat, Gate::CalfCapacity]);
    assert!(!mine.is_unilateral() && !mine.loadable && mine.cue.is_empty());
}

#[test]
fn without_a_base_something_must_be_said() {
    let hint = "name an exercise whose fields it takes over, such as `like: \"step-up\"`";
    complains(
        r#"{"sled": (category: KneeDominant)}"#,
        r#""sled""#,
        "the exercise `sled` has neither `like` nor `primary`",
        hint,
    );
    assert_eq!(entry(r#"{"sled": ()}"#).1.len(), 2);
    // A `like` that resolves to nothing is reported where it is looked up, and once is enough.
    assert_eq!(entry(r#"{"sled": (like: "nothing")}"#).1, []);
}

#[test]
fn muscles_are_found_by_what_they_are_called() {
    for (written, help) in [
        ("hamstrings", "did you mean `hams`?"),
        ("Lower back", "did you mean `erectors`?"),
        ("calves", "these are `gastroc` and `soleus`, each with its share"),
        ("glutes", "these are `glute-max` and `glute-med`, each with its share"),
        ("soleous", "did you mean `soleus`?"),
    ] {
        let text = format!(r#"{{"a": (like: "step-up", primary: {{"{written}": 0.5}})}}"#);
        complains(&text, &format!(r#""{written}""#), &format!("no muscle is called `{written}`"), help);
    }
}

#[test]
fn mistakes() {
    complains(
        r#"{"a": (like: "step-up", primary: {"glute_max": 0.5})}"#,
        r#""glute_max""#,
        "no muscle is called `glute_max`",
        "did you mean `glute-max`?",
    );
    complains(
        r#"{"a": (like: "step-up", primary: {"quads": 80})}"#,
        "80",
        "the share of `quads` is 0 to 1, found 80",
        "80 per cent is 0.8",
    );
    complains(
        r#"{"a": (like: "step-up", secondary: {"quads": 0.2})}"#,
        r#""quads""#,
        "`quads` is among the main muscles already",
        "keep it in `primary` or in `secondary`",
    );
    complains(
        r#"{"a": (like: "step-up", achilles: 5)}"#,
        "5",
        "`achilles` is 0 to 4, found 5",
        "0 none, 1 both legs, 2 one leg or skips, 3 hops, 4 hops on one leg or drops",
    );
    complains(
        r#"{"a": (like: "step-up", tempo: "holt")}"#,
        r#""holt""#,
        "`holt` is no tempo",
        "did you mean `hold`?",
    );
    complains(
        r#"{"a": (like: "step-up", pattern: "hinges")}"#,
        r#""hinges""#,
        "no pattern is called `hinges`",
        "did you mean `hinge`?",
    );
    complains(
        r#"{"a": (like: "step-up", breath: "yes")}"#,
        r#""yes""#,
        "no way to breathe is called `yes`",
        "one of `std`, `brace`, `exhale-effort`, `exhale-top`, `steady`, `natural`",
    );
    complains(
        r#"{"My Lift": (like: "step-up")}"#,
        r#""My Lift""#,
        "no lift can name `My Lift`: ids are written with a-z, 0-9 and `-`",
        "try `my-lift`",
    );
}

#[test]
fn a_wrong_field_counts_as_not_written() {
    let base = Library::builtin().get("step-up").expect("step-up");
    let (mine, problems) =
        entry(r#"{"a": (like: "step-up", ecc: NaN, tempo: "3-1", achilles: 9, primary: {"x": 1})}"#);
    assert_eq!(problems.len(), 4);
    assert_eq!((mine.ecc, mine.tempo, mine.achilles), (base.ecc, base.tempo, base.achilles));
}
