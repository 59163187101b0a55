//! Offerings.

use crate::kept::{kept, read_bodies};
use crate::{StoreError, Tx};
use diesel::prelude::*;
use domain::offerings::{Offering, State};
use domain::{OfferingId, OrganisationId};

kept! {
    Offering, OfferingId, "offering" => offerings {
        provider: [Text] = |it: &Offering| it.provider.to_string(),
        state: [Text] = |it: &Offering| it.state.word(),
        name: [Text] = |it: &Offering| it.support.name.as_str().to_owned(),
        reference: [Nullable<Text>] = |it: &Offering| it.support.reference.as_ref().map(ToString::to_string),
        proposed_since: [Nullable<BigInt>] =
            |it: &Offering| it.proposed.as_ref().map(|proposal| proposal.since.as_microsecond()),
    }
}

/// Files of offerings that came in together.
pub mod imports {
    use crate::kept::{kept, read_bodies};
    use crate::{StoreError, Tx};
    use diesel::prelude::*;
    use domain::offerings::{ImportState, OfferingImport};
    use domain::{OfferingImportId, OrganisationId};

    kept! {
        OfferingImport, OfferingImportId, "offering import" => offering_imports {
            provider: [Text] = |it: &OfferingImport| it.provider.to_string(),
            state: [Text] = |it: &OfferingImport| it.state.word(),
            sent_at: [BigInt] = |it: &OfferingImport| it.sent_at.as_microsecond(),
        }
    }

    /// So many files are looked at when one is to be taken up: the rest follow these.
    const AT_ONCE: i64 = 50;

    impl Tx<'_> {
        /// The last files of a provider that were done.
        ///
        /// # Errors
        /// When the database fails.
        pub fn imports_done_of(
            &mut self,
            provider: OrganisationId,
        ) -> Result<Vec<OfferingImport>, StoreError> {
            let query = offering_imports::table
                .filter(offering_imports::provider.eq(provider.to_string()))
                .filter(offering_imports::state.eq(ImportState::Done.word()))
                .order((offering_imports::sent_at.desc(), offering_imports::id.desc()))
                .limit(AT_ONCE)
                .select(offering_imports::body);
            read_bodies(&query.load::<String>(self.connection)?)
        }

        /// Files that someone left to a worker, the oldest first; those that are at work are among them.
        ///
        /// # Errors
        /// When the database fails.
        pub fn confirmed_imports(&mut self) -> Result<Vec<OfferingImport>, StoreError> {
            let query = offering_imports::table
                .filter(offering_imports::state.eq(ImportState::Confirmed.word()))
                .order((offering_imports::sent_at, offering_imports::id))
                .limit(AT_ONCE)
                .select(offering_imports::body);
            read_bodies(&query.load::<String>(self.connection)?)
        }
    }
}

/// The states from which people may have an offering now, or by time alone.
const GIVEN: [&str; 2] = [State::Live.word(), State::Paused.word()];

impl Tx<'_> {
    /// A provider's offerings in any state by name, after a name and an identifier (a keyset page).
    ///
    /// # Errors
    /// When the database fails.
    pub fn offerings_of(
        &mut self,
        provider: OrganisationId,
        after: Option<(&str, OfferingId)>,
        limit: i64,
    ) -> Result<Vec<Offering>, StoreError> {
        let mut query = offerings::table
            .filter(offerings::provider.eq(provider.to_string()))
            .order((offerings::name, offerings::id))
            .limit(limit)
            .select(offerings::body)
            .into_boxed();
        if let Some((name, id)) = after {
            let same_name = offerings::name.eq(name.to_owned()).and(offerings::id.gt(id.to_string()));
            query = query.filter(offerings::name.gt(name.to_owned()).or(same_name));
        }
        read_bodies(&query.load::<String>(self.connection)?)
    }

    /// A provider's offerings that have not ended, by name.
    ///
    /// # Errors
    /// When the database fails.
    pub fn offerings_to_export(&mut self, provider: OrganisationId) -> Result<Vec<Offering>, StoreError> {
        let query = offerings::table
            .filter(offerings::provider.eq(provider.to_string()))
            .filter(offerings::state.ne(State::Ended.word()))
            .order((offerings::name, offerings::id))
            .select(offerings::body);
        read_bodies(&query.load::<String>(self.connection)?)
    }

    /// Offerings with a change that waits for a reviewer, longest first, after an instant in microseconds and an
    /// identifier (a keyset page).
    ///
    /// # Errors
    /// When the database fails.
    pub fn offerings_to_review(
        &mut self,
        after: Option<(i64, OfferingId)>,
        limit: i64,
    ) -> Result<Vec<Offering>, StoreError> {
        let (since, id) = after.map_or((i64::MIN, String::new()), |(since, id)| (since, id.to_string()));
        let same_age = offerings::proposed_since.eq(since).and(offerings::id.gt(id));
        let query = offerings::table
            .filter(offerings::proposed_since.is_not_null())
            .filter(offerings::proposed_since.gt(since).or(same_age))
            .order((offerings::proposed_since, offerings::id))
            .limit(limit)
            .select(offerings::body);
        read_bodies(&query.load::<String>(self.connection)?)
    }

    /// Live and paused offerings of everyone in the order of identifiers, after one of them.
    ///
    /// # Errors
    /// When the database fails.
    pub fn given_offerings(
        &mut self,
        after: Option<OfferingId>,
        limit: i64,
    ) -> Result<Vec<Offering>, StoreError> {
        let after = after.map_or_else(String::new, |id| id.to_string());
        let query = offerings::table
            .filter(offerings::state.eq_any(GIVEN))
            .filter(offerings::id.gt(after))
            .order(offerings::id)
            .limit(limit)
            .select(offerings::body);
        read_bodies(&query.load::<String>(self.connection)?)
    }

    /// Live and paused offerings of one provider.
    ///
    /// # Errors
    /// When the database fails.
    pub fn given_offerings_of(&mut self, provider: OrganisationId) -> Result<Vec<Offering>, StoreError> {
        let query = offerings::table
            .filter(offerings::provider.eq(provider.to_string()))
            .filter(offerings::state.eq_any(GIVEN))
            .select(offerings::body);
        read_bodies(&query.load::<String>(self.connection)?)
    }
}
