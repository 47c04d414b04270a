//! Suppressions in comments.

use gait_rules::RULES;
use gait_syntax::Span;

use super::key::rule_item;
use super::{Completion, CompletionKind, Item, item};
use crate::hover::Desk;

/// How a suppression begins.
const BEGIN: &str = "gait: allow(";

impl Desk<'_> {
    /// `gait: allow(rule): why`
    pub(super) fn in_comment(&self, comment: Span) -> Vec<Completion> {
        let at = self.site.offset;
        let before = self.site.tree.slice(Span::new(comment.start, at));
        let body = before.trim_start_matches(['/', '*']).trim_start();
        let start = at - u32::try_from(body.len()).unwrap_or(0);
        let after = self.site.tree.slice(Span::new(at, comment.end));
        // Two letters of it, so that no other comment is disturbed.
        if body.len() >= 2 && BEGIN.starts_with(body) {
            let item = Item::new(CompletionKind::Snippet, "gait: allow(…): …")
                .detail("silences a rule where it stands")
                .documentation("Covers what begins on this line, or on the next one if nothing stands before it.\n\nMore: `gait explain suppressions`")
                .snippet("gait: allow($1): $0")
                .filter(BEGIN);
            if body != BEGIN {
                return item::all(vec![item], Span::new(start, at));
            }
        }
        let Some(list) =
            body.strip_prefix("gait:").map(str::trim_start).and_then(|rest| rest.strip_prefix("allow"))
        else {
            return Vec::new();
        };
        let Some(list) = list.trim_start().strip_prefix('(').filter(|list| !list.contains(')')) else {
            return Vec::new();
        };
        let is_word = |c: char| c.is_ascii_alphanumeric() || c == '-';
        let word = list.len() - list.trim_end_matches(is_word).len();
        let rest = after.len() - after.trim_start_matches(is_word).len();
        let to_u32 = |len: usize| u32::try_from(len).unwrap_or(0);
        let span = Span::new(at - to_u32(word), if word == 0 { at } else { at + to_u32(rest) });
        let named: Vec<&str> = list[..list.len() - word].split(',').map(str::trim).collect();
        let covers = gait_rules::suppressions(self.site.tree).into_iter().find(|one| one.span == comment);
        let covers = covers.and_then(|one| one.covers);
        let rules = RULES.iter().filter(|rule| !named.contains(&rule.name));
        item::all(rules.map(|rule| self.suppressed(rule, comment, covers)).collect(), span)
    }

    /// A rule: those with findings in what the comment covers first, then those with findings elsewhere.
    fn suppressed(&self, rule: &'static gait_rules::Rule, comment: Span, covers: Option<Span>) -> Item {
        let findings = self.snapshot.map_or(&[][..], |snapshot| &snapshot.findings);
        // What is said of the comment itself goes once it is written.
        let of_rule: Vec<&gait_rules::Finding> = findings
            .iter()
            .filter(|finding| finding.rule().name == rule.name && !comment.contains(finding.span))
            .collect();
        let here = |finding: &&&gait_rules::Finding| {
            covers.is_some_and(|node| finding.positions().any(|p| node.contains(p)))
        };
        let count = of_rule.iter().filter(here).count();
        let (count, place, rank) =
            if count > 0 { (count, "here", 0) } else { (of_rule.len(), "in this plan", 1) };
        let item = rule_item(rule);
        if count == 0 {
            return item;
        }
        let word = if count == 1 { "finding" } else { "findings" };
        item.detail(format!("{}; {count} {word} {place}", rule.summary)).rank(rank)
    }
}
