//! Embeds `ui/assets/` in the binary: a table of every file by its name.

use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let package = env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?;
    let out = env::var("OUT_DIR").map_err(io::Error::other)?;
    let folder = Path::new(&package).join("assets");
    let mut files = present(&folder)?;
    files.sort();
    if files.is_empty() {
        // Not an error: who tests another crate needs no styles. The server says so when it starts.
        println!("cargo:warning=ui/assets is empty: pages will have no styles; run `make assets`");
    }
    let mut table = String::from("&[");
    for file in &files {
        let path = folder.join(file);
        write!(table, "({file:?}, include_bytes!({:?}).as_slice()),", path.display().to_string())
            .map_err(io::Error::other)?;
    }
    table.push(']');
    fs::write(Path::new(&out).join("assets.rs"), table)?;
    println!("cargo:rerun-if-changed=.");
    Ok(())
}

fn present(folder: &Path) -> io::Result<Vec<String>> {
    match fs::read_dir(folder) {
        Ok(entries) => entries.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned())).collect(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
        Err(error) => Err(error),
    }
}
