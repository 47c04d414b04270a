//! The language server: translates between the protocol and the core. Decides nothing about training.
//!
//! One loop reads messages in order and owns all state. A plan is checked whole at every change, which takes less than
//! a millisecond; only walking the folders of a workspace happens beside the loop. `README.md` says what a client may
//! ask and set.

mod beside;
mod capabilities;
mod client;
mod documents;
mod from_proto;
mod handlers;
mod main_loop;
mod options;
mod orphan;
mod reply;
mod scan;
mod to_proto;
mod transport;
mod uri;
mod view;
mod workspace;

pub use main_loop::Ended;

use std::io::{BufRead, Write};

use crate::main_loop::Server;

/// Serves one client until it hangs up, asks to exit, or its process is gone. Everything written to `output` is
/// protocol.
pub fn serve(input: impl BufRead + Send + 'static, output: impl Write + 'static) -> Ended {
    let (sender, events) = std::sync::mpsc::channel();
    let to_loop = sender.clone();
    // The thread is never joined: it may wait for a client that says nothing more.
    std::thread::spawn(move || transport::listen(input, &to_loop));
    Server::new(Box::new(output), sender).run(&events)
}
