//! Organisations.

use crate::kept::{kept, read_bodies};
use crate::{StoreError, Tx};
use diesel::prelude::*;
use domain::organisations::Organisation;
use domain::{OrganisationId, OrganisationKind};

kept! {
    Organisation, OrganisationId, "organisation" => organisations {
        kind: [Text] = |it: &Organisation| it.kind.word(),
        name: [Text] = |it: &Organisation| it.name.as_str().to_owned(),
    }
}

impl Tx<'_> {
    /// Organisations of a kind by name, after a name and an identifier (a keyset page).
    ///
    /// # Errors
    /// When the database fails.
    pub fn organisations_of(
        &mut self,
        kind: OrganisationKind,
        after: Option<(&str, OrganisationId)>,
        limit: i64,
    ) -> Result<Vec<Organisation>, StoreError> {
        let mut query = organisations::table
            .filter(organisations::kind.eq(kind.word()))
            .order((organisations::name, organisations::id))
            .limit(limit)
            .select(organisations::body)
            .into_boxed();
        if let Some((name, id)) = after {
            let same_name = organisations::name.eq(name.to_owned()).and(organisations::id.gt(id.to_string()));
            query = query.filter(organisations::name.gt(name.to_owned()).or(same_name));
        }
        read_bodies(&query.load::<String>(self.connection)?)
    }
}
