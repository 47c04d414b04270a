//! Merging two versions of a plan: laws over the worked plans, and what people do at the same time.

use gait_core::{Merge, apply, merge};
use gait_syntax::{Edit, Node, NodeKind, Span, edit, parse};
use proptest::prelude::*;
use proptest::sample::Index;
use suite::plans;
use suite::sketch::config;

use crate::properties::{spoil, spoilt};

/// A merge with what must hold for each.
fn checked(base: &str, ours: &str, theirs: &str) -> Merge {
    let merge = merge(base, ours, theirs);
    assert_eq!(apply(ours, &merge.edits).as_deref(), Ok(merge.text.as_str()), "the edits make the text");
    assert!(merge.edits.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start), "sorted");
    for conflict in &merge.conflicts {
        for (text, side) in [(base, &conflict.base), (ours, &conflict.ours), (theirs, &conflict.theirs)] {
            assert_eq!(&text[side.span.range()], side.text);
        }
        assert_eq!(lf(&merge.text[conflict.merged.range()]), lf(&conflict.ours.text));
    }
    merge
}

fn lf(text: &str) -> String {
    text.replace("\r\n", "\n")
}

fn crlf(text: &str) -> String {
    lf(text).replace('\n', "\r\n")
}

fn plan(which: Index) -> String {
    let plans = plans();
    plans[which.index(plans.len())].1.clone()
}

/// The characters of a text in no order.
fn characters(text: &str) -> Vec<char> {
    let mut all: Vec<char> = text.chars().collect();
    all.sort_unstable();
    all
}

/// The numbers and texts of a plan.
fn leaves(text: &str) -> Vec<Span> {
    let tree = parse(text).tree;
    let is_leaf = |node: &Node<'_>| matches!(node.kind(), NodeKind::String | NodeKind::Number);
    let is_key = |node: &Node<'_>| node.parent().and_then(Node::key) == Some(*node);
    tree.nodes().filter(|node| is_leaf(node) && !is_key(node)).map(Node::span).collect()
}

/// The items of lists, maps and structs that can be removed.
fn removals(text: &str) -> Vec<(Span, Vec<Edit>)> {
    let tree = parse(text).tree;
    let in_group = |node: &Node<'_>| {
        matches!(node.kind(), NodeKind::Field | NodeKind::Entry)
            || node.parent().is_some_and(|parent| parent.kind() == NodeKind::List)
    };
    tree.nodes().filter(in_group).filter_map(|node| Some((node.span(), edit::remove(node)?))).collect()
}

