//! Finding one's way in a plan: outline, folding, selections, hints.

use gait_core::{FoldKind, Inputs, SettingsFile, Snapshot, Source, Span, Symbol};
use suite::approved::assert_approved;
use suite::plans;
use suite::sketch::snapshot;

/// The outline as lines, one per symbol.
fn outlined(symbols: &[Symbol], depth: usize, out: &mut String) {
    for symbol in symbols {
        let gap = if symbol.detail.is_empty() { "" } else { "  " };
        out.push_str(&format!(
            "{}{:?} {}{gap}{}\n",
            "  ".repeat(depth),
            symbol.kind,
            symbol.name,
            symbol.detail
        ));
        outlined(&symbol.children, depth + 1, out);
    }
}

/// The text with each hint where it is shown, in guillemets.
fn hinted(snapshot: &Snapshot) -> String {
    let text = snapshot.tree.text();
    let mut out = String::new();
    let mut at = 0;
    for hint in snapshot.hints(Span::new(0, u32::MAX)) {
        out.push_str(&text[at..hint.at as usize]);
        out.push_str(&format!("‹{}›", hint.text));
        at = hint.at as usize;
    }
    out.push_str(&text[at..]);
    out
}

fn plan(name: &str) -> Snapshot {
    let (_, text) = plans().into_iter().find(|(n, _)| n == name).expect("a worked plan");
    snapshot(&text)
}

#[test]
fn outlines_of_worked_plans() {
    for name in ["hilly-half-garage-gym", "winter-a-b"] {
        let mut out = String::new();
        outlined(&plan(name).outline(), 0, &mut out);
        assert_approved("tests/navigate", &format!("outline-{name}"), &out);
    }
}

#[test]
fn hints_of_worked_plans() {
    for name in ["hilly-half-garage-gym", "winter-a-b"] {
        assert_approved("tests/navigate", &format!("hints-{name}"), &hinted(&plan(name)));
    }
}

#[test]
fn selections_grow_from_the_word_to_the_file() {
    let text = r#"Plan(phases: [Phase(week: (tue: ["easy: 2 km easy + 6x(800 m @ 5k + 90 s jog) + 1 km | rest? @ 06:30"]))])"#;
    let at = u32::try_from(text.find("00 m @").expect("it is there")).expect("a short text");
    let snapshot = snapshot(text);
    let said: Vec<&str> = snapshot.selection(at).into_iter().map(|span| &text[span.range()]).collect();
    assert_eq!(
        said[..10],
        [
            "800",
            "800 m @ 5k",
            "800 m @ 5k + 90 s jog",
            "(800 m @ 5k + 90 s jog)",
            "6x(800 m @ 5k + 90 s jog)",
            "2 km easy + 6x(800 m @ 5k + 90 s jog) + 1 km",
            "easy: 2 km easy + 6x(800 m @ 5k + 90 s jog) + 1 km",
            "easy: 2 km easy + 6x(800 m @ 5k + 90 s jog) + 1 km | rest? @ 06:30",
            "\"easy: 2 km easy + 6x(800 m @ 5k + 90 s jog) + 1 km | rest? @ 06:30\"",
            "[\"easy: 2 km easy + 6x(800 m @ 5k + 90 s jog) + 1 km | rest? @ 06:30\"]",
        ]
    );
    assert_eq!(said.last(), Some(&text));
}

#[test]
fn folds_begin_on_lines_of_their_own() {
    let text = "// One.\n// Two.\n\nPlan(format: 1, sessions: {\n    // Alone.\n    \"a\": Easy(\n        \"5 km\",\n    ),\n})\n";
    let snapshot = snapshot(text);
    let said: Vec<(FoldKind, &str)> =
        snapshot.folding().into_iter().map(|fold| (fold.kind, &text[fold.span.range()])).collect();
    let end = text.len() - 1;
    assert_eq!(
        said,
        [
            (FoldKind::Comment, "// One.\n// Two."),
            (FoldKind::Region, &text[text.find("(format").expect("there")..end]),
            (FoldKind::Region, "(\n        \"5 km\",\n    )"),
        ]
    );
}

