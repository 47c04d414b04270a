//! The format: `ron` reads what we read, and the table of fields says all there is.

use std::collections::{BTreeMap, BTreeSet};

use gait_core::{Inputs, Snapshot, Source};
use gait_model::raw;
use gait_model::shape::{Kind, Value};
use gait_syntax::{Problem, Tree, parse, read};
use ron::extensions::Extensions;
use suite::shapes::{Use, all_labels, walk};
use suite::{files, plans};

const EVERYTHING: &str = include_str!("ron/everything.plan.ron");
const PLAN: Kind = <raw::Plan as Value>::KIND;

/// `ron` as `design` names it: three extensions, no header needed.
fn by_ron(text: &str) -> Result<raw::Plan, String> {
    ron::Options::default()
        .with_default_extension(Extensions::IMPLICIT_SOME)
        .with_default_extension(Extensions::UNWRAP_NEWTYPES)
        .with_default_extension(Extensions::UNWRAP_VARIANT_NEWTYPES)
        .from_str(text)
        .map_err(|error| error.to_string())
}

fn by_us(text: &str) -> Result<raw::Plan, Vec<Problem>> {
    let parse = parse(text);
    let read = read(&parse.tree);
    let problems: Vec<Problem> = parse.problems.into_iter().chain(read.problems).collect();
    if problems.is_empty() { read.value.ok_or_else(Vec::new) } else { Err(problems) }
}

fn assert_read_alike(name: &str, text: &str) {
    let ours = by_us(text).unwrap_or_else(|problems| panic!("{name}: {problems:#?}"));
    let theirs = by_ron(text).unwrap_or_else(|error| panic!("{name}: ron says {error}"));
    assert!(ours == theirs, "{name}: we read\n{ours:#?}\nron reads\n{theirs:#?}");
}

fn problems(text: &str) -> Vec<Problem> {
    Snapshot::new(&Inputs::plan(Source::new("everything", text))).problems
}

fn uses(tree: &Tree) -> Vec<Use<'_>> {
    let mut out = Vec::new();
    walk(tree.value().expect("everything is a plan"), PLAN, &mut |found| out.push(found));
    out
}

/// The first place of each field and variant.
fn first_uses(tree: &Tree) -> BTreeMap<String, Use<'_>> {
    let mut out = BTreeMap::new();
    for found in uses(tree) {
        out.entry(found.label()).or_insert(found);
    }
    out
}

#[test]
fn ron_reads_every_plan_as_we_do() {
    for (name, text) in plans().into_iter().chain(files("tests/syntax/valid", ".plan.ron")) {
        assert_read_alike(&name, &text);
    }
}

#[test]
fn ron_reads_everything_as_we_do() {
    assert_read_alike("everything", EVERYTHING);
    assert_eq!(problems(EVERYTHING), [], "the plan of everything has no mistake");
}

#[test]
fn everything_uses_the_whole_table() {
    let tree = parse(EVERYTHING).tree;
    let used: BTreeSet<String> = uses(&tree).iter().map(Use::label).collect();
    let missing: Vec<String> = all_labels(PLAN).into_iter().filter(|label| !used.contains(label)).collect();
    assert!(missing.is_empty(), "write them into tests/ron/everything.plan.ron: {missing:?}");
}

#[test]
fn ron_reads_every_variant_as_we_do() {
    let tree = parse(EVERYTHING).tree;
    let mut tried = 0;
    for found in first_uses(&tree).into_values() {
        let Use::Variant(owner, _, node) = found else { continue };
        for variant in owner.variants.iter().filter(|variant| variant.payload.is_none()) {
            let mut text = EVERYTHING.to_owned();
            text.replace_range(node.span().range(), variant.name);
            assert_read_alike(&format!("{}::{}", owner.name, variant.name), &text);
            tried += 1;
        }
    }
    assert!(tried > 60, "only {tried} variants tried");
}

#[test]
fn a_required_field_that_is_left_out_is_missed() {
    let tree = parse(EVERYTHING).tree;
    for found in first_uses(&tree).into_values() {
        let Use::Field(owner, field, node) = found else { continue };
        if !field.required {
            continue;
        }
        let mut text = EVERYTHING.to_owned();
        let end = node.span().end as usize;
        let comma = EVERYTHING[end..].starts_with(',');
        text.replace_range(node.span().start as usize..end + usize::from(comma), "");
        let missed =
            |p: &Problem| p.code == "missing-field" && p.message.ends_with(&format!("no `{}`", field.name));
        let problems = problems(&text);
        assert!(problems.iter().any(missed), "{}.{} is not missed: {problems:#?}", owner.name, field.name);
    }
}

#[test]
fn a_misspelt_field_is_suggested() {
    let tree = parse(EVERYTHING).tree;
    for found in first_uses(&tree).into_values() {
        let Use::Field(owner, field, node) = found else { continue };
        let (name, span) = node.name().expect("a field has a name");
        let mut text = EVERYTHING.to_owned();
        text.replace_range(span.range(), &misspelt(name));
        let what = format!("{}.{}", owner.name, field.name);
        let problems = assert_suggested(&what, &text, "unknown-field", span.start, field.name);
        assert_eq!(problems, 1, "{what}: one mistake, one problem");
    }
}

#[test]
fn a_misspelt_variant_is_suggested() {
    let tree = parse(EVERYTHING).tree;
    for found in first_uses(&tree).into_values() {
        let Use::Variant(owner, variant, node) = found else { continue };
        let (name, span) = node.name().expect("a variant has a name");
        // Of a name of one letter nothing is left to recognise.
        if name.len() > 1 {
            let mut text = EVERYTHING.to_owned();
            text.replace_range(span.range(), &misspelt(name));
            let what = format!("{}::{name}", owner.name);
            let problems = assert_suggested(&what, &text, "unknown-variant", span.start, variant.name);
            assert_eq!(problems, 1, "{what}: one mistake, one problem");
        }
    }
}

/// A name with its first letter written twice: of all slips the one that is nearest to a single name.
fn misspelt(name: &str) -> String {
    format!("{}{name}", &name[..1])
}

/// Asserts one problem of a code that begins at `start` and suggests `meant`. Says how many problems there are in all.
fn assert_suggested(what: &str, text: &str, code: &str, start: u32, meant: &str) -> usize {
    let problems = problems(text);
    let found: Vec<&Problem> = problems.iter().filter(|p| p.code == code).collect();
    let [problem] = found.as_slice() else { panic!("{what}: one {code}, not {problems:#?}") };
    assert_eq!(problem.span.start, start, "{what}");
    assert_eq!(problem.help.as_deref(), Some(format!("did you mean `{meant}`?").as_str()), "{what}");
    problems.len()
}
