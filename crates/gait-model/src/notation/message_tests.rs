//! What is said about mistakes: a table of strings and their errors, one line each.

use super::*;

/// Checks what is said about each string.
fn said_of<T>(parse: impl Fn(&str) -> Parsed<T>, cases: &[(&str, &[&str])]) {
    for (text, expected) in cases {
        assert_eq!(&errors(text, &parse(text)), expected, "{text}");
    }
}

/// Every error of a string as `at: message (help)`, where `at` is the text marked.
fn errors<T>(text: &str, parsed: &Parsed<T>) -> Vec<String> {
    let marked = |e: &NotationError| text[e.at.start as usize..e.at.end as usize].to_owned();
    let help = |e: &NotationError| e.help.as_ref().map_or(String::new(), |help| format!(" ({help})"));
    parsed.errors.iter().map(|e| format!("{}: {}{}", marked(e), e.message, help(e))).collect()
}

#[test]
#[rustfmt::skip]
fn mistakes_in_runs() {
    said_of(parse_run, &[
        ("", &[": nothing is written here (write a run such as `8 km` or `15 min easy + 6x800 m @ 5k`)"]),
        ("12", &["12: `12` has no unit (12 what? `km`, `mi`, `m`, `min`, `s` or `h`)"]),
        ("8 kmm", &["kmm: `kmm` is not a unit (did you mean `km`?)"]),
        ("20 mins easy", &["mins: `mins` is not a unit (write `20 min`)"]),
        ("5 miles", &["miles: `miles` is not a unit (write `5 mi`)"]),
        ("90 secs jog", &["secs: `secs` is not a unit (write `90 s`)"]),
        ("20 KM", &["KM: `KM` is not a unit (write `20 km`)"]),
        ("5k", &["5k: `5k` is a pace; the distance is `5 km` (write `5 km`)"]),
        ("6x5k", &["5k: `5k` is a pace; the distance is `5 km` (write `5 km`)"]),
        ("20'", &["': minutes are written `min` (write `20 min`)"]),
        ("5,5 km", &[",: a decimal is written with a point (write `5.5`)"]),
        ("1:30:00", &["1: a time is written with units (for instance `40 min`, `90 s` or `1 h 30 min`)"]),
        ("1 h 30", &["30: `30` has no unit (30 what? `s`, `min` or `h`)"]),
        ("30 min 1 h", &["1 h: a `+` is missing before `1 h` (steps are joined with `+`; a time goes from large to small: `1 h 30 min`)"]),
        ("6 x 800", &["800: `800` has no unit (800 what? `km`, `mi`, `m`, `min`, `s` or `h`)"]),
        ("6×800 m @ 5k", &["×: `×` is not known here (write `x`)"]),
        ("8–12 km", &["–: `–` is not known here (write `-`)"]),
        ("40..50 min", &["..: `..` is not known here (write `-`)"]),
        ("50-40 min", &["50-40: the range runs from high to low (write `40-50`)"]),
        ("5 km-6 km", &["-: a range has its unit at its end, once (for instance `5-6 km`)"]),
        ("1.5x800 m", &["1.5: `1.5` is no whole number of repeats"]),
        ("0x800 m", &["0: 0 repeats leave nothing to do"]),
        ("2000x1 km", &["2000: 2000 repeats are more than 1000, the most that can be written"]),
        ("0 km", &["0 km: a step of 0 km is nothing to run (leave it out)"]),
        ("1.5 s", &["1.5 s: 1.5 s is no whole number of seconds"]),
        ("5000 km", &["5000 km: 5000 km is more than 1000 km, the most that can be written"]),
        ("400 h", &["400 h: 400 h is more than 200 h, the most that can be written"]),
        ("-5 km", &["-: expected an amount such as `8 km` or `40 min`, found `-` (an amount is not negative)"]),
        (".5 km", &[".: expected an amount such as `8 km` or `40 min`, found `.` (a number begins with a digit: `0.5 km`)"]),
        ("easy 5 km", &["easy: expected an amount such as `8 km` or `40 min`, found `easy` (the amount comes first: `20 min easy`)"]),
        ("20 min Easy", &["Easy: `Easy` is not a zone (did you mean `easy`?)"]),
        ("20 min esay", &["esay: `esay` is not a zone (did you mean `easy`?)"]),
        ("20 min tempo", &["tempo: `tempo` is not a zone (try `threshold`)"]),
        ("20 min z2", &["z2: `z2` is not a zone (the zones are walk, jog, rest, recovery, easy, steady, marathon, threshold, interval, rep, sprint, stride, uphill, downhill)"]),
        ("8 km @ easy", &["easy: the zone `easy` stands without `@` (write `easy`)"]),
        ("8 km easy steady", &["steady: a second target, `steady` (join steps with `+`; a range of zones is written `easy..steady`)"]),
        ("5 km easy..", &[": expected the zone at the other end, found the end"]),
        ("5 km 2 km", &["2: a `+` is missing before `2` (steps are joined with `+`)"]),
        ("20 min 6x800 m", &["6: a `+` is missing before `6` (steps are joined with `+`; a time goes from large to small: `1 h 30 min`)"]),
        ("8 km 5k", &["5k: an `@` is missing before `5k` (a target in numbers follows `@`: `@ 4:30/km`, `@ 5k`, `@ 95 % 5k`)"]),
        ("8 km 4:30/km", &["4: an `@` is missing before `4` (a target in numbers follows `@`: `@ 4:30/km`, `@ 5k`, `@ 95 % 5k`)"]),
        ("20 min 95 % 5k", &["95: an `@` is missing before `95` (a target in numbers follows `@`: `@ 4:30/km`, `@ 5k`, `@ 95 % 5k`)"]),
        ("8 km half", &["half: `half` is not a zone (try `@ half`)"]),
        ("8 km rpe 7", &["rpe: `rpe` is not a zone (a target in numbers follows `@`: `@ rpe 7`, `@ 75 %hr`, `@ 4:30/km`)"]),
        ("8 km then 2 km", &["then: `then` is not a zone (steps are joined with `+`)"]),
        ("8 km, 2 km", &[",: steps are joined with `+`, not `,`"]),
        ("8 km | rest", &["|: `|` stands in a slot, not in a run"]),
        ("5 km +", &[": expected an amount such as `8 km` or `40 min`, found the end"]),
        ("8 km) + 2 km", &["): this `)` closes nothing (remove it, or open a group with `(`)"]),
        ("6x(800 m @ 5k + 90 s jog", &["(: this `(` is never closed (add a `)` where the group ends)"]),
        ("6x()", &["): expected an amount such as `8 km` or `40 min`, found `)`"]),
        ("6x", &[": expected what is repeated, an amount or `(`, found the end"]),
        ("2x3x400 m", &["x400: a repeat of repeats needs parentheses (for instance `2x(3x400 m)`)"]),
        ("800 m x 6", &["x: the count of a repeat stands before it (for instance `6x800 m`)"]),
        ("(3 min, 90 s jog)", &["(3 min, 90 s jog): a recovery between repeats where nothing is repeated (write the count before `(`: `6x(3 min @ 5k, 90 s jog)`)"]),
        ("6x(3 min, 90 s jog + 2 km)", &["+: expected `)`, found `+` (one amount with a zone stands between repeats: `6x(3 min @ 5k, 90 s jog)`)"]),
        ("((((((((( 1 km )))))))))", &["(: groups nest at most 8 deep"]),
        ("10 min + 1000x(1000x(1 km))", &["10 min + 1000x(1000x(1 km)): the repeats of this run make 1000001 stretches, more than 10000"]),
        ("1000x(2 km)", &["1000x(2 km): this run adds up to 2000 km, more than 1000 km"]),
        ("10 km @ 4:30", &["4:30: `4:30` has no unit (write `4:30/km` or `4:30/mi`)"]),
        ("10 km @ 06:30", &["06:30: `06:30` has no unit (write `06:30/km` or `06:30/mi`; a clock time stands in a slot)"]),
        ("10 km @ 4:5/km", &["4:5: `4:5` is not a pace (a pace has minutes and two digits of seconds: `4:05/km`)"]),
        ("10 km @ 4:30/k", &["k: a pace is written per `/km` (write `4:30/km`)"]),
        ("10 km @ 4:30 min/km", &["min: a pace is written per `/km` (write `4:30/km`)"]),
        ("10 km @ 7:15-7:00/mi", &["7:15-7:00/mi: a range of paces has the faster one first (write `7:00-7:15/mi`)"]),
        ("10 km @ 0:30/km", &["0:30/km: a pace lies between 1:00 and 60:00, not 0:30"]),
        ("8 km @ 15 km/h", &["15: a speed is written as a pace (15 km/h is `4:00/km`)"]),
        ("8 km @ 9 mph", &["9: a speed is written as a pace (9 mi/h is `6:40/mi`)"]),
        ("8 km @ 150 bpm", &["150: `150` alone is no target (a heart rate is written in per cent of the maximum: `75 %hr`)"]),
        ("8 km @ 5 km", &["5: `5 km` is a distance, not a pace (a race pace is written `5k`, a pace `4:30/km`)"]),
        ("8 km @ 5 k", &["5: `5` alone is no target (write `5k` without a space)"]),
        ("8 km @ 15k", &["15k: `15k` is not a race with a pace of its own (use 5k, 10k, half or marathon, or a pace such as `4:30/km`)"]),
        ("8 km @ 5kk", &["5kk: `5kk` is not a target (did you mean `5k`?)"]),
        ("8 km @ 95", &["95: `95` alone is no target (write a pace such as `4:30/km`, a race such as `5k`, a percentage or `rpe`)"]),
        ("8 km @ 95 %", &[": expected `hr` or a race after `%`, found the end (write for instance `75 %hr` or `95 % 5k`)"]),
        ("8 km @ 80 % max", &["max: expected `hr` or a race after `%`, found `max` (per cent of the maximum heart rate are `%hr`)"]),
        ("8 km @ 300 %hr", &["300: a share lies above 0 % and up to 200 %, not 300 %"]),
        ("8 km @ rpe 11", &["11: `rpe` goes from 1 to 10, not 11"]),
        ("8 km @ rpe 7.3", &["7.3: `rpe` goes in halves, not 7.3"]),
        ("8 km @ rpe 6-7", &["6-7: `rpe` takes one number (write `rpe 6`)"]),
        ("8 km @ 5k @ 10k", &["@: the step has a target already (a step takes one target)"]),
        ("8 kmm + 6 x 800 + 20 min esay", &["kmm: `kmm` is not a unit (did you mean `km`?)", "800: `800` has no unit (800 what? `km`, `mi`, `m`, `min`, `s` or `h`)", "esay: `esay` is not a zone (did you mean `easy`?)"]),
        ("6x(800 m @ 5kk, 90 s jogg) + 3 foo", &["5kk: `5kk` is not a target (did you mean `5k`?)", "jogg: `jogg` is not a zone (did you mean `jog`?)", "foo: `foo` is not a unit (use `km`, `mi`, `m`, `min`, `s` or `h`)"]),
        ("1,500 m @ 5k", &[",: thousands are written without a comma (write `1500`)"]),
        ("1.000,5 km", &[",: a decimal is written with a point (write `1000.5`)"]),
        ("10-8,5 km", &[",: a decimal is written with a point (write `8.5`)"]),
        ("8-8,5 km", &[",: a decimal is written with a point (write `8.5`)"]),
        ("6x800 m @ 5k, 90 s jog", &[",: a recovery stands in a group with what is repeated (write `6x(800 m @ 5k, 90 s jog)`)"]),
        ("6x800 m @ 5k w/ 90 s jog", &["w: a recovery stands in a group with what is repeated (write `6x(800 m @ 5k, 90 s jog)`)"]),
        ("6x800 m w/ 90 s jog", &["w: a recovery stands in a group with what is repeated (write `6x(800 m, 90 s jog)`)"]),
        ("6x800 m @ 5k (90 s jog)", &["(: a recovery stands in a group with what is repeated (write `6x(800 m @ 5k, 90 s jog)`)"]),
        ("6x800 m @ 5k, 400 m", &[",: a recovery stands in a group with what is repeated (write `6x(800 m @ 5k, 400 m)`)"]),
        ("6x800 m @ 5k, 2 km easy", &[",: steps are joined with `+`, not `,`"]),
        ("6x400 m @ 1:30", &["1:30: `1:30` has no unit (1:30 for 400 m is `3:45/km`)"]),
        ("6x400 m @ 1:30-1:35", &["1:30-1:35: `1:30-1:35` has no unit (1:30-1:35 for 400 m is `3:45-3:58/km`)"]),
        ("6x800 m @ 3:00", &["3:00: `3:00` has no unit (write `3:00/km` or `3:00/mi`; 3:00 for 800 m is `3:45/km`)"]),
        ("6x400 m @ 1:30/400m", &["1:30/400m: a pace is per `/km` or `/mi` (write `3:45/km`)"]),
        ("6x400 m @ 1:30/400 m", &["1:30/400 m: a pace is per `/km` or `/mi` (write `3:45/km`)"]),
        ("8 km 40 min", &["40: a `+` is missing before `40` (one after the other is `8 km + 40 min`, 8 km in 40 min is `8 km @ 5:00/km`)"]),
        ("6x800 m @ 5k+10s", &["+10s: `+10s` right after a pace reads as a slower pace (write the pace itself, such as `@ 4:10/km`, or a step of its own: ` + 10 s`)"]),
        ("6x(800 m @ 4:10/km+5 s, 90 s jog)", &["+5 s: `+5 s` right after a pace reads as a slower pace (write the pace itself, such as `@ 4:10/km`, or a step of its own: ` + 5 s`)"]),
        ("6x(800 m @ 5k+90s jog)", &[]),
        ("8 km easy-threshold", &["-: a range of zones is written with `..` (write `easy..threshold`)"]),
        ("8 km @ 4:30/km - 4:40/km", &["-: a range of paces has its unit at its end, once (write `@ 4:30-4:40/km`)"]),
        ("8 km @ half-marathon", &["-marathon: a half marathon is written `half` (remove `-marathon`)"]),
        ("8 km @ rpe 7 - 8", &["7 - 8: `rpe` takes one number (write `rpe 7`)"]),
        ("8 km @ 150 %hr", &["150: a heart rate goes up to 100 %, not 150 % (a heart rate is written in per cent of the maximum: `75 %hr`)"]),
        ("8 km @ 120 % 5k", &[]),
        ("8 km easy \u{200b}+ 2 km", &["\u{200b}: expected `+` or a target, found a character without width, which shows as nothing (steps are joined with `+`)"]),
    ]);
}

