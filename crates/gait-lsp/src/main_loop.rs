//! The loop: takes messages in order, owns all state, and outlives whatever a handler does.

use std::any::Any;
use std::collections::{BTreeSet, HashMap, VecDeque};
use std::io::Write;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, Sender};

use gen_lsp_types as lsp;
use gen_lsp_types::Notification as _;
use lsp_server::{ErrorCode, Message, Notification, Request, RequestId, Response};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::client::Client;
use crate::documents::Documents;
use crate::handlers;
use crate::options::Options;
use crate::reply::{Refusal, Reply};
use crate::scan::Files;
use crate::transport::{self, Event};
use crate::workspace::Workspace;

/// So many messages are handled at most before diagnostics are sent, however many more wait.
const BURST: usize = 64;

/// How the server ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Ended {
    /// The client asked for it, as the protocol wants it.
    Asked,
    /// The client or its process went away.
    Abandoned,
}

/// How far the conversation is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Phase {
    /// Nothing was said yet.
    New,
    /// All may be asked.
    Running,
    /// Nothing may be asked any more.
    ShutDown,
}

/// All state of the server.
pub(crate) struct Server {
    out: Box<dyn Write>,
    /// Where work beside the loop puts its results.
    pub(crate) events: Sender<Event>,
    pub(crate) phase: Phase,
    pub(crate) client: Client,
    pub(crate) options: Options,
    pub(crate) documents: Documents,
    pub(crate) workspace: Workspace,
    /// The URIs of open documents whose diagnostics must be sent.
    pub(crate) dirty: BTreeSet<String>,
    /// What the last look at the folders brought.
    pub(crate) files: Files,
    pub(crate) scanning: handlers::workspace::Scanning,
    /// What the server asked the client, by the number of the request.
    asked: HashMap<RequestId, Asked>,
    next_id: i32,
    is_cut_off: bool,
}

/// What the server may ask the client.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Asked {
    /// For the settings of a person.
    Options,
    /// For something whose answer does not matter.
    Whatever,
}

impl Server {
    /// A server that was told nothing yet.
    pub(crate) fn new(out: Box<dyn Write>, events: Sender<Event>) -> Self {
        Self {
            out,
            events,
            phase: Phase::New,
            client: Client::default(),
            options: Options::default(),
            documents: Documents::default(),
            workspace: Workspace::default(),
            dirty: BTreeSet::new(),
            files: Files::new(),
            scanning: handlers::workspace::Scanning::default(),
            asked: HashMap::new(),
            next_id: 0,
            is_cut_off: false,
        }
    }

    /// Handles events until there is a reason to end.
    pub(crate) fn run(mut self, events: &Receiver<Event>) -> Ended {
        let mut inbox = VecDeque::new();
        let mut handled = 0;
        loop {
            // What waits is taken in first: a request may have been cancelled, a text changed again.
            inbox.extend(events.try_iter());
            if inbox.is_empty() || handled >= BURST {
                self.flush();
                handled = 0;
            }
            let event = match inbox.pop_front() {
                Some(event) => event,
                None => events.recv().unwrap_or(Event::Closed),
            };
            handled += 1;
            if let Some(ended) = self.handle(event, &inbox) {
                return ended;
            }
            if self.is_cut_off {
                return Ended::Abandoned;
            }
        }
    }

    fn handle(&mut self, event: Event, waiting: &VecDeque<Event>) -> Option<Ended> {
        match event {
            Event::Message(Message::Request(request)) if is_cancelled(&request.id, waiting) => {
                self.refuse(request.id, &cancelled());
            }
            Event::Message(Message::Request(request)) => self.request(request),
            Event::Message(Message::Notification(note))
                if note.method == lsp::ExitNotification::METHOD.as_str() =>
            {
                return Some(if self.phase == Phase::ShutDown { Ended::Asked } else { Ended::Abandoned });
            }
            Event::Message(Message::Notification(note)) => self.notification(note),
            Event::Message(Message::Response(response)) => self.response(response),
            Event::Garbled(why) => self.log(lsp::MessageType::Error, &why),
            Event::Scanned(scan) => self.guard("the look at the folders", |server| server.scanned(*scan)),
            Event::Answered(answered) => self.answered(*answered),
            Event::Closed if self.phase == Phase::ShutDown => return Some(Ended::Asked),
            Event::Closed | Event::Orphaned => return Some(Ended::Abandoned),
        }
        None
    }

    fn request(&mut self, request: Request) {
        let refusal = match (self.phase, request.method.as_str()) {
            (Phase::Running, "initialize") => Some((ErrorCode::InvalidRequest, "`initialize` comes once")),
            (Phase::New, "initialize") | (Phase::Running, _) => None,
            (Phase::New, _) => Some((ErrorCode::ServerNotInitialized, "`initialize` comes first")),
            (Phase::ShutDown, _) => Some((ErrorCode::InvalidRequest, "the server was shut down")),
        };
        match refusal {
            Some((code, why)) => self.refuse(request.id, &Refusal::new(code, why)),
            None => handlers::request(self, request),
        }
    }