proptest! {
    #![proptest_config(config(60))]

    #[test]
    fn laws(which in any::<Index>(), one in prop::collection::vec(spoil(), 0..4), other in prop::collection::vec(spoil(), 0..4)) {
        let base = plan(which);
        let ours = one.iter().fold(base.clone(), |text, by| spoilt(&text, by));
        let theirs = other.iter().fold(base.clone(), |text, by| spoilt(&text, by));
        for (base, ours, theirs, expected) in
            [(&base, &ours, &base, &ours), (&base, &base, &theirs, &theirs), (&base, &ours, &ours, &ours), (&ours, &base, &base, &base)]
        {
            let merge = checked(base, ours, theirs);
            prop_assert_eq!(&merge.text, expected);
            prop_assert!(merge.conflicts.is_empty());
        }
        let (there, back) = (checked(&base, &ours, &theirs), checked(&base, &theirs, &ours));
        prop_assert_eq!(there.conflicts.len(), back.conflicts.len());
        if there.conflicts.is_empty() {
            prop_assert_eq!(characters(&there.text), characters(&back.text));
            let sound = [&base, &ours, &theirs].iter().all(|text| parse(text).problems.is_empty());
            prop_assert!(!sound || parse(&there.text).problems.is_empty(), "{}", there.text);
        }
    }

    #[test]
    fn changes_of_two_values_are_both_made(which in any::<Index>(), one in any::<Index>(), other in any::<Index>(), windows in any::<bool>()) {
        let base = plan(which);
        let all = leaves(&base);
        let (one, other) = (all[one.index(all.len())], all[other.index(all.len())]);
        prop_assume!(one != other);
        let edits = [Edit::new(one, "\"changed here\""), Edit::new(other, "\"changed there\"")];
        let make = |edits: &[Edit]| apply(&base, edits).expect("values lie apart");
        let theirs = make(&edits[1..]);
        let theirs = if windows { crlf(&theirs) } else { theirs };
        let merge = checked(&base, &make(&edits[..1]), &theirs);
        prop_assert!(merge.conflicts.is_empty(), "{:#?}", merge.conflicts);
        let both = make(&edits);
        prop_assert_eq!(merge.text, if windows { crlf(&both) } else { both });
    }

    #[test]
    fn one_value_changed_twice_is_a_conflict(which in any::<Index>(), leaf in any::<Index>()) {
        let base = plan(which);
        let all = leaves(&base);
        let leaf = all[leaf.index(all.len())];
        let make = |text: &str| apply(&base, &[Edit::new(leaf, text)]).expect("it fits");
        let merge = checked(&base, &make("\"here\""), &make("\"there\""));
        prop_assert_eq!(merge.conflicts.len(), 1);
        prop_assert_eq!(merge.text, make("\"here\""));
        let taken = apply(&make("\"here\""), &[merge.conflicts[0].take_theirs()]);
        prop_assert_eq!(taken, Ok(make("\"there\"")));
    }

    #[test]
    fn an_item_is_removed_while_a_value_elsewhere_changes(which in any::<Index>(), item in any::<Index>(), leaf in any::<Index>()) {
        let base = plan(which);
        let (items, all) = (removals(&base), leaves(&base));
        let ((span, removal), leaf) = (&items[item.index(items.len())], all[leaf.index(all.len())]);
        let change = Edit::new(leaf, "\"changed\"");
        prop_assume!(!span.contains(leaf));
        let ours = apply(&base, removal).expect("it fits");
        let theirs = apply(&base, std::slice::from_ref(&change)).expect("it fits");
        let merge = checked(&base, &ours, &theirs);
        let mut both = removal.clone();
        both.push(change);
        // The removal may have to touch the value beside it.
        if let (true, Ok(both)) = (merge.conflicts.is_empty(), apply(&base, &both)) {
            prop_assert_eq!(merge.text, both);
        }
    }
}

/// What a person does to a plan.
#[derive(Clone, Debug)]
enum Deed {
    Change(Index),
    Remove(Index),
    Move(Index, Index),
    Add(Index),
}

fn deed() -> impl Strategy<Value = Deed> {
    let index = any::<Index>;
    prop_oneof![
        index().prop_map(Deed::Change),
        index().prop_map(Deed::Remove),
        (index(), index()).prop_map(|(item, to)| Deed::Move(item, to)),
        index().prop_map(Deed::Add),
    ]
}

/// A plan after a deed; `who` tells what is written.
fn done(base: &str, deed: &Deed, who: &str) -> String {
    let edits = match deed {
        Deed::Change(leaf) => {
            let all = leaves(base);
            vec![Edit::new(all[leaf.index(all.len())], format!("\"{who}\""))]
        }
        Deed::Remove(item) => {
            let items = removals(base);
            items[item.index(items.len())].1.clone()
        }
        Deed::Move(item, to) => {
            let tree = parse(base).tree;
            let in_list = |node: &Node<'_>| node.parent().is_some_and(|p| p.kind() == NodeKind::List);
            let items: Vec<Node<'_>> = tree.nodes().filter(in_list).collect();
            let item = items[item.index(items.len())];
            let list = item.parent().expect("an item stands in a list");
            edit::move_item(item, list, to.index(list.elements().count())).expect("it can be moved")
        }
        Deed::Add(at) => {
            let tree = parse(base).tree;
            let sessions = tree.value().and_then(|plan| plan.field("sessions")).expect("a plan has sessions");
            let at = at.index(sessions.entries().count() + 1);
            edit::insert(sessions, at, &format!("\"{who}\": Easy(\"5 km\")")).expect("it fits")
        }
    };
    apply(base, &edits).expect("it fits")
}

