//! Answers that take long enough to be felt: worked out beside the loop, so that typing goes on meanwhile.

use std::panic::{AssertUnwindSafe, catch_unwind};

use gen_lsp_types as lsp;
use lsp_server::{ErrorCode, Request, RequestId};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::main_loop::{Server, fault, read};
use crate::reply::{Refusal, Reply};
use crate::transport::Event;

/// Work on one version of a document.
pub(crate) struct Work<W> {
    /// The document.
    pub(crate) uri: lsp::Uri,
    /// Its version; an answer about another one helps nobody.
    pub(crate) version: i32,
    /// The work.
    pub(crate) work: W,
}

/// An answer that was worked out beside the loop.
#[derive(Debug)]
pub(crate) struct Answered {
    id: RequestId,
    uri: lsp::Uri,
    version: i32,
    reply: Reply<serde_json::Value>,
}

impl Server {
    /// Answers a request with what work beside the loop brings; `prepare` takes along all that it needs.
    pub(crate) fn answer_beside<
        P: DeserializeOwned,
        T: Serialize,
        W: FnOnce() -> Reply<T> + Send + 'static,
    >(
        &mut self,
        request: Request,
        prepare: impl FnOnce(&mut Self, P) -> Reply<Work<W>>,
    ) {
        let Request { id, method, params } = request;
        let prepared = catch_unwind(AssertUnwindSafe(|| prepare(self, read(&method, params)?)));
        let prepared = prepared.unwrap_or_else(|panic| Err(Refusal::bug(&method, &*panic)));
        let Work { uri, version, work } = match prepared {
            Ok(work) => work,
            Err(refusal) => return self.refuse(id, &refusal),
        };
        let to = self.events.clone();
        std::thread::spawn(move || {
            let json = |result| {
                serde_json::to_value(result)
                    .map_err(|error| Refusal::new(ErrorCode::InternalError, error.to_string()))
            };
            let reply = catch_unwind(AssertUnwindSafe(|| work().and_then(json)));
            let reply = reply.unwrap_or_else(|panic| Err(Refusal::bug(&method, &*panic)));
            let _ = to.send(Event::Answered(Box::new(Answered { id, uri, version, reply })));
        });
    }

    /// Passes an answer on, if its document is still the one it is about.
    pub(crate) fn answered(&mut self, answered: Answered) {
        let Answered { id, uri, version, reply } = answered;
        let now = self.documents.get(&uri).map(|document| document.version);
        let reply = match reply {
            Ok(_) if now != Some(version) => {
                Err(Refusal::new(ErrorCode::ContentModified, "the text has changed meanwhile"))
            }
            reply => reply,
        };
        match reply {
            Ok(result) => self.reply(id, result),
            Err(refusal) => {
                if refusal.code == ErrorCode::InternalError as i32 {
                    self.log(lsp::MessageType::Error, &refusal.message);
                }
                self.refuse(id, &refusal);
            }
        }
    }
}

impl Refusal {
    /// A bug was met.
    fn bug(method: &str, panic: &(dyn std::any::Any + Send)) -> Self {
        Self::new(ErrorCode::InternalError, fault(&format!("`{method}`"), panic))
    }
}
