//! Edits keep comments and layout, and do what was asked.

use gait_syntax::edit::{self, Edit};
use gait_syntax::{Node, NodeKind, Tree, parse};
use proptest::prelude::*;

use crate::common::plans;

fn applied(tree: &Tree, edits: Option<Vec<Edit>>) -> String {
    edit::apply(tree.text(), &edits.expect("the change makes sense")).expect("the edits fit")
}

/// The value of the field `f` of the document.
fn field_f(tree: &Tree) -> Node<'_> {
    tree.value().and_then(|value| value.field("f")).expect("there is a field `f`")
}

fn child(node: Node<'_>, index: usize) -> Node<'_> {
    node.children().nth(index).expect("there is such a child")
}

const LINES: &str = r#"(
    f: [ // opener
        // above a
        "a", // after a
        // above b
        "b",

        // apart

        "c", /* after c */
    ],
)"#;

#[test]
fn items_on_lines_are_inserted_on_lines() {
    let tree = parse(LINES).tree;
    let insert = |index| applied(&tree, edit::insert(field_f(&tree), index, "\"x\""));
    assert_eq!(insert(0), LINES.replace("        // above a\n", "        \"x\",\n        // above a\n"));
    assert_eq!(insert(1), LINES.replace("        // above b\n", "        \"x\",\n        // above b\n"));
    assert_eq!(insert(2), LINES.replace("        \"c\"", "        \"x\",\n        \"c\""));
    assert_eq!(insert(3), LINES.replace("/* after c */\n", "/* after c */\n        \"x\",\n"));
}

#[test]
fn a_removed_item_takes_its_own_comments() {
    let tree = parse(LINES).tree;
    let remove = |index| applied(&tree, edit::remove(child(field_f(&tree), index)));
    assert_eq!(remove(0), LINES.replace("        // above a\n        \"a\", // after a\n", ""));
    assert_eq!(remove(1), LINES.replace("        // above b\n        \"b\",\n", ""));
    assert_eq!(remove(2), LINES.replace("        \"c\", /* after c */\n", ""));
}

#[test]
fn a_moved_item_takes_its_own_comments() {
    let tree = parse(LINES).tree;
    let list = field_f(&tree);
    let moved = applied(&tree, edit::move_item(child(list, 0), list, 1));
    let expected = LINES
        .replace("        // above a\n        \"a\", // after a\n", "")
        .replace("        \"c\"", "        // above a\n        \"a\", // after a\n        \"c\"");
    assert_eq!(moved, expected);
    assert_eq!(edit::move_item(child(list, 1), list, 1), Some(Vec::new()));
}

#[test]
fn habits_of_commas_are_followed() {
    let cases: &[(&str, usize, &str)] = &[
        ("(f: [])", 0, "(f: [x])"),
        ("(f: [ ])", 0, "(f: [x])"),
        ("(f: [/* none */])", 0, "(f: [/* none */x])"),
        ("(f: [\n    // none\n])", 0, "(f: [\n    // none\n    x,\n])"),
        ("(f: [a])", 0, "(f: [x, a])"),
        ("(f: [a])", 1, "(f: [a, x])"),
        ("(f: [a,])", 1, "(f: [a, x,])"),
        ("(f: [ a ])", 9, "(f: [ a, x ])"),
        ("(f: [a /* c */])", 1, "(f: [a, /* c */ x])"),
        ("(f: [\n  a // c\n])", 1, "(f: [\n  a, // c\n  x\n])"),
        ("(f: [\n  a, // c\n])", 1, "(f: [\n  a, // c\n  x,\n])"),
        ("(f: [a, // c\n     b])", 2, "(f: [a, // c\n     b,\n     x])"),
        ("(f: [\n  a, b,\n  c, d,\n])", 1, "(f: [\n  a, x, b,\n  c, d,\n])"),
        ("(f: [\r\n  a,\r\n])", 1, "(f: [\r\n  a,\r\n  x,\r\n])"),
    ];
    for (text, index, expected) in cases {
        let tree = parse(text).tree;
        assert_eq!(applied(&tree, edit::insert(field_f(&tree), *index, "x")), *expected, "{text}");
    }
    let cases: &[(&str, usize, &str)] = &[
        ("(f: [a])", 0, "(f: [])"),
        ("(f: [\n  a, // c\n])", 0, "(f: [])"),
        ("(f: [ // keep\n  a,\n])", 0, "(f: [ // keep\n])"),
        ("(f: [a, b])", 0, "(f: [b])"),
        ("(f: [a, b])", 1, "(f: [a])"),
        ("(f: [a, b,])", 1, "(f: [a,])"),
        ("(f: [\n  a, // c\n  b\n])", 1, "(f: [\n  a // c\n])"),
        ("(f: [a, // c\n  b])", 1, "(f: [a // c\n  ])"),
        ("(f: [\"a\",\n     \"b\"])", 1, "(f: [\"a\"])"),
        ("(f: [a, /* b */ b, c])", 1, "(f: [a, c])"),
        ("(f: [a /* a */, b])", 0, "(f: [b])"),
    ];
    for (text, index, expected) in cases {
        let tree = parse(text).tree;
        assert_eq!(applied(&tree, edit::remove(child(field_f(&tree), *index))), *expected, "{text}");
    }
}

