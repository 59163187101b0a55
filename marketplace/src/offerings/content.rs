//! What every edit of an offering has checked against the rest of the world.

use crate::Work;
use domain::offerings::{CannotOffer, KnownCodes, Support};
use domain::organisations::Organisation;
use domain::{OrganisationId, OrganisationKind, Refused};

/// Looks its postcodes up, and checks its codes and its partner.
pub(super) fn checked(
    work: &mut Work<'_, '_>,
    provider: OrganisationId,
    support: Support,
) -> Result<Support, Refused> {
    let organisation: Organisation = work.find(provider)?;
    if organisation.kind != OrganisationKind::Provider {
        return Err(CannotOffer::NotAProvider.into());
    }
    if let Some(partner) = support.delivery_partner {
        let mut partners = organisation.partners.iter();
        if !partners.any(|named| named.organisation == partner && named.confirmed_at.is_some()) {
            return Err(CannotOffer::NotYourPartner.into());
        }
    }
    let services = work.services()?;
    let clusters = work.clusters()?;
    let reference = work.market().reference();
    support.check_codes(&KnownCodes {
        language: &|code| reference.language(code).is_some(),
        facility: &|code| reference.facility(code).is_some(),
        authority: &|code| reference.authority(code).is_some(),
        service: &|slug| services.iter().any(|service| service.content.slug == *slug),
        cluster: &|slug| clusters.iter().any(|cluster| cluster.content.slug == *slug),
    })?;
    Ok(support.located(|postcode| reference.locate(postcode))?)
}
