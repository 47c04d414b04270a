//! Small plans, filled in.

use super::*;
use crate::source::{Inputs, Source};
use crate::{Snapshot, apply};

const PLAN: &str = r#"Plan(
    format: 1,
    name: "Small",
    start: "2027-01-04",
    // the races
    goals: [Race(date: "2027-01-31", distance: "10 km")],
    sessions: {
        "tempo": Tempo("2 km easy + 20 min threshold"), // by feel
        "stretch": Mobility("15 min"),
        "legs": Strength(["goblet-squat 3x10 rir 2", ["dead-bug 2x10", "push-up 2x12"]]),
    },
    phases: [Phase(weeks: 4, week: (tue: ["tempo @ 06:30", "stretch"], thu: ["legs"], sun: ["easy: 8 km"]))],
)
"#;

fn checked(text: &str) -> Snapshot {
    Snapshot::new(&Inputs { plan: Source::new("small", text), settings: None })
}

fn after(snapshot: &Snapshot, edits: Result<Vec<gait_syntax::Edit>, FieldError>) -> Snapshot {
    let edits = edits.unwrap_or_else(|e| panic!("{e}"));
    let after = checked(&apply(snapshot.tree.text(), &edits).expect("the edits fit"));
    assert_eq!(after.problems, [], "{}", after.tree.text());
    after
}

/// The line of the text that differs after edits.
fn line_of(snapshot: &Snapshot, edits: Result<Vec<gait_syntax::Edit>, FieldError>) -> String {
    let after = after(snapshot, edits);
    let text = after.tree.text().to_owned();
    let old: Vec<&str> = snapshot.tree.text().lines().collect();
    let new: Vec<&str> = text.lines().filter(|line| !old.contains(line)).map(str::trim).collect();
    new.join("\n")
}

fn session(name: &str) -> FormPath {
    FormPath::default().field("sessions").key(name)
}

fn phase() -> FormPath {
    FormPath::default().field("phases").item(0)
}

#[test]
fn a_short_form_has_the_fields_of_the_long_one() {
    let plan = checked(PLAN);
    let form = plan.form(&Target::Template("tempo".into())).expect("there is a session");
    assert_eq!((form.title.as_str(), form.kind), ("tempo", "Tempo"));
    let names: Vec<&str> = form.fields.iter().map(|field| field.name).collect();
    assert_eq!(names, ["kind", "run", "key", "rpe", "intent", "note"]);
    let Control::Line { says, value } = &form.fields[1].item.control else { panic!("a run is a line") };
    assert_eq!(*says, Says::Notation(Notation::Run));
    assert_eq!(value.as_deref(), Some("2 km easy + 20 min threshold"));
    let strength = plan.form(&Target::Template("legs".into())).expect("there is a session");
    assert!(strength.fields.iter().all(|field| field.name != "run"), "lifting has no run");
}

#[test]
fn a_new_field_makes_the_short_form_long() {
    let plan = checked(PLAN);
    let lines = [
        (
            session("tempo").field("rpe"),
            "7",
            r#""tempo": Tempo(run: "2 km easy + 20 min threshold", rpe: 7), // by feel"#,
        ),
        (
            session("stretch").field("note"),
            "slowly",
            r#""stretch": Mobility(duration: "15 min", note: "slowly"),"#,
        ),
        (
            session("legs").field("lifts").item(0).field("note"),
            "knees out",
            r#""legs": Strength([(lift: "goblet-squat 3x10 rir 2", note: "knees out"), ["dead-bug 2x10", "push-up 2x12"]]),"#,
        ),
        (
            session("legs").field("focus"),
            "Lower",
            r#""legs": Strength(focus: Lower, lifts: ["goblet-squat 3x10 rir 2", ["dead-bug 2x10", "push-up 2x12"]]),"#,
        ),
    ];
    for (path, typed, line) in lines {
        assert_eq!(line_of(&plan, plan.set_value(&path, typed)), line, "{path}");
    }
}

