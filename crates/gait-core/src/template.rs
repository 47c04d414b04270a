//! Plans to begin with: worked plans of the repository, with dates and a name of one's own.

use jiff::civil::{Date, Weekday};
use jiff::{Span, ToSpan};

use crate::{Inputs, Snapshot, Source};

/// A plan to begin with.
#[derive(Clone, Copy, Debug)]
pub struct Template {
    /// What `gait new` calls it.
    pub name: &'static str,
    /// What it is called in a list.
    pub title: &'static str,
    /// For whom it is.
    pub about: &'static str,
    text: &'static str,
}

macro_rules! template {
    ($file:literal, $title:literal, $about:literal) => {
        Template {
            name: $file,
            title: $title,
            about: $about,
            text: include_str!(concat!("../../../plans/", $file, ".plan.ron")),
        }
    };
}

/// A plan with nothing in it but one week of easy running, which repeats.
const BARE: &str = r#"Plan(
    format: 1,
    name: "New plan",
    start: "2027-03-01",
    phases: [
        Phase(
            name: "Base",
            focus: Base,
            weeks: 8,
            week: (
                tue: ["easy: 6 km"],
                thu: ["easy: 6 km"],
                sun: ["long: 8 km"],
            ),
        ),
    ],
)
"#;

/// The plans to begin with, the plainest first.
pub const TEMPLATES: &[Template] = &[
    Template {
        name: "bare",
        title: "Bare plan",
        about: "Eight weeks with three runs, to write on from",
        text: BARE,
    },
    template!(
        "half-in-may",
        "Half marathon, small",
        "Twelve weeks, two phases, one lift: the smallest whole plan"
    ),
    template!("first-5k", "First 5 km", "Ten weeks from nothing: walk-runs and short body-weight strength"),
    template!("first-10k", "First 10 km", "Twelve weeks in miles for a beginner: four runs, two lifts"),
    template!("ten-k-in-spring", "10 km", "Twelve weeks for 38 km a week: four runs, two lifts"),
    template!(
        "early-mornings",
        "10 km in four hours a week",
        "Eleven weeks in minutes, with the hours one has"
    ),
    template!(
        "spring-half",
        "Half marathon",
        "Sixteen weeks for 45 km a week, with the long form of everything"
    ),
    template!("half-by-the-mile", "Half marathon in miles", "Fourteen weeks for 31 miles a week"),
    template!("marathon-over-fifty-miles", "Marathon", "Eighteen weeks for 54 miles a week, two short lifts"),
    template!("fifty-k-on-trails", "50 km on trails", "Sixteen weeks with long runs on two days in a row"),
    template!("winter-a-b", "Winter without a race", "Twelve weeks of two kinds that take turns"),
    template!("off-season-three-lifts", "Strength first", "Twelve weeks with three lifts and little running"),
];

/// The template of a name.
#[must_use]
pub fn find(name: &str) -> Option<Template> {
    TEMPLATES.iter().find(|template| template.name == name).copied()
}

/// A day as it is typed; nothing for what is no date, or one outside the years that plans may be in.
#[must_use]
pub fn day(typed: &str) -> Option<Date> {
    typed.trim().parse::<Date>().ok().filter(|date| gait_model::date::YEARS.contains(&date.year()))
}

/// Which day of a plan is chosen.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Anchor {
    /// The day of its race.
    Race,
    /// Its first day.
    Start,
    /// Its last day.
    End,
}

impl Anchor {
    /// Its name in a form.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Race => "Race day",
            Self::Start => "First day",
            Self::End => "Last day",
        }
    }
}

/// A template with the days it has.
#[derive(Clone, Debug)]
pub struct Dated {
    template: Template,
    first: Date,
    last: Date,
    week_starts: Weekday,
    race: Option<Date>,
    name: String,
}

/// A plan made of a template.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Made {
    /// Its text.
    pub text: String,
    /// Its first day.
    pub first: Date,
    /// Its last day.
    pub last: Date,
    /// How many weeks it has.
    pub weeks: usize,
}

impl Dated {
    /// A template, read.
    #[must_use]
    pub fn new(template: Template) -> Self {
        let plan = read(template.text).plan;
        Self {
            template,
            first: plan.first_day,
            last: plan.last_day,
            week_starts: plan.week_starts,
            // The race that is prepared for is the last one.
            race: plan.goals.iter().map(|goal| goal.date.value).max(),
            name: plan.name,
        }
    }

