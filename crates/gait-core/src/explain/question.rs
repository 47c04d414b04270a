//! Questions of training that the rules answer, with the numbers of the rules in the text.

use gait_model::units::KM_PER_MILE;
use gait_rules::{Param, RULES, Rule, Unit, find, round_to};

use crate::wording::sentence;

use super::answer::{self, Figures, Table};
use super::references;

/// A question of training.
#[derive(Debug)]
pub struct Question {
    /// What it is called by.
    pub name: &'static str,
    /// The question itself.
    pub summary: &'static str,
    /// The rules behind the answer, the first the most.
    pub rules: &'static [&'static str],
    /// The answer and its evidence, Markdown; `{rule.parameter}` stands for a number.
    text: &'static str,
    /// The numbers of a plan.
    pub(super) figures: fn(&Figures<'_>) -> Vec<Table>,
}

macro_rules! questions {
    ($($name:literal, $summary:literal, $figures:path: $($rule:literal)+;)*) => {
        &[$(Question {
            name: $name,
            summary: $summary,
            rules: &[$($rule),+],
            text: include_str!(concat!("../questions/", $name, ".md")),
            figures: $figures,
        }),*]
    };
}

/// The questions that a plan alone can answer.
pub(super) const QUESTIONS: &[Question] = questions! {
    "how-many-sessions", "how many strength sessions a week?", answer::how_many_sessions:
        "strength-frequency" "third-session-over-30-miles" "fifty-mile-cap" "starting-too-hard";
    "how-long", "how long is a strength session?", answer::how_long:
        "strength-session-length";
    "which-days", "which days are for lifting?", answer::which_days:
        "strength-not-on-hard-day" "lower-body-before-key-run" "muscle-group-48h" "hard-days-in-a-row"
        "too-few-clean-days" "recovery-day-too-hard" "no-rest-day" "interference-score-high";
    "lift-before-running", "may I lift before running?", answer::lift_before_running:
        "strength-before-run-same-day" "same-day-gap-awkward";
    "lift-near-long-run", "how far from the long run do I lift?", answer::lift_near_long_run:
        "strength-on-long-run-day" "lower-body-before-key-run";
    "lift-near-race", "how do I lift near a race?", answer::lift_near_race:
        "lower-body-in-race-week" "peak-strength-cap" "strength-frequency" "taper-not-a-taper" "too-soon-after-race";
    "how-hard", "how hard are sets?", answer::how_hard:
        "reserve-too-small" "failure-near-key-run" "starting-too-hard";
    "when-to-add-weight", "when do I add weight?", answer::when_to_add_weight:
        "load-step-unearned" "load-step-size" "many-variables-at-once";
    "when-to-ease-off", "when do I ease off?", answer::when_to_ease_off:
        "deload-missing" "deload-not-light";
    "which-lifts", "which lifts?", answer::which_lifts:
        "pillar-missing" "core-pattern-missing" "unilateral-share" "no-calf-work" "plyometric-dose";
    "mobility-first", "do I need mobility first?", answer::mobility_first:
        "mobility-gate" "mobility-plan-missing" "warm-up-missing";
    "is-this-a-spike", "is this run, or this week, too big a step?", answer::is_this_a_spike:
        "single-run-spike" "weekly-distance-jump";
};

impl Question {
    /// The page, Markdown: the answer, the rules behind it, the evidence, the works.
    pub(super) fn page(&self) -> String {
        let (answer, evidence) = self.text.split_once("\n## Evidence\n").unwrap_or((self.text, ""));
        let mut page = format!("# {}\n\n*{}*\n\n", self.name, sentence(self.summary));
        page.push_str(&filled(answer));
        page.push_str("\n## Rules\n\n");
        for rule in self.rules() {
            page.push_str(&format!("- `{}` ({}): {}\n", rule.name, rule.severity.name(), rule.summary));
        }
        page.push_str(&format!(
            "\nNumbers are the rules' own, before settings. `gait explain {} --plan FILE` adds those of a plan.\n",
            self.name
        ));
        page.push_str(&format!("\n## Evidence\n{}", filled(evidence)));
        page.push_str(&references::section(self.text));
        page
    }

    /// The rules behind the answer.
    pub(crate) fn rules(&self) -> impl Iterator<Item = &'static Rule> {
        self.rules.iter().filter_map(|name| find(name)).map(|index| &RULES[index])
    }
}

/// A text with its numbers filled in; what names no parameter stays as it is, which a test forbids.
fn filled(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let Some((inside, behind)) = after.split_once('}') else {
            return format!("{out}{{{after}");
        };
        match number(inside) {
            Some(number) => out.push_str(&number),
            None => out.push_str(&format!("{{{inside}}}")),
        }
        rest = behind;
    }
    out + rest
}

/// `rule.parameter`, with its unit; `rule.parameter bare` without; `rule.parameter in mi` in miles.
fn number(placeholder: &str) -> Option<String> {
    let (path, form) = placeholder.split_once(' ').unwrap_or((placeholder, ""));
    let (rule, name) = path.split_once('.')?;
    let param = RULES[find(rule)?].params.iter().find(|param| param.name == name)?;
    match form {
        "" => Some(quantity(param)),
        "bare" => Some(round_to(param.default, 0.1).to_string()),
        "in mi" => Some(format!("{} miles", round_to(param.default / KM_PER_MILE, 0.1))),
        _ => None,
    }
}

fn quantity(param: &Param) -> String {
    match param.unit {
        Unit::Days => format!("{} days", param.default),
        _ => super::page::quantity(param, param.default),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_of_a_question_exists() {
        for question in QUESTIONS {
            for rule in question.rules {
                assert!(find(rule).is_some(), "{} names `{rule}`, which is no rule", question.name);
            }
        }
    }

    #[test]
    fn every_number_is_filled_in_and_belongs_to_a_rule_behind_the_answer() {
        for question in QUESTIONS {
            assert!(!question.page().contains(['{', '}']), "{}", question.page());
            for inside in question.text.split('{').skip(1) {
                let rule = inside.split('.').next().unwrap_or_default();
                assert!(question.rules.contains(&rule), "{} takes a number from `{rule}`", question.name);
            }
        }
    }

    #[test]
    fn answers_have_numbers_evidence_and_works() {
        for question in QUESTIONS {
            let page = question.page();
            assert!(question.text.contains('{'), "{} says no number", question.name);
            for heading in ["\n## Rules\n", "\n## Evidence\n\nGrade ", "\n## References\n"] {
                assert!(page.contains(heading), "{} lacks {heading:?}", question.name);
            }
            assert!(question.summary.ends_with('?'), "{}", question.summary);
        }
    }

    #[test]
    fn numbers_follow_the_rules() {
        assert_eq!(number("fifty-mile-cap.limit_km in mi").as_deref(), Some("50 miles"));
        assert_eq!(number("fifty-mile-cap.limit_km").as_deref(), Some("80.5 km"));
        assert_eq!(number("strength-session-length.min bare").as_deref(), Some("30"));
        assert_eq!(number("no-rest-day.window").as_deref(), Some("7 days"));
        assert_eq!(filled("{no-rest-day.widow} or {x"), "{no-rest-day.widow} or {x");
    }
}
