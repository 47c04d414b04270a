//! What must not end the server, and what must.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use suite::client::{Client, position, uri};
use suite::command::Folder;

use super::{FLAGGED, snapshot};

fn place(uri: &str) -> Value {
    json!({ "textDocument": { "uri": uri }, "position": { "line": 1, "character": 2 } })
}

fn code(answer: &Value) -> i64 {
    answer["error"]["code"].as_i64().unwrap_or_else(|| panic!("a refusal: {answer}"))
}

#[test]
fn what_cannot_be_answered_is_refused_and_the_rest_goes_on() {
    let folder = Folder::quiet();
    let plan = uri(&folder, "a.plan.ron");
    let mut client = Client::plain(&folder);
    client.request("textDocument/madeUp", json!({}));
    client.request("textDocument/selectionRange", json!({ "textDocument": 7 }));
    client.request("textDocument/selectionRange", Value::Null);
    client.request("textDocument/definition", place(&plan));
    client.request("initialize", json!({ "capabilities": {} }));
    client.notify("textDocument/didOpen", json!("what?"));
    client.expect("window/logMessage", Value::Null);
    client.change(&plan, 2, json!([{ "text": "x" }]));
    client.expect("window/logMessage", Value::Null);
    client.notify("textDocument/madeUp", json!({}));
    client.send_raw(b"Content-Length: 9\r\n\r\n{\"method\"");
    client.expect("window/logMessage", Value::Null);
    client.send_raw(b"Content-Length: 39\r\n\r\n{\"jsonrpc\":\"2.0\",\"id\":1.5,\"method\":\"x\"}");
    client.expect("window/logMessage", Value::Null);
    snapshot("refused", client.transcript());
    let published = client.open(&plan, FLAGGED);
    assert_eq!(published["diagnostics"].as_array().map(Vec::len), Some(1), "the server goes on");
    client.finish();
}

#[test]
fn the_conversation_has_a_beginning_and_an_end() {
    let folder = Folder::quiet();
    let mut client = Client::start(&folder);
    assert_eq!(code(&client.request("textDocument/hover", place("file:///a.plan.ron"))), -32002);
    client.open_quietly("file:///early.plan.ron", FLAGGED);
    client.initialize(&json!({}), &Value::Null);
    // Some clients say nothing with an empty object.
    assert_eq!(client.request("shutdown", json!({})), Value::Null);
    assert_eq!(code(&client.request("textDocument/hover", place("file:///a.plan.ron"))), -32600);
    assert_eq!(code(&client.request("shutdown", Value::Null)), -32600);
    client.notify("exit", Value::Null);
    assert_eq!(client.hang_up().code(), Some(0));
}

#[test]
fn the_end_may_come_with_parameters() {
    let folder = Folder::quiet();
    let mut client = Client::plain(&folder);
    assert_eq!(client.request("shutdown", json!({})), Value::Null);
    client.notify("exit", Value::Null);
    assert_eq!(client.hang_up().code(), Some(0));
}

#[test]
fn leaving_without_a_word_is_noticed() {
    let folder = Folder::quiet();
    let mut exits = Client::plain(&folder);
    exits.notify("exit", Value::Null);
    assert_eq!(exits.hang_up().code(), Some(1), "`exit` before `shutdown`");
    let mut hangs_up = Client::plain(&folder);
    assert_eq!(hangs_up.hang_up().code(), Some(1), "the end of the input");
    let mut before = Client::start(&folder);
    assert_eq!(before.hang_up().code(), Some(1), "the end of the input before anything was said");
}

#[cfg(unix)]
#[test]
fn the_server_ends_with_its_parent() {
    let folder = Folder::quiet();
    let mut parent = Command::new("sleep").arg("600").stdout(Stdio::null()).spawn().expect("sleep starts");
    let mut client = Client::start(&folder);
    client.request("initialize", json!({ "processId": parent.id(), "capabilities": {} }));
    parent.kill().expect("it can be ended");
    parent.wait().expect("it can be collected");
    let patience = Instant::now() + Duration::from_secs(60);
    while client.is_running() {
        assert!(Instant::now() < patience, "the server outlives its parent");
        std::thread::sleep(Duration::from_millis(50));
    }
}

