//! What can be folded away in an editor.

use gait_syntax::{LineIndex, Node, NodeKind, Span, Tree};

use crate::snapshot::Snapshot;
use crate::source::SettingsFile;

/// A part of a text over several lines that can be shown as one.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fold {
    /// From the opening to the closing bracket, both included; or the comments.
    pub span: Span,
    /// What it is.
    pub kind: FoldKind,
    /// What to show in its place, if the first line alone does not say.
    pub label: Option<String>,
}

/// What can be folded.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum FoldKind {
    /// What stands in brackets.
    Region,
    /// Comments on neighbouring lines.
    Comment,
}

impl Snapshot {
    /// What can be folded, in the order of the text; at most one begins on a line.
    #[must_use]
    pub fn folding(&self) -> Vec<Fold> {
        folds(&self.tree, &self.lines)
    }
}

impl SettingsFile {
    /// What can be folded, in the order of the text; at most one begins on a line.
    #[must_use]
    pub fn folding(&self) -> Vec<Fold> {
        folds(&self.tree(), &self.lines)
    }
}

fn folds(tree: &Tree, lines: &LineIndex) -> Vec<Fold> {
    let mut out = comments(tree, lines);
    for node in tree.nodes() {
        let Some((open, close)) = node.brackets() else { continue };
        let span = Span::new(open.start, close.map_or(node.span().end, |close| close.end));
        if lines.line_of(span.start) < lines.line_of(span.end) {
            out.push(Fold { span, kind: FoldKind::Region, label: label(node) });
        }
    }
    out.sort_by_key(|fold| (lines.line_of(fold.span.start), std::cmp::Reverse(fold.span.end)));
    out.dedup_by_key(|fold| lines.line_of(fold.span.start));
    out
}

/// What a phase or a race is called where its first line does not say.
fn label(node: Node<'_>) -> Option<String> {
    let name = node.field("name").filter(|name| name.kind() == NodeKind::String)?;
    let (open, _) = node.brackets()?;
    let between = Span::new(open.end, name.span().start);
    let is_below = node.tree().slice(between).contains('\n');
    is_below.then(|| name.str_value().map(std::borrow::Cow::into_owned)).flatten()
}

/// Comments that stand alone on at least two neighbouring lines, and block comments over several.
fn comments(tree: &Tree, lines: &LineIndex) -> Vec<Fold> {
    let mut out: Vec<Fold> = Vec::new();
    for comment in tree.comments().filter(|comment| !comment.trailing) {
        let span = comment.span;
        let goes_on = |last: &Fold| {
            let gap = tree.slice(Span::new(last.span.end, span.start));
            gap.trim().is_empty() && lines.line_of(last.span.end) + 1 == lines.line_of(span.start)
        };
        match out.last_mut() {
            Some(last) if goes_on(last) => last.span.end = span.end,
            _ => out.push(Fold { span, kind: FoldKind::Comment, label: None }),
        }
    }
    out.retain(|fold| lines.line_of(fold.span.start) < lines.line_of(fold.span.end));
    out
}
