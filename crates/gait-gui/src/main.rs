//! The command `gait-editor`: opens a plan in a window.

fn main() {}
