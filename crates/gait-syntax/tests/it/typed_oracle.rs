//! What our reader accepts, `ron` reads into an equal value; where we are stricter, it is for a reason in the table.

use gait_syntax::{Node, Problem, Span, Tree, parse, read};
use proptest::prelude::*;

use crate::common::{plans, ron_options};
use crate::types::Plan;

/// Why we are stricter, and how to tell from a problem.
type Reason = (&'static str, fn(&Problem) -> bool);

/// Where `ron` reads something and we report a problem, on purpose: why, and how the problem is told.
const STRICTER: &[Reason] = &[
    ("an unknown field is a slip, which serde passes over", |problem| problem.code == "unknown-field"),
    ("a key that stands twice hides one of its values", |problem| problem.code == "duplicate-key"),
    ("a struct in the long form has its own name or none; `ron` takes any there", |problem| {
        problem.code == "wrong-name"
    }),
    ("a tuple is no list and a bare name no struct, but `ron` passes both on as such to a form", |problem| {
        let form = problem.message.starts_with("expected text or") || problem.message.contains("or `(…)`,");
        problem.code == "wrong-type" && (form || problem.message.contains("fields such as"))
    }),
];

/// The problems of reading a text as a plan, and the plan.
fn ours(text: &str) -> (Vec<Problem>, Option<Plan>) {
    let parse = parse(text);
    let read = read::<Plan>(&parse.tree);
    ([parse.problems, read.problems].concat(), read.value)
}

fn compare(text: &str) -> Result<(), TestCaseError> {
    let (problems, plan) = ours(text);
    match ron_options().from_str::<Plan>(text) {
        Ok(ron) if problems.is_empty() => prop_assert_eq!(plan, Some(ron), "{}", text),
        Ok(_) => {
            let slips = slips(text, &problems);
            let unexplained: Vec<_> = problems
                .iter()
                .filter(|problem| !STRICTER.iter().any(|(_, told)| told(problem)))
                .filter(|problem| !slips.iter().any(|field| field.contains(problem.span)))
                .collect();
            prop_assert!(unexplained.is_empty(), "ron accepts\n{:#?}\n{}", unexplained, text);
        }
        Err(error) => prop_assert!(!problems.is_empty(), "ron: {}\n{}", error, text),
    }
    Ok(())
}

/// The unknown fields that are close to one that is known: each is read as that one, and may not fit there either.
fn slips(text: &str, problems: &[Problem]) -> Vec<Span> {
    let meant = |problem: &&Problem| {
        problem.code == "unknown-field"
            && problem.help.as_ref().is_some_and(|help| help.starts_with("did you"))
    };
    let names: Vec<Span> = problems.iter().filter(meant).map(|problem| problem.span).collect();
    let tree = parse(text).tree;
    let is_slip = |node: &Node<'_>| node.name().is_some_and(|(_, name)| names.contains(&name));
    tree.nodes().filter(is_slip).map(|node| node.span()).collect()
}

fn value() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "1",
        "300",
        "-1",
        "1.5",
        "0x10",
        "1u8",
        "1u64",
        "\"text\"",
        "\"a\\\"b\"",
        "r#\"raw\"#",
        "true",
        "None",
        "Base",
        "A",
        "All",
        "Some(\"x\")",
        "Some(3)",
        "()",
        "[]",
        "{}",
        "[\"a\"]",
        "[\"a\", (use: \"b\"), ()]",
        "(\"a\")",
        "(\"a\", \"b\")",
        "(run: \"3 km\")",
        "Long(\"3 km\")",
        "Long(run: \"3 km\", note: \"n\")",
        "Long((run: \"3 km\"))",
        "Long()",
        "Mobility(note: \"x\")",
        "Strength([])",
        "Strength(lifts: [\"a\"])",
        "Strength(\"x\")",
        "Each([\"a\"])",
        "Each(\"a\")",
        "Grow(by: \"1\", to: \"2\")",
        "Grow(by: \"1\")",
        "RepsThenLoad(reps: \"1\", load: \"2\", step: \"3\")",
        "Only([\"a\"])",
        "Pass(\"x\")",
        "Pass(\"x\", \"y\")",
        "Race(date: \"x\")",
        "Phase(weeks: 2)",
        "(weeks: 2, week: [(), (mon: \"x\")])",
        "(every: 4)",
        "{\"a\": 1.5, \"b\": \"x\", \"c\": true}",
        "{\"a\": {\"b\": 1}}",
        "{\"a\": Base}",
        "{\"a\": \"x\", \"a\": \"y\"}",
        "'c'",
        "b\"x\"",
        "1..2",
        "(name: \"x\", nmae: \"y\")",
        "(distance: \"a\", time: \"b\", on: \"c\")",
        "[(distance: \"a\", time: \"b\", on: \"c\")]",
    ])
}

fn pick<'t>(tree: &'t Tree, at: f64, keep: impl Fn(&Node<'t>) -> bool) -> Option<Node<'t>> {
    let nodes: Vec<_> = tree.nodes().filter(keep).collect();
    nodes.get((at * nodes.len() as f64) as usize).copied()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn plans_with_other_values_read_alike(which in 0..2usize, changes in prop::collection::vec((0.0..1.0f64, value()), 1..4)) {
        let files = plans();
        let mut text = files[which % files.len()].1.clone();
        for (at, value) in changes {
            let tree = parse(&text).tree;
            if let Some(node) = pick(&tree, at, |node| node.is_value()) {
                let range = node.span().range();
                text.replace_range(range, value);
            }
        }
        compare(&text)?;
    }

    #[test]
    fn plans_with_other_fields_read_alike(which in 0..2usize, at in 0.0..1.0f64, value in value(), field in "(name|week|tue|note|run|weeks|every|level|at|use|by|x)") {
        let files = plans();
        let mut text = files[which % files.len()].1.clone();
        let tree = parse(&text).tree;
        if let Some(node) = pick(&tree, at, |node| node.kind() == gait_syntax::NodeKind::Field) {
            text.insert_str(node.span().start as usize, &format!("{field}: {value}, "));
        }
        compare(&text)?;
    }
}

/// `ron` cannot tell `( )` with a blank inside from `[]`; the formatter writes `()`. Only where a form may be both does
/// it matter: there we see fields and `ron` a list.
#[test]
fn empty_fields_may_hold_a_blank() {
    for text in ["(days: {\"a\": [( /* none */ )]})", "(sessions: {\"a\": Long( )})"] {
        let (problems, plan) = ours(text);
        assert_eq!(problems, [], "{text}");
        assert_eq!(plan, ron_options().from_str(text).ok(), "{text}");
    }
    let text = "(phases: [(week: ( ))])";
    assert_ne!(ours(text).1, ron_options().from_str(text).ok());
    assert_eq!(ours(text).1, ours("(phases: [(week: ())])").1);
}

#[test]
fn stricter_where_the_table_says_so() {
    let cases = [
        "(name: \"x\", nmae: \"y\")",
        "(sessions: {\"a\": Long(\"x\"), \"a\": Long(\"y\")})",
        "(sessions: {\"a\": Long(Walk(run: \"x\"))})",
        "(phases: [(week: Foo)])",
    ];
    for (case, (why, told)) in cases.iter().zip(STRICTER) {
        assert!(ron_options().from_str::<Plan>(case).is_ok(), "{why}: {case}");
        let (problems, _) = ours(case);
        assert!(problems.len() == 1 && told(&problems[0]), "{why}: {problems:?}");
    }
}
