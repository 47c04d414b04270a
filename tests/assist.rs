//! What is said at a place of a text that is being written: sites, hover, completion.
//!
//! `assist/*.ron` holds cases as `calendar/*.ron` does. `$0` is the cursor; the lines below a case say what stands there.

use gait_core::site::{Part, Place, Says, Site};
use gait_core::{Completion, SettingsFile, Snapshot, Source, Span};
use gait_model::raw;
use gait_model::shape::{Kind, Value};
use proptest::prelude::*;
use proptest::sample::Index;
use suite::files;
use suite::frame::{Framed, set};
use suite::golden::{Fault, File, fail_with};
use suite::plans;
use suite::sketch::{config, snapshot};

const FOLDER: &str = "tests/assist";
/// What an expected line begins with.
const ROW: &str = "//= ";
const CURSOR: &str = "$0";
/// How many completions of a case are shown.
const SHOWN: usize = 10;

#[test]
fn sites_are_found_in_unfinished_texts() {
    check("sites", whole, site);
}

#[test]
fn hovers_say_what_stands_there() {
    check("hover", set, hover);
}

#[test]
fn completions_say_what_could_be_written() {
    check("complete", around, completions);
}

#[test]
fn settings_are_written_with_help_too() {
    check_settings();
}

#[test]
fn no_file_is_forgotten() {
    let names: Vec<String> = files(FOLDER, ".ron").into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["complete", "hover", "settings", "sites"]);
}

type View = fn(&Snapshot, u32) -> String;

/// The text as it is, also where it is no plan.
fn whole(text: &str) -> Framed {
    Framed { text: text.to_owned(), case: 0..text.len() }
}

/// In the frame, unless it is a beginning or a whole plan.
fn around(text: &str) -> Framed {
    let begins = ["Plan", "//", "Pl", ""]
        .into_iter()
        .any(|begin| text == begin || (begin.len() > 1 && text.starts_with(begin)));
    if begins { whole(text) } else { set(text) }
}

fn check(name: &str, frame: fn(&str) -> Framed, view: View) {
    let path = format!("{FOLDER}/{name}.ron");
    let text = std::fs::read_to_string(suite::repo(&path)).unwrap_or_else(|e| panic!("{path}: {e}"));
    fail_with(&File::cases(path, text).check(&|case, _| judge(case, frame, view)));
}

fn check_settings() {
    let view = |text: &str, at| {
        let file = SettingsFile::read(Source::new("gait.ron", text));
        let hover = file.hover(at).map(|hover| format!("{}\n\n{}", &text[hover.span.range()], hover.text));
        let items: Vec<String> =
            file.complete(at).iter().take(SHOWN).map(|one| completion(text, one)).collect();
        hover.unwrap_or_else(|| if items.is_empty() { "nothing".to_owned() } else { items.join("\n") })
    };
    let path = format!("{FOLDER}/settings.ron");
    let text = std::fs::read_to_string(suite::repo(&path)).unwrap_or_else(|e| panic!("{path}: {e}"));
    fail_with(&File::cases(path, text).check(&|case, _| judge_text(case, &view)));
}

fn judge(case: &str, frame: fn(&str) -> Framed, view: View) -> Result<(), Fault> {
    judge_text(case, &|text, at| {
        let framed = frame(text);
        let at = u32::try_from(framed.case.start).expect("cases are short") + at;
        view(&snapshot(&framed.text), at)
    })
}

