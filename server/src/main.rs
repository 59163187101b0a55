//! The binary `signpost`.

use std::process::ExitCode;

fn main() -> ExitCode {
    server::cli::main()
}
