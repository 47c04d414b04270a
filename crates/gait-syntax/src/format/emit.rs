//! Decides for every group whether it stands on one line, and places its tokens.

use super::gaps::Place;
use super::measure::{Measure, Shape, breaks, columns, is_leaf, is_plain, measure};
use super::parts::{Part, Parts, colon_of};
use super::{STEP, Slot, Space, Style, WIDTH};
use crate::Span;
use crate::node::Node;
use crate::token::TokenKind as T;
use crate::tree::{NodeId, NodeKind, Tree};

/// The widest items of a list that stand together where it does not fit on one line.
const SHORT: u32 = 10;

/// What becomes of every token.
pub(super) fn slots(tree: &Tree, style: &Style, stay: &[NodeId]) -> Vec<Slot> {
    let blank = Slot { before: Space::Kept, comma_after: false, removed: false };
    let mut emitter = Emitter {
        tree,
        measures: measure(tree, style, stay),
        pinned: pinned_lines(tree, style),
        slots: vec![blank; tree.kinds.len()],
        col: 0,
        indent: 0,
        tabbed: false,
        inside: false,
        on_line: false,
    };
    emitter.document();
    emitter.slots
}

/// The stretches of lines before a comment that speaks of its line.
fn pinned_lines(tree: &Tree, style: &Style) -> Vec<Span> {
    let text = tree.text().as_bytes();
    let trailing = tree.comments().filter(|c| c.trailing && (style.pinned)(tree.slice(c.span)));
    let line = |at: u32| memchr::memrchr(b'\n', &text[..at as usize]).map_or(0, |newline| newline + 1);
    trailing.map(|c| Span::new(u32::try_from(line(c.span.start)).unwrap_or(0), c.span.start)).collect()
}

/// How a group stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Mode {
    /// On one line, or broken only inside its items.
    Line,
    /// As `Line`, with the list at its end broken.
    Hug,
    /// Its items on lines of their own.
    Lines,
}

pub(super) struct Emitter<'t> {
    pub(super) tree: &'t Tree,
    measures: Vec<Measure>,
    pinned: Vec<Span>,
    pub(super) slots: Vec<Slot>,
    /// The column after what is placed.
    pub(super) col: u32,
    /// The indentation of the line.
    pub(super) indent: u32,
    /// Whether that indentation has tabs in it, so that it cannot be counted.
    tabbed: bool,
    /// Whether it stands in a group whose brackets and commas are in order.
    inside: bool,
    /// Whether a comment on its own line was placed last.
    pub(super) on_line: bool,
}

impl<'t> Emitter<'t> {
    fn document(&mut self) {
        let root = self.tree.root();
        let end = u32::try_from(self.tree.kinds.len() - 1).unwrap_or(0);
        let (mut from, mut place) = (0, Place::Start);
        for child in root.children() {
            let (first, after) = child.tokens();
            if first >= after {
                continue;
            }
            if child.kind() == NodeKind::Error {
                // Nothing is known of what follows.
                return;
            }
            self.gap_of_lines((from, first), place, 0, 0);
            self.value(child, 0, Mode::Line);
            (from, place) = (after, Place::Between);
        }
        self.gap_of_lines((from, end), if from == 0 { Place::Start } else { Place::End }, 0, 0);
    }

    fn measured(&self, node: Node<'_>) -> Measure {
        self.measures[node.id().0 as usize]
    }

    /// Places a node whose first token is placed; `suffix` columns follow on its last line.
    fn value(&mut self, node: Node<'t>, suffix: u32, mode: Mode) {
        let measure = self.measured(node);
        match measure.shape {
            Shape::Kept => self.kept(node),
            Shape::Loose if self.inside => self.kept(node),
            Shape::Loose => self.loose(node),
            Shape::Pair => self.pair(node, suffix, mode),
            Shape::Group => self.group(node, &measure, suffix, mode),
        }
    }

    fn kept(&mut self, node: Node<'_>) {
        let (first, end) = node.tokens();
        for token in first..end {
            self.pass(token);
        }
    }

    /// A group with a fault of its own: only what stands in it is formatted.
    fn loose(&mut self, node: Node<'t>) {
        let (mut at, end) = node.tokens();
        for child in node.children() {
            let (first, after) = child.tokens();
            for token in at..first {
                self.pass(token);
            }
            if self.tabbed || first >= after {
                self.kept(child);
            } else {
                self.value(child, 1, Mode::Line);
            }
            at = after.max(at);
        }
        for token in at..end {
            self.pass(token);
        }
    }