#[test]
fn settings_have_an_outline_too() {
    let text = "Settings(profile: Strict, levels: {\n    \"technique\": Off,\n})\n";
    let file = SettingsFile::read(Source::new("gait.ron", text));
    let mut out = String::new();
    outlined(&file.outline(), 0, &mut out);
    assert_eq!(out, "Setting profile  Strict\nSetting levels\n  Setting technique  Off\n");
    assert_eq!(file.folding().len(), 1);
    assert!(!file.selection(5).is_empty());
}

/// What must hold for any text.
fn check(text: &str) {
    let snapshot = Snapshot::new(&Inputs::plan(Source::new("any", text)));
    let fits = |span: Span| text.get(span.range()).is_some();
    fn check_symbols(symbols: &[Symbol], within: Span) {
        for symbol in symbols {
            assert!(!symbol.name.trim().is_empty());
            assert!(symbol.span.contains(symbol.name_span), "{symbol:?}");
            assert!(within.contains(symbol.span), "{symbol:?}");
            check_symbols(&symbol.children, symbol.span);
        }
    }
    let all = Span::new(0, u32::try_from(text.len()).expect("a short text"));
    check_symbols(&snapshot.outline(), all);
    assert!(snapshot.folding().iter().all(|fold| fits(fold.span)), "{text}");
    assert!(snapshot.hints(all).iter().all(|hint| fits(Span::empty(hint.at))), "{text}");
    for offset in (0..=all.end).step_by(11) {
        let spans = snapshot.selection(offset);
        assert!(spans.windows(2).all(|pair| pair[1].contains(pair[0]) && pair[0] != pair[1]), "{text}");
        assert!(spans.iter().all(|span| fits(*span)), "{text}");
    }
    let tokens = snapshot.tokens();
    assert!(tokens.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start), "{text}");
    let one_line =
        |span: Span| text.get(span.range()).is_some_and(|word| !word.is_empty() && !word.contains('\n'));
    assert!(tokens.iter().all(|token| one_line(token.span)), "{text}");
    // Each of these questions looks at every name of the text.
    for offset in (0..=all.end).step_by(211) {
        for link in snapshot.definition(offset) {
            assert!(fits(link.span) && link.span.contains(link.name_span), "{text}");
            assert!(link.origin.start <= offset && offset <= link.origin.end, "{text}");
        }
        let places = snapshot.references(offset, true);
        assert!(snapshot.renameable(offset).is_none_or(|name| places.contains(&name)), "{text}");
    }
}

#[test]
fn sessions_and_exercises_of_worked_plans_can_be_renamed() {
    for (name, text) in plans() {
        let before = snapshot(&text);
        let templates = before.plan.templates.iter().map(|template| template.name_span);
        for span in templates.chain(before.plan.exercises.own().map(|own| own.name_span)) {
            let places = before.references(span.start + 1, true).len();
            let edits =
                before.rename(span.start + 1, "brand-new").unwrap_or_else(|why| panic!("{name}: {why}"));
            assert_eq!(edits.len(), places, "{name}");
            let text = gait_syntax::edit::apply(&text, &edits).expect("edits fit");
            let after = snapshot(&text);
            assert_eq!(after.problems, [], "{name}\n{text}");
            assert_eq!(after.findings.len(), before.findings.len(), "{name}\n{text}");
        }
    }
}

#[test]
fn any_text_has_its_parts() {
    let (_, text) = plans().into_iter().find(|(n, _)| n == "hilly-half-garage-gym").expect("a worked plan");
    for end in (0..=text.len()).step_by(67).filter(|end| text.is_char_boundary(*end)) {
        check(&text[..end]);
    }
    for (_, text) in plans() {
        check(&text);
    }
}

/// A plan in which names stand in every place they can.
const NAMES: &str = r#"Plan(
    format: 1, name: "Names", start: "2027-01-04",
    athlete: (maxes: { "log-squat": "60 kg" }, familiar: Only(["log-squat", "hip-thrust"])),
    exercises: { "log-squat": (like: "back-squat"), "log-lunge": (like: "log-squat") },
    sessions: {
        "tempo": Tempo("20 min"), // the usual
        "long": Long("12 km"),
        "legs": Strength(warm_up: ["log-lunge 1x10"], lifts: ["log-squat 3x5", "hip-thrust 3x8", (lift: "log-squat 1x5", note: "tempo")]),
    },
    phases: [
        Phase(name: "tempo", weeks: 3, week: (
            tue: ["tempo: 6 km | long: 5 km? @ 06:30", "legs"],
            thu: [(use: "tempo", note: "tempo")],
            sat: ["long"],
        ), ramp: {
            "long": Each(["long", "tempo", "tempo: 8 km", "15 km"]),
            "legs/log-squat": Each(["3x5", "3x8 @ 50 kg"]),
        }),
    ],
    days: { "week 2 tue": ["tempo"], "2027-01-22": ["rest"] },
)
"#;

