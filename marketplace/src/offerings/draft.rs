//! Beginning an offering.

use super::content::Surroundings;
use crate::Work;
use domain::offerings::{CannotOffer, Offering, Support};
use domain::{Action, Actor, OfferingId, OrganisationId, Refused};

/// Begins an offering of a provider, as a draft.
///
/// # Errors
/// When the asker may not, the organisation is no provider, or a code or postcode is unknown.
pub fn draft(
    work: &mut Work<'_, '_>,
    by: &Actor,
    provider: OrganisationId,
    support: Support,
) -> Result<Offering, Refused> {
    let permit = by.may(Action::KeepOfferings, &provider)?;
    let support = Surroundings::of(work, provider)?.check(support)?;
    let changed = Offering::drafted(work.fresh_id(), provider, support, work.now());
    work.save(&permit, changed).map_err(reference_taken)
}

/// Begins another offering that says the same, as a draft. The reference stays with the first.
///
/// # Errors
/// When the asker may not, or something in it is known no longer.
pub fn copy(work: &mut Work<'_, '_>, by: &Actor, id: OfferingId) -> Result<Offering, Refused> {
    let first: Offering = work.find(id)?;
    let _permit = by.may(Action::ReadOffering, &first)?;
    draft(work, by, first.provider, Support { reference: None, ..first.support })
}

/// The one thing of an offering that must be there once is its reference.
pub(super) fn reference_taken(error: impl Into<Refused>) -> Refused {
    error.into().duplicate_means(CannotOffer::ReferenceTaken)
}
