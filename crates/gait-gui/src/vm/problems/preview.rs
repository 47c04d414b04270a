//! What edits do to the lines of a text.

use std::ops::Range;

use gait_core::{Edit, apply};

/// A line of a preview.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DiffLine {
    /// Whether it goes or comes.
    pub kind: DiffKind,
    /// Its number, counted from 1: before the edits if it goes, after them if it comes.
    pub number: usize,
    /// The line.
    pub text: String,
}

/// What happens to a line.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DiffKind {
    /// It goes.
    Gone,
    /// It comes.
    Come,
}

/// The lines that edits take out and put in, in order; none if the edits do not fit the text.
#[must_use]
pub fn preview(text: &str, edits: &[Edit]) -> Vec<DiffLine> {
    let starts: Vec<usize> =
        std::iter::once(0).chain(text.match_indices('\n').map(|(newline, _)| newline + 1)).collect();
    let line_of = |offset: usize| starts.partition_point(|&start| start <= offset).saturating_sub(1);
    let mut edits: Vec<&Edit> = edits.iter().collect();
    edits.sort_by_key(|edit| edit.span);
    let mut parts: Vec<(Range<usize>, Vec<&Edit>)> = Vec::new();
    for edit in edits {
        let (start, end) = (edit.span.start as usize, edit.span.end as usize);
        // Whole lines touch nothing of the line after them.
        let is_whole = [start, end].iter().all(|at| starts.binary_search(at).is_ok())
            && (edit.text.is_empty() || edit.text.ends_with('\n'));
        let lines = line_of(start)..line_of(end) + usize::from(!is_whole);
        match parts.last_mut() {
            Some((last, of)) if lines.start <= last.end => {
                last.end = last.end.max(lines.end);
                of.push(edit);
            }
            _ => parts.push((lines, vec![edit])),
        }
    }
    let mut out = Vec::new();
    // How many more lines there are after the edits than before them, up to here.
    let mut more = 0isize;
    for (lines, edits) in parts {
        let from = starts[lines.start];
        let to = starts.get(lines.end).copied().unwrap_or(text.len());
        let Some(after) = edited(&text[from..to], from, &edits) else { return Vec::new() };
        let (old, new): (Vec<&str>, Vec<&str>) = (text[from..to].lines().collect(), after.lines().collect());
        let head = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
        let most = old.len().min(new.len()) - head;
        let tail = old.iter().rev().zip(new.iter().rev()).take(most).take_while(|(a, b)| a == b).count();
        let first = lines.start + head + 1;
        out.extend(numbered(DiffKind::Gone, first, &old[head..old.len() - tail]));
        out.extend(numbered(DiffKind::Come, first.saturating_add_signed(more), &new[head..new.len() - tail]));
        more += new.len().cast_signed() - old.len().cast_signed();
    }
    out
}

/// A part of a text after the edits that are within it.
fn edited(part: &str, from: usize, edits: &[&Edit]) -> Option<String> {
    let by = u32::try_from(from).ok()?;
    let moved = edits.iter().map(|edit| {
        let span = gait_core::Span::new(edit.span.start.checked_sub(by)?, edit.span.end.checked_sub(by)?);
        Some(Edit::new(span, edit.text.clone()))
    });
    apply(part, &moved.collect::<Option<Vec<_>>>()?).ok()
}

fn numbered(kind: DiffKind, first: usize, lines: &[&str]) -> impl Iterator<Item = DiffLine> {
    lines.iter().enumerate().map(move |(i, line)| DiffLine {
        kind,
        number: first + i,
        text: (*line).to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use gait_core::Span;

    use super::*;

    fn shown(text: &str, edits: &[Edit]) -> Vec<String> {
        let sign = |kind| if kind == DiffKind::Gone { '-' } else { '+' };
        preview(text, edits).iter().map(|l| format!("{}{} {}", sign(l.kind), l.number, l.text)).collect()
    }

    #[test]
    fn only_lines_that_change_are_shown_with_their_numbers() {
        let text = "one\ntwo\nthree\nfour\n";
        let comment = Edit::insert(4, "// why\n");
        assert_eq!(shown(text, std::slice::from_ref(&comment)), ["+2 // why"]);
        let word = Edit::new(Span::new(14, 18), "five");
        assert_eq!(shown(text, &[word.clone(), comment]), ["+2 // why", "-4 four", "+5 five"]);
        let line = Edit::new(Span::new(4, 8), "");
        assert_eq!(shown(text, &[line, word]), ["-2 two", "-4 four", "+3 five"]);
    }

    #[test]
    fn edits_that_do_not_fit_show_nothing() {
        assert!(shown("one", &[Edit::insert(9, "x")]).is_empty());
        assert!(shown("", &[]).is_empty());
        assert_eq!(shown("", &[Edit::insert(0, "x")]), ["+1 x"]);
    }
}
