//! Diagnostics: sent after each change, or answered; for what is open and for all plans of the folders.

use serde_json::{Value, json};
use suite::client::{Client, position, uri};
use suite::command::Folder;

use super::{FLAGGED, snapshot};

/// A client that asks for diagnostics.
fn pulling() -> Value {
    json!({ "textDocument": { "diagnostic": {} }, "workspace": { "diagnostics": { "refreshSupport": true } } })
}

/// The codes in a list of diagnostics.
fn codes(diagnostics: &Value) -> Vec<&str> {
    codes_of(diagnostics.as_array().expect("a list"))
}

#[test]
fn a_plan_is_checked_as_it_is_typed() {
    let folder = Folder::quiet();
    let plan = uri(&folder, "a.plan.ron");
    let mut client = Client::plain(&folder);
    client.open(&plan, FLAGGED);
    let start = position(FLAGGED, "mon: [");
    let end = position(FLAGGED, ": [\"easy: 40");
    client.change(&plan, 2, json!([{ "range": { "start": start, "end": end }, "text": "sat" }]));
    assert_eq!(client.diagnostics(&plan)["diagnostics"], json!([]));
    client.change(&plan, 3, json!([{ "range": { "start": start, "end": end }, "text": "satt" }]));
    client.diagnostics(&plan);
    client.change(&plan, 4, json!([{ "text": "" }]));
    client.diagnostics(&plan);
    client.notify("textDocument/didClose", json!({ "textDocument": { "uri": plan } }));
    assert_eq!(client.diagnostics(&plan)["diagnostics"], json!([]));
    snapshot("published", client.transcript());
    client.finish();
}

#[test]
fn a_client_that_asks_is_answered_and_not_told() {
    let folder = Folder::quiet();
    let plan = uri(&folder, "a.plan.ron");
    let mut client = Client::with(&folder, &pulling());
    client.open_quietly(&plan, FLAGGED);
    let ask = |previous: &Value| json!({ "textDocument": { "uri": plan }, "previousResultId": previous });
    let first = client.request("textDocument/diagnostic", ask(&Value::Null));
    assert_eq!(codes(&first["items"]), ["lower-body-before-key-run"]);
    let again = client.request("textDocument/diagnostic", ask(&first["resultId"]));
    assert_eq!(again, json!({ "kind": "unchanged", "resultId": first["resultId"] }));
    client.change(&plan, 2, json!([{ "text": FLAGGED.replace("mon:", "sat:") }]));
    let changed = client.request("textDocument/diagnostic", ask(&first["resultId"]));
    assert_eq!((&changed["kind"], &changed["items"]), (&json!("full"), &json!([])));
    assert_eq!(client.unexpected(), Vec::<String>::new());
    client.finish();
}

#[test]
fn settings_that_are_open_count_at_once() {
    let folder = Folder::quiet();
    folder.write("gait.ron", "Settings(levels: {})");
    let (plan, settings) = (uri(&folder, "deep/down/a.plan.ron"), uri(&folder, "gait.ron"));
    let mut client = Client::plain(&folder);
    client.open(&plan, FLAGGED);
    let off = r#"Settings(levels: {"lower-body-before-key-run": Off})"#;
    assert_eq!(client.open(&settings, off)["diagnostics"], json!([]));
    let without = client.diagnostics(&plan);
    assert!(!codes(&without["diagnostics"]).contains(&"lower-body-before-key-run"), "{without}");
    client.change(&settings, 2, json!([{ "text": off.replace("before", "after") }]));
    assert_eq!(codes(&client.diagnostics(&settings)["diagnostics"]), ["unknown-name"]);
    assert!(codes(&client.diagnostics(&plan)["diagnostics"]).contains(&"lower-body-before-key-run"));
    client.change(&settings, 3, json!([{ "text": off }]));
    client.diagnostics(&plan);
    client.notify("textDocument/didClose", json!({ "textDocument": { "uri": settings } }));
    assert!(
        codes(&client.diagnostics(&plan)["diagnostics"]).contains(&"lower-body-before-key-run"),
        "the disk counts again"
    );
    client.finish();
}

