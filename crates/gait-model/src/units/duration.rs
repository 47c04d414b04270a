//! Durations, and times of day.

use std::fmt;

use super::decimal::write_in;
use super::range::Measured;
use super::{by_magnitude, quantity};

/// The largest unit a duration was written with.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Default)]
pub enum TimeUnit {
    /// Seconds, `s`.
    S,
    /// Minutes, `min`.
    #[default]
    Min,
    /// Hours, `h`.
    H,
}

impl TimeUnit {
    /// The unit's length in seconds.
    #[must_use]
    pub const fn seconds(self) -> i64 {
        match self {
            Self::S => 1,
            Self::Min => 60,
            Self::H => 3_600,
        }
    }

    /// How the unit is written.
    #[must_use]
    pub const fn symbol(self) -> &'static str {
        match self {
            Self::S => "s",
            Self::Min => "min",
            Self::H => "h",
        }
    }

    fn outweighs(self, other: Self) -> bool {
        self > other
    }
}

/// A duration in whole seconds, with the largest unit it was written with. Equality and order look at the length
/// alone.
#[derive(Clone, Copy, Debug, Default)]
pub struct Duration {
    /// The length in seconds.
    pub seconds: i64,
    /// The largest unit the author wrote.
    pub unit: TimeUnit,
}

by_magnitude!(Duration, seconds);
quantity!(Duration, seconds);

impl Duration {
    const fn raw(seconds: i64) -> Self {
        Self { seconds, unit: TimeUnit::S }
    }

    /// So many whole units.
    #[must_use]
    pub const fn new(n: i64, unit: TimeUnit) -> Self {
        Self { seconds: n.saturating_mul(unit.seconds()), unit }
    }

    /// Whole seconds.
    #[must_use]
    pub const fn secs(n: i64) -> Self {
        Self::new(n, TimeUnit::S)
    }

    /// Whole minutes.
    #[must_use]
    pub const fn minutes(n: i64) -> Self {
        Self::new(n, TimeUnit::Min)
    }

    /// Whole hours.
    #[must_use]
    pub const fn hours(n: i64) -> Self {
        Self::new(n, TimeUnit::H)
    }

    /// The duration of `minutes`, rounded to the second, written in minutes.
    #[must_use]
    pub fn from_minutes(minutes: f64) -> Self {
        Self { seconds: libm::round(minutes * 60.0) as i64, unit: TimeUnit::Min }
    }

    /// The same length, written with another largest unit.
    #[must_use]
    pub const fn written_in(self, unit: TimeUnit) -> Self {
        Self { unit, ..self }
    }

    /// Rounded to what a report shows: whole minutes; whole seconds where it was written in seconds.
    #[must_use]
    pub fn rounded(self) -> Self {
        if self.unit == TimeUnit::S { self } else { self.to_nearest(Self::minutes(1)) }
    }

    /// In minutes.
    #[must_use]
    pub fn in_minutes(self) -> f64 {
        self.seconds as f64 / 60.0
    }

    /// As a race time: `43:20`, `1:35:00`.
    #[must_use]
    pub fn as_race_time(self) -> impl fmt::Display {
        RaceTime(self.seconds)
    }
}

impl Measured for Duration {
    fn write_number(self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_in(f, self.seconds, self.unit.seconds())
    }

    fn write_unit(self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, " {}", self.unit.symbol())
    }

    fn in_unit_of(self, other: Self) -> Self {
        self.written_in(other.unit)
    }
}

impl fmt::Display for Duration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.seconds < 0 {
            f.write_str("-")?;
        }
        let mut rest = self.seconds.unsigned_abs();
        if rest == 0 {
            return write!(f, "0 {}", self.unit.symbol());
        }
        let mut gap = "";
        for unit in [TimeUnit::H, TimeUnit::Min, TimeUnit::S] {
            let size = unit.seconds().unsigned_abs();
            if unit > self.unit || rest < size {
                continue;
            }
            write!(f, "{gap}{} {}", rest / size, unit.symbol())?;
            rest %= size;
            gap = " ";
        }
        Ok(())
    }
}

struct RaceTime(i64);

