//! Services and clusters.

use crate::kept::{kept, read_bodies, read_body};
use crate::{StoreError, Tx};
use diesel::prelude::*;
use domain::services::Service;
use domain::values::Slug;
use domain::{OrganisationId, ServiceId};

kept! {
    Service, ServiceId, "service" => services {
        slug: [Text] = |it: &Service| it.content.slug.as_str().to_owned(),
        name: [Text] = |it: &Service| it.content.name.as_str().to_owned(),
        keeper: [Nullable<Text>] = |it: &Service| it.keeper.map(|id: OrganisationId| id.to_string()),
    }
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

    /// The service with a short name.
    ///
    /// # Errors
    /// When the database fails.
    pub fn service_called(&mut self, slug: &Slug) -> Result<Option<Service>, StoreError> {
        let query = services::table.filter(services::slug.eq(slug.as_str())).select(services::body);
        query.first::<String>(self.connection).optional()?.map(|body| read_body(&body)).transpose()
    }
}
