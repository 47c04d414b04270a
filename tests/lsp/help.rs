//! Hover, completion and code actions: what helps while writing.

use serde_json::{Value, json};
use suite::client::{Client, apply, position, uri};
use suite::command::Folder;

use super::questions::able;
use super::{FLAGGED, snapshot};

fn ready(folder: &Folder, text: &str, capabilities: &Value) -> (Client, String) {
    let plan = uri(folder, "a.plan.ron");
    let mut client = Client::start(folder);
    client.initialize(capabilities, &json!({ "workspaceDiagnostics": false }));
    client.open(&plan, text);
    client.forget();
    (client, plan)
}

fn place(plan: &str, text: &str, needle: &str) -> Value {
    json!({ "textDocument": { "uri": plan }, "position": position(text, needle) })
}

#[test]
fn hover_says_what_stands_there() {
    let folder = Folder::quiet();
    let text = FLAGGED.replace("mon: [", "/* é 😀 */ mon: [");
    let (mut client, plan) = ready(&folder, &text, &able());
    let mut seen = String::new();
    for needle in ["lower @", "romanian", "weekly_distance", "Phase(", "@ 5k"] {
        let hover = client.request("textDocument/hover", place(&plan, &text, needle));
        let range = &hover["range"];
        assert_eq!(range["start"]["line"], position(&text, needle)["line"], "{needle}: {hover}");
        assert_eq!(hover["contents"]["kind"], "markdown");
        let value = hover["contents"]["value"].as_str().expect("a text");
        seen.push_str(&format!("== {needle}\n{value}\n\n"));
    }
    let nothing = client.request("textDocument/hover", place(&plan, &text, ")),\n    ]"));
    assert_eq!(nothing, Value::Null);
    let settings = uri(&folder, "gait.ron");
    let text = r#"Settings(levels: {"lower-body-before-key-run": Error})"#;
    client.open(&settings, text);
    let hover = client.request("textDocument/hover", place(&settings, text, "lower-body"));
    seen.push_str(&format!("== in settings\n{}\n", hover["contents"]["value"].as_str().expect("a text")));
    snapshot("hover", &seen);
    client.finish();
}

