//! Every value of the worked plans in a form: written anew it changes nothing, cleared and set again it means the same,
//! and no comment is lost on the way.

use std::collections::BTreeSet;

use gait_core::{
    Control, Edit, Field, FormPath, Inputs, Item, NotationTable, Says, Snapshot, Source, Target, apply,
};
use suite::{plans, repo};

/// The worked plans, and one that has every field of the format.
fn snapshots() -> Vec<(String, Snapshot)> {
    let everything = repo("tests/ron/everything.plan.ron");
    let text = std::fs::read_to_string(&everything).expect("the plan with everything is there");
    let mut all = plans();
    all.push(("everything".to_owned(), text));
    all.into_iter().map(|(name, text)| (name, checked(&text))).collect()
}

fn checked(text: &str) -> Snapshot {
    Snapshot::new(&Inputs { plan: Source::new("plan", text), settings: None })
}

fn after(snapshot: &Snapshot, edits: &[Edit]) -> Snapshot {
    checked(&apply(snapshot.tree.text(), edits).expect("the edits fit"))
}

/// Every value below a path, with whether it must be written.
fn values(snapshot: &Snapshot) -> Vec<(Item, bool)> {
    let mut out = Vec::new();
    let plan = snapshot.form_item(&FormPath::default()).expect("a plan has a form");
    collect(&plan, true, &mut out);
    out
}

fn collect(item: &Item, required: bool, out: &mut Vec<(Item, bool)>) {
    out.push((item.clone(), required));
    let fields =
        |fields: &[Field], out: &mut _| fields.iter().for_each(|f| collect(&f.item, f.required, out));
    match &item.control {
        Control::Choice { inside, .. } => {
            if let Some(inside) = inside {
                // What a variant holds as fields is the variant; only what is in it is new.
                match &inside.control {
                    Control::Fields { fields: inner, .. } => fields(inner, out),
                    _ => collect(inside, true, out),
                }
            }
        }
        Control::Fields { fields: inner, .. } => fields(inner, out),
        Control::List { items, .. } => items.iter().for_each(|item| collect(item, true, out)),
        Control::Map { rows, .. } => rows.iter().for_each(|row| collect(&row.item, true, out)),
        Control::Line { .. } | Control::Switch { .. } | Control::Unreadable { .. } => {}
    }
}

/// What a person would type to write a value as it is; nothing for what has no line of its own.
fn typed(item: &Item) -> Option<String> {
    match &item.control {
        Control::Line { value, .. } => value.clone(),
        Control::Switch { value } => value.map(|value| value.to_string()),
        Control::Choice { of, chosen, .. } => chosen.map(|chosen| of.variants[chosen].name.to_owned()),
        _ => None,
    }
}

#[test]
fn a_value_written_as_it_is_changes_nothing() {
    let mut seen = BTreeSet::new();
    for (name, snapshot) in snapshots() {
        for (item, _) in values(&snapshot) {
            let Some(typed) = typed(&item) else { continue };
            let edits = snapshot.set_value(&item.path, &typed);
            assert_eq!(edits, Ok(Vec::new()), "{name}: {} is {typed}", item.path);
            seen.insert(item.path.to_string().replace(|c: char| c.is_ascii_digit(), "0"));
        }
    }
    assert!(seen.len() > 150, "the plans have many kinds of places: {}", seen.len());
}

#[test]
fn what_is_wrong_never_reaches_the_text() {
    for (name, snapshot) in snapshots() {
        for (item, _) in values(&snapshot) {
            let Control::Line { says, .. } = &item.control else { continue };
            if matches!(says, Says::Text | Says::Scalar) {
                continue;
            }
            let edits = snapshot.set_value(&item.path, "%%");
            assert!(edits.is_err(), "{name}: {} takes anything: {edits:?}", item.path);
        }
    }
}

#[test]
fn cleared_and_set_again_it_means_the_same() {
    let mut count = 0;
    for (name, snapshot) in snapshots() {
        let comments = snapshot.tree.comments().count();
        let calendar = format!("{:?}", sessions(&snapshot));
        for (item, required) in values(&snapshot) {
            let (Some(typed), false, Some(span)) = (typed(&item), required, item.span) else { continue };
            // The comments that a value owns go with it.
            let has_own = owns_comment(&snapshot, span);
            let edits =
                snapshot.clear_value(&item.path).unwrap_or_else(|e| panic!("{name}: {}: {e}", item.path));
            let cleared = after(&snapshot, &edits);
            let gone = cleared.form_item(&item.path).is_none_or(|item| item.span.is_none());
            assert!(gone, "{name}: {} is still there", item.path);
            if has_own || matches!(item.control, Control::Choice { inside: Some(_), .. }) {
                continue;
            }
            let edits = cleared.set_value(&item.path, &typed);
            let edits = edits.unwrap_or_else(|e| panic!("{name}: {} = {typed}: {e}", item.path));
            let again = after(&cleared, &edits);
            assert_eq!(again.tree.comments().count(), comments, "{name}: {}", item.path);
            assert_eq!(format!("{:?}", sessions(&again)), calendar, "{name}: {}", item.path);
            assert_eq!(again.problems.len(), snapshot.problems.len(), "{name}: {}", item.path);
            count += 1;
        }
    }
    assert!(count > 300, "many values are optional: {count}");
}

