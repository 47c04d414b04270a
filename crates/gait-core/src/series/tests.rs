//! The series of small plans, by hand.

use super::*;
use crate::source::{Inputs, Source};

fn snapshot(text: &str) -> Snapshot {
    Snapshot::new(&Inputs::plan(Source::new("a.plan.ron", text)))
}

/// A plan of some weeks that all look the same, with more fields of the plan and of its phase.
fn plan(weeks: u32, week: &str, of_phase: &str, of_plan: &str) -> Snapshot {
    snapshot(&format!(
        r#"Plan(
            format: 1, name: "Test", start: "2027-03-01",
            athlete: Athlete(familiar: All, results: [(distance: "10 km", time: "50:00", on: "2027-02-06")]),
            sessions: {{ "nordics": Strength(["nordic-curl 3x6 rir 1 tempo 4-0-0"]) }},
            phases: [Phase(name: "Base", weeks: {weeks}, week: ({week}), {of_phase})], {of_plan}
        )"#
    ))
}

fn series(snapshot: &Snapshot) -> Series {
    Series::new(snapshot, Units::AsWritten)
}

#[test]
fn load_is_effort_times_minutes_by_kind() {
    let snapshot = plan(
        2,
        r#"tue: ["easy: 40 min"], thu: ["easy: 20 min", "mobility: 15 min?"], sun: ["long: 90 min"]"#,
        "deload: (weeks: [2], volume: \"50 %\"),",
        "",
    );
    let load = series(&snapshot).load;
    assert_eq!(load.kinds, ["easy", "long"], "what is optional does not count");
    assert_eq!(load.weeks[0].parts, [180.0, 360.0]);
    assert_eq!(load.weeks[0].total, 540.0);
    // 120, 0, 60, 360 and three days of 0: mean 77.14, sample deviation 132.88.
    assert_eq!(load.weeks[0].monotony, Some(0.6));
    assert_eq!(load.weeks[0].strain, Some(313.0));
    assert_eq!(load.weeks[1].total, 270.0);

    let table = load.table();
    assert_eq!(table.columns, ["week", "from", "phase", "easy", "long", "total", "monotony", "strain"]);
    assert_eq!(table.rows[0], ["1", "Mon 1 Mar", "Base", "180", "360", "540", "0.6", "313"]);
    assert_eq!(table.rows[1][2], "Base, deload");
}

#[test]
fn leg_work_that_is_shown_as_light_counts_as_leg_work() {
    // Three sets of 1.005 times the share of the muscle: 2.93, 2.96 and 3.02.
    for (share, class, effort) in
        [("0.97", None, 4.0), ("0.98", Some("light"), 6.0), ("1.0", Some("light"), 6.0)]
    {
        let exercise = format!(
            r#"exercises: {{ "wall-squat": (category: KneeDominant, primary: {{ "quads": {share} }}) }},"#
        );
        let text = plan(1, r#"tue: ["nordics"]"#, "", &exercise).source.text;
        let snapshot = snapshot(&text.replace("nordic-curl 3x6 rir 1 tempo 4-0-0", "wall-squat 3x8 rir 2"));
        assert_eq!(snapshot.problems, []);
        let row = crate::expand(&snapshot).weeks[0].days[1].sessions[0].clone();
        assert_eq!(row.leg_class, class, "{share}: {:?}", row.leg_dose);
        assert_eq!(series(&snapshot).load.weeks[0].total, effort * row.minutes as f64, "{share}");
    }
}

#[test]
fn days_that_do_not_differ_have_no_monotony() {
    let every =
        ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].map(|day| format!("{day}: [\"easy: 30 min\"]"));
    let load = series(&plan(1, &every.join(", "), "", "")).load;
    assert_eq!((load.weeks[0].total, load.weeks[0].monotony, load.weeks[0].strain), (630.0, None, None));
}

