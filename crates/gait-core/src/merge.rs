//! Merging two versions of a text that come from one: line by line, and within lines item by item.
//!
//! A merge that is not sure is a conflict, and a conflict leaves our text as it is: no marks are ever written.

mod items;
mod lines;
mod regions;

use std::ops::Range;

use gait_model::path::Paths;
use gait_syntax::edit::difference;
use gait_syntax::{Edit, Span, parse};

use crate::history::smallest;
use items::{Facts, differences, refined};
use lines::{Lines, restyled, settled};
use regions::{Numbers, Region, Touching, Who, hunks, regions};

/// Parts of a text longer than this are replaced as a whole and not looked at token by token, in bytes. Picked by gut
/// feeling: no day, session or week is that long.
const MOST_REFINED: usize = 64_000;

/// Two versions as one text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Merge {
    /// The merged text; where there is a conflict, it holds our version.
    pub text: String,
    /// The edits that make it of our text, sorted.
    pub edits: Vec<Edit>,
    /// What both versions changed differently, in the order of the text.
    pub conflicts: Vec<Conflict>,
}

/// A place that both versions changed differently.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Conflict {
    /// The path of the smallest part of our text around what differs, such as `phases[Base].week.mon`; empty for the
    /// whole text.
    pub path: String,
    /// As it was.
    pub base: Side,
    /// As we have it.
    pub ours: Side,
    /// As they have it.
    pub theirs: Side,
    /// Where our version stands in the merged text.
    pub merged: Span,
}

impl Conflict {
    /// The edit of the merged text that takes their version instead of ours.
    #[must_use]
    pub fn take_theirs(&self) -> Edit {
        Edit::new(self.merged, self.theirs.text.clone())
    }
}

/// One version of a place.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Side {
    /// Where it stands in the text of that version; whole lines.
    pub span: Span,
    /// What stands there.
    pub text: String,
}

/// Merges two versions of `base`. Where only one changed something, it is followed; a change that both made is made
/// once; fields and entries of different names that both put in one place stand there side by side, ours first.
#[must_use]
pub fn merge(base: &str, ours: &str, theirs: &str) -> Merge {
    if theirs == base || theirs == ours {
        return Merge { text: ours.to_owned(), edits: Vec::new(), conflicts: Vec::new() };
    }
    if ours == base {
        return Merge { text: theirs.to_owned(), edits: changes(ours, theirs), conflicts: Vec::new() };
    }
    let versions = Versions::new(base, ours, theirs);
    let facts = [base, ours, theirs].map(Facts::of);
    let adds_up = |text: &str| match &facts {
        [Some(base), Some(ours), Some(theirs)] => {
            Facts::of(text).is_some_and(|merged| merged.joins(base, ours, theirs))
        }
        // A text that is being written; its lines are all there is to go by.
        _ => true,
    };
    let fine = versions.merged(&versions.regions(Touching::Apart), true);
    let built = if fine.conflicts.is_empty() && !adds_up(&fine.text) {
        let coarse = versions.merged(&versions.regions(Touching::One), false);
        let sure = !coarse.conflicts.is_empty() || adds_up(&coarse.text);
        if sure { coarse } else { versions.merged(&versions.whole(), false) }
    } else {
        fine
    };
    Merge { edits: changes(ours, &built.text), text: built.text, conflicts: built.conflicts }
}

/// The edits that make `new` of `old`: small ones, so that places in the text can follow.
#[must_use]
pub fn changes(old: &str, new: &str) -> Vec<Edit> {
    let (old_lines, new_lines) = (Lines::new(old), Lines::new(new));
    let mut numbers = Numbers::default();
    let [from, to] = [old, new].map(|text| numbers.of(text.split_inclusive('\n')));
    let mut out = Vec::new();
    for hunk in hunks(&from, &to) {
        let at = old_lines.span(&hunk.old).start;
        let (before, after) = (old_lines.slice(&hunk.old), new_lines.slice(&hunk.new));
        let small = before.len().max(after.len()) <= MOST_REFINED;
        let parts = if small { differences(before, after) } else { vec![(0..before.len(), 0..after.len())] };
        for (gone, come) in parts {
            let to_u32 = |offset: usize| at + u32::try_from(offset).unwrap_or(u32::MAX);
            out.extend(smallest(old, Span::new(to_u32(gone.start), to_u32(gone.end)), &after[come]));
        }
    }
    out
}

/// Three versions in lines.
struct Versions<'t> {
    base: Lines<'t>,
    ours: Lines<'t>,
    theirs: Lines<'t>,
    numbers: [Vec<u32>; 3],
    /// How lines that are put in end; nothing: as they did.
    style: Option<&'static str>,
    /// The path of a place in our text.
    tree: gait_syntax::Tree,
}

/// A text under construction.
#[derive(Default)]
struct Built {
    text: String,
    conflicts: Vec<Conflict>,
}

