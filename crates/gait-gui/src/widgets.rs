//! Small things that several panels draw.

pub mod badge;
pub mod card;
pub(crate) mod selecting;
