//! Columns over several lines: values that the author lined up, and comments after code.
//!
//! Values count as lined up where on consecutive lines they begin in one column and at least one has two blanks or more
//! before it. They stay in line, as far to the left as they can. A comment after code keeps its column if the code
//! leaves room; among comments on consecutive lines the column that most of them share holds for all that fit.

use super::measure::columns;
use super::{Slot, Space, WIDTH};
use crate::token::TokenKind as T;
use crate::tree::Tree;

/// The least blanks before a comment after code.
const GAP: u32 = 2;

/// How often the columns of comments are settled; more than two rounds are rare.
const ROUNDS: usize = 8;

/// A place in a line where blanks may be added.
#[derive(Clone, Copy)]
struct Cell {
    token: u32,
    /// The column in the text as it was, and the blanks before it.
    was: u32,
    blanks: u32,
    /// The column without any blanks added.
    column: u32,
    /// The run it belongs to.
    run: Option<u32>,
}

/// A line as it comes to stand.
#[derive(Clone, Copy, Default)]
struct Line {
    indent: u32,
    /// Its cells, as a range of all cells.
    cells: (usize, usize),
    /// The column after its code.
    end: u32,
    /// The blanks added so far.
    added: u32,
    /// Whether it holds what one line of the text held before, from its start.
    same: bool,
    /// Whether code stands on it.
    code: bool,
    /// The comment after its code.
    note: Option<Note>,
}

/// A comment after code.
#[derive(Clone, Copy)]
struct Note {
    token: u32,
    /// The column it had.
    was: u32,
}

/// Adds the blanks that keep columns in line.
pub(super) fn align(tree: &Tree, slots: &mut [Slot]) {
    let (mut lines, mut cells) = lines(tree, slots);
    values(&mut lines, &mut cells, slots);
    notes(&mut lines, slots);
}

/// Goes through the tokens and notes where each comes to stand.
fn lines(tree: &Tree, slots: &[Slot]) -> (Vec<Line>, Vec<Cell>) {
    let (mut lines, mut cells) = (vec![Line { same: true, ..Line::default() }], Vec::<Cell>::new());
    let (mut was, mut col, mut blanks, mut broke) = (0, 0, 0, true);
    for (i, slot) in slots.iter().enumerate() {
        let token = u32::try_from(i).unwrap_or(u32::MAX);
        let (kind, text) =
            (tree.kinds[i], if i + 1 < tree.starts.len() { tree.token_text(token) } else { "" });
        if kind == T::Whitespace {
            let last = text.rsplit('\n').next().unwrap_or_default();
            broke |= last.len() != text.len();
            (was, blanks) = if broke { (columns(last), 0) } else { (was + columns(text), columns(text)) };
            let kept = |next: &Slot| matches!(next.before, Space::Kept) && !next.removed;
            if slots.get(i + 1).is_some_and(kept) {
                col = if text.contains('\n') { columns(last) } else { col + columns(text) };
                let breaks = text.matches('\n').count();
                new_lines(
                    &mut lines,
                    breaks,
                    Line { indent: col, same: true, ..Line::default() },
                    cells.len(),
                );
            }
            continue;
        }
        if slot.removed {
            (was, blanks) = (was + 1, 0);
            continue;
        }
        match slot.before {
            Space::Set { lines: 0, blanks: set } => {
                let line = lines.len() - 1;
                lines[line].same &= !broke;
                col += set;
                if set == 1 && !broke && lines[line].same && !kind.is_comment() {
                    cells.push(Cell { token, was, blanks, column: col, run: None });
                    lines[line].cells.1 = cells.len();
                }
            }
            Space::Set { lines: breaks, blanks } => {
                col = blanks;
                let line = Line { indent: blanks, same: broke, ..Line::default() };
                new_lines(&mut lines, usize::from(breaks), line, cells.len());
            }
            Space::Kept => {}
        }
        let line = lines.len() - 1;
        let current = &mut lines[line];
        if kind == T::LineComment && current.code && matches!(slot.before, Space::Set { .. }) {
            current.note = Some(Note { token, was: if current.same { was } else { 0 } });
            was += columns(text);
        } else {
            current.code |= !kind.is_trivia();
            match text.rfind('\n') {
                Some(newline) => {
                    let width = columns(&text[newline + 1..]);
                    (was, col) = (width, width);
                    current.same = false;
                    current.end = WIDTH;
                    lines.push(Line { cells: (cells.len(), cells.len()), code: true, ..Line::default() });
                }
                None => (was, col) = (was + columns(text), col + columns(text)),
            }
        }
        col += u32::from(slot.comma_after);
        if let Some(last) = lines.last_mut().filter(|last| last.note.is_none()) {
            last.end = col;
        }
        (blanks, broke) = (0, false);
    }
    (lines, cells)
}