impl Built {
    /// Appends lines. A last line that had no end gets one when it is no longer the last.
    fn push(&mut self, lines: &str, style: &str) -> Span {
        if !lines.is_empty() && !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push_str(style);
        }
        let start = self.len();
        self.text.push_str(lines);
        Span::new(start, self.len())
    }

    fn len(&self) -> u32 {
        u32::try_from(self.text.len()).unwrap_or(u32::MAX)
    }
}

impl<'t> Versions<'t> {
    fn new(base: &'t str, ours: &'t str, theirs: &'t str) -> Self {
        let tree = parse(ours).tree;
        let [base, ours, theirs] = [base, ours, theirs].map(Lines::new);
        let mut numbers = Numbers::default();
        let numbers = [&base, &ours, &theirs].map(|lines| numbers.of(lines.bodies()));
        let one_style = base.style == ours.style && base.style == theirs.style;
        let style = (!one_style).then(|| settled(base.style, ours.style, theirs.style));
        Self { base, ours, theirs, numbers, style, tree }
    }

    fn regions(&self, touching: Touching) -> Vec<Region> {
        let [base, ours, theirs] = &self.numbers;
        regions(base, ours, theirs, touching)
    }

    /// Everything that was changed as one.
    fn whole(&self) -> Vec<Region> {
        let all = self.regions(Touching::Apart);
        let around = |range: fn(&Region) -> &Range<usize>| {
            let start = all.first().map_or(0, |first| range(first).start);
            start..all.last().map_or(start, |last| range(last).end)
        };
        let [base, ours, theirs] = [around(|r| &r.base), around(|r| &r.ours), around(|r| &r.theirs)];
        vec![Region { base, ours, theirs, who: Who::Both }]
    }

    fn merged(&self, regions: &[Region], finely: bool) -> Built {
        let mut out = Built::default();
        let (mut base, mut ours, mut theirs) = (0, 0, 0);
        for region in regions {
            self.unchanged(&mut out, base..region.base.start, ours, theirs);
            self.changed(&mut out, region, finely);
            (base, ours, theirs) = (region.base.end, region.ours.end, region.theirs.end);
        }
        self.unchanged(&mut out, base..self.base.count(), ours, theirs);
        out
    }

    /// Lines that nobody changed, but for how they end.
    fn unchanged(&self, out: &mut Built, base: Range<usize>, ours: usize, theirs: usize) {
        for (i, line) in base.enumerate() {
            let (mine, other) = (ours + i, theirs + i);
            let text = self.ours.slice(&(mine..mine + 1));
            let old = self.ours.ending(mine);
            let new = settled(self.base.ending(line), old, self.theirs.ending(other));
            out.push(&text[..text.len() - old.len()], self.ending());
            out.text.push_str(new);
        }
    }

    /// Lines that somebody changed.
    fn changed(&self, out: &mut Built, region: &Region, finely: bool) {
        let base = self.base.slice(&region.base);
        let ours = self.styled(self.ours.slice(&region.ours));
        let theirs = self.styled(self.theirs.slice(&region.theirs));
        let small = base.len().max(ours.len()).max(theirs.len()) <= MOST_REFINED;
        let merged = match region.who {
            Who::Ours => Some(ours.clone()),
            Who::Theirs => Some(theirs),
            Who::Both if ours == theirs => Some(ours.clone()),
            Who::Both if finely && small => {
                refined(base, &ours, &theirs).map(|text| restyled(&text, self.ending()))
            }
            Who::Both => None,
        };
        let is_conflict = merged.is_none();
        let span = out.push(&merged.unwrap_or(ours), self.ending());
        if is_conflict {
            out.conflicts.push(self.conflict(region, span));
        }
    }

    fn conflict(&self, region: &Region, merged: Span) -> Conflict {
        let side = |lines: &Lines<'_>, range: &Range<usize>| Side {
            span: lines.span(range),
            text: lines.slice(range).to_owned(),
        };
        let (ours, theirs) = (side(&self.ours, &region.ours), side(&self.theirs, &region.theirs));
        let path = Paths::new(&self.tree).of(inside(&ours, &theirs));
        Conflict { path, base: side(&self.base, &region.base), ours, theirs, merged }
    }

    /// How a line ends that has no end yet.
    fn ending(&self) -> &'static str {
        self.style.unwrap_or(self.ours.style)
    }

    /// Lines as they end in the merged text, if the versions differ in that.
    fn styled(&self, lines: &str) -> String {
        self.style.map_or_else(|| lines.to_owned(), |style| restyled(lines, style))
    }
}

/// The place in our text of what differs from theirs, without the blanks around it and the comma behind it.
fn inside(ours: &Side, theirs: &Side) -> Span {
    let Some(Edit { span, .. }) = difference(&ours.text, &theirs.text) else { return ours.span };
    let differs = &ours.text[span.range()];
    let behind = differs.trim_end().trim_end_matches(',').len();
    let before = differs.len() - differs.trim_start().len();
    let at = |offset: usize| ours.span.start + span.start + u32::try_from(offset).unwrap_or(u32::MAX);
    if before < behind { Span::new(at(before), at(behind)) } else { Span::empty(at(0)) }
}
