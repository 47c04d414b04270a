//! Several changes at once: one after the other, each in the text that the ones before have made.

use gait_syntax::edit::{Edit, apply, difference};
use gait_syntax::{Span, Tree, parse};

use super::{Change, Copied, Slots};
use crate::plan::Plan;

/// The edits that make all these changes in the text of `tree`, whose places their spans are; nothing if one of them
/// makes no sense there, or speaks of what another has taken away.
#[must_use]
pub fn edits(changes: &[Change], tree: &Tree, plan: &Plan) -> Option<Vec<Edit>> {
    if let [one] = changes {
        return one.edits(tree, plan);
    }
    let mut text = tree.text().to_owned();
    let mut made: Vec<Vec<Edit>> = Vec::new();
    for change in changes {
        let change = made.iter().try_fold(change.clone(), |change, edits| change.moved(edits))?;
        let edits = change.edits(&parse(&text).tree, plan)?;
        text = apply(&text, &edits).ok()?;
        made.push(edits);
    }
    // Small edits side by side are better than one that spans them all, where they come to the same.
    let apart: Option<Vec<_>> = changes.iter().map(|change| change.edits(tree, plan)).collect();
    let apart = apart.map(|edits| edits.concat());
    let same = apart.filter(|edits| apply(tree.text(), edits).is_ok_and(|other| other == text));
    Some(same.unwrap_or_else(|| difference(tree.text(), &text).into_iter().collect()))
}

impl Change {
    /// The change in the text that edits have made; nothing if they took away what it speaks of.
    fn moved(mut self, edits: &[Edit]) -> Option<Self> {
        for span in self.spans() {
            *span = moved(*span, edits)?;
        }
        Some(self)
    }

    /// The places it speaks of.
    fn spans(&mut self) -> Vec<&mut Span> {
        match self {
            Self::MoveSlot { slot: span, .. }
            | Self::SetSlot { slot: span, .. }
            | Self::RemoveSlot { slot: span }
            | Self::SetStart { slot: span, .. }
            | Self::RemoveStart { slot: span }
            | Self::SetLift { lift: span, .. }
            | Self::SetField { owner: span, .. }
            | Self::SetValue { item: span, .. }
            | Self::InsertItem { group: span, .. }
            | Self::MoveItem { item: span, .. }
            | Self::Remove { item: span }
            | Self::RemoveComment { comment: span }
            | Self::Respell { name: span, .. }
            | Self::InsertSlot { week: span, .. }
            | Self::SwapDays { week: span, .. }
            | Self::InsertLift { session: span, .. }
            | Self::LongForm { item: span, .. }
            | Self::Widen { item: span, .. }
            | Self::ShortForm { item: span }
            | Self::InlineTemplate { choice: span, .. }
            | Self::Allow { item: span, .. } => vec![span],
            Self::ExtractTemplate { choices, .. } => choices.iter_mut().collect(),
            Self::CopyTemplate { session, but, .. } => {
                std::iter::once(session).chain(but.iter_mut().map(|(span, _)| span)).collect()
            }
            Self::AddDay { slots, .. } => slots.iter_mut().filter_map(Copied::span).collect(),
            Self::PutSlot { day, slot, .. } => {
                let week = match day {
                    Slots::Pattern(week, _) => Some(week),
                    Slots::Date(_) => None,
                };
                week.into_iter().chain(slot.span()).collect()
            }
            Self::SetDay { .. }
            | Self::AddTemplate { .. }
            | Self::RenameTemplate { .. }
            | Self::InsertWeek { .. }
            | Self::RemoveWeek { .. }
            | Self::DuplicateWeek { .. } => Vec::new(),
        }
    }
}

impl Copied {
    /// The place it speaks of.
    const fn span(&mut self) -> Option<&mut Span> {
        match self {
            Self::Slot(span) => Some(span),
            Self::New(_) | Self::Written(_) => None,
        }
    }
}

/// Where a span is after edits: what is inserted at its ends stays outside, what is edited within it stays inside.
/// Nothing if an edit reaches over one of its ends.
fn moved(span: Span, edits: &[Edit]) -> Option<Span> {
    let is_apart = |edit: &Edit| edit.span.end <= span.start || edit.span.start >= span.end;
    let is_inside = |edit: &Edit| edit.span.start >= span.start && edit.span.end <= span.end;
    if !edits.iter().all(|edit| is_apart(edit) || is_inside(edit)) {
        return None;
    }
    let shift = |at: u32, counts: &dyn Fn(&Edit) -> bool| {
        let by: i64 = edits
            .iter()
            .filter(|edit| counts(edit))
            .map(|edit| i64::try_from(edit.text.len()).unwrap_or(0) - i64::from(edit.span.len()))
            .sum();
        u32::try_from(i64::from(at) + by).unwrap_or(at)
    };
    let start = shift(span.start, &|edit| edit.span.end <= span.start);
    let end = shift(span.end, &|edit| edit.span.end <= span.end && edit.span.start < span.end);
    // An empty span has nothing inside: both its ends go along.
    Some(Span::new(start, end.max(start)))
}
