//! What several tests need: the corpus, and `ron` set up the way plans are read.

use std::path::PathBuf;

use gait_syntax::{Node, Tree};
use ron::extensions::Extensions;

/// The files of a folder of `tests/syntax`, by name.
pub(crate) fn corpus(folder: &str) -> Vec<(String, String)> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/syntax").join(folder);
    let mut files = Vec::new();
    for entry in std::fs::read_dir(&path).expect("the corpus is there") {
        let path = entry.expect("the corpus can be listed").path();
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        files.push((name, std::fs::read_to_string(&path).expect("a corpus file is text")));
    }
    assert!(!files.is_empty(), "no files in {}", path.display());
    files.sort();
    files
}

/// The worked plans, by name.
pub(crate) fn plans() -> Vec<(String, String)> {
    let mut files = corpus("valid");
    files.retain(|(name, _)| name.ends_with(".plan.ron"));
    files
}

/// `ron` with the extensions that plans are read with.
pub(crate) fn ron_options() -> ron::Options {
    ron::Options::default()
        .with_default_extension(Extensions::IMPLICIT_SOME)
        .with_default_extension(Extensions::UNWRAP_NEWTYPES)
        .with_default_extension(Extensions::UNWRAP_VARIANT_NEWTYPES)
}

/// Checks all that must hold for the tree of any text.
pub(crate) fn check_tree(text: &str, tree: &Tree) {
    assert_eq!(tree.text(), text);
    let mut at = 0;
    for (_, span) in tree.tokens() {
        assert_eq!(span.start, at, "tokens tile the text");
        assert!(span.end > span.start, "no token is empty");
        assert!(text.is_char_boundary(span.start as usize));
        at = span.end;
    }
    assert_eq!(at as usize, text.len());
    check_node(tree.root());
}

fn check_node(node: Node<'_>) {
    let span = node.span();
    assert!(span.start <= span.end);
    let mut at = span.start;
    for child in node.children() {
        assert!(span.contains(child.span()), "{child:?} in {node:?}");
        assert!(child.span().start >= at, "{child:?} overlaps the one before");
        assert_eq!(child.parent(), Some(node));
        at = child.span().end;
        check_node(child);
    }
}

/// A plan of about `size` bytes, made of the sessions, phases and days of the worked plans.
pub(crate) fn big_plan(size: usize) -> String {
    let files = plans();
    let trees: Vec<Tree> = files.iter().map(|(_, text)| gait_syntax::parse(text).tree).collect();
    let part = |name: &'static str| {
        let values = trees.iter().filter_map(move |tree| tree.value()?.field(name));
        values.flat_map(Node::children).map(|node| node.text()).collect::<Vec<_>>()
    };
    let (sessions, phases, days) = (part("sessions"), part("phases"), part("days"));
    let head = files.iter().find(|(name, _)| name.starts_with("spring")).map_or("", |(_, text)| text);
    let head = &head[..head.find("    sessions: {").unwrap_or_default()];
    let copies = size.saturating_sub(head.len()) / (sessions.concat().len() + phases.concat().len()) + 1;
    let mut text = format!("{head}    sessions: {{\n");
    for copy in 0..copies {
        for session in &sessions {
            let session = session.replacen('"', &format!("\"s{copy}-"), 1);
            text += &format!("        {session}, // session {copy}\n");
        }
    }
    text += "    },\n    phases: [\n";
    for phase in phases.iter().cycle().take(copies * phases.len()) {
        text += &format!("        {phase},\n");
    }
    text += "    ],\n    days: {\n";
    for copy in 0..copies {
        for day in &days {
            text += &format!("        {}, // instead\n", day.replacen('"', &format!("\"{copy}-"), 1));
        }
    }
    text + "    },\n)\n"
}
