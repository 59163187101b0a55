//! One connection type over both databases, and all that differs between them.

use crate::StoreError;
use diesel::connection::{AnsiTransactionManager, Connection, SimpleConnection, TransactionManager};
use diesel::r2d2::{ManageConnection, R2D2Connection};
use diesel::{PgConnection, QueryResult, SqliteConnection};

/// A connection to either database. Queries are written once, against this.
#[derive(diesel::MultiConnection)]
pub enum AnyConnection {
    /// A file.
    Sqlite(SqliteConnection),
    /// A server.
    Postgres(PgConnection),
}

/// Which database, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Database {
    /// A SQLite file.
    Sqlite(String),
    /// A PostgreSQL server, by URL.
    Postgres(String),
}

impl Database {
    /// From a URL or a path: `postgres://…` and `postgresql://…` are servers, all else is a file
    /// (`sqlite://` before it is allowed).
    #[must_use]
    pub fn at(url: &str) -> Self {
        if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            Self::Postgres(url.to_owned())
        } else {
            Self::Sqlite(url.strip_prefix("sqlite://").unwrap_or(url).to_owned())
        }
    }

    /// Whether one transaction can write while another has written and not ended.
    pub(crate) const fn writes_side_by_side(&self) -> bool {
        matches!(self, Self::Postgres(_))
    }

    /// Opens one connection, set up as every connection is.
    ///
    /// # Errors
    /// When the file cannot be opened or the server does not answer.
    pub fn connect(&self) -> Result<AnyConnection, diesel::ConnectionError> {
        match self {
            Self::Sqlite(path) => {
                let mut connection = SqliteConnection::establish(path)?;
                connection
                    .batch_execute(SQLITE_SETTINGS)
                    .map_err(diesel::ConnectionError::CouldntSetupConfiguration)?;
                Ok(AnyConnection::Sqlite(connection))
            }
            Self::Postgres(url) => PgConnection::establish(url).map(AnyConnection::Postgres),
        }
    }
}

/// A committed write survives a power cut (WAL with full syncs); readers never block the writer.
const SQLITE_SETTINGS: &str = "PRAGMA busy_timeout = 10000; PRAGMA journal_mode = WAL; \
     PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA cache_size = -20000;";

/// How a unit of work begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Begin {
    /// Reads one consistent state.
    Read,
    /// Writes as if alone: the writer's lock at once on SQLite, SERIALIZABLE on PostgreSQL.
    Write,
    /// Numbers events: must see what is committed, and nothing may retry because of it.
    Seal,
}

impl AnyConnection {
    /// Begins a transaction: the one place where the two databases are told apart to write.
    pub(crate) fn begin(&mut self, how: Begin) -> QueryResult<()> {
        match self {
            Self::Sqlite(sqlite) => {
                let sql = if how == Begin::Read { "BEGIN DEFERRED" } else { "BEGIN IMMEDIATE" };
                AnsiTransactionManager::begin_transaction_sql(sqlite, sql)
            }
            Self::Postgres(postgres) => {
                let sql = match how {
                    Begin::Read => "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
                    Begin::Write => "BEGIN ISOLATION LEVEL SERIALIZABLE",
                    Begin::Seal => "BEGIN ISOLATION LEVEL READ COMMITTED",
                };
                AnsiTransactionManager::begin_transaction_sql(postgres, sql)
            }
        }
    }

    pub(crate) fn commit(&mut self) -> QueryResult<()> {
        <Self as Connection>::TransactionManager::commit_transaction(self)
    }

    pub(crate) fn roll_back(&mut self) -> QueryResult<()> {
        <Self as Connection>::TransactionManager::rollback_transaction(self)
    }

    /// Takes the right to number events until the transaction ends. `false`: another node has it.
    /// On SQLite the writer's lock, which the transaction holds, is that right.
    pub(crate) fn lead_sealing(&mut self) -> QueryResult<bool> {
        use diesel::RunQueryDsl;
        match self {
            Self::Sqlite(_) => Ok(true),
            Self::Postgres(postgres) => {
                diesel::select(diesel::dsl::sql::<diesel::sql_types::Bool>(
                    // An arbitrary number of ours: "sealing" has no other lock.
                    "pg_try_advisory_xact_lock(7305808869230)",
                ))
                .get_result(postgres)
            }
        }
    }
}

/// Makes pooled connections of the kind that the URL named.
#[derive(Debug, Clone)]
pub(crate) struct Connections(pub(crate) Database);

impl ManageConnection for Connections {
    type Connection = AnyConnection;
    type Error = diesel::r2d2::Error;

    fn connect(&self) -> Result<AnyConnection, Self::Error> {
        self.0.connect().map_err(diesel::r2d2::Error::ConnectionError)
    }

    fn is_valid(&self, connection: &mut AnyConnection) -> Result<(), Self::Error> {
        match connection {
            AnyConnection::Sqlite(sqlite) => sqlite.ping(),
            AnyConnection::Postgres(postgres) => postgres.ping(),
        }
        .map_err(diesel::r2d2::Error::QueryError)
    }

    fn has_broken(&self, connection: &mut AnyConnection) -> bool {
        match connection {
            AnyConnection::Sqlite(sqlite) => sqlite.is_broken(),
            AnyConnection::Postgres(postgres) => postgres.is_broken(),
        }
    }
}

impl From<diesel::r2d2::PoolError> for StoreError {
    fn from(error: diesel::r2d2::PoolError) -> Self {
        Self::Unreachable(error.to_string())
    }
}
