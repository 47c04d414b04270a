//! The structure of a document: symbols, folds, selections, hints.

use gait_core::{Fold, FoldKind, Span, Symbol, SymbolKind};
use gen_lsp_types as lsp;

use crate::from_proto;
use crate::main_loop::Server;
use crate::reply::Reply;
use crate::to_proto::Places;
use crate::view::Content;

/// Answers the outline.
pub(crate) fn symbols(
    server: &mut Server,
    params: lsp::DocumentSymbolParams,
) -> Reply<Option<lsp::DocumentSymbolResponse>> {
    let nested = server.client.nested_symbols;
    let (document, view, places) = server.view(&params.text_document.uri)?;
    let outline = match &view.content {
        Content::Plan { snapshot, .. } => snapshot.outline(),
        Content::Settings(file) => file.outline(),
        Content::Other => return Ok(None),
    };
    if nested {
        let list = outline.iter().map(|it| symbol(it, places)).collect();
        return Ok(Some(lsp::DocumentSymbolResponse::DocumentSymbolList(list)));
    }
    let mut list = Vec::new();
    flatten(&outline, None, &document.uri, places, &mut list);
    Ok(Some(lsp::DocumentSymbolResponse::SymbolInformationList(list)))
}

#[allow(deprecated, reason = "the struct has a field that is")]
fn symbol(it: &Symbol, places: Places<'_>) -> lsp::DocumentSymbol {
    let children: Vec<_> = it.children.iter().map(|child| symbol(child, places)).collect();
    lsp::DocumentSymbol {
        name: it.name.clone(),
        detail: (!it.detail.is_empty()).then(|| it.detail.clone()),
        kind: symbol_kind(it.kind),
        tags: None,
        deprecated: None,
        range: places.range(it.span),
        selection_range: places.range(it.name_span),
        children: (!children.is_empty()).then_some(children),
    }
}

#[allow(deprecated, reason = "the struct has a field that is")]
fn flatten(
    outline: &[Symbol],
    container: Option<&str>,
    uri: &lsp::Uri,
    places: Places<'_>,
    out: &mut Vec<lsp::SymbolInformation>,
) {
    for it in outline {
        out.push(lsp::SymbolInformation {
            deprecated: None,
            location: lsp::Location { uri: uri.clone(), range: places.range(it.span) },
            base_symbol_information: lsp::BaseSymbolInformation {
                name: it.name.clone(),
                kind: symbol_kind(it.kind),
                tags: None,
                container_name: container.map(str::to_owned),
            },
        });
        flatten(&it.children, Some(&it.name), uri, places, out);
    }
}

/// The protocol knows programs; these are the kinds whose icons say the most.
fn symbol_kind(kind: SymbolKind) -> lsp::SymbolKind {
    match kind {
        SymbolKind::Group => lsp::SymbolKind::Namespace,
        SymbolKind::Athlete => lsp::SymbolKind::Object,
        SymbolKind::Race | SymbolKind::Day => lsp::SymbolKind::Event,
        SymbolKind::Session => lsp::SymbolKind::Function,
        SymbolKind::Lift => lsp::SymbolKind::Field,
        SymbolKind::Exercise => lsp::SymbolKind::Class,
        SymbolKind::Phase => lsp::SymbolKind::Module,
        SymbolKind::Week => lsp::SymbolKind::Array,
        SymbolKind::Ramp => lsp::SymbolKind::Operator,
        SymbolKind::Blocked => lsp::SymbolKind::Null,
        SymbolKind::Setting => lsp::SymbolKind::Property,
    }
}

/// Answers what can be folded.
pub(crate) fn folding(
    server: &mut Server,
    params: lsp::FoldingRangeParams,
) -> Reply<Option<Vec<lsp::FoldingRange>>> {
    let whole_lines = server.client.folds_lines;
    let (_, view, places) = server.view(&params.text_document.uri)?;
    let folds = match &view.content {
        Content::Plan { snapshot, .. } => snapshot.folding(),
        Content::Settings(file) => file.folding(),
        Content::Other => return Ok(None),
    };
    Ok(Some(folds.iter().filter_map(|it| fold(it, whole_lines, places)).collect()))
}

