//! What `gait diff` says of small edits, how differences mirror each other, and versions that git keeps.

use std::process::Command;

use gait_core::{ChangeKind, Difference, FindingState, Snapshot, diff};
use proptest::prelude::*;
use proptest::sample::Index;
use suite::command::{Folder, code, git, path, transcript, utf8};
use suite::frame::set;
use suite::plans;
use suite::sketch::{config, sketch, snapshot};

use crate::cli::snapshot as golden;

/// The plan that the edits of this file are made to: four weeks on the frame's sessions.
const BEFORE: &str = r#"phases: [Phase(name: "Base", weeks: 4, week: (
    mon: ["easy"],
    tue: ["track @ 07:00", "upper"],
    thu: ["lower @ 18:00"],
    fri: ["recovery"],
    sat: ["long"],
), ramp: { "long": Grow(by: "10 min", to: "2 h") })]"#;

/// Small edits: what they are called, what is replaced, what with.
const EDITS: [(&str, &[(&str, &str)]); 17] = [
    ("nothing", &[]),
    ("a comment and layout", &[("mon: [\"easy\"],", "// a new line\n    mon: [ \"easy\" , ],")]),
    (
        "another way to write the same",
        &[("weeks: 4, week:", "week:"), (", weeks: 4", ""), ("ramp:", "weeks: 4, ramp:")],
    ),
    ("a step of a ramp", &[("by: \"10 min\"", "by: \"15 min\"")]),
    ("a session more every week", &[("sat:", "wed: [\"easy: 30 min\"],\n    sat:")]),
    ("a session less", &[("fri: [\"recovery\"],", "")]),
    ("on another day", &[("thu: [\"lower @ 18:00\"]", "wed: [\"lower @ 18:00\"]")]),
    ("on another day, and changed", &[("fri: [\"recovery\"]", "sun: [\"recovery: 20 min\"]")]),
    ("at another time", &[("lower @ 18:00", "lower @ 07:00")]),
    ("at no time", &[("lower @ 18:00", "lower")]),
    ("in another order", &[("\"track @ 07:00\", \"upper\"", "\"upper\", \"track @ 07:00\"")]),
    ("under another name", &[("mon: [\"easy\"]", "mon: [\"jaunt\"]")]),
    ("two of one name and one goes", &[("fri: [\"recovery\"]", "fri: [\"easy: 20 min\", \"easy\"]")]),
    ("optional and with an alternative", &[("fri: [\"recovery\"]", "fri: [\"recovery | rest ?\"]")]),
    ("one day", &[("phases:", "days: { \"week 2 sat\": [\"easy: 5 km\"] }, phases:")]),
    ("a lighter week", &[(")]", ", deload: (weeks: [4], volume: \"60 %\"))]")]),
    (
        "blocked",
        &[("phases:", "blocked: [(from: \"2027-03-08\", to: \"2027-03-09\", reason: \"travel\")], phases:")],
    ),
];

fn plan(body: &str) -> Snapshot {
    // A session of another name with the content of `easy`.
    snapshot(&set(body).text.replacen("sessions: {", "sessions: { \"jaunt\": Easy(\"40 min\"),", 1))
}

fn edited(edits: &[(&str, &str)]) -> String {
    edits.iter().fold(BEFORE.to_owned(), |text, (from, to)| text.replacen(from, to, 1))
}

/// Differences in a few plain lines.
fn told(difference: &Difference) -> String {
    let mut out = String::new();
    let mut line = |text: String| out.push_str(&format!("  {text}\n"));
    for change in &difference.sessions {
        let was = change.was.as_ref().map(|was| format!("{was} → ")).unwrap_or_default();
        let what = change.lift.as_deref().or(change.what).map(|what| format!(" {what}")).unwrap_or_default();
        line(format!("{} {was}{}{what}: {}", change.kind.name(), change.name, change.when));
        for value in change.values() {
            let text = |text: Option<String>| text.unwrap_or_else(|| "–".to_owned());
            line(format!("    {}: {} → {}", value.weeks, text(value.before), text(value.after)));
        }
    }
    if difference.estimates > 0 {
        line(format!("estimates of {}", difference.estimates));
    }
    for week in &difference.weeks {
        let text = |totals: &Option<gait_core::Totals>| {
            totals.as_ref().map_or("–".to_owned(), |t| {
                format!(
                    "{} km, {} min, {} key, {} sets, {}",
                    t.km, t.running_minutes, t.key_runs, t.sets, t.leg_dose
                )
            })
        };
        line(format!("week {}: {} → {}", week.week, text(&week.before), text(&week.after)));
    }
    for one in &difference.findings.list {
        line(format!("{:?} {}", one.state, one.key));
    }
    out
}

