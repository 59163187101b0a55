//! What an administrator does with others' accounts: lock, unlock, and remove what is kept of a person.

use super::lock_out::Attempts;
use super::{AccountEvent, PasswordHash, Person};
use crate::values::{EmailAddress, Name};
use crate::{Changed, OrganisationId, Refusal, Timestamp, words};
use jiff::SignedDuration;

/// An account that belongs nowhere and that nobody has signed in to for so long is removed: two years.
pub const KEPT_UNUSED: SignedDuration = SignedDuration::from_hours(24 * 730);

words! {
    /// Why what is kept of a person is removed.
    pub enum RemovalCause {
        /// They asked for it.
        Request = "request",
        /// The time for which it is kept is over.
        Retention = "retention",
    }
}

words! {
    /// Why someone may sign in by password alone who cannot give a security code any more. The log keeps it for ever, so
    /// it is one of these and no prose: prose would name people.
    pub enum ExcusedBecause {
        /// They were seen, and are who they say.
        Seen = "seen",
        /// They were called back on a number that was known before.
        CalledBack = "called_back",
        /// An owner or administrator of their organisation says that it is them.
        VouchedFor = "vouched_for",
        /// Nobody's code can be looked at: the secret of the seal is lost.
        SealLost = "seal_lost",
    }
}

words! {
    /// How an account stands, apart from what only lasts for minutes.
    pub enum AccountState {
        /// Its address is not proven yet.
        Unproven = "unproven",
        /// It can be used.
        Proven = "proven",
        /// An administrator has locked it.
        Locked = "locked",
        /// What was kept of its person is removed.
        Removed = "removed",
    }
}

impl AccountState {
    /// That of an account.
    #[must_use]
    pub const fn of(person: &Person) -> Self {
        match person {
            Person { removed_at: Some(_), .. } => Self::Removed,
            Person { locked_at: Some(_), .. } => Self::Locked,
            Person { email_verified_at: Some(_), .. } => Self::Proven,
            _ => Self::Unproven,
        }
    }
}

/// What a person still holds that nobody else does, or that is not finished.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Holding {
    /// They are the last who answers for an organisation.
    LastOneWhoAnswers {
        /// For which.
        organisation: OrganisationId,
        /// Its name.
        name: Name,
    },
    /// Theirs is the address at which an organisation is reached.
    ContactOf {
        /// Of which.
        organisation: OrganisationId,
        /// Its name.
        name: Name,
    },
    /// Applications for the mark are with them.
    Cases(usize),
}

/// Why something about someone's account is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CannotKeepAccount {
    /// It is removed.
    #[error("What was kept of this person has been removed: nothing can be done with the account any more")]
    IsRemoved,
    /// One's own.
    #[error("This is your own account: ask another administrator")]
    OwnAccount,
    /// Locked already, or not locked.
    #[error("The account is {} already: look at it again", if *.0 { "locked" } else { "unlocked" })]
    NothingToChange(bool),
    /// It asks for the password alone.
    #[error("The account asks for no security code: look at it again")]
    AsksForNoCode,
    /// They are the last who answers for an organisation.
    #[error("They are the last who answers for {0}: give someone else there that role first")]
    LastOneWhoAnswers(Name),
    /// Theirs is the address at which an organisation is reached.
    #[error("Theirs is the contact address of {0}: enter another there first")]
    ContactOf(Name),
    /// Applications for the mark are with them.
    #[error("Applications for the quality mark are with them ({0}): assign someone else first")]
    HoldsCases(usize),
    /// It is not unused for long enough.
    #[error("The account is in use, or has not been unused for two years")]
    StillKept,
}

impl Refusal for CannotKeepAccount {
    fn code(&self) -> &'static str {
        match self {
            Self::IsRemoved => "account_is_removed",
            Self::OwnAccount => "account_is_own",
            Self::NothingToChange(_) => "account_lock_unchanged",
            Self::AsksForNoCode => "account_asks_for_no_code",
            Self::LastOneWhoAnswers(_) => "account_answers_alone",
            Self::ContactOf(_) => "account_is_contact",
            Self::HoldsCases(_) => "account_holds_cases",
            Self::StillKept => "account_still_kept",
        }
    }
}

