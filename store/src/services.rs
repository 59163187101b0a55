//! Services and clusters.

use crate::kept::{kept, read_bodies, read_body};
use crate::patterns::{between_spaces, containing, having};
use crate::{StoreError, Tx};
use diesel::prelude::*;
use domain::services::Service;
use domain::values::Slug;
use domain::{OrganisationId, ServiceId, words};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

kept! {
    Service, ServiceId, "service" => services, saved at changed_at {
        slug: [Text] = |it: &Service| it.content.slug.as_str().to_owned(),
        name: [Text] = |it: &Service| it.content.name.as_str().to_owned(),
        folded: [Text] = |it: &Service| it.content.name.as_str().to_lowercase(),
        keeper: [Nullable<Text>] = |it: &Service| it.keeper.map(|id: OrganisationId| id.to_string()),
        clusters: [Text] = |it: &Service| between_spaces(it.content.clusters.iter().map(Slug::as_str)),
    }
}

words! {
    /// The orders of a list of services.
    #[derive(Default)]
    pub enum ServiceSort {
        /// By name.
        #[default]
        Name = "name",
        /// What was changed last, first.
        Changed = "changed",
    }
}

/// Which services are wanted, in which order. What is `None` is not asked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WantedServices {
    /// Whose name has this in it.
    pub text: Option<String>,
    /// Kept by this department.
    pub keeper: Option<OrganisationId>,
    /// In this cluster.
    pub cluster: Option<Slug>,
    /// In which order.
    pub sort: ServiceSort,
}

/// Where a page of services begins: after one, by what the database sorts by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServiceKey {
    /// Its name in small letters.
    pub name: String,
    /// When it was last changed, in microseconds.
    pub changed_at: i64,
    /// Which.
    pub id: ServiceId,
}

/// Clusters, in a module of their own because each aggregate declares its table.
pub mod clusters {
    use super::{Tx, read_bodies, read_body};
    use crate::StoreError;
    use crate::kept::kept;
    use diesel::prelude::*;
    use domain::ClusterId;
    use domain::services::Cluster;
    use domain::values::Slug;

    kept! {
        Cluster, ClusterId, "cluster" => clusters {
            slug: [Text] = |it: &Cluster| it.content.slug.as_str().to_owned(),
        }
    }

    impl Tx<'_> {
        /// Every cluster, by short name.
        ///
        /// # Errors
        /// When the database fails.
        pub fn clusters(&mut self) -> Result<Vec<Cluster>, StoreError> {
            let query = clusters::table.order(clusters::slug).select(clusters::body);
            read_bodies(&query.load::<String>(self.connection)?)
        }

        /// Clusters by short name, after one (a keyset page).
        ///
        /// # Errors
        /// When the database fails.
        pub fn clusters_after(
            &mut self,
            after: Option<&Slug>,
            limit: i64,
        ) -> Result<Vec<Cluster>, StoreError> {
            let after = after.map_or_else(String::new, ToString::to_string);
            let query = clusters::table.filter(clusters::slug.gt(after)).order(clusters::slug).limit(limit);
            read_bodies(&query.select(clusters::body).load::<String>(self.connection)?)
        }

        /// The cluster with a short name.
        ///
        /// # Errors
        /// When the database fails.
        pub fn cluster_called(&mut self, slug: &Slug) -> Result<Option<Cluster>, StoreError> {
            let query = clusters::table.filter(clusters::slug.eq(slug.as_str())).select(clusters::body);
            query.first::<String>(self.connection).optional()?.map(|body| read_body(&body)).transpose()
        }
    }
}

impl Tx<'_> {
    /// Every service, by name. There are some 650 in government.
    ///
    /// # Errors
    /// When the database fails.
    pub fn services(&mut self) -> Result<Vec<Service>, StoreError> {
        let query = services::table.order((services::name, services::id)).select(services::body);
        read_bodies(&query.load::<String>(self.connection)?)
    }

    /// Services in the order wanted, after a key (a keyset page), each with its own.
    ///
    /// # Errors
    /// When the database fails.
    pub fn services_wanted(
        &mut self,
        wanted: &WantedServices,
        after: Option<&ServiceKey>,
        limit: i64,
    ) -> Result<Vec<(Service, ServiceKey)>, StoreError> {
        let mut query = services::table
            .limit(limit)
            .select((services::body, services::folded, services::changed_at))
            .into_boxed();
        if let Some(keeper) = wanted.keeper {
            query = query.filter(services::keeper.eq(keeper.to_string()));
        }
        if let Some(cluster) = &wanted.cluster {
            query = query.filter(services::clusters.like(having(cluster.as_str())));
        }
        if let Some(text) = &wanted.text {
            query = query.filter(services::folded.like(containing(text)).escape('\\'));
        }
        query = match wanted.sort {
            ServiceSort::Name => query.order((services::folded, services::id)),
            ServiceSort::Changed => query.order((services::changed_at.desc(), services::id.desc())),
        };
        if let Some(key) = after {
            let id = key.id.to_string();
            query = match wanted.sort {
                ServiceSort::Name => {
                    let same = services::folded.eq(key.name.clone()).and(services::id.gt(id));
                    query.filter(services::folded.gt(key.name.clone()).or(same))
                }
                ServiceSort::Changed => {
                    let same = services::changed_at.eq(key.changed_at).and(services::id.lt(id));
                    query.filter(services::changed_at.lt(key.changed_at).or(same))
                }
            };
        }
        let rows: Vec<(String, String, i64)> = query.load(self.connection)?;
        let keyed = |(body, name, changed_at): (String, String, i64)| {
            let service: Service = read_body(&body)?;
            let key = ServiceKey { name, changed_at, id: service.id };
            Ok((service, key))
        };
        rows.into_iter().map(keyed).collect()
    }

    /// How many services are in each cluster that has any.
    ///
    /// # Errors
    /// When the database fails.
    pub fn count_services_by_cluster(&mut self) -> Result<BTreeMap<String, i64>, StoreError> {
        let together: Vec<(String, i64)> = services::table
            .group_by(services::clusters)
            .select((services::clusters, diesel::dsl::count_star()))
            .load(self.connection)?;
        let mut counts = BTreeMap::new();
        for (slugs, count) in &together {
            for slug in slugs.split_whitespace() {
                *counts.entry(slug.to_owned()).or_default() += count;
            }
        }
        Ok(counts)
    }

    /// How many services a department keeps.
    ///
    /// # Errors
    /// When the database fails.
    pub fn count_services_of(&mut self, keeper: OrganisationId) -> Result<i64, StoreError> {
        let theirs = services::table.filter(services::keeper.eq(keeper.to_string()));
        Ok(theirs.count().get_result(self.connection)?)
    }

    /// The service with a short name.
    ///
    /// # Errors
    /// When the database fails.
    pub fn service_called(&mut self, slug: &Slug) -> Result<Option<Service>, StoreError> {
        let query = services::table.filter(services::slug.eq(slug.as_str())).select(services::body);
        query.first::<String>(self.connection).optional()?.map(|body| read_body(&body)).transpose()
    }
}
