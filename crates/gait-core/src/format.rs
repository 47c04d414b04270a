//! Formatting: what the formatter proposes, kept only where it changes no meaning.

use gait_rules::{is_directive, suppressions};
use gait_syntax::edit::apply;
use gait_syntax::{
    Columns, Edit, LineIndex, Node, NodeId, NodeKind, Parse, Problem, Span, Style, TokenKind, Tree, parse,
};

/// The fields of a week: lists there stand on one line when they fit.
const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// How often parts of a text are tried by themselves, where formatting the whole would change its meaning.
const MOST_TRIES: usize = 64;

const STYLE: Style = Style { joined: is_day, pinned: is_directive };

/// Formats a plan or settings: the edits that make it so, sorted, none across a token.
///
/// What cannot be understood stays as it is, and so does everything where formatting would change what the text means.
#[must_use]
pub fn format(text: &str) -> Vec<Edit> {
    let before = parse(text);
    kept(&before, gait_syntax::format(&before.tree, &STYLE))
}

/// A text that was formatted.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Formatted {
    /// The text as it is now.
    pub text: String,
    /// Whether it is another than before.
    pub changed: bool,
    /// Where the text before could not be understood and was left as it is: the line, from 1, and what is wrong there.
    pub faults: Vec<(u32, String)>,
}

/// Formats a text and applies the edits.
#[must_use]
pub fn formatted(text: &str) -> Formatted {
    let before = parse(text);
    let edits = kept(&before, gait_syntax::format(&before.tree, &STYLE));
    let lines = LineIndex::new(text);
    let fault = |problem: &Problem| {
        (lines.position(problem.span.start, Columns::Chars).line + 1, problem.message.clone())
    };
    // A text without anything in it has nothing that could be left alone.
    let faults = before.tree.value().map(|_| before.problems.iter().map(fault).collect());
    Formatted {
        text: apply(text, &edits).unwrap_or_else(|_| text.to_owned()),
        changed: !edits.is_empty(),
        faults: faults.unwrap_or_default(),
    }
}

/// The edits of [`format()`] in the outermost items that a span touches.
#[must_use]
pub fn format_range(text: &str, span: Span) -> Vec<Edit> {
    let before = parse(text);
    kept(&before, gait_syntax::format_range(&before.tree, &STYLE, span))
}

/// A list of what is done on a day.
fn is_day(node: Node<'_>) -> bool {
    if node.kind() != NodeKind::List {
        return false;
    }
    let Some(parent) = node.parent() else { return false };
    match parent.kind() {
        NodeKind::Field => parent.name().is_some_and(|(name, _)| DAYS.contains(&name)),
        NodeKind::Entry => {
            let field = parent.parent().and_then(Node::parent);
            field.and_then(Node::name).is_some_and(|(name, _)| name == "days")
        }
        _ => false,
    }
}

/// The edits, if they change no meaning; else those that format as much of the text as can be without that.
fn kept(before: &Parse, edits: Vec<Edit>) -> Vec<Edit> {
    if edits.is_empty() {
        return edits;
    }
    let meaning = Meaning::of(before);
    match difference(before, &meaning, &edits) {
        None if before.problems.is_empty() || settled(before, &edits) => return edits,
        None => {}
        // A suppression may cover less where lines are divided; of a text that is whole nothing else ever changes.
        Some(what) => {
            debug_assert!(what == COVERED || !before.problems.is_empty(), "formatting changes {what}")
        }
    }
    let edits = Parts::format(before, meaning);
    // What would not settle is left alone.
    if settled(before, &edits) { edits } else { Vec::new() }
}

/// Whether a text stays as it is after these edits.
fn settled(before: &Parse, edits: &[Edit]) -> bool {
    apply(before.tree.text(), edits).is_ok_and(|text| settles(&parse(&text)))
}

/// Whether formatting leaves a text as it is.
fn settles(parse: &Parse) -> bool {
    let edits = gait_syntax::format(&parse.tree, &STYLE);
    let meaning = Meaning::of(parse);
    let good = difference(parse, &meaning, &edits).is_none();
    if good { edits.is_empty() } else { Parts::format(parse, meaning).is_empty() }
}