#[test]
fn settings_on_the_disk_are_read_again_when_they_change() {
    let folder = Folder::quiet();
    let plan = uri(&folder, "a.plan.ron");
    let watching = json!({ "workspace": { "didChangeWatchedFiles": { "dynamicRegistration": true } } });
    let mut client = Client::start(&folder);
    client.initialize(&watching, &json!({ "workspaceDiagnostics": false }));
    client.expect("client/registerCapability", Value::Null);
    assert_eq!(codes(&client.open(&plan, FLAGGED)["diagnostics"]), ["lower-body-before-key-run"]);
    folder.write("gait.ron", r#"Settings(levels: {"lower-body-before-key-run": Error})"#);
    let changed = |name: &str, kind: u8| json!({ "changes": [{ "uri": uri(&folder, name), "type": kind }] });
    client.notify("workspace/didChangeWatchedFiles", changed("gait.ron", 2));
    let severities = |published: &Value| -> Vec<Value> {
        let list = published["diagnostics"].as_array().expect("a list");
        list.iter()
            .filter(|d| d["code"] == "lower-body-before-key-run")
            .map(|d| d["severity"].clone())
            .collect()
    };
    assert_eq!(severities(&client.diagnostics(&plan)), [1]);
    std::fs::remove_file(folder.path().join("gait.ron")).expect("it is there");
    client.notify("workspace/didChangeWatchedFiles", changed("gait.ron", 3));
    assert_eq!(severities(&client.diagnostics(&plan)), [2]);
    client.finish();
}

#[test]
fn a_file_whose_uri_is_spelt_otherwise_is_shown_once() {
    let folder = Folder::quiet();
    folder.write("a b/ü.plan.ron", FLAGGED);
    let (theirs, ours) = (uri(&folder, "a b/ü.plan.ron"), uri(&folder, "a%20b/%C3%BC.plan.ron"));
    let mut client = Client::with(&folder, &json!({}));
    assert_eq!(codes(&client.diagnostics(&ours)["diagnostics"]), ["lower-body-before-key-run"]);
    client.open_quietly(&theirs, FLAGGED);
    assert_eq!(client.diagnostics(&ours)["diagnostics"], json!([]), "taken back");
    assert_eq!(codes(&client.diagnostics(&theirs)["diagnostics"]), ["lower-body-before-key-run"]);
    client.notify("textDocument/didClose", json!({ "textDocument": { "uri": theirs } }));
    assert_eq!(client.diagnostics(&theirs)["diagnostics"], json!([]));
    assert_eq!(codes(&client.diagnostics(&ours)["diagnostics"]), ["lower-body-before-key-run"]);
    client.finish();
}

#[test]
fn all_plans_of_the_folders_are_checked_for_who_asks() {
    let folder = Folder::quiet();
    folder.write("a.plan.ron", FLAGGED).write("b/c.plan.ron", FLAGGED.replace("mon:", "sat:"));
    folder.write("b/notes.ron", "Monster(hp: 3)").write(".git/x.plan.ron", FLAGGED);
    let mut capabilities = pulling();
    capabilities["workspace"]["didChangeWatchedFiles"] = json!({ "dynamicRegistration": true });
    let mut client = Client::with(&folder, &capabilities);
    client.expect("client/registerCapability", Value::Null);
    let ask = |previous: &Value| json!({ "previousResultIds": previous });
    let first = client.request("workspace/diagnostic", ask(&json!([])));
    let known = |report: &Value| -> Value {
        let items = report["items"].as_array().expect("a list");
        items.iter().map(|item| json!({ "uri": item["uri"], "value": item["resultId"] })).collect()
    };
    let again = client.request("workspace/diagnostic", ask(&known(&first)));
    assert!(
        again["items"].as_array().is_some_and(|items| items.iter().all(|item| item["kind"] == "unchanged")),
        "{again}"
    );
    folder.write("b/c.plan.ron", FLAGGED);
    std::fs::rename(folder.path().join("a.plan.ron"), folder.path().join("d.plan.ron")).expect("it is there");
    let change = |name: &str, kind: u8| json!({ "uri": uri(&folder, name), "type": kind });
    let changes = json!([change("b/c.plan.ron", 2), change("a.plan.ron", 3), change("d.plan.ron", 1)]);
    client.notify("workspace/didChangeWatchedFiles", json!({ "changes": changes }));
    client.expect("workspace/diagnostic/refresh", Value::Null);
    client.request("workspace/diagnostic", ask(&known(&first)));
    client.open_quietly(&uri(&folder, "d.plan.ron"), FLAGGED);
    let without = client.request("workspace/diagnostic", ask(&json!([])));
    assert_eq!(
        without["items"].as_array().map(Vec::len),
        Some(2),
        "what is open is asked for by itself: {without}"
    );
    let text = client.transcript().replace(&first["items"][0]["resultId"].to_string(), "\"…\"");
    snapshot("workspace", &without_ids(&text));
    client.finish();
}

/// The text without what depends on the hash function of the standard library.
fn without_ids(text: &str) -> String {
    let mut out = String::new();
    for part in text.split_inclusive('"') {
        let is_id = part.len() == 17 && part.bytes().take(16).all(|byte| byte.is_ascii_hexdigit());
        out.push_str(if is_id { "…\"" } else { part });
    }
    out
}

#[test]
fn all_plans_of_the_folders_are_sent_to_who_cannot_ask() {
    let (folder, other) = (Folder::quiet(), Folder::quiet());
    folder.write("a.plan.ron", FLAGGED).write("fine.plan.ron", FLAGGED.replace("mon:", "sat:"));
    other.write("b.plan.ron", FLAGGED).write("drafts/c.plan.ron", FLAGGED);
    let settings = std::fs::read_to_string(other.path().join("gait.ron")).expect("it is there");
    other.write("gait.ron", settings.replace("Settings(", "Settings(exclude: [\"drafts/\"], "));
    let mut client = Client::with(&folder, &json!({}));
    let a = uri(&folder, "a.plan.ron");
    assert_eq!(codes(&client.diagnostics(&a)["diagnostics"]), ["lower-body-before-key-run"]);
    let added = json!([{ "uri": uri(&other, ""), "name": "other" }]);
    client
        .notify("workspace/didChangeWorkspaceFolders", json!({ "event": { "added": added, "removed": [] } }));
    let b = uri(&other, "b.plan.ron");
    assert_eq!(codes(&client.diagnostics(&b)["diagnostics"]), ["lower-body-before-key-run"]);
    // While a plan is open its text counts, afterwards the disk again.
    assert_eq!(
        client.open(&a, "Plan(format: 1, name: \"x\", start: \"2027-03-01\", phases: [])")["version"],
        1
    );
    client.notify("textDocument/didClose", json!({ "textDocument": { "uri": a } }));
    assert_eq!(codes(&client.diagnostics(&a)["diagnostics"]), ["lower-body-before-key-run"]);
    let removed = json!([{ "uri": uri(&other, ""), "name": "other" }]);
    client.notify(
        "workspace/didChangeWorkspaceFolders",
        json!({ "event": { "added": [], "removed": removed } }),
    );
    assert_eq!(client.diagnostics(&b)["diagnostics"], json!([]));
    std::fs::remove_file(folder.path().join("a.plan.ron")).expect("it is there");
    client.notify("workspace/didDeleteFiles", json!({ "files": [{ "uri": a }] }));
    assert_eq!(client.diagnostics(&a)["diagnostics"], json!([]));
    client.finish();
}

#[test]
fn options_may_change() {
    let folder = Folder::quiet();
    folder.write("a.plan.ron", FLAGGED);
    let plan = uri(&folder, "b.plan.ron");
    let mut client = Client::start(&folder);
    client.initialize(
        &json!({ "workspace": { "configuration": true, "didChangeConfiguration": { "dynamicRegistration": true } } }),
        &json!({ "workspaceDiagnostics": false }),
    );
    let registered = client.expect("client/registerCapability", Value::Null);
    assert_eq!(registered["registrations"][0]["method"], "workspace/didChangeConfiguration");
    client.expect("workspace/configuration", json!([{ "workspaceDiagnostics": false, "inlayHints": false }]));
    client.open(&plan, FLAGGED);
    let all = json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 99, "character": 0 } });
    let hints = json!({ "textDocument": { "uri": plan }, "range": all });
    assert_eq!(client.request("textDocument/inlayHint", hints.clone()), json!([]));
    client.notify("workspace/didChangeConfiguration", json!({ "settings": null }));
    client.expect("workspace/configuration", json!([{ "workspaceDiagnostics": true }]));
    assert_eq!(
        codes(&client.diagnostics(&uri(&folder, "a.plan.ron"))["diagnostics"]),
        ["lower-body-before-key-run"]
    );
    assert_ne!(client.request("textDocument/inlayHint", hints), json!([]));
    client.notify("workspace/didChangeConfiguration", json!({ "settings": null }));
    client.expect("workspace/configuration", json!([{ "inlayHints": "all of them" }]));
    let log = client.expect("window/logMessage", Value::Null);
    assert!(
        log["message"].as_str().is_some_and(|m| m.starts_with("the settings are left as they were: ")),
        "{log}"
    );
    client.finish();
}

#[test]
fn what_has_no_effect_may_be_faded() {
    let folder = Folder::empty();
    let plan = uri(&folder, "a.plan.ron");
    let text = FLAGGED
        .replace("tue: [", "tue: [ // gait: allow(no-rest-day): tired\n            ")
        .replace("    sessions: {", "    sessions: { \"spare\": Easy(\"6 km\"),")
        .replace("    phases:", "    exercises: { \"mine\": Exercise(like: \"split-squat\") },\n    phases:");
    let mut client = Client::plain(&folder);
    let published = client.open(&plan, &text);
    let faded = |d: &&Value| d["tags"] == json!([1]);
    let list: Vec<Value> =
        published["diagnostics"].as_array().expect("a list").iter().filter(faded).cloned().collect();
    let mut faded = codes_of(&list);
    faded.sort_unstable();
    assert_eq!(faded, ["suppression-without-reason", "unused-exercise", "unused-session"], "{published}");
    client.finish();
}

fn codes_of(list: &[Value]) -> Vec<&str> {
    list.iter().map(|d| d["code"].as_str().unwrap_or("?")).collect()
}