/// A fold. Where only whole lines are hidden, the line of the closing bracket stays; otherwise both brackets do.
fn fold(it: &Fold, whole_lines: bool, places: Places<'_>) -> Option<lsp::FoldingRange> {
    let (brackets, kind) = match it.kind {
        FoldKind::Region => (1, lsp::FoldingRangeKind::Region),
        FoldKind::Comment => (0, lsp::FoldingRangeKind::Comment),
    };
    let range = places.range(Span::new(it.span.start + brackets, it.span.end.saturating_sub(brackets)));
    // Of a bracket that is never closed all may stand on the first line.
    let end_line = range.end.line.saturating_sub(if whole_lines { brackets } else { 0 });
    (range.start.line < end_line).then(|| lsp::FoldingRange {
        start_line: range.start.line,
        start_character: (!whole_lines).then_some(range.start.character),
        end_line,
        end_character: (!whole_lines).then_some(range.end.character),
        kind: Some(kind),
        collapsed_text: it.label.clone(),
    })
}

/// Answers what surrounds each position, from the inside out.
pub(crate) fn selection(
    server: &mut Server,
    params: lsp::SelectionRangeParams,
) -> Reply<Option<Vec<lsp::SelectionRange>>> {
    let (_, view, places) = server.view(&params.text_document.uri)?;
    let around = |position: lsp::Position| {
        let offset = from_proto::offset(places.lines, places.columns, position);
        let spans = match &view.content {
            Content::Plan { snapshot, .. } => snapshot.selection(offset),
            Content::Settings(file) => file.selection(offset),
            Content::Other => Vec::new(),
        };
        let nest = |parent: Option<lsp::SelectionRange>, span: &Span| {
            Some(lsp::SelectionRange { range: places.range(*span), parent: parent.map(Box::new) })
        };
        let here = lsp::Range { start: position, end: position };
        // Every position must have an answer.
        spans.iter().rev().fold(None, nest).unwrap_or(lsp::SelectionRange { range: here, parent: None })
    };
    Ok(Some(params.positions.into_iter().map(around).collect()))
}

/// Answers the words shown in the text that are not part of it.
pub(crate) fn hints(server: &mut Server, params: lsp::InlayHintParams) -> Reply<Option<Vec<lsp::InlayHint>>> {
    let is_on = server.options.inlay_hints;
    let (_, view, places) = server.view(&params.text_document.uri)?;
    let Content::Plan { snapshot, .. } = &view.content else { return Ok(None) };
    if !is_on {
        return Ok(Some(Vec::new()));
    }
    let range = from_proto::span(places.lines, places.columns, params.range);
    let text = snapshot.source.text.as_bytes();
    let before_word = |at: u32| text.get(at as usize).is_some_and(u8::is_ascii_alphanumeric);
    let hint = |it: gait_core::Hint| lsp::InlayHint {
        position: places.position(it.at),
        label: lsp::Label::String(it.text),
        kind: None,
        text_edits: None,
        tooltip: (!it.tooltip.is_empty()).then_some(lsp::Tooltip::String(it.tooltip)),
        padding_left: Some(true),
        padding_right: Some(before_word(it.at)),
        data: None,
    };
    Ok(Some(snapshot.hints(range).into_iter().map(hint).collect()))
}

#[cfg(test)]
mod tests {
    use gait_core::{Columns, Inputs, LineIndex, Snapshot, Source};

    use super::*;

    #[test]
    fn folds_end_before_the_line_of_the_closing_bracket() {
        let ends = |text: &str| -> Vec<(u32, u32)> {
            let lines = LineIndex::new(text);
            let places = Places { lines: &lines, columns: Columns::Utf16 };
            let folds = Snapshot::new(&Inputs::plan(Source::new("x", text))).folding();
            let folds = folds.iter().filter_map(|it| fold(it, true, places));
            folds.map(|it| (it.start_line, it.end_line)).collect()
        };
        assert_eq!(ends("Plan(\n  format: 1,\n  name: \"x\",\n)\n"), [(0, 2)]);
        assert_eq!(ends("(\"\n"), [], "what is never closed ends where the text does");
        assert_eq!(ends("// one\n// two\n()"), [(0, 1)]);
    }
}
