//! Batches of real files.

use super::*;

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
