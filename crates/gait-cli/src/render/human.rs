//! Diagnostics as rustc prints them.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::ops::Range;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use gait_core::{Diagnostic, FixReport, Place, Related, Report, Severity, Span};

use super::text::plain;

/// So many diagnostics of a plan are shown with their lines; nobody reads more.
const MOST: usize = 50;
/// So many places of a plan are shown with a fix that nobody asked for: each tries some twenty changes and checks what
/// comes of them.
const MOST_FIXES: usize = 5;
/// So many other places are marked; more hide each other.
const MOST_RELATED: usize = 4;
/// So many bytes of a plan are looked at for one diagnostic.
const MOST_SOURCE: usize = 20_000;

/// How much the terminal can show.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Style {
    /// In colour.
    pub(crate) styled: bool,
    /// In so many columns.
    pub(crate) width: usize,
}

/// Tells the fixes of a diagnostic that are known to help, best first.
pub(crate) type Fixes<'f> = dyn Fn(&Diagnostic) -> Vec<FixReport> + 'f;

/// Renders a report of `text`: the worst diagnostics, in the order of the text.
pub(crate) fn render(report: &Report, text: &str, fixes: &Fixes<'_>, style: Style) -> String {
    let renderer = if style.styled { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.decor_style(DecorStyle::Unicode).term_width(style.width);
    let mut out = String::new();
    let places = by_place(worst(&report.diagnostics));
    let unasked = mended_unasked(&places);
    for (index, at_one_place) in places.iter().enumerate() {
        let shown = fixes_shown(at_one_place, fixes, unasked.contains(&index));
        out.push_str(&renderer.render(&[group(report, at_one_place, text)]));
        out.push('\n');
        for fix in &shown {
            out.push_str(&super::patch::fix(fix, text, style.styled));
        }
        out.push('\n');
    }
    let left_out = report.diagnostics.len().saturating_sub(MOST);
    if left_out > 0 {
        let name = plain(&report.source);
        out.push_str(&format!("{name}: {left_out} more; `--format concise` shows all\n\n"));
    }
    out
}

/// The worst diagnostics, the first of equals; in their order.
fn worst(all: &[Diagnostic]) -> Vec<&Diagnostic> {
    let mut order: Vec<usize> = (0..all.len()).collect();
    order.sort_by_key(|&i| Reverse(all[i].severity));
    order.truncate(MOST);
    order.sort_unstable();
    order.into_iter().map(|i| &all[i]).collect()
}

/// Findings about the same places and times together, so that their lines are shown once: the worst first in each.
fn by_place(all: Vec<&Diagnostic>) -> Vec<Vec<&Diagnostic>> {
    let mut places: Vec<Vec<&Diagnostic>> = Vec::new();
    for diagnostic in all {
        match places.iter_mut().find(|place| is_same_place(place[0], diagnostic)) {
            Some(place) => place.push(diagnostic),
            None => places.push(vec![diagnostic]),
        }
    }
    for place in &mut places {
        place.sort_by_key(|diagnostic| Reverse(diagnostic.severity));
    }
    places
}

/// The places whose fixes are looked for though nobody asked: the worst, and the first of equals. Advice about the whole
/// plan stands at its top, and must not take the fixes from the errors further down.
fn mended_unasked(places: &[Vec<&Diagnostic>]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..places.len()).collect();
    order.sort_by_key(|&index| Reverse(places[index][0].severity));
    order.truncate(MOST_FIXES);
    order
}

/// All fixes that were asked for, or else the best one for the first of the place that has any.
fn fixes_shown(place: &[&Diagnostic], fixes: &Fixes<'_>, unasked: bool) -> Vec<FixReport> {
    let mut shown: Vec<FixReport> = Vec::new();
    for diagnostic in place {
        if diagnostic.fixes.is_none() && (!unasked || !shown.is_empty()) {
            continue;
        }
        for fix in fixes(diagnostic) {
            if shown.iter().all(|known| known.label != fix.label) {
                shown.push(fix);
            }
        }
    }
    shown
}

/// A finding about a single place says something of its own; one about two says how they get on.
fn is_same_place(one: &Diagnostic, other: &Diagnostic) -> bool {
    let related = |diagnostic: &Diagnostic| {
        let mut spans: Vec<Span> = diagnostic.related.iter().map(|r| r.span).collect();
        spans.sort_unstable();
        spans
    };
    // The worst of the weeks may be another, and an assumed start matter to one alone.
    let weeks = |diagnostic: &Diagnostic| {
        let weeks: BTreeSet<Option<u32>> = diagnostic.occurrences.iter().map(|seen| seen.week).collect();
        weeks
    };
    let are_findings = one.is_rule && other.is_rule && !one.related.is_empty();
    are_findings && one.span == other.span && related(one) == related(other) && weeks(one) == weeks(other)
}

