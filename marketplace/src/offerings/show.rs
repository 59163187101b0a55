//! Reading offerings.

use crate::Work;
use crate::organisations::Page;
use domain::offerings::Offering;
use domain::organisations::Organisation;
use domain::{Action, Actor, OfferingId, OrganisationId, Refused};
use store::offerings::{OfferingKey, WantedOfferings};

/// An offering in any state, for those who may read what is not public.
///
/// # Errors
/// [`Refused::NotFound`] when it is not there or the asker may not know of it.
pub fn show(work: &mut Work<'_, '_>, by: &Actor, id: OfferingId) -> Result<Offering, Refused> {
    let offering: Offering = work.find(id)?;
    let _permit = by.may(Action::ReadOffering, &offering)?;
    Ok(offering)
}

/// Some of a provider's offerings by name, each with where the page after it begins.
///
/// # Errors
/// When the asker may not read them.
pub fn find(
    work: &mut Work<'_, '_>,
    by: &Actor,
    wanted: &WantedOfferings,
    page: &Page<OfferingKey>,
) -> Result<Vec<(Offering, OfferingKey)>, Refused> {
    let _permit = by.may(Action::ReadOffering, &wanted.provider)?;
    // Also who may read any organisation's is told when there is none.
    let _: Organisation = work.find(wanted.provider)?;
    Ok(work.offerings_wanted(wanted, page.after.as_ref(), page.limit)?)
}

/// A provider's offerings by name.
///
/// # Errors
/// When the asker may not read them.
pub fn list_of(
    work: &mut Work<'_, '_>,
    by: &Actor,
    provider: OrganisationId,
    page: &Page<(String, OfferingId)>,
) -> Result<Vec<Offering>, Refused> {
    let _permit = by.may(Action::ReadOffering, &provider)?;
    let after = page.after.as_ref().map(|(name, id)| (name.as_str(), *id));
    // Also who may read any organisation's is told when there is none.
    let _: Organisation = work.find(provider)?;
    Ok(work.offerings_of(provider, after, page.limit)?)
}
