//! `gait explain`: the page of a rule, a group, a kind of mistake, a part of the format, a topic.

use anstyle::Style;
use gait_core::Subject;

use crate::Status;
use crate::args::ExplainArgs;
use crate::failure::Failure;
use crate::output::{BOLD, NAME, Output, painted};
use crate::render::{markdown, table};

/// Lines longer than this are hard to read, however wide the terminal is.
const WIDEST: usize = 100;

pub(crate) fn run(args: &ExplainArgs, output: &mut Output) -> Result<Status, Failure> {
    let text = match &args.name {
        Some(name) => {
            let subject = Subject::find(name).ok_or_else(|| unknown(name))?;
            markdown::render(&subject.page(), output.width().min(WIDEST), output.is_styled())
        }
        None => index(output.width()),
    };
    output.write(&text)?;
    Ok(Status::Clean)
}

fn unknown(name: &str) -> Failure {
    let hint = Subject::nearest(name).map_or_else(
        || "`gait explain` without a name lists all there is".to_owned(),
        |near| format!("did you mean `{near}`?"),
    );
    Failure::Unknown { message: format!("there is nothing called `{name}` to explain"), hint: Some(hint) }
}

/// All there is to explain.
fn index(width: usize) -> String {
    let all = Subject::all();
    let sections: [(&str, fn(&Subject) -> bool); 5] = [
        ("Topics", |s| matches!(s, Subject::Topic(_))),
        ("Groups of rules", |s| matches!(s, Subject::Group(_))),
        ("Rules", |s| matches!(s, Subject::Rule(_))),
        ("Mistakes in the text", |s| matches!(s, Subject::Mistake(_))),
        ("Parts of the format", |s| matches!(s, Subject::Struct(_) | Subject::Enum(_))),
    ];
    let mut out = String::new();
    for (title, belongs) in sections {
        let rows: Vec<Vec<String>> = all
            .iter()
            .filter(|subject| belongs(subject))
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
