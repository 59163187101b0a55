//! What every edit of an offering has checked against the rest of the world.

use crate::{Market, Work};
use domain::offerings::{CannotOffer, KnownCodes, Support};
use domain::organisations::Organisation;
use domain::services::{Cluster, Service};
use domain::{OrganisationId, OrganisationKind, Refused};

/// What offerings of one provider are checked against: read once, for one of them or for thousands.
pub(super) struct Surroundings {
    provider: Organisation,
    services: Vec<Service>,
    clusters: Vec<Cluster>,
    market: Market,
    /// Whether its provider holds a mark, so that what was assessed is not changed unseen.
    pub(super) was_assessed: bool,
}

impl Surroundings {
    /// Those of a provider.
    pub(super) fn of(work: &mut Work<'_, '_>, provider: OrganisationId) -> Result<Self, Refused> {
        let organisation: Organisation = work.find(provider)?;
        if organisation.kind != OrganisationKind::Provider {
            return Err(CannotOffer::NotAProvider.into());
        }
        Ok(Self {
            services: work.services()?,
            clusters: work.clusters()?,
            was_assessed: work.mark_holder(provider)?.is_some(),
            market: work.market().clone(),
            provider: organisation,
        })
    }

    /// Looks its postcodes up, and checks its codes and its partner.
    pub(super) fn check(&self, support: Support) -> Result<Support, Refused> {
        if let Some(partner) = support.delivery_partner {
            let mut partners = self.provider.partners.iter();
            if !partners.any(|named| named.organisation == partner && named.confirmed_at.is_some()) {
                return Err(CannotOffer::NotYourPartner.into());
            }
        }
        let reference = self.market.reference();
        support.check_codes(&KnownCodes {
            language: &|code| reference.language(code).is_some(),
            facility: &|code| reference.facility(code).is_some(),
            authority: &|code| reference.authority(code).is_some(),
            service: &|slug| self.services.iter().any(|service| service.content.slug == *slug),
            cluster: &|slug| self.clusters.iter().any(|cluster| cluster.content.slug == *slug),
        })?;
        Ok(support.located(|postcode| reference.locate(postcode))?)
    }
}
