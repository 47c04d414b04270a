//! The text with its colours, ready to be laid out.

use egui::text::{ByteIndex, LayoutJob, LayoutSection, TextFormat};
use egui::{Color32, FontId};
use gait_core::TokenKind;

use crate::theme::Tokens;
use crate::vm::source::Token;

/// The colour of a word.
const fn color(tokens: &Tokens, kind: TokenKind) -> Color32 {
    let syntax = &tokens.syntax;
    match kind {
        TokenKind::Type | TokenKind::Variant | TokenKind::Keyword | TokenKind::Zone => syntax.keyword,
        TokenKind::Field => syntax.field,
        TokenKind::Session | TokenKind::Exercise | TokenKind::Rule => syntax.name,
        TokenKind::Number | TokenKind::Date => syntax.number,
        TokenKind::Unit => syntax.unit,
        TokenKind::Operator => tokens.weak,
        TokenKind::Text => syntax.string,
        TokenKind::Comment => syntax.comment,
    }
}

/// How a text is laid out. Nothing wraps: a line of the text is a row.
pub(super) fn job(
    text: &str,
    words: &[Token],
    tokens: &Tokens,
    font: &FontId,
    line_height: f32,
) -> LayoutJob {
    let mut job = LayoutJob { text: text.to_owned(), keep_trailing_whitespace: true, ..LayoutJob::default() };
    job.wrap.max_width = f32::INFINITY;
    job.sections.reserve(2 * words.len() + 1);
    let mut at = 0;
    let mut push = |to: usize, color: Color32| {
        if to > at {
            job.sections.push(LayoutSection {
                leading_space: 0.0,
                byte_range: ByteIndex(at)..ByteIndex(to),
                format: TextFormat {
                    line_height: Some(line_height),
                    ..TextFormat::simple(font.clone(), color)
                },
            });
            at = to;
        }
    };
    for word in words {
        push(word.span.range().start, tokens.text);
        push(word.span.range().end, color(tokens, word.kind));
    }
    push(text.len(), tokens.text);
    job
}
