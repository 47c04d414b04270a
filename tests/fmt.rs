//! The formatter: what it makes of texts, that it changes no meaning, and that it stops.

use gait_core::{format, format_range, formatted};
use gait_model::{lower, raw};
use gait_syntax::edit::apply;
use gait_syntax::{Span, Spanned, TokenKind, WIDTH, parse, read};
use proptest::prelude::*;
use proptest::sample::{Index, select};
use suite::approved::assert_approved;
use suite::command::{Folder, transcript, utf8};
use suite::sketch::{config, sketch};
use suite::{blessing, files, plans, repo};

use crate::properties::{spoil, spoilt};

/// A text after formatting, which is found to change no meaning and nothing the second time.
fn format_checked(text: &str) -> String {
    let edits = format(text);
    let sorted = edits.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start);
    assert!(sorted, "edits are sorted and apart: {edits:?}\n{text}");
    let after = apply(text, &edits).expect("the edits fit");
    assert_eq!(comments(text), comments(&after), "comments and their neighbours\n{text}\n=>\n{after}");
    assert!(meaning(text) == meaning(&after), "the plan\n{text}\n=>\n{after}");
    let again = formatted(&after);
    assert!(!again.changed, "settled at once\n{text}\n=>\n{after}\n=>\n{}", again.text);
    after
}

/// The comments in order, each with the code before and after it.
fn comments(text: &str) -> Vec<(String, String, String)> {
    let tree = parse(text).tree;
    let code = |kind: TokenKind| !kind.is_trivia() && kind != TokenKind::Comma;
    let tokens: Vec<(TokenKind, Span)> = tree.tokens().collect();
    let text = |found: Option<&(TokenKind, Span)>| found.map_or("", |(_, span)| tree.slice(*span)).to_owned();
    let mut out = Vec::new();
    for (i, (kind, span)) in tokens.iter().enumerate().filter(|(_, (kind, _))| kind.is_comment()) {
        let before = tokens[..i].iter().rfind(|(kind, _)| code(*kind));
        let after = tokens[i..].iter().find(|(kind, _)| code(*kind));
        let own = tree.slice(*span);
        let own = if *kind == TokenKind::LineComment { own.trim_end() } else { own };
        out.push((text(before), own.to_owned(), text(after)));
    }
    out
}

/// What a plan says, without places.
fn meaning(text: &str) -> String {
    let tree = parse(text).tree;
    let read = read::<raw::Plan>(&tree);
    let Some((raw, node)) = read.value.zip(tree.value()) else { return String::new() };
    let mut lowered = lower(&Spanned::new(raw, node.span()), &tree);
    // What to add is laid out as the text is.
    lowered.problems.iter_mut().for_each(|problem| problem.instead = None);
    without_places(&format!("{lowered:?}"))
}

/// A text without spans and ranges of bytes.
fn without_places(debug: &str) -> String {
    let mut out = String::new();
    let mut parts = debug.split("Span { start: ");
    out.push_str(parts.next().unwrap_or_default());
    parts.for_each(|part| out.push_str(part.split_once('}').map_or("", |(_, rest)| rest)));
    let parts: Vec<&str> = out.split(", at: ").collect();
    let after = |part: &&str| part.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.').to_owned();
    parts.iter().map(after).collect()
}

/// The lines that are too wide, but for comments after code and long texts, which nothing can divide.
fn too_wide(text: &str) -> Vec<&str> {
    const LONG: u32 = 60;
    let tree = parse(text).tree;
    let long: Vec<usize> = tree
        .tokens()
        .filter(|(kind, span)| *kind == TokenKind::String && span.len() > LONG)
        .map(|(_, span)| text[..span.start as usize].matches('\n').count())
        .collect();
    let line_of = |at: u32| text[..at as usize].matches('\n').count();
    let wide = |line: &str| line.chars().count() > WIDTH as usize;
    let code_ends = |number: usize| {
        let last =
            tree.tokens().filter(|(kind, span)| !kind.is_trivia() && line_of(span.end) == number).last();
        let start = text.split_inclusive('\n').take(number).map(str::len).sum::<usize>();
        last.map_or(0, |(_, span)| text[start..span.end as usize].chars().count())
    };
    let lines = text
        .lines()
        .enumerate()
        .filter(|(number, line)| wide(line) && !long.contains(number) && code_ends(*number) > WIDTH as usize);
    lines.map(|(_, line)| line).collect()
}

