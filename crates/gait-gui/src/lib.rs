//! The desktop editor: a plan as a board, a form, charts and text, all of them views of one file.
//!
//! Whatever a person does is a [`Request`]; requests are carried out between frames and never while drawing. Drawing sees
//! view models, which are made once for each version of the text.

pub mod app;
pub mod command;
pub mod desk;
pub mod document;
pub mod drag;
pub mod editor;
pub mod files;
pub mod fixes;
pub mod panels;
pub mod preferences;
pub mod request;
pub mod selection;
pub mod start;
pub mod theme;
pub mod views;
pub mod vm;
pub mod widgets;

pub use app::App;
pub use command::{Command, Env, Menu};
pub use document::Document;
pub use editor::Editor;
pub use preferences::{Appearance, Preferences};
pub use request::{FileRequest, Request, Requests};
pub use selection::Selection;
