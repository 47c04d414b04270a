//! `gait watch`: the real command on real files, saved the way editors save them.

use std::io::{BufRead as _, BufReader, Read as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use serde_json::Value;

use suite::command::{GAIT, git};

/// Far more than a run takes, for machines that do other things as well.
const PATIENCE: Duration = Duration::from_secs(30);

/// A plan without errors.
fn plan(name: &str) -> String {
    let phases = "[Phase(weeks: 1, week: (mon: [\"easy: 40 min\"]))]";
    format!("Plan(\n    format: 1,\n    name: \"{name}\", start: \"2027-03-01\",\n    phases: {phases},\n)\n")
}

/// A plan with a mistake in its text.
fn spoilt(name: &str) -> String {
    plan(name).replace("    phases", "    no_such: 1,\n    phases")
}

/// A command that watches a folder.
struct Watched {
    folder: tempfile::TempDir,
    child: Child,
    lines: Receiver<String>,
}

impl Watched {
    /// Starts to watch a folder with `a.plan.ron`, and waits for the first run.
    fn new(args: &[&str]) -> (Self, Value) {
        Self::with(args, |folder| write(&folder.join("a.plan.ron"), &plan("a")))
    }

    fn with(args: &[&str], prepare: impl Fn(&Path)) -> (Self, Value) {
        let (mut watched, first) = Self::start(&[&["--format", "json"], args].concat(), prepare);
        let first = json(&first);
        assert_eq!(first["run"], 1);
        crate::schemas::assert_is_a_run(&first);
        assert!(watched.child.try_wait().expect("the command can be asked").is_none(), "it goes on");
        (watched, first)
    }

    fn start(args: &[&str], prepare: impl Fn(&Path)) -> (Self, String) {
        let folder = tempfile::tempdir().expect("a folder for the test");
        prepare(folder.path());
        let mut command = Command::new(&*GAIT);
        command.arg("watch").args(args).current_dir(folder.path()).env_remove("GAIT_FORMAT");
        let mut child = command.stdout(Stdio::piped()).spawn().expect("the command runs");
        let out = BufReader::new(child.stdout.take().expect("a stream"));
        let (sender, lines) = channel();
        std::thread::spawn(move || {
            for line in out.lines().map_while(Result::ok) {
                if sender.send(line).is_err() {
                    return;
                }
            }
        });
        let watched = Self { folder, child, lines };
        let first = watched.line();
        (watched, first)
    }

    fn line(&self) -> String {
        self.lines.recv_timeout(PATIENCE).expect("the command writes a line")
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        write(&self.path(name), text);
    }

    fn rename(&self, from: &str, to: &str) {
        std::fs::rename(self.path(from), self.path(to)).expect("files can be renamed");
    }

    fn run(&self) -> Value {
        let run = json(&self.line());
        crate::schemas::assert_is_a_run(&run);
        run
    }

    /// Collects runs until `done` holds, which is asked with all that happened so far.
    fn until(&self, done: impl Fn(&Happened) -> bool) -> Happened {
        let mut happened = Happened::default();
        while !done(&happened) {
            happened.add(&self.run());
        }
        happened
    }

    /// Asserts that nothing more was written before a plan that is made now.
    fn nothing_more(&self) {
        self.write("last.plan.ron", &plan("last"));
        assert_eq!(names(&self.run()["created"]), ["last.plan.ron"]);
    }
}

impl Drop for Watched {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What several runs told.
#[derive(Default, Debug)]
struct Happened {
    runs: usize,
    created: Vec<String>,
    changed: Vec<String>,
    removed: Vec<String>,
    last: Value,
}

impl Happened {
    fn add(&mut self, run: &Value) {
        self.runs += 1;
        self.created.extend(names(&run["created"]));
        self.changed.extend(names(&run["changed"]));
        self.removed.extend(names(&run["removed"]));
        self.last = run.clone();
    }
}

fn write(path: &Path, text: &str) {
    std::fs::create_dir_all(path.parent().expect("a file is in a folder")).expect("folders can be made");
    std::fs::write(path, text).expect("files can be written");
}

fn json(line: &str) -> Value {
    serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"))
}

fn names(list: &Value) -> Vec<String> {
    let list = list.as_array().expect("a list").iter();
    list.map(|name| name.as_str().expect("a name").to_owned()).collect()
}

/// Where the reports of a run are from.
fn sources(run: &Value) -> Vec<&str> {
    let reports = run["reports"].as_array().expect("reports").iter();
    reports.map(|report| report["source"].as_str().expect("a name")).collect()
}

/// The name of a way to save a text, and the way.
type Habit<'a> = (&'a str, &'a dyn Fn(&str));

#[test]
fn however_an_editor_saves_it_is_one_run_with_what_came_and_went() {
    let (watched, first) = Watched::new(&[]);
    assert_eq!((sources(&first), &first["summary"]["errors"]), (vec!["a.plan.ron"], &0.into()));
    let in_place = |text: &str| watched.write("a.plan.ron", text);
    let replaced = |text: &str| {
        watched.write("a.plan.ron.tmp123", text);
        watched.rename("a.plan.ron.tmp123", "a.plan.ron");
    };
    // Vim writes a swap file, tries whether it may write, moves the plan away, writes it anew and removes the old one.
    let vim = |text: &str| {
        watched.write(".a.plan.ron.swp", "b0VIM");
        watched.write("4913", "");
        std::fs::remove_file(watched.path("4913")).expect("files can be removed");
        watched.rename("a.plan.ron", "a.plan.ron~");
        watched.write("a.plan.ron", text);
        std::fs::remove_file(watched.path("a.plan.ron~")).expect("files can be removed");
        std::fs::remove_file(watched.path(".a.plan.ron.swp")).expect("files can be removed");
    };
    // VS Code truncates, and writes a moment later.
    let vs_code = |text: &str| {
        watched.write("a.plan.ron", "");
        std::thread::sleep(Duration::from_millis(60));
        watched.write("a.plan.ron", text);
    };
    let emacs = |text: &str| {
        watched.write("#a.plan.ron#", text);
        watched.rename("a.plan.ron", "a.plan.ron~");
        replaced(text);
    };
    let habits: [Habit<'_>; 5] = [
        ("in place", &in_place),
        ("replaced", &replaced),
        ("vim", &vim),
        ("VS Code", &vs_code),
        ("emacs", &emacs),
    ];
    for (habit, save) in habits {
        save(&spoilt("a"));
        let run = watched.run();
        assert_eq!(names(&run["changed"]), ["a.plan.ron"], "{habit}: {run}");
        assert_eq!(sources(&run), ["a.plan.ron"], "{habit}");
        assert_ne!(run["new"], Value::Array(vec![]), "{habit}: {run}");
        save(&plan("a"));
        let back = watched.run();
        assert_eq!(back["fixed"], run["new"], "{habit}");
        assert_eq!(back["summary"]["errors"], 0, "{habit}");
    }
    // The same text once more is no news.
    in_place(&plan("a"));
    watched.nothing_more();
}

#[test]
fn plans_come_move_and_go() {
    let (watched, _) = Watched::new(&[]);
    let elsewhere = tempfile::tempdir().expect("a folder outside");
    let outside = elsewhere.path().join("in.plan.ron");
    write(&outside, &spoilt("in"));
    std::fs::rename(&outside, watched.path("in.plan.ron")).expect("both are on one disk");
    let run = watched.run();
    assert_eq!(names(&run["created"]), ["in.plan.ron"]);
    assert_eq!(run["summary"]["plans"], 2);
    watched.rename("in.plan.ron", "b.plan.ron");
    let run = watched.run();
    assert_eq!(run["renamed"], serde_json::json!([["in.plan.ron", "b.plan.ron"]]));
    assert_eq!((&run["new"], &run["fixed"]), (&serde_json::json!([]), &serde_json::json!([])), "{run}");
    std::fs::rename(watched.path("b.plan.ron"), &outside).expect("both are on one disk");
    let run = watched.run();
    assert_eq!(names(&run["removed"]), ["b.plan.ron"]);
    assert_eq!(run["fixed"], serde_json::json!([]), "what goes with its file is not fixed");
    assert_eq!((&run["summary"]["plans"], &run["summary"]["errors"]), (&1.into(), &0.into()));
}

#[test]
fn folders_come_and_go() {
    let (watched, _) =
        Watched::with(&["plans"], |folder| write(&folder.join("plans/a.plan.ron"), &plan("a")));
    watched.write("plans/new/deep/er/b.plan.ron", &plan("b"));
    assert_eq!(names(&watched.run()["created"]), ["plans/new/deep/er/b.plan.ron"]);
    watched.write("plans/new/deep/er/b.plan.ron", &spoilt("b"));
    assert_eq!(names(&watched.run()["changed"]), ["plans/new/deep/er/b.plan.ron"]);
    std::fs::remove_dir_all(watched.path("plans")).expect("folders can be removed");
    let gone = watched.until(|happened| happened.removed.len() == 2);
    assert_eq!(gone.last["failures"][0]["path"], "plans", "{gone:?}");
    watched.write("plans/a.plan.ron", &plan("a"));
    let back = watched.until(|happened| !happened.created.is_empty());
    assert_eq!(back.last["failures"], serde_json::json!([]));
    watched.write("plans/a.plan.ron", &spoilt("a"));
    assert_eq!(names(&watched.run()["changed"]), ["plans/a.plan.ron"]);
}

#[test]
fn settings_check_all_plans_below_again() {
    let (watched, _) = Watched::with(&[], |folder| {
        write(&folder.join("a.plan.ron"), &plan("a"));
        write(&folder.join("x/b.plan.ron"), &plan("b"));
        write(&folder.join("x/c.plan.ron"), &plan("c"));
    });
    watched.write("x/gait.ron", "Settings(profile: Strict)");
    let run = watched.run();
    assert_eq!(sources(&run), ["x/b.plan.ron", "x/c.plan.ron"], "{run}");
    watched.write("x/gait.ron", "Settings(profil: Strict)");
    assert_eq!(sources(&watched.run()), ["x/gait.ron", "x/b.plan.ron", "x/c.plan.ron"]);
    watched.write("x/gait.ron", "Settings(exclude: [\"c.plan.ron\"])");
    let run = watched.run();
    assert_eq!(run["summary"]["plans"], 2, "{run}");
    assert_eq!(run["fixed"][0]["source"], "x/gait.ron");
    watched.write("x/c.plan.ron", &spoilt("c"));
    watched.nothing_more();
    std::fs::remove_file(watched.path("x/gait.ron")).expect("files can be removed");
    assert_eq!(watched.run()["summary"]["plans"], 4);
}

#[test]
fn a_checkout_of_many_plans_misses_none() {
    let (watched, first) = Watched::with(&[], |folder| {
        git(folder, &["init", "--quiet", "--initial-branch=one"]);
        for branch in ["one", "two"] {
            for i in 0..60 {
                let only = i % 6 == 0;
                let name = if only { format!("{branch}-{i}") } else { format!("{i}") };
                write(&folder.join(format!("d{}/{name}.plan.ron", i % 4)), &plan(branch));
            }
            git(folder, &["add", "."]);
            git(folder, &["commit", "--quiet", "--message", branch]);
            if branch == "one" {
                git(folder, &["checkout", "--quiet", "-b", "two"]);
                git(folder, &["rm", "--quiet", "-r", "."]);
            }
        }
    });
    assert_eq!(first["summary"]["plans"], 60);
    git(watched.folder.path(), &["checkout", "--quiet", "one"]);
    let there = watched.until(|h| h.changed.len() == 50 && h.created.len() == 10 && h.removed.len() == 10);
    assert!(there.runs <= 10, "{} runs", there.runs);
    assert_eq!(there.last["summary"]["plans"], 60);
}

#[test]
fn a_burst_gives_few_runs_and_ends_with_the_last_text() {
    let (watched, _) = Watched::new(&[]);
    let start = Instant::now();
    for i in 0..200 {
        watched.write("a.plan.ron", &plan(&format!("a{i}")));
        std::thread::sleep(Duration::from_millis(2));
    }
    watched.write("a.plan.ron", &spoilt("a"));
    let most = start.elapsed().as_millis() / 250 + 2;
    let burst = watched.until(|happened| happened.last["summary"]["errors"].as_u64().is_some_and(|e| e > 0));
    assert!(burst.runs as u128 <= most, "{} runs, at most {most}", burst.runs);
    watched.nothing_more();
}

#[test]
fn polling_sees_the_same() {
    let (watched, _) = Watched::new(&["--poll=50"]);
    watched.write("a.plan.ron", &spoilt("a"));
    assert_eq!(names(&watched.run()["changed"]), ["a.plan.ron"]);
    watched.write("x/y/b.plan.ron", &plan("b"));
    assert_eq!(names(&watched.run()["created"]), ["x/y/b.plan.ron"]);
    watched.rename("x", "z");
    assert_eq!(watched.run()["renamed"], serde_json::json!([["x/y/b.plan.ron", "z/y/b.plan.ron"]]));
}

#[cfg(unix)]
#[test]
fn signals_end_it_cleanly() {
    for signal in ["-INT", "-TERM"] {
        let (mut watched, _) = Watched::new(&[]);
        let id = watched.child.id().to_string();
        assert!(Command::new("kill").args([signal, &id]).status().expect("kill runs").success());
        let status = watched.child.wait().expect("it ends");
        assert_eq!(status.code(), Some(0), "{signal}");
    }
}

#[cfg(unix)]
#[test]
fn a_closed_pipe_ends_it_quietly() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    write(&folder.path().join("a.plan.ron"), &plan("a"));
    let mut command = Command::new(&*GAIT);
    command.args(["watch", "--format", "json"]).current_dir(folder.path());
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the command runs");
    let mut line = String::new();
    let mut out = BufReader::new(child.stdout.take().expect("a stream"));
    out.read_line(&mut line).expect("a line");
    drop(out);
    write(&folder.path().join("a.plan.ron"), &spoilt("a"));
    assert_eq!(child.wait().expect("it ends").code(), Some(141));
    let mut said = String::new();
    child.stderr.take().expect("a stream").read_to_string(&mut said).expect("text");
    assert_eq!(said, "");
}

#[test]
fn concise_runs_have_a_first_and_a_last_line() {
    let (watched, first) = Watched::start(&["--format", "concise"], |folder| {
        write(&folder.join("a.plan.ron"), &spoilt("a"));
        write(&folder.join("b.plan.ron"), &plan("b"));
    });
    let run = || {
        let mut lines = vec![watched.line()];
        while lines.last().is_none_or(|line| !line.ends_with("; watching for changes")) {
            lines.push(watched.line());
        }
        lines
    };
    assert_eq!(first, "checking 2 plans");
    let begin = run();
    assert!(begin.iter().any(|line| line.starts_with("a.plan.ron:4:5: error[unknown-field]: ")), "{begin:?}");
    watched.write("b.plan.ron", &spoilt("b"));
    let again = run();
    assert_eq!(again[0], "checking 1 plan: b.plan.ron changed");
    assert!(again.iter().any(|line| line.starts_with("a.plan.ron:4:5: ")), "all plans are in it: {again:?}");
    assert!(again.iter().any(|line| line.starts_with("b.plan.ron:4:5: ")), "{again:?}");
    assert!(again.last().is_some_and(|line| line.contains(" new; watching")), "{again:?}");
}

/// What is written up to the line with the sum of a run, without its times.
fn human_run(watched: &Watched, first: String) -> Vec<String> {
    let mut lines = vec![first];
    while !lines.last().is_some_and(|line| line.ends_with(" · Ctrl-C ends")) {
        lines.push(watched.line());
    }
    let (time, what) = lines[0].split_once(' ').expect("a time and what happened");
    let is_time =
        time.len() == 8 && time.split(':').all(|part| part.len() == 2 && part.parse::<u8>().is_ok());
    assert!(is_time, "{lines:?}");
    lines[0] = what.to_owned();
    let sum = lines.pop().expect("a sum");
    let parts: Vec<&str> = sum.split(" · ").collect();
    assert!(parts[parts.len() - 2].ends_with(" ms"), "{sum}");
    lines.push(parts[..parts.len() - 2].join(" · "));
    lines
}

#[test]
fn people_see_what_changed_and_what_came_of_it() {
    let (watched, first) = Watched::start(&[], |folder| {
        write(&folder.join("a.plan.ron"), &spoilt("a"));
        write(&folder.join("b.plan.ron"), &plan("b"));
    });
    let next = || {
        assert_eq!(watched.line(), "", "an empty line between two runs");
        human_run(&watched, watched.line())
    };
    let run = human_run(&watched, first);
    assert!(run.iter().all(|line| !line.contains('\u{1b}')), "no escapes in a pipe: {run:?}");
    assert_eq!((run[0].as_str(), run[1].as_str()), ("first check", ""));
    assert!(run.contains(&"error[unknown-field]: `Plan` has no field `no_such`".to_owned()), "{run:#?}");
    assert_eq!(run.last().map(String::as_str), Some("2 plans: 1 error, 3 advice"), "{run:#?}");
    watched.write("b.plan.ron", &spoilt("b"));
    let run = next();
    assert_eq!(run[0], "b.plan.ron changed");
    assert!(run.contains(&"new error[unknown-field]: `Plan` has no field `no_such`".to_owned()), "{run:#?}");
    assert!(run.iter().all(|line| !line.contains("a.plan.ron")), "only what changed: {run:#?}");
    assert_eq!(run.last().map(String::as_str), Some("2 plans: 2 errors, 2 advice · 1 new"));
    watched.write("b.plan.ron", &plan("b"));
    let run = next();
    assert_eq!(run.last().map(String::as_str), Some("2 plans: 1 error, 3 advice · 1 fixed"));
    watched.rename("b.plan.ron", "c.plan.ron");
    assert_eq!(next()[0], "b.plan.ron renamed to c.plan.ron");
    watched.write("gait.ron", "Settings(profile: Minimal)");
    let run = next();
    assert_eq!(run[0], "gait.ron changed", "not its path from the root");
    std::fs::remove_file(watched.path("c.plan.ron")).expect("files can be removed");
    assert_eq!(next()[0], "c.plan.ron removed");
}

#[cfg(unix)]
#[test]
fn a_plan_that_cannot_be_read_for_a_while_is_not_forgotten() {
    let (watched, first) = Watched::with(&[], |folder| {
        write(&folder.join("a.plan.ron"), &spoilt("a"));
        write(&folder.join("b.plan.ron"), &plan("b"));
    });
    let none = serde_json::json!([]);
    let place = watched.path("a.plan.ron");
    let remove = || std::fs::remove_file(&place).expect("files can be removed");
    // A link that leads nowhere, and a text that is no UTF-8.
    let dangle = || {
        remove();
        std::os::unix::fs::symlink(watched.path("nowhere"), &place).expect("links can be made");
    };
    let garble = || std::fs::write(&place, b"Plan(\xff)").expect("files can be written");
    let ways: [(&dyn Fn(), &str); 2] = [
        (&dangle, "`a.plan.ron` cannot be read: the link leads nowhere"),
        (&garble, "`a.plan.ron` is not UTF-8"),
    ];
    for (spoil, why) in ways {
        spoil();
        let run = watched.run();
        let message = run["failures"][0]["message"].as_str().expect("a message");
        assert!(message.starts_with(why), "{message}");
        assert_eq!((&run["new"], &run["fixed"]), (&none, &none), "{why}");
        assert_eq!(run["summary"]["plans"], 1, "{run}");
        // Through it, the other plan is watched on.
        watched.write("b.plan.ron", &spoilt("b"));
        let other = watched.run();
        assert_eq!(
            (sources(&other), other["failures"].as_array().map(Vec::len)),
            (vec!["b.plan.ron"], Some(1))
        );
        watched.write("b.plan.ron", &plan("b"));
        watched.run();
        remove();
        watched.write("a.plan.ron", &spoilt("a"));
        let back = watched.until(|happened| happened.last["failures"] == none).last;
        assert_eq!((&back["new"], &back["fixed"]), (&none, &none), "nothing is new: {back}");
        assert_eq!(back["summary"], first["summary"]);
    }
    // A folder is no plan: what was in its place is gone.
    remove();
    std::fs::create_dir(&place).expect("folders can be made");
    assert_eq!(names(&watched.run()["removed"]), ["a.plan.ron"]);
    std::fs::remove_dir(&place).expect("folders can be removed");
    watched.write("a.plan.ron", &spoilt("a"));
    let back = watched.run();
    assert_eq!(
        (names(&back["created"]), &back["summary"]),
        (vec!["a.plan.ron".to_owned()], &first["summary"])
    );
    watched.nothing_more();
}

#[test]
fn what_mistakes_hide_is_not_fixed() {
    let (watched, first) = Watched::with(&[], |folder| write(&folder.join("a.plan.ron"), &plan("a")));
    let advice = first["summary"]["advice"].as_u64().expect("a count");
    assert!(advice > 1, "{first}");
    let none = serde_json::json!([]);
    for half_typed in ["Plan(", "Plan(\n    form"] {
        watched.write("a.plan.ron", half_typed);
        let run = watched.run();
        assert_eq!((fixed_of_rules(&run), &run["summary"]["advice"]), (0, &serde_json::json!(0)), "{run}");
        assert_ne!(run["new"], none);
    }
    // Of what was hidden only that is gone which is gone in the end.
    watched.write("a.plan.ron", &plan("a"));
    let back = watched.run();
    assert_eq!((fixed_of_rules(&back), &back["new"], &back["summary"]), (0, &none, &first["summary"]));
    watched.write("a.plan.ron", "Plan(");
    watched.run();
    write(&watched.path("gait.ron"), "Settings(profile: Minimal)");
    watched.run();
    watched.write("a.plan.ron", &plan("a"));
    let minimal = watched.run();
    assert_eq!((fixed_of_rules(&minimal), &minimal["new"]), (advice, &none), "{minimal}");
}

/// So many findings of rules a run tells as fixed.
fn fixed_of_rules(run: &Value) -> u64 {
    let keys = run["fixed"].as_array().expect("a list").iter().filter_map(|finding| finding["key"].as_str());
    let rules = keys.filter(|key| gait_rules::find(key.split(" | ").next().unwrap_or_default()).is_some());
    rules.count() as u64
}

#[test]
fn settings_that_cannot_be_read_for_a_while_leave_nothing_new() {
    let (watched, first) = Watched::with(&[], |folder| {
        write(&folder.join("a.plan.ron"), &plan("a"));
        write(&folder.join("gait.ron"), "Settings()");
    });
    let none = serde_json::json!([]);
    std::fs::write(watched.path("gait.ron"), b"\xff").expect("files can be written");
    let run = watched.run();
    assert_eq!((&run["new"], &run["fixed"]), (&none, &none), "{run}");
    let failed: Vec<&str> =
        run["failures"].as_array().expect("a list").iter().filter_map(|f| f["path"].as_str()).collect();
    assert_eq!(failed, ["gait.ron", "a.plan.ron"]);
    assert_eq!(
        (&run["summary"]["plans"], &run["summary"]["advice"]),
        (&serde_json::json!(0), &serde_json::json!(0))
    );
    watched.write("gait.ron", "Settings()");
    let back = watched.until(|happened| happened.last["failures"] == none).last;
    assert_eq!((&back["new"], &back["fixed"]), (&none, &none), "nothing is new: {back}");
    assert_eq!(back["summary"], first["summary"]);
}

#[test]
fn standard_input_cannot_be_watched() {
    let output = Command::new(&*GAIT).args(["watch", "-"]).output().expect("the command runs");
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("standard input cannot be watched"));
}
