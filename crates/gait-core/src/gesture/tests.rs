//! Gestures on worked plans and on small ones: the text they make, what they are called, what they say.

use jiff::civil::{Date, date};

use super::*;

const SPRING: &str = include_str!("../../../../plans/spring-half.plan.ron");

/// Two weeks of a pattern, a lighter one after it, and a day of its own.
const SMALL: &str = r#"Plan(
    format: 1,
    name: "Small",
    start: "2027-03-01",
    goals: [Race(name: "Cup", date: "2027-03-14", distance: "5 km")],
    sessions: {
        "track": Intervals("15 min easy + 6x(800 m @ 5k + 90 s jog) + 10 min easy"),
        "legs": Strength(duration: "40 min", lifts: ["back-squat 4x8 @ 80 kg rir 1", "romanian-deadlift 3x8 @ 60 kg rir 1"]),
    },
    phases: [
        Phase(name: "Base", weeks: 3, week: (
            mon: ["legs"], // the gym is empty
            tue: ["easy: 40 min", (use: "easy: 20 min", note: "barefoot")],
            thu: ["track @ 06:30"],
            fri: ["rest"],
        ), deload: (weeks: [2], volume: "50 %")),
        Phase(name: "Peak", week: [(mon: ["easy: 30 min"]), ()]),
    ],
    days: {
        // my birthday
        "2027-03-18": [],
    },
    blocked: [(from: "2027-03-20", reason: "travel")],
)
"#;

fn inputs(text: &str) -> Inputs {
    Inputs::plan(Source::new("test", text))
}

fn key(on: Date, name: &str) -> SessionKey {
    SessionKey { date: on, name: Arc::from(name), ordinal: 1 }
}

const fn spot(on: Date, index: usize) -> Spot {
    Spot { date: on, index }
}

fn carry(on: Date, name: &str, to: Spot, layer: Layer) -> Gesture {
    Gesture::Move { session: key(on, name), to, layer }
}

fn attempt(text: &str, gesture: &Gesture) -> Attempt {
    let inputs = inputs(text);
    let before = Snapshot::new(&inputs);
    assert_eq!(before.problems, [], "the plan is sound");
    before.attempt(&inputs, gesture).unwrap_or_else(|refusal| panic!("{gesture:?}: {}", refusal.reason))
}

fn refusal(text: &str, gesture: &Gesture) -> String {
    let inputs = inputs(text);
    Snapshot::new(&inputs).attempt(&inputs, gesture).expect_err("it is refused").reason
}

/// The lines that are in only one of the texts.
fn lines(text: &str, attempt: &Attempt) -> String {
    let after = attempt.after.tree.text();
    let diff = similar::TextDiff::from_lines(text, after);
    let changed = diff.iter_all_changes().filter(|change| change.tag() != similar::ChangeTag::Equal);
    changed.map(|change| format!("{}{}", change.tag(), change.value())).collect()
}

/// The gesture's name, the lines it changes, and what it would do.
fn told(text: &str, gesture: &Gesture) -> String {
    let one = attempt(text, gesture);
    let after = Snapshot::new(&inputs(&gait_syntax::edit::apply(text, &one.edits).expect("the edits fit")));
    assert_eq!(after.tree.text(), one.after.tree.text(), "the edits make the text that was checked");
    let session = one.session.as_ref().map_or(String::new(), |key| {
        assert!(one.after.session(key).is_some(), "{key:?} is there");
        format!(" -> {} {} {}", key.date, key.name, key.ordinal)
    });
    format!("{}{session}\n{}{}", one.name, lines(text, &one), one.effect.summary)
}

const MON: Date = date(2027, 3, 1);
const TUE: Date = date(2027, 3, 2);
const WED: Date = date(2027, 3, 3);
const THU: Date = date(2027, 3, 4);
const FRI: Date = date(2027, 3, 5);

#[track_caller]
fn check(gesture: &Gesture, expected: &str) {
    assert_eq!(told(SMALL, gesture), expected.trim_matches('\n'), "{gesture:?}");
}