#[test]
fn values_and_names_are_replaced_in_place() {
    let text = "(f: Long(\"12 km\"), // note\n  g: {\"k\": 1})";
    let tree = parse(text).tree;
    let value = tree.value().expect("a value");
    assert_eq!(edit::replace(field_f(&tree), "Long(\"12 km\")"), []);
    let run = child(field_f(&tree), 0);
    assert_eq!(applied(&tree, Some(edit::replace(run, "\"14 km\""))), text.replace("12", "14"));
    assert_eq!(applied(&tree, edit::rename(field_f(&tree), "Easy")), text.replace("Long", "Easy"));
    assert_eq!(applied(&tree, edit::rename(child(value, 0), "h")), text.replace("f:", "h:"));
    let entry = child(value.field("g").expect("a map"), 0);
    assert_eq!(applied(&tree, edit::rename(entry, "a \"b\"")), text.replace("\"k\"", "\"a \\\"b\\\"\""));
    assert_eq!(edit::rename(entry, "k"), Some(Vec::new()));
    assert_eq!(edit::rename(run, "x"), None);
    assert_eq!(edit::insert(run, 0, "x"), None);
}

#[test]
fn a_field_is_set_where_it_belongs() {
    let order = ["name", "weeks", "week", "ramp"];
    let cases = [
        ("Phase(name: \"a\", ramp: {})", "weeks", "3", "Phase(name: \"a\", weeks: 3, ramp: {})"),
        ("Phase(name: \"a\")", "weeks", "3", "Phase(name: \"a\", weeks: 3)"),
        ("Phase(weeks: 2)", "name", "\"a\"", "Phase(name: \"a\", weeks: 2)"),
        ("Phase(weeks: 2)", "weeks", "3", "Phase(weeks: 3)"),
        ("Phase(weeks: 2)", "other", "3", "Phase(weeks: 2, other: 3)"),
        (
            "Phase(\n    name: \"a\",\n    ramp: {},\n)",
            "week",
            "(\n    mon: [],\n)",
            "Phase(\n    name: \"a\",\n    week: (\n        mon: [],\n    ),\n    ramp: {},\n)",
        ),
        ("Phase(weeks: , name: \"a\")", "weeks", "3", "Phase(weeks: 3, name: \"a\")"),
        ("Phase()", "weeks", "3", "Phase(weeks: 3)"),
    ];
    for (text, name, value, expected) in cases {
        let tree = parse(text).tree;
        let group = tree.value().expect("a struct");
        assert_eq!(applied(&tree, edit::set_field(group, name, value, &order)), expected, "{text}");
    }
}

#[test]
fn items_move_between_groups_with_their_lines() {
    let text = "(\n    f: [\n        // above\n        (\n            a: \"1\n2\", // in\n        ), // after\n    ],\n    g: [\"x\"],\n)";
    let tree = parse(text).tree;
    let item = child(field_f(&tree), 0);
    let target = tree.value().and_then(|value| value.field("g")).expect("a list");
    assert_eq!(
        applied(&tree, edit::move_item(item, target, 1)),
        "(\n    f: [],\n    g: [\"x\",\n        // above\n        (\n            a: \"1\n2\", // in\n        ) // after\n    ],\n)"
    );
    let inner = child(item, 0)
        .value()
        .and_then(|value| value.parent())
        .and_then(|field| field.parent())
        .expect("a struct");
    assert_eq!(edit::move_item(item, inner, 0), None);
}

