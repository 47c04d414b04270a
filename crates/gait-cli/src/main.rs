//! The command `gait`.
#![allow(clippy::disallowed_methods, reason = "the command reads files for its user")]

mod render;

use std::io::Write;

use gait_core::{Inputs, Snapshot, Source};

fn main() -> std::io::Result<()> {
    let mut out = anstream::stdout().lock();
    for path in std::env::args().skip(2) {
        let text = std::fs::read_to_string(&path)?;
        let snapshot = Snapshot::new(&Inputs::plan(Source::new(path, text)));
        write!(out, "{}", render::human::render(&snapshot.report(), &snapshot.source.text, true))?;
    }
    Ok(())
}
