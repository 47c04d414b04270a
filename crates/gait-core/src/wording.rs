//! How times, dates and sentences are written for people.

use jiff::civil::Date;

/// Minutes as a table shows them: `54 min`, `1 h 05`.
#[must_use]
pub fn short_time(minutes: i64) -> String {
    match minutes {
        ..60 => format!("{minutes} min"),
        _ => format!("{} h {:02}", minutes / 60, minutes % 60),
    }
}

/// Minutes as a sentence says them: `52 min`, `1 h`, `1 h 35 min`.
pub(crate) fn long_time(minutes: i64) -> String {
    match (minutes / 60, minutes % 60) {
        (0, minutes) => format!("{minutes} min"),
        (hours, 0) => format!("{hours} h"),
        (hours, minutes) => format!("{hours} h {minutes} min"),
    }
}

/// Seconds in minutes, to the nearest.
pub(crate) const fn whole_minutes(seconds: i64) -> i64 {
    (seconds + 30).div_euclid(60)
}

/// `4 Jan`
pub(crate) fn day_month(date: Date) -> String {
    date.strftime("%-d %b").to_string()
}

/// With a capital at its start.
pub(crate) fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_and_dates_are_short() {
        let both = |minutes| (short_time(minutes), long_time(minutes));
        assert_eq!(both(0), ("0 min".to_owned(), "0 min".to_owned()));
        assert_eq!(both(65), ("1 h 05".to_owned(), "1 h 5 min".to_owned()));
        assert_eq!(both(120), ("2 h 00".to_owned(), "2 h".to_owned()));
        assert_eq!(day_month(jiff::civil::date(2027, 1, 4)), "4 Jan");
    }
}