#[test]
#[rustfmt::skip]
fn mistakes_in_lifts() {
    said_of(parse_lift, &[
        ("", &[": nothing is written here (write a lift such as `goblet-squat 3x10 rir 2`)"]),
        ("3x10", &["3x10: a lift begins with its exercise, not `3x10` (for instance `goblet-squat 3x10`)"]),
        ("Goblet-Squat 3x10", &["Goblet-Squat: `Goblet-Squat` is not the id of an exercise (names are lower case with `-`: `goblet-squat`)"]),
        ("goblet squat 3x10", &["squat: expected sets such as `3x10`, `3x8/side` or `5 @ 60 kg, 5 @ 70 kg`, found `squat` (the words of an id are joined with `-`: `goblet-squat`)"]),
        ("goblet_squat 3x10", &["goblet_squat: `goblet_squat` is not the id of an exercise (names are lower case with `-`: `goblet-squat`)"]),
        ("goblet-squat 3×10", &["×: `×` is not known here (write `x`)"]),
        ("goblet-squat 3x8–12", &["–: `–` is not known here (write `-`)"]),
        ("goblet-squat 3x10 each", &["each: expected `rir`, `rpe`, `tempo`, `rest` or `test`, found `each` (sets of each side are written `3x10/side`)"]),
        ("goblet-squat 3x10 per side", &["per: expected `rir`, `rpe`, `tempo`, `rest` or `test`, found `per` (sets of each side are written `3x10/side`)"]),
        ("goblet-squat 3x10/leg", &["leg: expected `side` after `/`, found `leg` (sets of each side are written `3x10/side`)"]),
        ("goblet-squat 3x10 reps", &["reps: expected `rir`, `rpe`, `tempo`, `rest` or `test`, found `reps` (repetitions need no word: `3x10`)"]),
        ("goblet-squat 3 sets of 10", &["sets: expected `x` or `@`, found `sets` (sets are written `3x10`)"]),
        ("squat x10", &["x10: expected sets such as `3x10`, `3x8/side` or `5 @ 60 kg, 5 @ 70 kg`, found `x10` (the number of sets comes first: `3x10`)"]),
        ("squat 3x", &[": expected repetitions such as `10`, `8-12` or `30 s`, or `max`, found the end"]),
        ("squat 0x10", &["0: 0 sets leave nothing to do"]),
        ("squat 2000x10", &["2000: 2000 sets are more than 1000, the most that can be written"]),
        ("squat 3x2.5", &["2.5: `2.5` is no whole number of repetitions"]),
        ("squat 3xAMRAP", &["AMRAP: `AMRAP` is not known here (as many as possible is written `3xmax`)"]),
        ("squat 3x5+ @ 50 kg", &["+: expected `rir`, `rpe`, `tempo`, `rest` or `test`, found `+` (at least so many repetitions are written in a list of sets: `5 @ 60 kg, 5+ @ 70 kg`)"]),
        ("plank 3x1 min", &["min: `min` is not a unit of a set (a hold is written in seconds: `60 s`)"]),
        ("plank 3x30 secs", &["secs: `secs` is not a unit of a set (write `30 s`)"]),
        ("goblet-squat 3x10 kg", &["kg: `kg` is not a unit of a set (a load follows `@`: `3x10 @ 10 kg`)"]),
        ("squat 3x10 @ 50", &["50: `50` has no unit (50 what? `kg`, `lb` or `%1rm`)"]),
        ("squat 3x10 @ 50 kgs", &["kgs: `kgs` is not a unit (write `50 kg`)"]),
        ("squat 3x10 @ 50 lbs", &["lbs: `lbs` is not a unit (write `50 lb`)"]),
        ("squat 3x10 @ 2,5 kg", &[",: a decimal is written with a point (write `2.5`)"]),
        ("squat 3x10 @ 5000 kg", &["5000 kg: 5000 kg is more than 1000 kg, the most that can be written"]),
        ("squat 3x10 50 kg", &["50: expected `rir`, `rpe`, `tempo`, `rest` or `test`, found `50` (a load follows `@`: `3x10 @ 50 kg`)"]),
        ("squat 3x10 @ 72 %", &[": expected `1rm` after `%`, found the end (write `72 %1rm`)"]),
        ("squat 3x10 @ 3x10 kg", &["3: `3x` is no pair (two dumbbells are `2x10 kg`; anything else is written as its sum)"]),
        ("squat 3x10 @ 60-70 kg", &["-: a load is one value, not a range (a load that grows is a ramp)"]),
        ("squat 3x10 @ bw", &["bw: expected a load such as `50 kg`, `110 lb`, `2x10 kg`, `72 %1rm`, `bodyweight` or `band`, found `bw` (write `bodyweight`)"]),
        ("squat 3x10 @ rpe 8", &["rpe: expected a load such as `50 kg`, `110 lb`, `2x10 kg`, `72 %1rm`, `bodyweight` or `band`, found `rpe` (`rpe` stands without `@`)"]),
        ("squat 5 @ 50 kg, 5 60 kg", &["60: expected `@` and the load of this set, found `60`"]),
        ("squat 3x5 @ 60 kg, 5+ @ 80 kg", &[",: expected `rir`, `rpe`, `tempo`, `rest` or `test`, found `,` (sets listed one by one carry their loads: `5 @ 60 kg, 5 @ 70 kg`)"]),
        ("squat 5 @ 60 kg, 3x5 @ 80 kg", &["x5: sets in a list are written one by one (for instance `5 @ 60 kg, 5 @ 60 kg, 5+ @ 70 kg`)"]),
        ("squat 3x10 RIR 2", &["RIR: expected `rir`, `rpe`, `tempo`, `rest` or `test`, found `RIR` (did you mean `rir`?)"]),
        ("squat rirr 2", &["rirr: expected sets or `rir`, found `rirr` (did you mean `rir`?)"]),
        ("bench press 3x8", &["press: expected sets such as `3x10`, `3x8/side` or `5 @ 60 kg, 5 @ 70 kg`, found `press` (the words of an id are joined with `-`: `bench-press`)"]),
        ("squat 3x10 rir 2-3", &["2-3: `rir` takes one number (write `rir 2`)"]),
        ("squat 3x10 rir 2 rpe 8", &["rpe: the effort is written twice"]),
        ("squat 3x10 rir 2 @ 50 kg", &["@: expected `rir`, `rpe`, `tempo`, `rest` or `test`, found `@` (a load stands right after the sets: `3x10 @ 50 kg rir 2`)"]),
        ("squat 3x10 tempo 311", &["311: `311` is not a tempo (write `3-1-1`: lower, pause, lift, pause)"]),
        ("squat 3x10 tempo 30X1", &["30X1: `30X1` is not a tempo (write `3-0-X-1`: lower, pause, lift, pause)"]),
        ("squat 3x10 tempo 3-1", &["3-1: `3-1` is not a tempo (a tempo is `3-1-1` or `3-1-1-0`: lower, pause, lift, pause, in seconds)"]),
        ("squat 3x10 tempo 3-1-1-0-1", &["3-1-1-0-: `3-1-1-0-` is not a tempo (a tempo is `3-1-1` or `3-1-1-0`: lower, pause, lift, pause, in seconds)"]),
        ("squat 3x10 tempo 3-1-x", &["x: `x` is not a phase of a tempo (as fast as possible is `X`)"]),
        ("squat 3x10 tempo 90-1-1", &["90: a phase of a tempo takes tenths of a second up to 60 s, not `90`"]),
        ("squat 3x10 rest 90", &["90: `90` has no unit (90 what? `s`, `min` or `h`)"]),
        ("squat 3x10 rest 60-90 s", &["60-90 s: `rest` takes one time (write `rest 90 s`)"]),
        ("squat 3x10 rest 90 m", &["90 m: `90 m` is a distance (a rest is a time: `rest 90 s`, `rest 2 min`)"]),
        ("squat 3x10 slow", &["slow: expected `rir`, `rpe`, `tempo`, `rest` or `test`, found `slow` (words belong in the `note` of the long form)"]),
        ("squat 3x10 (slow)", &["(: expected `rir`, `rpe`, `tempo`, `rest` or `test`, found `(` (words belong in the `note` of the long form)"]),
        ("squat 3x10 rir 11 rest 60 tempo abc", &["11: `rir` goes from 0 to 10, not 11", "60: `60` has no unit (60 what? `s`, `min` or `h`)", "abc: expected a phase of the tempo, in seconds or `X`, found `abc`"]),
    ]);
}

