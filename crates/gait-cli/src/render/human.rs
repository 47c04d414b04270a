//! Diagnostics as rustc prints them.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use gait_core::{Diagnostic, Report, Severity};

/// Lines of context around what is shown.
const CONTEXT: usize = 1;

/// Renders a report with or without colour.
pub(crate) fn render(report: &Report, text: &str, colour: bool) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.decor_style(DecorStyle::Unicode);
    let mut out = String::new();
    for diagnostic in &report.diagnostics {
        out.push_str(&renderer.render(&[group(report, diagnostic, text)]));
        out.push_str("\n\n");
    }
    out
}

fn group<'a>(report: &'a Report, diagnostic: &'a Diagnostic, text: &'a str) -> Group<'a> {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Advice => Level::INFO.with_name("advice"),
    };
    let title = level.primary_title(diagnostic.message.as_str()).id(diagnostic.code);
    let (window, first_line, offset) = window(diagnostic, text);
    let shift = |span: gait_core::Span| (span.start as usize - offset)..(span.end as usize - offset);
    let primary = AnnotationKind::Primary.span(shift(diagnostic.span)).label(diagnostic.label.as_str());
    let mut snippet =
        Snippet::source(window).line_start(first_line).path(report.source.as_str()).annotation(primary);
    for related in &diagnostic.related {
        snippet = snippet
            .annotation(AnnotationKind::Context.span(shift(related.span)).label(related.label.as_str()));
    }
    let mut group = title.element(snippet);
    for note in &diagnostic.notes {
        group = group.element(Level::NOTE.message(note.as_str()));
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(help.as_str()));
    }
    group
}

/// The lines that a diagnostic needs: the renderer would read all of the source it is given.
fn window<'a>(diagnostic: &Diagnostic, text: &'a str) -> (&'a str, usize, usize) {
    let spans = || std::iter::once(diagnostic.span).chain(diagnostic.related.iter().map(|r| r.span));
    let low = spans().map(|s| s.start as usize).min().unwrap_or(0);
    let high = spans().map(|s| s.end as usize).max().unwrap_or(0);
    let mut from = text[..low].rfind('\n').map_or(0, |i| i + 1);
    let mut to = text[high..].find('\n').map_or(text.len(), |i| high + i);
    for _ in 0..CONTEXT {
        from = text[..from.saturating_sub(1)].rfind('\n').map_or(0, |i| i + 1);
        to = text.get(to + 1..).map_or(to, |rest| rest.find('\n').map_or(text.len(), |i| to + 1 + i));
    }
    let line = 1 + text[..from].matches('\n').count();
    (&text[from..to], line, from)
}
