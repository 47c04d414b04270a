//! Finding one's way in a plan: outline, folding, selections, hints.

use gait_core::{FoldKind, Inputs, SettingsFile, Snapshot, Source, Span, Symbol};
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
        insta::with_settings!({snapshot_path => "navigate", prepend_module_to_snapshot => false, omit_expression => true}, {
            insta::assert_snapshot!(format!("outline-{name}"), out);
        });
    }
}

#[test]
fn hints_of_worked_plans() {
    for name in ["hilly-half-garage-gym", "winter-a-b"] {
        insta::with_settings!({snapshot_path => "navigate", prepend_module_to_snapshot => false, omit_expression => true}, {
            insta::assert_snapshot!(format!("hints-{name}"), hinted(&plan(name)));
        });
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
