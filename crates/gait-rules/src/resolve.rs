//! Which level and which value of each parameter holds where: rules' own, then the profile, `gait.ron`, the plan's
//! `lint`, the phase's `lint`; the last that speaks wins.

use gait_model::plan::{Lint, Plan, Profile};
use rustc_hash::FxHashMap;

use crate::RULES;
use crate::rule::{Level, Param, Severity};
use crate::settings::{Settings, level, profile_levels, read_value, rules_named};

/// Levels and parameters for one plan.
#[derive(Clone, Debug)]
pub(crate) struct Resolved {
    /// One scope per phase.
    phases: Vec<Scope>,
    /// Whether nobody has set a parameter.
    is_default: bool,
}

#[derive(Clone, Debug)]
struct Scope {
    levels: Vec<Option<Level>>,
    params: FxHashMap<(usize, &'static str), f64>,
    errors_only: bool,
}

impl Resolved {
    pub(crate) fn new(plan: &Plan, settings: &Settings) -> Self {
        let mut scope =
            Scope { levels: vec![None; RULES.len()], params: FxHashMap::default(), errors_only: false };
        scope.apply_profile(settings.lint.profile.as_ref().map(|p| &p.value));
        scope.apply(&settings.lint);
        scope.apply_profile(plan.lint.profile.as_ref().map(|p| &p.value));
        scope.apply(&plan.lint);
        let phases = plan.phases.iter().map(|phase| {
            let mut scope = scope.clone();
            scope.apply_profile(phase.lint.profile.as_ref().map(|p| &p.value));
            scope.apply(&phase.lint);
            scope
        });
        let mut phases: Vec<Scope> = phases.collect();
        // What belongs to no phase is judged by the plan's own scope, kept last.
        phases.push(scope);
        let is_default = phases.iter().all(|scope| scope.params.is_empty());
        Self { phases, is_default }
    }

    fn scope(&self, phase: Option<usize>) -> &Scope {
        let last = self.phases.len() - 1;
        &self.phases[phase.unwrap_or(last).min(last)]
    }

    /// The value of a parameter of a rule in a phase, or for what belongs to none. Rules ask again and again, and mostly
    /// nobody has set any.
    #[inline]
    pub(crate) fn param(&self, rule: usize, param: Param, phase: Option<usize>) -> f64 {
        // What nobody can set would hold its default without a word.
        debug_assert!(RULES[rule].params.contains(&param), "`{}` is of another rule", param.name);
        if self.is_default { param.default } else { self.set_param(rule, param, phase) }
    }

    fn set_param(&self, rule: usize, param: Param, phase: Option<usize>) -> f64 {
        *self.scope(phase).params.get(&(rule, param.name)).unwrap_or(&param.default)
    }

    /// The severity to show, or nothing if the rule is silent there.
    pub(crate) fn severity(&self, rule: usize, own: Severity, phase: Option<usize>) -> Option<Severity> {
        let scope = self.scope(phase);
        let severity = match scope.levels[rule] {
            Some(Level::Off) => return None,
            Some(Level::At(severity)) => severity,
            None => own,
        };
        (!scope.errors_only || severity == Severity::Error).then_some(severity)
    }

    /// The worst that the rule may say anywhere in the plan; nothing if it is off, so that it need not run.
    pub(crate) fn worst(&self, rule: usize) -> Option<Severity> {
        let worst = RULES[rule].worst;
        (0..self.phases.len()).filter_map(|phase| self.severity(rule, worst, Some(phase))).max()
    }
}

impl Scope {
    fn apply_profile(&mut self, profile: Option<&Profile>) {
        let Some(profile) = profile else { return };
        self.errors_only = *profile == Profile::Minimal;
        for (name, level) in profile_levels(profile) {
            if let Some(rule) = crate::find(name) {
                self.levels[rule] = Some(*level);
            }
        }
    }

    fn apply(&mut self, lint: &Lint) {
        // Groups first, so that a rule's own level wins over its group's whatever the order of the text.
        let named = |single: bool| {
            lint.levels.iter().filter(move |(name, _)| crate::find(&name.value).is_some() == single)
        };
        for (name, raw) in named(false).chain(named(true)) {
            for rule in rules_named(&name.value) {
                self.levels[rule] = Some(level(&raw.value));
            }
        }
        for (name, values) in &lint.params {
            let Some(rule) = crate::find(&name.value) else { continue };
            for (key, value) in values {
                let param = RULES[rule].params.iter().find(|p| p.name == key.value);
                if let Some((param, Ok(number))) = param.map(|p| (p, read_value(p, value))) {
                    self.params.insert((rule, param.name), number);
                }
            }
        }
    }
}
