//! How far an organisation was checked, and checks by other means.

use super::registration_change::noticed;
use super::{
    CannotChangeOrganisation, Check, Found, LookupFailed, Organisation, OrganisationEvent, RegisterNumber,
};
use crate::values::Line;
use crate::{Changed, FieldErrors, Fields, PersonId, Timestamp, words};
use jiff::SignedDuration;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

words! {
    /// How far an organisation was checked, as everyone sees it.
    pub enum Trust {
        /// Every register number it gives was confirmed, recently enough.
        Verified = "verified",
        /// Someone of the authority checked it by other means.
        Vouched = "vouched",
        /// A confirmation is too old, and none failed.
        Stale = "stale",
        /// Nothing has been checked yet.
        Unverified = "unverified",
        /// A register answered against a number it gives.
        Failed = "failed",
    }
}

/// A check by other means: a visit, a constitution seen, a reference taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Vouched {
    /// Who vouches.
    pub by: PersonId,
    /// When.
    pub at: Timestamp,
    /// What was checked.
    pub how: Line,
}

/// The raw fields of a check by other means.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct VouchDraft {
    /// What was checked: 1 to 300 characters.
    #[serde(default)]
    pub how: String,
}

impl VouchDraft {
    /// What was checked.
    ///
    /// # Errors
    /// When nothing, or too much, was written.
    pub fn parse(self) -> Result<Line, FieldErrors> {
        let mut fields = Fields::new();
        let how =
            fields.required("/how", Some(&self.how), "Say what you checked, and how").map(str::to_owned);
        let how = how.and_then(|how| fields.parse("/how", &how));
        fields.finish(|| how)
    }
}

/// How far an organisation is checked from now on, as long as nothing is checked anew: confirmations grow old together with
/// the first of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TrustOverTime {
    /// While every confirmation holds.
    pub at_first: Trust,
    /// When the first of its numbers to grow old was confirmed. `None`: none was.
    pub confirmed_at: Option<Timestamp>,
    /// Once that one is too old.
    pub then: Trust,
}

impl Organisation {
    /// How far this organisation was checked. A failed check outweighs everything; a voucher outweighs what is
    /// merely missing or old.
    #[must_use]
    pub fn trust(&self, now: Timestamp, keeps_for: SignedDuration) -> Trust {
        let TrustOverTime { at_first, confirmed_at, then } = self.trust_over_time();
        let is_old = confirmed_at.is_some_and(|at| now.duration_since(at) >= keeps_for);
        if is_old { then } else { at_first }
    }

    /// How far it was checked, and how far once its checks are old.
    #[must_use]
    pub fn trust_over_time(&self) -> TrustOverTime {
        let checks = || self.identifiers.iter().map(|identifier| &identifier.check);
        let confirmed = || {
            checks().filter_map(|check| match check {
                Check::Verified { at, .. } => Some(*at),
                Check::Unverified | Check::Failed { .. } => None,
            })
        };
        let or_vouched = |trust| if self.vouched.is_some() { Trust::Vouched } else { trust };
        let any_failed = checks().any(|check| matches!(check, Check::Failed { .. }));
        let all_confirmed = !self.identifiers.is_empty() && confirmed().count() == self.identifiers.len();
        let (at_first, then) = match (any_failed, all_confirmed) {
            (true, _) => (Trust::Failed, Trust::Failed),
            (false, true) => (Trust::Verified, or_vouched(Trust::Stale)),
            (false, false) => (or_vouched(Trust::Unverified), or_vouched(Trust::Stale)),
        };
        TrustOverTime { at_first, confirmed_at: confirmed().min(), then }
    }

    /// Notes what a register answered about one of the numbers, what of that is otherwise than before, or that it could
    /// not be asked.
    ///
    /// # Errors
    /// When the organisation does not give this number (any more).
    pub fn record_check(
        mut self,
        number: &RegisterNumber,
        answer: Result<Found, LookupFailed>,
        now: Timestamp,
    ) -> Result<Changed<Self>, CannotChangeOrganisation> {
        let place = self.identifiers.iter().position(|identifier| identifier.number == *number);
        let place = place.ok_or(CannotChangeOrganisation::NoSuchIdentifier)?;
        let before = &self.identifiers[place].check;
        let otherwise = noticed(before, &answer);
        let is_in_force = answer.as_ref().is_ok_and(|found| found.in_force);
        let checked = self.identifiers[place].clone().after_lookup(answer, now);
        let event = OrganisationEvent::IdentifierChecked {
            identifier: number.to_string(),
            check: checked.check.clone(),
            trouble: checked.trouble.map(|note| note.trouble),
        };
        self.identifiers[place] = checked;
        let (next, otherwise) = self.take_note(number, otherwise, is_in_force, now);
        let changed = Changed::by(next, &event);
        Ok(match otherwise {
            Some(otherwise) => changed.and(&otherwise),
            None => changed,
        })
    }

    /// Vouches for an organisation after a check by other means.
    ///
    /// # Errors
    /// When it is the authority's or a department's: those are vouched for by their mail domain.
    pub fn vouch(
        self,
        how: Line,
        by: PersonId,
        now: Timestamp,
    ) -> Result<Changed<Self>, CannotChangeOrganisation> {
        if self.sort.is_none() {
            return Err(CannotChangeOrganisation::NotAProvider);
        }
        let event = OrganisationEvent::Vouched { how: how.as_str().to_owned() };
        Ok(Changed::by(Self { vouched: Some(Vouched { by, at: now, how }), ..self }, &event))
    }
}
