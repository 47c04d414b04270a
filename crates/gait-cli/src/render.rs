//! What there is to show as text: for people and for tools.

pub(crate) mod concise;
pub(crate) mod human;
pub(crate) mod json;
