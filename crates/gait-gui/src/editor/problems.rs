//! What is done about problems: going from one to the next, fixing, silencing.

use egui::Context;
use gait_core::{Diagnostic, Inputs, Join, SessionKey, Snapshot, Source};

use super::Editor;
use crate::fixes::{FixVm, Scope};
use crate::panels::problems::Focus;
use crate::preferences::Middle;
use crate::request::Ask;
use crate::selection::Selection;
use crate::vm::problems::{ProblemVm, step};
use crate::vm::source::selection_at;

/// What is told after a fix: the way back is as long as the way there.
const WAY_BACK: &str = "Ctrl+Z takes it back";

impl Editor {
    pub(super) fn about_problems(&mut self, ask: Ask) {
        self.make_ready();
        match ask {
            Ask::Next => self.step_problem(true),
            Ask::Previous => self.step_problem(false),
            Ask::Pick(identity) => self.pick_problem(&identity),
            Ask::Unpick => self.state.problems.unpick(),
            Ask::OfSession(key) => self.problem_of(&key),
            Ask::ShowFixes => self.show_fixes(),
            Ask::Filter => {
                self.preferences.problems = true;
                self.state.problems.focus = Some(Focus::Filter);
            }
            Ask::Apply(index) => self.apply_fix(index),
            Ask::ApplyAll(scope) => self.state.problems.wanted = Some((scope, true)),
            Ask::Preview(scope) => self.state.problems.wanted = Some((scope, false)),
            Ask::Allow(reason) => self.allow(&reason),
        }
    }

    /// Looks for what is to be shown or applied, a little in each frame.
    pub(super) fn work_on_fixes(&mut self, ctx: &Context) {
        self.state.fixes.refresh(&self.document);
        if let Some((scope, apply)) = self.state.problems.wanted {
            if self.state.fixes.work_out(&self.document, scope) {
                ctx.request_repaint();
                return;
            }
            if apply {
                self.state.problems.wanted = None;
                self.apply_all(scope);
                self.make_ready();
            }
        }
        if !self.preferences.problems {
            return;
        }
        let Some((problem, diagnostic)) = self.current_problem() else { return };
        let (identity, diagnostic) = (problem.identity.clone(), diagnostic.clone());
        if self.state.fixes.look(&self.document, &identity, &diagnostic) {
            ctx.request_repaint();
        }
    }

    /// Makes what is shown that of the text as it is.
    pub(super) fn make_ready(&mut self) {
        self.views.refresh(&self.document, self.units());
        if self.preferences.middle == Middle::Charts {
            self.views.make_charts(&self.document);
        }
        self.state.fixes.refresh(&self.document);
        self.state.problems.refresh(&self.views.problems, self.document.check_version());
    }

    fn current_problem(&self) -> Option<(&ProblemVm, &Diagnostic)> {
        let index = self.views.problems.index_of(self.state.problems.current()?)?;
        Some((self.views.problems.rows.get(index)?, self.document.report().diagnostics.get(index)?))
    }

    fn step_problem(&mut self, forward: bool) {
        let problems = &self.state.problems;
        let current = problems.current().and_then(|identity| self.views.problems.index_of(identity));
        match step(problems.groups(), current, problems.stand(), forward) {
            Some(next) => self.go_to(next),
            None => self.state.status = "Nothing matches the filter of the problems".to_owned(),
        }
    }

    fn pick_problem(&mut self, identity: &str) {
        if let Some(index) = self.views.problems.index_of(identity) {
            self.go_to(index);
        }
    }

    /// Selects a problem, and what it is about on the board and in the text.
    fn go_to(&mut self, index: usize) {
        let Some(problem) = self.views.problems.rows.get(index) else { return };
        let target = problem.target.clone().or_else(|| selection_at(&self.document, problem.span.start));
        if let Some(target) = target {
            self.state.reveal = Some(target.clone());
            self.document.select(target);
        }
        // A mistake stands in the text and often nowhere else.
        if !problem.is_rule {
            self.preferences.source = true;
        }
        if self.preferences.source {
            self.state.show_source = Some(problem.span);
        }
        self.make_current(index);
    }

