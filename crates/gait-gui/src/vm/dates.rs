//! How the editor writes dates: in one short form and one long one. What is done to the plan is named in the short form as
//! well, by core. As `2027-03-01` a date stands only where it is the file's own text: in the source and in fields of forms.

use jiff::civil::Date;

/// Where there is little room, and the year is plain: `Mon 1 Mar`.
#[must_use]
pub fn short(date: Date) -> String {
    date.strftime("%a %-d %b").to_string()
}

/// What something is called, and what a screen reader says: `Monday 1 March 2027`.
#[must_use]
pub fn long(date: Date) -> String {
    date.strftime("%A %-d %B %Y").to_string()
}

/// The short form of a week, whose weekdays stand elsewhere: `1–7 Mar`, `29 Mar – 4 Apr`.
#[must_use]
pub fn span(first: Date, last: Date) -> String {
    if first.month() == last.month() {
        format!("{}–{}", first.day(), last.strftime("%-d %b"))
    } else {
        format!("{} – {}", day_month(first), day_month(last))
    }
}

/// The short form of a day below its weekday: `2`, or `1 Mar` where a month or the plan begins.
#[must_use]
pub fn in_column(date: Date, is_first: bool) -> String {
    if date.day() == 1 || is_first { day_month(date) } else { date.day().to_string() }
}

/// When something is, as reports say it for programs as well, with its dates in the short form.
#[must_use]
pub fn told(when: &str) -> String {
    let mut words: Vec<String> = Vec::new();
    for word in when.split(' ') {
        let bare = word.trim_end_matches(',');
        match bare.parse::<Date>().ok().filter(|_| bare.len() == 10) {
            Some(date) => {
                // The short form has the weekday.
                if words.last().is_some_and(|last| *last == date.strftime("%A").to_string()) {
                    words.pop();
                }
                words.push(format!("{}{}", short(date), &word[bare.len()..]));
            }
            None => words.push(word.to_owned()),
        }
    }
    words.join(" ")
}

fn day_month(date: Date) -> String {
    date.strftime("%-d %b").to_string()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_date_is_short_or_long() {
        let first = date(2027, 3, 1);
        assert_eq!([short(first), long(first)], ["Mon 1 Mar", "Monday 1 March 2027"]);
        assert_eq!(span(first, date(2027, 3, 7)), "1–7 Mar");
        assert_eq!(span(date(2027, 3, 29), date(2027, 4, 4)), "29 Mar – 4 Apr");
        assert_eq!(told("Monday 2027-03-01, week 1"), "Mon 1 Mar, week 1");
        assert_eq!(told("week 3, from 2027-03-15"), "week 3, from Mon 15 Mar");
        assert_eq!(told("Mondays, weeks 1, 2"), "Mondays, weeks 1, 2");
        assert_eq!(in_column(first, false), "1 Mar");
        assert_eq!([true, false].map(|is_first| in_column(date(2027, 3, 2), is_first)), ["2 Mar", "2"]);
    }
}
