//! Batches of real files.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use notify::{Config, Error, ErrorKind, EventHandler, RecursiveMode, Watcher, WatcherKind};

use super::*;
use eyes::Teller;

fn watch(folder: &Path, poll: Option<Duration>) -> Watch {
    Watch::new(&[folder.to_owned()], &WatchOptions { poll, settings: WatchSettings::Nearest })
}

fn write(path: &Path, text: &str) {
    std::fs::create_dir_all(path.parent().expect("a file is in a folder")).expect("folders can be made");
    std::fs::write(path, text).expect("files can be written");
}

fn both(test: impl Fn(&Path, &mut Watch)) {
    for poll in [None, Some(Duration::from_millis(20))] {
        let folder = tempfile::tempdir().expect("a folder for the test");
        write(&folder.path().join("a.plan.ron"), "a");
        let mut watch = watch(folder.path(), poll);
        test(folder.path(), &mut watch);
    }
}

#[test]
fn what_happens_is_told_once() {
    both(|folder, watch| {
        let (a, b, deep) =
            (folder.join("a.plan.ron"), folder.join("b.plan.ron"), folder.join("x/y/z.plan.ron"));
        write(&a, "a2");
        assert_eq!(watch.wait(), Some(Batch { changed: vec![a.clone()], ..Batch::default() }));
        write(&deep, "z");
        assert_eq!(watch.wait(), Some(Batch { created: vec![deep], ..Batch::default() }));
        std::fs::rename(&a, &b).expect("files can be renamed");
        assert_eq!(watch.wait(), Some(Batch { renamed: vec![(a, b.clone())], ..Batch::default() }));
        std::fs::remove_file(&b).expect("files can be removed");
        assert_eq!(watch.wait(), Some(Batch { removed: vec![b], ..Batch::default() }));
        write(&folder.join("gait.ron"), "Settings()");
        let settings = vec![folder.join("gait.ron")];
        assert_eq!(watch.wait(), Some(Batch { settings, ..Batch::default() }));
    });
}

#[test]
fn a_file_with_the_same_content_or_another_name_is_no_news() {
    both(|folder, watch| {
        write(&folder.join("a.plan.ron"), "a");
        write(&folder.join("4913"), "x");
        write(&folder.join(".a.plan.ron.swp"), "x");
        write(&folder.join("a.plan.ron~"), "x");
        write(&folder.join(".#a.plan.ron"), "x");
        write(&folder.join("b.plan.ron"), "b");
        let created = vec![folder.join("b.plan.ron")];
        assert_eq!(watch.wait(), Some(Batch { created, ..Batch::default() }));
    });
}

#[test]
fn a_folder_may_go_and_come_back() {
    both(|folder, _| {
        let root = folder.join("deep/plans");
        let plan = root.join("p.plan.ron");
        write(&plan, "p");
        let mut watch = watch(&root, None);
        std::fs::remove_dir_all(folder.join("deep")).expect("folders can be removed");
        assert_eq!(watch.wait(), Some(Batch { removed: vec![plan.clone()], ..Batch::default() }));
        write(&plan, "p");
        assert_eq!(watch.wait(), Some(Batch { created: vec![plan.clone()], ..Batch::default() }));
        write(&plan, "p2");
        assert_eq!(watch.wait(), Some(Batch { changed: vec![plan], ..Batch::default() }));
    });
}

#[test]
fn a_stopped_watch_ends() {
    both(|folder, watch| {
        watch.stopper().stop();
        write(&folder.join("a.plan.ron"), "a2");
        assert_eq!(watch.wait(), None);
        assert_eq!(watch.wait(), None);
    });
}

/// A system that watches so many folders and no more, and tells nothing.
#[derive(Debug)]
struct Full {
    room: usize,
    asked: Arc<AtomicUsize>,
}

impl Watcher for Full {
    fn new<F: EventHandler>(_: F, _: Config) -> notify::Result<Self> {
        Err(Error::generic("made by the test alone"))
    }

