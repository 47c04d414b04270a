//! Emacs with Eglot drives the real server, by the set-up that is documented.

use suite::command::{Folder, GAIT, code, utf8};
use suite::repo;
use suite::tool::{missing, tool};

const PLAN: &str = r#"Plan(
    format: 1, name: "Two hard things", start: "2027-03-01",
    athlete: Athlete(gates: (squat: Attested, lunge: Attested, hinge: Attested), weekly_distance: "40 km"),
    sessions: {
        "track": Intervals("20 min easy + 6x(3 min @ 5k + 2 min jog)"),
        "lower": Strength(["romanian-deadlift 3x10 rir 2", "bulgarian-split-squat 3x10/side rir 2", "hip-thrust 3x10 rir 2"]),
    },
    phases: [Phase(weeks: 2, week: (mon:   ["easy: 40 min",
        "lower @ 08:00"], tue: ["track @ 07:00"]))],
)
"#;

#[test]
fn emacs_sees_findings_renames_and_formats() {
    let Some(emacs) = tool("emacs", "emacs-nox") else { return };
    // Emacs has Eglot of its own from 29 on.
    let asked = std::process::Command::new(&emacs).args(["--batch", "--eval", "(require 'eglot)"]).output();
    if !asked.expect("emacs runs").status.success() {
        return missing("Emacs has no Eglot (`apt-get install elpa-eglot`)");
    }
    let folder = Folder::quiet();
    folder.write("two.plan.ron", PLAN);
    let output = std::process::Command::new(emacs)
        .args(["--batch", "--load"])
        .arg(repo("tests/editors/emacs.el"))
        .env("GAIT", &*GAIT)
        .env("GAIT_MODE", repo("crates/gait-lsp/editors/emacs"))
        .env("GAIT_PLAN", folder.path().join("two.plan.ron"))
        .env("HOME", folder.path())
        .output()
        .expect("emacs runs");
    let said = utf8(&output.stdout);
    let errors = String::from_utf8_lossy(&output.stderr);
    assert_eq!(code(&output), 0, "{said}\n{errors}");
    for expected in [
        "-- mode\ngait-mode\n",
        "-- findings\nline 9: gait [lower-body-before-key-run]: `lower` (heavy, ",
        "-- renamed\n2\n",
        "        Phase(weeks: 2, week: (mon: [\"easy: 40 min\", \"legs @ 08:00\"], tue: [\"track @ 07:00\"])),\n",
    ] {
        assert!(said.contains(expected), "no `{expected}` in\n{said}\n{errors}");
    }
}
