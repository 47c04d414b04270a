//! Names of sessions and exercises: where they are given, where they are used, and giving another.

use gait_core::Snapshot;
use gen_lsp_types as lsp;

use crate::documents::Document;
use crate::from_proto;
use crate::main_loop::Server;
use crate::reply::{Refusal, Reply};
use crate::to_proto::Places;
use crate::view::Content;

/// A place in an open plan.
struct Place<'a> {
    document: &'a Document,
    snapshot: &'a Snapshot,
    places: Places<'a>,
    offset: u32,
}

/// The place a request speaks of; nothing outside plans.
fn place<'a>(server: &'a mut Server, params: &lsp::TextDocumentPositionParams) -> Reply<Option<Place<'a>>> {
    let (document, view, places) = server.view(&params.text_document.uri)?;
    let Content::Plan { snapshot, .. } = &view.content else { return Ok(None) };
    let offset = from_proto::offset(places.lines, places.columns, params.position);
    Ok(Some(Place { document, snapshot, places, offset }))
}

/// Answers where the name at a place is given.
pub(crate) fn definition(
    server: &mut Server,
    params: lsp::DefinitionParams,
) -> Reply<Option<lsp::DefinitionResponse>> {
    let links = server.client.links;
    let Some(at) = place(server, &params.text_document_position_params)? else { return Ok(None) };
    let found = at.snapshot.definition(at.offset);
    let uri = &at.document.uri;
    if links {
        let link = |it: &gait_core::Link| lsp::LocationLink {
            origin_selection_range: Some(at.places.range(it.origin)),
            target_uri: uri.clone(),
            target_range: at.places.range(it.span),
            target_selection_range: at.places.range(it.name_span),
        };
        return Ok(Some(lsp::DefinitionResponse::DefinitionLinkList(found.iter().map(link).collect())));
    }
    let location =
        |it: &gait_core::Link| lsp::Location { uri: uri.clone(), range: at.places.range(it.name_span) };
    let list = found.iter().map(location).collect();
    Ok(Some(lsp::DefinitionResponse::Definition(lsp::Definition::LocationList(list))))
}

/// Answers where the name at a place is used.
pub(crate) fn references(
    server: &mut Server,
    params: lsp::ReferenceParams,
) -> Reply<Option<Vec<lsp::Location>>> {
    let Some(at) = place(server, &params.text_document_position_params)? else { return Ok(None) };
    let spans = at.snapshot.references(at.offset, params.context.include_declaration);
    let location = |span| lsp::Location { uri: at.document.uri.clone(), range: at.places.range(span) };
    Ok(Some(spans.into_iter().map(location).collect()))
}

/// Answers what to mark while the cursor is on a name.
pub(crate) fn highlights(
    server: &mut Server,
    params: lsp::DocumentHighlightParams,
) -> Reply<Option<Vec<lsp::DocumentHighlight>>> {
    let Some(at) = place(server, &params.text_document_position_params)? else { return Ok(None) };
    let mark = |span| lsp::DocumentHighlight { range: at.places.range(span), kind: None };
    Ok(Some(at.snapshot.references(at.offset, true).into_iter().map(mark).collect()))
}

/// Answers whether the name at a place can be changed, and how it is spelt now.
pub(crate) fn prepare_rename(
    server: &mut Server,
    params: lsp::PrepareRenameParams,
) -> Reply<Option<lsp::PrepareRenameResult>> {
    let Some(at) = place(server, &params.text_document_position_params)? else { return Ok(None) };
    let Some(span) = at.snapshot.renameable(at.offset) else { return Ok(None) };
    let placeholder = at.snapshot.tree.slice(span).to_owned();
    let range = at.places.range(span);
    let answer = lsp::PrepareRenamePlaceholder { range, placeholder };
    Ok(Some(lsp::PrepareRenameResult::PrepareRenamePlaceholder(answer)))
}

/// Answers the edits that change a name wherever it stands.
///
/// # Errors
/// Why it cannot be that name, for the person to read.
pub(crate) fn rename(server: &mut Server, params: lsp::RenameParams) -> Reply<Option<lsp::WorkspaceEdit>> {
    let client = server.client;
    let Some(at) = place(server, &params.text_document_position_params)? else { return Ok(None) };
    let edits = at.snapshot.rename(at.offset, &params.new_name).map_err(Refusal::failed)?;
    Ok(Some(at.places.workspace_edit(&client, &at.document.uri, at.document.version, &edits)))
}
