//! From a keystroke to what an editor shows: a real client, the real command, its streams between them.
//!
//! Run with `cargo build --release -p gait-cli && cargo bench -p gait-lsp`; `GAIT` names another command.
#![allow(
    missing_docs,
    clippy::disallowed_methods,
    reason = "a benchmark: it starts a process and reads the clock"
)]
#![allow(clippy::print_stdout, reason = "a benchmark prints its figures")]

#[allow(dead_code, reason = "shared with the benchmarks of the core, which make other plans as well")]
#[path = "../../gait-core/benches/check/plans.rs"]
mod plans;

use std::io::{BufRead, BufReader, Read, Write};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

/// How many keys are pressed before times count, and while they do.
const WARM: usize = 100;
const KEYS: usize = 2000;

const URI: &str = "file:///bench/a.plan.ron";

fn main() {
    // `cargo test --benches` only wants to know that it runs.
    let keys = if std::env::args().any(|arg| arg == "--bench") { KEYS } else { 5 };
    println!("{:<10} {:<32} {:>9} {:>9} {:>9} {:>9}", "plan", "until", "p50", "p90", "p99", "most");
    for weeks in [16, 52] {
        let text = plans::patterned(weeks);
        let mut client = Client::start(&text);
        client.row(weeks, "published diagnostics", keys, |client, _| client.published());
        let place = |text: &str, needle: &str| position(text, text.find(needle).unwrap_or(0));
        for (what, method, needle) in [
            ("completion in a slot", "textDocument/completion", "easy"),
            ("hover over a session", "textDocument/hover", "long"),
            ("semantic tokens", "textDocument/semanticTokens/full", "Plan"),
            ("inlay hints of all", "textDocument/inlayHint", "Plan"),
            ("code actions at the first finding", "textDocument/codeAction", ""),
        ] {
            let at = if needle.is_empty() { client.first_finding() } else { place(&text, needle) };
            let range = match method {
                "textDocument/inlayHint" => {
                    json!({ "start": place(&text, "Plan"), "end": { "line": 99_999, "character": 0 } })
                }
                _ => json!({ "start": at, "end": at }),
            };
            let params = json!({
                "textDocument": { "uri": URI }, "position": at, "range": range, "context": { "diagnostics": [], "triggerKind": 1 },
            });
            let keys = if method == "textDocument/codeAction" { keys.min(200) } else { keys };
            client.row(weeks, what, keys, |client, version| {
                client.send(&json!({ "jsonrpc": "2.0", "id": version, "method": method, "params": params }));
                client.wait(|message| message["id"] == version && message.get("method").is_none());
            });
        }
    }
}

struct Client {
    child: Child,
    to: ChildStdin,
    from: BufReader<ChildStdout>,
    text: String,
    version: usize,
    last: Value,
}

impl Client {
    fn start(text: &str) -> Self {
        let mut command = Command::new(command());
        let mut child = command
            .arg("lsp")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the server starts");
        let to = child.stdin.take().expect("the input is piped");
        let from = BufReader::new(child.stdout.take().expect("the output is piped"));
        let mut client = Self { child, to, from, text: text.to_owned(), version: 1, last: Value::Null };
        let can = json!({ "textDocument": { "codeAction": { "codeActionLiteralSupport": { "codeActionKind": { "valueSet": [] } } } } });
        client.send(
            &json!({ "jsonrpc": "2.0", "id": 0, "method": "initialize", "params": { "capabilities": can } }),
        );
        client.wait(|message| message["id"] == 0);
        client.send(&json!({ "jsonrpc": "2.0", "method": "initialized", "params": {} }));
        let item = json!({ "uri": URI, "languageId": "ron", "version": 1, "text": text });
        client.send(&json!({ "jsonrpc": "2.0", "method": "textDocument/didOpen", "params": { "textDocument": item } }));
        client.published();
        client
    }

    /// Presses keys and prints how long it takes each time until `done` returns.
    fn row(&mut self, weeks: u32, what: &str, keys: usize, mut done: impl FnMut(&mut Self, usize)) {
        let mut times = Vec::with_capacity(keys);
        for key in 0..WARM.min(keys) + keys {
            let message = self.key();
            let start = Instant::now();
            self.send(&message);
            done(self, self.version);
            if key >= WARM.min(keys) {
                times.push(start.elapsed());
            }
        }
        times.sort();
        let at = |share: f64| shown(times[((times.len() - 1) as f64 * share).round() as usize]);
        let plan = format!("{weeks} weeks");
        println!("{plan:<10} {what:<32} {:>9} {:>9} {:>9} {:>9}", at(0.5), at(0.9), at(0.99), at(1.0));
    }

    /// The next key: a digit of an amount typed, or taken back.
    fn key(&mut self) -> Value {
        self.version += 1;
        let at = self.text.find(" km").expect("the plan has kilometres");
        let start = position(&self.text, at);
        let typed = self.version.is_multiple_of(2);
        let end = position(&self.text, if typed { at } else { at + 1 });
        let change = json!({ "range": { "start": start, "end": end }, "text": if typed { " " } else { "" } });
        let document = json!({ "uri": URI, "version": self.version });
        let params = json!({ "textDocument": document, "contentChanges": [change] });
        // A blank more or less before the unit, so that the plan means the same.
        self.text =
            if typed { self.text.replacen(" km", "  km", 1) } else { self.text.replacen("  km", " km", 1) };
        json!({ "jsonrpc": "2.0", "method": "textDocument/didChange", "params": params })
    }

    fn first_finding(&self) -> Value {
        self.last["params"]["diagnostics"][0]["range"]["start"].clone()
    }

    /// Waits for the diagnostics of the version that was sent last.
    fn published(&mut self) {
        let version = self.version;
        self.wait(|message| message["params"]["version"] == version);
    }

    fn wait(&mut self, is_it: impl Fn(&Value) -> bool) {
        loop {
            let message = self.receive();
            if message["method"] == "textDocument/publishDiagnostics" {
                self.last = message.clone();
            }
            if is_it(&message) {
                assert!(message.get("error").is_none(), "{message}");
                return;
            }
        }
    }

    fn send(&mut self, message: &Value) {
        let body = message.to_string();
        let bytes = format!("Content-Length: {}\r\n\r\n{body}", body.len());
        self.to.write_all(bytes.as_bytes()).expect("the server reads");
        self.to.flush().expect("the server reads");
    }

    fn receive(&mut self) -> Value {
        let mut length = 0;
        loop {
            let mut line = String::new();
            assert!(self.from.read_line(&mut line).expect("the server writes") > 0, "the server has ended");
            match line.trim().strip_prefix("Content-Length: ") {
                Some(number) => length = number.parse().expect("a length"),
                None if line.trim().is_empty() => break,
                None => {}
            }
        }
        let mut body = vec![0; length];
        self.from.read_exact(&mut body).expect("the server writes");
        serde_json::from_slice(&body).expect("a message is JSON")
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The command: what `GAIT` names, or the one beside this benchmark.
fn command() -> PathBuf {
    if let Some(path) = std::env::var_os("GAIT") {
        return path.into();
    }
    let here = std::env::current_exe().expect("a benchmark is a program");
    let folder =
        here.parent().and_then(|deps| deps.parent()).expect("it stands in `deps` beside the programs");
    folder.join(format!("gait{}", std::env::consts::EXE_SUFFIX))
}

fn position(text: &str, at: usize) -> Value {
    let line = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    json!({ "line": text[..at].matches('\n').count(), "character": text[line..at].encode_utf16().count() })
}

fn shown(time: Duration) -> String {
    format!("{:.2} ms", time.as_secs_f64() * 1000.0)
}
