//! The harness itself: a case that says too much, too little or something else must fail.

use suite::caret::{Mark, Note, diff, parse, render};
use suite::case::run;
use suite::frame::{FRAME, set};

const RULE: &str = "lower-body-before-key-run";
const MESSAGE: &str = "`lower` (heavy, 29.5 leg units) ends 12.3 h before `track`; 36 h advised";

fn case(carets: &str) -> String {
    format!("mon: [\"lower @ 18:00\"],\n{carets}tue: [\"track @ 07:00\"],\n")
}

#[test]
fn a_true_case_passes() {
    let outcome = run(&case(&format!("//    ^^^^^^^^^^^^^^^ warning[{RULE}]: {MESSAGE}\n")), RULE);
    assert_eq!(outcome.map(|o| o.diff()), Ok(None));
}

#[test]
fn every_part_of_a_note_counts() {
    for carets in [
        String::new(),
        format!("//    ^^^^^^^^^^^^^^^ error[{RULE}]: {MESSAGE}\n"),
        format!("//    ^^^^^^^^^^^^^^^ warning[{RULE}]: something else\n"),
        format!("//    ^^^^^^^^^^^^^^ warning[{RULE}]: {MESSAGE}\n"),
        format!("//     ^^^^^^^^^^^^^^^ warning[{RULE}]: {MESSAGE}\n"),
        format!("//    ^^^^^^^^^^^^^^^ warning[{RULE}]: {MESSAGE}\n").repeat(2),
        format!("//    ^^^^^^^^^^^^^^^ warning[{RULE}]: {MESSAGE}\n//    ^^^ related\n"),
    ] {
        let outcome = run(&case(&carets), RULE);
        let outcome = outcome.unwrap_or_else(|fault| panic!("{carets}{fault}"));
        assert_ne!(outcome.diff(), None, "{carets}");
        let blessed = run(&outcome.blessed(), RULE);
        assert_eq!(blessed.map(|o| o.diff()), Ok(None), "{carets}");
    }
}

#[test]
fn mistakes_in_the_text_fail() {
    for text in [
        "mon: [\"lowr\"],",
        "mno: [\"lower\"],",
        "week: (mon: [\"lower\"]), ramp: { \"long\": Grow(by: 1) },",
    ] {
        assert!(run(text, RULE).is_err(), "{text}");
    }
    assert!(run("//    ^^^ warning[x]: above all code\nmon: [],", RULE).is_err());
    assert!(run("mon: [\"easy\"],\n//    ^^^^^^\n", RULE).is_err());
}

#[test]
fn notes_survive_parsing_and_rendering() {
    let place = |line, column, length| Mark::Place { line, column, length };
    let notes = [
        Note { mark: Mark::Path("phases[0].week".to_owned()), says: "warning[a]: b: c".to_owned() },
        Note { mark: place(0, 2, 1), says: "advice[a]: b".to_owned() },
        Note { mark: place(1, 4, 3), says: "error[a]: b".to_owned() },
        Note { mark: place(1, 12, 30), says: "related".to_owned() },
    ];
    let clean = "a: [\n    bcd: é\n// an ordinary comment\n]";
    assert_eq!(parse(&render(clean, &notes)), Ok((clean.to_owned(), notes.to_vec())));
    assert_eq!(diff(clean, &notes, &notes), None);
}

#[test]
fn a_case_is_recognised_by_what_is_written() {
    let before = |case: &str| {
        let framed = set(case);
        assert_eq!(&framed.text[framed.case.clone()], case);
        framed.text[..framed.case.start].replace('\n', " ")
    };
    assert!(before("mon: [],").ends_with("phases: [Phase(weeks: 2, week: ( "));
    assert!(before("week: (mon: []),").ends_with("phases: [Phase(weeks: 2, "));
    assert!(before("weeks: 4, week: (mon: []),").ends_with("phases: [Phase( "));
    assert!(before("week: [(mon: [])],").ends_with("phases: [Phase( "));
    assert!(before("goals: [],").contains("phases:"), "the phases of the frame stay");
    assert_eq!(before("// a note\nPlan(format: 1)"), "");
    assert_eq!(run(FRAME, RULE).map(|o| o.diff()), Ok(None), "the frame is a clean plan");
}