#[test]
#[rustfmt::skip]
fn mistakes_in_slots() {
    said_of(parse_slot, &[
        ("easy: 8 km @ 7.15", &["7.15: `7.15` alone is no target (a time of day is `07:15`, a pace is `7:15/km`)"]),
        ("easy: 8 km @ 18h", &["18h: `18h` is no time of day (write `18:00`)"]),
        ("easy: 8 km @ 18h30 | rest", &["18h30: `18h30` is no time of day (write `18:30`)"]),
        ("easy: 8 km easy @ 6:30 pm", &["6:30 pm: `6:30 pm` is no time of day (write `18:30`)"]),
        ("easy: 8 km @ 7am", &["7am: `7am` is no time of day (write `07:00`)"]),
        ("easy: 8 km @ 0630", &["0630: `0630` is no time of day (write `06:30`)"]),
        ("easy: 8 km @ 18", &["18: `18` alone is no target (a time of day is `18:00`)"]),
        ("easy: 8 km @ 7", &["7: `7` alone is no target (a time of day is `07:00`, an effort is `rpe 7`)"]),
        ("easy: 8 km easy @ 7.15", &["@: the step has a target already (a time of day is `07:15`)"]),
        ("tempo: 3x(1 km @ 4.15 + 2 min jog)", &["4.15: `4.15` alone is no target (a pace is `4:15/km`)"]),
        ("tempo: 3 km @ 4.15-4.30 min/mi", &["4.15-4.30: `4.15-4.30` alone is no target (a pace is `4:15-4:30/mi`)"]),
        ("", &[": nothing is written here (write a session's name, such as `easy: 8 km` or `rest`)"]),
        ("8 km easy", &["8: expected a session's name, found `8` (a run follows a name: `easy: 8 km easy`)"]),
        ("6x800 m", &["6x800: expected a session's name, found `6x800` (a run follows a name: `easy: 6x800 m`)"]),
        ("Long", &["Long: `Long` is not a session's name (names are lower case with `-`: `long`)"]),
        ("long run", &["run: expected `:`, `|`, `?` or `@`, found `run` (a name is one word: `long-run`)"]),
        ("easy 8 km", &["8: a `:` is missing after `easy` (write `easy: 8 km`)"]),
        ("easy:", &[": expected an amount such as `8 km` or `40 min`, found the end"]),
        ("easy: 8 km @ 6:30", &["6:30: `6:30` has no unit (write `6:30/km` or `6:30/mi`; a clock time has two digits: `06:30`)"]),
        ("easy: 8 km @ 06:30-07:30", &["06:30-07:30: `06:30-07:30` has no unit (write `06:30-07:30/km` or `06:30-07:30/mi`)"]),
        ("tempo @ 6:30", &["6:30: `6:30` is no time of day (hours and minutes have two digits: `06:30`)"]),
        ("tempo @ 25:00", &["25:00: `25:00` is no time of day (hours go to 23, minutes to 59)"]),
        ("tempo @ 24:00", &["@ 24:00: a day has no 24:00 to start at (write `00:00` on the next day)"]),
        ("tempo @ 4:30/km", &["4:30: `4:30` is no time of day (a time of day follows the `@` after a name; a pace needs a run: `tempo: 20 min @ 4:30/km`)"]),
        ("tempo @ 06:30?", &["?: `?` stands before the time (for instance `easy: 30 min? @ 06:30`)"]),
        ("tempo @ 06:30 | rest", &["|: `?` and the time belong to the whole slot, at its end (for instance `easy: 30 min | rest? @ 06:30`)"]),
        ("tempo @ 06:30 easy", &["easy: expected the end, found `easy`"]),
        ("easy: 5 km? | rest", &["|: `?` and the time belong to the whole slot, at its end (for instance `easy: 30 min | rest? @ 06:30`)"]),
        ("tempo + legs", &["+: expected `:`, `|`, `?` or `@`, found `+` (two sessions of a day are two entries of its list)"]),
        ("tempo / legs", &["/: expected `:`, `|`, `?` or `@`, found `/` (alternatives are separated with `|`)"]),
        ("| rest", &["|: expected a session's name, found `|`"]),
        ("easy: 8 km |", &[": expected a session's name, found the end"]),
        ("easy: 6x(1 km | rest", &["(: this `(` is never closed (add a `)` where the group ends)"]),
        ("easy: 8 kmm | Rest? @ 06:30", &["kmm: `kmm` is not a unit (did you mean `km`?)", "Rest: `Rest` is not a session's name (names are lower case with `-`: `rest`)"]),
        ("s @ 6:30pm", &["6:30pm: `6:30pm` is no time of day (write `18:30`)"]),
        ("s @ 7:15 pm", &["7:15 pm: `7:15 pm` is no time of day (write `19:15`)"]),
        ("s @ 12 am", &["12 am: `12 am` is no time of day (write `00:00`)"]),
        ("s @ 06:30 pm", &["06:30 pm: `06:30 pm` is no time of day (write `18:30`)"]),
        ("s @ 7.15", &["7.15: `7.15` is no time of day (write `07:15`)"]),
        ("s @ 18.30 Uhr", &["18.30 Uhr: `18.30 Uhr` is no time of day (write `18:30`)"]),
        ("s @ 0630", &["0630: `0630` is no time of day (write `06:30`)"]),
        ("s @ 18h", &["18h: `18h` is no time of day (write `18:00`)"]),
        ("s @ 25:30", &["25:30: `25:30` is no time of day (hours go to 23, minutes to 59)"]),
        ("easy: 8 km @ 6:30 pm", &["6:30 pm: `6:30 pm` is no time of day (write `18:30`)"]),
        ("easy: 8 km @ 06:30 pm", &["06:30 pm: `06:30 pm` is no time of day (write `18:30`)"]),
        ("s 06:30", &["06:30: an `@` is missing before `06:30` (write `s @ 06:30`)"]),
        ("s at 06:30", &["06:30: an `@` is missing before `06:30` (write `s @ 06:30`)"]),
        ("s at 6:30 pm", &["6:30 pm: an `@` is missing before `6:30 pm` (write `s @ 18:30`)"]),
        ("06:30 s", &["06:30: the time of day stands at the end of a slot (write `s @ 06:30`)"]),
        ("6:30 s", &["6:30: the time of day stands at the end of a slot (write `s @ 06:30`)"]),
        ("s 6 pm", &["6 pm: an `@` is missing before `6 pm` (write `s @ 18:00`)"]),
        ("easy - 8 km", &["-: expected `:`, `|`, `?` or `@`, found `-` (write `easy: 8 km`)"]),
        ("easy – 8 km | rest", &["–: expected `:`, `|`, `?` or `@`, found `–` (write `easy: 8 km`)"]),
        ("time trial: 5 km", &["trial: expected `:`, `|`, `?` or `@`, found `trial` (a name is one word: `time-trial`)"]),
        ("easy 4:30/km", &["4: a `:` is missing after `easy` (write `easy: 4:30/km`)", "4: a time is written with units (for instance `40 min`, `90 s` or `1 h 30 min`)"]),
        ("intervals: 6x800 m @ 5k, 90 s jog @ 06:30", &[",: a recovery stands in a group with what is repeated (write `6x(800 m @ 5k, 90 s jog)`)"]),
    ]);
}