impl From<Holding> for CannotKeepAccount {
    fn from(holding: Holding) -> Self {
        match holding {
            Holding::LastOneWhoAnswers { name, .. } => Self::LastOneWhoAnswers(name),
            Holding::ContactOf { name, .. } => Self::ContactOf(name),
            Holding::Cases(cases) => Self::HoldsCases(cases),
        }
    }
}

impl Person {
    /// Lets nobody sign in to it until it is unlocked.
    ///
    /// # Errors
    /// When it is locked by hand already, or removed.
    pub fn lock(self, now: Timestamp) -> Result<Changed<Self>, CannotKeepAccount> {
        self.is_kept()?;
        if self.locked_at.is_some() {
            return Err(CannotKeepAccount::NothingToChange(true));
        }
        Ok(Changed::by(Self { locked_at: Some(now), ..self }, &AccountEvent::Locked))
    }

    /// Lets its person sign in again, also after too many wrong passwords.
    ///
    /// # Errors
    /// When it is not locked, or removed.
    pub fn unlock(self, now: Timestamp) -> Result<Changed<Self>, CannotKeepAccount> {
        self.is_kept()?;
        if !self.is_locked(now) {
            return Err(CannotKeepAccount::NothingToChange(false));
        }
        let next = Self { locked_at: None, attempts: Attempts::default(), ..self };
        Ok(Changed::by(next, &AccountEvent::Unlocked))
    }

    /// Lets its person, who cannot give a security code any more, sign in with the password alone.
    ///
    /// # Errors
    /// When it asks for none, or is removed.
    pub fn excuse_from_codes(self, because: ExcusedBecause) -> Result<Changed<Self>, CannotKeepAccount> {
        self.is_kept()?;
        if self.totp_secret.is_none() {
            return Err(CannotKeepAccount::AsksForNoCode);
        }
        Ok(self.asking_no_code(Some(because)))
    }

    /// Overwrites what is kept of the person. The account stays as a pseudonym: the log and the records of what was
    /// done go on naming it, and it names nobody.
    ///
    /// # Errors
    /// When they still hold something that nobody else does; when it was done before.
    pub fn remove(
        self,
        holds: Option<Holding>,
        because: RemovalCause,
        now: Timestamp,
    ) -> Result<Changed<Self>, CannotKeepAccount> {
        self.is_kept()?;
        if let Some(holding) = holds {
            return Err(holding.into());
        }
        if because == RemovalCause::Retention && !self.is_unused_for_long(now) {
            return Err(CannotKeepAccount::StillKept);
        }
        let (name, email) = no_ones(&self);
        let (Some(name), Some(email)) = (name, email) else { return Err(CannotKeepAccount::IsRemoved) };
        let next = Self {
            name,
            email,
            email_verified_at: None,
            // No password hashes to this.
            password: PasswordHash::from_phc("removed".to_owned()),
            attempts: Attempts::default(),
            totp_secret: None,
            totp_used_step: None,
            removed_at: Some(now),
            ..self
        };
        Ok(Changed::by(next, &AccountEvent::Removed { because }))
    }

    /// When it was last used, as far as retention asks: signed in to, else made.
    #[must_use]
    pub fn used_at(&self) -> Timestamp {
        self.signed_in_at.unwrap_or(self.registered_at)
    }

    /// Whether nobody has signed in to it for as long as unused accounts are kept.
    #[must_use]
    pub fn is_unused_for_long(&self, now: Timestamp) -> bool {
        now.duration_since(self.used_at()) >= KEPT_UNUSED
    }

    const fn is_kept(&self) -> Result<(), CannotKeepAccount> {
        if self.removed_at.is_some() { Err(CannotKeepAccount::IsRemoved) } else { Ok(()) }
    }
}

