//! The text with its colours, ready to be laid out.

use egui::text::{ByteIndex, LayoutJob, LayoutSection, TextFormat};
use egui::{Color32, FontId};
use gait_core::{Span, TokenKind};

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
    // Sections cost time in every frame, so blanks take the colour of what stands before them, and neighbours of one colour
    // are one section.
    let mut push = |from: usize, to: usize, color: Color32| {
        let Some(last) = job.sections.last_mut() else {
            let format =
                TextFormat { line_height: Some(line_height), ..TextFormat::simple(font.clone(), color) };
            job.sections.push(LayoutSection {
                leading_space: 0.0,
                byte_range: ByteIndex(0)..ByteIndex(to),
                format,
            });
            return;
        };
        let is_blank = || text.get(from..to).is_some_and(|between| between.trim_ascii().is_empty());
        if last.format.color == color || is_blank() {
            last.byte_range.end = ByteIndex(to);
        } else {
            let format = TextFormat { color, ..last.format.clone() };
            let byte_range = last.byte_range.end..ByteIndex(to);
            job.sections.push(LayoutSection { leading_space: 0.0, byte_range, format });
        }
    };
    let mut at = 0;
    for word in words {
        let Span { start, end } = word.span;
        let (start, end) = (start as usize, end as usize);
        if start > at {
            push(at, start, tokens.text);
        }
        push(start, end, color(tokens, word.kind));
        at = end;
    }
    if text.len() > at {
        push(at, text.len(), tokens.text);
    }
    job
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme::DARK;

    #[test]
    fn sections_cover_the_text_and_blanks_have_none() {
        let word = |start, end, kind| Token { span: Span::new(start, end), kind };
        let words = [
            word(2, 6, TokenKind::Field),
            word(8, 9, TokenKind::Number),
            word(10, 12, TokenKind::Number),
            word(12, 13, TokenKind::Field),
        ];
        let text = "  name: 1 23x, ";
        let job = job(text, &words, &DARK, &FontId::monospace(12.0), 16.0);
        let sections: Vec<(&str, Color32)> = job
            .sections
            .iter()
            .map(|section| {
                (&text[section.byte_range.start.0..section.byte_range.end.0], section.format.color)
            })
            .collect();
        let (field, number) = (DARK.syntax.field, DARK.syntax.number);
        let expected = [
            ("  ", DARK.text),
            ("name", field),
            (": ", DARK.text),
            ("1 23", number),
            ("x", field),
            (", ", DARK.text),
        ];
        assert_eq!(sections, expected);
    }
}
