//! Programs that call the API.

use crate::kept::{kept, read_bodies};
use crate::{StoreError, Tx};
use diesel::prelude::*;
use domain::people::ApiClient;
use domain::{ApiClientId, OrganisationId};

kept! {
    ApiClient, ApiClientId, "client of the API" => api_clients {
        organisation: [Text] = |it: &ApiClient| it.organisation.to_string(),
    }
}

impl Tx<'_> {
    /// An organisation's clients, newest first, before one.
    ///
    /// # Errors
    /// When the database fails.
    pub fn api_clients_of(
        &mut self,
        organisation: OrganisationId,
        before: Option<ApiClientId>,
        limit: i64,
    ) -> Result<Vec<ApiClient>, StoreError> {
        let mut query = api_clients::table
            .filter(api_clients::organisation.eq(organisation.to_string()))
            .order(api_clients::id.desc())
            .limit(limit)
            .select(api_clients::body)
            .into_boxed();
        if let Some(before) = before {
            query = query.filter(api_clients::id.lt(before.to_string()));
        }
        read_bodies(&query.load::<String>(self.connection)?)
    }
}