/// The offset just after the only place where `before` stands.
fn after(text: &str, before: &str) -> u32 {
    let at = text.find(before).unwrap_or_else(|| panic!("{before} is not there"));
    u32::try_from(at + before.len()).expect("a short text")
}

#[test]
fn names_lead_to_what_they_name() {
    let snapshot = snapshot(NAMES);
    for (at, target) in [
        ("tue: [\"tem", "\"tempo\": Tempo(\"20 min\")"),
        ("6 km | lo", "\"long\": Long(\"12 km\")"),
        ("(use: \"", "\"tempo\": Tempo(\"20 min\")"),
        ("\"long\": Each([\"long\", \"te", "\"tempo\": Tempo(\"20 min\")"),
        ("ramp: {\n            \"l", "\"long\": Long(\"12 km\")"),
        ("\"legs/lo", "\"log-squat\": (like: \"back-squat\")"),
        ("lifts: [\"log", "\"log-squat\": (like: \"back-squat\")"),
        ("(like: \"log-", "\"log-squat\": (like: \"back-squat\")"),
        ("week 2 tu", "tue: [\"tempo: 6 km | long: 5 km? @ 06:30\", \"legs\"]"),
    ] {
        let links = snapshot.definition(after(NAMES, at));
        let said: Vec<&str> = links.iter().map(|link| &NAMES[link.span.range()]).collect();
        assert_eq!(said, [target], "at {at}");
    }
    // A day that the pattern leaves out leads to the pattern.
    let rest = snapshot.definition(after(NAMES, "2027-01-2"));
    assert!(NAMES[rest[0].span.range()].starts_with("(\n            tue:"));
    // What the library describes, and what no name is, lead nowhere.
    for at in ["(like: \"back", "note: \"te", "name: \"te", "6 k", "// the u"] {
        assert_eq!(snapshot.definition(after(NAMES, at)), [], "at {at}");
    }
}

#[test]
fn references_are_all_places_and_no_other() {
    let snapshot = snapshot(NAMES);
    let count = |at: &str, with| snapshot.references(after(NAMES, at), with).len();
    assert_eq!((count("tue: [\"tem", true), count("tue: [\"tem", false)), (6, 5));
    assert_eq!((count("maxes: { \"lo", true), count("maxes: { \"lo", false)), (7, 6));
    assert_eq!(count("hip-", true), 2);
    assert_eq!(count("note: \"te", true), 0);
}

#[test]
fn a_new_name_stands_everywhere() {
    let snapshot = snapshot(NAMES);
    let renamed = |at: &str, to: &str| {
        let edits = snapshot.rename(after(NAMES, at), to)?;
        Ok::<String, String>(gait_syntax::edit::apply(NAMES, &edits).expect("edits fit"))
    };
    let tempo = NAMES
        .replace("\"tempo\": Tempo(", "\"cruise\": Tempo(")
        .replace("tue: [\"tempo:", "tue: [\"cruise:")
        .replace("use: \"tempo\"", "use: \"cruise\"")
        .replace("[\"long\", \"tempo\", \"tempo: 8 km\"", "[\"long\", \"cruise\", \"cruise: 8 km\"")
        .replace("tue\": [\"tempo\"]", "tue\": [\"cruise\"]");
    assert_eq!(renamed("tue: [\"tem", "cruise"), Ok(tempo));
    assert_eq!(renamed("lifts: [\"log", "yoke-squat"), Ok(NAMES.replace("log-squat", "yoke-squat")));
    assert_eq!(renamed("tue: [\"tem", "tempo"), Ok(NAMES.to_owned()));
    for (at, to, why) in [
        ("tue: [\"tem", "long", "`long` is already a session (line 7)"),
        ("tue: [\"tem", "rest", "`rest` is already a session (line 20)"),
        (
            "tue: [\"tem",
            "My tempo",
            "`My tempo` cannot be a name: names consist of the letters a to z, digits and `-`",
        ),
        ("tue: [\"tem", "", "`` cannot be a name: names consist of the letters a to z, digits and `-`"),
        ("lifts: [\"log", "bench-press", "`bench-press` is already an exercise of the library"),
        ("lifts: [\"log", "log-lunge", "`log-lunge` is already an exercise (line 4)"),
        ("hip-", "x", "only sessions and exercises that the plan itself describes can be renamed"),
        ("note: \"te", "x", "only sessions and exercises that the plan itself describes can be renamed"),
    ] {
        assert_eq!(renamed(at, to), Err(why.to_owned()), "at {at}");
        assert_eq!(snapshot.renameable(after(NAMES, at)).is_some(), !why.starts_with("only"), "at {at}");
    }
}