#[test]
fn small_edits_are_told_as_what_they_are() {
    let before = plan(BEFORE);
    let mut out = String::new();
    for (name, edits) in EDITS {
        let text = edited(edits);
        assert!(edits.is_empty() || text != BEFORE, "{name} edits nothing");
        let after = plan(&text);
        assert!(after.problems.is_empty(), "{name}: {:?}", after.problems);
        let difference = diff(&before, &after);
        let told = told(&difference);
        assert_eq!(difference.is_empty(), told.is_empty(), "{name}\n{told}");
        out.push_str(&format!("{name}\n{told}\n"));
    }
    golden("diff-edits", &out);
}

/// The frame with four weeks, beginning on some day.
fn starting(day: &str) -> Snapshot {
    let text = set(BEFORE).text;
    assert!(text.contains("2027-03-01"), "the frame begins on a Monday of March");
    snapshot(&text.replace("start: \"2027-03-01\"", &format!("start: \"{day}\"")))
}

#[test]
fn a_plan_that_moves_as_a_whole_is_compared_week_by_week() {
    let difference = diff(&starting("2027-03-01"), &starting("2027-03-15"));
    assert_eq!(difference.moved_weeks, 2);
    assert_eq!(difference.sessions, [], "{}", told(&difference));
    assert_eq!(difference.weeks, []);
    assert!(!difference.is_empty(), "it does begin on another day");
}

#[test]
fn weeks_put_before_a_plan_are_new_and_the_others_keep_their_dates() {
    let longer = |from: &str, text: &str| {
        let text = set(&BEFORE.replacen("[Phase(", text, 1)).text;
        snapshot(&text.replace("start: \"2027-03-01\"", &format!("start: \"{from}\"")))
    };
    let before = longer("2027-03-01", "[Phase(");
    let after = longer("2027-02-15", "[Phase(name: \"Start\", weeks: 2, week: (mon: [\"easy\"])), Phase(");
    let difference = diff(&before, &after);
    assert_eq!((difference.moved_weeks, difference.first_week_was), (0, -1));
    let kinds: Vec<_> =
        difference.sessions.iter().map(|change| (change.kind, change.when.as_str())).collect();
    assert_eq!(kinds, [(ChangeKind::Added, "Mondays, weeks 1, 2")], "{}", told(&difference));
    assert_eq!(difference.weeks.iter().map(|week| week.week).collect::<Vec<_>>(), [1, 2]);
    let back = diff(&after, &before);
    assert_eq!(back.sessions[0].when, "Mondays, weeks 1, 2 of the old plan");
}

#[test]
fn a_plan_that_appears_is_all_new() {
    let (nothing, plan) = (snapshot("// later\n"), starting("2027-03-01"));
    let difference = diff(&nothing, &plan);
    assert_eq!(difference.count(ChangeKind::Added), plan.calendar.sessions.len());
    assert_eq!(difference.findings.count(FindingState::New), plan.findings.len());
    assert_eq!((difference.before.mistakes, difference.before.weeks), (0, 0));
    assert!(diff(&nothing, &snapshot("")).is_empty());
}

#[test]
fn plans_with_mistakes_are_compared_as_far_as_they_can_be_read() {
    let good = set(BEFORE).text;
    let bad = good.replacen("fri: [\"recovery\"]", "fri: [\"recovry\"]", 1).replacen("thu:", "tuh:", 1);
    let difference = diff(&snapshot(&good), &snapshot(&bad));
    assert_eq!((difference.before.mistakes, difference.after.mistakes), (0, 2));
    assert!(difference.count(ChangeKind::Removed) >= 4, "{}", told(&difference));
    assert!(difference.sessions.iter().all(|change| change.name != "track"), "{}", told(&difference));
}

/// A difference seen from the other side.
fn mirrored(difference: &Difference) -> Vec<String> {
    let turned = |kind| match kind {
        ChangeKind::Added => ChangeKind::Removed,
        ChangeKind::Removed => ChangeKind::Added,
        other => other,
    };
    let mut out = Vec::new();
    for change in &difference.sessions {
        for once in &change.times {
            let name =
                change.was.as_ref().filter(|_| change.kind != ChangeKind::Reordered).unwrap_or(&change.name);
            let dates = (&once.date_after, &once.date_before);
            let name = if change.kind == ChangeKind::Reordered { "" } else { name.as_str() };
            let works = (&once.after, &once.before);
            out.push(format!(
                "{:?} {name} {:?} {:?} {dates:?} {works:?}",
                turned(change.kind),
                change.what,
                change.lift
            ));
        }
    }
    for week in &difference.weeks {
        out.push(format!("{:?} {:?}", week.after, week.before));
    }
    for one in &difference.findings.list {
        out.push(format!("{} {:?} {:?}", one.rule, one.after, one.before));
    }
    out.sort();
    out
}

