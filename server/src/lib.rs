//! Composition: settings, the web app, the workers, the subcommands. Tests and production share it.

pub mod app;
pub mod workers;
