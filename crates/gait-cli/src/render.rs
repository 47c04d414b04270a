//! What there is to show as text: for people and for tools.

pub(crate) mod answer;
pub(crate) mod calendar;
pub(crate) mod comment;
pub(crate) mod concise;
pub(crate) mod counts;
pub(crate) mod diff;
pub(crate) mod document;
pub(crate) mod github;
pub(crate) mod human;
pub(crate) mod json;
pub(crate) mod junit;
pub(crate) mod markdown;
pub(crate) mod markup;
pub(crate) mod patch;
pub(crate) mod place;
pub(crate) mod sarif;
pub(crate) mod scores;
pub(crate) mod table;
pub(crate) mod text;
pub(crate) mod watch;
