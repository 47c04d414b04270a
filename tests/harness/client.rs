//! A client of the language server: drives the real command over its streams and writes down what is said.

use std::collections::VecDeque;
use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use serde_json::{Value, json};

use crate::command::Folder;

/// How long an answer may take before the test gives up. Long, as machines that test are busy.
const PATIENCE: Duration = Duration::from_secs(60);

/// A server and this end of the line.
#[derive(Debug)]
pub struct Client {
    child: Child,
    to: Option<ChildStdin>,
    from: Receiver<Value>,
    /// What came while something else was waited for.
    waiting: VecDeque<Value>,
    next_id: i32,
    folder: String,
    transcript: String,
}

impl Client {
    /// Starts a server in a folder; nothing is said yet.
    ///
    /// # Panics
    /// Like all here, when the server does not do its part.
    #[must_use]
    pub fn start(folder: &Folder) -> Self {
        let mut command = folder.command(&["lsp", "--stdio"]);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().expect("the server starts");
        let to = child.stdin.take();
        let mut out = BufReader::new(child.stdout.take().expect("the output is piped"));
        let (sender, from) = channel();
        std::thread::spawn(move || {
            while let Some(message) = receive(&mut out) {
                if sender.send(message).is_err() {
                    return;
                }
            }
        });
        let folder = uri(folder, "");
        let waiting = VecDeque::new();
        Self { child, to, from, waiting, next_id: 0, folder, transcript: String::new() }
    }

    /// Starts a server and introduces itself with these capabilities; the folder is the workspace.
    #[must_use]
    pub fn with(folder: &Folder, capabilities: &Value) -> Self {
        let mut client = Self::start(folder);
        client.initialize(capabilities, &Value::Null);
        client.transcript.clear();
        client
    }

    /// A client that counts in UTF-16, can do little, and is sent diagnostics of what it opens.
    #[must_use]
    pub fn plain(folder: &Folder) -> Self {
        let mut client = Self::start(folder);
        client.initialize(&json!({}), &json!({ "workspaceDiagnostics": false }));
        client.transcript.clear();
        client
    }

    /// Introduces itself; what the server says it can do.
    pub fn initialize(&mut self, capabilities: &Value, options: &Value) -> Value {
        let params = json!({
            "processId": std::process::id(),
            "capabilities": capabilities,
            "initializationOptions": options,
            "workspaceFolders": [{ "uri": self.folder, "name": "test" }],
        });
        let answer = self.request("initialize", params);
        self.notify("initialized", json!({}));
        answer
    }

    /// Asks, and waits for the answer: the result, or the error as `{"error": …}`.
    pub fn request(&mut self, method: &str, params: Value) -> Value {
        let id = self.ask(method, params);
        self.answer(id)
    }

    /// Asks without waiting; the number to ask the answer by.
    pub fn ask(&mut self, method: &str, params: Value) -> i32 {
        self.next_id += 1;
        self.write_down(&format!("→ {method}"), &params);
        let mut message = json!({ "jsonrpc": "2.0", "id": self.next_id, "method": method });
        if !params.is_null() {
            message["params"] = params;
        }
        self.send(&message);
        self.next_id
    }

    /// Waits for an answer.
    pub fn answer(&mut self, id: i32) -> Value {
        let mut message =
            self.wait(&format!("the answer to request {id}"), |m| m.get("method").is_none() && m["id"] == id);
        let (mark, answer) = match message.get_mut("error") {
            Some(error) => ("✗", json!({ "error": error.take() })),
            None => ("←", message["result"].take()),
        };
        self.write_down(mark, answer.get("error").unwrap_or(&answer));
        answer
    }