/// The name and address of nobody: the address is still unique, and no mail reaches it (RFC 2606).
fn no_ones(person: &Person) -> (Option<Name>, Option<EmailAddress>) {
    ("Removed person".parse().ok(), format!("{}@removed.invalid", person.id).parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::people::OneTimeSecret;
    use uuid::Uuid;

    fn now() -> Timestamp {
        "2026-11-22T12:00:00Z".parse().unwrap()
    }

    fn person() -> Person {
        let (name, email) = ("Jo Bloggs".parse().unwrap(), "jo@example.org".parse().unwrap());
        let hash = PasswordHash::from_phc("$argon2id$".into());
        Person::register(Uuid::from_u128(1).into(), name, email, hash, now()).next
    }

    #[test]
    fn a_locked_account_stays_locked_until_it_is_unlocked() {
        let locked = person().lock(now()).unwrap().next;
        assert!(locked.is_locked(now() + SignedDuration::from_hours(10_000)));
        assert_eq!(locked.clone().lock(now()).unwrap_err(), CannotKeepAccount::NothingToChange(true));
        let open = locked.unlock(now()).unwrap().next;
        assert!(!open.is_locked(now()));
        assert_eq!(
            open.unlock(now()).unwrap_err().to_string(),
            "The account is unlocked already: look at it again"
        );
    }

    #[test]
    fn who_lost_what_makes_their_codes_is_excused_from_them_once() {
        let asked = person().use_totp(OneTimeSecret::kept_as("JBSWY3DPEHPK3PXP".into())).next;
        let sealed = asked.seal_totp(OneTimeSecret::kept_as("sealed:…".into())).next;
        let changed = sealed.excuse_from_codes(ExcusedBecause::Seen).unwrap();
        assert_eq!(changed.events[0].body, serde_json::json!({"because": "seen"}));
        let excused = changed.next;
        assert_eq!((&excused.totp_secret, excused.totp_used_step), (&None, None));
        let again = excused.excuse_from_codes(ExcusedBecause::Seen);
        assert_eq!(again.unwrap_err(), CannotKeepAccount::AsksForNoCode);
    }

    #[test]
    fn a_secret_that_is_sealed_takes_no_code_a_second_time() {
        let secret = || OneTimeSecret::kept_as("JBSWY3DPEHPK3PXP".into());
        let used = person().use_totp(secret()).next.signed_in(Some(7), now()).next;
        assert_eq!(used.seal_totp(secret()).next.totp_used_step, Some(7));
    }

    #[test]
    fn nothing_of_a_removed_person_is_left_but_who_they_were_to_the_log() {
        let changed = person().remove(None, RemovalCause::Request, now()).unwrap();
        let kept = serde_json::to_string(&changed.next).unwrap();
        assert!(!kept.contains("Jo") && !kept.contains("jo@") && !kept.contains("argon2"), "{kept}");
        assert_eq!(changed.next.id, person().id);
        assert_eq!(changed.events[0].name, "account.removed");
        assert!(changed.next.is_locked(now()));
        let again = changed.next.remove(None, RemovalCause::Request, now());
        assert_eq!(again.unwrap_err(), CannotKeepAccount::IsRemoved);
    }

    #[test]
    fn who_holds_what_nobody_else_does_is_not_removed() {
        let (organisation, name) = (Uuid::from_u128(2).into(), "Age Well".parse().unwrap());
        let holding = Holding::LastOneWhoAnswers { organisation, name };
        let refused = person().remove(Some(holding), RemovalCause::Request, now()).unwrap_err();
        assert!(refused.to_string().contains("the last who answers for Age Well"), "{refused}");
        assert!(person().remove(Some(Holding::Cases(2)), RemovalCause::Request, now()).is_err());
    }

    #[test]
    fn retention_ends_two_years_after_the_last_sign_in() {
        let used = person().signed_in(None, now()).next;
        let soon = now() + KEPT_UNUSED - SignedDuration::from_secs(1);
        let refused = used.clone().remove(None, RemovalCause::Retention, soon).unwrap_err();
        assert_eq!(refused, CannotKeepAccount::StillKept);
        assert!(used.remove(None, RemovalCause::Retention, now() + KEPT_UNUSED).is_ok());
    }
}