/// Judges a case by what is seen at its cursor.
fn judge_text(case: &str, view: &dyn Fn(&str, u32) -> String) -> Result<(), Fault> {
    let rows = |line: &&str| line.starts_with(ROW.trim_end());
    let expected: Vec<&str> = case.lines().filter(rows).collect();
    let clean: Vec<&str> = case.lines().filter(|line| !rows(line)).collect();
    let clean = clean.join("\n");
    let clean = clean.trim_end_matches('\n');
    let Some(at) = clean.find(CURSOR) else {
        return Err(Fault::Text(format!("no `{CURSOR}` in\n{clean}")));
    };
    let seen = view(&clean.replacen(CURSOR, "", 1), u32::try_from(at).expect("cases are short"));
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

/// The first completions with what is replaced by what, and how many more there are.
fn completions(snapshot: &Snapshot, offset: u32) -> String {
    let mut all = snapshot.complete(offset);
    all.retain(|one| fits(snapshot, one, offset));
    let mut lines: Vec<String> =
        all.iter().take(SHOWN).map(|one| completion(snapshot.tree.text(), one)).collect();
    if all.len() > SHOWN {
        lines.push(format!("… and {} more", all.len() - SHOWN));
    }
    if lines.is_empty() { "nothing".to_owned() } else { lines.join("\n") }
}

/// Whether an editor would show it: what has been typed is part of it.
fn fits(snapshot: &Snapshot, one: &Completion, offset: u32) -> bool {
    let typed = snapshot.tree.slice(Span::new(one.edit.span.start, offset)).to_lowercase();
    one.filter.as_ref().unwrap_or(&one.label).to_lowercase().contains(&typed)
}

/// `long (Session, Long, 12 km): "lo" -> "long"`
fn completion(text: &str, one: &Completion) -> String {
    let old = &text[one.edit.span.range()];
    let detail = if one.detail.is_empty() { String::new() } else { format!(", {}", one.detail) };
    let sign = if one.snippet { "=>" } else { "->" };
    let new = one.edit.text.lines().next().unwrap_or_default();
    format!("{} ({:?}{detail}): `{old}` {sign} `{new}`", one.label, one.kind)
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

/// What must hold at any offset of any text.
fn holds(snapshot: &Snapshot, offset: u32) {
    let text = snapshot.tree.text();
    if let Some(hover) = snapshot.hover(offset) {
        let span = hover.span;
        assert!(text.get(span.range()).is_some_and(|part| !part.is_empty()), "a hover is about something");
        assert!(span.start <= offset && offset <= span.end, "a hover is about the place pointed at");
        assert!(!hover.text.trim().is_empty(), "a hover says something");
    }
    for one in snapshot.complete(offset) {
        let span = one.edit.span;
        assert!(span.start <= offset && offset <= span.end, "{one:?} is not at {offset}");
        assert!(text.get(span.range()).is_some_and(|part| !part.contains('\n')), "{one:?} stays on its line");
        assert!(!one.label.is_empty() && !one.edit.text.is_empty(), "{one:?} writes something");
    }
}

fn offset(text: &str, index: &Index) -> u32 {
    let places: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    u32::try_from(*index.get(&places)).expect("plans are short")
}

proptest! {
    #![proptest_config(config(40))]

    #[test]
    fn nothing_panics_in_whole_plans(plan in any::<Index>(), at in proptest::collection::vec(any::<Index>(), 12)) {
        let plans = plans();
        let (_, text) = plan.get(&plans);
        let snapshot = snapshot(text);
        at.iter().for_each(|at| holds(&snapshot, offset(text, at)));
    }

    #[test]
    fn nothing_panics_at_the_end_of_a_beginning(plan in any::<Index>(), cut in any::<Index>()) {
        let plans = plans();
        let (_, text) = plan.get(&plans);
        let begun = &text[..offset(text, &cut) as usize];
        holds(&snapshot(begun), u32::try_from(begun.len()).expect("plans are short"));
    }

    #[test]
    fn nothing_panics_where_a_token_is_missing(plan in any::<Index>(), token in any::<Index>()) {
        let plans = plans();
        let (_, text) = plan.get(&plans);
        let tree = gait_syntax::parse(text).tree;
        let tokens: Vec<Span> = tree.tokens().filter(|(kind, _)| !kind.is_trivia()).map(|(_, span)| span).collect();
        let gone = *token.get(&tokens);
        let mut spoilt = text.clone();
        spoilt.replace_range(gone.range(), "");
        holds(&snapshot(&spoilt), gone.start);
    }
}