    /// Says something that needs no answer.
    pub fn notify(&mut self, method: &str, params: Value) {
        self.write_down(&format!("→ {method}"), &params);
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    /// Waits for something the server says or asks by itself: the parameters; what is asked is answered with `result`.
    pub fn expect(&mut self, method: &str, result: Value) -> Value {
        let mut message = self.wait(method, |m| m["method"] == method);
        let params = message["params"].take();
        self.write_down(&format!("⇐ {method}"), &params);
        if let Some(id) = message.get("id") {
            self.write_down("→", &result);
            self.send(&json!({ "jsonrpc": "2.0", "id": id, "result": result }));
        }
        params
    }

    /// What the server has said by itself so far and was not waited for.
    pub fn unexpected(&mut self) -> Vec<String> {
        // An answer comes after all that was said before.
        self.next_id += 1;
        let id = self.next_id;
        self.send(&json!({ "jsonrpc": "2.0", "id": id, "method": "are/you/there" }));
        self.wait("a refusal", |m| m["id"] == id && m.get("error").is_some());
        let method = |m: Value| m["method"].as_str().map(str::to_owned);
        self.waiting.drain(..).filter_map(method).collect()
    }

    /// Opens a document and waits for what there is to say about it.
    pub fn open(&mut self, uri: &str, text: &str) -> Value {
        self.open_quietly(uri, text);
        self.diagnostics(uri)
    }

    /// Opens a document.
    pub fn open_quietly(&mut self, uri: &str, text: &str) {
        let params =
            json!({ "textDocument": { "uri": uri, "languageId": "ron", "version": 1, "text": text } });
        self.send(&json!({ "jsonrpc": "2.0", "method": "textDocument/didOpen", "params": params }));
        let _ = writeln!(self.transcript, "→ textDocument/didOpen {}", self.shown(&json!(uri)));
    }

    /// Changes a document: `changes` as the protocol has them.
    pub fn change(&mut self, uri: &str, version: i32, changes: Value) {
        let params = json!({ "textDocument": { "uri": uri, "version": version }, "contentChanges": changes });
        self.notify("textDocument/didChange", params);
    }

    /// Waits for the diagnostics of a document.
    pub fn diagnostics(&mut self, uri: &str) -> Value {
        let method = "textDocument/publishDiagnostics";
        let mut message = self.wait(method, |m| m["method"] == method && m["params"]["uri"] == uri);
        let params = message["params"].take();
        self.write_down(&format!("⇐ {method}"), &params);
        params
    }

    /// Sends bytes as they are.
    pub fn send_raw(&mut self, bytes: &[u8]) {
        let to = self.to.as_mut().expect("the line is open");
        to.write_all(bytes).expect("the server reads");
        to.flush().expect("the server reads");
    }

    /// Hangs up, and waits for the server to end.
    pub fn hang_up(&mut self) -> ExitStatus {
        self.to = None;
        self.child.wait().expect("the server ends")
    }

    /// Ends the conversation as the protocol wants it.
    pub fn finish(mut self) {
        assert_eq!(self.request("shutdown", Value::Null), Value::Null);
        self.notify("exit", Value::Null);
        assert!(self.hang_up().success(), "the server ends in order");
    }

    /// What was said since the introduction.
    #[must_use]
    pub fn transcript(&self) -> &str {
        &self.transcript
    }

    /// Forgets what was said so far.
    pub fn forget(&mut self) {
        self.transcript.clear();
    }

    /// Whether the server has not ended.
    pub fn is_running(&mut self) -> bool {
        self.child.try_wait().expect("the process can be looked at").is_none()
    }

    /// The process of the server.
    #[must_use]
    pub fn process(&self) -> u32 {
        self.child.id()
    }

    fn send(&mut self, message: &Value) {
        let body = message.to_string();
        self.send_raw(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes());
    }

    fn wait(&mut self, what: &str, is_it: impl Fn(&Value) -> bool) -> Value {
        if let Some(at) = self.waiting.iter().position(&is_it) {
            return self.waiting.remove(at).expect("it was found there");
        }
        loop {
            let message = self.from.recv_timeout(PATIENCE);
            let message =
                message.unwrap_or_else(|e| panic!("{what} does not come: {e}; so far:\n{}", self.transcript));
            if is_it(&message) {
                return message;
            }
            self.waiting.push_back(message);
        }
    }

    fn write_down(&mut self, mark: &str, value: &Value) {
        let shown = self.shown(value);
        let gap = if shown.is_empty() { "" } else { " " };
        let _ = writeln!(self.transcript, "{mark}{gap}{shown}");
    }

    /// A value with the names of folders and processes taken out.
    fn shown(&self, value: &Value) -> String {
        if value.is_null() {
            return "null".to_owned();
        }
        let mut out = String::new();
        show(value, 0, &mut out);
        let path = self.folder.strip_prefix("file://").unwrap_or(&self.folder);
        out.replace(&self.folder, "file:///here/").replace(path, "/here/")
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        self.to = None;
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The URI of a file in a folder.
#[must_use]
pub fn uri(folder: &Folder, name: &str) -> String {
    format!("file://{}/{name}", folder.path().display())
}

/// The position of the first `needle` in a text, with columns counted in UTF-16.
///
/// # Panics
/// If it is not there.
#[must_use]
pub fn position(text: &str, needle: &str) -> Value {
    let at = text.find(needle).unwrap_or_else(|| panic!("`{needle}` is in the text"));
    position_at(text, at)
}

/// The position of an offset, with columns counted in UTF-16.
#[must_use]
pub fn position_at(text: &str, at: usize) -> Value {
    let before = &text[..at];
    let line = before.rfind('\n').map_or(0, |newline| newline + 1);
    json!({ "line": before.matches('\n').count(), "character": before[line..].encode_utf16().count() })
}

/// The offset of a position whose columns are counted in UTF-16: counted by hand, as a second opinion.
///
/// # Panics
/// If the position is not one of the text.
#[must_use]
pub fn offset(text: &str, position: &Value) -> usize {
    let number =
        |name: &str| usize::try_from(position[name].as_u64().expect("a number")).expect("a small one");
    let start: usize = text.split_inclusive('\n').take(number("line")).map(str::len).sum();
    let mut units = 0;
    for (at, c) in text[start..].char_indices() {
        if units == number("character") {
            return start + at;
        }
        units += c.len_utf16();
    }
    assert_eq!(units, number("character"), "the column is in the last line");
    text.len()
}

/// The text after edits as the protocol has them.
///
/// # Panics
/// If they overlap or do not fit.
#[must_use]
pub fn apply(text: &str, edits: &Value) -> String {
    let mut edits: Vec<(usize, usize, &str)> = edits
        .as_array()
        .expect("a list of edits")
        .iter()
        .map(|e| {
            let range = &e["range"];
            (
                offset(text, &range["start"]),
                offset(text, &range["end"]),
                e["newText"].as_str().expect("a text"),
            )
        })
        .collect();
    edits.sort_by_key(|(start, end, _)| (*start, *end));
    let (mut out, mut at) = (String::new(), 0);
    for (start, end, new) in edits {
        assert!(at <= start, "edits do not overlap");
        out.push_str(&text[at..start]);
        out.push_str(new);
        at = end;
    }
    out + &text[at..]
}

fn receive(from: &mut impl BufRead) -> Option<Value> {
    let mut length = None;
    loop {
        let mut line = String::new();
        if from.read_line(&mut line).ok()? == 0 {
            return None;
        }
        match line.trim().split_once(": ") {
            Some(("Content-Length", value)) => length = value.parse::<usize>().ok(),
            _ if line.trim().is_empty() => break,
            _ => panic!("the server writes `{line}` to its output"),
        }
    }
    let mut body = vec![0; length.expect("every message has a length")];
    from.read_exact(&mut body).ok()?;
    Some(serde_json::from_slice(&body).expect("every message is JSON"))
}

/// JSON on one line, with a range as `2:4-2:9` and a position as `2:4`, counted from 0.
fn compact(value: &Value) -> String {
    let position = |at: &Value| Some(format!("{}:{}", at.get("line")?, at.get("character")?));
    match value {
        Value::Object(fields) if fields.len() == 2 => {
            let range = fields.get("start").and_then(position).zip(fields.get("end").and_then(position));
            match range {
                Some((start, end)) => format!("{start}-{end}"),
                None => position(value).unwrap_or_else(|| object(fields)),
            }
        }
        Value::Object(fields) => object(fields),
        Value::Array(items) => format!("[{}]", items.iter().map(compact).collect::<Vec<_>>().join(", ")),
        other => other.to_string(),
    }
}

fn object(fields: &serde_json::Map<String, Value>) -> String {
    let fields: Vec<String> =
        fields.iter().map(|(name, value)| format!("{name}: {}", compact(value))).collect();
    format!("{{{}}}", fields.join(", "))
}

/// JSON for reading: what fits stands on one line.
fn show(value: &Value, indent: usize, out: &mut String) {
    let line = compact(value);
    let is_group = matches!(value, Value::Array(_) | Value::Object(_));
    if !is_group || line.len() + indent <= 110 {
        out.push_str(&line);
        return;
    }
    let (open, close) = if value.is_array() { ('[', ']') } else { ('{', '}') };
    out.push(open);
    let mut item = |name: Option<&str>, value: &Value| {
        let _ = write!(out, "\n{:1$}", "", indent + 2);
        if let Some(name) = name {
            let _ = write!(out, "{name}: ");
        }
        show(value, indent + 2, out);
    };
    match value {
        Value::Array(items) => items.iter().for_each(|value| item(None, value)),
        Value::Object(fields) => fields.iter().for_each(|(name, value)| item(Some(name), value)),
        _ => {}
    }
    let _ = write!(out, "\n{:1$}{close}", "", indent);
}