/// The comments of a text, sorted.
fn comments(tree: &Tree) -> Vec<&str> {
    let mut comments: Vec<_> = tree.comments().map(|comment| tree.slice(comment.span)).collect();
    comments.sort_unstable();
    comments
}

/// The code of a stretch of text: its tokens without white space, comments and commas.
fn code(text: &str) -> Vec<String> {
    let tree = parse(text).tree;
    let code = tree.tokens().filter(|(kind, _)| !kind.is_trivia()).map(|(_, span)| tree.slice(span));
    code.filter(|token| *token != ",").map(str::to_owned).collect()
}

/// The code of a tree with the code of `item` left out, and that of `new` put in at an offset.
fn expected_code(tree: &Tree, item: Option<Node<'_>>, at: u32, new: &str) -> Vec<String> {
    let text = tree.text();
    let cut = item.map_or(at..at, |item| item.span().start..item.span().end);
    let mut put = Some(code(new));
    let mut all = Vec::new();
    for (kind, span) in tree.tokens() {
        if span.start >= at {
            all.extend(put.take().unwrap_or_default());
        }
        let token = &text[span.range()];
        if !kind.is_trivia() && token != "," && !cut.contains(&span.start) {
            all.push(token.to_owned());
        }
    }
    all.extend(put.unwrap_or_default());
    all
}

/// Where the item of an index begins; for the index after the last, where the group is closed.
fn place(group: Node<'_>, index: usize) -> u32 {
    let item = group.children().nth(index).map(|item| item.span().start);
    let closer = || group.brackets().and_then(|(_, closer)| closer).map_or(0, |closer| closer.start);
    item.unwrap_or_else(closer)
}

fn is_group(node: &Node<'_>) -> bool {
    matches!(node.kind(), NodeKind::Struct | NodeKind::Tuple | NodeKind::List | NodeKind::Map)
}

fn pick<'t>(nodes: impl Iterator<Item = Node<'t>>, at: f64) -> Option<Node<'t>> {
    let nodes: Vec<_> = nodes.collect();
    nodes.get((at * nodes.len() as f64) as usize).copied()
}

