//! What can go wrong with a database, sorted by what the asker can do about it.

use diesel::result::{DatabaseErrorKind, Error as Diesel};
use domain::Refused;

/// A failure of the store.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// A unique constraint holds already what was to be added.
    #[error("already there: {0}")]
    Duplicate(String),
    /// Two units of work touched the same things: nothing was done, running it again is safe.
    #[error("the database is busy")]
    Busy,
    /// Someone else saved the thing in between.
    #[error("saved by someone else in between")]
    Stale {
        /// The version it has now.
        current: i64,
    },
    /// The thing is not there.
    #[error("no such {0}")]
    Missing(&'static str),
    /// What the database holds cannot be read back.
    #[error("unreadable {kind}: {cause}")]
    Unreadable {
        /// The kind of thing.
        kind: &'static str,
        /// What its reader said.
        cause: String,
    },
    /// The database cannot be reached.
    #[error("the database cannot be reached: {0}")]
    Unreachable(String),
    /// Anything else the database said.
    #[error("the database said: {0}")]
    Database(Diesel),
}

impl From<Diesel> for StoreError {
    fn from(error: Diesel) -> Self {
        match error {
            Diesel::DatabaseError(DatabaseErrorKind::UniqueViolation, facts) => {
                Self::Duplicate(facts.constraint_name().unwrap_or(facts.message()).to_owned())
            }
            Diesel::DatabaseError(DatabaseErrorKind::SerializationFailure, _) => Self::Busy,
            Diesel::DatabaseError(DatabaseErrorKind::ClosedConnection, facts) => {
                Self::Unreachable(facts.message().to_owned())
            }
            Diesel::DatabaseError(_, ref facts)
                if facts.message().contains("database is locked") || facts.message().contains("deadlock") =>
            {
                Self::Busy
            }
            other => Self::Database(other),
        }
    }
}

impl From<StoreError> for Refused {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Duplicate(what) => Self::Duplicate(what),
            StoreError::Busy => Self::Busy,
            StoreError::Stale { current } => Self::Stale { current },
            StoreError::Missing(kind) => Self::NotFound(kind),
            other => Self::broken(other),
        }
    }
}