/// The same, from this side.
fn plainly(difference: &Difference) -> Vec<String> {
    let mut out = Vec::new();
    for change in &difference.sessions {
        for once in &change.times {
            let name = if change.kind == ChangeKind::Reordered { "" } else { change.name.as_str() };
            let dates = (&once.date_before, &once.date_after);
            let works = (&once.before, &once.after);
            out.push(format!(
                "{:?} {name} {:?} {:?} {dates:?} {works:?}",
                change.kind, change.what, change.lift
            ));
        }
    }
    for week in &difference.weeks {
        out.push(format!("{:?} {:?}", week.before, week.after));
    }
    for one in &difference.findings.list {
        out.push(format!("{} {:?} {:?}", one.rule, one.before, one.after));
    }
    out.sort();
    out
}

/// Every session of both plans is told of once, or is the same.
fn check(a: &Snapshot, b: &Snapshot) {
    let (there, back) = (diff(a, b), diff(b, a));
    assert_eq!(mirrored(&there), plainly(&back), "\n{}\n{}", a.source.text, b.source.text);
    assert_eq!((there.estimates, there.findings.same), (back.estimates, back.findings.same));
    let gone = there.count(ChangeKind::Removed);
    let new = there.count(ChangeKind::Added);
    let sessions = |snapshot: &Snapshot| snapshot.calendar.sessions.len();
    assert_eq!(sessions(a) - gone, sessions(b) - new, "what stays is in both");
}

#[test]
fn worked_plans_are_no_different_from_themselves_and_mirror_each_other() {
    let plans: Vec<Snapshot> = plans().iter().map(|(_, text)| snapshot(text)).collect();
    for one in &plans {
        let difference = diff(one, one);
        assert!(difference.is_empty(), "{}", told(&difference));
        assert_eq!(difference.findings.same, one.findings.len());
    }
    for pair in plans.windows(2) {
        check(&pair[0], &pair[1]);
    }
}

proptest! {
    #![proptest_config(config(60))]

    #[test]
    fn differences_mirror_each_other(a in sketch(), b in sketch()) {
        let (a, b) = (snapshot(&set(&a.text(false)).text), snapshot(&set(&b.text(false)).text));
        check(&a, &b);
        prop_assert!(diff(&a, &a).is_empty());
    }

    #[test]
    fn differences_of_small_edits_mirror_each_other(which in any::<Index>(), other in any::<Index>()) {
        let of = |index: Index| plan(&edited(EDITS[index.index(EDITS.len())].1));
        check(&of(which), &of(other));
    }
}

fn text(long: &str) -> String {
    let body = format!(
        "phases: [Phase(name: \"Base\", weeks: 2, week: (tue: [\"track\"], sat: [\"long: {long}\"]))]"
    );
    set(&body).text
}

/// A repository with a plan of two versions, the newer one not committed.
fn repository() -> Folder {
    let folder = Folder::empty();
    folder.write("plans/a.plan.ron", text("80 min"));
    git(folder.path(), &["init", "--quiet", "--initial-branch", "main"]);
    git(folder.path(), &["add", "."]);
    git(folder.path(), &["commit", "--quiet", "-m", "a plan"]);
    folder.write("plans/a.plan.ron", text("90 min"));
    folder
}

#[test]
fn versions_are_read_from_git() {
    let folder = repository();
    let plan = "plans/a.plan.ron";
    let runs: [&[&str]; 4] = [
        &["diff", plan],
        &["diff", "--format", "markdown", "HEAD:plans/a.plan.ron", plan],
        &["diff", "HEAD:plans/a.plan.ron", "main:plans/a.plan.ron"],
        &["diff", "--exit-zero", ":plans/a.plan.ron", plan],
    ];
    let all: Vec<String> = runs.iter().map(|args| folder.transcript(args)).collect();
    golden("diff-git", &all.join("\n"));
    let inside = |args: &[&str]| {
        let mut command = folder.command(args);
        command.current_dir(folder.path().join("plans"));
        command.output().expect("the command runs")
    };
    for path in ["HEAD", "main", "HEAD:./a.plan.ron", "HEAD:plans/a.plan.ron", "HEAD:a.plan.ron"] {
        let output = inside(&["diff", path, "a.plan.ron"]);
        assert_eq!(code(&output), 1, "{path}: {}", utf8(&output.stderr));
    }
    assert_eq!(code(&inside(&["diff", "a.plan.ron"])), 1);
    folder.write("HEAD:plans/a.plan.ron", text("90 min"));
    let output = folder.run(&["diff", "HEAD:plans/a.plan.ron", plan]);
    assert_eq!(code(&output), 0, "a file that is there wins over git");
}

