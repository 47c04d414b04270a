//! What a text says, item by item: merging within lines, and a check that a merge says what both versions said.

use std::collections::BTreeMap;

use gait_syntax::{Node, NodeKind, parse};

use super::regions::{Numbers, Region, Touching, Who, hunks, regions};

/// The tokens of a text. A part of a text may begin in the middle of anything; its tokens tile it all the same.
fn tokens(text: &str) -> Vec<String> {
    let tree = parse(text).tree;
    // Lines may end differently; what they hold is compared.
    tree.tokens().map(|(_, span)| tree.slice(span).replace("\r\n", "\n")).collect()
}

/// The places where tokens of two texts differ: byte ranges in each.
pub(super) fn differences(old: &str, new: &str) -> Vec<(std::ops::Range<usize>, std::ops::Range<usize>)> {
    let (old, new) = (parse(old).tree, parse(new).tree);
    let mut numbers = Numbers::default();
    let old_numbers = numbers.of(old.tokens().map(|(_, span)| old.slice(span)));
    let new_numbers = numbers.of(new.tokens().map(|(_, span)| new.slice(span)));
    let ends = |tree: &gait_syntax::Tree| -> Vec<usize> {
        let ends = tree.tokens().map(|(_, span)| span.end as usize);
        std::iter::once(0).chain(ends).collect()
    };
    let (old_at, new_at) = (ends(&old), ends(&new));
    let bytes = |at: &[usize], range: std::ops::Range<usize>| at[range.start]..at[range.end];
    let found = hunks(&old_numbers, &new_numbers);
    found.into_iter().map(|hunk| (bytes(&old_at, hunk.old), bytes(&new_at, hunk.new))).collect()
}

/// Merges three versions of a part of a text by their tokens; nothing if both versions changed one of them.
pub(super) fn refined(base: &str, ours: &str, theirs: &str) -> Option<String> {
    let [base, ours, theirs] = [base, ours, theirs].map(tokens);
    let mut numbers = Numbers::default();
    let [b, o, t] = [&base, &ours, &theirs].map(|tokens| numbers.of(tokens.iter().map(String::as_str)));
    let mut out = String::new();
    let mut at = 0;
    for Region { ours: mine, theirs: other, base: from, who } in regions(&b, &o, &t, Touching::Apart) {
        out.push_str(&ours[at..mine.start].concat());
        at = mine.end;
        let (mine, other) = (ours[mine].concat(), theirs[other].concat());
        match who {
            Who::Ours => out.push_str(&mine),
            Who::Theirs => out.push_str(&other),
            Who::Both if mine == other => out.push_str(&mine),
            Who::Both if from.is_empty() && are_apart(&mine, &other) => {
                out.push_str(&mine);
                out.push_str(&other);
            }
            Who::Both => return None,
        }
    }
    out.push_str(&ours[at..].concat());
    Some(out)
}

/// Whether two texts that were put in at one place are whole fields or entries of different names, so that both can
/// stand there, in any order.
fn are_apart(one: &str, other: &str) -> bool {
    let (Some(one), Some(other)) = (Added::of(one), Added::of(other)) else { return false };
    one.comma == other.comma && one.names.iter().all(|name| !other.names.contains(name))
}

/// Fields or entries that were put in somewhere.
struct Added {
    names: Vec<String>,
    comma: Comma,
}

/// The end at which items have the comma that divides them from what was there.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Comma {
    First,
    Last,
}

impl Added {
    fn of(text: &str) -> Option<Self> {
        let (inside, comma) = match text.trim_start().strip_prefix(',') {
            Some(rest) => (rest, Comma::First),
            None => (text, Comma::Last),
        };
        [('(', ')'), ('{', '}')].into_iter().find_map(|(open, close)| {
            // A line of its own, as the text may end in a comment.
            let whole = parse(&format!("{open}{inside}\n{close}"));
            let group = whole.tree.value().filter(|_| whole.problems.is_empty())?;
            let names: Option<Vec<String>> = group.children().map(name).collect();
            let names = names.filter(|names| !names.is_empty())?;
            (has_last_comma(group) == (comma == Comma::Last)).then_some(Self { names, comma })
        })
    }
}

/// Whether a comma follows the last item of a group.
fn has_last_comma(group: Node<'_>) -> bool {
    let Some(last) = group.children().last() else { return false };
    let after = group.tree().tokens().filter(|(_, span)| span.start >= last.span().end);
    after.into_iter().any(|(kind, _)| kind == gait_syntax::TokenKind::Comma)
}

/// What a field or an entry is called.
fn name(item: Node<'_>) -> Option<String> {
    match item.kind() {
        NodeKind::Field => item.name().map(|(name, _)| name.to_owned()),
        NodeKind::Entry => item.key().map(|key| key.text().to_owned()),
        _ => None,
    }
}

/// Everything a sound text says: what stands under which fields, and the comments; how often.
pub(super) struct Facts(BTreeMap<(String, String), i64>);

