//! Which parts of two versions of a sequence differ from their base, and how these parts lie to each other.

use std::collections::HashMap;
use std::ops::Range;

use similar::{Algorithm, DiffTag, capture_diff_slices};

/// A part that differs: its range in the old and in the new sequence.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Hunk {
    pub(super) old: Range<usize>,
    pub(super) new: Range<usize>,
}

/// Who changed a part.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Who {
    Ours,
    Theirs,
    Both,
}

/// A part with its range in each sequence.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Region {
    pub(super) base: Range<usize>,
    pub(super) ours: Range<usize>,
    pub(super) theirs: Range<usize>,
    pub(super) who: Who,
}

/// Whether changes that touch without sharing anything are one part.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Touching {
    Apart,
    One,
}

/// Numbers what is in sequences, so that equal things have equal numbers.
#[derive(Default)]
pub(super) struct Numbers<'t>(HashMap<&'t str, u32>);

impl<'t> Numbers<'t> {
    pub(super) fn of(&mut self, items: impl IntoIterator<Item = &'t str>) -> Vec<u32> {
        let mut number = |item| {
            let next = u32::try_from(self.0.len()).unwrap_or(u32::MAX);
            *self.0.entry(item).or_insert(next)
        };
        items.into_iter().map(&mut number).collect()
    }
}

/// What differs between two sequences, in their order. Things put in or left out lie as late as they can, so that two
/// people who append to one list do so in one place.
pub(super) fn hunks(old: &[u32], new: &[u32]) -> Vec<Hunk> {
    let mut out: Vec<Hunk> = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, old, new) {
        if op.tag() == DiffTag::Equal {
            continue;
        }
        match out.last_mut().filter(|last| last.old.end == op.old_range().start) {
            Some(last) if last.new.end == op.new_range().start => {
                last.old.end = op.old_range().end;
                last.new.end = op.new_range().end;
            }
            _ => out.push(Hunk { old: op.old_range(), new: op.new_range() }),
        }
    }
    late(out, old, new)
}

/// Moves each hunk that only puts in or leaves out as far down as it goes; those that meet become one.
fn late(hunks: Vec<Hunk>, old: &[u32], new: &[u32]) -> Vec<Hunk> {
    let mut out: Vec<Hunk> = Vec::with_capacity(hunks.len());
    for mut hunk in hunks.into_iter().rev() {
        let next = out.last().map_or(old.len(), |next| next.old.start);
        let same = |hunk: &Hunk| {
            let (one, other) = if hunk.old.is_empty() {
                (new.get(hunk.new.start), old.get(hunk.old.end))
            } else {
                (old.get(hunk.old.start), new.get(hunk.new.end))
            };
            one.is_some() && one == other
        };
        let one_sided = hunk.old.is_empty() || hunk.new.is_empty();
        while one_sided && hunk.old.end < next && same(&hunk) {
            hunk.old = hunk.old.start + 1..hunk.old.end + 1;
            hunk.new = hunk.new.start + 1..hunk.new.end + 1;
        }
        match out.last_mut().filter(|next| next.old.start == hunk.old.end) {
            Some(next) => {
                next.old.start = hunk.old.start;
                next.new.start = hunk.new.start;
            }
            None => out.push(hunk),
        }
    }
    out.reverse();
    out
}

/// The parts that one or both versions changed, in their order.
pub(super) fn regions(base: &[u32], ours: &[u32], theirs: &[u32], touching: Touching) -> Vec<Region> {
    let (ours, theirs) = (hunks(base, ours), hunks(base, theirs));
    let mut all: Vec<(&Hunk, bool)> = ours.iter().map(|hunk| (hunk, true)).collect();
    all.extend(theirs.iter().map(|hunk| (hunk, false)));
    all.sort_by_key(|(hunk, _)| (hunk.old.start, hunk.old.end));
    let mut out: Vec<Region> = Vec::new();
    // The ends of the last region in ours and theirs, less those in the base.
    let (mut ours_ahead, mut theirs_ahead) = (0isize, 0isize);
    for (hunk, is_ours) in all {
        let joins = out.last().is_some_and(|last| {
            let one_place = last.base.is_empty() && hunk.old == last.base;
            let touches = touching == Touching::One && hunk.old.start == last.base.end;
            hunk.old.start < last.base.end || one_place || touches
        });
        if !joins {
            out.push(Region {
                base: hunk.old.start..hunk.old.start,
                ours: moved(hunk.old.start, ours_ahead)..0,
                theirs: moved(hunk.old.start, theirs_ahead)..0,
                who: if is_ours { Who::Ours } else { Who::Theirs },
            });
        }
        let grown = hunk.new.len().cast_signed() - hunk.old.len().cast_signed();
        if is_ours {
            ours_ahead += grown;
        } else {
            theirs_ahead += grown;
        }
        if let Some(region) = out.last_mut() {
            region.base.end = region.base.end.max(hunk.old.end);
            region.ours.end = moved(region.base.end, ours_ahead);
            region.theirs.end = moved(region.base.end, theirs_ahead);
            if (region.who == Who::Ours) != is_ours {
                region.who = Who::Both;
            }
        }
    }
    out
}

fn moved(at: usize, by: isize) -> usize {
    at.saturating_add_signed(by)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(text: &str) -> Vec<u32> {
        text.chars().map(u32::from).collect()
    }

    fn shown(base: &str, ours: &str, theirs: &str, touching: Touching) -> String {
        let regions = regions(&numbers(base), &numbers(ours), &numbers(theirs), touching);
        let one = |r: &Region| {
            format!(
                "{:?} {}>{}/{}",
                r.who,
                &base[r.base.clone()],
                &ours[r.ours.clone()],
                &theirs[r.theirs.clone()]
            )
        };
        regions.iter().map(one).collect::<Vec<_>>().join(" · ")
    }

    #[test]
    fn changes_apart_stay_apart() {
        assert_eq!(shown("abcd", "xbcd", "abcyd", Touching::Apart), "Ours a>x/a · Theirs >/y");
        assert_eq!(shown("abcd", "abcd", "abcd", Touching::Apart), "");
    }

    #[test]
    fn changes_that_touch_are_apart_or_one() {
        assert_eq!(shown("abc", "axc", "aby", Touching::Apart), "Ours b>x/b · Theirs c>c/y");
        assert_eq!(shown("abc", "axc", "aby", Touching::One), "Both bc>xc/by");
        assert_eq!(shown("abc", "axc", "abyc", Touching::Apart), "Ours b>x/b · Theirs >/y");
    }

    #[test]
    fn changes_of_one_place_are_one() {
        assert_eq!(shown("abc", "axbc", "aybc", Touching::Apart), "Both >x/y");
        assert_eq!(shown("abcde", "ae", "abxde", Touching::Apart), "Both bcd>/bxd");
    }

    #[test]
    fn what_is_put_in_lies_late() {
        // Both append to what ends in `b`.
        assert_eq!(shown("abz", "abxbz", "abybz", Touching::Apart), "Both >xb/yb");
        assert_eq!(hunks(&numbers("aab"), &numbers("ab")), [Hunk { old: 1..2, new: 1..1 }]);
        assert_eq!(hunks(&numbers("ab"), &numbers("aab")), [Hunk { old: 1..1, new: 1..2 }]);
    }
}
