//! What stands in quotes: what a run, a lift or a quantity was understood as.

use gait_model::calendar::{StepEstimate, estimate_run, run_steps};
use gait_model::notation::{self, Choice, Run, parse_lift, parse_run, parse_sets, parse_slot};
use gait_model::plan::Kind;
use gait_model::shape::{Key, Notation};
use gait_rules::round_to;
use gait_syntax::Span;

use super::{Desk, format, join, table, word_at, zone};
use crate::site::Part;
use crate::wording::{long_time, whole_minutes};

impl Desk<'_> {
    /// A text in a notation, and the part of it that is meant.
    pub(super) fn notation(
        &self,
        notation: Notation,
        value: &str,
        literal: Span,
        body: Span,
    ) -> Option<(Span, String)> {
        // Places within a text are counted in its value; with escapes they are not those of the source.
        let same = body.len() as usize == value.len();
        let at = self.site.offset.checked_sub(body.start).filter(|_| same);
        let text = Text { value, body, at };
        let part = match notation {
            Notation::Slot => self.slot_part(&text),
            Notation::EachEntry => self.each_part(&text),
            Notation::Run => self.word_of_run(&text),
            Notation::Lift => self.lift_part(&text),
            _ => None,
        };
        part.or_else(|| Some((literal, self.whole(notation, value, literal)?)))
    }

    fn whole(&self, notation: Notation, value: &str, literal: Span) -> Option<String> {
        match notation {
            Notation::Slot => self.slot_dates(literal),
            Notation::Run => self.run(&parse_run(value).value?, self.kind_here()?),
            Notation::EachEntry => match parse_run(value).value {
                Some(run) => self.run(&run, self.kind_of_ramp()?),
                None => parse_sets(value).value.map(|sets| sets_in_words(&sets)),
            },
            Notation::Lift => self.lift(value),
            Notation::Sets => parse_sets(value).value.map(|sets| sets_in_words(&sets)),
            Notation::RaceTime => self.race_time().or_else(|| self.field_here()),
            Notation::Date => self.written_date(value),
            _ => self.field_here(),
        }
    }

    fn field_here(&self) -> Option<String> {
        self.site.field().map(|(_, field)| format::field(field))
    }

    /// The time of a race or a result: its pace.
    fn race_time(&self) -> Option<String> {
        let (plan, at, unit) = (self.plan()?, self.site.offset, self.rows()?.unit());
        let is_here = |span: Span| span.start <= at && at <= span.end;
        let goal = plan
            .goals
            .iter()
            .find(|goal| is_here(goal.span))
            .and_then(|goal| Some((goal.distance, goal.target?)));
        let result =
            plan.athlete.results.iter().find(|result| is_here(result.span)).map(|r| (r.distance, r.time));
        let (distance, time) = goal.or(result)?;
        let pace = zone::pace(distance.in_metres() / time.in_minutes(), unit)?;
        let mut out = format!("**{}** over {}: {pace}", time.as_race_time(), distance.rounded());
        let seconds = time.in_minutes() * 60.0;
        let vdot = gait_model::pace::race_vdot(distance.in_metres(), seconds);
        join(&mut out, vdot.map(|vdot| format!("VDOT {}", round_to(vdot, 0.1))));
        Some(out)
    }

    /// The kind of the session that the place is in.
    pub(crate) fn kind_here(&self) -> Option<Kind> {
        self.site.path.iter().rev().find_map(|step| match step.part {
            Part::Variant(shape, variant) if shape.name == "Session" => {
                Kind::ALL.into_iter().find(|kind| format!("{kind:?}") == variant.name)
            }
            _ => None,
        })
    }

    /// The kind of the session that a ramp moves.
    fn kind_of_ramp(&self) -> Option<Kind> {
        self.kind_named(self.site.key(Key::SessionOrLift)?.split('/').next()?)
    }

    /// The kind of a session by its name.
    pub(crate) fn kind_named(&self, name: &str) -> Option<Kind> {
        let templates = &self.plan()?.templates;
        let written = templates.iter().find(|template| &*template.name == name).map(|t| t.session.kind);
        written.or_else(|| Kind::predefined(name))
    }

    /// A session named in a slot, or a word of its own content.
    fn slot_part(&self, text: &Text<'_>) -> Option<(Span, String)> {
        let slot = parse_slot(text.value).value?;
        let choice = slot.choices.iter().find(|choice| text.is_in(&choice.at))?;
        let Choice { name, run, .. } = &choice.value;
        if text.is_in(&name.at) {
            let first = slot.choices.first().map(|first| &*first.value.name.value);
            return Some((text.place(&name.at), self.slot_of(&name.value, first)?));
        }
        let (run, kind) = (run.as_ref()?, self.kind_named(&name.value)?);
        if let Some(word) = self.word_of_run(text) {
            return Some(word);
        }
        text.is_in(&run.at).then(|| Some((text.place(&run.at), self.run(&run.value, kind)?)))?
    }

    /// A session in a slot: the session, and what the slot becomes on its dates.
    fn slot_of(&self, name: &str, first: Option<&str>) -> Option<String> {
        let mut out = self.session(name)?;
        let cut = |out: &mut String, at: &str| {
            if let Some(at) = out.find(at) {
                out.truncate(at);
            }
        };
        // An alternative is not on the calendar.
        if first != Some(name) {
            cut(&mut out, "\n\nStands nowhere");
            out.push_str("\n\nAn alternative: the calendar holds the first of the slot.");
            return Some(out);
        }
        let Some(dates) = self.slot_dates(self.site.node.span()) else { return Some(out) };
        if !out.ends_with(&dates) {
            // One table is enough; the session's own says less.
            cut(&mut out, "\n\n| week |");
            join(&mut out, Some(format!("This slot: {dates}")));
        }
        Some(out)
    }

    fn each_part(&self, text: &Text<'_>) -> Option<(Span, String)> {
        let name = text.value.split(':').next()?;
        let end = u32::try_from(name.len()).ok()?;
        if self.kind_named(name.trim()).is_some() && text.is_in(&(0..end)) {
            let about = self.session(name.trim())?;
            return Some((text.place(&(0..end)), about));
        }
        self.word_of_run(text)
    }

    /// A zone word or the name of a race.
    fn word_of_run(&self, text: &Text<'_>) -> Option<(Span, String)> {
        let word = word_at(text.value, text.at?)?;
        let before = text.value[..word.start as usize].trim_end();
        let about = self.intensity_word(&text.value[word.range()], before.ends_with(['@', '%']))?;
        Some((text.place(&(word.start..word.end)), about))
    }

    fn lift_part(&self, text: &Text<'_>) -> Option<(Span, String)> {
        let word = word_at(text.value, text.at?)?;
        let first = text.value.len() - text.value.trim_start().len() == word.start as usize;
        let about = first.then(|| self.exercise(&text.value[word.range()]))??;
        Some((text.place(&(word.start..word.end)), about))
    }

    /// A run: its steps with paces and lengths.
    fn run(&self, run: &Run, kind: Kind) -> Option<String> {
        let snapshot = self.snapshot?;
        let (paces, rows) = (&snapshot.calendar.paces, self.rows()?);
        let mut steps: Vec<StepEstimate> = Vec::new();
        run_steps(paces, kind, run, &mut |step| steps.push(step));
        let line = |(place, step): (usize, &StepEstimate)| {
            let same = place.checked_sub(1).is_some_and(|before| steps[before].step == step.step);
            let written = run.steps.get(step.step).filter(|_| !same);
            let written = written.map_or(String::new(), |at| format!("`{}`", at.value));
            let pace = zone::pace(step.speed, rows.unit()).unwrap_or_else(|| "–".to_owned());
            vec![
                written,
                zone::word(step.zone).to_owned(),
                pace,
                seconds(f64::midpoint(step.time.low, step.time.high)),
                metres(f64::midpoint(step.metres.low, step.metres.high), &rows),
            ]
        };
        let lines: Vec<Vec<String>> = steps.iter().enumerate().map(line).collect();
        let estimate = estimate_run(paces, kind, run);
        let mut total = long_time(whole_minutes(estimate.seconds()));
        if estimate.mm() > 0 {
            total.push_str(&format!(", {}", rows.distance(estimate.mm())));
        }
        let assumed = if paces.assumed { "; paces are assumed, `athlete` has no usable result" } else { "" };
        Some(format!(
            "{total}{assumed}\n\n{}",
            table(&["step", "zone", "pace", "time", "distance"], &lines, "steps")
        ))
    }

    /// A lift: what was understood.
    fn lift(&self, value: &str) -> Option<String> {
        let lift = parse_lift(value).value?;
        let mut rows = vec![vec!["exercise".to_owned(), format!("`{}`", lift.exercise.value)]];
        let mut row =
            |name: &str, text: Option<String>| rows.extend(text.map(|text| vec![name.to_owned(), text]));
        row("sets", lift.sets.as_ref().map(|sets| sets_in_words(&sets.value)));
        row("effort", lift.effort.as_ref().map(|effort| effort_in_words(effort.value)));
        row("tempo", lift.tempo.as_ref().map(|tempo| format!("{}: lower, pause, lift, pause", tempo.value)));
        row("rest", lift.rest.as_ref().map(|rest| rest.value.to_string()));
        row("test", lift.test.then(|| "meant to go to failure".to_owned()));
        Some(table(&["part", "understood as"], &rows, "parts"))
    }
}

