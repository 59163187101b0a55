//! Which reminders were sent, so that each is sent once whoever sends it and however often they start again.

use crate::{StoreError, TableShape, Tx};
use diesel::prelude::*;
use domain::Day;
use std::collections::BTreeSet;

diesel::table! {
    reminders (subject, day, before) {
        subject -> Text,
        day -> Text,
        before -> Integer,
        sent_at -> BigInt,
    }
}

pub(crate) const REMINDERS: TableShape =
    TableShape { name: "reminders", columns: &["subject", "day", "before", "sent_at"] };

impl Tx<'_> {
    /// Reminders of days from one on that were sent: of what, of which day, how many days before.
    ///
    /// # Errors
    /// When the database fails.
    pub fn reminders_sent_of(&mut self, first: Day) -> Result<BTreeSet<(String, String, i32)>, StoreError> {
        let rows: Vec<(String, String, i32)> = reminders::table
            .filter(reminders::day.ge(first.to_string()))
            .select((reminders::subject, reminders::day, reminders::before))
            .load(self.connection)?;
        Ok(rows.into_iter().collect())
    }

    /// Notes that a reminder is sent, in the transaction that posts it.
    ///
    /// # Errors
    /// [`StoreError::Duplicate`] when it was sent before.
    pub fn note_reminder(&mut self, subject: &str, day: Day, before: i32) -> Result<(), StoreError> {
        let row = (
            reminders::subject.eq(subject),
            reminders::day.eq(day.to_string()),
            reminders::before.eq(before),
            reminders::sent_at.eq(self.now().as_microsecond()),
        );
        diesel::insert_into(reminders::table).values(row).execute(self.connection)?;
        Ok(())
    }
}
