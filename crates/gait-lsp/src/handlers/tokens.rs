//! Semantic tokens: all of a document, a part of it, or what is different from before.

use gait_core::{SemanticToken, TokenKind};
use gen_lsp_types as lsp;

use crate::from_proto;
use crate::main_loop::Server;
use crate::reply::Reply;
use crate::to_proto::Places;
use crate::view::Content;

/// Each kind of token with the name of the protocol whose colour suits it; the place in this list is what is sent.
const KINDS: [(TokenKind, &str); 14] = [
    (TokenKind::Type, "struct"),
    (TokenKind::Variant, "enumMember"),
    (TokenKind::Field, "property"),
    (TokenKind::Session, "function"),
    (TokenKind::Exercise, "class"),
    (TokenKind::Rule, "decorator"),
    (TokenKind::Number, "number"),
    (TokenKind::Unit, "type"),
    (TokenKind::Zone, "parameter"),
    (TokenKind::Keyword, "keyword"),
    (TokenKind::Operator, "operator"),
    (TokenKind::Date, "event"),
    (TokenKind::Text, "string"),
    (TokenKind::Comment, "comment"),
];

const DEFINITION: u32 = 1;
const LIBRARY: u32 = 2;

/// How many numbers stand for a token.
const WIDTH: u32 = 5;

/// What the numbers of tokens mean.
pub(crate) fn legend() -> lsp::SemanticTokensLegend {
    lsp::SemanticTokensLegend {
        token_types: KINDS.iter().map(|(_, name)| (*name).to_owned()).collect(),
        token_modifiers: vec!["definition".to_owned(), "defaultLibrary".to_owned()],
    }
}

/// What was sent last for a document, and under which number.
#[derive(Debug)]
pub(crate) struct Sent {
    id: u32,
    tokens: Vec<lsp::SemanticToken>,
}

/// Answers all tokens of a document.
pub(crate) fn full(
    server: &mut Server,
    params: lsp::SemanticTokensParams,
) -> Reply<Option<lsp::SemanticTokens>> {
    let (_, view, places) = server.view(&params.text_document.uri)?;
    let data = encode(&tokens(&view.content), places);
    let result_id = Some(server.keep(&params.text_document.uri, &data));
    Ok(Some(lsp::SemanticTokens { result_id, data }))
}

/// Answers the tokens of a part of a document.
pub(crate) fn range(
    server: &mut Server,
    params: lsp::SemanticTokensRangeParams,
) -> Reply<Option<lsp::SemanticTokens>> {
    let (_, view, places) = server.view(&params.text_document.uri)?;
    let range = from_proto::span(places.lines, places.columns, params.range);
    let mut tokens = tokens(&view.content);
    tokens.retain(|token| token.span.start < range.end && range.start < token.span.end);
    Ok(Some(lsp::SemanticTokens { result_id: None, data: encode(&tokens, places) }))
}

/// Answers what is different from what was sent last, as one edit; all, if the client has something else.
pub(crate) fn delta(
    server: &mut Server,
    params: lsp::SemanticTokensDeltaParams,
) -> Reply<Option<lsp::SemanticTokensDeltaResponse>> {
    let uri = params.text_document.uri;
    let (document, view, places) = server.view(&uri)?;
    let data = encode(&tokens(&view.content), places);
    let before = document.tokens.as_ref().filter(|sent| sent.id.to_string() == params.previous_result_id);
    let edit = before.map(|sent| difference(&sent.tokens, &data));
    let result_id = Some(server.keep(&uri, &data));
    Ok(Some(match edit {
        Some(edit) => {
            let edits = edit.into_iter().collect();
            lsp::SemanticTokensDeltaResponse::SemanticTokensDelta(lsp::SemanticTokensDelta {
                result_id,
                edits,
            })
        }
        None => lsp::SemanticTokensDeltaResponse::SemanticTokens(lsp::SemanticTokens { result_id, data }),
    }))
}

impl Server {
    /// Keeps what is sent for a document, for the next difference; its number.
    fn keep(&mut self, uri: &lsp::Uri, tokens: &[lsp::SemanticToken]) -> String {
        let Some(document) = self.documents.get_mut(uri) else { return String::new() };
        let id = document.tokens.as_ref().map_or(1, |sent| sent.id.wrapping_add(1));
        document.tokens = Some(Sent { id, tokens: tokens.to_vec() });
        id.to_string()
    }
}

fn tokens(content: &Content) -> Vec<SemanticToken> {
    match content {
        Content::Plan { snapshot, .. } => snapshot.tokens(),
        Content::Settings(file) => file.tokens(),
        Content::Other => Vec::new(),
    }
}

/// Tokens as the protocol has them: each by its distance from the one before.
fn encode(tokens: &[SemanticToken], places: Places<'_>) -> Vec<lsp::SemanticToken> {
    let mut last = lsp::Position { line: 0, character: 0 };
    let mut out = Vec::with_capacity(tokens.len());
    for token in tokens {
        let range = places.range(token.span);
        let start = range.start;
        let from = if start.line == last.line { last.character } else { 0 };
        out.push(lsp::SemanticToken {
            delta_line: start.line - last.line,
            delta_start: start.character - from,
            length: range.end.character.saturating_sub(start.character),
            token_type: number(token.kind),
            token_modifiers_bitset: u32::from(token.modifiers.definition) * DEFINITION
                + u32::from(token.modifiers.library) * LIBRARY,
        });
        last = start;
    }
    out
}

fn number(kind: TokenKind) -> u32 {
    KINDS.iter().position(|(known, _)| *known == kind).map_or(0, to_u32)
}

/// The one edit that makes `new` of `old`; none if they are equal.
fn difference(old: &[lsp::SemanticToken], new: &[lsp::SemanticToken]) -> Option<lsp::SemanticTokensEdit> {
    let same = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    if same == old.len() && same == new.len() {
        return None;
    }
    let (old_rest, new_rest) = (&old[same..], &new[same..]);
    let tail = old_rest.iter().rev().zip(new_rest.iter().rev()).take_while(|(a, b)| a == b).count();
    let inserted = &new_rest[..new_rest.len() - tail];
    let numbers = |t: &lsp::SemanticToken| {
        [t.delta_line, t.delta_start, t.length, t.token_type, t.token_modifiers_bitset]
    };
    Some(lsp::SemanticTokensEdit {
        start: to_u32(same) * WIDTH,
        delete_count: to_u32(old_rest.len() - tail) * WIDTH,
        data: (!inserted.is_empty()).then(|| inserted.iter().flat_map(numbers).collect()),
    })
}

fn to_u32(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_difference_is_one_edit() {
        let list = |lengths: &[u32]| -> Vec<lsp::SemanticToken> {
            let token =
                |length: &u32| lsp::SemanticToken { length: *length, ..lsp::SemanticToken::default() };
            lengths.iter().map(token).collect()
        };
        let edit = |old: &[u32], new: &[u32]| {
            let edit = difference(&list(old), &list(new))?;
            let data: Vec<u32> = edit.data.unwrap_or_default().chunks(5).map(|token| token[2]).collect();
            Some((edit.start, edit.delete_count, data))
        };
        assert_eq!(edit(&[1, 2], &[1, 2]), None);
        assert_eq!(edit(&[1, 2, 3], &[1, 4, 5, 3]), Some((5, 5, vec![4, 5])));
        assert_eq!(edit(&[1, 1], &[1, 1, 1]), Some((10, 0, vec![1])));
        assert_eq!(edit(&[1, 2], &[]), Some((0, 10, vec![])));
    }
}
