//! Composition: settings, the web app, the workers, the subcommands. Tests and production share it.

pub mod app;
pub mod cli;
mod commands;
mod compression;
pub mod demo;
mod health;
pub mod seeds;
pub mod settings;
pub mod telemetry;
pub mod workers;

pub use commands::progress;