#[test]
fn what_is_cancelled_is_not_answered() {
    let folder = Folder::quiet();
    let plan = uri(&folder, "a.plan.ron");
    let mut client = Client::plain(&folder);
    client.open(&plan, FLAGGED);
    // In one piece, so that the server has seen the end of it before it has answered the beginning.
    let many = 200;
    let mut bytes = Vec::new();
    let mut say = |message: Value| {
        let body = message.to_string();
        bytes.extend_from_slice(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes());
    };
    let document = json!({ "textDocument": { "uri": plan } });
    for id in 1000..1000 + many {
        say(json!({ "jsonrpc": "2.0", "id": id, "method": "textDocument/foldingRange", "params": document }));
    }
    say(json!({ "jsonrpc": "2.0", "method": "$/cancelRequest", "params": { "id": 1000 + many - 1 } }));
    client.send_raw(&bytes);
    let answers: Vec<Value> = (1000..1000 + many).map(|id| client.answer(id)).collect();
    assert!(answers[0].is_array(), "{}", answers[0]);
    let last = &answers[answers.len() - 1];
    assert!(last.is_array() || code(last) == -32800, "answered already, or cancelled: {last}");
    client.notify("$/cancelRequest", json!({ "id": 1 }));
    client.notify("$/cancelRequest", json!({ "id": "never" }));
    client.finish();
}

#[test]
fn documents_need_no_file_and_no_folder() {
    let folder = Folder::empty();
    let elsewhere = Folder::empty();
    let mut client = Client::plain(&folder);
    let text = "Plan(format: 2)";
    for (uri, language) in [
        ("untitled:Untitled-1", "gait-plan"),
        ("untitled:new.plan.ron", "ron"),
        (uri(&elsewhere, "no/such/folder/x.plan.ron").as_str(), "ron"),
        ("vscode-vfs://github/coach/plans/a%20b.plan.ron", "plaintext"),
        ("x.plan.ron", "ron"),
    ] {
        let item = json!({ "uri": uri, "languageId": language, "version": 7, "text": text });
        client.notify("textDocument/didOpen", json!({ "textDocument": item }));
        let published = client.diagnostics(uri);
        assert_eq!(published["version"], 7, "{uri}");
        assert!(published["diagnostics"].as_array().is_some_and(|list| !list.is_empty()), "{uri}");
    }
    let item = json!({ "uri": "file:///a/monsters.ron", "languageId": "ron", "version": 1, "text": text });
    client.notify("textDocument/didOpen", json!({ "textDocument": item }));
    let folds = json!({ "textDocument": { "uri": "file:///a/monsters.ron" } });
    assert_eq!(
        client.request("textDocument/foldingRange", folds),
        Value::Null,
        "RON of others is left alone"
    );
    assert_eq!(client.unexpected(), Vec::<String>::new());
    client.finish();
}

#[test]
fn a_document_beyond_the_limit_is_not_checked() {
    let folder = Folder::empty();
    let plan = uri(&folder, "huge.plan.ron");
    let mut client = Client::plain(&folder);
    let huge = format!("{FLAGGED}// {}", "x".repeat(16_000_000));
    client.open_quietly(&plan, &huge);
    let published = client.diagnostics(&plan);
    let message = "the document has 16 MB; at most 16 MB are checked";
    assert_eq!(published["diagnostics"][0]["message"], message);
    let end = position(&huge, "// xxx");
    let range = json!({ "start": end, "end": { "line": end["line"], "character": 16_000_003 } });
    client.change(&plan, 2, json!([{ "range": range, "text": "" }]));
    let published = client.diagnostics(&plan);
    assert_ne!(published["diagnostics"][0]["message"], message, "smaller, it is checked again");
    client.finish();
}
