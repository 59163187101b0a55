//! Whether people found help: a row an answer, so that no two who answer wait for each other.

use crate::{StoreError, TableShape, Tx};
use diesel::prelude::*;
use domain::directories::{AnswersCounted, HelpAnswer};
use domain::kernel::time::day_of;
use domain::{Day, DirectoryId, Permit};
use uuid::Uuid;

diesel::table! {
    help_answers (id) {
        id -> Text,
        directory -> Text,
        day -> Text,
        page -> Text,
        found -> Text,
    }
}

pub(crate) const SHAPE: TableShape =
    TableShape { name: "help_answers", columns: &["id", "directory", "day", "page", "found"] };

/// An identifier without an instant in it, unlike those of everything else.
fn by_chance() -> Uuid {
    let chance = || Uuid::now_v7().as_u64_pair().1;
    Uuid::from_u64_pair(chance(), chance())
}

impl Tx<'_> {
    /// Counts an answer, today. What identifies the row is chance: not even the minute is kept.
    ///
    /// # Errors
    /// When the database fails.
    pub fn count_help_answer(
        &mut self,
        _permit: &Permit,
        directory: DirectoryId,
        answer: HelpAnswer,
    ) -> Result<(), StoreError> {
        let today = day_of(self.now()).to_string();
        diesel::insert_into(help_answers::table)
            .values((
                help_answers::id.eq(by_chance().to_string()),
                help_answers::directory.eq(directory.to_string()),
                help_answers::day.eq(today),
                help_answers::page.eq(answer.on.word()),
                help_answers::found.eq(answer.found.word()),
            ))
            .execute(self.connection)?;
        Ok(())
    }

    /// How many gave which answer on each day from one on, in order of days.
    ///
    /// # Errors
    /// When the database fails.
    pub fn help_answers_since(
        &mut self,
        directory: DirectoryId,
        first: Day,
    ) -> Result<Vec<AnswersCounted>, StoreError> {
        let rows = help_answers::table
            .filter(help_answers::directory.eq(directory.to_string()))
            .filter(help_answers::day.ge(first.to_string()))
            .group_by((help_answers::day, help_answers::page, help_answers::found))
            .order((help_answers::day, help_answers::page, help_answers::found))
            .select((help_answers::day, help_answers::page, help_answers::found, diesel::dsl::count_star()))
            .load::<(String, String, String, i64)>(self.connection)?;
        // The database checks the words, and days are written above.
        let counted = rows.into_iter().filter_map(|(day, page, found, count)| {
            let answer = HelpAnswer { on: page.parse().ok()?, found: found.parse().ok()? };
            Some(AnswersCounted { day: day.parse().ok()?, answer, count })
        });
        Ok(counted.collect())
    }
}
