//! The binary `signpost` again, built beside the stories: what they start, they may kill.

use std::process::ExitCode;

fn main() -> ExitCode {
    server::cli::main()
}
