//! People, where they belong, and their sessions.

use crate::{StoreError, TableShape, Tx};
use diesel::prelude::*;
use domain::{Membership, OrganisationId, PersonId};

diesel::table! {
    memberships (person, organisation, role) {
        person -> Text,
        organisation -> Text,
        kind -> Text,
        role -> Text,
        since -> BigInt,
    }
}
diesel::table! {
    sessions (token_hash) {
        token_hash -> Text,
        person -> Text,
        csrf -> Text,
        started_at -> BigInt,
        seen_at -> BigInt,
        ends_at -> BigInt,
    }
}

pub(crate) const MEMBERSHIPS: TableShape =
    TableShape { name: "memberships", columns: &["person", "organisation", "kind", "role", "since"] };
pub(crate) const SESSIONS: TableShape = TableShape {
    name: "sessions",
    columns: &["token_hash", "person", "csrf", "started_at", "seen_at", "ends_at"],
};

/// A signed-in browser, as kept: the token itself is nowhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionRow {
    /// SHA-256 of the token, in hexadecimal.
    pub token_hash: String,
    /// Who.
    pub person: PersonId,
    /// What forms of this session must carry.
    pub csrf: String,
    /// When it began, in microseconds.
    pub started_at: i64,
    /// When it was last used.
    pub seen_at: i64,
    /// When it ends whatever happens.
    pub ends_at: i64,
}

fn unreadable(kind: &'static str, cause: impl std::fmt::Display) -> StoreError {
    StoreError::Unreadable { kind, cause: cause.to_string() }
}

impl Tx<'_> {
    /// Makes a person a member. Nothing happens when they are already, in this role.
    ///
    /// # Errors
    /// When the organisation is not there or the database fails.
    pub fn add_membership(&mut self, person: PersonId, membership: Membership) -> Result<(), StoreError> {
        let key = (person.to_string(), membership.organisation.to_string(), membership.role.word());
        let there: i64 = memberships::table
            .filter(memberships::person.eq(&key.0))
            .filter(memberships::organisation.eq(&key.1))
            .filter(memberships::role.eq(key.2))
            .count()
            .get_result(self.connection)?;
        if there == 0 {
            diesel::insert_into(memberships::table)
                .values((
                    memberships::person.eq(key.0),
                    memberships::organisation.eq(key.1),
                    memberships::kind.eq(membership.kind.word()),
                    memberships::role.eq(key.2),
                    memberships::since.eq(self.now().as_microsecond()),
                ))
                .execute(self.connection)?;
        }
        Ok(())
    }

    /// Where a person belongs, in a stable order.
    ///
    /// # Errors
    /// When the database fails.
    pub fn memberships_of(&mut self, person: PersonId) -> Result<Vec<Membership>, StoreError> {
        let rows: Vec<(String, String, String)> = memberships::table
            .filter(memberships::person.eq(person.to_string()))
            .order((memberships::since, memberships::organisation, memberships::role))
            .select((memberships::organisation, memberships::kind, memberships::role))
            .load(self.connection)?;
        rows.into_iter()
            .map(|(organisation, kind, role)| {
                Ok(Membership {
                    organisation: organisation
                        .parse::<OrganisationId>()
                        .map_err(|cause| unreadable("membership", cause))?,
                    kind: kind.parse().map_err(|cause| unreadable("membership", cause))?,
                    role: role.parse().map_err(|cause| unreadable("membership", cause))?,
                })
            })
            .collect()
    }

    /// Begins a session.
    ///
    /// # Errors
    /// When the database fails.
    pub fn add_session(&mut self, session: &SessionRow) -> Result<(), StoreError> {
        diesel::insert_into(sessions::table)
            .values((
                sessions::token_hash.eq(&session.token_hash),
                sessions::person.eq(session.person.to_string()),
                sessions::csrf.eq(&session.csrf),
                sessions::started_at.eq(session.started_at),
                sessions::seen_at.eq(session.seen_at),
                sessions::ends_at.eq(session.ends_at),
            ))
            .execute(self.connection)?;
        Ok(())
    }

    /// The session of a token, by the token's hash.
    ///
    /// # Errors
    /// When the database fails.
    pub fn session(&mut self, token_hash: &str) -> Result<Option<SessionRow>, StoreError> {
        let row: Option<(String, String, String, i64, i64, i64)> =
            sessions::table.find(token_hash).first(self.connection).optional()?;
        row.map(|(token_hash, person, csrf, started_at, seen_at, ends_at)| {
            let person = person.parse().map_err(|cause| unreadable("session", cause))?;
            Ok(SessionRow { token_hash, person, csrf, started_at, seen_at, ends_at })
        })
        .transpose()
    }

    /// Ends a session.
    ///
    /// # Errors
    /// When the database fails.
    pub fn end_session(&mut self, token_hash: &str) -> Result<(), StoreError> {
        diesel::delete(sessions::table.find(token_hash)).execute(self.connection)?;
        Ok(())
    }
}
