//! Keys that sign tokens.

use super::instant;
use crate::{StoreError, TableShape, Tx};
use diesel::prelude::*;
use domain::people::SigningKey;

diesel::table! {
    signing_keys (kid) {
        kid -> Text,
        private -> Text,
        public -> Text,
        signs_from -> BigInt,
        signs_until -> BigInt,
    }
}

pub(crate) const SIGNING_KEYS: TableShape =
    TableShape { name: "signing_keys", columns: &["kid", "private", "public", "signs_from", "signs_until"] };

impl Tx<'_> {
    /// Every key that is kept, in the order of their turns.
    ///
    /// # Errors
    /// When the database fails.
    pub fn signing_keys(&mut self) -> Result<Vec<SigningKey>, StoreError> {
        let rows: Vec<(String, String, String, i64, i64)> =
            signing_keys::table.order(signing_keys::signs_from).load(self.connection)?;
        rows.into_iter()
            .map(|(kid, private, public, signs_from, signs_until)| {
                Ok(SigningKey {
                    kid,
                    private,
                    public,
                    signs_from: instant("signing key", signs_from)?,
                    signs_until: instant("signing key", signs_until)?,
                })
            })
            .collect()
    }

    /// Keeps a new key.
    ///
    /// # Errors
    /// [`StoreError::Duplicate`] when a rival gave the same turn to another.
    pub fn add_signing_key(&mut self, key: &SigningKey) -> Result<(), StoreError> {
        diesel::insert_into(signing_keys::table)
            .values((
                signing_keys::kid.eq(&key.kid),
                signing_keys::private.eq(&key.private),
                signing_keys::public.eq(&key.public),
                signing_keys::signs_from.eq(key.signs_from.as_microsecond()),
                signing_keys::signs_until.eq(key.signs_until.as_microsecond()),
            ))
            .execute(self.connection)?;
        Ok(())
    }

    /// Destroys a key's private half. The public one stays.
    ///
    /// # Errors
    /// When the database fails.
    pub fn retire_signing_key(&mut self, kid: &str) -> Result<(), StoreError> {
        self.replace_private_key(kid, "")
    }

    /// Keeps a key's private half otherwise: under a seal.
    ///
    /// # Errors
    /// When the database fails.
    pub fn replace_private_key(&mut self, kid: &str, private: &str) -> Result<(), StoreError> {
        diesel::update(signing_keys::table.find(kid))
            .set(signing_keys::private.eq(private))
            .execute(self.connection)?;
        Ok(())
    }
}
