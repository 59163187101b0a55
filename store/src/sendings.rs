//! How many entries were sent lately, from where and to whom, as hashes.

use crate::{StoreError, TableShape, Tx};
use diesel::prelude::*;
use domain::Timestamp;
use uuid::Uuid;

diesel::table! {
    sendings (id) {
        id -> Text,
        sender -> Text,
        addressee -> Text,
        sent_at -> BigInt,
    }
}

pub(crate) const SENDINGS: TableShape =
    TableShape { name: "sendings", columns: &["id", "sender", "addressee", "sent_at"] };

impl Tx<'_> {
    /// How many entries came from a sender since an instant.
    ///
    /// # Errors
    /// When the database fails.
    pub fn sendings_of(&mut self, sender: &str, since: Timestamp) -> Result<i64, StoreError> {
        let recent = sendings::table
            .filter(sendings::sender.eq(sender))
            .filter(sendings::sent_at.gt(since.as_microsecond()));
        Ok(recent.count().get_result(self.connection)?)
    }

    /// How many entries went to an addressee since an instant.
    ///
    /// # Errors
    /// When the database fails.
    pub fn sendings_to(&mut self, addressee: &str, since: Timestamp) -> Result<i64, StoreError> {
        let recent = sendings::table
            .filter(sendings::addressee.eq(addressee))
            .filter(sendings::sent_at.gt(since.as_microsecond()));
        Ok(recent.count().get_result(self.connection)?)
    }

    /// Counts one more.
    ///
    /// # Errors
    /// When the database fails.
    pub fn count_sending(&mut self, sender: &str, addressee: &str) -> Result<(), StoreError> {
        diesel::insert_into(sendings::table)
            .values((
                sendings::id.eq(Uuid::now_v7().to_string()),
                sendings::sender.eq(sender),
                sendings::addressee.eq(addressee),
                sendings::sent_at.eq(self.now().as_microsecond()),
            ))
            .execute(self.connection)?;
        Ok(())
    }

    /// Whether a sending is still remembered from before an instant.
    ///
    /// # Errors
    /// When the database fails.
    pub fn has_sendings_before(&mut self, before: Timestamp) -> Result<bool, StoreError> {
        let old = sendings::table.filter(sendings::sent_at.le(before.as_microsecond()));
        Ok(old.select(sendings::id).first::<String>(self.connection).optional()?.is_some())
    }

    /// Forgets sendings from before an instant.
    ///
    /// # Errors
    /// When the database fails.
    pub fn forget_sendings_before(&mut self, before: Timestamp) -> Result<usize, StoreError> {
        let old = sendings::table.filter(sendings::sent_at.le(before.as_microsecond()));
        Ok(diesel::delete(old).execute(self.connection)?)
    }
}
