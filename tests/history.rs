//! The history of a text: whatever is done and undone, the bytes are those that were there.

use gait_core::{BURST, Edit, History, Join, Reload, Span, Step, apply};
use proptest::prelude::*;
use proptest::sample::Index;
use suite::plans;
use suite::sketch::config;

/// A step; what is selected is where its name stands in the test.
fn step(name: &str, time: u64, join: Join) -> Step<&str> {
    Step { name: name.to_owned(), time, join, before: "before", after: "after" }
}

fn typing(time: u64) -> Step<&'static str> {
    step("type", time, Join::Typing("name".to_owned()))
}

fn dragging(time: u64) -> Step<&'static str> {
    step("drag", time, Join::Gesture("card".to_owned()))
}

/// Something done to a history.
#[derive(Clone, Debug)]
enum Act {
    Edit { spots: Vec<(Index, Index, String)>, join: Join, wait: u64 },
    Undo,
    Redo,
    Settle,
    Save,
    Reload(Index, String),
}

fn join() -> impl Strategy<Value = Join> {
    let key = prop_oneof![Just("a".to_owned()), Just("b".to_owned())];
    prop_oneof![Just(Join::Never), key.clone().prop_map(Join::Typing), key.prop_map(Join::Gesture)]
}

fn act() -> impl Strategy<Value = Act> {
    let index = any::<Index>;
    let text = || "[a-c é\n\"]{0,3}";
    let spots = prop::collection::vec((index(), index(), text()), 1..4);
    prop_oneof![
        6 => (spots, join(), 0..2 * BURST).prop_map(|(spots, join, wait)| Act::Edit { spots, join, wait }),
        3 => Just(Act::Undo),
        2 => Just(Act::Redo),
        1 => Just(Act::Settle),
        1 => Just(Act::Save),
        1 => (index(), text()).prop_map(|(at, text)| Act::Reload(at, text)),
    ]
}

fn boundary(text: &str, at: &Index) -> u32 {
    let places: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    u32::try_from(places[at.index(places.len())]).expect("a short text")
}

/// Edits of a text that lie apart.
fn edits(text: &str, spots: &[(Index, Index, String)]) -> Vec<Edit> {
    let mut out: Vec<Edit> = Vec::new();
    for (one, other, new) in spots {
        let (one, other) = (boundary(text, one), boundary(text, other));
        let span = Span::new(one.min(other), one.max(other));
        let mut tried = out.clone();
        tried.push(Edit::new(span, new.clone()));
        if apply(text, &tried).is_ok() {
            out = tried;
        }
    }
    out
}

fn made(text: &str, edits: &[Edit]) -> String {
    apply(text, edits).expect("they fit")
}