#[test]
fn distance_grows_against_the_week_before() {
    let snapshot = plan(
        3,
        r#"tue: ["easy: 10 km"], thu: ["cross: 60 min"], sun: ["long"]"#,
        r#"ramp: { "long": Grow(by: "3 km", to: "30 km") },"#,
        "",
    );
    let snapshot = Snapshot::new(&Inputs::plan(Source::new(
        "a.plan.ron",
        snapshot.source.text.replace("sessions: {", r#"sessions: { "long": Long("12 km"),"#),
    )));
    let distance = series(&snapshot).distance;
    let weeks: Vec<(f64, Option<f64>, Option<f64>)> =
        distance.weeks.iter().map(|week| (week.distance, week.ramp, week.longest)).collect();
    assert_eq!(
        weeks,
        [(22.0, None, Some(12.0)), (25.0, Some(14.0), Some(15.0)), (28.0, Some(12.0), Some(18.0))]
    );
    let run = distance.weeks[1].longest_run.expect("there is a run");
    assert_eq!(&*snapshot.calendar.sessions[run].name, "long");
    assert_eq!(distance.table().rows[1][3..], ["25", "+14 %", "15", ""]);

    let miles = Series::new(&snapshot, Units::Miles).distance;
    assert_eq!((miles.weeks[0].distance, miles.weeks[0].longest), (13.7, Some(7.5)));
}

#[test]
fn a_week_without_running_has_no_longest_run_and_no_ramp_after_it() {
    let snapshot = plan(
        3,
        r#"tue: ["easy: 10 km"]"#,
        "",
        r#"blocked: [(from: "2027-03-08", to: "2027-03-14", reason: "travel")],"#,
    );
    let series = series(&snapshot);
    let ramps: Vec<Option<f64>> = series.distance.weeks.iter().map(|week| week.ramp).collect();
    assert_eq!(ramps, [None, Some(-100.0), None]);
    assert_eq!((series.distance.weeks[1].distance, series.distance.weeks[1].longest), (0.0, None));
    assert_eq!(series.distance.table().rows[1][4], "\u{2212}100 %");
    assert_eq!(series.weeks[1].about(), "Base, blocked days");
}

#[test]
fn what_is_left_peaks_at_the_end_of_a_session_and_halves() {
    // The worked Nordics of the model, familiar: base 3.1907, hamstrings 3.1907 fast; half-lives of 9 and 28 h.
    let snapshot = plan(1, r#"tue: ["nordics @ 18:00"]"#, "", "");
    let heat = series(&snapshot).heat;
    let hams = heat.muscles.iter().position(|muscle| *muscle == "hamstrings").expect("they are loaded");
    let session = &snapshot.calendar.sessions[0];
    let dose = session.dose.as_ref().expect("a strength session").muscles;
    let (fast, slow) = (dose.fast[1], dose.slow[1]);
    assert!((fast - 3.1907).abs() < 1e-3, "{fast} is not the worked dose");

    assert_eq!(heat.cell(hams, 0).map(|cell| (cell.left, cell.at)), Some((0.0, 0)));
    let tuesday = heat.cell(hams, 1).expect("a day");
    let peak = 0.6 * fast + 0.4 * slow;
    assert_eq!((tuesday.left, tuesday.at), (round(peak), session.end));
    assert!((tuesday.tired - gait_model::fatigue::tired(peak)).abs() < 1e-9);
    // From Wednesday on there is less at every midnight, which is when a day without training has most.
    let wednesday = heat.cell(hams, 2).expect("a day");
    let hours = gait_rules::number(2 * 1440 - session.end) / 60.0;
    let left = 0.6 * fast * half(hours / 9.0) + 0.4 * slow * half(hours / 28.0);
    assert_eq!((wednesday.left, wednesday.at), (round(left), 2 * 1440));

    let causes = heat.causes(&snapshot.calendar, hams, 2);
    assert_eq!(causes.len(), 1);
    assert_eq!((causes[0].session, causes[0].name.as_str(), causes[0].left), (0, "nordics", round(left)));
    assert_eq!(causes[0].hours, gait_rules::hours(2 * 1440 - session.end));
    assert_eq!(
        heat.describe(hams, 2),
        Some(format!("hamstrings, Wed 3 Mar: {} hard sets left at 00:00", round(left)))
    );
    assert_eq!(heat.cell(hams, 7), None);
    assert!(heat.causes(&snapshot.calendar, 99, 0).is_empty());
}

fn round(value: f64) -> f64 {
    gait_rules::round_to(value, 0.1)
}

#[expect(clippy::disallowed_methods, reason = "compared after rounding")]
fn half(times: f64) -> f64 {
    0.5f64.powf(times)
}

#[test]
fn the_timeline_names_the_band_and_where_a_score_comes_from() {
    let snapshot =
        plan(1, r#"mon: ["nordics @ 18:00"], tue: ["tempo: 30 min @ 07:00"], sun: ["long: 60 min"]"#, "", "");
    let timeline = series(&snapshot).interference;
    let [tempo, long] = timeline.runs.as_slice() else { panic!("two key runs") };
    assert_eq!((tempo.run.name.as_str(), tempo.session, tempo.sources.as_slice()), ("tempo", 1, &[0][..]));
    assert_eq!(tempo.run.band, gait_model::fatigue::Band::of(tempo.run.strength).name());
    assert!((tempo.at - (1.0 + 7.0 / 24.0)).abs() < 1e-9);
    assert!(tempo.run.all >= tempo.run.strength && tempo.run.strength > 1.0);
    // Nothing worth a line is left on Sunday, and the run is there all the same.
    assert!(long.run.strength < 1.0);
    let row = &timeline.table().rows[0];
    assert_eq!(row[..3], ["1", "Tue 2027-03-02", "tempo"]);
    let hours = tempo.run.sessions[0].hours;
    assert_eq!(row[6], format!("nordics {hours} h before ({})", tempo.run.strength));
}

#[test]
fn curves_of_a_steady_plan_are_flat() {
    let every =
        ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].map(|day| format!("{day}: [\"easy: 30 min\"]"));
    let curves = series(&plan(5, &every.join(", "), "", "")).curves;
    assert_eq!(curves.points.len(), 35);
    for point in &curves.points {
        assert_eq!((point.load, point.long_term, point.short_term, point.balance), (90.0, 90.0, 90.0, 0.0));
    }
    assert_eq!(curves.beginning(), "both begin at 90 a day, the mean of the first week");
}

#[test]
fn balance_is_that_of_the_morning() {
    let curves = series(&plan(1, r#"mon: ["easy: 70 min"]"#, "", "")).curves;
    // One day of 210, so 30 a day: long-term goes up by 180/42, short-term by 180/7.
    let [monday, tuesday, ..] = curves.points.as_slice() else { panic!("seven days") };
    assert_eq!((curves.start, monday.balance), (30.0, 0.0));
    assert_eq!((monday.long_term, monday.short_term), (34.3, 55.7));
    assert_eq!(tuesday.balance, -21.4);
    assert_eq!(curves.table().rows[1], ["Tue 2 Mar", "0", "33.5", "47.8", "\u{2212}21.4"]);
}

#[test]
fn nothing_to_draw_says_why() {
    for (text, why) in [
        ("", "the text holds no phase that can be read; the problems say why"),
        ("Plan(", "the text holds no phase that can be read; the problems say why"),
        (
            r#"Plan(format: 1, name: "x", start: "2027-03-01", phases: [Phase(weeks: 2, week: ())])"#,
            "no session stands in any week yet",
        ),
    ] {
        let snapshot = snapshot(text);
        assert_eq!(Series::why_empty(&snapshot), Some(why), "{text}");
        let series = series(&snapshot);
        assert!(
            series.heat.rows.is_empty()
                && series.interference.runs.is_empty()
                && series.load.kinds.is_empty()
        );
    }
    let blocked =
        plan(1, r#"tue: ["easy: 10 km"]"#, "", r#"blocked: [(from: "2027-03-01", to: "2027-03-07")],"#);
    assert_eq!(Series::why_empty(&blocked), Some("every session of the plan is blocked"));
    assert_eq!(Series::why_empty(&plan(1, r#"tue: ["easy: 10 km"]"#, "", "")), None);
}

#[test]
fn days_without_dates_are_counted() {
    let snapshot =
        snapshot(r#"Plan(format: 1, name: "x", phases: [Phase(weeks: 2, week: (tue: ["easy: 5 km"]))])"#);
    let series = series(&snapshot);
    assert!(!series.days.is_dated);
    assert_eq!(series.days.label(8), "week 2 Tue");
}
