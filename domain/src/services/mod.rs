//! Government services, clusters of them by what people need, and whether each needs support.

mod again;
mod cluster;
mod service;
mod verdict;

pub use cluster::{Cluster, ClusterContent, ClusterDraft, ClusterHappened};
pub use service::{
    CannotKeepService, Happened, IdentityRoute, IdentityRouteDraft, Service, ServiceContent, ServiceDraft,
};
pub use verdict::{Intermediary, NotNeeded, SupportQuestions, SupportQuestionsDraft, Users, Verdict};

use crate::values::Slug;
use std::collections::{BTreeMap, BTreeSet};

/// Every service with its clusters: what it takes to know whether help for one is help for another.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Catalogue(BTreeMap<Slug, BTreeSet<Slug>>);

impl Catalogue {
    /// The clusters of a service.
    #[must_use]
    pub fn clusters_of(&self, service: &Slug) -> Option<&BTreeSet<Slug>> {
        self.0.get(service)
    }

    /// Every service, with its clusters.
    pub fn services(&self) -> impl Iterator<Item = (&Slug, &BTreeSet<Slug>)> {
        self.0.iter()
    }

    /// The services that an offering helps with, those of its clusters among them.
    pub fn helped_by<'a>(
        &'a self,
        helps_with: &'a crate::offerings::HelpsWith,
    ) -> impl Iterator<Item = (&'a Slug, &'a BTreeSet<Slug>)> {
        self.0.iter().filter(|(service, clusters)| {
            helps_with.every_service
                || helps_with.services.contains(*service)
                || !helps_with.clusters.is_disjoint(clusters)
        })
    }
}

impl FromIterator<(Slug, BTreeSet<Slug>)> for Catalogue {
    fn from_iter<I: IntoIterator<Item = (Slug, BTreeSet<Slug>)>>(services: I) -> Self {
        Self(services.into_iter().collect())
    }
}

#[cfg(test)]
mod tests;
