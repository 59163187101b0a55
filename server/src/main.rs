//! The binary `signpost`.

use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    match server::cli::run(server::cli::Cli::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("signpost: {error}");
            ExitCode::FAILURE
        }
    }
}
