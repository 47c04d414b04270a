//! The inspector: what is selected, in words and as a form, and what an edit of it would change.

pub mod act;

use gait_core::{
    Diagnostic, Facets, Form, FormPath, OccurrenceReport, Origin, Part, Reach, Scope, SessionKey, Severity,
    Sheet, Span, Target, Units,
};

use crate::document::Document;
use crate::selection::Selection;
use crate::theme::KindColor;
use crate::vm::board::phase_title;
use crate::vm::dates;

/// Everything the inspector shows.
#[derive(Clone, Debug)]
pub struct InspectorVm {
    /// What is selected, by its name.
    pub title: String,
    /// What it is: `Long run`, `Phase`.
    pub kind: String,
    /// The colour of its kind, for sessions.
    pub color: Option<KindColor>,
    /// What the calendar makes of it, one line each.
    pub facts: Vec<String>,
    /// What is lifted on this date, one line each.
    pub lifts: Vec<String>,
    /// What it could be changed as; none if there is no choice.
    pub scopes: Vec<ScopeVm>,
    /// What made it so.
    pub origins: Vec<Origin>,
    /// What else is there to look at.
    pub links: Vec<Link>,
    /// The form; nothing if there is nothing to fill in.
    pub form: Option<Form>,
    /// A slot to be written anew for one date, as no entry for it is there yet.
    pub slot: Option<SlotVm>,
    /// The problems of a session; those of other parts stand at their fields.
    pub findings: Vec<FindingVm>,
    /// The sessions that slots can name, with a few words each.
    pub sessions: Vec<(String, String)>,
    /// What exercises can be told apart by.
    pub facets: Facets,
    /// A name that no session has yet.
    pub free_name: String,
}

/// A part of the plan in which the session could be changed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ScopeVm {
    /// Which.
    pub reach: Reach,
    /// `This date`, `Tuesdays of Base`.
    pub label: String,
    /// `An edit changes 7 dates`
    pub help: String,
    /// Whether it is the one that is shown.
    pub is_shown: bool,
}

/// A slot of the calendar that has no text of its own.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SlotVm {
    /// Where it stands as far as the form is concerned; nowhere in the text.
    pub path: FormPath,
    /// The slot of the pattern, in notation.
    pub text: String,
    /// What the calendar makes of it that day: `14 km`.
    pub becomes: String,
    /// The session.
    pub session: SessionKey,
}

/// Something else that can be selected.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Link {
    /// The heading it stands under.
    pub group: &'static str,
    /// What it is called.
    pub label: String,
    /// What it is.
    pub to: Selection,
}

/// A problem of what is selected.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FindingVm {
    /// How bad.
    pub severity: Severity,
    /// The rule's name, or the kind of mistake.
    pub code: &'static str,
    /// The fact, as it is there.
    pub message: String,
    /// What to try.
    pub help: Option<String>,
    /// Where it is written.
    pub span: Span,
}

impl InspectorVm {
    /// The inspector of what is selected: as the part of the plan that `reach` names, or as `drill` if that is nearer.
    #[must_use]
    pub fn new(document: &Document, units: Units, reach: Option<Reach>, drill: Option<&FormPath>) -> Self {
        let mut vm = Self {
            title: String::new(),
            kind: String::new(),
            color: None,
            facts: Vec::new(),
            lifts: Vec::new(),
            scopes: Vec::new(),
            origins: Vec::new(),
            links: Vec::new(),
            form: None,
            slot: None,
            findings: Vec::new(),
            sessions: document.snapshot().session_names(),
            facets: document.snapshot().exercise_facets(),
            free_name: free_name(document),
        };
        let snapshot = document.snapshot();
        if document.text().trim().is_empty() {
            vm.title = "No plan yet".to_owned();
            return vm;
        }
        match document.selection() {
            Selection::Session(key) => {
                if let Some(sheet) = snapshot.sheet(key, units) {
                    vm.of_session(document, sheet, reach);
                }
            }
            Selection::Day(date) => {
                vm.title = dates::long(*date);
                vm.kind = "Day".to_owned();
                vm.links = of_day(document, *date);
            }
            Selection::Week(week) => {
                if let Some(row) = snapshot.calendar.weeks.get((*week as usize).saturating_sub(1)) {
                    vm.of(document, &Target::Phase(row.phase));
                    vm.of_week(document, *week, row.phase);
                }
            }
            Selection::Template(name) => vm.of(document, &Target::Template(name.as_str().into())),
            Selection::Phase(index) => vm.of(document, &Target::Phase(*index)),
            Selection::Goal(index) => vm.of(document, &Target::Goal(*index)),
            Selection::Athlete => vm.of(document, &Target::Athlete),
            Selection::Plan | Selection::Nothing => {
                vm.of(document, &Target::Plan);
                vm.links = contents(document);
            }
        }
        if vm.title.is_empty() {
            // What was selected is not there, or cannot be read just now.
            vm.of(document, &Target::Plan);
            vm.links = contents(document);
        }
        if let Some(form) = drill.and_then(|path| snapshot.form(&Target::Path(path.clone()))) {
            vm.slot = None;
            vm.form = Some(form);
        }
        vm
    }