/// A text and the place meant in it.
struct Text<'t> {
    value: &'t str,
    body: Span,
    /// In bytes of the value; nothing if the text has escapes.
    at: Option<u32>,
}

impl Text<'_> {
    fn is_in(&self, range: &std::ops::Range<u32>) -> bool {
        self.at.is_some_and(|at| range.start <= at && at <= range.end)
    }

    fn place(&self, range: &std::ops::Range<u32>) -> Span {
        Span::new(self.body.start + range.start, self.body.start + range.end)
    }
}

/// `45 s`, `12 min`
fn seconds(seconds: f64) -> String {
    #[expect(clippy::cast_possible_truncation, reason = "amounts are bounded by the notation")]
    let whole = seconds.round() as i64;
    match whole {
        0..120 => format!("{whole} s"),
        _ => long_time(whole_minutes(whole)),
    }
}

/// `400 m`, `2.4 km`
fn metres(metres: f64, rows: &crate::expand::Rows<'_>) -> String {
    #[expect(clippy::cast_possible_truncation, reason = "amounts are bounded by the notation")]
    let mm = (metres * 1000.0).round() as i64;
    if metres <= 0.0 {
        return "–".to_owned();
    }
    if metres < 1000.0 { format!("{} m", round_to(metres, 1.0)) } else { rows.distance(mm) }
}

