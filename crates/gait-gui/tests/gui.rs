//! The editor, driven as a person drives it: by what is written on things, by mouse and by keyboard.
#![allow(clippy::disallowed_methods, reason = "tests read and write files, and wait for a window")]

mod gui {
    pub(crate) mod board;
    pub(crate) mod charts;
    pub(crate) mod commands;
    pub(crate) mod files;
    pub(crate) mod harness;
    pub(crate) mod inspector;
    pub(crate) mod problems;
    pub(crate) mod source;
    pub(crate) mod window;

    #[allow(unreachable_pub, reason = "the suite's own file, where it is part of a library")]
    #[path = "../../../../tests/harness/tool.rs"]
    pub(crate) mod tool;
}
