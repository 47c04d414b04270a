//! Suppressions: `// gait: allow(rule, rule): reason`.

use gait_model::calendar::{Aspect, Part};
use gait_model::change::Change;
use gait_syntax::{NodeKind, Span, Tree, nearest};

use crate::RULES;
use crate::finding::Finding;
use crate::occurrence::Occurrences;
use crate::proposal::Safety;
use crate::rule::{Group, Severity};

/// What stands in place of a reason until somebody writes one: plainly none, so that nobody leaves it there by mistake.
pub const NO_REASON_YET: &str = "REASON TO BE WRITTEN";

/// A comment that silences rules in a part of the text.
#[derive(Clone, Debug)]
pub struct Suppression {
    /// The comment.
    pub span: Span,
    /// The rules it names, with their places.
    pub rules: Vec<(String, Span)>,
    /// The part of the text it covers; nothing if no code follows.
    pub covers: Option<Span>,
    /// Whether it says why.
    pub has_reason: bool,
    /// What is wrong with its form, if anything.
    pub malformed: Option<String>,
}

/// The suppressions of a text, in order.
#[must_use]
pub fn suppressions(tree: &Tree) -> Vec<Suppression> {
    let mut out = Vec::new();
    // Most plans have none, and a text is searched faster than its comments are told apart.
    if !tree.text().contains("gait:") {
        return out;
    }
    for comment in tree.comments() {
        let text = &tree.text()[comment.span.range()];
        let Some(body) = directive(text) else { continue };
        let offset = comment.span.start + u32::try_from(text.len() - body.len()).unwrap_or(0);
        let mut one = parse(body, offset, comment.span);
        one.covers = covered(tree, comment.span, comment.trailing);
        out.push(one);
    }
    out
}

/// Whether a comment says something of the code on its line, or on the next.
#[must_use]
pub fn is_directive(comment: &str) -> bool {
    directive(comment).is_some()
}

/// What follows `gait:` in a comment that begins with it.
fn directive(comment: &str) -> Option<&str> {
    let body = comment.strip_prefix("//").or_else(|| comment.strip_prefix("/*"))?.trim_start();
    body.strip_prefix("gait:").map(str::trim_start)
}

fn parse(body: &str, offset: u32, span: Span) -> Suppression {
    let mut out = Suppression { span, rules: Vec::new(), covers: None, has_reason: false, malformed: None };
    let Some((list, rest)) = body
        .strip_prefix("allow")
        .and_then(|b| b.trim_start().strip_prefix('('))
        .and_then(|b| b.split_once(')'))
    else {
        out.malformed = Some("expected `allow(rule): reason` after `gait:`".to_owned());
        return out;
    };
    let start = offset + u32::try_from(list.as_ptr() as usize - body.as_ptr() as usize).unwrap_or(0);
    let mut at = 0;
    for name in list.split(',') {
        let trimmed = name.trim();
        if !trimmed.is_empty() {
            let lead = name.len() - name.trim_start().len();
            let from = start + u32::try_from(at + lead).unwrap_or(0);
            out.rules.push((
                trimmed.to_owned(),
                Span::new(from, from + u32::try_from(trimmed.len()).unwrap_or(0)),
            ));
        }
        at += name.len() + 1;
    }
    if out.rules.is_empty() {
        out.malformed = Some("`allow()` names no rule".to_owned());
    }
    let reason = rest.trim_start().strip_prefix(':').unwrap_or("").trim().trim_end_matches("*/").trim();
    out.has_reason = !reason.is_empty() && reason != NO_REASON_YET;
    out
}

/// After code a comment covers the outermost node that begins on its line; alone on a line, the outermost node that
/// begins on the next line of code; before the plan itself, the whole file.
fn covered(tree: &Tree, comment: Span, trailing: bool) -> Option<Span> {
    let text = tree.text();
    let line_start = |at: usize| text[..at].rfind('\n').map_or(0, |i| i + 1);
    let from = if trailing {
        line_start(comment.start as usize)
    } else {
        let code = tree
            .tokens()
            .find(|(kind, span)| span.start >= comment.end && !kind.is_trivia())
            .map(|(_, span)| span.start as usize)?;
        line_start(code)
    };
    let to = text[from..].find('\n').map_or(text.len(), |i| from + i);
    let value = tree.value()?;
    if (from..=to).contains(&(value.span().start as usize)) && !trailing {
        return Some(Span::new(0, u32::try_from(text.len()).unwrap_or(u32::MAX)));
    }
    outermost(value, from, to).map(|node| node.span())
}