proptest! {
    #![proptest_config(config(60))]

    #[test]
    fn what_two_people_do_is_merged_soundly_or_asked_about(which in any::<Index>(), one in deed(), other in deed()) {
        let base = plan(which);
        let (ours, theirs) = (done(&base, &one, "ours"), done(&base, &other, "theirs"));
        let (there, back) = (checked(&base, &ours, &theirs), checked(&base, &theirs, &ours));
        prop_assert_eq!(there.conflicts.len(), back.conflicts.len());
        if there.conflicts.is_empty() {
            let problems = parse(&there.text).problems;
            prop_assert!(problems.is_empty(), "{:?}\n{}", problems, there.text);
            prop_assert_eq!(characters(&there.text), characters(&back.text));
            for (deed, who) in [(&one, "\"ours\""), (&other, "\"theirs\"")] {
                let written = matches!(deed, Deed::Change(_) | Deed::Add(_));
                prop_assert_eq!(there.text.matches(who).count(), usize::from(written));
            }
        }
    }
}

const BASE: &str = r#"Plan(
    sessions: {
        "lower": Strength(["back-squat 4x5 @ 80 kg"]),
        "long": Long("12 km"), // Sundays
    },
    phases: [
        Phase(name: "Base", weeks: 4, week: (
            mon: ["easy", "lower @ 18:00"],
            tue: ["tempo"],
            sun: ["long"],
        )),
    ],
)
"#;

/// The base with some of it replaced.
fn with(replacements: &[(&str, &str)]) -> String {
    replacements.iter().fold(BASE.to_owned(), |text, (old, new)| {
        assert!(text.contains(old), "{old} is there");
        text.replacen(old, new, 1)
    })
}

/// A merge of two changes of the base without a conflict.
fn clean(ours: &[(&str, &str)], theirs: &[(&str, &str)]) -> String {
    let merge = checked(BASE, &with(ours), &with(theirs));
    assert_eq!(merge.conflicts, []);
    merge.text
}

