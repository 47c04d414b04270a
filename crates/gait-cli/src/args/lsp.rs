//! What `gait lsp` may be asked.

#[derive(clap::Args, Debug)]
#[command(after_help = "\
An editor starts it; what to put into its settings stands in `crates/gait-lsp/editors`.")]
pub(crate) struct LspArgs {
    /// Speak over standard input and output, as is always done
    #[arg(long, hide = true)]
    pub(crate) stdio: bool,

    /// The process that ends the server with itself; editors say it in `initialize` as well
    #[arg(long = "clientProcessId", hide = true, value_name = "ID")]
    pub(crate) client: Option<u32>,
}
