//! Migrations: the same names for both databases, compiled in.

use crate::connection::{AnyConnection, Database};
use crate::{StoreError, TableShape};
use diesel::RunQueryDsl;
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

const SQLITE: EmbeddedMigrations = embed_migrations!("../migrations/sqlite");
const POSTGRESQL: EmbeddedMigrations = embed_migrations!("../migrations/postgresql");

/// Every table that the code names, as it sees it.
pub const SHAPES: &[TableShape] = &[
    crate::events::EVENTS,
    crate::events::UNSEALED,
    crate::events::SEALS,
    crate::events::STRETCHES,
    crate::outbox::MAILS,
    crate::idempotency::IDEMPOTENCY,
    crate::organisations::SHAPE,
    crate::register_numbers::REGISTER_NUMBERS,
    crate::mail_domains::MAIL_DOMAINS,
    crate::people::accounts::SHAPE,
    crate::people::MAIL_TOKENS,
    crate::people::MEMBERSHIPS,
    crate::people::KEPT_PAGES,
    crate::people::REGISTRATIONS_BEGUN,
    crate::people::SESSIONS,
    crate::people::invitations::SHAPE,
    crate::people::clients::SHAPE,
    crate::people::SIGNING_KEYS,
    crate::frameworks::SHAPE,
    crate::frameworks::VERSIONS,
    crate::revisions::SHAPE,
    crate::placements::SHAPE,
    crate::placements::DOCUMENTS,
    crate::declarations::SHAPE,
    crate::accreditation::standards::SHAPE,
    crate::proposals::SHAPE,
    crate::accreditation::SHAPE,
    crate::assessing::SHAPE,
    crate::assessing::CONFLICTS,
    crate::reviews::SHAPE,
    crate::accreditation::status::STATUS_PLACES,
    crate::accreditation::submissions::SUBMISSIONS,
    crate::services::clusters::SHAPE,
    crate::services::SHAPE,
    crate::offerings::SHAPE,
    crate::offerings::imports::SHAPE,
    crate::directories::SHAPE,
    crate::directories::HOSTS,
    crate::editions::EDITIONS,
    crate::editions::LOGOS,
    crate::directory_keys::SHAPE,
    crate::directory_keys::USAGE,
    crate::files::FILES,
    crate::import_progress::IMPORT_PROGRESS,
    crate::reminders::REMINDERS,
    crate::reports::SHAPE,
    crate::reports::SENDERS,
    crate::help_answers::SHAPE,
    crate::sendings::SENDINGS,
];

fn failed(error: impl std::fmt::Display) -> StoreError {
    StoreError::Unreachable(format!("migration failed: {error}"))
}

fn connect(database: &Database) -> Result<AnyConnection, StoreError> {
    database.connect().map_err(|error| StoreError::Unreachable(error.to_string()))
}

/// Brings a database to the newest schema. Gives the names of what was run.
///
/// # Errors
/// When the database cannot be reached or refuses a step; earlier steps stay.
pub fn migrate(database: &Database) -> Result<Vec<String>, StoreError> {
    if let Database::Sqlite(path) = database
        && let Some(folder) = std::path::Path::new(path).parent()
    {
        std::fs::create_dir_all(folder).map_err(failed)?;
    }
    let run = match &mut connect(database)? {
        AnyConnection::Sqlite(sqlite) => names(&sqlite.run_pending_migrations(SQLITE).map_err(failed)?),
        AnyConnection::Postgres(postgres) => {
            names(&postgres.run_pending_migrations(POSTGRESQL).map_err(failed)?)
        }
    };
    Ok(run)
}

/// Takes every migration back, newest first.
///
/// # Errors
/// As [`migrate`].
pub fn revert_all(database: &Database) -> Result<Vec<String>, StoreError> {
    let run = match &mut connect(database)? {
        AnyConnection::Sqlite(sqlite) => names(&sqlite.revert_all_migrations(SQLITE).map_err(failed)?),
        AnyConnection::Postgres(postgres) => {
            names(&postgres.revert_all_migrations(POSTGRESQL).map_err(failed)?)
        }
    };
    Ok(run)
}

/// Writes a whole, consistent copy of a SQLite database to a new file, while others write.
///
/// # Errors
/// When the database is no SQLite file, or the copy cannot be written.
pub fn copy_sqlite(database: &Database, to: &str) -> Result<(), StoreError> {
    match &mut connect(database)? {
        AnyConnection::Sqlite(sqlite) => {
            diesel::sql_query("VACUUM INTO ?").bind::<diesel::sql_types::Text, _>(to).execute(sqlite)?;
            Ok(())
        }
        AnyConnection::Postgres(_) => Err(StoreError::Unreachable("this is no SQLite file".into())),
    }
}

/// The migrations that the database lacks.
///
/// # Errors
/// As [`migrate`].
pub fn pending(database: &Database) -> Result<usize, StoreError> {
    match &mut connect(database)? {
        AnyConnection::Sqlite(sqlite) => Ok(sqlite.pending_migrations(SQLITE).map_err(failed)?.len()),
        AnyConnection::Postgres(postgres) => {
            Ok(postgres.pending_migrations(POSTGRESQL).map_err(failed)?.len())
        }
    }
}

fn names(versions: &[impl std::fmt::Display]) -> Vec<String> {
    versions.iter().map(ToString::to_string).collect()
}

#[derive(diesel::QueryableByName)]
struct Column {
    #[diesel(sql_type = diesel::sql_types::Text)]
    name: String,
}

/// The columns of a table as the database has them, in alphabetical order.
///
/// # Errors
/// When the database cannot be reached.
pub fn columns_of(database: &Database, table: &str) -> Result<Vec<String>, StoreError> {
    let mut connection = connect(database)?;
    let columns: Vec<Column> = match &mut connection {
        AnyConnection::Sqlite(sqlite) => {
            diesel::sql_query("SELECT name FROM pragma_table_info(?) ORDER BY name")
                .bind::<diesel::sql_types::Text, _>(table)
                .load(sqlite)?
        }
        AnyConnection::Postgres(postgres) => diesel::sql_query(
            "SELECT column_name::text AS name FROM information_schema.columns \
             WHERE table_schema = 'public' AND table_name = $1 ORDER BY column_name",
        )
        .bind::<diesel::sql_types::Text, _>(table)
        .load(postgres)?,
    };
    Ok(columns.into_iter().map(|column| column.name).collect())
}

/// The tables as the database has them (diesel's own left out), in alphabetical order.
///
/// # Errors
/// When the database cannot be reached.
pub fn tables_of(database: &Database) -> Result<Vec<String>, StoreError> {
    let mut connection = connect(database)?;
    let sql = match &connection {
        AnyConnection::Sqlite(_) => {
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' \
             AND name <> '__diesel_schema_migrations' ORDER BY name"
        }
        AnyConnection::Postgres(_) => {
            "SELECT table_name::text AS name FROM information_schema.tables \
             WHERE table_schema = 'public' AND table_name <> '__diesel_schema_migrations' ORDER BY table_name"
        }
    };
    let tables: Vec<Column> = diesel::sql_query(sql).load(&mut connection)?;
    Ok(tables.into_iter().map(|table| table.name).collect())
}