    fn make_current(&mut self, index: usize) {
        let Some(problem) = self.views.problems.rows.get(index) else { return };
        self.state.status =
            format!("{}: {} (line {})", problem.severity.name(), problem.message, problem.line);
        self.state.problems.pick(&self.views.problems, index);
        if !self.state.typing {
            self.state.problems.focus = Some(Focus::Row);
        }
    }

    /// Opens the worst problem of a session, which stays selected: the problem may be as much about another.
    fn problem_of(&mut self, key: &SessionKey) {
        let problems = &self.views.problems;
        let index = problems.of_session(key).and_then(|problem| problems.index_of(&problem.identity));
        let Some(index) = index else {
            self.state.status = format!("There is no problem with {}", key.name);
            return;
        };
        self.preferences.problems = true;
        self.make_current(index);
    }

    fn show_fixes(&mut self) {
        self.preferences.problems = true;
        let key = self.document.selection().session().cloned();
        let is_about = |key: &SessionKey| self.current_problem().is_some_and(|(p, _)| p.is_about(key));
        match key.filter(|key| self.views.problems.of_session(key).is_some()) {
            Some(key) if !is_about(&key) => self.problem_of(&key),
            _ if self.current_problem().is_none() => self.step_problem(true),
            _ => {}
        }
        self.state.problems.focus = Some(Focus::Fixes);
    }

    fn apply_fix(&mut self, index: usize) {
        let Some((problem, _)) = self.current_problem() else { return };
        let code = problem.code;
        let known = self.state.fixes.known(&problem.identity);
        let Some(fix) = known.and_then(|known| known.fixes.get(index)).cloned() else { return };
        let FixVm { label, gain, edits, .. } = fix;
        let gain = if gain.is_empty() { gain } else { format!(" ({gain})") };
        self.edit(&format!("Fix {code}"), &edits, &format!("Fixed {code}: {label}{gain}"));
    }

    fn apply_all(&mut self, scope: Scope) {
        let Some(offer) = self.state.fixes.offer(scope).cloned() else { return };
        let count = offer.applied.len();
        if count == 0 {
            self.state.status = match scope {
                Scope::Rule(rule, _) => format!("No fix of {rule} is known to help"),
                Scope::Safe => "No safe fix is known to help".to_owned(),
            };
            return;
        }
        let labels: Vec<&str> = offer.applied.iter().map(|applied| applied.label.as_str()).collect();
        let name = scope.name(count);
        self.edit(&name, &offer.edits, &format!("{name}: {}", labels.join("; ")));
    }

    fn allow(&mut self, reason: &str) {
        let Some((problem, diagnostic)) = self.current_problem() else { return };
        let code = problem.code;
        match self.document.snapshot().allow_because(diagnostic, reason) {
            Ok(edits) => {
                self.state.problems.reason = None;
                self.edit(&format!("Allow {code}"), &edits, &format!("Allowed {code}"));
            }
            Err(refusal) => {
                self.state.problems.refusal = Some(refusal.reason);
                self.state.problems.focus = Some(Focus::Reason);
            }
        }
    }

    /// Where the selected session is after edits that move it: on the nearest day to which they brought one of its name.
    fn followed(&self, edits: &[gait_core::Edit]) -> Option<Selection> {
        let key = self.document.selection().session()?;
        let was = self.document.snapshot();
        let text = gait_core::apply(self.document.text(), edits).ok()?;
        let inputs = self.document.inputs();
        let plan = Source::new(inputs.plan.name.as_str(), text);
        let is = Snapshot::new(&Inputs { plan, ..inputs.clone() });
        if is.session(key).is_some() {
            return None;
        }
        let named = is.calendar.sessions.iter().filter(|session| session.name == key.name);
        let new = named
            .map(|session| SessionKey::of(&is.calendar, session))
            .filter(|key| was.session(key).is_none());
        let nearest =
            new.min_by_key(|new| new.date.since(key.date).map_or(i32::MAX, |span| span.get_days().abs()))?;
        Some(Selection::Session(nearest))
    }

    /// Makes edits as one step, and tells what was done.
    fn edit(&mut self, name: &str, edits: &[gait_core::Edit], told: &str) {
        let selection = self.followed(edits);
        self.state.undo_status = None;
        self.state.status = match self.document.apply(name, edits, Join::Never, selection, self.state.now) {
            Ok(()) => format!("{told} · {WAY_BACK}"),
            Err(_) => format!("{name} does not fit the text any more"),
        };
    }
}
