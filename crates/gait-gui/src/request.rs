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
    /// Selects what the caret has come into by typing; the typing goes on as the same step.
    Follow(Selection),
    /// Something done on the board.
    Gesture(Gesture),
    /// Edits of the text of the version that is shown. What was typed into the text itself is carried over to a newer one,
    /// so that no letter is lost; other edits of an older text are not about this one.
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
    /// Something about files.
    File(FileRequest),
    /// Something to tell, in the status line.
    Tell(String),
}

impl Request {
    /// Whether it goes on from what the form shows: saves it, closes it, or is about something else afterwards. What is typed
    /// there is taken over before.
    #[must_use]
    pub fn leaves_the_form(&self, selected: &Selection) -> bool {
        match self {
            Self::Run(command) => command.leaves_the_form(),
            Self::Select { selection, .. } => selection != selected,
            Self::Gesture(_) | Self::PasteText(_) | Self::OpenFile(_) => true,
            Self::Problem(ask) => !matches!(ask, Ask::Filter | Ask::Unpick | Ask::Preview(_)),
            Self::File(request) => {
                use FileRequest as File;
                matches!(request, File::Open(_) | File::Begin(_) | File::SaveAs { .. } | File::Restore(_))
            }
            Self::Edit { .. } | Self::Follow(_) | Self::ShowSource(_) | Self::Tell(_) => false,
        }
    }
}

/// Something to be done about files.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum FileRequest {
    /// Closes the dialog that is open; whatever waited for it does not happen.
    CloseDialog,
    /// Opens the path that was typed.
    Open(String),
    /// Begins a plan with this text.
    Begin(String),
    /// Saves under the path that was typed.
    SaveAs {
        /// The path.
        typed: String,
        /// Whether a file of that name may be replaced.
        overwrite: bool,
    },
    /// Saves, then goes on with what waited for an answer about unsaved changes.
    SaveFirst,
    /// Gives unsaved changes up and goes on with what waited for an answer about them.
    Discard,
    /// Keeps our text in a conflict.
    KeepMine,
    /// Takes the text on the disk in a conflict.
    TakeTheirs,
    /// Shows both texts of a conflict.
    Compare,
    /// Ends a conflict; for each place, whether theirs is taken.
    Merge(Vec<bool>),
    /// Looks at the file again.
    LookAgain,
    /// Takes the file over from another window.
    TakeOver,
    /// Takes an alert away that was read.
    Dismiss,
    /// Restores the text left behind of this file of the journal.
    Restore(PathBuf),
    /// Shows how the text left behind of this file of the journal differs.
    CompareLeft(PathBuf),
    /// Removes the text left behind of this file of the journal.
    DiscardLeft(PathBuf),
    /// Leaves what was left behind for the next start.
    Later,
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
