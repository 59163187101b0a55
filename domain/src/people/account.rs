//! A person's account.

use super::lock_out::Attempts;
use super::{AccountEvent, CannotUseAccount, LockOut, OneTimeSecret, Password, PasswordHash, TokenHash};
use crate::values::{EmailAddress, Name};
use crate::{Changed, FieldErrors, Fields, HasSubject, PersonId, Subject, Timestamp, words};
use jiff::SignedDuration;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Someone who can sign in. Name and address live here only: the event log knows people by their identifier.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Person {
    /// Their identifier.
    pub id: PersonId,
    /// Raised by each saved change.
    pub version: i64,
    /// Their name.
    pub name: Name,
    /// Where they get mail; unique, and what they sign in with.
    pub email: EmailAddress,
    /// When they proved to read mail there.
    pub email_verified_at: Option<Timestamp>,
    /// The hash of their password.
    pub password: PasswordHash,
    /// Wrong passwords lately.
    pub attempts: Attempts,
    /// The secret of their one-time passwords, where the account asks for them.
    pub totp_secret: Option<OneTimeSecret>,
    /// The last time step whose one-time password was used, so that none is used twice.
    pub totp_used_step: Option<i64>,
    /// When the account was made.
    pub registered_at: Timestamp,
    /// When they last signed in.
    #[serde(default)]
    pub signed_in_at: Option<Timestamp>,
    /// When an administrator locked the account; until one unlocks it.
    #[serde(default)]
    pub locked_at: Option<Timestamp>,
    /// When what was kept of them was removed.
    #[serde(default)]
    pub removed_at: Option<Timestamp>,
}

impl HasSubject for Person {
    fn subject(&self) -> Subject {
        Subject::new("person", self.id, None)
    }
}

/// The raw fields with which someone makes an account.
#[derive(Clone, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RegisterPersonDraft {
    /// Their name.
    #[serde(default)]
    pub name: String,
    /// Their address.
    #[serde(default)]
    pub email: String,
    /// The password they choose.
    #[serde(default)]
    pub password: String,
}

/// Someone makes an account.
#[derive(Debug, Clone)]
pub struct RegisterPerson {
    /// Their name.
    pub name: Name,
    /// Their address.
    pub email: EmailAddress,
    /// The password they choose.
    pub password: Password,
}

impl RegisterPersonDraft {
    /// The command.
    ///
    /// # Errors
    /// Every field that is missing or wrong.
    pub fn parse(self) -> Result<RegisterPerson, FieldErrors> {
        let mut fields = Fields::new();
        let name = fields.parse("/name", &self.name);
        let email = fields.parse("/email", &self.email);
        let password = match &email {
            Some(email) => fields.check("/password", Password::choose(&self.password, email)),
            None => None,
        };
        fields.finish(|| Some(RegisterPerson { name: name?, email: email?, password: password? }))
    }
}

/// The raw fields with which someone changes a password.
#[derive(Clone, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangePasswordDraft {
    /// The password until now.
    #[serde(default)]
    pub current: String,
    /// The new one.
    #[serde(default)]
    pub password: String,
}

impl ChangePasswordDraft {
    /// The new password.
    ///
    /// # Errors
    /// Why it may not be chosen.
    pub fn parse(&self, email: &EmailAddress) -> Result<Password, FieldErrors> {
        let mut fields = Fields::new();
        let password = fields.check("/password", Password::choose(&self.password, email));
        fields.finish(|| password)
    }
}

impl Person {
    /// A new account. Its address is unproven until a mailed link was used.
    pub fn register(
        id: PersonId,
        name: Name,
        email: EmailAddress,
        password: PasswordHash,
        now: Timestamp,
    ) -> Changed<Self> {
        let person = Self {
            id,
            version: 0,
            name,
            email,
            email_verified_at: None,
            password,
            attempts: Attempts::default(),
            totp_secret: None,
            totp_used_step: None,
            registered_at: now,
            signed_in_at: None,
            locked_at: None,
            removed_at: None,
        };
        Changed::by(person, &AccountEvent::Registered)
    }

    /// The address is proven by a link that was mailed to it. Proving it again changes nothing.
    pub fn verify_email(self, now: Timestamp) -> Changed<Self> {
        let email_verified_at = self.email_verified_at.or(Some(now));
        Changed::by(Self { email_verified_at, ..self }, &AccountEvent::EmailVerified)
    }

    /// Whether sign-in is stopped for now.
    #[must_use]
    pub fn is_locked(&self, now: Timestamp) -> bool {
        self.attempts.is_locked(now) || self.locked_at.is_some() || self.removed_at.is_some()
    }

    /// After the right password (and one-time password, where there is one).
    pub fn signed_in(self, totp_step: Option<i64>, now: Timestamp) -> Changed<Self> {
        let totp_used_step = totp_step.or(self.totp_used_step);
        let signed_in_at = Some(now);
        let next = Self { attempts: Attempts::default(), totp_used_step, signed_in_at, ..self };
        Changed::by(next, &AccountEvent::SignedIn)
    }

    /// After a wrong password.
    pub fn mistyped(self, policy: LockOut, now: Timestamp) -> Changed<Self> {
        let attempts = self.attempts.after_wrong(policy, now);
        let event = match attempts.locked_until {
            Some(until) if !self.attempts.is_locked(now) => AccountEvent::LockedOut { until },
            _ => AccountEvent::SignInRefused,
        };
        Changed::by(Self { attempts, ..self }, &event)
    }