    fn watch(&mut self, _: &Path, _: RecursiveMode) -> notify::Result<()> {
        let before = self.asked.fetch_add(1, Ordering::Relaxed);
        if before < self.room { Ok(()) } else { Err(Error::new(ErrorKind::MaxFilesWatch)) }
    }

    fn unwatch(&mut self, _: &Path) -> notify::Result<()> {
        Ok(())
    }

    fn kind() -> WatcherKind {
        WatcherKind::NullWatcher
    }
}

/// Watches a folder with such a system.
fn with_teller(folder: &Path, teller: impl FnOnce() -> notify::Result<Teller>) -> Watch {
    let (sender, receiver) = channel();
    let options = WatchOptions { poll: None, settings: WatchSettings::Nearest };
    let eyes = Eyes::with(&options, teller);
    Watch::with(&[folder.to_owned()], eyes, sender, receiver)
}

/// Whatever is said, what happens is told all the same.
fn told_by_looking(folder: &Path, watch: &mut Watch) {
    let (a, deep) = (folder.join("a.plan.ron"), folder.join("x/y/z.plan.ron"));
    write(&a, "a2");
    assert_eq!(watch.wait(), Some(Batch { changed: vec![a], ..Batch::default() }));
    write(&deep, "z");
    assert_eq!(watch.wait(), Some(Batch { created: vec![deep], ..Batch::default() }));
    assert_eq!(watch.take_notice(), None, "it is said once");
}

#[test]
fn where_the_system_watches_no_more_folders_files_are_looked_at() {
    // Room for none, and for those above but not for all: in both cases nothing may be missed.
    for room in [0, 3] {
        let folder = tempfile::tempdir().expect("a folder for the test");
        write(&folder.path().join("a.plan.ron"), "a");
        for sub in ["b", "c", "d", "e"] {
            write(&folder.path().join(sub).join("p.plan.ron"), "p");
        }
        let asked = Arc::new(AtomicUsize::new(0));
        let full = Full { room, asked: Arc::clone(&asked) };
        let mut watch = with_teller(folder.path(), || Ok(Box::new(full)));
        assert_eq!(asked.load(Ordering::Relaxed), room + 1, "after the first refusal it is not asked again");
        let notice = watch.take_notice().expect("a notice");
        assert!(notice.message.contains("watches no more folders"), "{notice:?}");
        assert!(notice.hint.is_some_and(|hint| hint.contains("max_user_watches")));
        told_by_looking(folder.path(), &mut watch);
    }
}

#[test]
fn where_the_system_tells_nothing_files_are_looked_at() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    write(&folder.path().join("a.plan.ron"), "a");
    let mut watch = with_teller(folder.path(), || Err(Error::generic("too many open files")));
    let notice = watch.take_notice().expect("a notice");
    assert_eq!(
        notice.message,
        "the system does not tell what changes (too many open files); looking every 1000 ms instead"
    );
    told_by_looking(folder.path(), &mut watch);
}

#[test]
fn a_folder_in_the_place_of_a_plan_is_looked_into() {
    both(|folder, watch| {
        let (a, within) = (folder.join("a.plan.ron"), folder.join("a.plan.ron/b.plan.ron"));
        std::fs::remove_file(&a).expect("files can be removed");
        std::fs::create_dir(&a).expect("folders can be made");
        assert_eq!(watch.wait(), Some(Batch { removed: vec![a.clone()], ..Batch::default() }));
        write(&within, "b");
        assert_eq!(watch.wait(), Some(Batch { created: vec![within], ..Batch::default() }));
        std::fs::remove_dir_all(&a).expect("folders can be removed");
        write(&a, "a");
        let mut batch = watch.wait().expect("a batch");
        while batch.created.is_empty() || batch.removed.is_empty() {
            let next = watch.wait().expect("a batch");
            batch.created.extend(next.created);
            batch.removed.extend(next.removed);
        }
        assert_eq!((batch.created, batch.removed), (vec![a], vec![folder.join("a.plan.ron/b.plan.ron")]));
    });
}
