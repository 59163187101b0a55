//! How a register number was checked: unverified, verified, failed and stale are different and visible.

use super::{RegisterNumber, Scheme};
use crate::{Timestamp, words};
use jiff::SignedDuration;
use serde::{Deserialize, Serialize};

/// What a register answered about a number that is in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    /// The name as registered.
    pub registered_name: String,
    /// Whether the entry is in force: not dissolved, not removed.
    pub in_force: bool,
    /// The register's own word for the entry's state: `active`, `dissolved`, `removed`.
    pub status: String,
}

/// Why a register gave no entry. Only [`LookupFailed::NotOnRegister`] is an answer; the rest is trouble, which
/// never counts for or against an organisation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LookupFailed {
    /// The register answered that it has no such number.
    #[error("the register has no such number")]
    NotOnRegister,
    /// No answer could be had.
    #[error("{0}")]
    Trouble(Trouble),
}

words! {
    /// Why no answer could be had from a register.
    pub enum Trouble {
        /// It could not be reached, or answered with an error of its own.
        Unreachable = "unreachable",
        /// It did not answer in time.
        TimedOut = "timed_out",
        /// It was asked too often.
        TooManyRequests = "too_many_requests",
        /// It did not accept our key.
        KeyRefused = "key_refused",
        /// Its answer could not be understood.
        Unintelligible = "unintelligible",
        /// No lookup is set up for this register: someone checks by other means.
        NoLookup = "no_lookup",
    }
}

words! {
    /// Why a check failed.
    pub enum FailedCheck {
        /// The register has no such number.
        NotOnRegister = "not_on_register",
        /// The entry has ended: dissolved, removed.
        Ended = "ended",
    }
}

impl FailedCheck {
    /// What the register answered, within a sentence.
    #[must_use]
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::NotOnRegister => "it has no such number",
            Self::Ended => "the entry has ended",
        }
    }
}

/// The last answer of a register about an identifier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "result", rename_all = "snake_case")]
pub enum Check {
    /// No register has answered yet.
    Unverified,
    /// The register had the number, in force.
    Verified {
        /// When it answered.
        at: Timestamp,
        /// The name as registered.
        registered_name: String,
    },
    /// The register answered against it.
    Failed {
        /// When it answered.
        at: Timestamp,
        /// Why.
        reason: FailedCheck,
    },
}

words! {
    /// Where a check stands at a moment.
    pub enum Standing {
        /// No register has answered yet.
        Unverified = "unverified",
        /// A register confirmed it, recently enough.
        Verified = "verified",
        /// A register answered against it.
        Failed = "failed",
        /// A register confirmed it, too long ago.
        Stale = "stale",
    }
}

/// A lookup that brought no answer. It stays visible until one comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct TroubleNote {
    /// When it was tried.
    pub at: Timestamp,
    /// What went wrong.
    pub trouble: Trouble,
}

/// A register number that an organisation gives, with the last answer about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identifier {
    /// The number with its register.
    #[serde(flatten)]
    pub number: RegisterNumber,
    /// The last answer.
    pub check: Check,
    /// The last lookup that brought no answer, if it was later than the last answer.
    #[serde(default)]
    pub trouble: Option<TroubleNote>,
}

impl Identifier {
    /// A number that nobody has checked.
    #[must_use]
    pub const fn unverified(number: RegisterNumber) -> Self {
        Self { number, check: Check::Unverified, trouble: None }
    }

    /// Whose register the number is of.
    #[must_use]
    pub fn scheme(&self) -> Scheme {
        self.number.scheme()
    }

    /// Where the check stands. A verification holds while `now < at + keeps_for`, and is stale from then on.
    #[must_use]
    pub fn standing(&self, now: Timestamp, keeps_for: SignedDuration) -> Standing {
        match &self.check {
            Check::Unverified => Standing::Unverified,
            Check::Failed { .. } => Standing::Failed,
            Check::Verified { at, .. } if now.duration_since(*at) < keeps_for => Standing::Verified,
            Check::Verified { .. } => Standing::Stale,
        }
    }

