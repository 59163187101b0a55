//! Accounts, and the links that were mailed to them.

use super::{instant, unreadable};
use crate::kept::{kept, read_bodies, read_body};
use crate::{StoreError, TableShape, Tx};
use diesel::prelude::*;
use domain::people::{AccountState, Lies, MailToken, Person, TokenHash};
use domain::values::EmailAddress;
use domain::{PersonId, Timestamp};

kept! {
    Person, PersonId, "person" => people {
        email: [Text] = |it: &Person| it.email.as_str().to_owned(),
        name: [Text] = |it: &Person| it.name.as_str().to_lowercase(),
        state: [Text] = |it: &Person| AccountState::of(it).word(),
        used_at: [BigInt] = |it: &Person| it.used_at().as_microsecond(),
        registered_at: [BigInt] = |it: &Person| it.registered_at.as_microsecond(),
        second_step: [Nullable<Text>] = |it: &Person| it.totp_secret.as_ref().map(|kept| kept.lies().word()),
        signed_in_at: [BigInt] = |it: &Person| it.signed_in_at.map_or(0, Timestamp::as_microsecond),
    }
}

diesel::table! {
    mail_tokens (token_hash) {
        token_hash -> Text,
        purpose -> Text,
        person -> Text,
        expires_at -> BigInt,
        used_at -> Nullable<BigInt>,
    }
}

pub(crate) const MAIL_TOKENS: TableShape = TableShape {
    name: "mail_tokens",
    columns: &["token_hash", "purpose", "person", "expires_at", "used_at"],
};

impl Tx<'_> {
    /// The account of an address, if there is one.
    ///
    /// # Errors
    /// When the database fails.
    pub fn person_with(&mut self, email: &EmailAddress) -> Result<Option<Person>, StoreError> {
        let body: Option<String> = people::table
            .filter(people::email.eq(email.as_str()))
            .select(people::body)
            .first(self.connection)
            .optional()?;
        body.map(|body| read_body(&body)).transpose()
    }

    /// Some whose secret of one-time passwords lies so, after someone, in the order of their identifiers.
    ///
    /// # Errors
    /// When the database fails.
    pub fn people_whose_secret(
        &mut self,
        lies: Lies,
        after: Option<PersonId>,
        limit: i64,
    ) -> Result<Vec<Person>, StoreError> {
        let bodies: Vec<String> = people::table
            .filter(people::second_step.eq(lies.word()))
            .filter(people::id.gt(after.map(|id| id.to_string()).unwrap_or_default()))
            .order(people::id)
            .limit(limit)
            .select(people::body)
            .load(self.connection)?;
        read_bodies(&bodies)
    }

    /// Keeps a link that is about to be mailed.
    ///
    /// # Errors
    /// When the database fails.
    pub fn add_mail_token(&mut self, token: &MailToken) -> Result<(), StoreError> {
        diesel::insert_into(mail_tokens::table)
            .values((
                mail_tokens::token_hash.eq(token.hash.as_str()),
                mail_tokens::purpose.eq(token.purpose.word()),
                mail_tokens::person.eq(token.person.to_string()),
                mail_tokens::expires_at.eq(token.expires_at.as_microsecond()),
                mail_tokens::used_at.eq(token.used_at.map(Timestamp::as_microsecond)),
            ))
            .execute(self.connection)?;
        Ok(())
    }

    /// The mailed link with a hash, if there is one.
    ///
    /// # Errors
    /// When the database fails.
    pub fn mail_token(&mut self, hash: &TokenHash) -> Result<Option<MailToken>, StoreError> {
        let row: Option<(String, String, i64, Option<i64>)> = mail_tokens::table
            .find(hash.as_str())
            .select((
                mail_tokens::purpose,
                mail_tokens::person,
                mail_tokens::expires_at,
                mail_tokens::used_at,
            ))
            .first(self.connection)
            .optional()?;
        row.map(|(purpose, person, expires_at, used_at)| {
            Ok(MailToken {
                hash: hash.clone(),
                purpose: purpose.parse().map_err(|cause| unreadable("mail token", cause))?,
                person: person.parse().map_err(|cause| unreadable("mail token", cause))?,
                expires_at: instant("mail token", expires_at)?,
                used_at: used_at.map(|at| instant("mail token", at)).transpose()?,
            })
        })
        .transpose()
    }

    /// Notes that a mailed link was used. All other links of the same purpose and person stop working with it.
    ///
    /// # Errors
    /// When the database fails.
    pub fn spend_mail_token(&mut self, used: &MailToken) -> Result<(), StoreError> {
        let now = self.now().as_microsecond();
        diesel::update(
            mail_tokens::table
                .filter(mail_tokens::person.eq(used.person.to_string()))
                .filter(mail_tokens::purpose.eq(used.purpose.word()))
                .filter(mail_tokens::used_at.is_null()),
        )
        .set(mail_tokens::used_at.eq(Some(now)))
        .execute(self.connection)?;
        Ok(())
    }

    pub(super) fn has_mail_tokens_before(&mut self, instant: Timestamp) -> Result<bool, StoreError> {
        let old: Option<String> = mail_tokens::table
            .filter(mail_tokens::expires_at.lt(instant.as_microsecond()))
            .select(mail_tokens::person)
            .first(self.connection)
            .optional()?;
        Ok(old.is_some())
    }

    /// Forgets links that stopped working before an instant. Gives how many.
    ///
    /// # Errors
    /// When the database fails.
    pub fn forget_mail_tokens_before(&mut self, instant: Timestamp) -> Result<usize, StoreError> {
        let old = mail_tokens::table.filter(mail_tokens::expires_at.lt(instant.as_microsecond()));
        Ok(diesel::delete(old).execute(self.connection)?)
    }
}
