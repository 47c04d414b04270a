//! Charts of small plans.

use super::*;

fn document(text: &str) -> Document {
    Document::new(None, text, None)
}

/// A plan of some weeks with heavy legs on the evening before a hard run.
fn plan(weeks: u32) -> Document {
    document(&format!(
        r#"Plan(
            format: 1, name: "Test", start: "2027-03-01",
            athlete: Athlete(familiar: All, results: [(distance: "10 km", time: "50:00", on: "2027-02-06")]),
            sessions: {{
                "legs": Strength(["back-squat 5x10 rir 1", "romanian-deadlift 5x10 rir 1"]),
                "fast": Intervals("10 min easy + 6x(3 min interval + 2 min jog)"),
            }},
            phases: [
                Phase(name: "Base", weeks: {weeks}, week: (mon: ["legs @ 18:00"], tue: ["fast @ 07:00"], sun: ["easy: 10 km"])),
            ],
        )"#
    ))
}

fn charts(document: &Document) -> ChartsVm {
    ChartsVm::new(document, Units::AsWritten)
}

#[test]
fn parts_of_a_bar_stand_on_each_other() {
    let vm = charts(&plan(2));
    assert_eq!(
        vm.load.groups,
        [crate::theme::KindColor::Easy, crate::theme::KindColor::Hard, crate::theme::KindColor::Strength]
    );
    for week in &vm.load.weeks {
        let mut reached = 0.0;
        for (from, length) in &week.parts {
            assert_eq!(*from, reached);
            reached += length;
        }
        assert!(reached > 0.0 && reached <= vm.load.top);
        assert!(week.hover.contains("intervals") && week.hover.contains("strength"), "{}", week.hover);
    }
    assert!(vm.load.weeks[1].hover.starts_with("Week 2 from Mon 8 Mar: Base\n"));
}

#[test]
fn tables_write_days_and_phases_as_all_else_does() {
    let unnamed = plan(2).text().replace("name: \"Base\", ", "");
    let vm = charts(&document(&unnamed));
    assert_eq!(vm.load.table.table.rows[1][..3], ["2", "Mon 8 Mar", "Phase 1"]);
    assert_eq!(vm.distance.table.table.rows[0][2], "Phase 1");
    assert!(vm.load.weeks[0].hover.starts_with("Week 1 from Mon 1 Mar: Phase 1\n"));
    assert_eq!(vm.interference.table.table.rows[1][..3], ["2", "Tue 9 Mar", "fast"]);
    assert_eq!(vm.heat.table.table.rows[0][0], "Mon 1 Mar");
}

#[test]
fn a_run_says_where_its_score_comes_from() {
    let vm = charts(&plan(1));
    let [fast] = vm.interference.points.as_slice() else { panic!("one key run") };
    assert_eq!((&*fast.run.name, vm.interference.worst.len()), ("fast", 1));
    assert_eq!(vm.interference.worst[0].words, fast.words);
    assert!(fast.band >= 2 && fast.strength < vm.interference.top);
    assert!(
        fast.words.starts_with("Tue 2 Mar fast: ") && fast.words.contains("from legs "),
        "{}",
        fast.words
    );
    let (source, end) = fast.source.as_ref().expect("it comes from lifting");
    assert_eq!(&*source.name, "legs");
    // Monday evening lies on the axis before Tuesday morning.
    assert!(18.0 / 168.0 < *end && *end < fast.at);
    assert!(vm.interference.summary.contains("1 key run: 1 moderate or high, worst Tue 2 Mar fast"));
}

#[test]
fn the_worst_run_of_each_name_is_named() {
    let vm = charts(&plan(6));
    let [worst] = vm.interference.worst.as_slice() else { panic!("all bad runs are called `fast`") };
    assert!(worst.words.ends_with("; one of 6"), "{}", worst.words);
    let most = vm.interference.points.iter().map(|point| point.strength).fold(0.0, f64::max);
    let first = vm.interference.points.iter().find(|point| point.strength == most).expect("a run");
    assert_eq!(worst.run, first.run);
}

#[test]
fn a_cell_says_what_it_is_left_of() {
    let vm = charts(&plan(1));
    let hams = vm.heat.muscles().iter().position(|muscle| *muscle == "hamstrings").expect("they are loaded");
    let hover = vm.heat.hover(hams, 1).expect("a day");
    assert!(hover.starts_with("hamstrings, Tue 2 Mar: "), "{hover}");
    assert!(hover.contains("of legs, ") && hover.contains(" h before"), "{hover}");
    assert_eq!(vm.heat.day(1), Selection::Day(jiff::civil::date(2027, 3, 2)));
    assert_eq!(vm.heat.hover(hams, 7), None);
}

#[test]
fn selections_have_a_place_on_the_axis() {
    let vm = charts(&plan(3));
    let day = |day| Selection::Day(jiff::civil::date(2027, 3, day));
    assert_eq!(vm.length(), 3.0);
    assert_eq!(vm.day_of(&day(9)), Some(8));
    assert_eq!(vm.span_of(&Selection::Week(2)), Some((1.0, 2.0)));
    assert_eq!(vm.span_of(&day(1)), Some((0.0, 1.0 / 7.0)));
    for outside in [Selection::Nothing, Selection::Week(0), Selection::Week(4), day(22), Selection::Athlete] {
        assert_eq!(vm.span_of(&outside), None);
    }
    let before = Selection::Day(jiff::civil::date(2027, 2, 28));
    assert_eq!(vm.span_of(&before), None);
}

#[test]
fn every_row_of_a_table_is_about_something() {
    let vm = charts(&plan(2));
    for table in
        [&vm.load.table, &vm.distance.table, &vm.interference.table, &vm.heat.table, &vm.curves.table]
    {
        assert_eq!(table.table.rows.len(), table.targets.len(), "{}", table.table.caption);
        assert!(!table.targets.contains(&Selection::Nothing));
    }
}

#[test]
fn a_broken_text_has_charts_that_say_why_they_are_empty() {
    for text in ["", "Plan(", "Plan(format: 1, phases: [Phase(weeks: 2, week: ())])"] {
        assert!(charts(&document(text)).empty.is_some(), "{text}");
    }
    assert_eq!(charts(&plan(1)).empty, None);
}

#[test]
fn scales_end_at_round_numbers() {
    assert_eq!([0.0, 1.0, 17.8, 20.0, 40.0, 1845.0].map(scale_top), [1.0, 1.5, 20.0, 25.0, 50.0, 2500.0]);
}
