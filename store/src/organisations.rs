//! Organisations.

use crate::kept::{kept, read_bodies};
use crate::{StoreError, Tx};
use diesel::prelude::*;
use domain::organisations::Organisation;
use domain::{OrganisationId, OrganisationKind, Timestamp};

kept! {
    Organisation, OrganisationId, "organisation" => organisations {
        kind: [Text] = |it: &Organisation| it.kind.word(),
        name: [Text] = |it: &Organisation| it.name.as_str().to_owned(),
        registration_changed_at: [Nullable<BigInt>] =
            |it: &Organisation| it.registration_changed_at().map(Timestamp::as_microsecond),
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

    /// Organisations of which a register says otherwise than before, and nobody has looked into it: longest first, after
    /// an instant in microseconds and an identifier (a keyset page).
    ///
    /// # Errors
    /// When the database fails.
    pub fn organisations_with_changed_registration(
        &mut self,
        after: Option<(i64, OrganisationId)>,
        limit: i64,
    ) -> Result<Vec<Organisation>, StoreError> {
        let (since, id) = after.map_or((i64::MIN, String::new()), |(since, id)| (since, id.to_string()));
        let same_time = organisations::registration_changed_at.eq(since).and(organisations::id.gt(id));
        let query = organisations::table
            .filter(organisations::registration_changed_at.is_not_null())
            .filter(organisations::registration_changed_at.gt(since).or(same_time))
            .order((organisations::registration_changed_at, organisations::id))
            .limit(limit)
            .select(organisations::body);
        read_bodies(&query.load::<String>(self.connection)?)
    }
}
