//! Finding people, and forgetting them.

use super::accounts::{mail_tokens, people};
use super::invitations::invitations;
use super::sessions::sessions;
use super::teams::memberships;
use crate::idempotency::idempotency;
use crate::kept::{read_bodies, read_body};
use crate::outbox::mails;
use crate::patterns::{containing, literally};
use crate::{StoreError, Tx};
use diesel::prelude::*;
use domain::organisations::MailDomain;
use domain::outbox::MailState;
use domain::people::{AccountState, Invitation, Person, Session, SessionLimits};
use domain::values::EmailAddress;
use domain::{OrganisationId, PersonId, Role, Timestamp, words};
use serde::{Deserialize, Serialize};

/// Which people are wanted. What is `None` is not asked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WantedPeople {
    /// Whose name or address has this in it.
    pub text: Option<String>,
    /// Who have this role somewhere.
    pub role: Option<Role>,
    /// Who belong to this organisation.
    pub organisation: Option<OrganisationId>,
    /// Whose account stands so.
    pub state: Option<AccountState>,
    /// In which order.
    pub sort: PeopleSort,
}

words! {
    /// The orders of a list of people.
    #[derive(Default)]
    pub enum PeopleSort {
        /// By name.
        #[default]
        Name = "name",
        /// Who registered last, first.
        Newest = "newest",
        /// Who signed in last, first; who never did, at the end.
        SignedIn = "signed_in",
    }
}

/// Where a page of people begins: after someone, by what the database sorts by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonKey {
    /// Their name in small letters.
    pub name: String,
    /// When they registered, in microseconds.
    pub registered_at: i64,
    /// When they last signed in; 0 for never.
    pub signed_in_at: i64,
    /// Who.
    pub id: PersonId,
}

