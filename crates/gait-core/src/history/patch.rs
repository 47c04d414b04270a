//! Edits in normal form: sorted, apart from each other, as small as they can be; how two lists become one, and how a
//! list is taken back.

use gait_syntax::edit::difference;
use gait_syntax::{Edit, Span};

/// A stretch of a text that was made of another.
#[derive(Clone, Copy)]
enum Piece<'a> {
    /// Taken over.
    Old(Span),
    /// Put in.
    New(&'a str),
}

impl Piece<'_> {
    fn len(self) -> usize {
        match self {
            Self::Old(span) => span.range().len(),
            Self::New(text) => text.len(),
        }
    }

    /// The first `at` bytes, and the others.
    fn split(self, at: usize) -> (Self, Self) {
        match self {
            Self::Old(span) => {
                let middle = span.start + to_u32(at);
                (Self::Old(Span::new(span.start, middle)), Self::Old(Span::new(middle, span.end)))
            }
            Self::New(text) => (Self::New(&text[..at]), Self::New(&text[at..])),
        }
    }
}

/// One list of edits of `old` that does what `first` and then `second` do. Both must fit.
pub(super) fn joined(old: &str, first: &[Edit], second: &[Edit]) -> Vec<Edit> {
    let whole = vec![Piece::Old(Span::new(0, to_u32(old.len())))];
    edits(old, &spliced(&spliced(&whole, first), second))
}

/// The edits that take these back; they must fit `old` and be in normal form.
pub(super) fn inverse(old: &str, edits: &[Edit]) -> Vec<Edit> {
    let mut grown = 0i64;
    let back = |edit: &Edit| {
        let start = u32::try_from(i64::from(edit.span.start) + grown).unwrap_or(u32::MAX);
        let len = to_u32(edit.text.len());
        grown += i64::from(len) - i64::from(edit.span.len());
        Edit::new(Span::new(start, start + len), &old[edit.span.range()])
    };
    edits.iter().map(back).collect()
}

/// Where a place is after edits. A place in what was replaced goes to the end of what stands there now; one at an
/// insertion goes behind it.
#[must_use]
pub fn carried(offset: u32, edits: &[Edit]) -> u32 {
    let mut sorted: Vec<&Edit> = edits.iter().filter(|edit| edit.span.start <= offset).collect();
    sorted.sort_by_key(|edit| (edit.span.start, edit.span.end));
    let mut grown = 0i64;
    for edit in sorted {
        let len = i64::from(to_u32(edit.text.len()));
        // What stands at the end of a replaced span is not part of it.
        if offset < edit.span.end {
            let start = i64::from(edit.span.start) + grown;
            return u32::try_from(start + len).unwrap_or(u32::MAX);
        }
        grown += len - i64::from(edit.span.len());
    }
    u32::try_from(i64::from(offset) + grown).unwrap_or(u32::MAX)
}

/// The pieces of a text after edits of it.
fn spliced<'a>(pieces: &[Piece<'a>], edits: &'a [Edit]) -> Vec<Piece<'a>> {
    let mut sorted: Vec<&Edit> = edits.iter().collect();
    sorted.sort_by_key(|edit| (edit.span.start, edit.span.end));
    let mut left: Vec<Piece<'a>> = pieces.iter().rev().copied().collect();
    let mut out = Vec::with_capacity(pieces.len() + 2 * edits.len());
    let mut at = 0;
    for edit in sorted {
        out.extend(taken(&mut left, edit.span.start as usize - at));
        taken(&mut left, edit.span.range().len());
        out.push(Piece::New(&edit.text));
        at = edit.span.end as usize;
    }
    out.extend(left.into_iter().rev());
    out
}

/// Takes the first `len` bytes off pieces that stand in reverse.
fn taken<'a>(left: &mut Vec<Piece<'a>>, mut len: usize) -> Vec<Piece<'a>> {
    let mut out = Vec::new();
    while len > 0
        && let Some(piece) = left.pop()
    {
        if piece.len() <= len {
            len -= piece.len();
            out.push(piece);
        } else {
            let (first, rest) = piece.split(len);
            left.push(rest);
            out.push(first);
            len = 0;
        }
    }
    out
}

/// The edits that make pieces of the text they were made of.
fn edits(old: &str, pieces: &[Piece<'_>]) -> Vec<Edit> {
    let end = Piece::Old(Span::empty(to_u32(old.len())));
    let (mut out, mut new, mut at) = (Vec::new(), String::new(), 0);
    for piece in pieces.iter().chain([&end]) {
        match *piece {
            Piece::New(text) => new.push_str(text),
            Piece::Old(span) => {
                let gap = Span::new(at, span.start);
                out.extend(smallest(old, gap, &new));
                new.clear();
                at = span.end;
            }
        }
    }
    out
}

/// The replacement of `span` by `new`, without what stays at either end; none if all of it does.
pub(crate) fn smallest(old: &str, span: Span, new: &str) -> Option<Edit> {
    let Edit { span: inside, text } = difference(&old[span.range()], new)?;
    Some(Edit::new(Span::new(span.start + inside.start, span.start + inside.end), text))
}

fn to_u32(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use gait_syntax::edit::apply;

    use super::*;

    /// Two lists of edits, one after the other.
    fn check(old: &str, first: &[Edit], second: &[Edit], expected: &[Edit]) {
        let middle = apply(old, first).expect("the first edits fit");
        let new = apply(&middle, second).expect("the second edits fit");
        let joined = joined(old, first, second);
        assert_eq!(joined, expected, "{old:?}");
        assert_eq!(apply(old, &joined).as_deref(), Ok(new.as_str()));
        assert_eq!(apply(&new, &inverse(old, &joined)).as_deref(), Ok(old));
    }

    #[test]
    fn lists_of_edits_become_one() {
        check("abc", &[Edit::insert(1, "x")], &[Edit::insert(2, "y")], &[Edit::insert(1, "xy")]);
        check("abc", &[Edit::insert(1, "xyz")], &[Edit::delete(Span::new(1, 4))], &[]);
        let far = [Edit::insert(0, "x"), Edit::insert(3, "y")];
        check("abc", &far[..1], &[Edit::insert(4, "y")], &far);
        let both = Edit::new(Span::new(1, 4), "X");
        check("abcde", &[Edit::delete(Span::new(2, 3))], &[Edit::new(Span::new(1, 3), "X")], &[both]);
        check("aé", &[Edit::new(Span::new(1, 3), "è")], &[], &[Edit::new(Span::new(1, 3), "è")]);
    }

    #[test]
    fn touching_edits_keep_their_order() {
        let touching = [
            Edit::delete(Span::new(3, 5)),
            Edit::insert(3, "z"),
            Edit::delete(Span::new(1, 3)),
            Edit::insert(1, "y"),
        ];
        check("abcdefg", &touching, &[], &[Edit::new(Span::new(1, 5), "yz")]);
    }

    #[test]
    fn places_move_with_the_text() {
        let edits =
            [Edit::insert(8, "!"), Edit::new(Span::new(2, 4), "12345"), Edit::delete(Span::new(5, 6))];
        let moved: Vec<u32> = (0..10).map(|at| carried(at, &edits)).collect();
        assert_eq!(moved, [0, 1, 7, 7, 7, 8, 8, 9, 11, 12]);
    }
}
