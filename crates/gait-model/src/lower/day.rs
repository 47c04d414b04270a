//! Single days: the `days` that replace the pattern, and the days that are blocked.

use gait_syntax::Problem;
use jiff::civil::Date;

use super::cx::Cx;
use super::slot::{Names, slots};
use crate::date::parse_day_key;
use crate::plan::{Blocked, DayEntry};
use crate::raw;

/// The entries of `days`, in the order of their dates.
pub(super) fn days(cx: &mut Cx<'_>, raw: &raw::Plan, first_day: Date, names: &Names<'_>) -> Vec<DayEntry> {
    let mut out: Vec<DayEntry> = Vec::new();
    for (key, list) in raw.days.get().map_or(&[][..], |map| &map.0) {
        let slots = slots(cx, &list.value.0, names);
        let date = match parse_day_key(&key.value) {
            Ok(key) => key.date(first_day),
            Err(error) => {
                cx.date_error(error, key.span);
                continue;
            }
        };
        out.push(DayEntry { date, key_span: key.span, span: list.span, slots });
    }
    // Stable, so that of two entries for one date the first written stays.
    out.sort_by_key(|entry| entry.date);
    out.dedup_by(|later, first| {
        let same = later.date == first.date;
        if same {
            cx.report(
                Problem::new(
                    "duplicate-key",
                    later.key_span,
                    format!("{} already stands in `days`", later.date),
                )
                .related(first.key_span, "here")
                .help("put all sessions of the day into one list"),
            );
        }
        same
    });
    out
}

/// The blocked days.
pub(super) fn blocked(cx: &mut Cx<'_>, raw: &raw::Plan) -> Vec<Blocked> {
    let mut out = Vec::new();
    for block in raw.blocked.get().map_or(&[][..], |list| &list.0) {
        let (fields, span) = (&block.value, block.span);
        cx.check_required(fields, span);
        let (from, to) = (cx.date(&fields.from), cx.date(&fields.to));
        let Some(from) = from else { continue };
        let to = to.unwrap_or(from);
        if to.value < from.value {
            cx.report(
                Problem::new("date", to.span, format!("the block ends on {} before it begins", to.value))
                    .related(from.span, "the first day")
                    .help("`to` is the last blocked day"),
            );
        }
        out.push(Blocked {
            span,
            from: from.value,
            to: to.value.max(from.value),
            reason: fields.reason.get().cloned(),
        });
    }
    out
}