/// Begins a line after so many line ends, with an empty one before it if they are several.
fn new_lines(lines: &mut Vec<Line>, breaks: usize, line: Line, cells: usize) {
    if breaks > 1 {
        lines.push(Line { cells: (cells, cells), ..Line::default() });
    }
    if breaks > 0 {
        lines.push(Line { cells: (cells, cells), ..line });
    }
}

/// Lines up values.
fn values(lines: &mut [Line], cells: &mut [Cell], slots: &mut [Slot]) {
    let mut runs: Vec<Vec<(usize, usize)>> = Vec::new();
    for at in 1..lines.len() {
        let (above, below) = (lines[at - 1], lines[at]);
        if above.indent != below.indent || !above.code || !below.code {
            continue;
        }
        let mut i = above.cells.0;
        for j in below.cells.0..below.cells.1 {
            while i < above.cells.1 && cells[i].was < cells[j].was {
                i += 1;
            }
            if i == above.cells.1 {
                break;
            }
            if cells[i].was == cells[j].was {
                join(&mut runs, cells, (at - 1, i), (at, j));
            }
        }
    }
    runs.retain(|run| run.iter().any(|(_, cell)| cells[*cell].blanks > 1));
    runs.sort_by_key(|run| cells[run[0].1].was);
    for run in runs {
        let column = |(line, cell): &(usize, usize)| cells[*cell].column + lines[*line].added;
        let target = run.iter().map(column).max().unwrap_or(0);
        let fits = |at: &(usize, usize)| lines[at.0].end + lines[at.0].added + target - column(at) <= WIDTH;
        if !run.iter().all(fits) {
            continue;
        }
        for at in &run {
            let more = target - (cells[at.1].column + lines[at.0].added);
            lines[at.0].added += more;
            slots[cells[at.1].token as usize].before = Space::Set { lines: 0, blanks: 1 + more };
        }
    }
    for line in lines {
        line.end += line.added;
    }
}

/// Puts two cells, one below the other, into one run.
fn join(
    runs: &mut Vec<Vec<(usize, usize)>>,
    cells: &mut [Cell],
    above: (usize, usize),
    below: (usize, usize),
) {
    let run = cells[above.1].run.unwrap_or_else(|| {
        runs.push(vec![above]);
        u32::try_from(runs.len() - 1).unwrap_or(u32::MAX)
    });
    cells[above.1].run = Some(run);
    cells[below.1].run = Some(run);
    if let Some(run) = runs.get_mut(run as usize) {
        run.push(below);
    }
}

/// Places the comments after code.
fn notes(lines: &mut [Line], slots: &mut [Slot]) {
    let mut start = 0;
    while start < lines.len() {
        let len = lines[start..].iter().take_while(|line| line.note.is_some()).count();
        let block = &mut lines[start..start + len];
        for _ in 0..ROUNDS {
            if !settle(block) {
                break;
            }
        }
        for line in block {
            if let Some(note) = line.note {
                slots[note.token as usize].before = Space::Set { lines: 0, blanks: note.was - line.end };
            }
        }
        start += len.max(1);
    }
}

/// Moves the comments of consecutive lines; whether any moved.
fn settle(block: &mut [Line]) -> bool {
    let shared = shared_column(block);
    let mut moved = false;
    for line in block {
        let Some(note) = &mut line.note else { continue };
        let least = line.end + GAP;
        let own = note.was.max(least);
        let column = shared.filter(|column| *column >= least).unwrap_or(own);
        moved |= column != note.was;
        note.was = column;
    }
    moved
}

/// The column that most comments share, the leftmost of several; further right if the code of one leaves no room.
fn shared_column(block: &[Line]) -> Option<u32> {
    let mut columns: Vec<u32> = block.iter().filter_map(|line| line.note).map(|note| note.was).collect();
    columns.sort_unstable();
    let runs = columns.chunk_by(|a, b| a == b).filter(|run| run.len() > 1 && run[0] > 0);
    let (_, column) =
        runs.map(|run| (run.len(), run[0])).max_by_key(|(len, at)| (*len, std::cmp::Reverse(*at)))?;
    let those = block.iter().filter(|line| line.note.is_some_and(|note| note.was == column));
    those.map(|line| line.end + GAP).max().map(|least| least.max(column))
}