#[test]
fn what_must_stand_around_a_value_is_written_with_it() {
    let plan = checked(PLAN);
    let athlete = FormPath::default().field("athlete");
    assert_eq!(
        line_of(&plan, plan.set_value(&athlete.field("heart").field("max"), "190")),
        "athlete: Athlete(heart: (max: 190)),"
    );
    assert_eq!(
        line_of(&plan, plan.add_entry(&athlete.field("maxes"), "back-squat", Some("90 kg"))),
        r#"athlete: Athlete(maxes: { "back-squat": "90 kg" }),"#
    );
    assert_eq!(
        line_of(&plan, plan.add_entry(&phase().field("ramp"), "tempo", None)),
        concat!(
            r#"phases: [Phase(weeks: 4, week: (tue: ["tempo @ 06:30", "stretch"], thu: ["legs"], sun: ["easy: 8 km"]), "#,
            r#"ramp: { "tempo": Grow(by: "1 km", to: "20 km") })],"#
        )
    );
    let with = after(&plan, plan.set_value(&athlete.field("heart").field("max"), "190"));
    let without = after(&with, with.clear_value(&athlete.field("heart").field("max")));
    assert_eq!(without.tree.text(), PLAN, "nothing empty is left behind");
}

#[test]
fn a_mistake_is_told_with_its_place() {
    let plan = checked(PLAN);
    let run = session("tempo").field("run");
    let error = plan.set_value(&run, "2 km easy + 20 mni").expect_err("`mni` is no unit");
    assert_eq!(error.at, Some(15..18), "{error}");
    assert!(error.message.contains("mni"), "{error}");
    let slot = phase().field("week").field("sun").item(0);
    let error = plan.set_value(&slot, "tempoo").expect_err("there is no such session");
    assert!(error.to_string().contains("did you mean `tempo`?"), "{error}");
    let start = FormPath::default().field("start");
    let error = plan.set_value(&start, "2027-01-05").expect_err("weeks start on Monday");
    assert!(error.message.contains("Tuesday"), "{error}");
    for (path, typed) in [
        (phase().field("weeks"), "4.5"),
        (phase().field("weeks"), "4, focus: Base"),
        (session("tempo").field("rpe"), "hard"),
        (session("tempo").field("key"), "maybe"),
        (phase().field("focus"), "Bass"),
        (FormPath::default().field("name"), " "),
    ] {
        assert!(plan.set_value(&path, typed).is_err(), "{path} = {typed}");
    }
}

#[test]
fn text_may_say_anything() {
    let plan = checked(PLAN);
    let note = session("tempo").field("note");
    let with = after(&plan, plan.set_value(&note, "a \"quiet\" day, \\o/ (really)"));
    let item = with.form_item(&note).expect("there is a note");
    assert!(
        matches!(item.control, Control::Line { value: Some(value), .. } if value == "a \"quiet\" day, \\o/ (really)")
    );
}

