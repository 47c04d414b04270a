//! What goes on between the plan and the disk, in a world in memory.

use std::path::{Path, PathBuf};

use gait_core::{Edit, Join, Span};

use super::*;
use crate::desk::{Holder, MemoryDesk};

const FILE: &str = "/plans/a.plan.ron";

const PLAN: &str = r#"Plan(
    format: 1,
    name: "Small",
    start: "2027-03-01",
    phases: [Phase(
        name: "Base",
        weeks: 2,
        week: (
            tue: ["easy: 6 km"],
            sun: ["long: 8 km"],
        ),
    )],
)
"#;

/// A plan that is open in a world of its own.
struct Case {
    desk: MemoryDesk,
    files: Files,
    document: Document,
    now: u64,
}

impl Case {
    fn open() -> Self {
        let desk = MemoryDesk::default();
        desk.write(FILE, PLAN);
        Self::of(desk)
    }

    fn of(desk: MemoryDesk) -> Self {
        let mut files = Files::new(Box::new(desk.clone()));
        let document = files.read(Path::new(FILE)).expect("it can be read");
        files.attend(&document);
        Self { desk, files, document, now: 0 }
    }

    fn carry_on(&mut self) -> Vec<String> {
        let told = self.files.carry_on(&mut self.document, None, self.now);
        told.into_iter().map(|told| told.words).collect()
    }

    /// Puts a text in the place of another, as a person does.
    fn edit(&mut self, from: &str, to: &str) {
        let at = u32::try_from(self.document.text().find(from).expect("it is there")).expect("it is short");
        let span = Span::new(at, at + u32::try_from(from.len()).expect("it is short"));
        let edits = [Edit::new(span, to.to_owned())];
        self.document.apply("Edit", &edits, Join::Never, None, self.now).expect("it fits");
    }

    fn save(&mut self) -> Saving {
        self.files.save(&mut self.document, self.now)
    }

    fn on_disk(&self) -> OnDisk {
        self.desk.file(FILE)
    }
}

fn text(text: impl Into<String>) -> OnDisk {
    OnDisk::Text(text.into())
}