    fn pair(&mut self, node: Node<'t>, suffix: u32, mode: Mode) {
        let (Some(colon), Some(value)) = (colon_of(node), node.value()) else { return self.kept(node) };
        let key_end = match node.key() {
            Some(key) => {
                self.value(key, 1, Mode::Line);
                key.tokens().1
            }
            None => {
                self.pass(node.tokens().0);
                node.tokens().0 + 1
            }
        };
        self.gap_in_line(key_end, colon, 0);
        self.pass(colon);
        self.gap_in_line(colon + 1, value.tokens().0, 1);
        self.value(value, suffix, mode);
    }

    fn group(&mut self, node: Node<'t>, measure: &Measure, suffix: u32, mode: Mode) {
        let Some(parts) = Parts::of(node) else { return self.kept(node) };
        let (name, _) = node.tokens();
        let mode = self.mode(node, measure, suffix, mode);
        self.pass(name);
        if name != parts.opener {
            self.gap_in_line(name + 1, parts.opener, 0);
            self.pass(parts.opener);
        }
        let outside = !std::mem::replace(&mut self.inside, true);
        match mode {
            Mode::Lines => self.in_lines(node, measure, &parts),
            _ => self.in_line(node, &parts, suffix, mode),
        }
        self.inside = !outside;
        self.pass(parts.closer);
    }

    fn mode(&self, node: Node<'_>, measure: &Measure, suffix: u32, asked: Mode) -> Mode {
        let list = matches!(node.kind(), NodeKind::List | NodeKind::Map);
        if measure.expand || (asked == Mode::Hug && list) {
            return Mode::Lines;
        }
        if asked == Mode::Hug {
            return Mode::Hug;
        }
        let fits = |width: u32| width <= WIDTH;
        if measure.fits_a_line() {
            if fits(self.col + measure.flat + suffix) || self.is_pinned(node.span()) || self.is_too_wide(node)
            {
                return Mode::Line;
            }
            let hugs = !list && fits(self.col + measure.hug);
            return if hugs { Mode::Hug } else { Mode::Lines };
        }
        let inner = fits(self.indent + measure.mid) && fits(self.indent + measure.tail + suffix);
        if fits(self.col + measure.head) && inner { Mode::Line } else { Mode::Lines }
    }

    /// Whether a group holds one value that would fit on no line of its own, or has a name and one value.
    fn is_too_wide(&self, node: Node<'_>) -> bool {
        let mut items = node.children();
        match (items.next(), items.next()) {
            (Some(only), None) if is_leaf(only) => {
                is_plain(node) || self.indent + STEP + self.measured(only).flat + 1 > WIDTH
            }
            _ => false,
        }
    }

    /// Whether something stands before a comment that speaks of its line.
    fn is_pinned(&self, span: Span) -> bool {
        let after = self.pinned.partition_point(|line| line.end < span.end);
        self.pinned.get(after).is_some_and(|line| line.start <= span.start)
    }

    /// The items one after the other.
    fn in_line(&mut self, node: Node<'t>, parts: &Parts<'t>, suffix: u32, mode: Mode) {
        let inside = u32::from(node.kind() == NodeKind::Map && !parts.items.is_empty());
        for (i, item) in parts.items.iter().enumerate() {
            let last = i + 1 == parts.items.len();
            let last_comma = last && item.comma.is_some();
            self.gap_in_line(parts.before(i), item.first, if i == 0 { inside } else { 1 });
            let suffix = if last { suffix + 1 + inside } else { 1 };
            self.value(item.node, suffix, if last { mode } else { Mode::Line });
            if let Some(comma) = item.comma {
                self.before_comma(item, comma);
                if last_comma {
                    self.slots[comma as usize].removed = true;
                } else {
                    self.pass(comma);
                }
            }
        }
        self.gap_in_line(parts.before_closer(), parts.closer, inside);
    }

    /// The items on lines of their own, together where their author put them together and they fit.
    fn in_lines(&mut self, node: Node<'t>, measure: &Measure, parts: &Parts<'t>) {
        let outer = self.indent;
        let inner = outer + STEP;
        let mut at = 0;
        for len in self.lines(node, measure, parts, inner) {
            for (i, item) in parts.items.iter().enumerate().skip(at).take(len) {
                let gap = (parts.before(i), item.first);
                let place = if i == 0 { Place::Opened } else { Place::Between };
                if i == at {
                    self.gap_of_lines(gap, place, inner, inner)
                } else {
                    self.gap_in_line(gap.0, gap.1, 1)
                }
                self.value(item.node, 1, Mode::Line);
                self.comma(item);
            }
            at += len;
        }
        self.gap_of_lines((parts.before_closer(), parts.closer), Place::Closing, inner, outer);
        self.indent_now(outer);
    }

