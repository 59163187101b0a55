//! Keys of directories, and what was asked by them.

use crate::kept::{kept, read_bodies};
use crate::{StoreError, TableShape, Tx};
use diesel::prelude::*;
use domain::directories::keys::DirectoryKey;
use domain::{Day, DirectoryId, DirectoryKeyId};
use std::collections::BTreeMap;
use std::ops::AddAssign;

kept! {
    DirectoryKey, DirectoryKeyId, "key" => directory_keys {
        directory: [Text] = |it: &DirectoryKey| it.directory.to_string(),
        owner: [Text] = |it: &DirectoryKey| it.owner.to_string(),
        secret: [Text] = |it: &DirectoryKey| it.secret.as_str().to_owned(),
    }
}

diesel::table! {
    directory_key_usage (key, day, node) {
        key -> Text,
        day -> Text,
        node -> Text,
        requests -> BigInt,
        questions -> BigInt,
        refused -> BigInt,
    }
}

pub(crate) const USAGE: TableShape = TableShape {
    name: "directory_key_usage",
    columns: &["key", "day", "node", "requests", "questions", "refused"],
};

/// What was asked by a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Asked {
    /// Requests that were answered.
    pub requests: i64,
    /// Questions in them.
    pub questions: i64,
    /// Requests that were refused because the quota was spent.
    pub refused: i64,
}

impl AddAssign for Asked {
    fn add_assign(&mut self, more: Self) {
        self.requests += more.requests;
        self.questions += more.questions;
        self.refused += more.refused;
    }
}

impl Tx<'_> {
    /// A directory's keys, newest first, before one.
    ///
    /// # Errors
    /// When the database fails.
    pub fn directory_keys_of(
        &mut self,
        directory: DirectoryId,
        before: Option<DirectoryKeyId>,
        limit: i64,
    ) -> Result<Vec<DirectoryKey>, StoreError> {
        let mut query = directory_keys::table
            .filter(directory_keys::directory.eq(directory.to_string()))
            .order(directory_keys::id.desc())
            .limit(limit)
            .select(directory_keys::body)
            .into_boxed();
        if let Some(before) = before {
            query = query.filter(directory_keys::id.lt(before.to_string()));
        }
        read_bodies(&query.load::<String>(self.connection)?)
    }

    /// Every key that there ever was. Each directory has at most a hundred that work.
    ///
    /// # Errors
    /// When the database fails.
    pub fn directory_keys(&mut self) -> Result<Vec<DirectoryKey>, StoreError> {
        let query = directory_keys::table.order(directory_keys::id).select(directory_keys::body);
        read_bodies(&query.load::<String>(self.connection)?)
    }

    /// Adds to what a node counted for a key on a day. Nobody else writes this row.
    ///
    /// # Errors
    /// When the database fails.
    pub fn add_key_usage(
        &mut self,
        key: DirectoryKeyId,
        day: Day,
        node: &str,
        asked: Asked,
    ) -> Result<(), StoreError> {
        use directory_key_usage as usage;
        let (key, day) = (key.to_string(), day.to_string());
        let row = usage::table.find((&key, &day, node));
        let more = (
            usage::requests.eq(usage::requests + asked.requests),
            usage::questions.eq(usage::questions + asked.questions),
            usage::refused.eq(usage::refused + asked.refused),
        );
        if diesel::update(row).set(more).execute(self.connection)? == 0 {
            diesel::insert_into(usage::table)
                .values((
                    usage::key.eq(&key),
                    usage::day.eq(&day),
                    usage::node.eq(node),
                    usage::requests.eq(asked.requests),
                    usage::questions.eq(asked.questions),
                    usage::refused.eq(asked.refused),
                ))
                .execute(self.connection)?;
        }
        Ok(())
    }

    /// What was asked by a key from a day on, by day. Days without any are not there.
    ///
    /// # Errors
    /// When the database fails.
    pub fn key_usage_since(
        &mut self,
        key: DirectoryKeyId,
        since: Day,
    ) -> Result<BTreeMap<Day, Asked>, StoreError> {
        use directory_key_usage as usage;
        let rows: Vec<(String, i64, i64, i64)> = usage::table
            .filter(usage::key.eq(key.to_string()))
            .filter(usage::day.ge(since.to_string()))
            .select((usage::day, usage::requests, usage::questions, usage::refused))
            .load(self.connection)?;
        let mut by_day = BTreeMap::<Day, Asked>::new();
        for (day, requests, questions, refused) in rows {
            let day = day
                .parse()
                .map_err(|cause| StoreError::Unreadable { kind: "day", cause: format!("{day}: {cause}") })?;
            *by_day.entry(day).or_default() += Asked { requests, questions, refused };
        }
        Ok(by_day)
    }

    /// The questions that nodes but one counted on a day, by key.
    ///
    /// # Errors
    /// When the database fails.
    pub fn key_questions_elsewhere(
        &mut self,
        day: Day,
        node: &str,
    ) -> Result<BTreeMap<DirectoryKeyId, i64>, StoreError> {
        use directory_key_usage as usage;
        let rows: Vec<(String, i64)> = usage::table
            .filter(usage::day.eq(day.to_string()))
            .filter(usage::node.ne(node))
            .select((usage::key, usage::questions))
            .load(self.connection)?;
        let mut by_key = BTreeMap::new();
        for (key, questions) in rows {
            let key: DirectoryKeyId = key
                .parse()
                .map_err(|cause| StoreError::Unreadable { kind: "key", cause: format!("{key}: {cause}") })?;
            *by_key.entry(key).or_default() += questions;
        }
        Ok(by_key)
    }

    /// Forgets what was asked before a day. How many rows that were.
    ///
    /// # Errors
    /// When the database fails.
    pub fn forget_key_usage_before(&mut self, day: Day) -> Result<usize, StoreError> {
        use directory_key_usage as usage;
        let old = usage::table.filter(usage::day.lt(day.to_string()));
        Ok(diesel::delete(old).execute(self.connection)?)
    }
}