impl Facts {
    /// Nothing if the text is not sound: it is no RON, or names something twice in one place.
    pub(super) fn of(text: &str) -> Option<Self> {
        let parse = parse(text);
        if !parse.problems.is_empty() {
            return None;
        }
        let mut facts = Self(BTreeMap::new());
        let mut path = String::new();
        facts.add(parse.tree.root(), &mut path)?;
        for comment in parse.tree.comments() {
            facts.count("//", parse.tree.slice(comment.span).trim_end());
        }
        Some(facts)
    }

    fn count(&mut self, path: &str, what: &str) {
        *self.0.entry((path.to_owned(), what.to_owned())).or_insert(0) += 1;
    }

    fn add(&mut self, node: Node<'_>, path: &mut String) -> Option<()> {
        let len = path.len();
        match node.kind() {
            NodeKind::Field => path.extend([".", node.name()?.0]),
            NodeKind::List | NodeKind::Map | NodeKind::Struct | NodeKind::Tuple => {
                // The name, but not the contents, which are counted one by one.
                self.count(path, node.name().map_or("", |(name, _)| name));
                let mut names: Vec<String> = node.children().filter_map(name).collect();
                let all = names.len();
                names.sort_unstable();
                names.dedup();
                if names.len() < all {
                    return None;
                }
            }
            NodeKind::Document | NodeKind::Entry => {}
            _ => self.count(path, node.text()),
        }
        for child in node.children() {
            self.add(child, path)?;
        }
        path.truncate(len);
        Some(())
    }

    fn get(&self, fact: &(String, String)) -> i64 {
        self.0.get(fact).copied().unwrap_or(0)
    }

    /// Whether this says what the base said, as changed by both versions, and nothing else. A change that both made
    /// counts once.
    pub(super) fn joins(&self, base: &Self, ours: &Self, theirs: &Self) -> bool {
        let all = [self, base, ours, theirs].into_iter().flat_map(|facts| facts.0.keys());
        all.into_iter().all(|fact| {
            let (b, o, t) = (base.get(fact), ours.get(fact), theirs.get(fact));
            let (mine, other) = (o - b, t - b);
            let merged = self.get(fact) - b;
            let once = if mine.signum() == other.signum() {
                mine.abs().max(other.abs()) * mine.signum()
            } else {
                mine + other
            };
            let (low, high) = (once.min(mine + other), once.max(mine + other));
            (low..=high).contains(&merged)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_of_one_line_are_merged() {
        let base = r#"mon: ["easy", "lower @ 18:00"],"#;
        let ours = r#"mon: ["easy: 8 km", "lower @ 18:00"],"#;
        let theirs = r#"mon: ["easy", "lower @ 17:00"], // earlier"#;
        let both = r#"mon: ["easy: 8 km", "lower @ 17:00"], // earlier"#;
        assert_eq!(refined(base, ours, theirs).as_deref(), Some(both));
        assert_eq!(refined("weeks: 4", "weeks: 5", "weeks: 6"), None);
        assert_eq!(refined("weeks: 4", "weeks: 5", "weeks: 5").as_deref(), Some("weeks: 5"));
    }

    #[test]
    fn items_of_different_names_stand_beside_each_other() {
        for (one, other, apart) in [
            ("\"a\": Easy(\"5 km\"),\n", "\"b\": Long(\"9 km\"),\n", true),
            ("\"a\": Easy(\"5 km\"),\n", "\"a\": Long(\"9 km\"),\n", false),
            (", tue: [\"easy\"]", ", wed: [\"long\"]", true),
            (", tue: [\"easy\"]", "wed: [\"long\"],", false),
            ("tue: [\"easy\"] // no comma", "wed: [\"long\"],", false),
            ("tue: [\"easy\"], // with one", "wed: [\"long\"],", true),
            ("\"easy\",", "\"long\",", false),
            ("// a comment\n", "// another\n", false),
        ] {
            assert_eq!(are_apart(one, other), apart, "{one} and {other}");
        }
    }

    #[test]
    fn facts_add_up() {
        let joins = |merged: &str, base: &str, ours: &str, theirs: &str| {
            let [merged, base, ours, theirs] = [merged, base, ours, theirs].map(Facts::of);
            merged.expect("sound").joins(
                &base.expect("sound"),
                &ours.expect("sound"),
                &theirs.expect("sound"),
            )
        };
        assert!(joins("(a: 2, b: 3)", "(a: 1, b: 1)", "(a: 2, b: 1)", "(a: 1, b: 3)"));
        assert!(!joins("(a: 2, b: 1)", "(a: 1, b: 1)", "(a: 2, b: 1)", "(a: 1, b: 3)"), "b is lost");
        assert!(joins("[1, 2]", "[1]", "[1, 2]", "[1, 2]"), "once");
        assert!(!joins("[1]", "[1]", "[1, 2]", "[1, 2]"), "never");
        assert!(!joins("[1] // a", "[1]", "[1]", "[1]"), "a comment from nowhere");
        assert!(Facts::of("(a: 1, a: 2)").is_none());
        assert!(Facts::of("{\"a\": 1, \"a\": 2}").is_none());
        assert!(Facts::of("(a: 1").is_none());
    }
}
