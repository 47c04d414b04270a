//! What is to be done, said by whatever is drawn and carried out between frames.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, Sender, channel};

use gait_core::{Edit, Gesture, Join, SessionKey, Span};

use crate::command::Command;
use crate::fixes::Scope;
use crate::selection::Selection;

/// Something to be done.
#[derive(Clone, Debug)]
pub enum Request {
    /// A command.
    Run(Command),
    /// Selects something; `reveal` scrolls to it, on the board and in the text.
    Select {
        /// What.
        selection: Selection,
        /// Whether to bring it into view.
        reveal: bool,
    },
    /// Something done on the board.
    Gesture(Gesture),
    /// Edits of the text of the version that is shown.
    Edit {
        /// The version of the text that the edits are of.
        version: u64,
        /// What the step is called, as in “Undo set distance”.
        name: String,
        /// The edits.
        edits: Vec<Edit>,
        /// Whether it continues the step before.
        join: Join,
        /// What is selected afterwards, if that changes.
        selection: Option<Selection>,
    },
    /// Shows a part of the text in the source pane.
    ShowSource(Span),
    /// Something about the problems.
    Problem(Ask),
    /// Puts RON text or notation where the selection is.
    PasteText(String),
    /// Opens a file.
    OpenFile(PathBuf),
    /// Something to tell, in the status line.
    Tell(String),
}

/// Something to be done about problems. Fixes and reasons are those of the current one.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Ask {
    /// Goes to the next one that is shown.
    Next,
    /// Goes to the one before.
    Previous,
    /// Goes to the one with this identity.
    Pick(String),
    /// Makes none the current one.
    Unpick,
    /// Goes to the worst one of a session.
    OfSession(SessionKey),
    /// Goes to the fixes of the selected session, or of the current problem.
    ShowFixes,
    /// Goes to the field of the filter.
    Filter,
    /// Applies one of the fixes.
    Apply(usize),
    /// Applies many fixes, once they are worked out.
    ApplyAll(Scope),
    /// Shows many fixes, once they are worked out.
    Preview(Scope),
    /// Silences the finding for a reason.
    Allow(String),
}

/// Where requests are sent.
#[derive(Clone, Debug)]
pub struct Requests(Sender<Request>);

impl Requests {
    /// A queue and its end.
    #[must_use]
    pub fn queue() -> (Self, Receiver<Request>) {
        let (sender, receiver) = channel();
        (Self(sender), receiver)
    }

    /// Asks for something. It happens before the next frame.
    pub fn send(&self, request: Request) {
        // The other end is the editor itself; when it is gone nobody waits for an answer.
        let _ = self.0.send(request);
    }

    /// Asks for a command.
    pub fn run(&self, command: Command) {
        self.send(Request::Run(command));
    }

    /// Selects something that was clicked, and so is in view.
    pub fn select(&self, selection: Selection) {
        self.send(Request::Select { selection, reveal: false });
    }

    /// Selects something and brings it into view.
    pub fn reveal(&self, selection: Selection) {
        self.send(Request::Select { selection, reveal: true });
    }
}
