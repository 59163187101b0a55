//! `migrate` and `backup`.

use crate::cli::Outcome;
use crate::settings::Settings;
use std::path::Path;
use std::process::Command;
use store::{Database, migrations};

/// Brings the database to the newest schema.
pub(crate) fn migrate(settings: &Settings) -> Outcome {
    let run = migrations::migrate(&Database::at(settings.database.url.expose()))?;
    if run.is_empty() {
        println!("The database has the newest schema already.");
    }
    for name in run {
        println!("ran {name}");
    }
    Ok(())
}

/// Writes a copy that can be restored: a SQLite file, or what `pg_dump` makes of a server's database.
pub(crate) fn backup(settings: &Settings, to: &Path) -> Outcome {
    if to.exists() {
        return Err(format!("{} is there already: name a new file", to.display()).into());
    }
    let database = Database::at(settings.database.url.expose());
    match &database {
        Database::Sqlite(_) => migrations::copy_sqlite(&database, &to.to_string_lossy())?,
        Database::Postgres(url) => {
            let done = Command::new("pg_dump").args(["--format=custom", "--file"]).arg(to).arg(url).status();
            let done = done.map_err(|error| format!("pg_dump cannot be started ({error}): install it"))?;
            if !done.success() {
                return Err("pg_dump failed: nothing to rely on was written".into());
            }
        }
    }
    println!("wrote {}", to.display());
    Ok(())
}