impl Tx<'_> {
    /// People in the order wanted, after a key (a keyset page), each with their own.
    ///
    /// # Errors
    /// When the database fails.
    pub fn people_wanted(
        &mut self,
        wanted: &WantedPeople,
        after: Option<&PersonKey>,
        limit: i64,
    ) -> Result<Vec<(Person, PersonKey)>, StoreError> {
        let keys = (people::name, people::registered_at, people::signed_in_at);
        let mut query = people::table.limit(limit).select((people::body, keys)).into_boxed();
        if let Some(text) = &wanted.text {
            let pattern = containing(text);
            let found = people::name.like(pattern.clone()).escape('\\');
            query = query.filter(found.or(people::email.like(pattern).escape('\\')));
        }
        if let Some(state) = wanted.state {
            query = query.filter(people::state.eq(state.word()));
        }
        let members = || memberships::table.select(memberships::person);
        if let Some(role) = wanted.role {
            let whose = members().filter(memberships::role.eq(role.word()));
            query = match wanted.organisation {
                // In that role there, not in another role there and in that role elsewhere.
                Some(at) => query
                    .filter(people::id.eq_any(whose.filter(memberships::organisation.eq(at.to_string())))),
                None => query.filter(people::id.eq_any(whose)),
            };
        } else if let Some(at) = wanted.organisation {
            let whose = members().filter(memberships::organisation.eq(at.to_string()));
            query = query.filter(people::id.eq_any(whose));
        }
        query = match wanted.sort {
            PeopleSort::Name => query.order((people::name, people::id)),
            PeopleSort::Newest => query.order((people::registered_at.desc(), people::id.desc())),
            PeopleSort::SignedIn => query.order((people::signed_in_at.desc(), people::id.desc())),
        };
        if let Some(key) = after {
            let id = key.id.to_string();
            query = match wanted.sort {
                PeopleSort::Name => {
                    let same = people::name.eq(key.name.clone()).and(people::id.gt(id));
                    query.filter(people::name.gt(key.name.clone()).or(same))
                }
                PeopleSort::Newest => {
                    let same = people::registered_at.eq(key.registered_at).and(people::id.lt(id));
                    query.filter(people::registered_at.lt(key.registered_at).or(same))
                }
                PeopleSort::SignedIn => {
                    let same = people::signed_in_at.eq(key.signed_in_at).and(people::id.lt(id));
                    query.filter(people::signed_in_at.lt(key.signed_in_at).or(same))
                }
            };
        }
        let rows: Vec<(String, (String, i64, i64))> = query.load(self.connection)?;
        let keyed = |(body, (name, registered_at, signed_in_at)): (String, (String, i64, i64))| {
            let person: Person = read_body(&body)?;
            let key = PersonKey { name, registered_at, signed_in_at, id: person.id };
            Ok((person, key))
        };
        rows.into_iter().map(keyed).collect()
    }

    /// How many people have an address at a domain or below it, but not at or below some others.
    ///
    /// # Errors
    /// When the database fails.
    pub fn count_people_at(&mut self, domain: &MailDomain, but: &[MailDomain]) -> Result<i64, StoreError> {
        // Addresses are kept in small letters, as domains are.
        let at = |domain: &MailDomain| {
            let ending = literally(domain.as_str());
            let here = people::email.like(format!("%@{ending}")).escape('\\');
            here.or(people::email.like(format!("%.{ending}")).escape('\\'))
        };
        let mut query = people::table.filter(at(domain)).count().into_boxed();
        for other in but {
            query = query.filter(diesel::dsl::not(at(other)));
        }
        Ok(query.get_result(self.connection)?)
    }

    /// Someone who belongs nowhere, is kept, and has not used their account since an instant.
    ///
    /// # Errors
    /// When the database fails.
    pub fn unused_since(&mut self, instant: Timestamp) -> Result<Option<Person>, StoreError> {
        let members = memberships::table.select(memberships::person);
        let body: Option<String> = people::table
            .filter(people::state.ne(AccountState::Removed.word()))
            .filter(people::used_at.le(instant.as_microsecond()))
            .filter(people::id.ne_all(members))
            .order(people::used_at)
            .select(people::body)
            .first(self.connection)
            .optional()?;
        body.map(|body| read_body(&body)).transpose()
    }

    /// A person's sessions that are not over, the newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn live_sessions_of(&mut self, person: PersonId) -> Result<Vec<Session>, StoreError> {
        let hashes: Vec<String> = sessions::table
            .filter(sessions::person.eq(person.to_string()))
            .filter(sessions::ended_at.is_null())
            .order((sessions::started_at.desc(), sessions::id.desc()))
            .select(sessions::token_hash)
            .load(self.connection)?;
        let (limits, now) = (SessionLimits::default(), self.now());
        let mut live = vec![];
        for hash in hashes {
            let hash = hash.parse().map_err(|cause| super::unreadable("session", cause))?;
            live.extend(self.session(&hash)?.filter(|session| session.is_live(limits, now)));
        }
        Ok(live)
    }

    /// Invitations that were sent to an address.
    ///
    /// # Errors
    /// When the database fails.
    pub fn invitations_to(&mut self, email: &EmailAddress) -> Result<Vec<Invitation>, StoreError> {
        let pattern = format!("%{}%", literally(email.as_str()));
        let query = invitations::table
            .filter(invitations::body.like(pattern).escape('\\'))
            .order(invitations::id)
            .select(invitations::body);
        let found: Vec<Invitation> = read_bodies(&query.load::<String>(self.connection)?)?;
        Ok(found.into_iter().filter(|invitation| invitation.email == *email).collect())
    }

    /// Forgets what stands beside a person's account: sessions, mailed links, what they began to register, answers
    /// remembered for programs, and the letters to their address. A letter that has gone leaves the note that it has; others are not sent.
    ///
    /// # Errors
    /// When the database fails.
    pub fn forget_beside(&mut self, person: PersonId, email: &EmailAddress) -> Result<(), StoreError> {
        let id = person.to_string();
        diesel::delete(sessions::table.filter(sessions::person.eq(&id))).execute(self.connection)?;
        diesel::delete(mail_tokens::table.filter(mail_tokens::person.eq(&id))).execute(self.connection)?;
        diesel::delete(idempotency::table.filter(idempotency::actor.eq(format!("person:{id}"))))
            .execute(self.connection)?;
        self.forget_registration_begun(person)?;
        let letters = mails::table.filter(mails::recipient.eq(email.as_str()));
        diesel::delete(letters.filter(mails::state.ne(MailState::Sent.word()))).execute(self.connection)?;
        diesel::update(letters)
            .set((
                mails::recipient.eq(""),
                mails::subject.eq(""),
                mails::body.eq(""),
                mails::last_error.eq(None::<String>),
            ))
            .execute(self.connection)?;
        Ok(())
    }
}

diesel::allow_tables_to_appear_in_same_query!(people, memberships);