/// A new item for a group.
fn new_item(group: Node<'_>) -> &'static str {
    match group.kind() {
        NodeKind::Struct => "new: (\n    a: 1,\n)",
        NodeKind::Map => "\"new\": [\n    1,\n]",
        _ => "New",
    }
}

/// A list with all manner of spacing and comments.
fn list() -> impl Strategy<Value = String> {
    let gap = || {
        prop::sample::select(vec![
            "",
            " ",
            "\n  ",
            " /* c */ ",
            " // l\n",
            "\n  // o\n  ",
            "\n\n // p\n\n",
            " /* a */ // b\n  ",
        ])
    };
    let value =
        prop::sample::select(vec!["a", "\"b\"", "(c: 1)", "[\n    1, // n\n    2,\n]", "X(\n  // m\n  3)"]);
    let items = prop::collection::vec((gap(), value, gap(), gap()), 0..4);
    (items, gap(), gap(), prop::bool::ANY).prop_map(|(items, open, end, comma)| {
        let mut text = format!("({open}f: [");
        for (i, (before, value, after, last)) in items.iter().enumerate() {
            let comma = if comma || i + 1 < items.len() { "," } else { "" };
            text += &format!("{before}{value}{after}{comma}{last}");
        }
        text + end + "], g: {\"z\": 0})"
    })
}

fn check_edits(text: &str, (which, at, to): (f64, f64, f64)) -> Result<(), TestCaseError> {
    let tree = parse(text).tree;
    let before = comments(&tree);
    let Some(group) = pick(tree.nodes().filter(is_group), which) else { return Ok(()) };
    let count = group.children().count();
    let index = (at * (count + 1) as f64) as usize;

    let inserted = applied(&tree, edit::insert(group, index, new_item(group)));
    let new = parse(&inserted);
    prop_assert_eq!(&new.problems, &[], "insert {} into {:?}\n{}\n{}", index, group, text, inserted);
    prop_assert_eq!(comments(&new.tree), before.clone(), "insert {}\n{}\n{}", index, text, inserted);
    prop_assert_eq!(code(&inserted), expected_code(&tree, None, place(group, index), new_item(group)));

    let Some(item) = group.children().nth(index) else { return Ok(()) };
    let removed = applied(&tree, edit::remove(item));
    let new = parse(&removed);
    prop_assert_eq!(&new.problems, &[], "remove {}\n{}\n{}", index, text, removed);
    prop_assert_eq!(code(&removed), expected_code(&tree, Some(item), 0, ""));
    let previous = index.checked_sub(1).and_then(|index| group.children().nth(index));
    let from = previous.map_or(group.span().start, |node| node.span().end);
    let until = place(group, index + 1);
    let far = tree.comments().filter(|comment| comment.span.end <= from || comment.span.start >= until);
    let left = comments(&new.tree);
    for comment in far.map(|comment| tree.slice(comment.span)) {
        let count = |comments: &[&str]| comments.iter().filter(|other| **other == comment).count();
        let near = tree.comments().filter(|other| tree.slice(other.span) == comment).count() - count(&left);
        let around = tree.comments().filter(|other| {
            tree.slice(other.span) == comment && other.span.end > from && other.span.start < until
        });
        prop_assert!(near <= around.count(), "remove {}\n{}\n{}", index, text, removed);
    }

    let outside = |target: &Node<'_>| {
        is_group(target) && *target != item && target.ancestors().all(|outer| outer != item)
    };
    for target in pick(tree.nodes().filter(outside), to).into_iter().chain([group]) {
        let own = target == group;
        let slots = target.children().count() - usize::from(own);
        let slot = (to * (slots + 1) as f64) as usize;
        let Some(edits) = edit::move_item(item, target, slot) else { continue };
        let moved = edit::apply(text, &edits).expect("the edits fit");
        let new = parse(&moved);
        let at = place(target, if own && slot >= index { slot + 1 } else { slot });
        prop_assert_eq!(
            comments(&new.tree),
            before.clone(),
            "move {} to {} in {:?}\n{}\n{}",
            index,
            slot,
            target,
            text,
            moved
        );
        prop_assert_eq!(
            code(&moved),
            expected_code(&tree, Some(item), at, item.text()),
            "move {} to {} in {:?}\n{}\n{}",
            index,
            slot,
            target,
            text,
            moved
        );
        // A field in a list is no good plan, whoever moves it there.
        if own {
            prop_assert_eq!(&new.problems, &[], "move {} to {}\n{}\n{}", index, slot, text, moved);
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn edits_of_odd_lists_keep_comments(text in list(), places in (0.0..1.0f64, 0.0..1.0f64, 0.0..1.0f64), windows in prop::bool::ANY) {
        let text = if windows { text.replace('\n', "\r\n") } else { text };
        check_edits(&text, places)?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 250, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn edits_of_plans_keep_comments(which in 0..2usize, places in (0.0..1.0f64, 0.0..1.0f64, 0.0..1.0f64)) {
        let files = plans();
        check_edits(&files[which % files.len()].1, places)?;
    }

    #[test]
    fn an_inserted_item_is_removed_without_a_trace(which in 0..2usize, group in 0.0..1.0f64, at in 0.0..1.0f64) {
        let files = plans();
        let text = &files[which % files.len()].1;
        let tree = parse(text).tree;
        let Some(group) = pick(tree.nodes().filter(is_group), group) else { return Ok(()) };
        let index = (at * (group.children().count() + 1) as f64) as usize;
        let inserted = applied(&tree, edit::insert(group, index, new_item(group)));
        let new = parse(&inserted).tree;
        let item = new.node(group.id()).children().nth(index).expect("the item is there");
        prop_assert_eq!(&applied(&new, edit::remove(item)), text, "{}", inserted);
    }
}
