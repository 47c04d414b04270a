//! `gait explain`: the page of a question, a rule, a group, a kind of mistake, a part of the format, an exercise, a topic.

use anstyle::Style;
use gait_core::{Snapshot, Subject};

use crate::Status;
use crate::args::ExplainArgs;
use crate::commands::expand::note_mistakes;
use crate::failure::Failure;
use crate::inputs;
use crate::output::{BOLD, NAME, Output, painted};
use crate::render::{answer, markdown, table};

/// Lines longer than this are hard to read, however wide the terminal is.
const WIDEST: usize = 100;

pub(crate) fn run(args: &ExplainArgs, output: &mut Output) -> Result<Status, Failure> {
    if args.name.is_empty() {
        output.write(&index(output.width()))?;
        return Ok(Status::Clean);
    }
    let name = args.name.join("-");
    let subject = Subject::find(&name).ok_or_else(|| unknown(&name))?;
    let Some(path) = &args.plan else {
        output.write(&page(&subject.page(), output))?;
        return Ok(Status::Clean);
    };
    let snapshot = Snapshot::new(&inputs::with_settings(path, &args.settings)?);
    let answer = snapshot.answer(subject).ok_or_else(|| no_answer(&name))?;
    output.write(&page(&subject.page(), output))?;
    let heading = page(&format!("## In {}\n", snapshot.source.name), output);
    output.write(&format!("\n{heading}"))?;
    output.write(&answer::render(&answer, &snapshot.source.name, output.width()))?;
    note_mistakes(&snapshot, path, output)
}

fn page(text: &str, output: &Output) -> String {
    markdown::render(text, output.width().min(WIDEST), output.is_styled())
}

fn no_answer(name: &str) -> Failure {
    Failure::Unknown {
        message: format!("`{name}` is not about training, so no plan says anything of it"),
        hint: Some("`--plan` goes with a question, a rule or a group of rules".to_owned()),
    }
}

fn unknown(name: &str) -> Failure {
    let rules = Subject::rules_from(name);
    let hint = match Subject::nearest(name) {
        _ if !rules.is_empty() => format!("rules that begin so: `{}`", rules.join("`, `")),
        Some(near) => format!("did you mean `{near}`?"),
        None => "`gait explain` without a name lists all there is".to_owned(),
    };
    Failure::Unknown { message: format!("there is nothing called `{name}` to explain"), hint: Some(hint) }
}

/// All there is to explain.
fn index(width: usize) -> String {
    let all = Subject::all();
    let mut out = String::new();
    for title in
        ["Questions", "Topics", "Groups of rules", "Rules", "Mistakes in the text", "Parts of the format"]
    {
        let rows: Vec<Vec<String>> = all
            .iter()
            .filter(|subject| section(**subject) == title)
            .map(|subject| vec![subject.name().to_owned(), subject.summary().to_owned()])
            .collect();
        if rows.is_empty() {
            continue;
        }
        let table = table::rows(&rows, &[NAME, Style::new()], 2, width.min(WIDEST));
        out.push_str(&format!("{}\n{table}\n", painted(title, BOLD)));
    }
    out.push_str("`gait explain NAME` shows the page\n");
    out
}

/// Where a subject is listed.
const fn section(subject: Subject) -> &'static str {
    match subject {
        Subject::Question(_) => "Questions",
        Subject::Topic(_) | Subject::Library | Subject::Word(_) => "Topics",
        Subject::Group(_) => "Groups of rules",
        Subject::Rule(_) => "Rules",
        Subject::Mistake(_) => "Mistakes in the text",
        Subject::Struct(_) | Subject::Enum(_) => "Parts of the format",
        Subject::Exercise(_) => "Exercises",
    }
}
