//! A plan on dates as a table that a person can read: a line for each week with its totals, and one for each session.

use anstyle::Style;
use gait_core::{DayRow, Expansion, PaceTable, SessionRow, WeekRow, short_time};

use crate::output::{BOLD, DIM, NAME, painted};
use crate::render::counts::counted;
use crate::render::text::{cut, fill, pad, pad_left, plain, width, wrap};

/// How much of a session is shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Detail {
    /// One line; what does not fit is cut.
    Short,
    /// Everything, on as many lines as it takes, and what made it so.
    Full,
}

/// Columns: `Mon 12 Apr`, `~07:00`, the distance, the time, the class of leg work.
const DAY: usize = 10;
const START: usize = 6;
const DISTANCE: usize = 8;
const TIME: usize = 7;
const CLASS: usize = 9;
/// A name is at most this wide.
const LONGEST_NAME: usize = 22;
/// What is done gets at least so much, whatever the terminal is.
const LEAST_CONTENT: usize = 16;
const GAP: &str = "  ";

/// Renders weeks of a plan that has `whole` of them, in so many columns.
pub(crate) fn render(expansion: &Expansion, whole: usize, detail: Detail, columns: usize) -> String {
    let table = Table::new(expansion, detail, columns);
    let mut out = String::new();
    if expansion.weeks.len() == whole {
        out.push_str(&format!("{}\n\n", painted(title(expansion), BOLD.underline())));
    }
    for week in &expansion.weeks {
        out.push_str(&heading(week));
        week.days.iter().for_each(|day| table.day(&mut out, day));
        out.push('\n');
    }
    out.push_str(&legend(expansion));
    if expansion.weeks.iter().any(|week| week.running_minutes > 0) {
        out.push_str(&paces(&expansion.paces, columns));
    }
    out
}

/// `paces per km: easy 5:31 · … · threshold 4:32 (VDOT 46.1, from the best result)`
fn paces(table: &PaceTable, columns: usize) -> String {
    let per = table.zones.first().and_then(|zone| zone.pace.split_once('/')).map_or("km", |(_, unit)| unit);
    let mut parts = vec![format!("paces per {per}:")];
    parts.extend(table.zones.iter().enumerate().map(|(index, zone)| {
        let pace = zone.pace.split('/').next().unwrap_or_default();
        let next = if index + 1 < table.zones.len() { " ·" } else { "" };
        format!("{} {pace}{next}", zone.zone)
    }));
    let basis = if table.assumed { "assumed: no result in `athlete`" } else { "from the best result" };
    parts.push(format!("(VDOT {}, {basis})", table.vdot));
    let lines = fill(parts.iter().map(String::as_str), columns);
    lines.into_iter().map(|line| format!("{}\n", painted(line, DIM))).collect()
}

/// `Spring half · 16 weeks · Mon 4 Jan – Sun 25 Apr 2027 · 612.4 km`
fn title(expansion: &Expansion) -> String {
    let days = || expansion.weeks.iter().flat_map(|week| &week.days);
    let mut parts = vec![plain(&expansion.name)];
    parts.retain(|name| !name.is_empty());
    parts.push(counted(expansion.weeks.len(), "week", "weeks"));
    if let (Some(first), Some(last)) = (days().next(), days().last()) {
        let (from, to) = (year(first), year(last));
        let from = if from == to { String::new() } else { format!(" {from}") };
        parts.push(format!("{}{from} – {} {to}", spoken(first), spoken(last)));
    }
    parts.push(expansion.distance.clone());
    parts.join(" · ")
}

/// `week 5 · Base · Mon 1 Feb – Sun 7 Feb · 42.3 km · 5 h 10 · 2 strength sessions · deload`
fn heading(week: &WeekRow) -> String {
    let mut parts = vec![phase(&week.phase)];
    if let (Some(first), Some(last)) = (week.days.first(), week.days.last()) {
        parts.push(format!("{} – {}", spoken(first), spoken(last)));
    }
    parts.push(match &week.distance_range {
        Some(range) => format!("{} ({range})", week.distance),
        None => week.distance.clone(),
    });
    parts.push(short_time(week.minutes));
    if week.strength > 0 {
        parts.push(counted(week.strength as usize, "strength session", "strength sessions"));
    }
    if week.deload {
        parts.push("deload".to_owned());
    }
    format!("{} · {}\n", painted(format!("week {}", week.week), BOLD), parts.join(" · "))
}

/// A phase without a name is called by its number.
fn phase(name: &str) -> String {
    if name.parse::<u32>().is_ok() { format!("phase {name}") } else { plain(name) }
}

struct Table {
    detail: Detail,
    name: usize,
    content: usize,
}

impl Table {
    fn new(expansion: &Expansion, detail: Detail, columns: usize) -> Self {
        let sessions = || expansion.weeks.iter().flat_map(|week| &week.days).flat_map(|day| &day.sessions);
        let name = sessions().map(|s| width(&marked_name(s))).max().unwrap_or(0).min(LONGEST_NAME);
        let gaps = 7 * GAP.len();
        let content = columns.saturating_sub(DAY + START + name + DISTANCE + TIME + CLASS + gaps);
        let longest = |s: &SessionRow| match (detail, s.lifts.as_slice()) {
            (Detail::Short, _) | (_, []) => width(&content_text(s)),
            (Detail::Full, lifts) => lifts.iter().map(|lift| width(lift)).max().unwrap_or(0),
        };
        let longest = sessions().map(longest).max().unwrap_or(0);
        // Amounts stand near what they belong to.
        Self { detail, name, content: content.min(longest).max(LEAST_CONTENT) }
    }