    fn comma(&mut self, item: &Part<'_>) {
        match item.comma {
            Some(comma) if item.after() > comma => {
                self.before_comma(item, comma);
                self.pass(comma);
            }
            // A comma after something broken might come to belong to it.
            None if item.node.is_broken() => {}
            // A comma behind a comment to the line end goes before it.
            comma => {
                self.slots[item.end as usize - 1].comma_after = true;
                self.col += 1;
                comma.into_iter().for_each(|comma| self.slots[comma as usize].removed = true);
            }
        }
    }

    fn before_comma(&mut self, item: &Part<'_>, comma: u32) {
        let pair = matches!(item.node.kind(), NodeKind::Field | NodeKind::Entry);
        if pair && self.measured(item.node).shape == Shape::Kept {
            // Blanks where a value is missing are where it is to be written.
            (item.end..comma).for_each(|token| self.pass(token));
        } else {
            self.gap_in_line(item.end, comma, 0);
        }
    }

    /// How many items stand on each line.
    fn lines(&self, node: Node<'_>, measure: &Measure, parts: &Parts<'_>, indent: u32) -> Vec<usize> {
        let mut out = Vec::new();
        let mut start = 0;
        for end in 1..=parts.items.len() {
            let goes_on =
                end < parts.items.len() && !breaks(self.tree, parts.before(end), parts.items[end].first);
            if goes_on {
                continue;
            }
            let whole = measure.opened && self.stand_together(parts, start, end, indent);
            if whole {
                out.push(end - start);
            } else {
                self.split(node, parts, (start, end), indent, &mut out);
            }
            start = end;
        }
        out
    }

    /// Whether items fit on one line.
    fn stand_together(&self, parts: &Parts<'_>, start: usize, end: usize, indent: u32) -> bool {
        let items = &parts.items[start..end];
        let span = items[0].node.span().cover(items[items.len() - 1].node.span());
        items.len() == 1
            || items.iter().all(|item| self.measured(item.node).fits_a_line())
                && (indent + self.width(parts, start, end) <= WIDTH || self.is_pinned(span))
    }

    /// The columns of items on one line, with their commas and the comments between them.
    fn width(&self, parts: &Parts<'_>, start: usize, end: usize) -> u32 {
        let comments = |from: u32, to: u32| -> u32 {
            let comment = |t: &u32| self.tree.kinds[*t as usize].is_comment();
            (from..to).filter(comment).map(|t| columns(self.tree.token_text(t)) + 1).sum()
        };
        let one = |(i, item): (usize, &Part<'_>)| {
            let before = if i > start { 1 + comments(parts.before(i), item.first) } else { 0 };
            before
                + self.measured(item.node).flat
                + 1
                + item.comma.map_or(0, |comma| comments(item.end, comma))
        };
        parts.items.iter().enumerate().take(end).skip(start).map(one).sum()
    }

    /// Divides items that do not fit on one line: each stands alone, but plain fields stand together, and so do items that
    /// are all short.
    fn split(
        &self,
        node: Node<'_>,
        parts: &Parts<'_>,
        (start, end): (usize, usize),
        indent: u32,
        out: &mut Vec<usize>,
    ) {
        let short = |item: &Part<'_>| is_leaf(item.node) && self.measured(item.node).flat <= SHORT;
        let fields = node.kind() == NodeKind::Struct || parts.items.iter().all(short);
        let mut from = start;
        for i in start + 1..=end {
            let joins = i < end
                && fields
                && is_plain(parts.items[i - 1].node)
                && is_plain(parts.items[i].node)
                && self.stand_together(parts, from, i + 1, indent);
            if !joins {
                out.push(i - from);
                from = i;
            }
        }
    }

    /// Says that a line begins here, with so many blanks.
    pub(super) fn indent_now(&mut self, blanks: u32) {
        (self.indent, self.tabbed) = (blanks, false);
    }

    /// Goes past a token.
    pub(super) fn pass(&mut self, token: u32) {
        let text = self.tree.token_text(token);
        let Some(newline) = text.rfind('\n') else {
            self.col += columns(text);
            return;
        };
        self.col = columns(&text[newline + 1..]);
        if self.tree.kinds[token as usize] == T::Whitespace {
            let blanks = &text[newline + 1..];
            (self.indent, self.tabbed) = (columns(blanks), blanks.bytes().any(|byte| byte != b' '));
        }
    }
}