/// The outermost node that begins in a line: a field or entry as a whole, an element of a list.
fn outermost(node: gait_syntax::Node<'_>, from: usize, to: usize) -> Option<gait_syntax::Node<'_>> {
    let start = node.span().start as usize;
    if start > to || (node.span().end as usize) < from {
        return None;
    }
    if start >= from && node.kind() != NodeKind::Document {
        return Some(node);
    }
    node.children().find_map(|child| outermost(child, from, to))
}

/// The rule whose findings come from here.
pub(crate) const RULE_NAME: &str = "suppression-without-reason";

/// Takes out the findings that a suppression silences, and reports suppressions that are at fault.
pub(crate) fn apply(list: &[Suppression], findings: &mut Vec<Finding>, out: &mut Occurrences) {
    let mut used: Vec<Vec<bool>> = list.iter().map(|one| vec![false; one.rules.len()]).collect();
    findings.retain(|finding| {
        let mut silenced = false;
        for (one, used) in list.iter().zip(&mut used) {
            let covers = one.covers.is_some_and(|node| finding.positions().any(|p| node.contains(p)));
            if !covers || !one.has_reason {
                continue;
            }
            for ((name, _), used) in one.rules.iter().zip(used) {
                if name == finding.rule().name {
                    *used = true;
                    silenced = true;
                }
            }
        }
        !silenced
    });
    for (one, used) in list.iter().zip(&used) {
        report(one, used, out);
    }
}

/// Reports what is wrong with a suppression; `used` says of each of its rules whether it silences anything.
fn report(one: &Suppression, used: &[bool], out: &mut Occurrences) {
    const WHOLE: Aspect = Aspect::Content(Part::Whole);
    if let Some(fault) = &one.malformed {
        out.warn(one.span, WHOLE).help("write `// gait: allow(rule-name): why`").say(fault);
        return;
    }
    let mut known = true;
    for (name, span) in &one.rules {
        if crate::find(name).is_none() {
            known = false;
            let near = nearest(name, RULES.iter().map(|r| r.name));
            let is_group = Group::ALL.iter().any(|group| group.name() == name);
            let help = match near {
                _ if is_group => {
                    format!("that is a group: name the rules, which `gait rules --group {name}` lists")
                }
                Some(near) => format!("did you mean `{near}`?"),
                None => "`gait rules` lists them".to_owned(),
            };
            let mut draft = out.warn(*span, WHOLE).help(help);
            if let Some(near) = near.filter(|_| !is_group) {
                let change = Change::Respell { name: *span, with: near.to_owned() };
                draft = draft.propose(Safety::Safe, format!("write `{near}`"), change);
            }
            draft.say(format!("no rule is called `{name}`"));
        }
    }
    let names: Vec<&str> = one.rules.iter().map(|(name, _)| name.as_str()).collect();
    let names = names.join(", ");
    if !one.has_reason {
        out.warn(one.span, WHOLE)
            .help(format!("write `// gait: allow({names}): why`"))
            .say(format!("allow({names}) gives no reason, so it silences nothing"));
    } else if known && !used.contains(&true) {
        out.report(Severity::Warning, one.span, WHOLE)
            .help("remove the comment")
            .propose(Safety::Safe, "remove the comment", Change::RemoveComment { comment: one.span })
            .say(format!("allow({names}) silences nothing here"));
    } else {
        for (at, (name, span)) in one.rules.iter().enumerate() {
            if used.get(at) == Some(&false) && crate::find(name).is_some() {
                let mut draft = out.warn(*span, WHOLE).help(format!("take `{name}` out of the comment"));
                if let Some(name_and_comma) = with_comma(&one.rules, at) {
                    let change = Change::Respell { name: name_and_comma, with: String::new() };
                    draft = draft.propose(Safety::Safe, format!("take `{name}` out"), change);
                }
                draft.say(format!("`{name}` silences nothing here"));
            }
        }
    }
}

/// A name of a list with the comma that goes with it; nothing if it is the only one.
fn with_comma(rules: &[(String, Span)], at: usize) -> Option<Span> {
    let (_, span) = rules.get(at)?;
    match at.checked_sub(1).and_then(|before| rules.get(before)) {
        Some((_, before)) => Some(Span::new(before.end, span.end)),
        None => rules.get(at + 1).map(|(_, next)| Span::new(span.start, next.start)),
    }
}