#[test]
fn neighbouring_days_are_both_changed() {
    let (ours, theirs) =
        ((r#"mon: ["easy","#, r#"mon: ["easy: 8 km","#), (r#"tue: ["tempo"]"#, r#"tue: ["rest"]"#));
    assert_eq!(clean(&[ours], &[theirs]), with(&[ours, theirs]));
}

#[test]
fn two_slots_of_one_day_are_both_changed() {
    let (ours, theirs) = ((r#"["easy","#, r#"["recovery","#), ("18:00", "17:30"));
    assert_eq!(clean(&[ours], &[theirs]), with(&[ours, theirs]));
}

#[test]
fn a_layout_and_a_value_are_both_changed() {
    let ours =
        [("\n            mon:", " mon:"), (",\n            tue:", ", tue:"), ("// Sundays", "// on Sundays")];
    let theirs = (r#"["tempo"]"#, r#"["tempo @ 07:00"]"#);
    let mut both = ours.to_vec();
    both.push(theirs);
    assert_eq!(clean(&ours, &[theirs]), with(&both));
}

#[test]
fn sessions_that_both_add_stand_side_by_side() {
    let at = "// Sundays\n";
    let ours = "// Sundays\n        \"hills\": Hills(\"8x60 s\"),\n";
    let theirs = "// Sundays\n        \"jumps\": Strength([\n            \"box-jump 3x8\",\n        ]),\n";
    let both = format!("{ours}{}", theirs.strip_prefix(at).expect("it begins so"));
    assert_eq!(clean(&[(at, ours)], &[(at, theirs)]), with(&[(at, &both)]));
}

#[test]
fn what_both_do_is_done_once() {
    let same = ("weeks: 4", "weeks: 5");
    let more = (
        r#"sun: ["long"],"#,
        r#"sun: ["long"],
            wed: ["easy"],"#,
    );
    assert_eq!(clean(&[same], &[same, more]), with(&[same, more]));
    assert_eq!(clean(&[same, more], &[more]), with(&[same, more]));
}

#[test]
fn what_both_change_differently_is_a_conflict() {
    let ours = with(&[("weeks: 4", "weeks: 5"), ("12 km", "14 km")]);
    let theirs = with(&[("weeks: 4", "weeks: 6"), (r#"sun: ["long"]"#, r#"sun: ["long @ 08:00"]"#)]);
    let merge = checked(BASE, &ours, &theirs);
    let [conflict] = merge.conflicts.as_slice() else { panic!("{:#?}", merge.conflicts) };
    assert_eq!(conflict.path, "phases[Base].weeks");
    assert_eq!(conflict.base.text, "        Phase(name: \"Base\", weeks: 4, week: (\n");
    assert_eq!(conflict.theirs.text, "        Phase(name: \"Base\", weeks: 6, week: (\n");
    // What is no conflict is merged all the same.
    let merged = with(&[
        ("weeks: 4", "weeks: 5"),
        ("12 km", "14 km"),
        (r#"sun: ["long"]"#, r#"sun: ["long @ 08:00"]"#),
    ]);
    assert_eq!(merge.text, merged);
    assert!(!merge.text.contains("<<<<"));
}

#[test]
fn sessions_of_one_name_are_a_conflict() {
    let add =
        |session: &str| with(&[("// Sundays\n", &format!("// Sundays\n        \"hills\": {session},\n"))]);
    assert_eq!(checked(BASE, &add("Hills(\"8x60 s\")"), &add("Hills(\"6x90 s\")")).conflicts.len(), 1);
    // Added in two places: each line is sound, the plan would have the name twice.
    let first = with(&[("sessions: {\n", "sessions: {\n        \"hills\": Hills(\"8x60 s\"),\n")]);
    assert_eq!(checked(BASE, &first, &add("Hills(\"6x90 s\")")).conflicts.len(), 1);
}

#[test]
fn what_one_removes_and_the_other_changes_is_a_conflict() {
    let ours = with(&[("            tue: [\"tempo\"],\n", "")]);
    let merge = checked(BASE, &ours, &with(&[(r#"["tempo"]"#, r#"["tempo @ 07:00"]"#)]));
    let [conflict] = merge.conflicts.as_slice() else { panic!("{:#?}", merge.conflicts) };
    assert_eq!(conflict.path, "phases[Base].week");
    assert_eq!((conflict.ours.text.as_str(), merge.text.as_str()), ("", ours.as_str()));
    assert_eq!(conflict.theirs.text, "            tue: [\"tempo @ 07:00\"],\n");
}

#[test]
fn line_ends_are_kept() {
    let (ours, theirs) = (("12 km", "14 km"), ("weeks: 4", "weeks: 6"));
    let both = with(&[ours, theirs]);
    let merged = |base: &str, ours: &str, theirs: &str| {
        let merge = checked(base, ours, theirs);
        assert_eq!(merge.conflicts, []);
        merge.text
    };
    assert_eq!(merged(&crlf(BASE), &crlf(&with(&[ours])), &crlf(&with(&[theirs]))), crlf(&both));
    assert_eq!(merged(BASE, &crlf(&with(&[ours])), &with(&[theirs])), crlf(&both), "we changed them");
    assert_eq!(merged(BASE, &with(&[ours]), &crlf(&with(&[theirs]))), crlf(&both), "they changed them");
    assert_eq!(merged(&crlf(BASE), &with(&[ours]), &crlf(&with(&[theirs]))), both, "we changed them back");
}

#[test]
fn the_end_of_the_last_line_is_kept() {
    for (base, ours, theirs, expected) in [
        ("a\nb\nc", "a1\nb\nc", "a\nb\nc\n", "a1\nb\nc\n"),
        ("a\nb\nc\n", "a1\nb\nc\n", "a\nb\nc", "a1\nb\nc"),
        ("a\nb\nc", "a1\nb\nc", "a\nb\nc1", "a1\nb\nc1"),
        ("a\nb\n", "a\nB", "a\nb\nc\n", "a\nB\nc\n"),
        ("a\nb", "a\nb\nc", "a", "a\nc"),
        ("a\r\nb\r\n", "a\r\nB", "a\r\nb\r\nc\r\n", "a\r\nB\r\nc\r\n"),
        ("\u{feff}a\nb\nc\n", "\u{feff}a1\nb\nc\n", "\u{feff}a\nb\nc1\n", "\u{feff}a1\nb\nc1\n"),
    ] {
        for (ours, theirs) in [(ours, theirs), (theirs, ours)] {
            let merge = checked(base, ours, theirs);
            assert_eq!(
                (merge.conflicts.len(), merge.text.as_str()),
                (0, expected),
                "{base:?} {ours:?} {theirs:?}"
            );
        }
    }
}

#[test]
fn texts_that_share_nothing_are_one_conflict() {
    for (base, ours, theirs) in [("", "a", "b"), ("x", "", "y"), ("x\n", "y\n", "")] {
        let merge = checked(base, ours, theirs);
        assert_eq!((merge.conflicts.len(), merge.text.as_str()), (1, ours), "{base:?} {ours:?} {theirs:?}");
    }
}