proptest! {
    #![proptest_config(config(300))]

    #[test]
    fn undo_and_redo_restore_every_byte(start in "[a-c é\n\"]{0,30}", acts in prop::collection::vec(act(), 1..40)) {
        let mut history: History<&str> = History::new(start.as_str());
        // Every text that a version had; a version never has another.
        let mut known: Vec<(u64, String)> = vec![(0, start.clone())];
        let mut time = 0;
        for act in &acts {
            let before = history.text().to_string();
            match act {
                Act::Edit { spots, join, wait } => {
                    time += wait;
                    let edits = edits(&before, spots);
                    history.apply(step("edit", time, join.clone()), &edits).expect("they fit");
                    prop_assert_eq!(&**history.text(), apply(&before, &edits).expect("they fit"));
                    let changed = **history.text() != *before;
                    prop_assert!(!changed || history.redo_names().next().is_none());
                }
                Act::Undo => {
                    if let Some(moved) = history.undo() {
                        prop_assert_eq!(made(&before, &moved.edits), &**history.text());
                        prop_assert_eq!(moved.selection, "before");
                    }
                }
                Act::Redo => {
                    if let Some(moved) = history.redo() {
                        prop_assert_eq!(made(&before, &moved.edits), &**history.text());
                        prop_assert_eq!(moved.selection, "after");
                    }
                }
                Act::Settle => history.settle(),
                Act::Save => {
                    history.set_clean();
                    prop_assert!(!history.is_dirty());
                }
                Act::Reload(at, text) => {
                    let disk = apply(history.saved(), &[Edit::insert(boundary(history.saved(), at), text.clone())]);
                    let disk = disk.expect("it fits");
                    match history.reload(step("reload", time, Join::Never), &disk) {
                        Reload::Conflict(_) => prop_assert_eq!(&**history.text(), &before),
                        Reload::Same => prop_assert_eq!(&**history.text(), &before),
                        Reload::Taken(edits) => prop_assert_eq!(made(&before, &edits), &**history.text()),
                    }
                }
            }
            prop_assert_eq!(history.is_dirty(), history.text() != history.saved());
            match known.iter().find(|(version, _)| *version == history.version()) {
                Some((_, text)) => prop_assert_eq!(&**history.text(), text),
                None => known.push((history.version(), history.text().to_string())),
            }
        }
        // From the newest state to the oldest and back.
        while history.redo().is_some() {}
        let newest = history.text().to_string();
        let mut texts = vec![newest.clone()];
        while history.undo().is_some() {
            texts.push(history.text().to_string());
        }
        prop_assert_eq!(&**history.text(), start.as_str());
        while history.redo().is_some() {
            texts.pop();
            prop_assert_eq!(Some(&**history.text()), texts.last().map(String::as_str));
        }
        prop_assert_eq!(&**history.text(), newest);
    }
}

#[test]
fn a_burst_of_typing_is_one_step() {
    let mut history = History::new("");
    for (i, letter) in ["l", "o", "n", "g"].into_iter().enumerate() {
        let at = u32::try_from(i).expect("short");
        history.apply(typing(u64::from(at) * (BURST - 1)), &[Edit::insert(at, letter)]).expect("it fits");
    }
    history.apply(typing(5 * BURST), &[Edit::insert(4, "er")]).expect("it fits");
    assert_eq!(history.undo_names().count(), 2, "the last came too late");
    history.undo();
    assert_eq!(&**history.text(), "long");
    let moved = history.undo().expect("there is a step");
    assert_eq!((&**history.text(), moved.selection), ("", "before"));
    assert_eq!(history.redo().expect("there is a step").edits, [Edit::insert(0, "long")]);
}

#[test]
fn a_gesture_is_one_step_however_long_it_takes() {
    let mut history = History::new("1");
    for (time, value) in [(0, "2"), (10, "3"), (60_000, "4")] {
        history.apply(dragging(time), &[Edit::new(Span::new(0, 1), value)]).expect("it fits");
    }
    history.settle();
    history.apply(dragging(60_001), &[Edit::new(Span::new(0, 1), "5")]).expect("it fits");
    assert_eq!(history.undo_names().count(), 2, "the second gesture is another step");
    history.undo();
    assert_eq!(&**history.text(), "4");
    history.undo();
    assert_eq!(&**history.text(), "1");
}

#[test]
fn a_gesture_that_ends_where_it_began_is_no_step() {
    let mut history = History::new("1");
    let version = history.version();
    for (time, value) in [(0, "2"), (10, "1")] {
        history.apply(dragging(time), &[Edit::new(Span::new(0, 1), value)]).expect("it fits");
    }
    assert_eq!((history.undo_names().count(), history.version(), history.bytes()), (0, version, 0));
    assert!(!history.is_dirty());
}

#[test]
fn undoing_back_to_what_was_saved_is_clean() {
    let mut history = History::new("a");
    history.apply(typing(0), &[Edit::insert(1, "b")]).expect("it fits");
    assert!(history.is_dirty());
    history.set_clean();
    // Saving ends the burst, so what was saved can be reached.
    history.apply(typing(1), &[Edit::insert(2, "c")]).expect("it fits");
    assert!(history.is_dirty());
    history.undo();
    assert_eq!((&**history.text(), history.is_dirty()), ("ab", false));
    history.undo();
    assert!(history.is_dirty(), "what is on the disk was written later");
    history.redo();
    assert!(!history.is_dirty());
}

