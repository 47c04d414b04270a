//! One token less must not cost more than itself: how much of a plan is still understood, and how often that is said.

use std::collections::HashMap;

use gait_syntax::{Node, NodeKind, Span, TokenKind, Tree, parse};

use crate::common::{big_plan, check_tree, corpus};

/// A field or entry by where its name begins, with the names of those around it.
fn named_places(tree: &Tree) -> HashMap<u32, Vec<String>> {
    let holds = |node: &Node<'_>| matches!(node.kind(), NodeKind::Field | NodeKind::Entry);
    let chain = |node: Node<'_>| {
        let outer = node.ancestors().filter(holds).map(name_of);
        std::iter::once(name_of(node)).chain(outer).collect()
    };
    tree.nodes().filter(holds).map(|node| (node.span().start, chain(node))).collect()
}

fn name_of(node: Node<'_>) -> String {
    let key = || node.key().map(|key| key.text().to_owned()).unwrap_or_default();
    node.name().map_or_else(key, |(name, _)| name.to_owned())
}

/// What changing single tokens costs.
#[derive(Default)]
struct Cost {
    changes: usize,
    fields: usize,
    /// Fields and entries that are still there under their name.
    kept: usize,
    /// Those that are also still inside the same fields.
    in_place: usize,
    problems: usize,
}

impl Cost {
    fn share(&self, part: usize) -> f64 {
        100.0 * part as f64 / self.fields as f64
    }

    /// Says what it is and checks it against the least share of fields kept and the most problems for each change.
    #[expect(clippy::print_stdout)] // the numbers are what the test is for
    fn check(&self, what: &str, least_kept: f64, most_problems: f64) {
        let (kept, in_place) = (self.share(self.kept), self.share(self.in_place));
        let each = self.problems as f64 / self.changes as f64;
        let changes = self.changes;
        println!(
            "{what}, {changes} times: {kept:.2} % of fields kept, {in_place:.2} % in place, {each:.2} problems"
        );
        assert!(in_place >= least_kept, "{what}: {in_place:.2} % of fields kept in place");
        assert!(each <= most_problems, "{what}: {each:.2} problems each");
    }
}

/// Puts `instead` before every `step`th token, or takes the token away if it is empty.
fn change_tokens(text: &str, instead: &str, step: usize) -> Cost {
    let tree = parse(text).tree;
    let places = named_places(&tree);
    let mut cost = Cost::default();
    let code = tree.tokens().filter(|(kind, _)| !kind.is_trivia());
    for (_, token) in code.skip(step / 2).step_by(step) {
        let span = if instead.is_empty() { token } else { Span::empty(token.start) };
        let changed = format!("{}{instead}{}", &text[..span.start as usize], &text[span.end as usize..]);
        let broken = parse(&changed);
        check_tree(&changed, &broken.tree);
        let left = named_places(&broken.tree);
        for (start, chain) in places.iter().filter(|(start, _)| !(span.start..span.end).contains(start)) {
            let after = *start >= span.start;
            let now = left.get(&if after { start + instead.len() as u32 - span.len() } else { *start });
            cost.fields += 1;
            cost.kept += usize::from(now.is_some_and(|now| now.first() == chain.first()));
            cost.in_place += usize::from(now == Some(chain));
        }
        cost.changes += 1;
        cost.problems += broken.problems.len();
    }
    cost
}

#[test]
fn a_deleted_token_costs_little() {
    let text = big_plan(26_000);
    assert_eq!(parse(&text).problems, []);
    let cost = change_tokens(&text, "", 11);
    assert!(cost.changes >= 300);
    cost.check("a token deleted", 99.6, 1.35);
}

#[test]
fn an_inserted_token_costs_little() {
    let text = big_plan(26_000);
    for token in ["(", ")", "[", "]", "{", "}", ", ", ": ", "x ", "1 ", "\"", "\"x\" ", "@", "= "] {
        change_tokens(&text, token, 97).check(&format!("`{token}` inserted"), 99.3, 2.5);
    }
}

#[test]
fn every_prefix_is_lossless() {
    for (name, text) in corpus("valid") {
        for (end, _) in text.char_indices() {
            let tree = parse(&text[..end]).tree;
            assert_eq!(tree.text().len(), end, "{name}");
            check_tree(&text[..end], &tree);
        }
    }
}

#[test]
fn deep_groups_do_not_overflow() {
    for opener in ["(", "[", "{", "Some(", "(a: ", "{1: "] {
        let text = opener.repeat(100_000);
        let parse = parse(&text);
        assert!(parse.problems.iter().any(|problem| problem.message.contains("128")), "{opener}");
        assert_eq!(parse.tree.tokens().last().map(|(_, span)| span.end as usize), Some(text.len()));
    }
    let fine = format!("{}{}", "[".repeat(128), "]".repeat(128));
    assert_eq!(parse(&fine).problems, []);
    let broken: Vec<_> = parse(&format!("[{fine}]")).problems;
    assert_eq!(broken.len(), 1, "{broken:?}");
}

/// Texts made to be slow. In an unoptimised build a linear parser takes a fraction of a second for each, a quadratic
/// one minutes.
#[test]
fn hostile_texts_take_linear_time() {
    const SIZE: usize = 300_000;
    let repeated = |unit: &str| unit.repeat(SIZE / unit.len());
    let mut texts: Vec<String> = [
        "]", "[,", "a:", "\"", "\"\\", "(a:1,", "(1,1)]", "/*", "'", "r#", "1.", "{\"a\":", "\n)", "a(",
        "\"\n)",
    ]
    .map(repeated)
    .into();
    texts.push(format!("({})]", repeated("1,")));
    texts.push(format!("[{}", repeated("(a:[1],b:2),")));
    texts.push(format!("[{}", repeated("\n(a:\n[1),\n")));
    texts.push(format!("{}]", repeated("(1,")));
    texts.push(format!("(a: \"{}", repeated("\\u{e9}")));
    texts.push(format!("{}{}", repeated(" "), repeated("[")));
    for text in texts {
        let start = std::time::Instant::now();
        let parse = parse(&text);
        let tree = &parse.tree;
        assert_eq!(tree.tokens().last().map(|(_, span)| span.end as usize), Some(text.len()));
        let problems = parse.problems.len();
        assert!((1..=1001).contains(&problems), "{problems} problems in {:?}…", text.get(..20));
        let taken = start.elapsed();
        assert!(taken.as_secs() < 20, "{taken:?} for {:?}…", text.get(..20));
    }
}

#[test]
fn text_without_an_end_stops_before_fields() {
    let text = "(\n  name: \"Half in May),\n  weeks: 10,\n  note: \"a\nb\",\n)";
    let tree = parse(text).tree;
    let names: Vec<_> =
        tree.value().into_iter().flat_map(Node::fields).filter_map(Node::name).map(|name| name.0).collect();
    assert_eq!(names, ["name", "weeks", "note"]);
    let open = tree.tokens().find(|(kind, _)| *kind == TokenKind::Bad).map(|(_, span)| tree.slice(span));
    assert_eq!(open, Some("\"Half in May"));
}
