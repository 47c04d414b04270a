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
    let list = diagnostics.as_array().expect("a list");
    list.iter().map(|d| d["code"].as_str().unwrap_or("?")).collect()
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