fn refused(saving: &Saving) -> &str {
    match saving {
        Saving::Refused(why) => why,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_plan_is_saved_and_its_own_write_is_no_news() {
    let mut case = Case::open();
    case.edit("6 km", "7 km");
    assert!(case.document.is_dirty());
    assert_eq!(case.save(), Saving::Done);
    assert_eq!(case.on_disk(), text(PLAN.replace("6 km", "7 km")));
    assert!(!case.document.is_dirty());
    assert_eq!(case.carry_on(), [""; 0]);
    assert_eq!(case.document.history().undo_names().count(), 1, "nothing of the history is lost");
}

#[test]
fn a_clean_plan_is_read_again_as_a_step() {
    let mut case = Case::open();
    case.desk.write(FILE, &PLAN.replace("6 km", "9 km"));
    assert_eq!(case.carry_on(), ["`a.plan.ron` was changed on disk and read again"]);
    assert!(case.document.text().contains("9 km") && !case.document.is_dirty());
    assert_eq!(case.document.undo().as_deref(), Some("Changed on disk"));
    assert_eq!(**case.document.text(), *PLAN);
    assert!(case.document.is_dirty(), "what was undone is not what stands on the disk");
    assert_eq!(case.save(), Saving::Done);
    assert_eq!(case.on_disk(), text(PLAN));
}

#[test]
fn changes_here_and_there_are_merged() {
    let mut case = Case::open();
    case.edit("6 km", "7 km");
    case.desk.write(FILE, &PLAN.replace("8 km", "10 km"));
    assert_eq!(case.carry_on(), ["`a.plan.ron` was changed on disk; both changes stand in the text now"]);
    let both = PLAN.replace("6 km", "7 km").replace("8 km", "10 km");
    assert_eq!(**case.document.text(), *both);
    assert!(case.document.is_dirty());
    assert_eq!(case.save(), Saving::Done);
    assert_eq!(case.on_disk(), text(both));
    assert_eq!(case.document.undo().as_deref(), Some("Merge with the file"));
}

fn conflict() -> Case {
    let mut case = Case::open();
    case.edit("6 km", "7 km");
    case.desk.write(FILE, &PLAN.replace("6 km", "5 km").replace("Small", "Other"));
    case.carry_on();
    assert!(matches!(case.files.alerts.disk, Some(DiskAlert::Conflict { .. })), "{:?}", case.files.alerts);
    case
}

#[test]
fn a_conflict_changes_nothing_and_is_never_overwritten() {
    let mut case = conflict();
    assert_eq!(**case.document.text(), *PLAN.replace("6 km", "7 km"));
    for _ in 0..2 {
        let saving = case.save();
        assert!(refused(&saving).starts_with("Not saved: "), "{saving:?}");
        assert!(matches!(case.files.alerts.disk, Some(DiskAlert::Conflict { .. })));
    }
    assert_eq!(case.on_disk(), text(PLAN.replace("6 km", "5 km").replace("Small", "Other")));
}

#[test]
fn a_conflict_ends_with_mine() {
    let mut case = conflict();
    case.files.keep_mine(&mut case.document, 0);
    assert_eq!(**case.document.text(), *PLAN.replace("6 km", "7 km"));
    assert!(case.document.is_dirty());
    assert_eq!(case.save(), Saving::Done);
    assert_eq!(case.on_disk(), text(PLAN.replace("6 km", "7 km")));
}

#[test]
fn a_conflict_ends_with_theirs_and_that_can_be_undone() {
    let mut case = conflict();
    case.files.take_theirs(&mut case.document, 0);
    assert_eq!(text(&**case.document.text()), case.on_disk());
    assert!(!case.document.is_dirty());
    assert_eq!(case.document.undo().as_deref(), Some("Take the version on disk"));
    assert_eq!(**case.document.text(), *PLAN.replace("6 km", "7 km"));
}

#[test]
fn a_conflict_ends_place_by_place() {
    for (theirs, distance) in [(false, "7 km"), (true, "5 km")] {
        let mut case = conflict();
        case.files.merge(&mut case.document, &[theirs], 0);
        let expected = PLAN.replace("6 km", distance).replace("Small", "Other");
        assert_eq!(**case.document.text(), *expected, "what only they changed is theirs in any case");
        assert!(case.files.alerts.disk.is_none());
        assert_eq!(case.save(), Saving::Done);
    }
}

#[test]
fn a_conflict_that_the_other_program_takes_back_is_over() {
    let mut case = conflict();
    case.desk.write(FILE, PLAN);
    case.carry_on();
    assert!(case.files.alerts.disk.is_none());
    assert_eq!(case.save(), Saving::Done);
}

#[test]
fn a_change_that_was_not_heard_of_is_found_by_saving() {
    let mut case = Case::open();
    case.edit("6 km", "7 km");
    let theirs = PLAN.replace("6 km", "5 km");
    case.desk.write_unheard(FILE, &theirs);
    let saving = case.save();
    assert!(refused(&saving).contains("where you changed it as well"), "{saving:?}");
    assert_eq!(case.on_disk(), text(theirs));

    let mut case = Case::open();
    case.edit("6 km", "7 km");
    case.desk.write_unheard(FILE, &PLAN.replace("8 km", "10 km"));
    let saving = case.save();
    assert!(refused(&saving).ends_with("save again to write it"), "{saving:?}");
    assert_eq!(case.save(), Saving::Done);
    assert_eq!(case.on_disk(), text(PLAN.replace("6 km", "7 km").replace("8 km", "10 km")));
}

#[test]
fn a_file_that_is_removed_is_written_again() {
    let mut case = Case::open();
    case.desk.remove(FILE);
    assert_eq!(case.carry_on(), ["`a.plan.ron` is no longer there"]);
    assert_eq!(case.files.alerts.disk, Some(DiskAlert::Gone));
    assert!(case.document.is_dirty(), "what stands nowhere else is unsaved");
    assert_eq!(case.save(), Saving::Done);
    assert_eq!((case.on_disk(), &case.files.alerts.disk), (text(PLAN), &None));

    case.desk.remove(FILE);
    case.carry_on();
    case.desk.write(FILE, PLAN);
    case.carry_on();
    assert!(case.files.alerts.disk.is_none() && !case.document.is_dirty(), "it came back as it was");
}

#[test]
fn a_file_that_cannot_be_read_is_left_alone() {
    let mut case = Case::open();
    case.edit("6 km", "7 km");
    case.desk.spoil(FILE, "`a.plan.ron` cannot be read: permission denied");
    case.carry_on();
    assert!(matches!(case.files.alerts.disk, Some(DiskAlert::Unreadable(_))));
    let saving = case.save();
    assert!(refused(&saving).contains("permission denied"), "{saving:?}");
    case.desk.write(FILE, PLAN);
    case.carry_on();
    assert!(case.files.alerts.disk.is_none());
    assert_eq!(case.save(), Saving::Done);
}

#[test]
fn a_save_that_fails_says_why_and_loses_nothing() {
    let mut case = Case::open();
    case.edit("6 km", "7 km");
    case.desk.refuse(Some("no space left on device"));
    assert_eq!(case.save(), Saving::Refused("no space left on device".into()));
    assert!(case.document.is_dirty() && case.files.alerts.failed.is_some());
    case.desk.refuse(None);
    assert_eq!(case.save(), Saving::Done);
    assert_eq!(case.files.alerts.failed, None);
}

#[test]
fn saving_under_another_name_asks_before_it_replaces() {
    let other = Path::new("/plans/b.plan.ron");
    let mut case = Case::open();
    case.desk.write(other, "another plan");
    case.edit("6 km", "7 km");
    let saving = case.files.save_as(&mut case.document, other, false, 0);
    assert_eq!((saving, case.desk.file(other)), (Saving::Exists, text("another plan")));
    assert_eq!(case.files.save_as(&mut case.document, other, true, 0), Saving::Done);
    assert_eq!(case.desk.file(other), text(PLAN.replace("6 km", "7 km")));
    assert_eq!((case.on_disk(), case.document.path()), (text(PLAN), Some(other)));
    case.desk.write(other, PLAN);
    assert_eq!(
        case.carry_on(),
        ["`b.plan.ron` was changed on disk and read again"],
        "the new file is watched"
    );
}

#[test]
fn a_plan_without_a_file_asks_for_a_name() {
    let mut case = Case::open();
    case.document = Document::unsaved(None, PLAN, None);
    case.files.attend(&case.document);
    assert!(case.document.is_dirty());
    assert_eq!(case.save(), Saving::Nameless);
    let path = Path::new("/plans/new.plan.ron");
    assert_eq!(case.files.save_as(&mut case.document, path, false, 0), Saving::Done);
    assert_eq!((case.desk.file(path), case.document.is_dirty()), (text(PLAN), false));
}

#[test]
fn unsaved_work_is_written_within_two_seconds() {
    let mut case = Case::open();
    case.edit("6 km", "7 km");
    case.carry_on();
    assert_eq!((case.desk.kept(), case.files.due(case.now)), (None, Some(KEEP_AFTER)));
    // Whoever goes on typing does not put it off.
    case.now = 1500;
    case.edit("7 km", "7.5 km");
    case.carry_on();
    assert_eq!(case.files.due(case.now), Some(500));
    case.now = 2000;
    case.carry_on();
    let kept = case.desk.kept().expect("it is time");
    assert_eq!((kept.path.as_deref(), kept.base.as_deref()), (Some(Path::new(FILE)), Some(PLAN)));
    assert!(kept.text.contains("7.5 km"));
    assert_eq!(case.files.due(case.now), None, "nothing wakes the window for what is written");
    assert_eq!(case.save(), Saving::Done);
    assert_eq!(case.desk.kept(), None, "what is saved is forgotten");
}

#[test]
fn unsaved_work_is_written_when_the_window_is_left() {
    let mut case = Case::open();
    case.edit("6 km", "7 km");
    case.carry_on();
    assert_eq!(case.files.keep(), None);
    assert!(case.desk.kept().is_some());
    case.document.undo();
    case.carry_on();
    assert_eq!(case.desk.kept(), None, "there is nothing unsaved any more");
}

#[test]
fn a_journal_that_cannot_be_written_is_said() {
    let mut case = Case::open();
    case.edit("6 km", "7 km");
    case.carry_on();
    case.desk.refuse(Some("no space left on device"));
    case.now = KEEP_AFTER;
    let told = case.carry_on();
    assert_eq!(told, ["Unsaved changes cannot be kept for a crash: no space left on device"]);
    assert_eq!(case.carry_on(), [""; 0], "once");
}

#[test]
fn what_was_left_behind_is_restored_as_a_step() {
    let desk = MemoryDesk::default();
    desk.write(FILE, PLAN);
    desk.leave(Some(Path::new(FILE)), &PLAN.replace("6 km", "7 km"), true);
    let mut case = Case::of(desk);
    let left = case.files.alerts.left[0].clone();
    case.document = case.files.restore(&left, 0).expect("it is there");
    assert!(case.document.is_dirty() && case.document.text().contains("7 km"));
    assert_eq!((case.desk.count_left(), case.files.alerts.left.len()), (0, 0));
    assert_eq!(case.on_disk(), text(PLAN), "nothing is saved unless asked for");
    assert_eq!(case.document.undo().as_deref(), Some("Restore unsaved changes"));
    assert_eq!(**case.document.text(), *PLAN);
}

#[test]
fn what_was_left_of_a_file_that_has_changed_since_is_compared_by_undo() {
    let desk = MemoryDesk::default();
    desk.write(FILE, &PLAN.replace("8 km", "10 km"));
    desk.leave(Some(Path::new(FILE)), &PLAN.replace("6 km", "7 km"), false);
    let mut case = Case::of(desk);
    let left = case.files.alerts.left[0].clone();
    case.document = case.files.restore(&left, 0).expect("it is there");
    assert_eq!(case.save(), Saving::Done, "the person has seen that it differs");
    assert_eq!(case.on_disk(), text(PLAN.replace("6 km", "7 km")));
}

#[test]
fn what_was_left_without_a_file_has_none_again() {
    let desk = MemoryDesk::default();
    desk.write(FILE, PLAN);
    desk.leave(None, "Plan(", false);
    let mut case = Case::of(desk);
    let left = case.files.alerts.left[0].clone();
    case.document = case.files.restore(&left, 0).expect("it is there");
    assert_eq!((case.document.path(), &**case.document.text()), (None, "Plan("));
    assert_eq!(case.save(), Saving::Nameless);
}

#[test]
fn what_was_left_and_is_not_wanted_goes() {
    let desk = MemoryDesk::default();
    desk.write(FILE, PLAN);
    desk.leave(Some(Path::new(FILE)), "x", true);
    let mut case = Case::of(desk);
    let left = case.files.alerts.left[0].clone();
    case.files.discard(&left);
    assert_eq!((case.desk.count_left(), case.files.alerts.left.len()), (0, 0));
}

#[test]
fn only_one_window_saves() {
    let desk = MemoryDesk::default();
    desk.write(FILE, PLAN);
    desk.hold(Some(Holder { process: 7, since: 0 }));
    let mut case = Case::of(desk);
    case.edit("6 km", "7 km");
    let saving = case.save();
    assert!(refused(&saving).contains("another window (process 7)"), "{saving:?}");
    assert_eq!(case.on_disk(), text(PLAN));
    case.files.take_over(&case.document);
    assert_eq!((case.save(), case.files.alerts.holder), (Saving::Done, None));

    case.edit("7 km", "8 km");
    case.desk.take_away();
    let saving = case.save();
    assert!(refused(&saving).contains("has taken"), "{saving:?}");
    assert!(case.files.alerts.taken_over);
    case.files.take_over(&case.document);
    assert_eq!(case.save(), Saving::Done);
}

#[test]
fn a_window_that_was_closed_holds_nothing() {
    let desk = MemoryDesk::default();
    desk.write(FILE, PLAN);
    desk.hold(Some(Holder { process: 7, since: 0 }));
    let mut case = Case::of(desk);
    case.desk.hold(None);
    case.edit("6 km", "7 km");
    assert_eq!((case.save(), case.files.alerts.holder), (Saving::Done, None));
}

#[test]
fn settings_that_change_check_the_plan_anew() {
    let mut case = Case::open();
    let version = case.document.check_version();
    case.desk.write("/plans/gait.ron", "Settings(profile: Strict)");
    assert_eq!(case.carry_on(), ["The settings changed; the plan is checked with the new ones"]);
    assert_ne!(case.document.check_version(), version);
    assert_eq!(case.document.version(), version.0, "the text is the same");
    assert!(case.document.snapshot().settings.is_some());
    case.desk.remove("/plans/gait.ron");
    assert_eq!(case.carry_on().len(), 1);
    assert!(case.document.snapshot().settings.is_none());
}

#[test]
fn a_new_name_begins_an_empty_plan() {
    let case = Case::open();
    let document = case.files.read(Path::new("/plans/new.plan.ron")).expect("nothing is there to fail");
    assert!(document.on_disk().is_none() && !document.is_dirty());
    assert_eq!(document.path(), Some(PathBuf::from("/plans/new.plan.ron").as_path()));
    case.desk.spoil("/plans/bad.plan.ron", "not UTF-8");
    assert_eq!(
        case.files.read(Path::new("/plans/bad.plan.ron")).expect_err("it cannot be read"),
        "not UTF-8"
    );
}

#[test]
fn versions_of_two_documents_are_never_the_same() {
    let mut one = Document::new(None, "a", None);
    let other = Document::new(None, "b", None);
    assert_ne!(one.version(), other.version());
    one.replace("Edit", "c", 0);
    assert_ne!(one.version(), other.version());
}