    /// The name of the plan as it is written.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Which days may be chosen, the one most people know first.
    #[must_use]
    pub const fn anchors(&self) -> &'static [Anchor] {
        if self.race.is_some() { &[Anchor::Race, Anchor::Start] } else { &[Anchor::Start, Anchor::End] }
    }

    /// A day to offer: the next day on which the plan could begin, and what follows from that.
    #[must_use]
    pub fn offered(&self, anchor: Anchor, today: Date) -> Date {
        let mut first = today;
        while first.weekday() != self.first.weekday() {
            first = later(first, 1);
        }
        later(first, days(self.first, self.day(anchor)))
    }

    fn day(&self, anchor: Anchor) -> Date {
        match anchor {
            Anchor::Race => self.race.unwrap_or(self.last),
            Anchor::Start => self.first,
            Anchor::End => self.last,
        }
    }

    /// The plan with a day and a name of one's own. It moves by whole weeks, so that every session keeps its weekday; a
    /// race comes to stand on the very day.
    #[must_use]
    pub fn made(&self, anchor: Anchor, date: Date, name: &str) -> Made {
        let from = self.day(anchor);
        let week = days(self.start_of_week(from), date).div_euclid(7);
        let exact = (anchor == Anchor::Race).then_some((from, date));
        let text = with_dates(self.template.text, week * 7, exact);
        let text = with_name(&text, &self.name, name);
        let plan = read(&text);
        Made { first: plan.plan.first_day, last: plan.plan.last_day, weeks: plan.calendar.weeks.len(), text }
    }

    fn start_of_week(&self, date: Date) -> Date {
        later(date, -i64::from(date.weekday().since(self.week_starts)))
    }
}

fn read(text: &str) -> Snapshot {
    Snapshot::new(&Inputs::plan(Source::new("template", text)))
}

fn later(date: Date, days: i64) -> Date {
    date.saturating_add(Span::new().try_days(days).unwrap_or_else(|_| 0.days()))
}

fn days(from: Date, to: Date) -> i64 {
    i64::from(from.until(to).map_or(0, |span| span.get_days()))
}

/// Moves every date of a text by so many days, but for one that becomes another.
fn with_dates(text: &str, by: i64, exact: Option<(Date, Date)>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
        let digits = rest[at..].find(|c: char| !c.is_ascii_digit() && c != '-');
        let end = digits.map_or(rest.len(), |end| at + end);
        let word = &rest[at..end];
        out.push_str(&rest[..at]);
        match word.parse::<Date>().ok().filter(|_| word.len() == 10) {
            Some(date) => {
                let moved =
                    exact.filter(|(from, _)| *from == date).map_or_else(|| later(date, by), |(_, to)| to);
                out.push_str(&moved.to_string());
            }
            None => out.push_str(word),
        }
        rest = &rest[end..];
    }
    out + rest
}

fn with_name(text: &str, old: &str, new: &str) -> String {
    let quoted = |name: &str| format!("name: \"{}\"", name.replace('\\', "\\\\").replace('"', "\\\""));
    text.replacen(&quoted(old), &quoted(new), 1)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::Severity;

    #[test]
    fn every_template_is_a_clean_plan_on_other_days() {
        let today = date(2028, 9, 13);
        for template in TEMPLATES {
            let dated = Dated::new(*template);
            for &anchor in dated.anchors() {
                let made = dated.made(anchor, dated.offered(anchor, today), "My \"own\" \\ plan");
                let report = read(&made.text).report();
                let found: Vec<_> =
                    report.diagnostics.iter().filter(|d| d.severity > Severity::Advice).collect();
                assert!(found.is_empty(), "{}: {found:?}", template.title);
                assert_eq!(read(&made.text).plan.name, "My \"own\" \\ plan", "{}", template.title);
                assert!(
                    made.first >= today && days(today, made.first) < 7,
                    "{}: {}",
                    template.title,
                    made.first
                );
                assert!(!made.text.contains("2027"), "{}: dates that do not move", template.title);
            }
        }
    }

    #[test]
    fn a_day_is_one_that_a_plan_may_have() {
        assert_eq!(day(" 2027-03-01 "), Some(date(2027, 3, 1)));
        assert_eq!((day("1.3.2027"), day("0001-01-01"), day("9999-12-31")), (None, None, None));
    }

    #[test]
    fn comments_name_no_dates_that_would_be_wrong() {
        const MONTHS: [&str; 5] = ["1 March", "1 January", "1 June", "1 July", "1 November"];
        for template in TEMPLATES {
            let month = MONTHS.iter().find(|month| template.text.contains(*month));
            assert_eq!(month, None, "{}", template.title);
        }
    }

    #[test]
    fn a_race_stands_on_its_day_and_weeks_stay_whole() {
        let dated = Dated::new(TEMPLATES[1]);
        assert_eq!(dated.anchors()[0], Anchor::Race);
        let made = dated.made(Anchor::Race, date(2028, 6, 3), "Half");
        assert!(made.text.contains("date: \"2028-06-03\""), "{}", made.text);
        assert_eq!((made.weeks, made.last), (12, date(2028, 6, 3)));
        assert_eq!(made.first.weekday(), Weekday::Monday);
        let started = dated.made(Anchor::Start, date(2028, 3, 15), "Half");
        assert_eq!(started.first, date(2028, 3, 13), "the Monday of that week");
    }

    #[test]
    fn without_changes_a_template_is_as_it_is_written() {
        for template in TEMPLATES {
            let dated = Dated::new(*template);
            let anchor = dated.anchors()[0];
            assert_eq!(dated.made(anchor, dated.day(anchor), &dated.name).text, template.text);
        }
    }
}
