//! Texts change in pieces, and places in them are counted the client's way.

use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde_json::{Value, json};
use suite::client::{Client, position, position_at, uri};
use suite::command::Folder;
use suite::sketch::config;

use super::{FLAGGED, snapshot};

/// What a person may type, with characters of one to four bytes, one or two units of UTF-16, and both line ends.
const PIECES: [&str; 13] =
    ["", "a", "é", "日本", "😀", "\u{10ffff}", "\n", "\r\n", "mon", "\"", "(", "], ", "e\u{301}👩‍👧"];

/// A client that counts columns in bytes if it can.
fn in_bytes() -> Value {
    json!({ "general": { "positionEncodings": ["utf-16", "utf-8"] } })
}

/// The position of an offset, counted by a client of either kind.
fn counted(text: &str, at: usize, bytes: bool) -> Value {
    let mut position = position_at(text, at);
    if bytes {
        position["character"] = json!(at - text[..at].rfind('\n').map_or(0, |newline| newline + 1));
    }
    position
}

/// The nearest place a cursor can stand at: between characters, and not within a line end.
fn place(text: &str, index: &Index) -> usize {
    let at = index.index(text.len() + 1);
    let ok = |at: &usize| {
        text.is_char_boundary(*at) && !(text[..*at].ends_with('\r') && text[*at..].starts_with('\n'))
    };
    (at..=text.len()).find(ok).unwrap_or(text.len())
}

proptest! {
    #![proptest_config(config(30))]

    #[test]
    fn a_text_changed_in_pieces_is_like_one_opened(
        bytes: bool,
        script in prop::collection::vec(prop::collection::vec((any::<Index>(), any::<Index>(), select(&PIECES[..])), 1..4), 1..5),
    ) {
        let folder = Folder::quiet();
        let mut client = Client::start(&folder);
        let capabilities = if bytes { in_bytes() } else { json!({}) };
        client.initialize(&capabilities, &json!({ "workspaceDiagnostics": false }));
        let mut text = format!("// é😀 日本\r\n{FLAGGED}").replacen("mon", "/* 🏃 */ mon", 1);
        let typed = uri(&folder, "typed.plan.ron");
        client.open(&typed, &text);
        for (version, changes) in (2..).zip(script) {
            let mut sent = Vec::new();
            for (a, b, piece) in changes {
                let (a, b) = (place(&text, &a), place(&text, &b));
                // Near each other, or nothing would be left of the plan.
                let (start, end) = (a.min(b), if a.abs_diff(b) < 40 { a.max(b) } else { a.min(b) });
                let range = json!({ "start": counted(&text, start, bytes), "end": counted(&text, end, bytes) });
                sent.push(json!({ "range": range, "text": piece }));
                text.replace_range(start..end, piece);
            }
            client.change(&typed, version, json!(sent));
            let opened = uri(&folder, &format!("opened-{version}.plan.ron"));
            let expected = client.open(&opened, &text)["diagnostics"].to_string().replace(&opened, &typed);
            let found = client.diagnostics(&typed);
            prop_assert_eq!(&found["version"], version);
            prop_assert_eq!(found["diagnostics"].to_string(), expected, "{}", text);
            let folds = |uri: &str| json!({ "textDocument": { "uri": uri } });
            let lines = client.request("textDocument/foldingRange", folds(&opened));
            prop_assert_eq!(client.request("textDocument/foldingRange", folds(&typed)), lines);
        }
        client.finish();
    }
}

/// A plan in which the name of a session stands behind characters of every width.
fn wide() -> String {
    FLAGGED.replace("\"easy: 40 min\", \"lower", "/* é 日 😀 */ \"easy: 40 min\", \"lower")
}

#[test]
fn columns_are_counted_as_agreed() {
    let folder = Folder::quiet();
    let plan = uri(&folder, "a.plan.ron");
    let text = wide();
    let at = text.find("\"lower @").expect("it is there");
    let mut seen = String::new();
    for (bytes, line_end) in [(false, "\n"), (true, "\n"), (false, "\r\n"), (true, "\r\n")] {
        let mut client = Client::start(&folder);
        let capabilities =
            if bytes { in_bytes() } else { json!({ "general": { "positionEncodings": ["utf-16"] } }) };
        let answer = client.initialize(&capabilities, &json!({ "workspaceDiagnostics": false }));
        let encoding = answer["capabilities"]["positionEncoding"].as_str().expect("it is said").to_owned();
        let start =
            client.open(&plan, &text.replace('\n', line_end))["diagnostics"][0]["range"]["start"].clone();
        assert_eq!(start, counted(&text, at, bytes), "{encoding} {line_end:?}");
        seen.push_str(&format!("{encoding} {start}\n"));
        client.finish();
    }
    assert_eq!(
        seen.lines().collect::<std::collections::BTreeSet<_>>().len(),
        2,
        "the two ways differ here: {seen}"
    );
}

#[test]
fn places_past_the_end_count_as_the_end() {
    let folder = Folder::quiet();
    let plan = uri(&folder, "a.plan.ron");
    let mut client = Client::plain(&folder);
    client.open(&plan, "Plan(\r\n    format: 1,\r\n)");
    let far = |line: u32| json!({ "start": { "line": line, "character": 4_000_000_000_u32 }, "end": { "line": 4_000_000_000_u32, "character": 0 } });
    client.change(&plan, 2, json!([{ "range": far(1), "text": " // é" }]));
    client.diagnostics(&plan);
    let backwards = json!({ "start": { "line": 1, "character": 13 }, "end": { "line": 1, "character": 4 } });
    client.change(&plan, 3, json!([{ "range": backwards, "text": "nam" }]));
    client.diagnostics(&plan);
    snapshot("past-the-end", client.transcript());
    client.finish();
}

#[test]
fn a_change_in_the_middle_of_a_message_is_made_in_order() {
    let folder = Folder::quiet();
    let plan = uri(&folder, "a.plan.ron");
    let mut client = Client::plain(&folder);
    client.open(&plan, FLAGGED);
    let here = position(FLAGGED, "tue: [");
    let empty = json!({ "start": here, "end": here });
    client.change(
        &plan,
        2,
        json!([{ "text": "" }, { "text": FLAGGED }, { "range": empty, "text": "// " }, { "range": empty, "text": "// no: " }]),
    );
    assert_eq!(client.diagnostics(&plan)["diagnostics"], json!([]), "the track session is a comment now");
    client.finish();
}
