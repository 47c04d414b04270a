//! The questions one asks a tree.

use gait_syntax::{NodeKind, Span, TokenKind, nearest, offset_in_literal, parse};

const TEXT: &str = "// head\nPlan(\n    name: \"x\", // trailing\n    week: (tue: [\"a\", Some(1)]), /* b */ r#g-h: {\"k\": Foo},\n)\n";

#[test]
fn nodes_are_found_by_name_and_place() {
    let tree = parse(TEXT).tree;
    let plan = tree.value().expect("a value");
    assert_eq!((plan.kind(), plan.name().map(|name| name.0)), (NodeKind::Struct, Some("Plan")));
    let names: Vec<_> = plan.fields().filter_map(|field| field.name()).map(|(name, _)| name).collect();
    assert_eq!(names, ["name", "week", "g-h"]);
    assert_eq!(plan.field("name").and_then(|name| name.str_value()).as_deref(), Some("x"));
    let day = plan.field("week").and_then(|week| week.field("tue")).expect("a day");
    let elements: Vec<_> = day.elements().map(|element| (element.kind(), element.text())).collect();
    assert_eq!(elements, [(NodeKind::String, "\"a\""), (NodeKind::Tuple, "Some(1)")]);
    let map = plan.field("g-h").expect("a map");
    assert_eq!(map.entry("k").map(|value| value.kind()), Some(NodeKind::Ident));
    assert_eq!(map.entry("z"), None);
    let (open, close) = day.brackets().expect("brackets");
    assert_eq!((tree.slice(open), close.map(|close| tree.slice(close))), ("[", Some("]")));

    let at = |needle: &str| u32::try_from(TEXT.find(needle).expect("it is there")).expect("a short text");
    assert_eq!(tree.node_at(at("\"a\"") + 1), day.elements().next().expect("an element"));
    assert_eq!(tree.node_at(at("Some") + 5).text(), "1");
    assert_eq!(tree.node_at(at("// head")).kind(), NodeKind::Document);
    assert_eq!(tree.covering(Span::new(at("\"a\""), at("Some") + 2)), day);
    assert_eq!(tree.node(day.id()), day);
    let outside: Vec<_> = day.ancestors().map(|node| node.kind()).collect();
    assert_eq!(
        outside,
        [NodeKind::Field, NodeKind::Struct, NodeKind::Field, NodeKind::Struct, NodeKind::Document]
    );
}

#[test]
fn comments_know_whether_code_stands_before_them() {
    let tree = parse(TEXT).tree;
    let comments: Vec<_> =
        tree.comments().map(|comment| (tree.slice(comment.span), comment.trailing)).collect();
    assert_eq!(comments, [("// head", false), ("// trailing", true), ("/* b */", true)]);
    let tree = parse("/* a */ 1 /* b\n */ // c\n // d\r\n").tree;
    let comments: Vec<_> =
        tree.comments().map(|comment| (tree.slice(comment.span), comment.trailing)).collect();
    assert_eq!(comments, [("/* a */", false), ("/* b\n */", true), ("// c", false), ("// d", false)]);
}

#[test]
fn a_byte_order_mark_is_a_token() {
    let parse = parse("\u{feff}(a: 1)");
    assert_eq!(parse.problems, []);
    assert!(parse.tree.has_bom());
    assert_eq!(parse.tree.tokens().next(), Some((TokenKind::Bom, Span::new(0, 3))));
    assert_eq!(parse.tree.value().map(|value| value.span()), Some(Span::new(3, 9)));
}

#[test]
fn missing_values_are_empty_places() {
    let tree = parse("(tue: [ , \"x\"], wed: , thu: )").tree;
    let day = tree.value().expect("a struct");
    let places: Vec<_> =
        day.fields().filter_map(|field| field.value()).map(|value| (value.kind(), value.span())).collect();
    let empty = |at| (NodeKind::Error, Span::empty(at));
    assert_eq!(places, [(NodeKind::List, Span::new(6, 14)), empty(20), empty(27)]);
    assert!(day.is_broken() && !day.field("tue").is_some_and(|tue| tue.is_broken()));
}

#[test]
fn offsets_in_values_lead_back_to_the_text() {
    let cases: &[(&str, &[usize])] = &[
        ("\"abc\"", &[1, 2, 3, 4, 4]),
        (r#""a\nb""#, &[1, 2, 4, 5]),
        (r#""\u{e9}x""#, &[1, 1, 7, 8]),
        (r#""\xC3\xA9x""#, &[1, 1, 9, 10]),
        ("\"a\\\n   b\"", &[1, 7, 8]),
        (r##"r#"a\b"#"##, &[3, 4, 5, 6, 6]),
        ("\"é\"", &[1, 2, 3]),
        ("\"\"", &[1, 1]),
    ];
    for (literal, places) in cases {
        let found: Vec<_> = (0..places.len()).map(|offset| offset_in_literal(literal, offset)).collect();
        assert_eq!(found, *places, "{literal}");
        let tree = parse(literal).tree;
        let value = tree.value().and_then(|value| value.str_value()).expect("text");
        // What a character of the value leads to is where that character is written.
        for (offset, c) in value.char_indices() {
            let rest = &literal[offset_in_literal(literal, offset)..];
            assert!(rest.starts_with(c) || rest.starts_with('\\'), "{literal} at {offset}");
        }
    }
}

#[test]
fn slips_are_told_from_other_words() {
    let known = ["week", "weeks", "ramp", "deload", "volume", "back-squat", "front-squat"];
    let near = |name| nearest(name, known.into_iter());
    assert_eq!(near("wek"), Some("week"));
    assert_eq!(near("Weeks"), Some("weeks"));
    assert_eq!(near("rmap"), Some("ramp"));
    assert_eq!(near("delaod"), Some("deload"));
    assert_eq!(near("back_sqaut"), Some("back-squat"));
    assert_eq!(near("note"), None);
    assert_eq!(near("x"), None);
    assert_eq!(near(""), None);
}

#[test]
fn of_a_conflict_the_first_version_is_read() {
    let text =
        "(\r\n<<<<<<< HEAD\r\na: 1,\r\n||||||| base\r\n(\r\n=======\r\na: 2,\r\n>>>>>>> other\r\nb: 3)";
    let parse = parse(text);
    let names: Vec<_> =
        parse.tree.value().expect("a struct").fields().filter_map(|field| Some(field.name()?.0)).collect();
    assert_eq!(names, ["a", "b"]);
    assert_eq!(parse.problems.len(), 1);
    let conflict: Vec<&str> = parse
        .tree
        .tokens()
        .filter(|(kind, _)| *kind == TokenKind::Conflict)
        .map(|(_, span)| parse.tree.slice(span))
        .collect();
    let theirs = "||||||| base\r\n(\r\n=======\r\na: 2,\r\n>>>>>>> other";
    assert_eq!(conflict, ["<<<<<<< HEAD", theirs]);
    assert_eq!(gait_syntax::format(&parse.tree, &gait_syntax::Style::default()), []);
    // Marks that nothing ends are no conflict, and are looked for once.
    let endless = "<<<<<<< a\n".repeat(10_000);
    assert!(gait_syntax::parse(&endless).tree.tokens().all(|(kind, _)| kind != TokenKind::Conflict));
}
