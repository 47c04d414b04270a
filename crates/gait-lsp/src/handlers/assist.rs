//! Hover and completion.

use gait_core::{Completion, CompletionKind};
use gen_lsp_types as lsp;

use crate::from_proto;
use crate::main_loop::Server;
use crate::reply::Reply;
use crate::to_proto::Places;
use crate::view::Content;

/// The characters after which something new may be written; letters ask by themselves.
pub(crate) const TRIGGERS: [&str; 9] = ["(", "\"", ":", ",", " ", "@", "+", "/", "["];

/// Answers what is to be said of a place.
pub(crate) fn hover(server: &mut Server, params: lsp::HoverParams) -> Reply<Option<lsp::Hover>> {
    let at = params.text_document_position_params;
    let (_, view, places) = server.view(&at.text_document.uri)?;
    let offset = from_proto::offset(places.lines, places.columns, at.position);
    let found = match &view.content {
        Content::Plan { snapshot, .. } => snapshot.hover(offset),
        Content::Settings(file) => file.hover(offset),
        Content::Other => None,
    };
    Ok(found.map(|it| lsp::Hover {
        contents: lsp::Contents::MarkupContent(markdown(it.text)),
        range: Some(places.range(it.span)),
    }))
}

/// Answers what could be written at a place. The list depends on what stands before the cursor, so it is asked for
/// again only where a new word begins.
pub(crate) fn completion(
    server: &mut Server,
    params: lsp::CompletionParams,
) -> Reply<Option<lsp::CompletionResponse>> {
    let snippets = server.client.snippets;
    let at = params.text_document_position_params;
    let (_, view, places) = server.view(&at.text_document.uri)?;
    let offset = from_proto::offset(places.lines, places.columns, at.position);
    let found = match &view.content {
        Content::Plan { snapshot, .. } => snapshot.complete(offset),
        Content::Settings(file) => file.complete(offset),
        Content::Other => return Ok(None),
    };
    let items = found.into_iter().map(|it| item(it, snippets, places)).collect();
    Ok(Some(lsp::CompletionResponse::CompletionItemList(items)))
}

fn item(it: Completion, snippets: bool, places: Places<'_>) -> lsp::CompletionItem {
    let mut edit = places.edit(&it.edit);
    let is_snippet = it.snippet && snippets;
    if it.snippet && !snippets {
        edit.new_text = without_stops(&edit.new_text);
    }
    let format = if is_snippet { lsp::InsertTextFormat::Snippet } else { lsp::InsertTextFormat::PlainText };
    lsp::CompletionItem {
        kind: Some(kind(it.kind)),
        detail: (!it.detail.is_empty()).then_some(it.detail),
        documentation: (!it.documentation.is_empty())
            .then(|| lsp::Documentation::MarkupContent(markdown(it.documentation))),
        sort_text: Some(it.sort),
        // Without it, Neovim takes an item with an edit for one that the server has filtered already.
        filter_text: Some(it.filter.unwrap_or_else(|| it.label.clone())),
        insert_text_format: Some(format),
        text_edit: Some(lsp::CompletionItemTextEdit::TextEdit(edit)),
        label: it.label,
        ..lsp::CompletionItem::default()
    }
}

/// The protocol knows programs; these are the kinds whose icons say the most.
fn kind(kind: CompletionKind) -> lsp::CompletionItemKind {
    match kind {
        CompletionKind::Field => lsp::CompletionItemKind::Field,
        CompletionKind::Variant => lsp::CompletionItemKind::EnumMember,
        CompletionKind::Snippet => lsp::CompletionItemKind::Snippet,
        CompletionKind::Session => lsp::CompletionItemKind::Function,
        CompletionKind::Exercise => lsp::CompletionItemKind::Class,
        CompletionKind::Rule => lsp::CompletionItemKind::Reference,
        CompletionKind::Group => lsp::CompletionItemKind::Module,
        CompletionKind::Parameter => lsp::CompletionItemKind::Property,
        CompletionKind::Unit => lsp::CompletionItemKind::Unit,
        CompletionKind::Word => lsp::CompletionItemKind::Keyword,
        CompletionKind::Value => lsp::CompletionItemKind::Value,
    }
}

fn markdown(value: String) -> lsp::MarkupContent {
    lsp::MarkupContent { kind: lsp::MarkupKind::Markdown, value }
}

/// A snippet as plain text: without the places to go to (`$1`, `${1:name}`), with what stands in them, and with `\$` as
/// `$`.
fn without_stops(snippet: &str) -> String {
    let mut out = String::with_capacity(snippet.len());
    let mut open = 0;
    let mut rest = snippet.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '\\' => out.extend(rest.next()),
            '$' => {
                let is_group = rest.next_if_eq(&'{').is_some();
                while rest.next_if(char::is_ascii_digit).is_some() {}
                if is_group {
                    rest.next_if_eq(&':');
                    open += 1;
                }
            }
            '}' if open > 0 => open -= 1,
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn snippets_become_plain_text() {
        for (snippet, text) in [
            ("week: ($0)", "week: ()"),
            ("name: \"${1:Spring}\", \\$5", "name: \"Spring\", $5"),
            ("a ${1:b ${2:c}} d}", "a b c d}"),
            ("\\}", "}"),
        ] {
            assert_eq!(without_stops(snippet), text);
        }
    }
}
