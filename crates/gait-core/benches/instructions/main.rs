//! One piece of work, once, for a tool that counts instructions: these do not depend on what else a machine does.
//! `.ci/instructions` runs it and holds the counts against their limits.
#![allow(missing_docs, clippy::unwrap_used, reason = "a benchmark")]

#[path = "../check/plans.rs"]
mod plans;
#[path = "../check/season.rs"]
mod season;

use std::hint::black_box;

use gait_core::{Inputs, Source};
use gait_model::raw;
use ron::extensions::Extensions;

/// So many of the plans that a folder of many holds: one in four of these has alternatives to try.
const SEASONS: u32 = 40;

/// `instructions check|ron|nothing WEEKS|1MB|seasons`; nothing is the plan alone.
fn main() {
    let mut args = std::env::args().skip(1).filter(|arg| arg != "--bench");
    let (work, size) = (args.next().unwrap_or_default(), args.next().unwrap_or_default());
    match size.as_str() {
        "1MB" => run(&work, plans::written_out(1_000_000)),
        "seasons" => (0..SEASONS).for_each(|number| run(&work, season::season(number))),
        weeks => run(&work, plans::patterned(weeks.parse().unwrap_or(16))),
    }
}

fn run(work: &str, text: String) {
    match work {
        "check" => drop(black_box(gait_core::check(&Inputs::plan(Source::new("bench", text))))),
        "ron" => {
            let options = ron::Options::default().with_default_extension(
                Extensions::IMPLICIT_SOME | Extensions::UNWRAP_NEWTYPES | Extensions::UNWRAP_VARIANT_NEWTYPES,
            );
            drop(black_box(options.from_str::<raw::Plan>(&text).unwrap()));
        }
        _ => drop(black_box(text)),
    }
}
