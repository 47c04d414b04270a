//! One module for each verb.

pub(crate) mod check;
pub(crate) mod expand;
pub(crate) mod explain;
pub(crate) mod fix;
pub(crate) mod rules;
pub(crate) mod watch;