#[test]
fn edits_that_do_not_fit_change_nothing() {
    let mut history = History::new("abc");
    history.apply(typing(0), &[Edit::insert(3, "d")]).expect("it fits");
    history.undo();
    assert!(history.apply(typing(1), &[Edit::insert(9, "x")]).is_err());
    assert_eq!((&**history.text(), history.redo_names().count()), ("abc", 1));
    history.apply(typing(1), &[Edit::new(Span::new(0, 1), "a")]).expect("it fits");
    assert_eq!((history.undo_names().count(), history.redo_names().count()), (0, 1), "nothing was changed");
}

#[test]
fn the_oldest_steps_are_forgotten_first() {
    let mut history = History::new("").keeping(10_000);
    for _ in 0..20 {
        let at = u32::try_from(history.text().len()).expect("short");
        history.apply(step("paste", 0, Join::Never), &[Edit::insert(at, "x".repeat(1000))]).expect("it fits");
        assert!(history.bytes() <= 10_000);
    }
    let kept = history.undo_names().count();
    assert!((5..20).contains(&kept), "{kept} steps");
    while history.undo().is_some() {}
    assert_eq!(history.text().len(), (20 - kept) * 1000);
    history.apply(step("paste", 0, Join::Never), &[Edit::insert(0, "x".repeat(50_000))]).expect("it fits");
    assert_eq!(history.undo_names().count(), 1, "the last step is kept, however long");
}

#[test]
fn a_file_changed_on_the_disk_is_one_step() {
    for (name, text) in plans() {
        let mut history = History::new(text.as_str());
        let disk = text.replacen("easy", "recovery", 1);
        let Reload::Taken(edits) = history.reload(step("Changed on disk", 0, Join::Never), &disk) else {
            assert_eq!(disk, text, "{name} has nothing to change");
            continue;
        };
        assert_eq!(edits.len(), 1, "{name}: {edits:?}");
        assert_eq!((&**history.text(), history.is_dirty()), (disk.as_str(), false), "{name}");
        history.undo();
        assert_eq!((&**history.text(), history.is_dirty()), (text.as_str(), true), "{name}");
    }
}

#[test]
fn a_file_changed_on_the_disk_is_merged_or_asked_about() {
    let mut history = History::new("(a: 1, b: 1)");
    let replace = |at: u32, value: &str| [Edit::new(Span::new(at, at + 1), value)];
    history.apply(step("a", 0, Join::Never), &replace(4, "2")).expect("it fits");
    let taken = history.reload(step("Changed on disk", 0, Join::Never), "(a: 1, b: 3)");
    assert_eq!(taken, Reload::Taken(replace(10, "3").to_vec()));
    assert_eq!((&**history.text(), &**history.saved()), ("(a: 2, b: 3)", "(a: 1, b: 3)"));
    assert!(history.is_dirty());
    let asked = history.reload(step("Changed on disk", 0, Join::Never), "(a: 4, b: 3)");
    assert!(matches!(asked, Reload::Conflict(merge) if merge.conflicts.len() == 1));
    assert_eq!((&**history.text(), &**history.saved()), ("(a: 2, b: 3)", "(a: 1, b: 3)"), "nothing changed");
    // Theirs is taken.
    history.set_saved("(a: 4, b: 3)");
    history.replace(step("Take theirs", 0, Join::Never), "(a: 4, b: 3)");
    assert!(!history.is_dirty());
    let same = history.reload(step("Changed on disk", 0, Join::Never), "(a: 4, b: 3)");
    assert_eq!(same, Reload::Same);
    assert_eq!(history.undo_names().collect::<Vec<_>>(), ["Take theirs", "Changed on disk", "a"]);
}
