//! The language server: translates between the protocol and the core. Decides nothing about training.