#[test]
fn one_date_is_written_out_as_the_pattern_has_it() {
    check(
        &carry(MON, "legs", spot(WED, 0), Layer::Date),
        r#"
Move legs to Wed 3 Mar -> 2027-03-03 legs 1
+        "2027-03-01": [],
+        "2027-03-03": ["legs"],
fixes 1, 2 new: `legs` (heavy, 19.6 leg units) ends 11.8 h before `track`; 36 h advised
"#,
    );
    check(
        &carry(TUE, "easy", spot(TUE, 9), Layer::Date),
        r#"
Move easy within Tue 2 Mar -> 2027-03-02 easy 2
+        "2027-03-02": [(use: "easy: 20 min", note: "barefoot"), "easy: 40 min"],
no change in findings
"#,
    );
    check(
        &Gesture::Duplicate { session: key(MON, "legs"), to: spot(date(2027, 3, 18), 0), layer: Layer::Date },
        r#"
Duplicate legs to Thu 18 Mar -> 2027-03-18 legs 1
-        "2027-03-18": [],
+        "2027-03-18": ["legs"],
`legs` has no warm-up and no run before it: 2 new findings
"#,
    );
}

/// The pattern of a lighter week is scaled, an entry of `days` is not: what is written there is what it came to.
#[test]
fn a_lighter_week_stays_as_light() {
    check(
        &carry(date(2027, 3, 9), "easy", spot(date(2027, 3, 10), 0), Layer::Date),
        r#"
Move easy to Wed 10 Mar -> 2027-03-10 easy 1
+        "2027-03-09": [(use: "easy: 10 min", note: "barefoot")],
+        "2027-03-10": ["easy: 20 min"],
no change in findings
"#,
    );
}

#[test]
fn a_pattern_keeps_its_comments_and_says_what_it_does_not_reach() {
    check(
        &carry(MON, "legs", spot(FRI, 0), Layer::Pattern),
        r#"
Move legs to Fridays of Base -> 2027-03-05 legs 1
-            mon: ["legs"], // the gym is empty
+            mon: [], // the gym is empty
-            fri: ["rest"],
+            fri: ["legs"],
fixes 1, 1 new: `legs` (light, 11.1 leg units) comes 2 days before `Cup`; none in the 2 days before a race advised
"#,
    );
    // The session is hidden on that Thursday, so another one is shown.
    check(
        &carry(MON, "legs", spot(date(2027, 3, 18), 0), Layer::Pattern),
        r#"
Move legs to Thursdays of Base -> 2027-03-04 legs 1
-            mon: ["legs"], // the gym is empty
+            mon: [], // the gym is empty
-            thu: ["track @ 06:30"],
+            thu: ["track @ 06:30", "legs"],
fixes 6; Thu 18 Mar has an entry of its own in `days` and stays
"#,
    );
}

#[test]
fn days_rest_and_sessions_start() {
    check(
        &Gesture::Rest { date: TUE, layer: Layer::Date },
        "Make Tue 2 Mar rest -> 2027-03-02 rest 1\n+        \"2027-03-02\": [\"rest\"],\nno change in findings",
    );
    check(
        &Gesture::Clear { date: MON, layer: Layer::Pattern },
        r#"
Clear Mondays of Base
-            mon: ["legs"], // the gym is empty
+            mon: [], // the gym is empty
fixes 8, 1 new: no week, day or `Each` names `legs`
"#,
    );
    check(
        &Gesture::SetStart { session: key(MON, "legs"), at: Clock::new(18, 0), layer: Layer::Pattern },
        r#"
Start legs at 18:00 on Mondays of Base -> 2027-03-01 legs 1
-            mon: ["legs"], // the gym is empty
+            mon: ["legs @ 18:00"], // the gym is empty
no change in findings
"#,
    );
    check(
        &Gesture::SetStart { session: key(THU, "track"), at: None, layer: Layer::Date },
        r#"
Take the start of track on Thu 4 Mar away -> 2027-03-04 track 1
+        "2027-03-04": ["track"],
no change in findings
"#,
    );
}

#[test]
fn weeks_take_what_comes_later_along_but_no_race() {
    check(
        &Gesture::InsertWeek { before: 2 },
        r#"
Insert a week before week 2
-        Phase(name: "Base", weeks: 3, week: (
+        Phase(name: "Base", weeks: 4, week: (
-        ), deload: (weeks: [2], volume: "50 %")),
+        ), deload: (weeks: [3], volume: "50 %")),
-        "2027-03-18": [],
+        "2027-03-25": [],
-    blocked: [(from: "2027-03-20", reason: "travel")],
+    blocked: [(from: "2027-03-27", reason: "travel")],
fixes 1, 1 new: `legs` (heavy, 19.6 leg units) comes 6 days before `Cup`; none in the 7 days before a race advised; the plan ends on 11 Apr then; `Cup` stays on 14 Mar, a week earlier in the plan than before
"#,
    );
    check(
        &Gesture::RemoveWeek { week: 4 },
        r#"
Remove week 4
-        Phase(name: "Peak", week: [(mon: ["easy: 30 min"]), ()]),
+        Phase(name: "Peak", week: [()]),
no change in findings; the plan ends on 28 Mar then
"#,
    );
}