    fn notification(&mut self, note: Notification) {
        if self.phase == Phase::Running {
            handlers::notification(self, note);
        }
    }

    fn response(&mut self, response: Response) {
        let asked = self.asked.remove(&response.id);
        match (asked, response.response_result) {
            (Some(Asked::Options), Ok(Value::Array(mut values))) if !values.is_empty() => {
                handlers::workspace::take_options(self, &values.swap_remove(0));
            }
            (Some(_), Err(error)) => self.log(lsp::MessageType::Warning, &error.message),
            _ => {}
        }
    }

    /// Answers a request with what a handler makes of it.
    pub(crate) fn answer<P: DeserializeOwned, T: Serialize>(
        &mut self,
        request: Request,
        handler: impl FnOnce(&mut Self, P) -> Reply<T>,
    ) {
        let Request { id, method, params } = request;
        let params = match read(&method, params) {
            Ok(params) => params,
            Err(refusal) => return self.refuse(id, &refusal),
        };
        match catch_unwind(AssertUnwindSafe(|| handler(self, params))) {
            Ok(Ok(result)) => self.reply(id, result),
            Ok(Err(refusal)) => self.refuse(id, &refusal),
            Err(panic) => {
                let fault = fault(&format!("`{method}`"), &*panic);
                self.log(lsp::MessageType::Error, &fault);
                self.refuse(id, &Refusal::new(ErrorCode::InternalError, fault));
            }
        }
    }

    /// Lets a handler act on a notification.
    pub(crate) fn act<P: DeserializeOwned>(
        &mut self,
        note: Notification,
        handler: impl FnOnce(&mut Self, P),
    ) {
        match read(&note.method, note.params) {
            Ok(params) => self.guard(&format!("`{}`", note.method), |server| handler(server, params)),
            Err(refusal) => self.log(lsp::MessageType::Error, &refusal.message),
        }
    }

    /// Goes on after a bug.
    pub(crate) fn guard(&mut self, what: &str, work: impl FnOnce(&mut Self)) {
        if let Err(panic) = catch_unwind(AssertUnwindSafe(|| work(self))) {
            self.log(lsp::MessageType::Error, &fault(what, &*panic));
        }
    }

    /// Sends a result.
    pub(crate) fn reply(&mut self, id: RequestId, result: impl Serialize) {
        match serde_json::to_value(result) {
            Ok(result) => self.send(Response { id, response_result: Ok(result) }.into()),
            Err(error) => self.refuse(id, &Refusal::new(ErrorCode::InternalError, error.to_string())),
        }
    }

    /// Says why a request is not answered.
    pub(crate) fn refuse(&mut self, id: RequestId, refusal: &Refusal) {
        self.send(Response::new_err(id, refusal.code, refusal.message.clone()).into());
    }

    /// Asks the client for something.
    pub(crate) fn ask<R: lsp::Request>(&mut self, params: R::Params, asked: Asked) {
        self.next_id += 1;
        self.asked.insert(RequestId::from(self.next_id), asked);
        let params = serde_json::to_value(params).unwrap_or_default();
        let id = RequestId::from(self.next_id);
        self.send(Request { id, method: R::METHOD.to_string(), params }.into());
    }

    /// Tells the client something.
    pub(crate) fn tell<N: lsp::Notification>(&mut self, params: N::Params) {
        let params = serde_json::to_value(params).unwrap_or_default();
        self.send(Notification { method: N::METHOD.to_string(), params }.into());
    }

    /// Writes a line to the client's log.
    pub(crate) fn log(&mut self, kind: lsp::MessageType, message: &str) {
        self.tell::<lsp::LogMessageNotification>(lsp::LogMessageParams { kind, message: message.to_owned() });
    }

    fn send(&mut self, message: Message) {
        if transport::send(&mut self.out, &message).is_err() {
            self.is_cut_off = true;
        }
    }
}

/// The parameters of a message.
pub(crate) fn read<P: DeserializeOwned>(method: &str, params: Value) -> Reply<P> {
    serde_json::from_value(params).map_err(|error| {
        Refusal::new(
            ErrorCode::InvalidParams,
            format!("the parameters of `{method}` cannot be read: {error}"),
        )
    })
}

/// What the client is told of a bug; the place in the source was printed to standard error when it happened.
pub(crate) fn fault(what: &str, panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().copied();
    let text =
        text.or_else(|| panic.downcast_ref::<String>().map(String::as_str)).unwrap_or("no reason given");
    format!("{what} met a bug of the server and was given up: {text}")
}

/// What a client is told that no longer wants an answer.
pub(crate) fn cancelled() -> Refusal {
    Refusal::new(ErrorCode::RequestCanceled, "cancelled by the client")
}

