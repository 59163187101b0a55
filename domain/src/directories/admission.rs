//! A directory's rule: what it admits.

use crate::kernel::fields::Fields;
use crate::kernel::time;
use crate::offerings::{Channel, Offering};
use crate::services::Catalogue;
use crate::values::{AuthorityCode, Line, Nation, Slug};
use crate::{Day, OrganisationId, Timestamp};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::{fmt, str::FromStr};

/// What a directory admits. Each list that is not empty is a condition, and all conditions hold;
/// clusters and services are one condition together.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AdmissionRule {
    /// Support for a service of one of these clusters.
    pub clusters: BTreeSet<Slug>,
    /// Support for one of these services.
    pub services: BTreeSet<Slug>,
    /// Support by one of these channels.
    pub channels: BTreeSet<Channel>,
    /// Support that people of one of these local authorities can have there.
    pub authorities: BTreeSet<AuthorityCode>,
    /// Support that people can have in one of these nations.
    pub nations: BTreeSet<Nation>,
    /// Not support from these providers.
    pub excluded: BTreeSet<OrganisationId>,
    /// Providers that need no place on a lot (rule 6: in-house provision, until its end date).
    pub exempt: Vec<ListedByExemption>,
}

/// A provider that is listed without a place on a lot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListedByExemption {
    /// Who.
    pub provider: OrganisationId,
    /// The reference of the approved exemption.
    pub reference: Line,
    /// The first day on which the exemption holds no more (rule 6: it always has an end).
    pub until: Day,
}

/// The raw fields of an [`AdmissionRule`].
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct AdmissionDraft {
    /// Slugs of clusters.
    pub clusters: Vec<String>,
    /// Slugs of services.
    pub services: Vec<String>,
    /// Channels.
    pub channels: Vec<String>,
    /// ONS codes.
    pub local_authorities: Vec<String>,
    /// Nations.
    pub nations: Vec<String>,
    /// Identifiers of providers.
    pub excluded: Vec<String>,
    /// Providers that need no place on a lot.
    pub exempt: Vec<ListedByExemptionDraft>,
}

/// The raw fields of a [`ListedByExemption`].
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ListedByExemptionDraft {
    /// The provider's identifier.
    pub provider: String,
    /// The reference of the approved exemption.
    pub reference: String,
    /// `2027-04-01`
    pub until: String,
}

impl AdmissionDraft {
    pub(super) fn read(self, fields: &mut Fields) -> Option<AdmissionRule> {
        let clusters = set(fields, "/clusters", &self.clusters, 50);
        let services = set(fields, "/services", &self.services, 200);
        let channels = set(fields, "/channels", &self.channels, 4);
        let authorities = set(fields, "/local_authorities", &self.local_authorities, 400);
        let nations = set(fields, "/nations", &self.nations, 4);
        let excluded = set(fields, "/excluded", &self.excluded, 500);
        if self.exempt.len() > 100 {
            fields.refuse("/exempt", "too_many", "Enter at most 100");
            return None;
        }
        let exempt = fields.each("/exempt", self.exempt, |fields, raw| {
            let provider = fields.parse("/provider", &raw.provider);
            let reference = fields.parse("/reference", &raw.reference);
            let until = fields.near_day("/until", &raw.until);
            Some(ListedByExemption { provider: provider?, reference: reference?, until: until? })
        });
        Some(AdmissionRule {
            clusters: clusters?,
            services: services?,
            channels: channels?,
            authorities: authorities?,
            nations: nations?,
            excluded: excluded?,
            exempt: exempt?,
        })
    }
}

fn set<T>(fields: &mut Fields, pointer: &str, raw: &[String], most: usize) -> Option<BTreeSet<T>>
where
    T: FromStr + Ord,
    T::Err: fmt::Display,
{
    if raw.len() > most {
        fields.refuse(pointer, "too_many", format!("Enter at most {most}"));
        return None;
    }
    let values = fields.each(pointer, raw, |fields, raw| fields.parse("", raw))?;
    Some(values.into_iter().collect())
}

/// Why a directory's rule does not admit an offering.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotAdmitted {
    /// The provider is excluded.
    #[error("excludes this provider")]
    Excluded,
    /// Other services.
    #[error("lists support for other services")]
    OtherServices,
    /// Other channels.
    #[error("lists support by other channels")]
    OtherChannels,
    /// Other authorities.
    #[error("lists support in other local authorities")]
    OtherAuthorities,
    /// Other nations.
    #[error("lists support in other nations")]
    OtherNations,
}

impl AdmissionRule {
    /// Whether it admits an offering that is given by these channels.
    ///
    /// # Errors
    /// The first condition that does not hold.
    pub fn admits(
        &self,
        offering: &Offering,
        channels: &BTreeSet<Channel>,
        catalogue: &Catalogue,
    ) -> Result<(), NotAdmitted> {
        let support = &offering.support;
        let any_channel = self.channels.is_empty() || !self.channels.is_disjoint(channels);
        let any_authority = self.authorities.is_empty() || support.serves_one_of(&self.authorities);
        let any_nation = self.nations.is_empty() || !self.nations.is_disjoint(&support.nations());
        if self.excluded.contains(&offering.provider) {
            Err(NotAdmitted::Excluded)
        } else if !self.admits_services_of(offering, catalogue) {
            Err(NotAdmitted::OtherServices)
        } else if !any_channel {
            Err(NotAdmitted::OtherChannels)
        } else if !any_authority {
            Err(NotAdmitted::OtherAuthorities)
        } else if !any_nation {
            Err(NotAdmitted::OtherNations)
        } else {
            Ok(())
        }
    }

    fn admits_services_of(&self, offering: &Offering, catalogue: &Catalogue) -> bool {
        let helps = &offering.support.helps_with;
        (self.clusters.is_empty() && self.services.is_empty())
            || helps.every_service
            || !helps.clusters.is_disjoint(&self.clusters)
            || !helps.services.is_disjoint(&self.services)
            || catalogue.helped_by(helps).any(|(service, clusters)| {
                self.services.contains(service) || !self.clusters.is_disjoint(clusters)
            })
    }

    /// Whether it is for a service, by its name or by one of its clusters. A rule that names none is for all.
    #[must_use]
    pub fn is_for(&self, service: &Slug, clusters: &BTreeSet<Slug>) -> bool {
        let every = self.services.is_empty() && self.clusters.is_empty();
        every || self.services.contains(service) || !self.clusters.is_disjoint(clusters)
    }

    /// The exemption under which a provider is listed at an instant.
    #[must_use]
    pub fn exemption_of(&self, provider: OrganisationId, now: Timestamp) -> Option<&ListedByExemption> {
        self.exempt.iter().find(|exempt| exempt.provider == provider && now < time::start_of(exempt.until))
    }
}