    fn of(&mut self, document: &Document, target: &Target) {
        self.form = document.snapshot().form(target);
        let Some(form) = &self.form else { return };
        self.title =
            if let Target::Phase(_) = target { phase_title(&form.title) } else { form.title.clone() };
        self.kind = words(form.kind);
        if let Target::Template(_) = target {
            self.color = Some(KindColor::of(&kebab(form.kind)));
        }
    }

    /// A week is shown as its phase, which has a pattern for it and for others.
    fn of_week(&mut self, document: &Document, week: u32, phase: usize) {
        let Some(phase) = document.snapshot().plan.phases.get(phase) else { return };
        let (first, last) = (phase.first_week + 1, phase.first_week + phase.weeks);
        let weeks = if first == last { format!("week {first}") } else { format!("weeks {first}–{last}") };
        self.title = format!("{} · {weeks}", phase_title(&phase.name));
        if first != last {
            self.facts.push(format!("Week {week} is selected. An edit shows on {weeks}"));
        }
    }

    fn of_session(&mut self, document: &Document, sheet: Sheet, reach: Option<Reach>) {
        let snapshot = document.snapshot();
        let row = &sheet.row;
        self.title.clone_from(&row.name);
        self.kind = words(row.kind);
        self.color = Some(KindColor::of(row.kind));
        self.facts = facts(&sheet);
        self.lifts.clone_from(&sheet.row.lifts);
        let named = sheet.session.to_string();
        for diagnostic in &document.report().diagnostics {
            let here = diagnostic.occurrences.iter().find(|o| o.sessions.contains(&named));
            self.findings.extend(here.map(|there| finding(diagnostic, there)));
        }
        // Content is what is changed most, and it stands in the session's own entry if it has one.
        let last = sheet.scopes.last().map(|scope| scope.reach);
        let wanted = reach.filter(|reach| sheet.scopes.iter().any(|scope| scope.reach == *reach)).or(last);
        let shown = sheet.scopes.iter().find(|scope| Some(scope.reach) == wanted);
        self.form = shown.and_then(|scope| snapshot.form(scope.target.as_ref()?));
        self.slot = shown.filter(|scope| scope.target.is_none()).map(|_| SlotVm {
            path: FormPath(vec![Part::Key(named)]),
            text: sheet.slot.clone(),
            becomes: if row.lifts.is_empty() { row.content.clone() } else { String::new() },
            session: sheet.session.clone(),
        });
        self.scopes = sheet.scopes.iter().map(|scope| scope_vm(scope, &sheet.phase_name, wanted)).collect();
        self.origins = sheet.layers;
    }
}

fn scope_vm(scope: &Scope, phase: &str, shown: Option<Reach>) -> ScopeVm {
    let label = match scope.reach {
        Reach::Date | Reach::Goal => "This date".to_owned(),
        Reach::Slot => match scope.name.strip_suffix(&format!(" of {phase}")) {
            Some(days) => format!("{days} of {}", phase_title(phase)),
            None => scope.name.clone(),
        },
        Reach::Template => capital(&scope.name.replace('`', "")),
    };
    let dates = if scope.dates == 1 { "1 date".to_owned() } else { format!("{} dates", scope.dates) };
    let help = match (scope.reach, &scope.target) {
        (Reach::Date, None) => "An edit writes this date into the list of days; the pattern stays".to_owned(),
        (Reach::Date, Some(_)) => {
            "This date has an entry in the list of days; an edit changes it alone".to_owned()
        }
        (Reach::Goal, _) => "A race of the plan; an edit changes it alone".to_owned(),
        (Reach::Slot | Reach::Template, _) => format!("An edit shows on {dates}"),
    };
    ScopeVm { reach: scope.reach, label, help, is_shown: shown == Some(scope.reach) }
}

