//! Formatting, whole or in part. What the editor says of tabs is not asked for: plans have one layout.

use gait_core::{format, format_range};
use gen_lsp_types as lsp;

use crate::documents::Kind;
use crate::from_proto;
use crate::main_loop::Server;
use crate::reply::Reply;

/// Answers the edits that format a document.
pub(crate) fn document(
    server: &mut Server,
    params: lsp::DocumentFormattingParams,
) -> Reply<Option<Vec<lsp::TextEdit>>> {
    let (document, _, places) = server.view(&params.text_document.uri)?;
    Ok((document.kind != Kind::Other).then(|| places.edits(&format(&document.text))))
}

/// Answers the edits that format a part of a document.
pub(crate) fn range(
    server: &mut Server,
    params: lsp::DocumentRangeFormattingParams,
) -> Reply<Option<Vec<lsp::TextEdit>>> {
    let (document, _, places) = server.view(&params.text_document.uri)?;
    if document.kind == Kind::Other {
        return Ok(None);
    }
    let span = from_proto::span(places.lines, places.columns, params.range);
    Ok(Some(places.edits(&format_range(&document.text, span))))
}
