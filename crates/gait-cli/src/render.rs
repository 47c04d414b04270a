//! Reports as text for people and for tools.

pub(crate) mod human;
