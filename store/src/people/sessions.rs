//! Signed-in browsers.

use super::{instant, unreadable};
use crate::{StoreError, TableShape, Tx};
use diesel::prelude::*;
use domain::people::{Session, TokenHash};
use domain::{PersonId, Timestamp};

diesel::table! {
    sessions (token_hash) {
        token_hash -> Text,
        id -> Text,
        person -> Text,
        csrf -> Text,
        started_at -> BigInt,
        seen_at -> BigInt,
        ended_at -> Nullable<BigInt>,
    }
}

pub(crate) const SESSIONS: TableShape = TableShape {
    name: "sessions",
    columns: &["token_hash", "id", "person", "csrf", "started_at", "seen_at", "ended_at"],
};

type Row = (String, String, String, String, i64, i64, Option<i64>);

impl Tx<'_> {
    /// Begins a session.
    ///
    /// # Errors
    /// When there is no such person, or the database fails.
    pub fn add_session(&mut self, session: &Session) -> Result<(), StoreError> {
        diesel::insert_into(sessions::table)
            .values((
                sessions::token_hash.eq(session.token.as_str()),
                sessions::id.eq(session.id.to_string()),
                sessions::person.eq(session.person.to_string()),
                sessions::csrf.eq(&session.csrf),
                sessions::started_at.eq(session.started_at.as_microsecond()),
                sessions::seen_at.eq(session.seen_at.as_microsecond()),
                sessions::ended_at.eq(session.ended_at.map(Timestamp::as_microsecond)),
            ))
            .execute(self.connection)?;
        Ok(())
    }

    /// The session of a token, by the token's hash. Whether it is in force is for the domain to say.
    ///
    /// # Errors
    /// When the database fails.
    pub fn session(&mut self, token: &TokenHash) -> Result<Option<Session>, StoreError> {
        let row: Option<Row> = sessions::table.find(token.as_str()).first(self.connection).optional()?;
        row.map(|(hash, id, person, csrf, started_at, seen_at, ended_at)| {
            Ok(Session {
                id: id.parse().map_err(|cause| unreadable("session", cause))?,
                person: person.parse().map_err(|cause| unreadable("session", cause))?,
                token: hash.parse().map_err(|cause| unreadable("session", cause))?,
                csrf,
                started_at: instant("session", started_at)?,
                seen_at: instant("session", seen_at)?,
                ended_at: ended_at.map(|at| instant("session", at)).transpose()?,
            })
        })
        .transpose()
    }

    /// Notes that a session is used now.
    ///
    /// # Errors
    /// When the database fails.
    pub fn touch_session(&mut self, token: &TokenHash) -> Result<(), StoreError> {
        let now = self.now().as_microsecond();
        diesel::update(sessions::table.find(token.as_str()))
            .set(sessions::seen_at.eq(now))
            .execute(self.connection)?;
        Ok(())
    }

    /// Ends a session.
    ///
    /// # Errors
    /// When the database fails.
    pub fn end_session(&mut self, token: &TokenHash) -> Result<(), StoreError> {
        let now = self.now().as_microsecond();
        diesel::update(sessions::table.find(token.as_str()))
            .set(sessions::ended_at.eq(Some(now)))
            .execute(self.connection)?;
        Ok(())
    }

    /// Ends every session of a person but one.
    ///
    /// # Errors
    /// When the database fails.
    pub fn end_sessions_of(&mut self, person: PersonId, but: Option<&TokenHash>) -> Result<(), StoreError> {
        let now = self.now().as_microsecond();
        let but = but.map_or("", TokenHash::as_str);
        let live = sessions::table
            .filter(sessions::person.eq(person.to_string()))
            .filter(sessions::token_hash.ne(but))
            .filter(sessions::ended_at.is_null());
        diesel::update(live).set(sessions::ended_at.eq(Some(now))).execute(self.connection)?;
        Ok(())
    }

    /// Whether there are sessions or mailed links to forget.
    ///
    /// # Errors
    /// When the database fails.
    pub fn has_old_sessions_or_links(
        &mut self,
        sessions: Timestamp,
        links: Timestamp,
    ) -> Result<bool, StoreError> {
        let old: Option<String> = sessions::table
            .filter(sessions::seen_at.lt(sessions.as_microsecond()))
            .select(sessions::id)
            .first(self.connection)
            .optional()?;
        Ok(old.is_some() || self.has_mail_tokens_before(links)?)
    }

    /// Forgets sessions that were last used before an instant. Gives how many.
    ///
    /// # Errors
    /// When the database fails.
    pub fn forget_sessions_before(&mut self, instant: Timestamp) -> Result<usize, StoreError> {
        let old = sessions::table.filter(sessions::seen_at.lt(instant.as_microsecond()));
        Ok(diesel::delete(old).execute(self.connection)?)
    }
}
