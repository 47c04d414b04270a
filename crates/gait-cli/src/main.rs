//! The command `gait`.

fn main() {}