fn sets_in_words(sets: &notation::Sets) -> String {
    match sets {
        notation::Sets::Alike { count, work, per_side, load } => {
            let side = if *per_side { " a side" } else { "" };
            let load = load.as_ref().map(|load| format!(", {load}")).unwrap_or_default();
            let word = if *count == 1 { "set" } else { "sets" };
            format!("{count} {word} of {}{side}{load}", work_in_words(work))
        }
        notation::Sets::Listed(list) => format!("{} sets: {sets}", list.len()),
    }
}

fn work_in_words(work: &notation::Work) -> String {
    match work {
        notation::Work::Reps(reps) => format!("{} repetitions", ends(*reps)),
        notation::Work::Seconds(seconds) => format!("{} seconds", ends(*seconds)),
        notation::Work::Metres(metres) => format!("{} metres", ends(*metres)),
        notation::Work::Max => "as many repetitions as possible".to_owned(),
    }
}

fn ends(range: gait_model::units::Range<u32>) -> String {
    if range.is_single() { range.low.to_string() } else { format!("{} to {}", range.low, range.high) }
}

fn effort_in_words(effort: notation::Effort) -> String {
    match effort {
        notation::Effort::Rir(tenths) => format!("{} repetitions in reserve", f64::from(tenths) / 10.0),
        notation::Effort::Rpe(tenths) => {
            let (rpe, left) = (f64::from(tenths) / 10.0, f64::from(100_u8.saturating_sub(tenths)) / 10.0);
            format!("{rpe} of 10, about {left} repetitions in reserve")
        }
    }
}
