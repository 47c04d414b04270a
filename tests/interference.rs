//! The interference score on the sample weeks: the worked numbers of the model, through a whole plan.

use gait_core::{Inputs, Snapshot, Source, fix};
use gait_model::calendar::RunScore;
use gait_model::exercise::Muscle;
use gait_rules::Safety;

const RULE: &str = "interference-score-high";

fn inputs(name: &str) -> Inputs {
    let (_, text) = suite::plans().into_iter().find(|(plan, _)| plan == name).expect(name);
    Inputs::plan(Source::new(name, text))
}

/// The plan, and the score of its first run called `speed`.
fn speed(name: &str) -> (Snapshot, RunScore) {
    let snapshot = Snapshot::new(&inputs(name));
    let scores = snapshot.calendar.interference();
    let speed = |score: &RunScore| &*snapshot.calendar.sessions[score.session].name == "speed";
    let score = scores.into_iter().find(speed).expect("the week has a speed session");
    (snapshot, score)
}

fn finds(snapshot: &Snapshot) -> usize {
    snapshot.findings.iter().filter(|finding| finding.rule().name == RULE).count()
}

#[track_caller]
fn near(value: f64, oracle: f64) {
    assert!((value - oracle).abs() < 0.005, "{value} is not {oracle}");
}

#[test]
fn scores_of_the_sample_weeks() {
    for (name, strength, found) in
        [("sample-week", 17.766, 1), ("sample-week-evening", 26.488, 1), ("sample-week-pairing", 0.0, 0)]
    {
        let (snapshot, score) = speed(name);
        near(score.interference.strength, strength);
        // Monday's easy run is in the legs as well.
        assert!(score.interference.all > score.interference.strength);
        assert_eq!(finds(&snapshot), found, "{name}");
    }
}

#[test]
fn the_longest_run_before_the_plan_counts_in_its_first_days() {
    let inputs = inputs("sample-week");
    let speed = |longest: &str| {
        let text = inputs.plan.text.replace("longest_run: \"14 km\"", longest);
        assert!(text.contains(longest), "{longest}");
        let scores = gait_core::scores(&Snapshot::new(&Inputs::plan(Source::new("changed", text))));
        scores.runs.iter().find(|run| run.name == "speed").expect("speed").all
    };
    // Monday's easy run of 40 minutes is shorter than these, and longer than those.
    assert_eq!(
        ["longest_run: \"14 km\"", "longest_run: \"40 km\"", "longest_run: \"1 h\""].map(speed),
        [19.4; 3]
    );
    for short in ["longest_run: \"4 km\"", "longest_run: \"25 min\""] {
        assert!(speed(short) > 19.4, "{short}: {}", speed(short));
    }
}

#[test]
fn weeks_have_a_mean_of_their_key_runs() {
    for (name, mean, worst) in [("sample-week", 7.5, 17.8), ("sample-week-evening", 10.9, 26.5)] {
        let (snapshot, _) = speed(name);
        let week = gait_core::scores(&snapshot).weeks.remove(0);
        assert_eq!((week.week, week.runs, week.mean, week.worst), (1, 3, mean, worst), "{name}");
    }
}

#[test]
fn muscles_and_sessions_behind_a_score() {
    let (snapshot, score) = speed("sample-week");
    let part = |muscle| score.interference.parts.iter().find(|(m, _)| *m == muscle).map_or(0.0, |p| p.1);
    near(part(Muscle::Hams), 5.247);
    near(part(Muscle::GluteMax), 4.899);
    let causes = snapshot.calendar.causes(&score);
    assert_eq!(causes.len(), 1);
    assert_eq!(&*snapshot.calendar.sessions[causes[0].session].name, "lower-40");
    near(causes[0].score, 17.766);
}

#[test]
fn causes_add_up_to_the_score() {
    for (name, text) in suite::plans() {
        let snapshot = Snapshot::new(&Inputs::plan(Source::new(name.as_str(), text)));
        for score in snapshot.calendar.interference() {
            let causes = snapshot.calendar.causes(&score);
            let sum: f64 = causes.iter().map(|cause| cause.score).sum();
            near(sum, score.interference.strength);
            assert!(causes.windows(2).all(|two| two[0].score >= two[1].score), "{name}: most comes first");
        }
    }
}

#[test]
fn a_proven_move_takes_it_away() {
    let fixed = fix(&inputs("sample-week"), Safety::Suggested);
    assert!(!fixed.applied.is_empty());
    assert_eq!(finds(&fixed.after), 0);
}

#[test]
fn of_unequal_sets_the_open_one_alone_goes_to_failure() {
    let text = suite::frame::set(
        "athlete: Athlete(maxes: { \"back-squat\": \"100 kg\" }),
         sessions: { \"gym\": Strength([\"back-squat 5 @ 65 %1rm, 5 @ 75 %1rm, 5+ @ 85 %1rm rir 2\"]) },
         phases: [Phase(weeks: 1, week: (mon: [\"gym\"]))],",
    )
    .text;
    let snapshot = Snapshot::new(&Inputs::plan(Source::new("open", text)));
    let dose = snapshot.calendar.sessions[0].dose.as_ref().expect("a strength session");
    let bases: Vec<f64> = dose.parts.iter().map(|part| part.base).collect();
    // P(2) = 1.5 e^-0.4 and P(0) = 1.5, of sets of five repetitions.
    let set = f64::sqrt(5.0 / 8.0) * 1.5;
    near(bases[0], set * f64::exp(-0.4));
    near(bases[1], bases[0]);
    near(bases[2], set);
}