#[test]
fn fixtures_come_out_as_they_should() {
    let mut seen = 0;
    for (name, before) in files("tests/fmt", ".ron") {
        if name.ends_with(".after") {
            assert!(
                repo(&format!("tests/fmt/{}.ron", &name[..name.len() - 6])).exists(),
                "{name}: no text before"
            );
            continue;
        }
        seen += 1;
        let after = format_checked(&before);
        let path = repo(&format!("tests/fmt/{name}.after.ron"));
        if blessing() {
            std::fs::write(&path, &after).expect("a golden file can be written");
        }
        let expected = std::fs::read_to_string(&path).unwrap_or_default();
        assert_eq!(after, expected, "tests/fmt/{name}.ron; `just bless` rewrites what is expected");
        let crlf = format_checked(&before.replace('\n', "\r\n"));
        assert_eq!(crlf, after.replace('\n', "\r\n"), "{name} with the line ends of Windows");
        let bom = format_checked(&format!("\u{feff}{before}"));
        assert_eq!(bom, format!("\u{feff}{after}"), "{name} with a byte order mark");
    }
    assert!(seen >= 5, "the fixtures are found");
}

#[test]
fn worked_plans_are_formatted() {
    for (name, text) in plans() {
        assert_eq!(format_checked(&text), text, "{name}: run `gait fmt plans/`");
        assert_eq!(too_wide(&text), Vec::<&str>::new(), "{name}");
    }
}

#[test]
fn plans_that_lost_their_layout_get_one_that_fits() {
    for (name, text) in plans() {
        let tree = parse(&text).tree;
        let flat: String = tree
            .tokens()
            .map(|(kind, span)| match kind {
                TokenKind::Whitespace => " ".to_owned(),
                TokenKind::LineComment => format!("{}\n", tree.slice(span)),
                _ => tree.slice(span).to_owned(),
            })
            .collect();
        let after = format_checked(&flat);
        assert_eq!(too_wide(&after), Vec::<&str>::new(), "{name}\n{after}");
    }
}

#[test]
fn texts_that_are_no_plans_stay_what_they_are() {
    for (text, expected) in [
        ("", ""),
        ("  \n \n", ""),
        ("\u{feff}", "\u{feff}"),
        ("// only a comment  ", "// only a comment\n"),
        ("\n\n// a\n\n\n\n// b", "// a\n\n// b\n"),
        ("1", "1\n"),
        ("[ 1,2 ,]", "[1, 2]\n"),
        ("[\n]", "[]\n"),
        ("[\n1]", "[\n    1,\n]\n"),
        ("()x", "()x"),
        ("{1:2,}", "{ 1: 2 }\n"),
        ("Some ( ( 1 , 2 ) )", "Some((1, 2))\n"),
        ("/* a\n  b */ 1 /* c */", "/* a\n  b */ 1 /* c */\n"),
    ] {
        assert_eq!(formatted(text).text, expected, "{text:?}");
    }
    for (name, text) in files("tests/syntax/valid", ".ron") {
        let after = formatted(&text).text;
        assert!(!formatted(&after).changed, "{name}\n{after}");
    }
}

#[test]
fn a_range_formats_the_items_it_touches() {
    let text = "Plan(\n  format: 1,\n  name:    \"x\",\n  goals: [ ],\n)\n";
    let at = |needle: &str| u32::try_from(text.find(needle).expect("is there")).expect("small");
    let edits = format_range(text, Span::empty(at("\"x\"")));
    let after = apply(text, &edits).expect("the edits fit");
    assert_eq!(after, "Plan(\n  format: 1,\n    name: \"x\",\n  goals: [ ],\n)\n");
    let edits = format_range(text, Span::new(at("format"), at("name")));
    let after = apply(text, &edits).expect("the edits fit");
    assert_eq!(after, "Plan(\n    format: 1,\n    name: \"x\",\n  goals: [ ],\n)\n");
    assert_eq!(format_range(text, Span::new(0, 60)), format(text));
}

#[test]
fn every_prefix_of_a_plan_is_left_whole() {
    for name in ["spring-half", "half-in-may"] {
        let (_, text) = plans().into_iter().find(|(n, _)| n == name).expect("a worked plan");
        for end in (0..text.len()).step_by(17).filter(|end| text.is_char_boundary(*end)) {
            format_checked(&text[..end]);
        }
    }
}

#[test]
fn deep_and_wide_texts_are_no_trouble() {
    let deep = format!("{}{}", "(a: [".repeat(60), "])".repeat(60));
    format_checked(&deep);
    format_checked(&"(".repeat(100_000));
    format_checked(&format!("[{}]", "\"easy\", ".repeat(20_000)));
    format_checked(&format!("[{}]", "// x\n1,\n".repeat(5_000)));
}

/// What is put between two tokens.
const GAPS: [&str; 14] = [
    "",
    "",
    " ",
    " ",
    " ",
    "   ",
    "\n",
    "\n        ",
    "\n\n\n",
    "\t",
    " // note\n",
    "\n// own line\n",
    " /* block */ ",
    "\n /* two\nlines */",
];

