//! A text that is too large for a field: it is shown, a screen at a time.

use std::sync::Arc;

use egui::text::CharIndex;
use egui::{Label, Rangef, Rect, RichText, ScrollArea, Shape, TextWrapMode, Ui};
use gait_core::Span;

use super::{Look, SourceState, colors, marks};
use crate::panels::Cx;
use crate::vm::source::{MOST_EDITED, SourceVm, Token};

/// Shows the lines that are in view.
pub(super) fn show(cx: &Cx<'_>, vm: &SourceVm, source: &mut SourceState, ui: &mut Ui) {
    let megabytes = |bytes: usize| {
        #[expect(clippy::cast_precision_loss, reason = "one digit is shown")]
        let bytes = bytes as f64;
        bytes / 1e6
    };
    let words = format!(
        "The text has {:.1} MB and is shown only; up to {:.0} MB can be edited here",
        megabytes(vm.shown.text.len()),
        megabytes(MOST_EDITED)
    );
    ui.label(RichText::new(words).color(cx.tokens.warning));
    let look = Look::new(ui);
    ui.spacing_mut().item_spacing.y = 0.0;
    let area = ScrollArea::both().id_salt("source lines").auto_shrink(false);
    let area = source.scrolled_to(area, vm, &look, ui.available_size());
    source.version = Some(cx.document.version());
    let shown = area.show_rows(ui, look.line, vm.lines(), |ui, lines| {
        ui.style_mut().wrap_mode = Some(TextWrapMode::Extend);
        for line in lines {
            let span = vm.line(line);
            let text = vm.shown.text.get(span.range()).unwrap_or_default();
            let job = colors::job(text, &words_of(vm, span), cx.tokens, &look.font, look.line);
            let under = ui.painter().add(Shape::Noop);
            let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
            let at = ui.add(Label::new(Arc::clone(&galley))).rect;
            let Some(find) = &source.find else { continue };
            let x = |column: usize| {
                at.left() + galley.rows.first().map_or(0.0, |row| row.x_offset(CharIndex(column)))
            };
            let marks = vm.places(find.within(span.start..span.end)).map(|place| {
                let area = Rect::from_x_y_ranges(Rangef::new(x(place.from), x(place.to)), at.y_range());
                marks::found(cx.tokens, Some(place.part) == find.current(), area)
            });
            ui.painter().set(under, Shape::Vec(marks.collect()));
        }
    });
    source.view =
        Some(egui::Rect::from_min_size(shown.state.clamped_offset().to_pos2(), shown.inner_rect.size()));
}

/// The words of a line, from its first byte on.
fn words_of(vm: &SourceVm, line: Span) -> Vec<Token> {
    let first = vm.tokens.partition_point(|token| token.span.start < line.start);
    let here = vm.tokens.iter().skip(first).take_while(|token| token.span.end <= line.end);
    here.map(|token| Token {
        span: Span::new(token.span.start - line.start, token.span.end - line.start),
        kind: token.kind,
    })
    .collect()
}