#[test]
fn completion_replaces_the_word_at_the_cursor() {
    let folder = Folder::quiet();
    let text = FLAGGED.replace("tue: [\"track @ 07:00\"]", "/* 😀 */ tue: [\"tra @ 07:00\"], ");
    let (mut client, plan) = ready(&folder, &text, &able());
    let list = client.request("textDocument/completion", place(&plan, &text, " @ 07:00"));
    let items = list.as_array().expect("a list");
    let track =
        items.iter().find(|item| item["label"] == "track").unwrap_or_else(|| panic!("`track` in {list}"));
    let after = apply(&text, &json!([track["textEdit"]]));
    assert!(after.contains(r#"tue: ["track @ 07:00"]"#), "{track}\n{after}");
    // In an empty place of a week its days are offered, with the cursor where the sessions go.
    let at = position(&text, "tue: [");
    let mut end = place(&plan, &text, "        )),");
    end["position"] = json!({ "line": at["line"], "character": 42 });
    let list = client.request("textDocument/completion", end.clone());
    let day =
        |list: &Value| list.as_array().expect("a list").iter().find(|item| item["label"] == "wed").cloned();
    let wednesday = day(&list).unwrap_or_else(|| panic!("`wed` in {list}"));
    assert_eq!(wednesday["insertTextFormat"], 2, "{wednesday}");
    let has_filter = |item: &Value| item["filterText"].as_str().is_some_and(|text| !text.is_empty());
    assert!(items.iter().all(has_filter), "Neovim takes what has none as filtered: {items:?}");
    snapshot("completion", &serde_json::to_string_pretty(&json!([track, wednesday])).expect("JSON"));
    client.finish();

    // A client without snippets gets plain text.
    let (mut client, _) = ready(&folder, &text, &json!({}));
    let list = client.request("textDocument/completion", end);
    let plain = day(&list).unwrap_or_else(|| panic!("`wed` in {list}"));
    assert_eq!(plain["insertTextFormat"], 1);
    assert!(!plain["textEdit"]["newText"].as_str().expect("a text").contains('$'), "{plain}");
    client.finish();
}

#[test]
fn the_first_plan_is_one_that_nothing_is_said_against() {
    let folder = Folder::quiet();
    let plan = uri(&folder, "a.plan.ron");
    // Without snippets the text is the one that stands there once all is filled in.
    let mut client = Client::plain(&folder);
    client.open(&plan, "");
    let start = json!({ "line": 0, "character": 0 });
    let ask = json!({ "textDocument": { "uri": plan }, "position": start });
    let list = client.request("textDocument/completion", ask);
    let text = apply("", &json!([list[0]["textEdit"]]));
    assert!(text.contains("phases: ["), "a whole plan: {list}");
    client.change(&plan, 2, json!([{ "text": text }]));
    assert_eq!(client.diagnostics(&plan)["diagnostics"], json!([]), "{text}");
    let options = json!({ "tabSize": 4, "insertSpaces": true });
    let ask = json!({ "textDocument": { "uri": plan }, "options": options });
    let edits = client.request("textDocument/formatting", ask);
    assert!(edits.is_null() || edits == json!([]), "written as it would be formatted: {edits}");
    client.finish();
}

#[test]
fn an_action_mends_what_it_says() {
    let folder = Folder::quiet();
    let (mut client, plan) = ready(&folder, FLAGGED, &able());
    let diagnostics = client.open(&plan, FLAGGED)["diagnostics"].clone();
    let range = diagnostics[0]["range"].clone();
    let ask = |only: Value| {
        let mut context = json!({ "diagnostics": diagnostics, "triggerKind": 1 });
        if !only.is_null() {
            context["only"] = only;
        }
        json!({ "textDocument": { "uri": plan }, "range": range, "context": context })
    };
    client.forget();
    let all = client.request("textDocument/codeAction", ask(Value::Null));
    let all = all.as_array().expect("a list").clone();
    let titles = |list: &[Value]| -> Vec<String> {
        let title = |it: &Value| {
            format!("{}: {}", it["kind"].as_str().expect("a kind"), it["title"].as_str().expect("a title"))
        };
        list.iter().map(title).collect()
    };
    let mends = |it: &&Value| it["diagnostics"][0]["code"] == "lower-body-before-key-run";
    assert!(all.iter().filter(mends).count() >= 2, "a fix and a suppression name what they mend: {all:?}");
    let mut seen = titles(&all).join("\n");
    let mut version = 1;
    for action in all.iter().filter(mends) {
        let edits = &action["edit"]["documentChanges"][0]["edits"];
        let after = apply(FLAGGED, edits);
        version += 1;
        // The reason is the person's to write.
        let told = after.replace(gait_rules::NO_REASON_YET, "the gym closes at noon");
        client.change(&plan, version, json!([{ "text": told }]));
        let published = client.diagnostics(&plan);
        assert_eq!(published["diagnostics"], json!([]), "{}\n{after}", action["title"]);
        let difference: Vec<&str> = after.lines().filter(|line| !FLAGGED.contains(line)).collect();
        seen.push_str(&format!(
            "\n\n== {}\n{}",
            action["title"].as_str().expect("a title"),
            difference.join("\n")
        ));
        version += 1;
        client.change(&plan, version, json!([{ "text": FLAGGED }]));
        client.diagnostics(&plan);
    }
    snapshot("actions", &seen);
    for (only, kind) in
        [("refactor", "refactor"), ("quickfix", "quickfix"), ("source.fixAll", "source.fixAll")]
    {
        let some = client.request("textDocument/codeAction", ask(json!([only])));
        let kinds = some.as_array().expect("a list").iter().all(|it| it["kind"] == kind);
        assert!(kinds, "{only}: {some}");
    }
    client.finish();
}

#[test]
fn all_that_is_safe_is_mended_on_request() {
    let folder = Folder::quiet();
    let text = FLAGGED.replace("tue: [", "// gait: allow(no-rest-day): tired\n            tue: [");
    folder.write("gait.ron", "Settings(levels: {})");
    let (mut client, plan) = ready(&folder, &text, &able());
    let nowhere = json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 0, "character": 0 } });
    let context = json!({ "diagnostics": [], "only": ["source.fixAll"] });
    let ask = json!({ "textDocument": { "uri": plan }, "range": nowhere, "context": context });
    client.request("textDocument/codeAction", ask);
    snapshot("fix-all", client.transcript());
    client.finish();
}

#[test]
fn a_slip_of_the_finger_is_one_key_away_from_right() {
    let folder = Folder::quiet();
    let text = FLAGGED.replace("weekly_distance", "weekly_distence");
    let (mut client, plan) = ready(&folder, &text, &json!({ "textDocument": able()["textDocument"] }));
    let start = position(&text, "weekly_distence");
    let context = json!({ "diagnostics": [] });
    let ask = json!({ "textDocument": { "uri": plan }, "range": { "start": start, "end": start }, "context": context });
    let found = client.request("textDocument/codeAction", ask);
    let edits = &found[0]["edit"]["changes"][&plan];
    assert_eq!(apply(&text, edits), FLAGGED, "{found}");
    client.finish();
}