/// Finds the parts of a text that can be formatted by themselves.
struct Parts<'a> {
    before: &'a Parse,
    meaning: Meaning<'a>,
    /// The groups that stay as they are.
    stay: Vec<NodeId>,
    good: Vec<Edit>,
    tries: usize,
}

impl<'a> Parts<'a> {
    fn format(before: &'a Parse, meaning: Meaning<'a>) -> Vec<Edit> {
        let mut parts = Self { before, meaning, stay: Vec::new(), good: Vec::new(), tries: 0 };
        if let Some(value) = before.tree.value() {
            parts.inside(value);
        }
        parts.good
    }

    /// Formats each item of a group by itself, or what is in it, as far as that changes no meaning.
    fn inside(&mut self, group: Node<'_>) {
        self.stay.push(group.id());
        let edits = gait_syntax::format_inside(&self.before.tree, &STYLE, &self.stay);
        for item in group.children() {
            let span = item.span();
            let inside = edits.iter().filter(|edit| span.contains(edit.span)).cloned();
            let tried: Vec<Edit> = self.good.iter().cloned().chain(inside).collect();
            if tried.len() == self.good.len() || self.tries >= MOST_TRIES {
                continue;
            }
            self.tries += 1;
            if difference(self.before, &self.meaning, &tried).is_none() {
                self.good = tried;
            } else if let Some(group) = group_of(item) {
                self.inside(group);
            }
        }
    }
}

/// The group that an item is or has for its value.
fn group_of(item: Node<'_>) -> Option<Node<'_>> {
    if item.brackets().is_some() {
        Some(item)
    } else {
        item.value().filter(|value| value.brackets().is_some())
    }
}

/// What else a text means after edits, if anything.
fn difference(before: &Parse, meaning: &Meaning<'_>, edits: &[Edit]) -> Option<&'static str> {
    match apply(before.tree.text(), edits) {
        Ok(text) => meaning.difference(&Meaning::of(&parse(&text))),
        Err(_) => Some("places twice"),
    }
}

/// What formatting leaves alone: the nodes, the tokens but for commas, the comments, what is wrong with the text, and
/// what suppressions cover.
struct Meaning<'t> {
    nodes: Vec<(NodeKind, Option<NodeId>)>,
    tokens: Vec<&'t str>,
    problems: Vec<&'t str>,
    covered: Vec<Option<NodeId>>,
}

impl<'t> Meaning<'t> {
    fn of(parse: &'t Parse) -> Self {
        let tree = &parse.tree;
        Self {
            nodes: tree.nodes().map(|node| (node.kind(), node.parent().map(Node::id))).collect(),
            tokens: tree.tokens().filter_map(|(kind, span)| token(tree, kind, span)).collect(),
            problems: parse.problems.iter().map(|problem| problem.message.as_str()).collect(),
            covered: suppressions(tree)
                .iter()
                .map(|s| s.covers.map(|span| tree.covering(span).id()))
                .collect(),
        }
    }

    /// What differs in another text, if anything.
    fn difference(&self, other: &Meaning<'_>) -> Option<&'static str> {
        let same = [
            (self.tokens == other.tokens, "tokens"),
            (self.nodes == other.nodes, "nodes"),
            (self.problems == other.problems, "what is wrong"),
            (self.covered == other.covered, COVERED),
        ];
        same.into_iter().find(|(same, _)| !same).map(|(_, what)| what)
    }
}

/// What a suppression covers, in messages.
const COVERED: &str = "what a suppression covers";

fn token(tree: &Tree, kind: TokenKind, span: Span) -> Option<&str> {
    match kind {
        TokenKind::Whitespace | TokenKind::Comma => None,
        TokenKind::LineComment => Some(tree.slice(span).trim_end_matches([' ', '\t', '\r'])),
        _ => Some(tree.slice(span)),
    }
}
