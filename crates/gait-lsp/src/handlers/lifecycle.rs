//! The beginning and the end of the conversation.

use gen_lsp_types as lsp;
use serde_json::json;

use crate::capabilities;
use crate::client::Client;
use crate::main_loop::{Asked, Phase, Server};
use crate::options::{Options, SECTION};
use crate::reply::Reply;
use crate::{orphan, uri};

/// Learns what the client can do, and says what the server can.
pub(crate) fn initialize(server: &mut Server, params: lsp::InitializeParams) -> Reply<lsp::InitializeResult> {
    server.client = Client::new(&params.capabilities);
    server.workspace.folders = folders(&params);
    if let Some(id) = params.process_id {
        orphan::watch(id, server.events.clone());
    }
    match params.initialization_options.as_ref().map(Options::read) {
        Some(Ok(Some(options))) => server.options = options,
        Some(Err(why)) => server.log(lsp::MessageType::Warning, &why),
        Some(Ok(None)) | None => {}
    }
    server.phase = Phase::Running;
    Ok(lsp::InitializeResult {
        capabilities: capabilities::of(&server.client, server.options),
        server_info: Some(lsp::ServerInfo {
            name: "gait".to_owned(),
            version: Some(env!("CARGO_PKG_VERSION").to_owned()),
        }),
    })
}

/// The folders, by the newest way in which the client names them.
#[allow(deprecated, reason = "older clients name one folder")]
fn folders(params: &lsp::InitializeParams) -> Vec<std::path::PathBuf> {
    match &params.workspace_folders_initialize_params.workspace_folders {
        Some(lsp::WorkspaceFolders::WorkspaceFolderList(list)) => {
            list.iter().filter_map(|folder| uri::to_path(&folder.uri)).collect()
        }
        _ => params.root_uri.iter().filter_map(uri::to_path).collect(),
    }
}

/// Registers what can only be registered now, and looks at the folders.
pub(crate) fn initialized(server: &mut Server) {
    let mut registrations = Vec::new();
    if server.client.watches {
        let watchers = json!([{ "globPattern": "**/*.plan.ron" }, { "globPattern": "**/gait.ron" }]);
        let options = json!({ "watchers": watchers });
        registrations.push(registration("files", "workspace/didChangeWatchedFiles", options));
    }
    if server.client.tells_options {
        let options = json!({ "section": SECTION });
        registrations.push(registration("options", "workspace/didChangeConfiguration", options));
    }
    if !registrations.is_empty() {
        server.ask::<lsp::RegistrationRequest>(lsp::RegistrationParams { registrations }, Asked::Whatever);
    }
    server.ask_for_options();
    server.look_if_published();
}

fn registration(id: &str, method: &str, options: serde_json::Value) -> lsp::Registration {
    lsp::Registration { id: id.to_owned(), method: method.to_owned(), register_options: Some(options) }
}

/// Lets go of everything; only `exit` may follow.
pub(crate) fn shutdown(server: &mut Server) -> Reply<()> {
    server.phase = Phase::ShutDown;
    server.dirty.clear();
    Ok(())
}
