//! Our parser and `ron` accept the same texts.

use gait_syntax::{edit, parse, read};
use proptest::prelude::*;

use crate::common::{big_plan, check_tree, corpus, ron_options};
use crate::types::Plan;

/// Where the two differ on purpose: what it is, a text that shows it, and whether `ron` accepts that.
const DIFFERENCES: &[(&str, &str, bool)] = &[
    ("a byte order mark is skipped: editors on Windows write one", "\u{feff}1", false),
    ("`Some` stands for itself, as the name of a variant may", "Some", false),
    ("`Some` does not reach over white space for its value, which `ron` reads as `Some(1)`", "Some 1", true),
];

/// Texts on which `ron` stops at its own limit of 64 groups, half of ours, are not compared.
const DEPTH: usize = 30;

fn ron_accepts(text: &str) -> Result<(), String> {
    ron_options().from_str::<ron::Value>(text).map(|_| ()).map_err(|error| error.to_string())
}

#[test]
fn snippets_are_accepted_alike() {
    let mut wrong = Vec::new();
    let snippets = include_str!("../../../../tests/syntax/snippets.txt");
    for snippet in snippets.split("\n---\n") {
        let snippet = snippet.trim_end_matches('\n').replace("␍", "\r");
        let parse = parse(&snippet);
        check_tree(&snippet, &parse.tree);
        let ron = ron_accepts(&snippet);
        if ron.is_ok() != parse.problems.is_empty() {
            wrong.push(format!("{snippet:?}\n  ron: {ron:?}\n  we: {:?}", parse.problems));
        }
    }
    assert!(wrong.is_empty(), "{} differ\n{}", wrong.len(), wrong.join("\n"));
}

/// Not compared: `ron` reads them if anything in the workspace asks it for integers of 128 bits, as the desktop editor's
/// window does.
#[test]
fn integers_of_more_than_64_bits_are_refused() {
    for text in ["1i128", "0xFFFFFFFFFFFFFFFFF"] {
        assert_eq!(parse(text).problems.len(), 1, "{text}");
    }
}

#[test]
fn valid_files_have_no_problems() {
    for (name, text) in corpus("valid") {
        let parse = parse(&text);
        check_tree(&text, &parse.tree);
        assert_eq!(parse.problems, [], "{name}");
        assert_eq!(ron_accepts(&text), Ok(()), "{name}");
    }
}

#[test]
fn the_known_differences_are_real() {
    for (why, text, ron) in DIFFERENCES {
        assert_eq!(ron_accepts(text).is_ok(), *ron, "{why}");
        assert_eq!(parse(text).problems.is_empty(), !*ron, "{why}");
    }
}

#[test]
fn nesting_is_allowed_twice_as_deep_as_in_ron() {
    let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    assert_eq!([64, 65].map(|depth| ron_accepts(&nested(depth)).is_ok()), [true, false]);
    assert_eq!([128, 129].map(|depth| parse(&nested(depth)).problems.is_empty()), [true, false]);
}

/// Whether the two must agree on a text.
fn comparable(text: &str) -> bool {
    let openers = text.matches(['(', '[', '{']).count();
    openers < DEPTH && !text.contains("Some") && !text.starts_with('\u{feff}')
}

fn agree(text: &str) -> Result<(), TestCaseError> {
    let parse = parse(text);
    check_tree(text, &parse.tree);
    if comparable(text) {
        let ron = ron_accepts(text);
        prop_assert_eq!(
            ron.is_ok(),
            parse.problems.is_empty(),
            "{:?}\nron {:?}\nwe {:?}",
            text,
            ron,
            parse.problems
        );
    }
    Ok(())
}

/// One token, good or bad, or white space.
fn token() -> impl Strategy<Value = String> {
    let fixed = prop::sample::select(vec![
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        ",",
        ":",
        "..",
        "..=",
        "#",
        "!",
        "=",
        ";",
        "-",
        "+",
        ".",
        "/",
        "\\",
        "'",
        "\"",
        " ",
        "\n",
        "\r\n",
        "\t",
        "\u{85}",
        "\u{2028}",
        "\u{a0}",
        "// c\n",
        "/* c */",
        "/*",
        "*/",
        "a",
        "b",
        "r",
        "br",
        "r#",
        "Foo",
        "true",
        "false",
        "None",
        "inf",
        "NaN",
        "inff32",
        "é",
        "·",
        "r#a-b",
        "1",
        "0",
        "1.5",
        "-2",
        "1e5",
        "0x1F",
        "1_0",
        "300u8",
        "b'a'",
        "b\"x\"",
        "br#\"x\"#",
        "'a'",
        "'\\''",
        "\"a\"",
        "\"\\n\"",
        "\"\\q\"",
        "r\"a\"",
        "r#\"a\"b\"#",
        "1..2",
        "..=3",
        "()",
        "a: ",
        "\"k\": ",
        "#![enable(implicit_some)]",
        "#![type = \"x\"]",
    ]);
    fixed.prop_map(str::to_owned)
}

