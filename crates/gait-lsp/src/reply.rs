//! Why a request is not answered with a result.

use lsp_server::ErrorCode;

/// Why a request is not answered.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Refusal {
    /// The protocol's number for it.
    pub(crate) code: i32,
    /// The fact.
    pub(crate) message: String,
}

impl Refusal {
    /// A refusal of a kind.
    pub(crate) fn new(code: ErrorCode, message: impl Into<String>) -> Self {
        Self { code: code as i32, message: message.into() }
    }

    /// What was asked for cannot be done, and the person should know why.
    pub(crate) fn failed(message: impl Into<String>) -> Self {
        Self::new(ErrorCode::RequestFailed, message)
    }
}

/// What a handler gives back.
pub(crate) type Reply<T> = Result<T, Refusal>;
