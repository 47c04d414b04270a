//! Our parser and `ron` accept the same texts.

use gait_syntax::parse;

use crate::common::{check_tree, corpus, ron_options};

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

#[test]
fn valid_files_have_no_problems() {
    for (name, text) in corpus("valid") {
        let parse = parse(&text);
        check_tree(&text, &parse.tree);
        assert_eq!(parse.problems, [], "{name}");
        assert_eq!(ron_accepts(&text), Ok(()), "{name}");
    }
}
