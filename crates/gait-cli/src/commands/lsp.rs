//! `gait lsp`: the language server, over standard input and output.

use std::io::{self, BufReader};

use crate::Status;
use crate::args::LspArgs;
use crate::failure::Failure;

/// Serves one editor until it is done.
pub(crate) fn run(args: &LspArgs) -> Result<Status, Failure> {
    // Editors append these to every server; both are so anyway.
    let LspArgs { stdio: _, client: _ } = args;
    let ended = gait_lsp::serve(BufReader::new(io::stdin()), io::stdout());
    Ok(match ended {
        gait_lsp::Ended::Asked => Status::Clean,
        gait_lsp::Ended::Abandoned => Status::Found,
    })
}
