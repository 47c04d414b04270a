//! `gait expand`: the calendar that a plan comes to.

use std::path::Path;

use gait_core::{Expansion, Snapshot, expand};
use gait_files::shown;

use crate::Status;
use crate::args::{ExpandArgs, ExpandFormat, Weeks};
use crate::failure::Failure;
use crate::inputs;
use crate::output::Output;
use crate::render::{calendar, counts, json};

pub(crate) fn run(args: &ExpandArgs, output: &mut Output) -> Result<Status, Failure> {
    let snapshot = Snapshot::new(&inputs::single(&args.path)?);
    let mut expansion = expand(&snapshot);
    let whole = expansion.weeks.len();
    if let Some(weeks) = args.week {
        select(&mut expansion, weeks)?;
    }
    let text = match args.json || args.format == ExpandFormat::Json {
        true => format!("{}\n", json::serialize(&expansion)),
        false => {
            let detail = if args.week.is_some() { calendar::Detail::Full } else { calendar::Detail::Short };
            calendar::render(&expansion, whole, detail, output.width())
        }
    };
    output.write(&text)?;
    note_mistakes(&snapshot, &args.path, output)
}

/// Tells where a plan could not be read in full.
pub(super) fn note_mistakes(
    snapshot: &Snapshot,
    path: &Path,
    output: &mut Output,
) -> Result<Status, Failure> {
    match snapshot.problems.len() {
        0 => Ok(Status::Clean),
        count => {
            let mistakes = counts::mistakes(count);
            output.note(&format!(
                "the text has {mistakes}, and the calendar lacks what could not be read; `gait check {}` shows more",
                shown(path)
            ))?;
            Ok(Status::Found)
        }
    }
}

/// Keeps the weeks that are asked for.
fn select(expansion: &mut Expansion, weeks: Weeks) -> Result<(), Failure> {
    let last = expansion.weeks.last().map_or(0, |week| week.week);
    if weeks.last > last {
        return Err(Failure::Unknown {
            message: format!(
                "there is no week {}; the plan has {last}",
                weeks.last.min(weeks.first.max(last + 1))
            ),
            hint: None,
        });
    }
    expansion.weeks.retain(|week| (weeks.first..=weeks.last).contains(&week.week));
    Ok(())
}
