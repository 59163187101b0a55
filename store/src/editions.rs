//! Editions of directories, which are added and never changed, and the pictures that were uploaded for them.

use crate::{StoreError, TableShape, Tx};
use diesel::prelude::*;
use domain::DirectoryId;
use domain::directories::Edition;
use domain::values::Sha256;

diesel::table! {
    directory_editions (directory, number) {
        directory -> Text,
        number -> BigInt,
        body -> Text,
    }
}
diesel::table! {
    directory_logos (directory, sha256) {
        directory -> Text,
        sha256 -> Text,
    }
}

pub(crate) const EDITIONS: TableShape =
    TableShape { name: "directory_editions", columns: &["directory", "number", "body"] };
pub(crate) const LOGOS: TableShape =
    TableShape { name: "directory_logos", columns: &["directory", "sha256"] };

fn unreadable(cause: impl std::fmt::Display) -> StoreError {
    StoreError::Unreadable { kind: "edition", cause: cause.to_string() }
}

fn read(body: &str) -> Result<Edition, StoreError> {
    serde_json::from_str(body).map_err(unreadable)
}

impl Tx<'_> {
    /// Adds an edition.
    ///
    /// # Errors
    /// When there is one of its number, or the database fails.
    pub fn add_edition(&mut self, edition: &Edition) -> Result<(), StoreError> {
        let body = serde_json::to_string(edition).map_err(unreadable)?;
        diesel::insert_into(directory_editions::table)
            .values((
                directory_editions::directory.eq(edition.directory.to_string()),
                directory_editions::number.eq(i64::from(edition.number)),
                directory_editions::body.eq(body),
            ))
            .execute(self.connection)?;
        Ok(())
    }

    /// Editions of a directory, newest first, before a number (a keyset page).
    ///
    /// # Errors
    /// When the database fails.
    pub fn editions_of(
        &mut self,
        directory: DirectoryId,
        before: Option<u32>,
        limit: i64,
    ) -> Result<Vec<Edition>, StoreError> {
        let before = before.map_or(i64::MAX, i64::from);
        let query = directory_editions::table
            .filter(directory_editions::directory.eq(directory.to_string()))
            .filter(directory_editions::number.lt(before))
            .order(directory_editions::number.desc())
            .limit(limit)
            .select(directory_editions::body);
        query.load::<String>(self.connection)?.iter().map(|body| read(body)).collect()
    }

    /// One edition of a directory.
    ///
    /// # Errors
    /// [`StoreError::Missing`] when there is none of this number.
    pub fn edition(&mut self, directory: DirectoryId, number: u32) -> Result<Edition, StoreError> {
        let query = directory_editions::table
            .find((directory.to_string(), i64::from(number)))
            .select(directory_editions::body);
        let body = query.first::<String>(self.connection).optional()?;
        read(&body.ok_or(StoreError::Missing("edition"))?)
    }

    /// Notes that a kept picture was uploaded for a directory. `false`: it was before.
    ///
    /// # Errors
    /// When the database fails.
    pub fn own_logo(&mut self, directory: DirectoryId, sha256: &Sha256) -> Result<bool, StoreError> {
        if self.has_logo(directory, sha256)? {
            return Ok(false);
        }
        diesel::insert_into(directory_logos::table)
            .values((
                directory_logos::directory.eq(directory.to_string()),
                directory_logos::sha256.eq(sha256.as_str()),
            ))
            .execute(self.connection)?;
        Ok(true)
    }

    /// Whether a picture was uploaded for a directory.
    ///
    /// # Errors
    /// When the database fails.
    pub fn has_logo(&mut self, directory: DirectoryId, sha256: &Sha256) -> Result<bool, StoreError> {
        let key = (directory.to_string(), sha256.as_str().to_owned());
        Ok(directory_logos::table.find(key).count().get_result::<i64>(self.connection)? > 0)
    }
}