/// A value, written with odd spacing.
fn value() -> impl Strategy<Value = String> {
    let leaf = prop::sample::select(vec![
        "1",
        "-1.5",
        "\"text\"",
        "r#\"raw \"x\"\"#",
        "true",
        "None",
        "Foo",
        "'c'",
        "b\"y\"",
        "b'z'",
        "1..=2",
        "inf",
        "()",
        "0x1F",
        "\"multi\nline\"",
        "\"con\\\n   tinued\"",
        "\"\\u{1F3C3}\"",
        "1_000u32",
        ".5",
        "r#raw-name",
    ]);
    let gap = || prop::sample::select(vec!["", " ", "\n  ", " /* c */ ", " // c\n"]);
    leaf.prop_map(str::to_owned).prop_recursive(4, 24, 4, move |inner| {
        let items = || prop::collection::vec((gap(), inner.clone(), gap()), 0..4);
        let joined = |items: Vec<(&str, String, &str)>, name: Option<&str>| {
            let item = |(i, (before, value, after)): (usize, &(&str, String, &str))| match name {
                Some("") => format!("{before}\"k{i}\"{after}:{before}{value}{after}"),
                Some(name) => format!("{before}{name}{i}{after}:{after}{value}{before}"),
                None => format!("{before}{value}{after}"),
            };
            items.iter().enumerate().map(item).collect::<Vec<_>>().join(",")
        };
        let comma = || prop::bool::ANY.prop_map(|comma| if comma { "," } else { "" });
        let closed = |open: &str, body: String, comma: &str, close: &str| {
            let comma = if body.is_empty() { "" } else { comma };
            format!("{open}{body}{comma}{close}")
        };
        let name = prop::sample::select(vec!["", "Foo", "Foo ", "r#a-b", "é"]);
        prop_oneof![
            (items(), comma()).prop_map(move |(items, comma)| closed("[", joined(items, None), comma, "]")),
            (items(), comma()).prop_map(move |(items, comma)| closed(
                "{",
                joined(items, Some("")),
                comma,
                "}"
            )),
            (name.clone(), items(), comma()).prop_map(move |(name, items, comma)| closed(
                &format!("{name}("),
                joined(items, None),
                comma,
                ")"
            )),
            (name, items(), comma()).prop_map(move |(name, items, comma)| closed(
                &format!("{name}("),
                joined(items, Some("f")),
                comma,
                ")"
            )),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn token_soup_is_accepted_alike(tokens in prop::collection::vec(token(), 0..10)) {
        agree(&tokens.concat())?;
    }

    #[test]
    fn numbers_are_accepted_alike(text in "[-+]?[0-9a-fxo._eEiun+-]{1,8}(f32|f64|u8|i64|)") {
        agree(&text)?;
        agree(&format!("[{text},{text}]"))?;
    }

    #[test]
    fn escapes_are_accepted_alike(body in r#"(\\(x[0-9a-f]{2}|u\{[0-9a-f]{0,7}\}|[nrt0'"\\qbu]|\r?\n *)|[a-zé"'\n]){0,5}"#) {
        agree(&format!("\"{body}\""))?;
        agree(&format!("b\"{body}\""))?;
        agree(&format!("'{body}'"))?;
        agree(&format!("b'{body}'"))?;
        agree(&format!("r#\"{body}\"#"))?;
    }

    #[test]
    fn good_documents_are_accepted(text in value()) {
        let problems = parse(&text).problems;
        prop_assert!(problems.is_empty(), "{:?}\n{:?}", text, problems);
        agree(&text)?;
    }

    #[test]
    fn damaged_documents_are_accepted_alike(text in value(), at in 0.0..1.0f64, cut in 0..3usize, put in token()) {
        let at = (0..=text.len()).filter(|at| text.is_char_boundary(*at)).nth((at * text.chars().count() as f64) as usize);
        let at = at.unwrap_or(0);
        let rest = text[at..].chars().skip(cut).collect::<String>();
        agree(&format!("{}{put}{rest}", &text[..at]))?;
    }

    #[test]
    fn any_text_is_kept(text in any::<String>()) {
        agree(&text)?;
    }
}

/// A text with stretches of it replaced by something else.
fn damaged(mut text: String, changes: Vec<(f64, usize, String)>) -> String {
    for (at, cut, put) in changes {
        let mut at = (at * text.len() as f64) as usize;
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        let end = text[at..].char_indices().nth(cut).map_or(text.len(), |(len, _)| at + len);
        text.replace_range(at..end, &put);
    }
    text
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn damaged_plans_are_kept(changes in prop::collection::vec((0.0..1.0f64, 0..40usize, token()), 1..12)) {
        let text = damaged(big_plan(6_000), changes);
        agree(&text)?;
        let tree = parse(&text).tree;
        let problems = read::<Plan>(&tree).problems;
        prop_assert!(problems.iter().all(|problem| text.get(problem.span.range()).is_some()));
    }

    #[test]
    fn edits_of_damaged_plans_fit(changes in prop::collection::vec((0.0..1.0f64, 0..40usize, token()), 1..6), places in (0.0..1.0f64, 0.0..1.0f64)) {
        let text = damaged(big_plan(3_000), changes);
        let tree = parse(&text).tree;
        let nodes: Vec<_> = tree.nodes().collect();
        let [one, other] = [places.0, places.1].map(|at| nodes[(at * nodes.len() as f64) as usize]);
        let index = other.children().count() / 2;
        let all = [
            edit::insert(other, index, "x: 1"),
            edit::set_field(other, "weeks", "3", &["name", "weeks"]),
            edit::remove(one),
            edit::rename(one, "x"),
            edit::move_item(one, other, index),
            Some(edit::replace(one, "1")),
        ];
        for edits in all.into_iter().flatten() {
            let changed = edit::apply(&text, &edits);
            prop_assert!(changed.is_ok(), "{:?} {:?} {:?}", edits, one, other);
        }
    }
}
