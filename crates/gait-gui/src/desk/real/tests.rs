//! The real world: files of a folder that is there for the test only.

use std::fs;
use std::sync::mpsc;
use std::time::{Duration, Instant};

use super::*;

/// Longer than anything takes on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

struct Case {
    folder: tempfile::TempDir,
    desk: RealDesk,
    woken: mpsc::Receiver<()>,
}

impl Case {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let (desk, woken) = desk(&folder);
        Self { folder, desk, woken }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().canonicalize().expect("it is there").join(name)
    }

    fn write(&self, name: &str, text: &str) -> PathBuf {
        let path = self.path(name);
        fs::write(&path, text).expect("writes");
        path
    }

    /// Waits for news of a kind.
    fn hear<T>(&mut self, wanted: impl Fn(&News) -> Option<T>) -> T {
        let begin = Instant::now();
        loop {
            if let Some(found) = self.desk.news().iter().find_map(&wanted) {
                return found;
            }
            let left = PATIENCE.saturating_sub(begin.elapsed());
            self.woken.recv_timeout(left).expect("there is news before patience ends");
        }
    }

    fn hear_file(&mut self) -> OnDisk {
        self.hear(|news| if let News::File(file) = news { Some(file.clone()) } else { None })
    }
}

fn desk(folder: &tempfile::TempDir) -> (RealDesk, mpsc::Receiver<()>) {
    let (here, state) = (folder.path().to_owned(), folder.path().join("state"));
    let mut desk = RealDesk::new(here, Some(PathBuf::from("/home/runner")), Some(state));
    let (sender, woken) = mpsc::channel();
    let sender = Mutex::new(sender);
    desk.on_news(Arc::new(move || {
        // The test may be over.
        let _ = sender.lock().expect("nobody panics with it").send(());
    }));
    (desk, woken)
}

fn text(text: &str) -> OnDisk {
    OnDisk::Text(text.to_owned())
}

#[test]
fn a_save_is_refused_if_something_else_stands_there() {
    let mut case = Case::new();
    let path = case.write("a.plan.ron", "one");
    assert_eq!(case.desk.save(&path, "two", Expect::Text("one")), Ok(()));
    let refused = case.desk.save(&path, "three", Expect::Text("one"));
    assert_eq!(refused, Err(NotSaved::Changed(text("two"))));
    assert_eq!(case.desk.save(&path, "three", Expect::Nothing), Err(NotSaved::Changed(text("two"))));
    assert_eq!(case.desk.read(&path), text("two"));
    assert_eq!(case.desk.save(&path, "three", Expect::Anything), Ok(()));
    fs::remove_file(&path).expect("removes");
    assert_eq!(case.desk.save(&path, "four", Expect::Text("three")), Ok(()), "it is written again");
    assert_eq!(case.desk.read(&path), text("four"));
}

#[test]
fn a_file_that_may_only_be_read_stays() {
    let mut case = Case::new();
    let path = case.write("a.plan.ron", "one");
    let mut permissions = fs::metadata(&path).expect("is there").permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions).expect("sets");
    let refused = case.desk.save(&path, "two", Expect::Text("one"));
    assert!(
        matches!(&refused, Err(NotSaved::Failed(why)) if why.ends_with("may only be read")),
        "{refused:?}"
    );
    assert_eq!(case.desk.read(&path), text("one"));
}

#[test]
fn what_other_programs_do_is_heard() {
    let mut case = Case::new();
    let path = case.write("a.plan.ron", "one");
    case.desk.watch(Some(&path));
    assert_eq!(case.hear_file(), text("one"), "once at the beginning");
    // Written in place, by renaming, removed, written again.
    case.write("a.plan.ron", "two");
    assert_eq!(case.hear_file(), text("two"));
    let beside = case.write("beside", "three");
    fs::rename(beside, &path).expect("renames");
    assert_eq!(case.hear_file(), text("three"));
    fs::remove_file(&path).expect("removes");
    assert_eq!(case.hear_file(), OnDisk::Nothing);
    case.write("a.plan.ron", "four");
    assert_eq!(case.hear_file(), text("four"));
    case.write("gait.ron", "Settings()");
    case.hear(|news| (*news == News::Settings).then_some(()));
    assert!(case.desk.settings(&path).is_some());
}

#[test]
fn what_is_past_is_no_news() {
    let case = Case::new();
    let path = case.write("a.plan.ron", "ours");
    let past = Event::Seen { path: path.clone(), bytes: Some(b"theirs".to_vec()) };
    assert_eq!(past.news(Some(&path)), None, "it was replaced meanwhile");
    let now = || Event::Seen { path: path.clone(), bytes: Some(b"ours".to_vec()) };
    assert_eq!(now().news(Some(&path)), Some(News::File(text("ours"))));
    assert_eq!(now().news(Some(Path::new("/other"))), None, "another file is watched by now");
}

#[test]
fn plans_below_a_folder_are_found_beside() {
    let mut case = Case::new();
    let path = case.write("a.plan.ron", "");
    let folder = path.parent().expect("it is in a folder").to_owned();
    case.desk.look_for_plans(&folder);
    let plans = case.hear(|news| if let News::Plans(plans) = news { Some(plans.clone()) } else { None });
    assert_eq!(plans, [path]);
}

