//! Dates as plans write them. All arithmetic is jiff's.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use crate::raw;

/// The earliest and the latest year a plan may speak of.
pub const YEARS: std::ops::RangeInclusive<i16> = 1900..=2200;

/// Why a text is not a date.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DateError {
    /// The fact.
    pub message: String,
    /// What to try.
    pub help: Option<String>,
    /// What to write instead, if that is all it takes.
    pub instead: Option<String>,
}

/// Reads `2027-05-23`, or `Sun 2027-05-23`, where the weekday is checked.
///
/// # Errors
/// A form other than these, a day that no calendar has, a year outside [`YEARS`], a weekday that contradicts.
pub fn parse_date(text: &str) -> Result<Date, DateError> {
    let error = |message: String, help: Option<String>| DateError { message, help, instead: None };
    let mut words = text.split_whitespace();
    let (first, second) = (words.next().unwrap_or(""), words.next());
    let (weekday, iso) = match second {
        None => (None, first),
        Some(iso) => match weekday_of(first) {
            Some(day) => (Some(day), iso),
            None => return Err(no_date(text)),
        },
    };
    let shape = iso.len() == 10
        && iso
            .bytes()
            .enumerate()
            .all(|(i, b)| if matches!(i, 4 | 7) { b == b'-' } else { b.is_ascii_digit() });
    if !shape || words.next().is_some() {
        return Err(no_date(text));
    }
    let number = |range: std::ops::Range<usize>| iso[range].parse::<i16>().unwrap_or(0);
    let (year, month, day) = (number(0..4), number(5..7), number(8..10));
    if !YEARS.contains(&year) {
        return Err(error(format!("the year {year} is outside {} to {}", YEARS.start(), YEARS.end()), None));
    }
    let Ok(date) = Date::new(year, i8::try_from(month).unwrap_or(0), i8::try_from(day).unwrap_or(0)) else {
        return Err(error(format!("there is no day {iso}"), last_day_hint(year, month)));
    };
    match weekday {
        Some(named) if named != date.weekday() => {
            let right = format!("{} {iso}", table_name(date.weekday()));
            Err(DateError {
                message: format!("{iso} is a {}, not a {}", long_name(date.weekday()), long_name(named)),
                help: Some(format!("write `{right}`, or correct the date")),
                instead: Some(right),
            })
        }
        _ => Ok(date),
    }
}

/// A text that is no date here, though it may be one elsewhere.
fn no_date(text: &str) -> DateError {
    let message = format!("expected a date such as `2027-05-23`, found `{text}`");
    let usual = "dates are written year-month-day, with two digits for month and day";
    match date_elsewhere(text) {
        (Some(date), None) => {
            DateError { message, help: Some(format!("write `{date}`")), instead: Some(date.to_string()) }
        }
        (Some(one), Some(other)) => {
            let help = format!("{usual}: `{one}` or `{other}`");
            DateError { message, help: Some(help), instead: None }
        }
        _ => DateError { message, help: Some(usual.to_owned()), instead: None },
    }
}

/// The months by the letters they begin with, in English, German and French, the longer ones first.
const MONTHS: [(&str, i8); 27] = [
    ("juin", 6),
    ("juil", 7),
    ("jan", 1),
    ("jän", 1),
    ("feb", 2),
    ("fév", 2),
    ("fev", 2),
    ("mar", 3),
    ("mär", 3),
    ("mae", 3),
    ("mrz", 3),
    ("apr", 4),
    ("avr", 4),
    ("may", 5),
    ("mai", 5),
    ("jun", 6),
    ("jul", 7),
    ("aug", 8),
    ("aoû", 8),
    ("aou", 8),
    ("sep", 9),
    ("oct", 10),
    ("okt", 10),
    ("nov", 11),
    ("dec", 12),
    ("déc", 12),
    ("dez", 12),
];

