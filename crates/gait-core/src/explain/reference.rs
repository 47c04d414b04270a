//! `gait-rules/RULES.md`: every rule on one page, with links to their own.

use gait_rules::references::works;
use gait_rules::{Group, Param, RULES, Rule};

use super::page;

const HEAD: &str = "<!-- Generated from the rules by `just bless`; edits are lost. -->\n\n# Rules\n\n";

/// The reference of all rules, Markdown. Links lead from the folder of `gait-rules`.
#[must_use]
pub fn reference() -> String {
    let mut out = HEAD.to_owned();
    out.push_str(&format!(
        "{} rules. Each has a page with examples, reasons and evidence; `gait explain NAME` shows it. A single finding may \
         be more or\nless severe than its rule. *Evidence* grades the reason for a rule, not its numbers: A reviews of \
         trials, B trials, C cohorts,\nD consensus, convention or a model, E one article, – plain hygiene; see \
         [evidence](../gait-core/src/topics/evidence.md).\n",
        RULES.len()
    ));
    for group in Group::ALL {
        let rules: Vec<&Rule> = RULES.iter().filter(|rule| rule.group == group).collect();
        out.push_str(&section(group, &rules));
    }
    out.push_str("\n## References\n\nThe works that pages name, and how far we have looked at each.\n\n");
    for work in works() {
        out.push_str(&format!("- **{}**: {work}\n", work.key));
    }
    out
}

fn section(group: Group, rules: &[&Rule]) -> String {
    let mut out = format!("\n## {}\n\nRules about {}.\n\n", group.name(), page::group_summary(group));
    out.push_str("| rule | severity | evidence | what it finds |\n|---|---|---|---|\n");
    for rule in rules {
        let page = rule.name.replace('-', "_");
        let grade = rule.grade().unwrap_or('–');
        out.push_str(&format!(
            "| [`{}`](src/rules/{page}.md) | {} | {grade} | {} |\n",
            rule.name,
            rule.severity.name(),
            cell(rule.summary)
        ));
    }
    if rules.iter().any(|rule| !rule.params.is_empty()) {
        out.push_str("\n| parameter | of | default | range | meaning |\n|---|---|---|---|---|\n");
        for rule in rules {
            rule.params.iter().for_each(|param| out.push_str(&parameter(rule, param)));
        }
    }
    out
}

fn parameter(rule: &Rule, param: &Param) -> String {
    let (low, high) = param.range;
    format!(
        "| `{}` | `{}` | {} | {low} to {} | {} |\n",
        param.name,
        rule.name,
        page::quantity(param, param.default),
        page::quantity(param, high),
        cell(param.doc)
    )
}

/// A bar would end the cell.
fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}