#[test]
fn folders_are_listed_and_typed_paths_resolved() {
    let case = Case::new();
    case.write("b.plan.ron", "");
    case.write("notes.txt", "");
    case.write(".hidden.plan.ron", "");
    fs::create_dir(case.path("old")).expect("makes");
    let list = case.desk.list(case.folder.path());
    let names: Vec<&str> = list.iter().map(|entry| entry.name.as_str()).collect();
    assert_eq!(names, ["old", "state", "b.plan.ron"]);
    assert_eq!(case.desk.list(Path::new("/no/such/folder")), []);
    assert_eq!(case.desk.resolve("~/a/../b.plan.ron"), Path::new("/home/runner/b.plan.ron"));
    assert_eq!(case.desk.resolve("~b"), case.folder.path().join("~b"));
    assert_eq!(case.desk.resolve("/x"), Path::new("/x"));
}

fn unsaved(path: Option<&Path>, text: &str) -> Unsaved {
    Unsaved { path: path.map(Path::to_owned), base: Some("one".into()), text: text.into() }
}

/// Ends a program as a crash does: its session is over, and what it kept stays.
fn crash(desk: RealDesk) {
    drop(desk);
}

#[test]
fn what_a_crash_leaves_is_offered_to_the_next_one() {
    let mut case = Case::new();
    let path = case.write("a.plan.ron", "one");
    case.desk.note(Some(unsaved(Some(&path), "two")));
    case.desk.keep().expect("keeps");
    assert_eq!(case.desk.left(), [], "a program that runs leaves nothing");
    crash(std::mem::replace(&mut case.desk, desk(&case.folder).0));
    let left = case.desk.left();
    let [one] = left.as_slice() else { panic!("{left:?}") };
    assert_eq!(
        (one.path.as_deref(), one.text.as_str(), one.disk_is_base),
        (Some(path.as_path()), "two", true)
    );
    assert_eq!(one.disk, text("one"));
    case.desk.restore(one).expect("restores");
    assert_eq!(case.desk.left(), []);
    // A second crash at once loses nothing, as it is this program's now.
    crash(std::mem::replace(&mut case.desk, desk(&case.folder).0));
    let left = case.desk.left();
    assert_eq!(left.len(), 1);
    case.desk.discard(&left[0]);
    assert_eq!(case.desk.left(), []);
}

#[test]
fn what_was_saved_after_all_is_not_offered() {
    let mut case = Case::new();
    let path = case.write("a.plan.ron", "one");
    case.desk.note(Some(unsaved(Some(&path), "two")));
    case.desk.keep().expect("keeps");
    case.write("a.plan.ron", "two");
    crash(std::mem::replace(&mut case.desk, desk(&case.folder).0));
    assert_eq!(case.desk.left(), []);
}

#[test]
fn what_is_saved_or_belongs_to_another_file_is_forgotten() {
    let mut case = Case::new();
    let path = case.write("a.plan.ron", "one");
    case.desk.note(Some(unsaved(None, "two")));
    case.desk.keep().expect("keeps");
    case.desk.note(Some(unsaved(Some(&path), "two")));
    case.desk.keep().expect("keeps");
    crash(std::mem::replace(&mut case.desk, desk(&case.folder).0));
    let paths: Vec<_> = case.desk.left().into_iter().map(|left| left.path).collect();
    assert_eq!(paths, [Some(path.clone())], "it got a name in between");
    case.desk.note(Some(unsaved(None, "three")));
    case.desk.keep().expect("keeps");
    case.desk.note(None);
    crash(std::mem::replace(&mut case.desk, desk(&case.folder).0));
    assert_eq!(case.desk.left().len(), 1, "only the first one");
}

#[test]
fn a_text_without_a_file_is_kept_as_one() {
    let mut case = Case::new();
    case.desk.note(Some(unsaved(None, "two")));
    case.desk.keep().expect("keeps");
    crash(std::mem::replace(&mut case.desk, desk(&case.folder).0));
    let left = case.desk.left();
    assert_eq!((left[0].path.as_deref(), left[0].text.as_str()), (None, "two"));
}

#[test]
fn a_panic_keeps_what_is_unsaved() {
    let mut case = Case::new();
    case.desk.note(Some(unsaved(None, "two")));
    case.desk.keep_on_panic();
    let panicked = std::thread::spawn(|| panic!("on purpose")).join();
    let _ = std::panic::take_hook();
    assert!(panicked.is_err());
    crash(std::mem::replace(&mut case.desk, desk(&case.folder).0));
    assert_eq!(case.desk.left().len(), 1);
}

#[test]
fn two_windows_of_one_file_know_of_each_other() {
    let mut case = Case::new();
    let path = case.write("a.plan.ron", "one");
    let (mut other, _) = desk(&case.folder);
    assert_eq!(case.desk.claim(Some(&path), false), None);
    let holder = other.claim(Some(&path), false).expect("it is held");
    assert_eq!(holder.process, std::process::id());
    assert!(case.desk.is_ours());
    assert_eq!(other.claim(Some(&path), true), None);
    assert!(!case.desk.is_ours() && other.is_ours());
    drop(other);
    assert_eq!(case.desk.claim(Some(&path), false), None, "who is closed holds nothing");
}

#[test]
fn without_a_place_for_a_journal_the_rest_works() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut desk = RealDesk::new(folder.path().to_owned(), None, None);
    let path = folder.path().join("a.plan.ron");
    desk.note(Some(unsaved(Some(&path), "two")));
    assert_eq!(desk.keep(), Err("there is no home folder to keep a journal in".to_owned()));
    assert_eq!((desk.left(), desk.claim(Some(&path), false)), (Vec::new(), None));
    assert!(desk.is_ours());
    assert_eq!(desk.save(&path, "two", Expect::Nothing), Ok(()));
}
