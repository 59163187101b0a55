//! Files that were handed in: bytes under their hash.
//!
//! They are at most a few megabytes each and belong to applications, so they are kept beside them: saved in the
//! same transaction, backed up with it, and there on every node.

use crate::{StoreError, TableShape, Tx};
use diesel::prelude::*;
use domain::values::Sha256;

diesel::table! {
    files (sha256) {
        sha256 -> Text,
        bytes -> Binary,
        kept_at -> BigInt,
    }
}

pub(crate) const FILES: TableShape = TableShape { name: "files", columns: &["sha256", "bytes", "kept_at"] };

impl Tx<'_> {
    /// Keeps a file. Keeping it again changes nothing.
    ///
    /// # Errors
    /// When the database fails.
    pub fn keep_file(&mut self, sha256: &Sha256, bytes: &[u8]) -> Result<(), StoreError> {
        let kept: i64 =
            files::table.filter(files::sha256.eq(sha256.as_str())).count().get_result(self.connection)?;
        if kept == 0 {
            let row = (
                files::sha256.eq(sha256.as_str()),
                files::bytes.eq(bytes),
                files::kept_at.eq(self.now().as_microsecond()),
            );
            diesel::insert_into(files::table).values(row).execute(self.connection)?;
        }
        Ok(())
    }

    /// A file's bytes.
    ///
    /// # Errors
    /// [`StoreError::Missing`] when it was never handed in here.
    pub fn kept_file(&mut self, sha256: &Sha256) -> Result<Vec<u8>, StoreError> {
        let bytes =
            files::table.find(sha256.as_str()).select(files::bytes).first(self.connection).optional()?;
        bytes.ok_or(StoreError::Missing("file"))
    }
}
