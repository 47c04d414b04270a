//! What is said at a place of a text that is being written: sites, hover, completion.
//!
//! `assist/*.ron` holds cases as `calendar/*.ron` does. `$0` is the cursor; the lines below a case say what stands there.

use gait_core::site::{Part, Place, Says, Site};
use gait_core::{Inputs, Snapshot, Source};
use gait_model::raw;
use gait_model::shape::{Kind, Value};
use suite::files;
use suite::frame::{Framed, set};
use suite::golden::{Fault, File, fail_with};

const FOLDER: &str = "tests/assist";
/// What an expected line begins with.
const ROW: &str = "//= ";
const CURSOR: &str = "$0";

#[test]
fn sites_are_found_in_unfinished_texts() {
    check("sites", whole, site);
}

#[test]
fn hovers_say_what_stands_there() {
    check("hover", set, hover);
}

#[test]
fn no_file_is_forgotten() {
    let names: Vec<String> = files(FOLDER, ".ron").into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["hover", "sites"]);
}

type View = fn(&Snapshot, u32) -> String;

/// The text as it is, also where it is no plan.
fn whole(text: &str) -> Framed {
    Framed { text: text.to_owned(), case: 0..text.len() }
}

fn check(name: &str, frame: fn(&str) -> Framed, view: View) {
    let path = format!("{FOLDER}/{name}.ron");
    let text = std::fs::read_to_string(suite::repo(&path)).unwrap_or_else(|e| panic!("{path}: {e}"));
    fail_with(&File::cases(path, text).check(&|case, _| judge(case, frame, view)));
}

fn judge(case: &str, frame: fn(&str) -> Framed, view: View) -> Result<(), Fault> {
    let rows = |line: &&str| line.starts_with(ROW.trim_end());
    let expected: Vec<&str> = case.lines().filter(rows).collect();
    let clean: Vec<&str> = case.lines().filter(|line| !rows(line)).collect();
    let clean = clean.join("\n");
    let clean = clean.trim_end_matches('\n');
    let Some(at) = clean.find(CURSOR) else {
        return Err(Fault::Text(format!("no `{CURSOR}` in\n{clean}")));
    };
    let framed = frame(&clean.replacen(CURSOR, "", 1));
    let snapshot = Snapshot::new(&Inputs::plan(Source::new("case", framed.text)));
    let seen = view(&snapshot, u32::try_from(framed.case.start + at).expect("cases are short"));
    let said: Vec<String> = seen.lines().map(|line| format!("{ROW}{line}").trim_end().to_owned()).collect();
    if said == expected {
        return Ok(());
    }
    let gone = expected.iter().map(|line| format!("- {line}\n"));
    let diff: String = gone.chain(said.iter().map(|line| format!("+ {line}\n"))).collect();
    Err(Fault::Golden { diff, blessed: format!("{clean}\n{}\n\n", said.join("\n")) })
}

/// What is said, below what it is said of.
fn hover(snapshot: &Snapshot, offset: u32) -> String {
    let Some(hover) = snapshot.hover(offset) else { return "nothing".to_owned() };
    format!("{}\n\n{}", snapshot.tree.slice(hover.span), hover.text)
}

/// `phases[0].week.mon[0]: slot "ea" before the cursor`
fn site(snapshot: &Snapshot, offset: u32) -> String {
    let site = Site::at(&snapshot.tree, raw::Plan::KIND, offset);
    let mut out = String::new();
    for step in &site.path {
        out.push_str(&match &step.part {
            Part::Field(_, field) => format!(".{}", field.name),
            Part::Variant(_, variant) => format!("({})", variant.name),
            Part::Element(index) => format!("[{index}]"),
            Part::Entry(_, name) => format!("[{name:?}]"),
        });
    }
    format!("{out}: {}", place(&site))
}

fn place(site: &Site<'_>) -> String {
    let written = |span| site.tree.slice(span);
    match &site.place {
        Place::Name { shape, word, has_colon } => {
            format!(
                "a field of {}, `{}`{}",
                shape.name,
                written(*word),
                if *has_colon { ", with a colon" } else { "" }
            )
        }
        Place::Value { kinds, word, has_parens, or_fields_of } => {
            let kinds: Vec<String> = kinds.iter().map(kind).collect();
            let parens = if *has_parens { ", with parentheses" } else { "" };
            let fields =
                or_fields_of.map(|shape| format!(", or a field of {}", shape.name)).unwrap_or_default();
            format!("a value, {}, `{}`{parens}{fields}", kinds.join(" | "), written(*word))
        }
        Place::Text { says, body, quoted, has_colon, .. } => {
            let says = match says {
                Says::Notation(notation) => format!("{notation:?}"),
                Says::Key(key) => format!("key {key:?}"),
                Says::Free => "free".to_owned(),
            };
            let colon = if *has_colon { ", with a colon" } else { "" };
            let quotes = if *quoted { "" } else { ", no quotes" };
            format!(
                "text, {says}, `{}`, before `{}`{colon}{quotes}",
                written(*body),
                site.text_before().unwrap_or("?")
            )
        }
        Place::Comment(span) => format!("a comment, `{}`", written(*span)),
        Place::Nothing => "nothing".to_owned(),
    }
}

fn kind(kind: &Kind) -> String {
    match kind {
        Kind::Notation(notation) => format!("{notation:?}"),
        Kind::Variants(shape) => shape.name.to_owned(),
        Kind::Struct(shape) => format!("{}(…)", shape.name),
        Kind::List(_) => "[…]".to_owned(),
        Kind::Map(..) => "{…}".to_owned(),
        other => format!("{other:?}"),
    }
}