/// A text with other space and more comments between its tokens, and commas at the ends of lists gone or come.
fn disturbed(text: &str, gaps: &[(u16, &'static str)], commas: bool) -> String {
    let tree = parse(text).tree;
    let tokens: Vec<(TokenKind, &str)> = tree.tokens().map(|(kind, span)| (kind, tree.slice(span))).collect();
    let mut out = String::new();
    let mut gaps = gaps.iter().cycle();
    let mut left = 0;
    for (i, (kind, token)) in tokens.iter().enumerate() {
        let closer = |t: &&(TokenKind, &str)| matches!(t.1, ")" | "]" | "}");
        let next = tokens[i + 1..].iter().find(|(kind, _)| !kind.is_trivia());
        let last_comma = *kind == TokenKind::Comma && next.as_ref().is_some_and(closer);
        if commas && last_comma {
            continue;
        }
        out.push_str(token);
        if *kind == TokenKind::Whitespace || *kind == TokenKind::LineComment {
            continue;
        }
        if left > 0 {
            left -= 1;
        } else if let Some((skip, gap)) = gaps.next() {
            out.push_str(gap);
            left = *skip;
        }
    }
    out
}

fn gaps() -> impl Strategy<Value = Vec<(u16, &'static str)>> {
    prop::collection::vec((0u16..12, select(GAPS.to_vec())), 1..80)
}

proptest! {
    #![proptest_config(config(60))]

    #[test]
    fn generated_plans_keep_their_meaning(sketch in sketch(), gaps in gaps(), commas in any::<bool>()) {
        let after = format_checked(&disturbed(&sketch.plan(), &gaps, commas));
        prop_assert!(parse(&after).problems.is_empty());
    }

    #[test]
    fn worked_plans_keep_their_meaning(which in any::<Index>(), gaps in gaps(), commas in any::<bool>()) {
        let plans = plans();
        let text = &plans[which.index(plans.len())].1;
        format_checked(&disturbed(text, &gaps, commas));
    }
}

proptest! {
    #![proptest_config(config(150))]

    #[test]
    fn spoilt_plans_keep_what_is_left(
        which in any::<Index>(),
        spoils in prop::collection::vec(spoil(), 1..4),
        gaps in gaps(),
    ) {
        let plans = plans();
        let mut text = disturbed(&plans[which.index(plans.len())].1, &gaps, false);
        for one in &spoils {
            text = spoilt(&text, one);
        }
        format_checked(&text);
    }
}

/// A plan that is not laid out evenly.
const UNEVEN: &str = "Plan(format: 1, name: \"x\",\n  start: \"2027-01-04\", phases: [\n  Phase(weeks: 1, week: (mon: [\n  \"easy: 5 km\"])) // one\n  ])\n";

/// A plan with a part that cannot be understood.
const BROKEN: &str = "Plan(\n    format: 1,\n    name: \"x\",\n    start:\"2027-01-04\",\n    end: 23 May,\n    phases: [],\n)\n";

#[test]
fn the_command_says_what_it_does() {
    let folder = Folder::empty();
    let even = formatted(UNEVEN).text;
    folder.write("a/uneven.plan.ron", UNEVEN).write("a/even.plan.ron", &even);
    folder.write("a/broken.plan.ron", BROKEN).write("a/gait.ron", "Settings( levels: {} )\n");
    folder.write("b/even.plan.ron", &even).write("latin.plan.ron", b"Plan(name: \"M\xfcnchen\")");
    let mut said: Vec<String> = vec![
        folder.transcript(&["fmt", "--check", "a"]),
        folder.transcript(&["fmt", "--diff", "a"]),
        folder.transcript(&["fmt", "a", "missing.plan.ron", "latin.plan.ron"]),
        folder.transcript(&["fmt", "--check", "a", "b"]),
        folder.transcript(&["fmt", "b/even.plan.ron"]),
    ];
    let piped = folder.feed(&["fmt", "-"], UNEVEN.as_bytes());
    assert_eq!(utf8(&piped.stdout), even);
    said.push(transcript(&["fmt", "-"], &piped));
    said.push(transcript(
        &["fmt", "--check", "-"],
        &folder.feed(&["fmt", "--check", "-"], UNEVEN.as_bytes()),
    ));
    let left = std::fs::read_dir(folder.path().join("a")).expect("a folder").count();
    assert_eq!(left, 4, "nothing is left beside the files");
    assert_approved("tests/fmt", "command", &said.join("\n"));
}

#[cfg(unix)]
#[test]
fn a_file_that_is_as_it_should_be_is_not_written() {
    let folder = Folder::empty();
    folder.write("even.plan.ron", formatted(UNEVEN).text);
    let changed =
        || std::fs::metadata(folder.path().join("even.plan.ron")).and_then(|m| m.modified()).expect("a time");
    let before = changed();
    assert_eq!(folder.transcript(&["fmt"]).lines().last(), Some("--- exit 0"));
    assert_eq!(changed(), before);
}
