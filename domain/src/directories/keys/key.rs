//! A key, and what can be done to it.

use super::{CannotKeepKey, IssueKey, KeyHappened, KeyRefused, Quota, RotateKey};
use crate::directories::{Directory, EmbedOrigin};
use crate::kernel::time::end_of;
use crate::people::TokenHash;
use crate::values::Name;
use crate::{Changed, Day, DirectoryId, DirectoryKeyId, HasSubject, OrganisationId, Subject, Timestamp};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A directory has at most so many keys that work: each node holds all of them.
pub const MOST_KEYS: usize = 100;

/// A key of a directory: who asks, how much they may, from where, until when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DirectoryKey {
    /// Which.
    pub id: DirectoryKeyId,
    /// Raised by each saved change.
    pub version: i64,
    /// What it is a key to.
    pub directory: DirectoryId,
    /// The department whose directory that is.
    pub owner: OrganisationId,
    /// The service that asks by it.
    pub name: Name,
    /// How much it may ask.
    pub quota: Quota,
    /// The sites whose pages may ask by it. None: only programs, whose requests name no site.
    pub allowed_origins: BTreeSet<EmbedOrigin>,
    /// The last day on which it works.
    pub ends_on: Option<Day>,
    /// The hash of its secret.
    pub secret: TokenHash,
    /// The secret before, which works a while longer, so that a service can change over without a gap.
    pub former: Option<FormerSecret>,
    /// When it was issued.
    pub issued_at: Timestamp,
    /// When it was revoked.
    pub revoked_at: Option<Timestamp>,
}

/// A secret that was rotated away.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormerSecret {
    /// Its hash.
    pub secret: TokenHash,
    /// Until when it still works.
    pub works_until: Timestamp,
}

impl HasSubject for DirectoryKey {
    fn subject(&self) -> Subject {
        Subject::new("directory_key", self.id, Some(self.owner))
    }
}

impl DirectoryKey {
    /// A key to a directory, beside `others` that work.
    ///
    /// # Errors
    /// When its last day is over, or the directory has as many as it can.
    pub fn issue(
        id: DirectoryKeyId,
        directory: &Directory,
        others: usize,
        command: IssueKey,
        secret: TokenHash,
        now: Timestamp,
    ) -> Result<Changed<Self>, CannotKeepKey> {
        let IssueKey { name, quota, allowed_origins, ends_on } = command;
        if others >= MOST_KEYS {
            return Err(CannotKeepKey::TooMany);
        }
        if ends_on.is_some_and(|day| end_of(day) <= now) {
            return Err(CannotKeepKey::EndsInThePast);
        }
        let happened = KeyHappened::Issued { directory: directory.id, quota, ends_on };
        let key = Self {
            id,
            version: 0,
            directory: directory.id,
            owner: directory.owner,
            name,
            quota,
            allowed_origins,
            ends_on,
            secret,
            former: None,
            issued_at: now,
            revoked_at: None,
        };
        Ok(Changed::by(key, &happened))
    }

    /// Gives it a new secret. The one before works for a while beside it; one that still worked from an earlier
    /// rotation ends at once.
    ///
    /// # Errors
    /// When it works no longer.
    pub fn rotate(
        self,
        command: RotateKey,
        secret: TokenHash,
        now: Timestamp,
    ) -> Result<Changed<Self>, CannotKeepKey> {
        self.must_work(now)?;
        let works_until = now.saturating_add(command.overlap).unwrap_or(Timestamp::MAX);
        let former = FormerSecret { secret: self.secret, works_until };
        let happened = KeyHappened::Rotated { former_until: works_until };
        Ok(Changed::by(Self { secret, former: Some(former), ..self }, &happened))
    }

    /// Revokes it for good, its former secret too.
    ///
    /// # Errors
    /// When it was revoked before.
    pub fn revoke(self, now: Timestamp) -> Result<Changed<Self>, CannotKeepKey> {
        if self.revoked_at.is_some() {
            return Err(CannotKeepKey::Revoked);
        }
        Ok(Changed::by(Self { revoked_at: Some(now), ..self }, &KeyHappened::Revoked {}))
    }

    fn must_work(&self, now: Timestamp) -> Result<(), CannotKeepKey> {
        if self.revoked_at.is_some() {
            return Err(CannotKeepKey::Revoked);
        }
        if self.is_over(now) { Err(CannotKeepKey::Over) } else { Ok(()) }
    }

    fn is_over(&self, now: Timestamp) -> bool {
        self.ends_on.is_some_and(|day| end_of(day) <= now)
    }

    /// Whether anyone may ask by it at an instant.
    #[must_use]
    pub fn works(&self, now: Timestamp) -> bool {
        self.must_work(now).is_ok()
    }

    /// Whether a request may be answered: sent with a secret of this key, to a directory, from a page of an
    /// origin or from a program that names none.
    ///
    /// # Errors
    /// Why not.
    pub fn admit(
        &self,
        secret: &TokenHash,
        directory: DirectoryId,
        origin: Option<&str>,
        now: Timestamp,
    ) -> Result<(), KeyRefused> {
        let is_former = |former: &FormerSecret| former.secret == *secret && now < former.works_until;
        if self.secret != *secret && !self.former.as_ref().is_some_and(is_former) {
            return Err(KeyRefused::Unknown);
        }
        if self.revoked_at.is_some() {
            return Err(KeyRefused::Revoked);
        }
        if self.is_over(now) {
            return Err(KeyRefused::Over);
        }
        if self.directory != directory {
            return Err(KeyRefused::OfAnother);
        }
        match origin {
            None if self.allowed_origins.is_empty() => Ok(()),
            None => Err(KeyRefused::NeedsOrigin),
            Some(origin) if self.allows(origin) => Ok(()),
            Some(origin) => Err(KeyRefused::NotFromThere(origin.chars().take(100).collect())),
        }
    }

    /// Whether pages of an origin may ask by it.
    #[must_use]
    pub fn allows(&self, origin: &str) -> bool {
        self.allowed_origins.iter().any(|allowed| allowed.as_str() == origin)
    }
}

#[cfg(test)]
mod tests;