/// What there is to note: when the first happens, and what else is said of any.
fn notes<'a>(at_one_place: &[&'a Diagnostic]) -> Vec<&'a str> {
    let mut notes: Vec<&str> = at_one_place[0].notes.iter().map(String::as_str).collect();
    for note in at_one_place[1..].iter().flat_map(|other| other.notes.iter().skip(1)) {
        if !notes.contains(&note.as_str()) {
            notes.push(note);
        }
    }
    notes
}

/// The diagnostics of one place: the lines and the advice of the first, the titles of the others.
fn group<'a>(report: &'a Report, at_one_place: &[&'a Diagnostic], text: &'a str) -> Group<'a> {
    let diagnostic = at_one_place[0];
    let title = level(diagnostic.severity).primary_title(diagnostic.message.as_str()).id(diagnostic.code);
    let mut group = match Window::new(diagnostic, text) {
        Some(window) => {
            let group = title.element(snippet(report, diagnostic, &window));
            window.too_far.iter().fold(group, |group, related| {
                let message = format!("line {}: {}", related.place.line, related.label);
                group.element(Level::NOTE.message(message))
            })
        }
        None => {
            let Place { line, column, .. } = diagnostic.place;
            let origin =
                Origin::path(report.source.as_str()).line(line as usize).char_column(column as usize);
            title.element(origin)
        }
    };
    for note in notes(at_one_place) {
        group = group.element(Level::NOTE.message(note));
    }
    for other in &at_one_place[1..] {
        let name = format!("{}[{}]", other.severity.name(), other.code);
        group = group.element(level(other.severity).with_name(name).message(other.message.as_str()));
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(help.as_str()));
    }
    group
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Advice => Level::INFO.with_name("advice"),
    }
}

fn snippet<'a>(
    report: &'a Report,
    diagnostic: &'a Diagnostic,
    window: &Window<'a>,
) -> Snippet<'a, Annotation<'a>> {
    let primary = window.mark(AnnotationKind::Primary, diagnostic.span, &diagnostic.label);
    let related = window.related.iter().map(|r| window.mark(AnnotationKind::Context, r.span, &r.label));
    Snippet::source(&window.whole[window.lines.clone()])
        .line_start(window.first_line as usize)
        .path(report.source.as_str())
        .annotation(primary)
        .annotations(related)
}

/// The lines that a diagnostic needs: the renderer would read all of the source it is given.
struct Window<'a> {
    whole: &'a str,
    lines: Range<usize>,
    first_line: u32,
    /// The other places in it.
    related: Vec<&'a Related>,
    /// The other places that stand too far away.
    too_far: Vec<&'a Related>,
}

impl<'a> Window<'a> {
    /// Nothing if the line itself is too much to look at.
    fn new(diagnostic: &'a Diagnostic, whole: &'a str) -> Option<Self> {
        let lines = lines(head(diagnostic.span, whole), whole);
        let first_line = diagnostic.place.line;
        let mut window = Self { whole, lines, first_line, related: Vec::new(), too_far: Vec::new() };
        if window.lines.len() > MOST_SOURCE {
            return None;
        }
        for related in diagnostic.related.iter().take(MOST_RELATED) {
            window.widen(related);
        }
        Some(window)
    }

    fn widen(&mut self, related: &'a Related) {
        let more = lines(head(related.span, self.whole), self.whole);
        let wider = self.lines.start.min(more.start)..self.lines.end.max(more.end);
        if wider.len() > MOST_SOURCE {
            self.too_far.push(related);
            return;
        }
        self.lines = wider;
        self.first_line = self.first_line.min(related.place.line);
        self.related.push(related);
    }

    fn mark(&self, kind: AnnotationKind, span: Span, label: &'a str) -> Annotation<'a> {
        let mark = head(span, self.whole);
        let inside = |at: usize| at.saturating_sub(self.lines.start);
        let mark = kind.span(inside(mark.start)..inside(mark.end));
        if label.is_empty() { mark } else { mark.label(label) }
    }
}

/// The first line of a span: where a whole phase is meant, its head tells which.
fn head(span: Span, text: &str) -> Range<usize> {
    let start = text.floor_char_boundary(span.start as usize);
    let end = text.floor_char_boundary(span.end as usize).max(start);
    let first = text[start..end].lines().next().unwrap_or_default();
    start..start + first.len()
}

/// The whole lines of a range. A byte order mark takes no column.
fn lines(range: Range<usize>, text: &str) -> Range<usize> {
    let bom = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    line_start(text, range.start).max(bom)..line_end(text, range.end)
}

fn line_start(text: &str, at: usize) -> usize {
    text.as_bytes()[..at].iter().rposition(|byte| *byte == b'\n').map_or(0, |newline| newline + 1)
}

/// The end of a line without what ends it.
fn line_end(text: &str, at: usize) -> usize {
    let rest = &text.as_bytes()[at..];
    match rest.iter().position(|byte| *byte == b'\n') {
        Some(newline) => at + newline - usize::from(newline > 0 && rest[newline - 1] == b'\r'),
        None => text.len(),
    }
}