/// What the calendar makes of a session.
fn facts(sheet: &Sheet) -> Vec<String> {
    let row = &sheet.row;
    let date = dates::long(sheet.session.date);
    let mut out = vec![format!("{date} · week {} · {}", sheet.week, phase_title(&sheet.phase_name))];
    let assumed = if row.start_written { "" } else { " (assumed)" };
    let mut amount = vec![format!("{}{assumed}", row.start)];
    amount.extend((row.minutes > 0).then(|| gait_core::short_time(row.minutes)));
    amount.extend(row.distance.clone());
    amount.extend(row.leg_dose.map(|dose| match row.leg_class {
        Some(class) => format!("legs {dose:.1} ({class})"),
        None => format!("legs {dose:.1}"),
    }));
    amount.extend(row.key.then(|| "key run".to_owned()));
    out.push(amount.join(" · "));
    // A run of nothing but its distance, or its time, is said already.
    let is_said = |content: &String| content.is_empty() || amount.contains(content);
    out.extend(Some(row.content.clone()).filter(|content| row.lifts.is_empty() && !is_said(content)));
    if row.status != "planned" {
        let reason = row.reason.as_ref().map_or_else(String::new, |reason| format!(", {reason}"));
        out.push(capital(&format!("{}{reason}", row.status)));
    }
    out
}

fn finding(diagnostic: &Diagnostic, there: &OccurrenceReport) -> FindingVm {
    FindingVm {
        severity: there.severity,
        code: diagnostic.code,
        message: there.message.clone(),
        help: diagnostic.help.clone(),
        span: diagnostic.span,
    }
}

/// The sessions of a day.
fn of_day(document: &Document, date: jiff::civil::Date) -> Vec<Link> {
    let calendar = &document.snapshot().calendar;
    let there = calendar.sessions.iter().filter(|session| calendar.date(session.day) == date);
    let link = |key: SessionKey| Link {
        group: "Sessions",
        label: key.name.to_string(),
        to: Selection::Session(key),
    };
    there.map(|session| link(SessionKey::of(calendar, session))).collect()
}

/// `new`, or `new-2` and so on if that is taken.
fn free_name(document: &Document) -> String {
    let templates = &document.snapshot().plan.templates;
    let names = (1..=templates.len() + 1).map(|n| if n == 1 { "new".to_owned() } else { format!("new-{n}") });
    names.into_iter().find(|name| templates.iter().all(|t| *t.name != **name)).unwrap_or_default()
}

/// What a plan consists of.
fn contents(document: &Document) -> Vec<Link> {
    let plan = &document.snapshot().plan;
    let mut out = vec![Link { group: "Runner", label: "Athlete".to_owned(), to: Selection::Athlete }];
    out.extend(plan.goals.iter().enumerate().map(|(index, goal)| Link {
        group: "Races",
        label: goal.name.clone(),
        to: Selection::Goal(index),
    }));
    out.extend(plan.phases.iter().enumerate().map(|(index, phase)| Link {
        group: "Phases",
        label: phase_title(&phase.name),
        to: Selection::Phase(index),
    }));
    out.extend(plan.templates.iter().map(|template| Link {
        group: "Sessions",
        label: template.name.to_string(),
        to: Selection::Template(template.name.to_string()),
    }));
    out
}

/// `WalkRun` and `walk-run` are `Walk run`.
fn words(name: &str) -> String {
    capital(&kebab(name).replace('-', " "))
}

fn kebab(name: &str) -> String {
    let mut out = String::with_capacity(name.len() + 2);
    for letter in name.chars() {
        if letter.is_ascii_uppercase() && !out.is_empty() {
            out.push('-');
        }
        out.push(letter.to_ascii_lowercase());
    }
    out
}

/// With a capital at its start.
#[must_use]
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
