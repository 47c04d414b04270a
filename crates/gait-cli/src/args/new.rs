//! What `gait new` may be asked.

use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use gait_core::template::{Anchor, TEMPLATES, Template, day, find};
use jiff::civil::Date;

#[derive(clap::Args, Debug)]
#[command(after_help = "\
A worked plan is moved by whole weeks, so that every session keeps its weekday. Its paces, distances and loads are \
somebody else's: write your own into `athlete` and the sessions, then `gait check` says what does not fit.

Examples:
  gait new half.plan.ron --from spring-half --race 2027-05-23
  gait new winter.plan.ron --from winter-a-b --start 2027-11-01
  gait new - --from first-5k | less")]
pub(crate) struct NewArgs {
    /// The file to write, which must not be there; `.plan.ron` is added if it lacks it, `-` is standard output
    pub(crate) path: PathBuf,

    /// The worked plan to begin with
    #[arg(long, value_name = "PLAN", default_value = "bare", value_parser = templates())]
    pub(crate) from: Template,

    /// What the plan is called; left out, as the file is
    #[arg(long)]
    pub(crate) name: Option<String>,

    #[command(flatten)]
    pub(crate) day: DayArgs,
}

/// The day that is fixed; left out, the plan begins as soon as it can.
#[derive(clap::Args, Debug)]
#[group(multiple = false)]
pub(crate) struct DayArgs {
    /// The day of its race
    #[arg(long, value_name = "DATE", value_parser = date)]
    race: Option<Date>,

    /// A day of its first week
    #[arg(long, value_name = "DATE", value_parser = date)]
    start: Option<Date>,

    /// A day of its last week, for a plan without a race
    #[arg(long, value_name = "DATE", value_parser = date)]
    end: Option<Date>,
}

impl DayArgs {
    /// The day that was given.
    pub(crate) fn given(&self) -> Option<(Anchor, Date)> {
        let days = [(Anchor::Race, self.race), (Anchor::Start, self.start), (Anchor::End, self.end)];
        days.into_iter().find_map(|(anchor, date)| Some((anchor, date?)))
    }
}

fn templates() -> impl TypedValueParser<Value = Template> {
    let values = TEMPLATES.iter().map(|template| {
        PossibleValue::new(template.name).help(format!("{}: {}", template.title, template.about))
    });
    PossibleValuesParser::new(values).try_map(|name| find(&name).ok_or("no such plan"))
}

fn date(text: &str) -> Result<Date, String> {
    day(text).ok_or_else(|| "a date is written as year (1900 to 2200), month and day: 2027-03-01".to_owned())
}