#[test]
fn what_is_moved_back_leaves_no_trace() {
    for (there, back) in [
        (carry(MON, "legs", spot(WED, 0), Layer::Date), carry(WED, "legs", spot(MON, 0), Layer::Date)),
        (
            carry(date(2027, 3, 9), "easy", spot(FRI, 0), Layer::Date),
            carry(FRI, "easy", spot(date(2027, 3, 9), 0), Layer::Date),
        ),
        (carry(TUE, "easy", spot(MON, 0), Layer::Pattern), carry(MON, "easy", spot(TUE, 0), Layer::Pattern)),
    ] {
        let text = attempt(SMALL, &there).after.tree.text().to_owned();
        assert_ne!(text, SMALL);
        assert_eq!(attempt(&text, &back).after.tree.text(), SMALL, "{there:?}");
    }
}

#[test]
fn what_makes_no_sense_is_refused() {
    let race = date(2027, 3, 14);
    let outside = date(2027, 5, 1);
    let paste = |text: &str| Gesture::Paste { text: text.into(), at: spot(MON, 0), layer: Layer::Date };
    for (gesture, reason) in [
        (carry(race, "Cup", spot(MON, 0), Layer::Date), "`Cup` is a race; its date stands in `goals`"),
        (carry(MON, "track", spot(WED, 0), Layer::Date), "there is no `track` on Mon 1 Mar"),
        (
            carry(MON, "legs", spot(outside, 0), Layer::Date),
            "Sat 1 May is outside the plan, which ends on 4 Apr",
        ),
        (carry(MON, "legs", spot(date(2027, 3, 20), 0), Layer::Date), "Sat 20 Mar is blocked (travel)"),
        (
            carry(MON, "legs", spot(date(2027, 3, 24), 0), Layer::Pattern),
            "`Peak` has a pattern of its own; move this date only",
        ),
        (
            carry(date(2027, 3, 22), "easy", spot(date(2027, 3, 30), 0), Layer::Pattern),
            "the rows of `Peak` take turns, and that week follows another one; move this date only",
        ),
        (
            carry(MON, "legs", spot(date(2027, 3, 8), 1), Layer::Pattern),
            "the pattern is the same in every week; move this date only",
        ),
        (Gesture::Rest { date: WED, layer: Layer::Date }, "Wed 3 Mar is rest already"),
        (Gesture::RemoveWeek { week: 6 }, "there is no week 6; the plan has 5"),
        (Gesture::InsertWeek { before: 0 }, "there is no week 0; the plan has 5"),
        (paste(" \n "), "there is nothing to paste"),
        (paste("[]"), "there is nothing to paste"),
        (paste("Buy milk"), "`Buy milk` is no session: `Buy` is not a session's name"),
        (paste("\"easy: 8\""), "`easy: 8` is no session: `8` has no unit"),
        (paste("jog"), "the plan would have a mistake: no session is called `jog`"),
        (paste("(name: \"x\")"), "`(name: \"x\")` is no session"),
    ] {
        assert_eq!(refusal(SMALL, &gesture), reason, "{gesture:?}");
    }
}

#[test]
fn what_cannot_be_read_is_neither_lost_nor_copied() {
    let broken = SMALL.replace("thu: [\"track @ 06:30\"]", "thu: [\"track @ 06:30\", \"eays: 3 km\"]");
    let gesture = carry(THU, "track", spot(WED, 0), Layer::Date);
    assert_eq!(refusal(&broken, &gesture), "the plan would have a mistake: no session is called `eays`");
    let inputs = inputs(&broken);
    let whole = carry(THU, "track", spot(WED, 0), Layer::Pattern);
    let after = Snapshot::new(&inputs).attempt(&inputs, &whole).expect("the pattern can be changed").after;
    assert!(after.tree.text().contains("thu: [\"eays: 3 km\"]"), "{}", after.tree.text());
}