#[test]
#[rustfmt::skip]
fn mistakes_in_single_fields() {
    said_of(parse_distance, &[
        ("45", &["45: `45` has no unit (45 what? `km`, `mi` or `m`)"]),
        ("40-50 km", &["40-50 km: `40-50 km` is a range (write one value)"]),
        ("45 min", &["45 min: `45 min` is a time, not a distance (write a distance such as `45 km` or `28 mi`)"]),
        ("45 kms", &["kms: `kms` is not a unit (write `45 km`)"]),
    ]);
    said_of(parse_duration, &[
        ("45", &["45: `45` has no unit (45 what? `s`, `min` or `h`)"]),
        ("45 m", &["45 m: `45 m` is a distance, not a time (minutes are written `min`)"]),
        ("45 km", &["45 km: `45 km` is a distance, not a time (write a time such as `45 min` or `1 h 30 min`)"]),
        ("1:30", &["1: a time is written with units (for instance `40 min`, `90 s` or `1 h 30 min`)"]),
        ("45 mins", &["mins: `mins` is not a unit (write `45 min`)"]),
    ]);
    said_of(parse_race_time, &[
        ("43:2", &["43:2: `43:2` is not a time (minutes and seconds after a `:` have two digits up to 59: `43:20`, `1:35:00`)"]),
        ("43", &["43: `43` has no unit (43 what? `s`, `min` or `h`)"]),
        ("1:75:00", &["1:75:00: `1:75:00` is not a time (minutes and seconds after a `:` have two digits up to 59: `43:20`, `1:35:00`)"]),
        ("0:00", &["0:00: a race takes more than 0 seconds"]),
        ("1:35:00:00", &[":: expected the end, found `:`"]),
        ("5 km", &["5 km: `5 km` is a distance, not a time (write a race time such as `43:20` or `1:35:00`)"]),
        ("999:00:00", &["999:00:00: 999:00:00 is more than 200 h"]),
    ]);
    said_of(parse_race_distance, &[
        ("hal", &["hal: expected a race distance such as `5 km`, `half` or `marathon`, found `hal` (did you mean `half`?)"]),
        ("26.2", &["26.2: `26.2` has no unit (26.2 what? `km`, `mi` or `m`)"]),
        ("half marathon", &["marathon: a half marathon is written `half` (remove `marathon`)"]),
        ("0 km", &["0 km: a race is longer than 0 km"]),
        ("40 min", &["40 min: `40 min` is a time, not a distance (write a race distance such as `5 km`, `half` or `marathon`)"]),
        ("5000k", &["5000: 5000 km is more than 1000 km"]),
        ("half-marathon", &["-marathon: a half marathon is written `half` (remove `-marathon`)"]),
        ("HM", &["HM: expected a race distance such as `5 km`, `half` or `marathon`, found `HM` (did you mean `half`?)"]),
    ]);
    said_of(parse_percent, &[
        ("60", &["60: `60` has no unit (write `60 %`)"]),
        ("60 percent", &["60: `60` has no unit (write `60 %`)"]),
        ("6000 %", &["6000: 6000 % is more than 1000 %"]),
        ("62,5 %", &[",: a decimal is written with a point (write `62.5`)"]),
        ("0.6", &["0.6: `0.6` has no unit (write `60 %`)"]),
        ("0,6", &["0,6: `0,6` has no unit (write `60 %`)"]),
        ("60-70 %", &["60-70 %: `60-70 %` is a range (a percentage is one value, such as `60 %`)"]),
        ("1.5", &["1.5: `1.5` has no unit (write `1.5 %`)"]),
    ]);
    said_of(parse_pace, &[
        ("4:30", &["4:30: `4:30` has no unit (write `4:30/km` or `4:30/mi`)"]),
        ("4:30-4:40/km", &["4:30-4:40/km: expected one pace, found a range"]),
        ("4/km", &["/: expected `:` and the seconds, found `/`"]),
    ]);
    said_of(parse_clock, &[
        ("6:30", &["6:30: `6:30` is no time of day (hours and minutes have two digits: `06:30`)"]),
        ("06:60", &["06:60: `06:60` is no time of day (hours go to 23, minutes to 59)"]),
        ("six", &["six: expected a time of day such as `06:30`, found `six`"]),
        ("0630", &["0630: `0630` is no time of day (write `06:30`)"]),
        ("18:30 Uhr", &["18:30 Uhr: `18:30 Uhr` is no time of day (write `18:30`)"]),
        ("24:30", &["24:30: `24:30` is no time of day (hours go to 23, minutes to 59)"]),
    ]);
    said_of(parse_windows, &[
        ("Any", &["Any: expected hours such as `06:00-09:00, 17:00-20:00`, or `any`, found `Any` (did you mean `any`?)"]),
        ("06:00", &[": expected `-` and the end of the time, found the end"]),
        ("6:00-9:00", &["6:00: `6:00` is no time of day (hours and minutes have two digits: `06:00`)"]),
        ("09:00-06:00", &["09:00-06:00: 09:00-06:00 ends before it begins (hours after midnight belong to the next day; a day ends at `24:00`)"]),
        ("06:00-09:00 17:00-20:00", &["17: a `,` is missing between the times (write hours such as `06:00-09:00, 17:00-20:00`, or `any`)"]),
    ]);
    said_of(parse_grow_step, &[
        ("1", &["1: `1` has no unit (1 what? `km`, `mi`, `m`, `min`, `s`, `h`, `kg`, `lb`, or `x` for repeats)"]),
        ("1-2 km", &["1-2: `1-2` is a range (write one value)"]),
        ("0 km", &["0 km: a step of 0 changes nothing"]),
        ("0x", &["0: 0 repeats leave nothing to do"]),
        ("2.5 kgs", &["kgs: `kgs` is not a unit (write `2.5 kg`)"]),
    ]);
    said_of(parse_load_step, &[
        ("5", &["5: `5` has no unit (5 what? `%`, `kg` or `lb`)"]),
        ("5 km", &["km: `km` is not a unit of load (use `%`, `kg` or `lb`)"]),
        ("0 %", &["0 %: a step of 0 changes nothing"]),
        ("2,5 kg", &[",: a decimal is written with a point (write `2.5`)"]),
    ]);
    said_of(parse_mass, &[
        ("90", &["90: `90` has no unit (90 what? `kg` or `lb`)"]),
        ("90 km", &["km: `km` is not a unit of load (use `kg` or `lb`)"]),
    ]);
    said_of(parse_length, &[
        ("178", &["178: `178` has no unit (178 what? `cm`, `m`, `in` or `ft`)"]),
        ("45 cms", &["cms: `cms` is not a unit of length (write `45 cm`)"]),
        ("1,78 m", &[",: a decimal is written with a point (write `1.78`)"]),
        ("5 m", &["5 m: 5 m is more than 3 m"]),
        ("5 ft 14 in", &["5 ft 14 in: feet are followed by less than 12 in (write `5 ft 10 in`)"]),
    ]);
    said_of(parse_reps_range, &[
        ("12-8", &["12-8: the range runs from high to low (write `8-12`)"]),
        ("8-12 reps", &["reps: repetitions need no word (for instance `8-12`)"]),
        ("eight", &["eight: expected repetitions such as `8-12`, found `eight`"]),
    ]);
    said_of(parse_effort, &[
        ("2", &["2: expected `rir 2` or `rpe 8`, found `2`"]),
        ("rir", &[": expected a number after `rir`, found the end"]),
    ]);
    said_of(parse_tempo, &[
        ("hold", &["hold: expected a phase of the tempo, in seconds or `X`, found `hold`"]),
    ]);
}
