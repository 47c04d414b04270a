//! The series behind charts on whole plans: they agree with the board, with the scores and with the worked numbers.

use gait_core::{Inputs, Series, Snapshot, Source, Table, Units, expand_in, scores};
use gait_model::fatigue::tired;

fn all() -> impl Iterator<Item = (String, Snapshot)> {
    suite::plans().into_iter().map(|(name, text)| {
        let snapshot = Snapshot::new(&Inputs::plan(Source::new(name.as_str(), text)));
        (name, snapshot)
    })
}

fn of(name: &str) -> (Snapshot, Series) {
    let (_, snapshot) = all().find(|(plan, _)| plan == name).expect(name);
    let series = Series::new(&snapshot, Units::AsWritten);
    (snapshot, series)
}

#[test]
fn distances_are_those_of_the_board() {
    for (name, snapshot) in all() {
        for units in [Units::AsWritten, Units::Kilometres, Units::Miles] {
            let board = expand_in(&snapshot, units);
            let series = Series::new(&snapshot, units).distance;
            for (row, week) in board.weeks.iter().zip(&series.weeks) {
                let text = format!("{} {}", week.distance, series.unit.symbol());
                assert_eq!(row.distance, text, "{name}, week {}", row.week);
            }
        }
    }
}

#[test]
fn kinds_add_up_to_the_load_of_the_week() {
    for (name, snapshot) in all() {
        let load = Series::new(&snapshot, Units::AsWritten).load;
        for (number, week) in load.weeks.iter().enumerate() {
            let sum: f64 = week.parts.iter().sum();
            // Every part is rounded for itself.
            let most = week.parts.len() as f64 / 2.0 + 0.5;
            assert!(
                (sum - week.total).abs() <= most,
                "{name}, week {}: {sum} and {}",
                number + 1,
                week.total
            );
        }
    }
}

#[test]
fn the_sessions_behind_a_cell_add_up_to_it() {
    for (name, snapshot) in all() {
        let residuals = snapshot.calendar.residuals();
        for (day, peaks) in residuals.days.iter().enumerate() {
            for muscle in gait_model::exercise::Muscle::ALL {
                let peak = peaks[muscle.index()].left;
                let sum: f64 = residuals.shares(muscle, day).iter().map(|share| share.left).sum();
                // What is older than 14 days is not worth naming.
                assert!((peak - sum).abs() < 0.01, "{name}, day {day}, {muscle}: {peak} and {sum}");
            }
        }
    }
}

#[test]
fn the_timeline_has_the_scores_that_are_explained() {
    for (name, snapshot) in all() {
        let timeline = Series::new(&snapshot, Units::AsWritten).interference;
        let explained = scores(&snapshot).runs;
        let shown: Vec<_> = timeline.runs.iter().filter(|point| !point.sources.is_empty()).collect();
        assert!(shown.len() <= explained.len(), "{name}");
        for point in shown {
            let same = explained.iter().find(|run| run.date == point.run.date && run.name == point.run.name);
            assert_eq!(same.map(|run| run.strength), Some(point.run.strength), "{name}, {}", point.run.date);
        }
        for point in &timeline.runs {
            assert_eq!(point.sources.len(), point.run.sessions.len());
            assert_eq!(&*snapshot.calendar.sessions[point.session].name, point.run.name);
            for (index, source) in point.sources.iter().zip(&point.run.sessions) {
                assert_eq!(&*snapshot.calendar.sessions[*index].name, source.name);
            }
        }
        assert!(timeline.runs.windows(2).all(|two| two[0].at <= two[1].at), "{name}: by start");
    }
}

#[test]
fn the_worked_week() {
    let (snapshot, series) = of("sample-week");
    let [speed, tempo, long] = series.interference.runs.as_slice() else { panic!("three key runs") };
    assert_eq!((speed.run.strength, speed.run.band), (17.8, "moderate"));
    assert!(tempo.run.strength < speed.run.strength && long.run.strength < tempo.run.strength);
    assert_eq!(&*snapshot.calendar.sessions[speed.sources[0]].name, "lower-40");
    assert_eq!(speed.run.sessions[0].hours, 22.5);

    // Worked 3 of the model, at the end of the session: 0.6 × 5.396 + 0.4 × 6.797 in the hamstrings, with an easy run
    // before.
    let hams =
        series.heat.muscles.iter().position(|muscle| *muscle == "hamstrings").expect("they are loaded");
    let monday = series.heat.cell(hams, 0).expect("a day");
    let lifted = series.heat.causes(&snapshot.calendar, hams, 0)[0].left;
    assert_eq!(lifted, 6.0);
    assert!(monday.left > lifted && monday.at == 8 * 60 + 30);
    assert!((monday.tired - tired(monday.left)).abs() < 0.01);

    // Monday: 40 min at 3, 40 min of heavy lifting at 6.
    assert_eq!(series.curves.points[0].load, 360.0);
}

fn tables(series: &Series) -> [Table; 5] {
    [
        series.load.table(),
        series.distance.table(),
        series.heat.table(),
        series.interference.table(),
        series.curves.table(),
    ]
}

#[test]
fn tables_have_a_cell_for_every_column() {
    for (name, snapshot) in all() {
        let series = Series::new(&snapshot, Units::AsWritten);
        for table in tables(&series) {
            assert!(!table.caption.is_empty());
            for row in &table.rows {
                assert_eq!(row.len(), table.columns.len(), "{name}: {}", table.caption);
                assert!(!row.iter().any(|cell| cell.contains("NaN") || cell == "-0"), "{name}: {row:?}");
            }
        }
        assert_eq!(series.load.weeks.len(), snapshot.calendar.weeks.len());
        assert_eq!(series.curves.points.len(), snapshot.calendar.day_count() as usize);
    }
}

#[test]
fn texts_cut_off_anywhere_have_series() {
    let text = suite::plans().swap_remove(0).1;
    for end in (0..text.len()).step_by(97).filter(|end| text.is_char_boundary(*end)) {
        let snapshot = Snapshot::new(&Inputs::plan(Source::new("cut", &text[..end])));
        let series = Series::new(&snapshot, Units::Miles);
        let rows: usize = tables(&series).iter().map(|table| table.rows.len()).sum();
        assert!(Series::why_empty(&snapshot).is_some() || rows > 0);
    }
}