fn is_cancelled(id: &RequestId, waiting: &VecDeque<Event>) -> bool {
    waiting.iter().any(|event| match event {
        Event::Message(Message::Notification(note)) => cancels(note).as_ref() == Some(id),
        _ => false,
    })
}

/// The request that a notification cancels.
pub(crate) fn cancels(note: &Notification) -> Option<RequestId> {
    let is_cancel = note.method == lsp::CancelNotification::METHOD.as_str();
    is_cancel.then(|| serde_json::from_value(note.params.get("id")?.clone()).ok())?
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::{Arc, Mutex};

    /// An output that can be looked at.
    #[derive(Clone, Default)]
    struct Out(Arc<Mutex<Vec<u8>>>);

    impl Write for Out {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0.lock().expect("nobody panicked with it").extend_from_slice(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }

    impl Out {
        fn text(&self) -> String {
            String::from_utf8_lossy(&self.0.lock().expect("nobody panicked with it")).into_owned()
        }
    }

    fn server() -> (Server, Out) {
        let out = Out::default();
        let (events, _) = std::sync::mpsc::channel();
        let mut server = Server::new(Box::new(out.clone()), events);
        server.phase = Phase::Running;
        (server, out)
    }

    #[test]
    fn a_bug_in_a_handler_ends_its_request_and_nothing_else() {
        let (mut server, out) = server();
        let request =
            |id| Request { id: RequestId::from(id), method: "test/bug".to_owned(), params: Value::Null };
        server.answer(request(1), |_, ()| -> Reply<()> { panic!("no {} here", "luck") });
        server.answer(request(2), |_, ()| Ok(2));
        let note = Notification { method: "test/bug".to_owned(), params: Value::Null };
        server.act(note, |_, ()| panic!("nor here"));
        server.guard("the rest", |server| server.log(lsp::MessageType::Info, "goes on"));
        let text = out.text();
        let fault = "`test/bug` met a bug of the server and was given up: no luck here";
        assert!(text.contains(&format!(r#""id":1,"error":{{"code":-32603,"message":"{fault}"}}"#)), "{text}");
        assert!(text.contains(r#""id":2,"result":2"#), "{text}");
        assert!(text.contains("`test/bug` met a bug of the server and was given up: nor here"), "{text}");
        assert_eq!(text.matches("window/logMessage").count(), 3, "{text}");
    }

    #[test]
    fn what_is_cancelled_before_its_turn_is_not_done() {
        let (sender, events) = std::sync::mpsc::channel();
        let out = Out::default();
        let mut server = Server::new(Box::new(out.clone()), sender.clone());
        server.phase = Phase::Running;
        let params = serde_json::json!({ "textDocument": { "uri": "file:///a.plan.ron" } });
        let method = "textDocument/foldingRange".to_owned();
        let request = Request { id: RequestId::from(7), method, params };
        let cancel =
            Notification { method: "$/cancelRequest".to_owned(), params: serde_json::json!({ "id": 7 }) };
        for event in [request.into(), cancel.into()].map(Event::Message) {
            sender.send(event).expect("the loop listens");
        }
        sender.send(Event::Closed).expect("the loop listens");
        assert_eq!(server.run(&events), Ended::Abandoned);
        assert!(out.text().contains(r#""id":7,"error":{"code":-32800"#), "{}", out.text());
    }

    #[test]
    fn answers_from_beside_the_loop_are_about_the_text_of_now() {
        let (sender, events) = std::sync::mpsc::channel();
        let out = Out::default();
        let mut server = Server::new(Box::new(out.clone()), sender);
        server.phase = Phase::Running;
        let uri = lsp::Uri::from("untitled:a.plan.ron");
        let language_id = lsp::LanguageKind::from("gait-plan".to_owned());
        let item = lsp::TextDocumentItem { uri: uri.clone(), language_id, version: 3, text: String::new() };
        server.documents.open(item);
        let mut ask = |id, version, work: fn() -> Reply<u8>| {
            let request =
                Request { id: RequestId::from(id), method: "test/beside".to_owned(), params: Value::Null };
            let uri = uri.clone();
            server.answer_beside(request, move |_, ()| Ok(crate::beside::Work { uri, version, work }));
            let event = events.recv().expect("the work ends");
            assert_eq!(server.handle(event, &VecDeque::new()), None);
        };
        ask(1, 3, || Ok(7));
        ask(2, 2, || Ok(7));
        ask(3, 3, || panic!("out of breath"));
        let text = out.text();
        assert!(text.contains(r#""id":1,"result":7"#), "{text}");
        assert!(text.contains(r#""id":2,"error":{"code":-32801"#), "{text}");
        assert!(text.contains(r#""id":3,"error":{"code":-32603"#), "{text}");
        assert!(
            text.contains("`test/beside` met a bug of the server and was given up: out of breath"),
            "{text}"
        );
    }
}