#[test]
fn layers_are_told() {
    let inputs = inputs(SPRING);
    let plan = Snapshot::new(&inputs);
    let layers = |on, name| plan.layers(&key(on, name));
    assert_eq!(layers(date(2027, 1, 5), "track"), [Layer::Date, Layer::Pattern]);
    assert_eq!(layers(date(2027, 2, 4), "tempo"), [Layer::Date]);
    assert_eq!(layers(date(2027, 2, 27), "Parkrun test"), []);
    assert_eq!(layers(date(2027, 2, 27), "nothing"), []);
    let undated = SPRING.replace("    start: \"2027-01-04\",\n", "");
    let plan = Snapshot::new(&Inputs::plan(Source::new("test", undated)));
    let first = SessionKey::of(&plan.calendar, &plan.calendar.sessions[0]);
    assert_eq!(plan.layers(&first), [Layer::Pattern]);
}

#[test]
fn what_is_copied_can_be_pasted() {
    let plan = Snapshot::new(&inputs(SMALL));
    let barefoot = SessionKey { ordinal: 2, ..key(TUE, "easy") };
    let race = key(date(2027, 3, 14), "Cup");
    assert_eq!(plan.copy(&[key(MON, "legs")]).as_deref(), Some("\"legs\""));
    assert_eq!(plan.copy(std::slice::from_ref(&race)), None);
    let text = plan.copy(&[key(THU, "track"), barefoot, race]).expect("two of them have slots");
    assert_eq!(text, r#"["track @ 06:30", (use: "easy: 20 min", note: "barefoot")]"#);
    for text in [text.as_str(), text.trim_matches(['[', ']'])] {
        check(
            &Gesture::Paste { text: text.to_owned(), at: spot(MON, 0), layer: Layer::Date },
            r#"
Paste 2 sessions on Mon 1 Mar -> 2027-03-01 track 1
+        "2027-03-01": ["track @ 06:30", (use: "easy: 20 min", note: "barefoot"), "legs"],
fixes 2
"#,
        );
    }
}

#[test]
fn the_best_spots_come_first() {
    let inputs = inputs(SMALL);
    let plan = Snapshot::new(&inputs);
    let dates: Vec<Date> = (0..7).map(|day| gait_model::date::add_days(MON, day)).collect();
    let mut spots = plan.spots(&key(MON, "legs"), Layer::Date, &dates);
    let mut steps = 1;
    while spots.next_step(&plan, &inputs) {
        steps += 1;
    }
    // Both ends of Tuesday and Thursday; on Monday it is alone, and Friday is rest.
    assert_eq!((steps, spots.is_done()), (9, true));
    let shown: Vec<String> = spots
        .tried()
        .iter()
        .map(|tried| {
            let what = tried.summary.split(':').next().unwrap_or("");
            format!("{:?} {} {:?}: {what}", tried.spot.date.weekday(), tried.spot.index, tried.rating)
        })
        .collect();
    let expected = [
        "Thursday 1 Best: fixes 2",
        "Friday 1 Good: fixes 1",
        "Saturday 0 Good: fixes 1",
        // One advice less, but tired legs in the long run.
        "Tuesday 2 Same: fixes 2",
        "Thursday 0 Worse: fixes 2, 1 new",
        "Tuesday 0 Worse: fixes 1, 1 new",
        "Sunday 0 Worse: fixes 1, 2 new",
        "Wednesday 0 Worse: fixes 1, 2 new",
    ];
    assert_eq!(shown, expected);
    assert_eq!(spots.on(THU).map(|best| best.spot.index), Some(1));
    assert_eq!(spots.on(MON), None, "where it is now is no place to go");
}

#[test]
fn rows_that_take_turns_are_told() {
    const WINTER: &str = include_str!("../../../../plans/winter-a-b.plan.ron");
    let note =
        "the rows of `Base` take turns, so its later weeks follow other ones; the plan ends on 30 Jan then";
    for gesture in [Gesture::InsertWeek { before: 3 }, Gesture::DuplicateWeek { week: 4 }] {
        let effect = attempt(WINTER, &gesture).effect;
        assert_eq!(effect.notes.join("; "), note, "{gesture:?}");
    }
    let last = attempt(WINTER, &Gesture::RemoveWeek { week: 12 }).effect;
    assert_eq!(last.notes, ["the plan ends on 16 Jan then"]);
}

#[test]
fn two_days_change_places_on_their_dates() {
    check(
        &Gesture::Swap { date: TUE, with: THU },
        r#"
Swap Tue 2 Mar with Thu 4 Mar -> 2027-03-04 easy 1
+        "2027-03-02": ["track @ 06:30"],
+        "2027-03-04": ["easy: 40 min", (use: "easy: 20 min", note: "barefoot")],
`legs` (heavy, 19.6 leg units) ends 11.8 h before `track`; 36 h advised: 2 new findings
"#,
    );
    // An empty day changes places as well; entries that are there already are kept, with their comments.
    let birthday = date(2027, 3, 18);
    check(
        &Gesture::Swap { date: birthday, with: date(2027, 3, 15) },
        r#"
Swap Thu 18 Mar with Mon 15 Mar -> 2027-03-18 legs 1
+        "2027-03-15": [],
-        "2027-03-18": [],
+        "2027-03-18": ["legs"],
fixes 1
"#,
    );
    let once = attempt(SMALL, &Gesture::Swap { date: TUE, with: THU });
    let back = attempt(once.after.tree.text(), &Gesture::Swap { date: THU, with: TUE });
    assert_eq!(back.after.tree.text(), SMALL, "twice is none");
}

#[test]
fn days_that_cannot_change_places_say_why() {
    let why = |date: Date, with: Date| refusal(SMALL, &Gesture::Swap { date, with });
    let race = date(2027, 3, 14);
    assert_eq!(why(MON, race), "`Cup` on Sun 14 Mar is a race; its date stands in `goals`");
    assert_eq!(why(date(2027, 3, 20), MON), "Sat 20 Mar is blocked (travel)");
    assert_eq!(why(MON, date(2027, 2, 28)), "Sun 28 Feb is outside the plan, which begins on 1 Mar");
    assert_eq!(why(MON, MON), "Mon 1 Mar is the same day");
    assert_eq!(why(WED, date(2027, 3, 6)), "nothing stands on Wed 3 Mar and on Sat 6 Mar");
    let undated = SMALL.replace("    start: \"2027-03-01\",\n", "");
    let undated = undated[..undated.find("    days: {").expect("there")].to_owned() + ")\n";
    let undated =
        undated.replace("    goals: [Race(name: \"Cup\", date: \"2027-03-14\", distance: \"5 km\")],\n", "");
    let first = Snapshot::new(&inputs(&undated)).calendar.first_day;
    let with = first.tomorrow().expect("a day");
    assert!(refusal(&undated, &Gesture::Swap { date: first, with }).contains("no dates yet"));
}

#[test]
fn keys_blocks_and_volumes_go_along() {
    let told = |text: &str, gesture| lines(text, &attempt(text, &gesture));
    assert_eq!(
        told(SPRING, Gesture::InsertWeek { before: 5 }),
        r#"-            name: "Base", focus: Base, weeks: 8,
+            name: "Base", focus: Base, weeks: 9,
-        "2027-02-04": ["tempo"],
-        "week 5 fri": ["easy: 6 km", "maint"],
+        "2027-02-11": ["tempo"],
+        "week 6 fri": ["easy: 6 km", "maint"],
-    blocked: [(from: "2027-02-15", to: "2027-02-18", reason: "travel")],
+    blocked: [(from: "2027-02-22", to: "2027-02-25", reason: "travel")],
"#
    );
    assert_eq!(
        told(SPRING, Gesture::RemoveWeek { week: 7 }),
        r#"-            name: "Base", focus: Base, weeks: 8,
+            name: "Base", focus: Base, weeks: 7,
-    blocked: [(from: "2027-02-15", to: "2027-02-18", reason: "travel")],
"#
    );
    assert_eq!(
        told(SPRING, Gesture::DuplicateWeek { week: 16 }),
        r#"-            name: "Taper", focus: Taper, weeks: 2,
+            name: "Taper", focus: Taper, weeks: 3,
-            volume: ["70 %", "45 %"],
+            volume: ["70 %", "45 %", "45 %"],
"#
    );
    let wide = SPRING.replace("\"2027-02-15\", to: \"2027-02-18\"", "\"2027-02-12\", to: \"Sat 2027-02-27\"");
    let shorter = told(&wide, Gesture::RemoveWeek { week: 7 });
    assert!(shorter.contains("+    blocked: [(from: \"2027-02-12\", to: \"Sat 2027-02-20\""), "{shorter}");
    let cut = told(&wide, Gesture::RemoveWeek { week: 8 });
    assert!(cut.contains("+    blocked: [(from: \"2027-02-12\", to: \"2027-02-21\""), "{cut}");
}
