//! Registrations that were begun and not sent yet: one for each person.

use crate::{StoreError, TableShape, Tx};
use diesel::prelude::*;
use domain::PersonId;

diesel::table! {
    registrations_begun (person) {
        person -> Text,
        answers -> Text,
        kept_at -> BigInt,
    }
}

pub(crate) const REGISTRATIONS_BEGUN: TableShape =
    TableShape { name: "registrations_begun", columns: &["person", "answers", "kept_at"] };

impl Tx<'_> {
    /// What someone has answered so far, as it was typed.
    ///
    /// # Errors
    /// When the database fails.
    pub fn registration_begun(&mut self, by: PersonId) -> Result<Option<String>, StoreError> {
        let row = registrations_begun::table.find(by.to_string()).select(registrations_begun::answers);
        Ok(row.first(self.connection).optional()?)
    }

    /// Keeps what someone has answered so far, in place of what was kept.
    ///
    /// # Errors
    /// When the database fails.
    pub fn keep_registration_begun(&mut self, by: PersonId, answers: &str) -> Result<(), StoreError> {
        self.forget_registration_begun(by)?;
        diesel::insert_into(registrations_begun::table)
            .values((
                registrations_begun::person.eq(by.to_string()),
                registrations_begun::answers.eq(answers),
                registrations_begun::kept_at.eq(self.now().as_microsecond()),
            ))
            .execute(self.connection)?;
        Ok(())
    }

    /// Forgets it.
    ///
    /// # Errors
    /// When the database fails.
    pub fn forget_registration_begun(&mut self, by: PersonId) -> Result<(), StoreError> {
        diesel::delete(registrations_begun::table.find(by.to_string())).execute(self.connection)?;
        Ok(())
    }
}