#[test]
fn what_git_does_not_have_is_said() {
    let folder = repository();
    let runs: [&[&str]; 11] = [
        &["diff", "HEAD~7:plans/a.plan.ron", "plans/a.plan.ron"],
        &["diff", "HEAD~7", "plans/a.plan.ron"],
        &["diff", "b.plan.ron", "plans/a.plan.ron"],
        &["diff", "HEAD", "plans/b.plan.ron"],
        &["diff", "HEAD:plans/b.plan.ron", "plans/a.plan.ron"],
        &["diff", ":plans/b.plan.ron", "plans/a.plan.ron"],
        &["diff", "HEAD:plans", "plans/a.plan.ron"],
        &["diff", "plan/a.plan.ron"],
        &["diff", "-"],
        &["diff", "-", "-"],
        &["diff", "HEAD:plans/a.plan.ron"],
    ];
    let mut all: Vec<String> = runs.iter().map(|args| folder.transcript(args)).collect();
    let outside = Folder::empty();
    outside.write("a.plan.ron", text("80 min"));
    let command = |args: &[&str], path: &str| {
        let mut command = outside.command(args);
        // A repository above the folder for temporary files would be found otherwise.
        command.env("GIT_CEILING_DIRECTORIES", outside.path().parent().expect("a folder above"));
        command.env("PATH", path);
        transcript(args, &command.output().expect("the command runs"))
    };
    let path = std::env::var("PATH").unwrap_or_default();
    all.push(command(&["diff", "a.plan.ron"], &path));
    all.push(command(&["diff", "a.plan.ron"], "/nowhere"));
    git(outside.path(), &["init", "--quiet", "--initial-branch", "main"]);
    all.push(command(&["diff", "a.plan.ron"], &path));
    git(folder.path(), &["mv", "plans/a.plan.ron", "plans/new.plan.ron"]);
    all.push(folder.transcript(&["diff", "plans/new.plan.ron"]));
    all.push(folder.transcript(&["diff", "HEAD:plans/a.plan.ron", "plans/new.plan.ron"]));
    let clone = Folder::empty();
    let from = format!("file://{}", folder.path().display());
    git(clone.path(), &["clone", "--quiet", "--depth", "1", &from, "."]);
    all.push(clone.transcript(&["diff", "HEAD~1:plans/a.plan.ron", "plans/a.plan.ron"]));
    golden("diff-git-failures", &all.join("\n"));
}

/// The line of docs/snapshots.md that begins so.
fn recipe(begin: &str) -> String {
    let page = std::fs::read_to_string(suite::repo("docs/snapshots.md")).expect("the page is there");
    page.lines().find(|line| line.starts_with(begin)).expect(begin).to_owned()
}

/// Runs a line of a shell in a folder, with the command on the path.
fn shell(folder: &Folder, line: &str) -> String {
    let mut shell = Command::new("sh");
    shell.args(["-c", line]).current_dir(folder.path()).env("GIT_CONFIG_GLOBAL", "/dev/null");
    shell.env("PATH", path());
    let output = shell.output().expect("there is a shell");
    assert!(output.status.success(), "{line}: {}", utf8(&output.stderr));
    utf8(&output.stdout).to_owned()
}

#[cfg(unix)]
#[test]
fn git_shows_plans_with_it() {
    let folder = repository();
    folder.write("README.md", "# Plans\n");
    shell(&folder, "git add --intent-to-add README.md");
    let tool = shell(&folder, &format!("{} 2>&1", recipe("git difftool")));
    assert!(tool.contains("80 min → 90 min"), "{tool}");
    assert!(!tool.contains("README"), "a text that is no plan is not compared: {tool}");
    folder.write(".gitattributes", recipe("*.plan.ron diff="));
    shell(&folder, &recipe("git config"));
    folder.write("plans/new.plan.ron", text("60 min"));
    shell(&folder, "git add --intent-to-add plans/new.plan.ron");
    let shown = shell(&folder, "git diff");
    assert!(shown.contains("~ long  Saturdays, weeks 1, 2  80 min → 90 min"), "{shown}");
    assert!(shown.contains("there was no plan before"), "{shown}");
    assert!(shell(&folder, "git diff --no-ext-diff").contains("+++ b/plans/a.plan.ron"));
}

#[test]
fn both_versions_are_held_to_the_settings_of_the_one_in_a_folder_with_some() {
    let folder = Folder::quiet();
    folder.write("a.plan.ron", text("80 min"));
    let outside = Folder::empty();
    outside.write("a.plan.ron", text("80 min"));
    let other = outside.path().join("a.plan.ron");
    let output = folder.run(&["diff", other.to_str().expect("a path in UTF-8"), "a.plan.ron"]);
    assert_eq!(code(&output), 0, "{}", utf8(&output.stdout));
}