/// Whether a comment stands on a line of a value.
fn owns_comment(snapshot: &Snapshot, span: gait_core::Span) -> bool {
    let line = |at: u32| snapshot.lines.position(at, gait_core::Columns::Bytes).line;
    let (first, last) = (line(span.start), line(span.end));
    snapshot
        .tree
        .comments()
        .any(|comment| (first.saturating_sub(1)..=last).contains(&line(comment.span.start)))
}

/// What the calendar says, without places in the text.
fn sessions(snapshot: &Snapshot) -> Vec<String> {
    let session = |session: &gait_model::calendar::Session| {
        format!("{} {} {} {:?}", session.day, session.name, session.start, session.estimate.distance)
    };
    snapshot.calendar.sessions.iter().map(session).collect()
}

#[test]
fn what_is_added_can_be_moved_and_taken_out() {
    let mut kinds = BTreeSet::new();
    for (name, snapshot) in snapshots() {
        let comments = snapshot.tree.comments().count();
        for (item, _) in values(&snapshot) {
            let Control::List { items, .. } = &item.control else { continue };
            let place = format!("{name}: {}", item.path);
            let Ok(edits) = snapshot.add_item(&item.path, 0, None) else { continue };
            let added = after(&snapshot, &edits);
            assert_eq!(count_of(&added, &item.path), items.len() + 1, "{place}");
            let first = item.path.item(0);
            let edits = added.move_item(&first, items.len()).unwrap_or_else(|e| panic!("{place}: {e}"));
            let moved = after(&added, &edits);
            let edits = moved.clear_value(&item.path.item(items.len()));
            let again = after(&moved, &edits.unwrap_or_else(|e| panic!("{place}: {e}")));
            assert_eq!(again.tree.comments().count(), comments, "{place}");
            assert_eq!(sessions(&again), sessions(&snapshot), "{place}");
            kinds.insert(item.path.to_string().replace(|c: char| c.is_ascii_digit(), ""));
        }
    }
    assert!(kinds.len() > 20, "there are many kinds of lists: {kinds:?}");
}

fn count_of(snapshot: &Snapshot, path: &FormPath) -> usize {
    match snapshot.form_item(path).map(|item| item.control) {
        Some(Control::List { items, .. }) => items.len(),
        _ => 0,
    }
}

#[test]
fn every_target_has_a_form() {
    for (name, snapshot) in snapshots() {
        let plan = &snapshot.plan;
        let mut targets = vec![Target::Plan, Target::Athlete];
        targets.extend((0..plan.goals.len()).map(Target::Goal));
        targets.extend((0..plan.phases.len()).map(Target::Phase));
        targets.extend(plan.templates.iter().map(|template| Target::Template(template.name.clone())));
        let slots =
            plan.phases.iter().flat_map(|phase| &phase.rows).flat_map(|row| row.days.iter().flatten());
        targets.extend(slots.map(|slot| Target::At(slot.span)));
        for target in targets {
            let form = snapshot.form(&target).unwrap_or_else(|| panic!("{name}: {target:?} has no form"));
            assert!(!form.title.is_empty() && !form.fields.is_empty(), "{name}: {target:?}");
            let names: BTreeSet<&str> = form.fields.iter().map(|field| field.name).collect();
            assert_eq!(names.len(), form.fields.len(), "{name}: {target:?} has a field twice");
        }
    }
}

#[test]
fn notation_and_its_table_are_one_value() {
    let mut count = 0;
    for (name, snapshot) in snapshots() {
        for (item, _) in values(&snapshot) {
            let Control::Line { says: Says::Notation(notation), value: Some(value) } = &item.control else {
                continue;
            };
            let Some(table) = NotationTable::read(*notation, value) else { continue };
            let text = table.text().unwrap_or_else(|e| panic!("{name}: {value}: {}", e.message));
            assert_eq!(NotationTable::read(*notation, &text), Some(table), "{name}: {value} became {text}");
            count += 1;
        }
    }
    assert!(count > 500, "plans are full of notation: {count}");
}