#[test]
fn the_kind_of_a_session_changes_with_what_it_holds() {
    let plan = checked(PLAN);
    let line = line_of(&plan, plan.set_value(&session("tempo"), "Intervals"));
    assert_eq!(line, r#""tempo": Intervals("2 km easy + 20 min threshold"), // by feel"#);
    let error = plan.set_value(&session("tempo"), "Strength").expect_err("a run is no lift");
    assert_eq!(error.to_string(), "Tempo and Strength hold different things; empty it first");
}

#[test]
fn variants_begin_with_something_that_reads() {
    let plan = checked(PLAN);
    let gates = FormPath::default().field("athlete").field("gates");
    let line = line_of(&plan, plan.set_value(&gates.field("squat"), "Pass"));
    assert_eq!(line, r#"athlete: Athlete(gates: (squat: Pass("2027-01-31"))),"#);
    let familiar = FormPath::default().field("athlete").field("familiar");
    assert_eq!(line_of(&plan, plan.set_value(&familiar, "Only")), "athlete: Athlete(familiar: Only([])),");
}

#[test]
fn lists_take_elements_and_give_them_up() {
    let plan = checked(PLAN);
    let lifts = session("legs").field("lifts");
    let line = line_of(&plan, plan.add_item(&lifts, 1, Some("hip-thrust 3x8")));
    assert_eq!(
        line,
        r#""legs": Strength(["goblet-squat 3x10 rir 2", "hip-thrust 3x8", ["dead-bug 2x10", "push-up 2x12"]]),"#
    );
    let line = line_of(&plan, plan.add_item(&lifts.item(1), 0, Some("side-plank 2x30 s/side")));
    assert!(line.contains(r#"["side-plank 2x30 s/side", "dead-bug 2x10", "push-up 2x12"]"#), "{line}");
    let line = line_of(&plan, plan.move_item(&lifts.item(0), 1));
    assert_eq!(line, r#""legs": Strength([["dead-bug 2x10", "push-up 2x12"], "goblet-squat 3x10 rir 2"]),"#);
    let line = line_of(&plan, plan.clear_value(&lifts.item(1).item(0)));
    assert_eq!(line, r#""legs": Strength(["goblet-squat 3x10 rir 2", ["push-up 2x12"]]),"#);
    let edits = plan.as_list(&lifts.item(0));
    let alone = after(&plan, edits.clone());
    let line = line_of(&plan, edits);
    assert!(line.contains(r#"Strength([["goblet-squat 3x10 rir 2"], ["dead-bug"#), "{line}");
    assert_eq!(after(&alone, alone.as_single(&lifts.item(0))).tree.text(), PLAN);
    assert!(plan.as_single(&lifts.item(1)).is_err(), "two lifts are not one");
    let goals = FormPath::default().field("goals");
    let line = line_of(&plan, plan.add_item(&goals, 9, None));
    assert!(line.contains(r#", Race(date: "2027-01-31", distance: "10 km")"#), "{line}");
}

#[test]
fn a_session_is_renamed_wherever_it_is_named() {
    let plan = checked(PLAN);
    let line = line_of(&plan, plan.rename_entry(&session("tempo"), "threshold"));
    assert!(line.contains(r#""threshold": Tempo"#) && line.contains(r#"["threshold @ 06:30""#), "{line}");
    let error = plan.rename_entry(&session("tempo"), "legs").expect_err("there is one already");
    assert_eq!(error.message, "there is an entry for `legs` already");
    assert!(plan.rename_entry(&session("tempo"), "Hard day").is_err(), "no slot could name it");
}

#[test]
fn a_slot_has_a_form_of_its_own() {
    let plan = checked(PLAN);
    let slot = &plan.plan.phases[0].rows[0].days[1][0];
    let form = plan.form(&Target::At(slot.span)).expect("a slot has fields");
    assert_eq!((form.title.as_str(), form.kind), ("tempo @ 06:30", "Slot"));
    assert_eq!(form.path.to_string(), "phases[0].week.tue[0]");
    let edits = plan.set_value(&form.path.field("note"), "on the track");
    assert!(line_of(&plan, edits).contains(r#"[(use: "tempo @ 06:30", note: "on the track"), "stretch"]"#));
}

#[test]
fn remarks_stand_at_the_innermost_value() {
    let plan = checked(&PLAN.replace("20 min threshold", "20 m threshold").replace("8 km", "8 kmh"));
    let form = plan.form(&Target::Template("tempo".into())).expect("there is a session");
    let run = form.fields.iter().find(|field| field.name == "run").expect("it has a run");
    assert!(form.remarks.is_empty(), "{:?}", form.remarks);
    assert!(!run.item.remarks.is_empty(), "20 m are metres");
    let plan = checked(&PLAN.replace("    start: \"2027-01-04\",\n", ""));
    let form = plan.form(&Target::Plan).expect("there is a plan");
    assert!(form.remarks.iter().any(|remark| remark.message.contains("neither")), "{:?}", form.remarks);
}

#[test]
fn steps_and_sets_are_cells() {
    let Some(NotationTable::Run(mut run)) =
        NotationTable::read(Notation::Run, "2 km easy + 6x(800 m @ 5k + 90 s jog)")
    else {
        panic!("it reads");
    };
    assert_eq!(run.rows.iter().map(|row| row.depth).collect::<Vec<_>>(), [0, 0, 1, 1]);
    run.rows[1].repeats = "8".into();
    run.rows[2].target = "@ 10k".into();
    run.insert_after(1);
    let text = NotationTable::Run(run.clone()).text();
    assert_eq!(text.as_deref(), Ok("2 km easy + 8x(800 m @ 10k + 90 s jog) + 10 min"));
    assert!(run.shift(4, false));
    run.remove(1);
    run.repeat(0);
    let text = NotationTable::Run(run.clone()).text();
    assert!(text.is_ok(), "{text:?}");
    run.rows[1].amount = "2 kmh".into();
    let error = NotationTable::Run(run).text().expect_err("no such unit");
    assert_eq!((error.row, error.column), (Some(1), Some(Column::Amount)), "{}", error.message);
}

#[test]
fn sets_are_alike_or_listed() {
    let read = |text| match NotationTable::read(Notation::Lift, text) {
        Some(NotationTable::Lift(table)) => table,
        other => panic!("{text}: {other:?}"),
    };
    let mut lift = read("back-squat 3x5 @ 80 kg rir 2 rest 3 min");
    assert_eq!(lift.sets.len(), 1);
    lift.add_set();
    lift.sets[1].load = "85 kg".into();
    let text = NotationTable::Lift(lift.clone()).text();
    assert_eq!(text.as_deref(), Ok("back-squat 5 @ 80 kg, 5 @ 80 kg, 5 @ 80 kg, 5 @ 85 kg rir 2 rest 3 min"));
    lift.sets[1].load = "85".into();
    let error = NotationTable::Lift(lift).text().expect_err("a load has a unit");
    assert_eq!((error.row, error.column), (Some(1), Some(Column::Load)), "{}", error.message);
    let mut hold = read("side-plank 3x30 s/side");
    hold.effort = "rir".into();
    let error = NotationTable::Lift(hold).text().expect_err("how many?");
    assert_eq!((error.row, error.column), (None, Some(Column::Effort)), "{}", error.message);
}

#[test]
fn exercises_are_found_by_what_is_said_of_them() {
    let plan = checked(PLAN);
    let found =
        |query: &ExerciseQuery| plan.exercises(query).into_iter().map(|hit| hit.id).collect::<Vec<_>>();
    let text = |text: &str| found(&ExerciseQuery { text: text.into(), ..ExerciseQuery::default() });
    assert!(text("squat")[0].contains("squat"));
    assert_eq!(text("goblet")[0], "goblet-squat");
    assert!(text("hamstrings").iter().any(|id| id == "romanian-deadlift"));
    assert!(text("barbell squat").iter().any(|id| id == "back-squat"), "{:?}", text("barbell squat"));
    assert!(text("no such thing").is_empty());
    let all = found(&ExerciseQuery::default());
    assert_eq!(all.len(), plan.plan.exercises.count());
    assert!(["dead-bug", "goblet-squat", "push-up"].contains(&all[0].as_str()), "what is used comes first");
    let nothing = ExerciseQuery { equipment: Some("none".into()), ..ExerciseQuery::default() };
    assert!(plan.exercises(&nothing).iter().all(|hit| hit.equipment.is_empty()));
    let calves = ExerciseQuery { muscle: Some("soleus"), pattern: Some("calf"), ..ExerciseQuery::default() };
    assert!(found(&calves).iter().any(|id| id == "calf-raise-single"), "{:?}", found(&calves));
    let facets = plan.exercise_facets();
    assert!(facets.equipment.iter().any(|need| need == "barbell"), "{:?}", facets.equipment);
}

#[test]
fn an_exercise_of_the_plan_stands_for_that_of_the_library() {
    let own =
        "goals: [],\n    exercises: { \"goblet-squat\": (like: \"goblet-squat\", equipment: [\"sack\"]) },";
    let plan = checked(&PLAN.replace("goals: [Race(date: \"2027-01-31\", distance: \"10 km\")],", own));
    let (hits, maxes) =
        (plan.exercises(&ExerciseQuery::default()), FormPath::default().field("athlete").field("maxes"));
    let hits: Vec<&ExerciseHit> = hits.iter().filter(|hit| hit.id == "goblet-squat").collect();
    assert_eq!(hits.len(), 1);
    assert_eq!((hits[0].is_own, hits[0].equipment.as_slice()), (true, &["sack".to_owned()][..]));
    let keys = plan.key_choices(&maxes).into_iter().filter(|(key, _)| key == "goblet-squat");
    assert_eq!(keys.count(), 1);
}

#[test]
fn a_session_says_where_it_comes_from() {
    let text = PLAN
        .replace("\"tempo\": Tempo(\"2 km easy + 20 min threshold\")", "\"tempo\": Tempo(\"5 km\")")
        .replace("weeks: 4, week", "weeks: 4, ramp: { \"tempo\": Grow(by: \"1 km\", to: \"8 km\") }, week");
    let plan = checked(&text);
    let session =
        plan.calendar.sessions.iter().filter(|s| &*s.name == "tempo").nth(2).expect("there are four");
    let key = crate::SessionKey::of(&plan.calendar, session);
    let sheet = plan.sheet(&key, crate::Units::AsWritten).expect("it is on the calendar");
    assert_eq!((sheet.week, sheet.slot.as_str(), sheet.row.content.as_str()), (3, "tempo @ 06:30", "7 km"));
    let scopes: Vec<_> = sheet.scopes.iter().map(|s| (s.reach, s.dates, s.name.as_str())).collect();
    let names = [
        (Reach::Date, 1, "Tue 19 Jan"),
        (Reach::Slot, 4, "Tuesdays of 1"),
        (Reach::Template, 4, "every `tempo`"),
    ];
    assert_eq!(scopes, names);
    let layers: Vec<&str> = sheet.layers.iter().map(|layer| layer.what.as_str()).collect();
    assert_eq!(layers, ["in the pattern of the week", "`tempo` as it is written", "ramp, step 2"]);
    let ramp = plan.form(&sheet.layers[2].target).expect("a ramp has a form");
    assert_eq!((ramp.kind, ramp.path.to_string().as_str()), ("Grow", "phases[0].ramp[tempo]"));
}

#[test]
fn one_date_is_written_anew() {
    use crate::{Gesture, Layer, SessionKey};
    let plan = checked(PLAN);
    let inputs = Inputs { plan: Source::new("small", PLAN), settings: None };
    let session =
        plan.calendar.sessions.iter().filter(|s| &*s.name == "tempo").nth(1).expect("there are four");
    let session = SessionKey::of(&plan.calendar, session);
    let write = |text: &str, layer| Gesture::Write { session: session.clone(), text: text.into(), layer };
    let attempt =
        plan.attempt(&inputs, &write("tempo: 5 km @ 07:00", Layer::Date)).expect("it can be written");
    assert!(attempt.after.tree.text().contains(r#""2027-01-12": ["tempo: 5 km @ 07:00", "stretch"]"#));
    assert_eq!(attempt.name, "Write tempo on Tue 12 Jan");
    let refusal = plan.attempt(&inputs, &write("tempo: 5 kmh", Layer::Date)).expect_err("no such unit");
    assert!(refusal.reason.contains("kmh"), "{}", refusal.reason);
    let attempt = plan.attempt(&inputs, &write("easy: 5 km", Layer::Pattern)).expect("it can be written");
    assert!(attempt.after.tree.text().contains(r#"tue: ["easy: 5 km", "stretch"]"#));
    assert_eq!(attempt.session.map(|key| key.name.to_string()).as_deref(), Some("easy"));
}
