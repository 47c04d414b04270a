//! What is drawn. A panel sees view models and its own state, and asks for things; it changes nothing and computes nothing
//! about a plan.

pub mod alerts;
pub mod bar;
pub mod board;
pub mod charts;
pub mod dialogs;
pub mod inspector;
pub mod palette;
pub mod problems;
pub mod source;
pub mod status;

use crate::command::Env;
use crate::document::Document;
use crate::files::Files;
use crate::preferences::Preferences;
use crate::request::Requests;
use crate::theme::Tokens;
use crate::views::Views;

/// What every panel may look at.
#[derive(Debug)]
pub struct Cx<'e> {
    /// The open plan.
    pub document: &'e Document,
    /// What is shown of it.
    pub views: &'e Views,
    /// What the person prefers.
    pub preferences: &'e Preferences,
    /// The colours.
    pub tokens: &'static Tokens,
    /// Where requests are sent.
    pub requests: &'e Requests,
    /// Which commands can be used.
    pub env: &'e Env,
    /// Files, and what there is to decide about them.
    pub files: &'e Files,
}