    fn day(&self, out: &mut String, day: &DayRow) {
        if day.sessions.is_empty() {
            out.push_str(&format!(
                "{GAP}{}\n",
                painted(format!("{}{GAP}{:START$}{GAP}–", date(day), ""), DIM)
            ));
        }
        for (index, session) in day.sessions.iter().enumerate() {
            let label = if index == 0 { date(day) } else { String::new() };
            self.session(out, &label, session);
        }
    }

    fn session(&self, out: &mut String, day: &str, session: &SessionRow) {
        let mut content = match self.detail {
            Detail::Short => vec![cut(&content_text(session), self.content)],
            Detail::Full => self.in_full(session),
        };
        let first = content.remove(0);
        let style = if session.status == "planned" { Style::new() } else { DIM };
        let line = format!(
            "{}{GAP}{}{GAP}{}{GAP}{}{GAP}{}{GAP}{}{GAP}{}",
            pad(day, DAY),
            self.start(session),
            self.name(session),
            painted(pad(&first, self.content), style),
            pad_left(session.distance.as_deref().unwrap_or(""), DISTANCE),
            pad_left(&amount_of_time(session), TIME),
            remark(session),
        );
        out.push_str(&format!("{GAP}{}\n", line.trim_end()));
        let margin = " ".repeat(DAY + START + self.name + 4 * GAP.len());
        for line in content {
            out.push_str(&format!("{margin}{}\n", painted(line, style)));
        }
        let done = session.status == "planned";
        if self.detail == Detail::Full && done && !session.trail.is_empty() {
            let made = session.trail.join(", ");
            out.push_str(&format!("{margin}{}\n", painted(format!("← {made}"), DIM)));
        }
    }

    /// One lift on a line, or the steps of a run on as many as it takes.
    fn in_full(&self, session: &SessionRow) -> Vec<String> {
        match session.lifts.as_slice() {
            [] => {
                let text = content_text(session);
                let steps = text.split_inclusive(" + ").map(str::trim);
                fill(steps, self.content).iter().flat_map(|line| wrap(line, self.content)).collect()
            }
            lifts => lifts.iter().flat_map(|lift| wrap(lift, self.content)).collect(),
        }
    }

    /// `06:30`, or `~07:00` where the author wrote none.
    fn start(&self, session: &SessionRow) -> String {
        if session.kind == "rest" {
            return pad("", START);
        }
        match session.start_written {
            true => pad_left(&session.start, START),
            false => painted(pad_left(&format!("~{}", session.start), START), DIM),
        }
    }

    fn name(&self, session: &SessionRow) -> String {
        let name = pad(&cut(&marked_name(session), self.name), self.name);
        let style = match session {
            _ if session.status != "planned" => DIM,
            _ if session.kind == "race" => BOLD,
            _ if session.key => NAME.bold(),
            _ => NAME,
        };
        painted(name, style)
    }
}

/// The name with its marks: `long *`, `mobility ?`.
fn marked_name(session: &SessionRow) -> String {
    let key = if session.key { " *" } else { "" };
    let optional = if session.optional { " ?" } else { "" };
    format!("{}{key}{optional}", plain(&session.name))
}

/// What is done, and what may be done instead.
fn content_text(session: &SessionRow) -> String {
    let mut text = session.content.clone();
    for other in &session.alternatives {
        text.push_str(if text.is_empty() { "| " } else { " | " });
        text.push_str(&plain(other));
    }
    text
}

fn amount_of_time(session: &SessionRow) -> String {
    match session.status {
        "planned" if session.minutes > 0 => short_time(session.minutes),
        _ => String::new(),
    }
}

/// The class of leg work, or why the session is not done.
fn remark(session: &SessionRow) -> String {
    let reason = session.reason.as_ref().map(|reason| format!(": {}", plain(reason))).unwrap_or_default();
    match session.status {
        "planned" => session.leg_class.unwrap_or_default().to_owned(),
        status => painted(format!("{status}{reason}"), DIM),
    }
}

/// What the marks mean, as far as they occur.
fn legend(expansion: &Expansion) -> String {
    let sessions = || expansion.weeks.iter().flat_map(|week| &week.days).flat_map(|day| &day.sessions);
    let marks: [(bool, &str); 3] = [
        (sessions().any(|s| s.key), "* key run"),
        (sessions().any(|s| !s.start_written && s.kind != "rest"), "~ start assumed"),
        (sessions().any(|s| s.optional), "? optional, not in the totals"),
    ];
    let used: Vec<&str> = marks.iter().filter(|(used, _)| *used).map(|(_, text)| *text).collect();
    match used.as_slice() {
        [] => String::new(),
        used => format!("{}\n", painted(used.join("   "), DIM)),
    }
}

/// `Mon  1 Feb`, in a column.
fn date(day: &DayRow) -> String {
    let (number, month) = day_and_month(day);
    format!("{} {number:>2} {month}", day.weekday)
}

/// `Mon 1 Feb`, in a sentence.
fn spoken(day: &DayRow) -> String {
    let (number, month) = day_and_month(day);
    format!("{} {number} {month}", day.weekday)
}

fn day_and_month(day: &DayRow) -> (usize, &'static str) {
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let mut parts = day.date.split('-').skip(1).filter_map(|part| part.parse::<usize>().ok());
    let month = parts.next().and_then(|month| MONTHS.get(month.wrapping_sub(1))).unwrap_or(&"");
    (parts.next().unwrap_or(0), month)
}

fn year(day: &DayRow) -> &str {
    day.date.split('-').next().unwrap_or_default()
}
