//! How far imports have come: noted beside the one transaction in which each goes on, so that every node can show it.

use crate::{Store, StoreError, TableShape, Tx};
use diesel::prelude::*;
use domain::OfferingImportId;

diesel::table! {
    import_progress (import) {
        import -> Text,
        version -> BigInt,
        done -> BigInt,
        rows_of_it -> BigInt,
        noted_at -> BigInt,
    }
}

pub(crate) const IMPORT_PROGRESS: TableShape =
    TableShape { name: "import_progress", columns: &["import", "version", "done", "rows_of_it", "noted_at"] };

/// A note of how far an import has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotedProgress {
    /// So many rows are saved.
    pub done: i64,
    /// Of so many.
    pub of: i64,
    /// When this was noted, in microseconds: whoever noted it may have stopped since.
    pub noted_at: i64,
}

impl Store {
    /// Notes how far an import has come that was begun at a version, outside every transaction. Where one transaction
    /// writes at a time (SQLite) the import itself would be in the way, and where no connection is idle others need them
    /// more: then nothing is noted.
    ///
    /// # Errors
    /// When the database fails.
    pub fn note_import_progress(
        &self,
        (id, version): (OfferingImportId, i64),
        noted: NotedProgress,
    ) -> Result<(), StoreError> {
        if !self.database().writes_side_by_side() {
            return Ok(());
        }
        let Some(mut connection) = self.idle_connection() else { return Ok(()) };
        let values = (
            import_progress::version.eq(version),
            import_progress::done.eq(noted.done),
            import_progress::rows_of_it.eq(noted.of),
            import_progress::noted_at.eq(noted.noted_at),
        );
        // Only who does the import notes how far it is.
        let row = import_progress::table.find(id.to_string());
        if diesel::update(row).set(values).execute(&mut *connection)? == 0 {
            let row = (import_progress::import.eq(id.to_string()), values);
            diesel::insert_into(import_progress::table).values(row).execute(&mut *connection)?;
        }
        Ok(())
    }

    /// Forgets how far an import was that is over: after its transaction and not in it, which began before the note. A
    /// note that stays, because no connection is idle, is of an earlier version and told to nobody.
    ///
    /// # Errors
    /// When the database fails.
    pub fn forget_import_progress(&self, id: OfferingImportId) -> Result<(), StoreError> {
        if !self.database().writes_side_by_side() {
            return Ok(());
        }
        let Some(mut connection) = self.idle_connection() else { return Ok(()) };
        diesel::delete(import_progress::table.find(id.to_string())).execute(&mut *connection)?;
        Ok(())
    }
}

impl Tx<'_> {
    /// How far an import was that was begun at a version, when it was noted last.
    ///
    /// # Errors
    /// When the database fails.
    pub fn noted_progress_of(
        &mut self,
        id: OfferingImportId,
        version: i64,
    ) -> Result<Option<NotedProgress>, StoreError> {
        let columns = (import_progress::done, import_progress::rows_of_it, import_progress::noted_at);
        let row = import_progress::table
            .find(id.to_string())
            .filter(import_progress::version.eq(version))
            .select(columns)
            .first::<(i64, i64, i64)>(self.connection)
            .optional()?;
        Ok(row.map(|(done, of, noted_at)| NotedProgress { done, of, noted_at }))
    }
}