    /// A new password. It also ends a lock: whoever can read the mail is let back in.
    pub fn change_password(self, password: PasswordHash) -> Changed<Self> {
        Changed::by(Self { password, attempts: Attempts::default(), ..self }, &AccountEvent::PasswordChanged)
    }

    /// Asks for one-time passwords from now on.
    pub fn use_totp(self, secret: OneTimeSecret) -> Changed<Self> {
        Changed::by(
            Self { totp_secret: Some(secret), totp_used_step: None, ..self },
            &AccountEvent::TotpEnabled,
        )
    }

    /// Keeps the same secret under the seal of the nodes.
    pub fn seal_totp(self, sealed: OneTimeSecret) -> Changed<Self> {
        Changed::by(Self { totp_secret: Some(sealed), ..self }, &AccountEvent::TotpSealed)
    }

    /// Asks for one-time passwords no longer.
    pub fn drop_totp(self) -> Changed<Self> {
        self.asking_no_code(None)
    }

    /// The same, and why, when it was not its person who ended them.
    pub(super) fn asking_no_code(self, because: Option<super::ExcusedBecause>) -> Changed<Self> {
        let next = Self { totp_secret: None, totp_used_step: None, ..self };
        Changed::by(next, &AccountEvent::TotpDisabled { because })
    }
}

words! {
    /// What a mailed link is for.
    pub enum MailPurpose {
        /// To prove an address.
        VerifyEmail = "verify_email",
        /// To choose a new password.
        ResetPassword = "reset_password",
    }
}

impl MailPurpose {
    /// How long the link can be used.
    #[must_use]
    pub const fn lasts(self) -> SignedDuration {
        match self {
            Self::VerifyEmail => SignedDuration::from_hours(72),
            Self::ResetPassword => SignedDuration::from_hours(2),
        }
    }
}

/// A link that was mailed: it can be used once, in time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailToken {
    /// The hash of what is in the link.
    pub hash: TokenHash,
    /// What it is for.
    pub purpose: MailPurpose,
    /// Whose account.
    pub person: PersonId,
    /// When it stops working.
    pub expires_at: Timestamp,
    /// When it was used.
    pub used_at: Option<Timestamp>,
}

impl MailToken {
    /// A link that works from now on.
    #[must_use]
    pub fn new(hash: TokenHash, purpose: MailPurpose, person: PersonId, now: Timestamp) -> Self {
        let expires_at = now.checked_add(purpose.lasts()).unwrap_or(Timestamp::MAX);
        Self { hash, purpose, person, expires_at, used_at: None }
    }

    /// The link, used.
    ///
    /// # Errors
    /// When it is for something else, was used before, or is too old.
    pub fn use_for(self, purpose: MailPurpose, now: Timestamp) -> Result<Self, CannotUseAccount> {
        if self.purpose != purpose || self.used_at.is_some() || now >= self.expires_at {
            return Err(CannotUseAccount::LinkDoesNotWork);
        }
        Ok(Self { used_at: Some(now), ..self })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> Timestamp {
        "2026-11-22T12:00:00Z".parse().unwrap()
    }

    fn person() -> Person {
        let hash = PasswordHash::from_phc("$argon2id$".into());
        let (name, email) = ("Jo Bloggs".parse().unwrap(), "jo@example.org".parse().unwrap());
        Person::register(uuid::Uuid::from_u128(1).into(), name, email, hash, now()).next
    }

    #[test]
    fn events_about_accounts_name_nobody() {
        let policy = LockOut { after: 1, ..LockOut::default() };
        let person = person();
        let changes = [
            person.clone().verify_email(now()),
            person.clone().mistyped(policy, now()),
            person.clone().change_password(PasswordHash::from_phc("$argon2id$other".into())),
            person.signed_in(None, now()),
        ];
        for event in changes.iter().flat_map(|change| &change.events) {
            let body = event.body.to_string();
            assert!(!body.contains("Jo") && !body.contains("example") && !body.contains("argon2"), "{body}");
        }
        assert_eq!(changes[1].events[0].name, "account.locked_out");
    }

    #[test]
    fn a_new_password_ends_a_lock_and_so_does_signing_in() {
        let policy = LockOut { after: 1, ..LockOut::default() };
        let locked = person().mistyped(policy, now()).next;
        assert!(locked.is_locked(now()));
        assert!(!locked.clone().change_password(PasswordHash::from_phc("$x".into())).next.is_locked(now()));
        assert!(!locked.signed_in(None, now()).next.is_locked(now()));
    }

    #[test]
    fn a_mailed_link_works_once_in_time_and_for_its_purpose() {
        let (hash, person) = (TokenHash::from_digest([1; 32]), uuid::Uuid::from_u128(1).into());
        let link = MailToken::new(hash, MailPurpose::ResetPassword, person, now());
        let late = now() + MailPurpose::ResetPassword.lasts();
        assert!(link.clone().use_for(MailPurpose::VerifyEmail, now()).is_err());
        assert!(link.clone().use_for(MailPurpose::ResetPassword, late).is_err());
        let used = link.use_for(MailPurpose::ResetPassword, now()).unwrap();
        assert!(used.use_for(MailPurpose::ResetPassword, now()).is_err());
    }

    #[test]
    fn a_registration_names_every_wrong_field() {
        let draft = RegisterPersonDraft { email: "jo@example.org".into(), ..RegisterPersonDraft::default() };
        let errors = draft.parse().unwrap_err();
        let pointers: Vec<_> = errors.all().iter().map(|error| error.pointer.as_str()).collect();
        assert_eq!(pointers, ["/name", "/password"]);
    }
}