/// A date as it is written elsewhere; two where it depends on the country.
fn date_elsewhere(text: &str) -> (Option<Date>, Option<Date>) {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let words: Vec<String> = words.filter(|word| weekday_of(word).is_none()).map(str::to_lowercase).collect();
    let date = |year: i16, month: i8, day: i8| {
        let year = if year < 100 { year + 2000 } else { year };
        Date::new(year, month, day).ok().filter(|date| YEARS.contains(&date.year()))
    };
    let month_of =
        |word: &str| MONTHS.iter().find(|(name, _)| word.starts_with(name)).map(|(_, month)| *month);
    // `23rd` and `1er` are days as well.
    let number = |word: &str| -> Option<i16> {
        let digits = word.trim_end_matches(char::is_alphabetic);
        digits.parse().ok().filter(|_| digits.len() <= 4 && word.len() <= digits.len() + 2)
    };
    let small = |word: &str| number(word).and_then(|number| i8::try_from(number).ok());
    let [a, b, c] = match words.as_slice() {
        [all] if all.len() == 8 && all.bytes().all(|byte| byte.is_ascii_digit()) => {
            [&all[..4], &all[4..6], &all[6..]]
        }
        [a, b, c] => [a.as_str(), b.as_str(), c.as_str()],
        _ => return (None, None),
    };
    if let Some(month) = month_of(b) {
        return (small(a).zip(number(c)).and_then(|(day, year)| date(year, month, day)), None);
    }
    if let Some(month) = month_of(a) {
        return (small(b).zip(number(c)).and_then(|(day, year)| date(year, month, day)), None);
    }
    if a.len() == 4 {
        let parts = number(a).zip(small(b)).zip(small(c));
        return (parts.and_then(|((year, month), day)| date(year, month, day)), None);
    }
    let Some(((first, second), year)) = small(a).zip(small(b)).zip(number(c)) else { return (None, None) };
    let (by_day, by_month) = (date(year, second, first), date(year, first, second));
    // Points stand between day and month, strokes between either.
    match (by_day, by_month) {
        (Some(one), Some(other)) if one != other && !text.contains('.') => (Some(one), Some(other)),
        (Some(one), _) => (Some(one), None),
        (None, other) => (other, None),
    }
}

fn last_day_hint(year: i16, month: i16) -> Option<String> {
    let first = Date::new(year, i8::try_from(month).ok()?, 1).ok()?;
    Some(format!("that month ends on {}", first.last_of_month()))
}

/// The key of a `days` entry.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DayKey {
    /// A date.
    Date(Date),
    /// `week 5 fri`: the week counts from 1.
    WeekDay(u32, Weekday),
}

impl DayKey {
    /// The date it says in a plan that begins on `first_day`.
    #[must_use]
    pub fn date(self, first_day: Date) -> Date {
        match self {
            Self::Date(date) => date,
            Self::WeekDay(week, day) => {
                let start = add_days(first_day, (i64::from(week) - 1) * 7);
                add_days(start, i64::from(day.since(first_day.weekday())))
            }
        }
    }
}

/// Reads `2027-02-04` or `week 5 fri`.
///
/// # Errors
/// As [`parse_date`], and a form that is neither.
pub fn parse_day_key(text: &str) -> Result<DayKey, DateError> {
    let Some(rest) = text.trim_start().strip_prefix("week") else {
        return parse_date(text).map(DayKey::Date).map_err(|e| DateError {
            help: e.help.or_else(|| Some("a day is written `2027-02-04` or `week 5 fri`".into())),
            ..e
        });
    };
    let words: Vec<&str> = rest.split_whitespace().collect();
    let parsed = match words.as_slice() {
        [number, day] => number.parse::<u32>().ok().zip(weekday_of(day)),
        _ => None,
    };
    match parsed {
        Some((number, day)) if number > 0 => Ok(DayKey::WeekDay(number, day)),
        _ => Err(DateError {
            message: format!("expected a day such as `week 5 fri`, found `{text}`"),
            help: Some("weeks count from 1; days are mon, tue, wed, thu, fri, sat, sun".into()),
            instead: None,
        }),
    }
}

/// Reads `mon`, `Mon` or `Monday`.
#[must_use]
pub fn weekday_of(word: &str) -> Option<Weekday> {
    let is = |name: &str| word.eq_ignore_ascii_case(name);
    ALL.into_iter().find(|day| is(short_name(*day)) || is(long_name(*day)))
}

/// Monday to Sunday.
pub const ALL: [Weekday; 7] = [
    Weekday::Monday,
    Weekday::Tuesday,
    Weekday::Wednesday,
    Weekday::Thursday,
    Weekday::Friday,
    Weekday::Saturday,
    Weekday::Sunday,
];