#[test]
fn a_name_that_nothing_explains_is_not_called_a_session() {
    let text = NAMES.replace("sat: [\"long\"]", "sat: [\"lon\"]");
    let snapshot = snapshot(&text);
    let line = 1 + text[..text.find("\"lon\"").expect("there")].matches('\n').count();
    let why = format!("`lon` is named at line {line} already, and would mean this session then");
    assert_eq!(snapshot.rename(after(&text, "tue: [\"tem"), "lon"), Err(why));
}

#[test]
fn a_name_that_would_mean_something_else_is_refused() {
    // A session of a predefined name takes the place of that kind wherever it stands.
    let text = NAMES.replace("sat: [\"long\"]", "sat: [\"easy: 5 km\"]");
    let snapshot = snapshot(&text);
    assert!(snapshot.rename(after(&text, "tue: [\"tem"), "easy").is_err());
    assert!(snapshot.rename(after(&text, "tue: [\"tem"), "recovery").is_ok());
}

/// The text of a few lines with each word and what it is.
fn coloured(snapshot: &Snapshot) -> String {
    let text = snapshot.tree.text();
    let mut out = String::new();
    let mut line = u32::MAX;
    for token in snapshot.tokens() {
        let own = snapshot.lines.line_of(token.span.start);
        if own != line {
            line = own;
            out.push_str(&format!("\n{}:", line + 1));
        }
        let marks = match (token.modifiers.definition, token.modifiers.library) {
            (true, _) => "!",
            (_, true) => "*",
            _ => "",
        };
        out.push_str(&format!(" {:?}{marks}‹{}›", token.kind, &text[token.span.range()]));
    }
    out
}

#[test]
fn words_have_their_colours() {
    let text = r#"// A comment.
Plan(format: 1, week_starts: Mon, start: "Mon 2027-01-04", goals: [Race(date: "2027-04-25", distance: "half", target: "1:35:00")],
    athlete: (maxes: { "back-squat": "90 kg" }, availability: (mon: "any", tue: "06:00-09:00"), results: []),
    exercises: { "log-squat": (like: "back-squat", primary: { "quads": 0.9 }, loadable: true) },
    sessions: {
        "track": Intervals("15 min easy + 5-6x(800 m @ 90-95 % 5k, 90 s jog) + 3 km @ 4:30-4:40/km"),
        "hr": Easy(run: r"40 min @ 70-75 %hr", note: "two
lines"),
        "legs": Strength(["log-squat 3x5 @ 72 %1rm rir 2 tempo 3-1-X rest 60 s", ["calf-raise-single 2x12/side", "bench-press 5 @ 60 kg, 5+ @ 70 kg"]]),
    },
    phases: [Phase(focus: Base, week: (mon: ["track | nothing: 30 min? @ 06:30"]), ramp: { "legs/log-squat": Each(["3x5"]), "legs": Each(["3x8"]), "track": Grow(by: "1x", to: "8x") })],
    days: { "week 5 fri": ["easy: 6 km", "mobility: 15 min"] }, lint: (levels: { "technique": Off }), unknown: "text",
)
"#;
    assert_approved("tests/navigate", "tokens", &coloured(&snapshot(text)));
}
