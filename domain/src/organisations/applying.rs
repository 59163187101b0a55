//! What an organisation has to be, and to have looked at, before it applies for a place.

use super::{CannotChangeOrganisation, Check, Organisation, OrganisationEvent};
use crate::{Changed, Timestamp};
use jiff::SignedDuration;

/// Details that were confirmed count for so many days: for all that is sent in one round of applications, and not for
/// the next.
pub const CONFIRMED_FOR_DAYS: i64 = 28;

impl Organisation {
    /// Everything of the organisation itself that stands in the way of applying for a place: what it is (rule 5), and
    /// that a register answers against it. A number that nobody could check stands in nobody's way.
    #[must_use]
    pub fn hindrances_to_apply(&self) -> Vec<CannotChangeOrganisation> {
        let against = self.identifiers.iter().filter_map(|identifier| match identifier.check {
            Check::Failed { reason, .. } => {
                Some(CannotChangeOrganisation::RegisterAnswersAgainst(identifier.number.clone(), reason))
            }
            Check::Unverified | Check::Verified { .. } => None,
        });
        self.may_hold_places().err().into_iter().chain(against).collect()
    }

    /// Since when its details are as its people say: they looked at them then, or registered.
    #[must_use]
    pub fn details_confirmed_on(&self) -> Timestamp {
        self.details_confirmed_at.unwrap_or(self.registered_at)
    }

    /// Whether its people have looked at its details lately enough for an application.
    #[must_use]
    pub fn has_confirmed_details(&self, now: Timestamp) -> bool {
        now.duration_since(self.details_confirmed_on()) < SignedDuration::from_hours(24 * CONFIRMED_FOR_DAYS)
    }

    /// Notes that someone of the organisation has looked at its details, and that they are right.
    ///
    /// # Errors
    /// When it is no provider or partner: nobody else applies.
    pub fn confirm_details(self, now: Timestamp) -> Result<Changed<Self>, CannotChangeOrganisation> {
        if self.sort.is_none() {
            return Err(CannotChangeOrganisation::NotAProvider);
        }
        let next = Self { details_confirmed_at: Some(now), ..self };
        Ok(Changed::by(next, &OrganisationEvent::DetailsConfirmed {}))
    }
}