/// Where a day stands in [`ALL`].
#[must_use]
pub fn weekday_index(day: Weekday) -> usize {
    usize::from(day.to_monday_zero_offset().unsigned_abs())
}

/// `mon`, as fields of a week are called.
#[must_use]
pub const fn short_name(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "mon",
        Weekday::Tuesday => "tue",
        Weekday::Wednesday => "wed",
        Weekday::Thursday => "thu",
        Weekday::Friday => "fri",
        Weekday::Saturday => "sat",
        Weekday::Sunday => "sun",
    }
}

/// `Monday`, as sentences call it.
#[must_use]
pub const fn long_name(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    }
}

/// `Mon`, as tables call it.
#[must_use]
pub fn table_name(day: Weekday) -> &'static str {
    &long_name(day)[..3]
}

/// The first day of the week that holds `date`, if weeks start on `starts`.
#[must_use]
pub fn week_start(date: Date, starts: Weekday) -> Date {
    add_days(date, -i64::from(date.weekday().since(starts)))
}

/// The day `days` later; saturates at the ends of jiff's calendar.
#[must_use]
pub fn add_days(date: Date, days: i64) -> Date {
    // From the first day of the calendar to the last; a span of many more is none of jiff's.
    const ALL_DAYS: i64 = 7_304_483;
    date.saturating_add(days.clamp(-ALL_DAYS, ALL_DAYS).days())
}

/// The number of days from `from` to `to`; negative if `to` is earlier.
#[must_use]
pub fn days_between(from: Date, to: Date) -> i64 {
    from.until(to).map_or(0, |span| i64::from(span.get_days()))
}

impl From<&raw::Weekday> for Weekday {
    fn from(day: &raw::Weekday) -> Self {
        match day {
            raw::Weekday::Mon => Self::Monday,
            raw::Weekday::Tue => Self::Tuesday,
            raw::Weekday::Wed => Self::Wednesday,
            raw::Weekday::Thu => Self::Thursday,
            raw::Weekday::Fri => Self::Friday,
            raw::Weekday::Sat => Self::Saturday,
            raw::Weekday::Sun => Self::Sunday,
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn dates_of_elsewhere_are_told_as_they_are_written_here() {
        for (text, help) in [
            ("01.03.2027", "write `2027-03-01`"),
            ("1.3.27", "write `2027-03-01`"),
            ("2027-3-1", "write `2027-03-01`"),
            ("2027/03/01", "write `2027-03-01`"),
            ("20270301", "write `2027-03-01`"),
            ("March 1, 2027", "write `2027-03-01`"),
            ("Monday, March 1st 2027", "write `2027-03-01`"),
            ("1. März 2027", "write `2027-03-01`"),
            ("1er août 2027", "write `2027-08-01`"),
            ("23/5/2027", "write `2027-05-23`"),
            ("5/23/2027", "write `2027-05-23`"),
            ("Mon, 2027-03-01", "write `2027-03-01`"),
            (
                "1/3/2027",
                "dates are written year-month-day, with two digits for month and day: `2027-03-01` or `2027-01-03`",
            ),
            ("soon", "dates are written year-month-day, with two digits for month and day"),
            ("31.31.2027", "dates are written year-month-day, with two digits for month and day"),
            ("ééé", "dates are written year-month-day, with two digits for month and day"),
        ] {
            let said = parse_date(text).map_err(|error| error.help);
            assert_eq!(said, Err(Some(help.to_owned())), "{text}");
        }
    }

    #[test]
    fn weekdays_are_counted_from_monday() {
        assert!(ALL.into_iter().map(weekday_index).eq(0..7));
    }

    #[test]
    fn days_of_weeks_are_counted_from_the_first_day() {
        let thursday = date(2027, 1, 7);
        let day = |text: &str| parse_day_key(text).expect(text).date(thursday);
        assert_eq!(day("week 1 thu"), thursday);
        assert_eq!(day("week 1 wed"), date(2027, 1, 13));
        assert_eq!(day("week 2 fri"), date(2027, 1, 15));
        assert_eq!(day("2027-02-04"), date(2027, 2, 4));
        assert_eq!(day("week 4294967295 sun"), Date::MAX);
        assert_eq!(add_days(Date::MIN, i64::MAX), Date::MAX);
        assert_eq!(add_days(Date::MAX, i64::MIN), Date::MIN);
    }
}