    /// Since when a verification is stale. `None`: it is not a verification, or holds.
    #[must_use]
    pub fn stale_since(&self, now: Timestamp, keeps_for: SignedDuration) -> Option<Timestamp> {
        match &self.check {
            Check::Verified { at, .. } => at.checked_add(keeps_for).ok().filter(|since| *since <= now),
            Check::Unverified | Check::Failed { .. } => None,
        }
    }

    /// The identifier after a lookup. Trouble leaves the last answer as it is and is noted beside it.
    #[must_use]
    pub fn after_lookup(self, answer: Result<Found, LookupFailed>, now: Timestamp) -> Self {
        let check = match answer {
            Ok(Found { in_force: true, registered_name, .. }) => Check::Verified { at: now, registered_name },
            Ok(_) => Check::Failed { at: now, reason: FailedCheck::Ended },
            Err(LookupFailed::NotOnRegister) => Check::Failed { at: now, reason: FailedCheck::NotOnRegister },
            Err(LookupFailed::Trouble(trouble)) => {
                return Self { trouble: Some(TroubleNote { at: now, trouble }), ..self };
            }
        };
        Self { check, trouble: None, ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const YEAR: SignedDuration = SignedDuration::from_hours(365 * 24);

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn identifier() -> Identifier {
        Identifier::unverified(RegisterNumber::parse(Scheme::CompaniesHouse, "01234567").unwrap())
    }

    fn found(in_force: bool) -> Result<Found, LookupFailed> {
        let status = if in_force { "active" } else { "dissolved" }.into();
        Ok(Found { registered_name: "AGE WELL LEEDS CIC".into(), in_force, status })
    }

    #[test]
    fn a_register_that_is_down_never_verifies_and_never_fails_anyone() {
        let now = at("2026-11-22T12:00:00Z");
        for &trouble in Trouble::ALL {
            let down = Err(LookupFailed::Trouble(trouble));
            let asked = identifier().after_lookup(down.clone(), now);
            assert_eq!(asked.standing(now, YEAR), Standing::Unverified);
            assert_eq!(asked.trouble, Some(TroubleNote { at: now, trouble }));
            let verified = identifier().after_lookup(found(true), now).after_lookup(down, now);
            assert_eq!(verified.standing(now, YEAR), Standing::Verified);
            assert!(verified.trouble.is_some(), "the trouble shows beside the last answer");
        }
    }

    #[test]
    fn a_verification_holds_for_its_time_and_is_stale_from_then_on() {
        let now = at("2026-11-22T12:00:00Z");
        let verified = identifier().after_lookup(found(true), now);
        let end = now + YEAR;
        assert_eq!(verified.standing(end - SignedDuration::from_secs(1), YEAR), Standing::Verified);
        assert_eq!(verified.standing(end, YEAR), Standing::Stale);
        assert_eq!(verified.stale_since(end, YEAR), Some(end));
        assert_eq!(verified.stale_since(now, YEAR), None);
    }

    #[test]
    fn a_number_that_is_missing_or_ended_fails_until_the_register_says_otherwise() {
        let now = at("2026-11-22T12:00:00Z");
        let ended = identifier().after_lookup(found(false), now);
        assert_eq!(ended.check, Check::Failed { at: now, reason: FailedCheck::Ended });
        let missing = identifier().after_lookup(Err(LookupFailed::NotOnRegister), now);
        assert_eq!(missing.check, Check::Failed { at: now, reason: FailedCheck::NotOnRegister });
        assert_eq!(missing.after_lookup(found(true), now).standing(now, YEAR), Standing::Verified);
    }

    #[test]
    fn an_identifier_keeps_its_number_beside_its_check() {
        let json = serde_json::to_value(identifier()).unwrap();
        assert_eq!(json["scheme"], "GB-COH");
        assert_eq!(json["check"]["result"], "unverified");
        assert_eq!(serde_json::from_value::<Identifier>(json).unwrap(), identifier());
    }
}
