//! Answers already given: the same key and the same request give the same answer, once done.

use crate::{StoreError, TableShape, Tx};
use diesel::prelude::*;

diesel::table! {
    idempotency (actor, key) {
        actor -> Text,
        key -> Text,
        fingerprint -> Text,
        status -> BigInt,
        headers -> Text,
        body -> Text,
        at -> BigInt,
    }
}

pub(crate) const IDEMPOTENCY: TableShape = TableShape {
    name: "idempotency",
    columns: &["actor", "key", "fingerprint", "status", "headers", "body", "at"],
};

/// An answer that was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GivenAnswer {
    /// A hash of the request: method, path and body.
    pub fingerprint: String,
    /// The status it had.
    pub status: u16,
    /// The headers that belong to it, as JSON pairs.
    pub headers: String,
    /// Its body.
    pub body: String,
}

impl Tx<'_> {
    /// The answer that an actor was given for a key.
    ///
    /// # Errors
    /// When the database fails.
    pub fn answer_given(&mut self, actor: &str, key: &str) -> Result<Option<GivenAnswer>, StoreError> {
        let row: Option<(String, i64, String, String)> = idempotency::table
            .find((actor, key))
            .select((idempotency::fingerprint, idempotency::status, idempotency::headers, idempotency::body))
            .first(self.connection)
            .optional()?;
        Ok(row.map(|(fingerprint, status, headers, body)| GivenAnswer {
            fingerprint,
            status: u16::try_from(status).unwrap_or(500),
            headers,
            body,
        }))
    }

    /// Remembers an answer, in the transaction of what it tells of.
    ///
    /// # Errors
    /// [`StoreError::Duplicate`] when a rival with the same key was first.
    pub fn remember_answer(
        &mut self,
        actor: &str,
        key: &str,
        answer: &GivenAnswer,
    ) -> Result<(), StoreError> {
        diesel::insert_into(idempotency::table)
            .values((
                idempotency::actor.eq(actor),
                idempotency::key.eq(key),
                idempotency::fingerprint.eq(&answer.fingerprint),
                idempotency::status.eq(i64::from(answer.status)),
                idempotency::headers.eq(&answer.headers),
                idempotency::body.eq(&answer.body),
                idempotency::at.eq(self.now().as_microsecond()),
            ))
            .execute(self.connection)?;
        Ok(())
    }

    /// Forgets answers given before an instant (microseconds). Gives how many.
    ///
    /// # Errors
    /// When the database fails.
    pub fn forget_answers_before(&mut self, instant: i64) -> Result<usize, StoreError> {
        Ok(diesel::delete(idempotency::table.filter(idempotency::at.lt(instant))).execute(self.connection)?)
    }
}
