//! How aggregates are kept: a row of keys, which constraints and queries need, and the whole as JSON.
//!
//! One macro, [`kept!`], says for an aggregate which of its facts are columns. It declares the diesel
//! table, so that queries in the aggregate's own module can name the columns, and the few statements
//! that every aggregate needs. The reasons are in `docs/decisions/`.

use crate::StoreError;
use crate::connection::AnyConnection;
use domain::{HasSubject, Timestamp};
use serde::{Serialize, de::DeserializeOwned};

/// An aggregate that the store keeps.
pub trait Kept: Serialize + DeserializeOwned + HasSubject + Clone {
    /// Its identifier.
    type Id: std::fmt::Display + Copy;
    /// The word for it, in sentences.
    const KIND: &'static str;

    /// The version it was loaded at; 0 before it was first saved.
    fn version(&self) -> i64;
    /// Sets the version that it is saved as.
    fn set_version(&mut self, version: i64);
    /// Its body by identifier.
    ///
    /// # Errors
    /// When the database fails.
    fn load_body(connection: &mut AnyConnection, id: Self::Id) -> Result<Option<String>, StoreError>;
    /// Adds it, saved now.
    ///
    /// # Errors
    /// When a constraint refuses it or the database fails.
    fn insert(&self, connection: &mut AnyConnection, now: Timestamp) -> Result<(), StoreError>;
    /// Replaces it, saved now, where the kept version is `was`; how many rows that were.
    ///
    /// # Errors
    /// When a constraint refuses it or the database fails.
    fn update(&self, connection: &mut AnyConnection, was: i64, now: Timestamp) -> Result<usize, StoreError>;
    /// The version that the database has now.
    ///
    /// # Errors
    /// When the database fails.
    fn version_now(&self, connection: &mut AnyConnection) -> Result<Option<i64>, StoreError>;
}

/// Reads an aggregate back from its body.
pub(crate) fn read_body<T: Kept>(body: &str) -> Result<T, StoreError> {
    serde_json::from_str(body)
        .map_err(|cause| StoreError::Unreadable { kind: T::KIND, cause: cause.to_string() })
}

/// Reads many.
pub(crate) fn read_bodies<T: Kept>(bodies: &[String]) -> Result<Vec<T>, StoreError> {
    bodies.iter().map(|body| read_body(body)).collect()
}

/// A table as the code sees it, to be compared with the database's own.
#[derive(Debug, Clone, Copy)]
pub struct TableShape {
    /// Its name.
    pub name: &'static str,
    /// Its columns.
    pub columns: &'static [&'static str],
}

/// Declares how an aggregate is kept.
///
/// ```ignore
/// kept! {
///     Organisation, OrganisationId, "organisation" => organisations {
///         kind: [Text] = |it: &Organisation| it.kind.word(),
///         name: [Text] = |it: &Organisation| it.name.as_str(),
///     }
/// }
/// ```
/// The table has `id`, `version` and `body` besides; the aggregate has fields `id` and `version`. Of some it is asked what
/// was changed last: `=> services, saved at changed_at {` keeps when each was saved.
macro_rules! kept {
    ($aggregate:ty, $id:ty, $kind:literal => $table:ident $(, saved at $saved_at:ident)? {
        $($column:ident : [$($sql:tt)+] = $value:expr),* $(,)?
    }) => {
        diesel::table! {
            $table (id) {
                id -> Text,
                version -> BigInt,
                body -> Text,
                $($saved_at -> BigInt,)?
                $($column -> $($sql)+,)*
            }
        }

        /// The table as the code sees it.
        pub const SHAPE: $crate::TableShape = $crate::TableShape {
            name: stringify!($table),
            columns: &["id", "version", "body", $(stringify!($saved_at),)? $(stringify!($column)),*],
        };

        impl $crate::Kept for $aggregate {
            type Id = $id;
            const KIND: &'static str = $kind;

            fn version(&self) -> i64 {
                self.version
            }

            fn set_version(&mut self, version: i64) {
                self.version = version;
            }

            fn load_body(
                connection: &mut $crate::connection::AnyConnection,
                id: $id,
            ) -> Result<Option<String>, $crate::StoreError> {
                use diesel::prelude::*;
                Ok($table::table
                    .find(id.to_string())
                    .select($table::body)
                    .first::<String>(connection)
                    .optional()?)
            }

            fn insert(
                &self,
                connection: &mut $crate::connection::AnyConnection,
                _now: domain::Timestamp,
            ) -> Result<(), $crate::StoreError> {
                use diesel::prelude::*;
                let body = $crate::kept::write_body(self)?;
                diesel::insert_into($table::table)
                    .values((
                        $table::id.eq(self.id.to_string()),
                        $table::version.eq(self.version),
                        $table::body.eq(body),
                        $($table::$saved_at.eq(_now.as_microsecond()),)?
                        $($table::$column.eq(($value)(self)),)*
                    ))
                    .execute(connection)?;
                Ok(())
            }

            fn update(
                &self,
                connection: &mut $crate::connection::AnyConnection,
                was: i64,
                _now: domain::Timestamp,
            ) -> Result<usize, $crate::StoreError> {
                use diesel::prelude::*;
                let body = $crate::kept::write_body(self)?;
                let row = $table::table.find(self.id.to_string()).filter($table::version.eq(was));
                Ok(diesel::update(row)
                    .set((
                        $table::version.eq(self.version),
                        $table::body.eq(body),
                        $($table::$saved_at.eq(_now.as_microsecond()),)?
                        $($table::$column.eq(($value)(self)),)*
                    ))
                    .execute(connection)?)
            }

            fn version_now(
                &self,
                connection: &mut $crate::connection::AnyConnection,
            ) -> Result<Option<i64>, $crate::StoreError> {
                use diesel::prelude::*;
                Ok($table::table
                    .find(self.id.to_string())
                    .select($table::version)
                    .first::<i64>(connection)
                    .optional()?)
            }
        }
    };
}
pub(crate) use kept;

/// Writes an aggregate's body.
pub(crate) fn write_body<T: Kept>(aggregate: &T) -> Result<String, StoreError> {
    serde_json::to_string(aggregate)
        .map_err(|cause| StoreError::Unreadable { kind: T::KIND, cause: cause.to_string() })
}
