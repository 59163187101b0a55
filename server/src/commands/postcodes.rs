//! `import postcodes`.

use crate::cli::Outcome;
use finder::postcodes::{Postcodes, read_csv};
use std::fs::{File, rename, write};
use std::path::Path;

/// Packs a CSV of postcodes. Every bad row is named and nothing is written while there is one.
pub(crate) fn pack(from: &Path, to: &Path) -> Outcome {
    let csv = File::open(from).map_err(|error| format!("{}: {error}", from.display()))?;
    let packed = Postcodes::compile(read_csv(csv).map_err(|bad| bad.to_string())?)?;
    // Written beside and moved: a reader sees the old file or the new one.
    let beside = to.with_extension("part");
    write(&beside, &packed)?;
    rename(&beside, to)?;
    let postcodes = Postcodes::read(&packed)?;
    println!("{} postcodes in {} bytes: {}", postcodes.len(), packed.len(), to.display());
    Ok(())
}
