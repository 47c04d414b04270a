//! Checking: inputs in, report out.

use gait_model::change::Change;
use gait_model::path::Paths;
use gait_rules::Severity;
use gait_syntax::{Columns, LineIndex, Problem, Span};

use crate::gesture::SessionKey;
use crate::prove::Fix;
use crate::report::{Diagnostic, EditReport, FixReport, OccurrenceReport, Place, Related, Report};
use crate::snapshot::Snapshot;
use crate::source::{Inputs, SettingsFile, SourceId};

/// Checks a plan; the same text gives the same report on every machine.
#[must_use]
pub fn check(inputs: &Inputs) -> Report {
    Snapshot::new(inputs).report()
}

impl Snapshot {
    /// Everything there is to say about the plan, by position. What is wrong with settings is not among it: they are
    /// read once for many plans; see [`SettingsFile::report`].
    #[must_use]
    pub fn report(&self) -> Report {
        let count = self.problems.len() + self.findings.len() + 1;
        let mut diagnostics: Vec<Diagnostic> = Vec::with_capacity(count);
        if self.tree.has_bom() {
            diagnostics.push(self.bom());
        }
        diagnostics.extend(self.problems.iter().map(|p| problem(p, SourceId::Plan, &self.lines)));
        let mut paths = Paths::new(&self.tree);
        diagnostics.extend(self.findings.iter().map(|f| self.finding(f, &mut paths)));
        diagnostics.sort_by(|a, b| (a.span, a.code).cmp(&(b.span, b.code)));
        Report { source: self.source.name.clone(), diagnostics, scores: None }
    }

    /// The report with the fixes that are known to help; `inputs` are those of the snapshot.
    #[must_use]
    pub fn report_with_fixes(&self, inputs: &Inputs) -> Report {
        let mut report = self.report();
        for diagnostic in report.diagnostics.iter_mut().filter(|d| d.is_rule) {
            diagnostic.fixes = Some(self.fix_reports(inputs, diagnostic));
        }
        report
    }

    /// The fixes of the finding that a diagnostic shows, best first, as plain data.
    #[must_use]
    pub fn fix_reports(&self, inputs: &Inputs, diagnostic: &Diagnostic) -> Vec<FixReport> {
        self.fixes_for(inputs, diagnostic).iter().map(|fix| self.fix_report(fix)).collect()
    }

    fn fix_report(&self, fix: &Fix) -> FixReport {
        let edit = |edit: &gait_syntax::Edit| EditReport {
            span: edit.span,
            place: place(&self.lines, edit.span),
            text: edit.text.clone(),
        };
        let mut edits: Vec<EditReport> = fix.edits.iter().map(edit).collect();
        // What is inserted at one place keeps its order.
        edits.sort_by_key(|edit| edit.span);
        FixReport { label: fix.label.clone(), gain: fix.gain.clone(), safety: fix.safety.name(), edits }
    }

    fn bom(&self) -> Diagnostic {
        let problem_at =
            Problem::new("byte-order-mark", Span::new(0, 3), "the file begins with a byte order mark")
                .help("save it as UTF-8 without one; other RON readers refuse it");
        Diagnostic { severity: Severity::Advice, ..problem(&problem_at, SourceId::Plan, &self.lines) }
    }

    fn finding(&self, finding: &gait_rules::Finding, paths: &mut Paths<'_>) -> Diagnostic {
        let occurrences = finding.occurrences.iter().map(|occurrence| {
            let sessions: Vec<String> = occurrence
                .subjects
                .iter()
                .filter_map(|subject| match subject.target {
                    gait_rules::Target::Session(index) => {
                        Some(SessionKey::of(&self.calendar, &self.calendar.sessions[index]).to_string())
                    }
                    _ => None,
                })
                .collect();
            OccurrenceReport {
                severity: occurrence.severity,
                message: occurrence.message.clone(),
                week: self.week_of(occurrence),
                sessions,
            }
        });
        let mut notes: Vec<String> = finding.when.iter().cloned().collect();
        notes.extend(finding.notes.iter().cloned());
        Diagnostic {
            code: finding.rule().name,
            is_rule: true,
            severity: finding.severity,
            message: finding.message.clone(),
            is_without_effect: is_without_effect(finding),
            source: SourceId::Plan,
            span: finding.span,
            place: place(&self.lines, finding.span),
            label: finding.label.clone(),
            related: finding
                .related
                .iter()
                .map(|(span, label)| Related {
                    span: *span,
                    place: place(&self.lines, *span),
                    label: label.clone(),
                })
                .collect(),
            notes,
            help: finding.help.clone(),
            key: Some(finding.key(paths)),
            occurrences: occurrences.collect(),
            fixes: None,
        }
    }

    pub(crate) fn week_of(&self, occurrence: &gait_rules::Occurrence) -> Option<u32> {
        occurrence.subjects.iter().find_map(|subject| match subject.target {
            gait_rules::Target::Session(index) => Some(self.calendar.sessions[index].week + 1),
            gait_rules::Target::Week(index) => Some(index + 1),
            gait_rules::Target::Item(_) => None,
        })
    }
}

impl SettingsFile {
    /// What is wrong with the settings.
    #[must_use]
    pub fn report(&self) -> Report {
        let diagnostics = self.problems.iter().map(|p| problem(p, SourceId::Settings, &self.lines)).collect();
        Report { source: self.source.name.clone(), diagnostics, scores: None }
    }
}

/// The rules that point at something nothing uses.
const UNUSED: [&str; 2] = ["unused-session", "unused-exercise"];

/// Whether a finding is about something without effect: what nothing uses, a comment that silences nothing.
fn is_without_effect(finding: &gait_rules::Finding) -> bool {
    let removes_comment = |proposal: &gait_rules::Proposal| {
        let gait_rules::Action::Changes(changes) = &proposal.action else { return false };
        changes.iter().any(|change| matches!(change, Change::RemoveComment { .. }))
    };
    UNUSED.contains(&finding.rule().name)
        || finding.occurrences[finding.worst].proposals.iter().any(removes_comment)
}

fn problem(problem: &Problem, source: SourceId, lines: &LineIndex) -> Diagnostic {
    Diagnostic {
        code: problem.code,
        is_rule: false,
        severity: Severity::Error,
        message: problem.message.clone(),
        is_without_effect: false,
        source,
        span: problem.span,
        place: place(lines, problem.span),
        label: String::new(),
        related: problem
            .related
            .iter()
            .map(|(span, label)| Related { span: *span, place: place(lines, *span), label: label.clone() })
            .collect(),
        notes: Vec::new(),
        help: problem.help.clone(),
        key: None,
        occurrences: Vec::new(),
        fixes: None,
    }
}

fn place(lines: &LineIndex, span: Span) -> Place {
    let start = lines.position(span.start, Columns::Chars);
    let end = lines.position(span.end, Columns::Chars);
    Place {
        line: start.line + 1,
        column: start.column + 1,
        end_line: end.line + 1,
        end_column: end.column + 1,
    }
}