impl fmt::Display for RaceTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let seconds = self.0.unsigned_abs();
        let (h, min, s) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
        if h > 0 { write!(f, "{sign}{h}:{min:02}:{s:02}") } else { write!(f, "{sign}{min}:{s:02}") }
    }
}

/// A time of day in minutes after midnight, 0 to 1440; printed `06:30`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Default)]
pub struct Clock {
    /// Minutes after midnight.
    pub minutes: u16,
}

impl Clock {
    /// The end of the day, `24:00`.
    pub const MIDNIGHT: Self = Self { minutes: 24 * 60 };

    /// The time of day; nothing after `24:00` or with 60 minutes or more.
    #[must_use]
    pub const fn new(hour: u16, minute: u16) -> Option<Self> {
        if hour > 24 || minute > 59 || (hour == 24 && minute > 0) {
            return None;
        }
        Some(Self { minutes: hour * 60 + minute })
    }
}

impl fmt::Display for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.minutes / 60, self.minutes % 60)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::{Percent, Range};

    #[test]
    fn durations_print_as_written() {
        assert_eq!(Duration::secs(90).to_string(), "90 s");
        assert_eq!(Duration::minutes(90).to_string(), "90 min");
        assert_eq!(Duration::minutes(90).written_in(TimeUnit::H).to_string(), "1 h 30 min");
        assert_eq!(Duration { seconds: 3605, unit: TimeUnit::H }.to_string(), "1 h 5 s");
        assert_eq!(Duration { seconds: 95, unit: TimeUnit::Min }.to_string(), "1 min 35 s");
        assert_eq!(Duration { seconds: 45, unit: TimeUnit::H }.to_string(), "45 s");
        assert_eq!(Duration::minutes(-5).to_string(), "-5 min");
        assert_eq!(Duration::hours(0).to_string(), "0 h");
        let range = Range { low: Duration::minutes(40), high: Duration::hours(1) };
        assert_eq!(range.to_string(), "40-60 min");
        assert_eq!(range.middle(), Duration::minutes(50));
    }

    #[test]
    fn a_sum_speaks_the_largest_unit() {
        assert_eq!((Duration::secs(90) + Duration::minutes(15)).to_string(), "16 min 30 s");
        assert_eq!((Duration::minutes(50) + Duration::hours(1)).to_string(), "1 h 50 min");
        assert_eq!((Duration::ZERO + Duration::minutes(50)).to_string(), "50 min");
        assert_eq!(Duration::minutes(45).scaled(Percent::new(70)).to_string(), "31 min 30 s");
    }

    #[test]
    fn reports_show_whole_minutes() {
        assert_eq!(Duration { seconds: 2730, unit: TimeUnit::Min }.rounded().to_string(), "46 min");
        assert_eq!(Duration::secs(95).rounded().to_string(), "95 s");
        assert_eq!(Duration::from_minutes(39.1967).rounded().to_string(), "39 min");
    }

    #[test]
    fn race_times_print_with_colons() {
        assert_eq!(Duration::secs(2600).as_race_time().to_string(), "43:20");
        assert_eq!(Duration::minutes(95).as_race_time().to_string(), "1:35:00");
        assert_eq!(Duration::secs(5).as_race_time().to_string(), "0:05");
    }

    #[test]
    fn a_day_has_1440_minutes() {
        assert_eq!(Clock::new(6, 30).map(|clock| clock.to_string()).as_deref(), Some("06:30"));
        assert_eq!(Clock::new(24, 0), Some(Clock::MIDNIGHT));
        assert_eq!(Clock::new(24, 1), None);
        assert_eq!(Clock::new(7, 60), None);
        assert_eq!(Clock::new(u16::MAX, 0), None);
    }

    #[test]
    fn nothing_overflows() {
        let huge = Duration { seconds: i64::MAX, unit: TimeUnit::H };
        assert_eq!((huge + huge).seconds, i64::MAX);
        assert!(!(Duration { seconds: i64::MIN, ..huge }).to_string().is_empty());
        assert!(!(Duration::ZERO - huge - huge).as_race_time().to_string().is_empty());
        assert_eq!(Duration::from_minutes(f64::INFINITY).seconds, i64::MAX);
    }
}
