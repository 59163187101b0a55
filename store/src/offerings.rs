//! Offerings.

use crate::kept::{kept, read_bodies, read_body};
use crate::organisations::{called, organisations};
use crate::patterns::{between_spaces, containing, having};
use crate::{StoreError, Tx};
use diesel::prelude::*;
use domain::offerings::{Assessed, Offering, State};
use domain::{OfferingId, OrganisationId, words};
use serde::{Deserialize, Serialize};

kept! {
    Offering, OfferingId, "offering" => offerings, saved at changed_at {
        provider: [Text] = |it: &Offering| it.provider.to_string(),
        state: [Text] = |it: &Offering| it.state.word(),
        name: [Text] = |it: &Offering| it.support.name.as_str().to_owned(),
        folded: [Text] = |it: &Offering| it.support.name.as_str().to_lowercase(),
        reference: [Nullable<Text>] = |it: &Offering| it.support.reference.as_ref().map(ToString::to_string),
        proposed_since: [Nullable<BigInt>] =
            |it: &Offering| it.proposed.as_ref().map(|proposal| proposal.since.as_microsecond()),
        proposed_touches: [Text] = |it: &Offering| {
            between_spaces(it.proposed.iter().flat_map(|proposal| &proposal.touches).map(|it| it.word()))
        },
    }
}

diesel::allow_tables_to_appear_in_same_query!(offerings, organisations);

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

words! {
    /// The orders of a list of changes that wait.
    #[derive(Default)]
    pub enum ChangeSort {
        /// What waits longest, first.
        #[default]
        Oldest = "oldest",
        /// What came last, first.
        Newest = "newest",
    }
}

/// Which changes that wait are wanted, in which order. What is `None` is not asked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WantedChanges {
    /// Of providers whose name has this in it.
    pub text: Option<String>,
    /// Those that touch this of what was assessed.
    pub touches: Option<Assessed>,
    /// In which order.
    pub sort: ChangeSort,
}

words! {
    /// The orders of a list of offerings.
    #[derive(Default)]
    pub enum OfferingSort {
        /// By name.
        #[default]
        Name = "name",
        /// By state, as the word for it is spelt, and then by name.
        State = "state",
        /// What was changed last, first.
        Changed = "changed",
    }
}

/// Which of a provider's offerings are wanted, in which order. What is `None` is not asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WantedOfferings {
    /// Whose.
    pub provider: OrganisationId,
    /// Whose name has this in it.
    pub text: Option<String>,
    /// In this state, as it was last written down.
    pub state: Option<State>,
    /// In which order.
    pub sort: OfferingSort,
}

impl WantedOfferings {
    /// All of a provider, by name.
    #[must_use]
    pub const fn of(provider: OrganisationId) -> Self {
        Self { provider, text: None, state: None, sort: OfferingSort::Name }
    }
}

/// Where a page of offerings begins: after one, by what the database sorts by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfferingKey {
    /// Its name in small letters.
    pub name: String,
    /// The word for its state.
    pub state: String,
    /// When it was last changed, in microseconds.
    pub changed_at: i64,
    /// Which.
    pub id: OfferingId,
}

/// The states from which people may have an offering now, or by time alone.
const GIVEN: [&str; 2] = [State::Live.word(), State::Paused.word()];

impl Tx<'_> {
    /// A provider's offerings in the order wanted, after a key (a keyset page), each with its own.
    ///
    /// # Errors
    /// When the database fails.
    pub fn offerings_wanted(
        &mut self,
        wanted: &WantedOfferings,
        after: Option<&OfferingKey>,
        limit: i64,
    ) -> Result<Vec<(Offering, OfferingKey)>, StoreError> {
        let keys = (offerings::folded, offerings::state, offerings::changed_at);
        let mut query = offerings::table
            .filter(offerings::provider.eq(wanted.provider.to_string()))
            .limit(limit)
            .select((offerings::body, keys))
            .into_boxed();
        if let Some(state) = wanted.state {
            query = query.filter(offerings::state.eq(state.word()));
        }
        if let Some(text) = &wanted.text {
            let pattern = containing(text);
            query = query.filter(offerings::folded.like(pattern).escape('\\'));
        }
        query = match wanted.sort {
            OfferingSort::Name => query.order((offerings::folded, offerings::id)),
            OfferingSort::State => query.order((offerings::state, offerings::folded, offerings::id)),
            OfferingSort::Changed => query.order((offerings::changed_at.desc(), offerings::id.desc())),
        };
        if let Some(key) = after {
            let OfferingKey { name, state, changed_at, id } = key.clone();
            let id = id.to_string();
            let same_name = offerings::folded.eq(name.clone()).and(offerings::id.gt(id.clone()));
            let by_name = offerings::folded.gt(name).or(same_name);
            query = match wanted.sort {
                OfferingSort::Name => query.filter(by_name),
                OfferingSort::State => {
                    let same = offerings::state.eq(state.clone()).and(by_name);
                    query.filter(offerings::state.gt(state).or(same))
                }
                OfferingSort::Changed => {
                    let same = offerings::changed_at.eq(changed_at).and(offerings::id.lt(id));
                    query.filter(offerings::changed_at.lt(changed_at).or(same))
                }
            };
        }
        let rows: Vec<(String, (String, String, i64))> = query.load(self.connection)?;
        let keyed = |(body, (name, state, changed_at)): (String, (String, String, i64))| {
            let offering: Offering = read_body(&body)?;
            let key = OfferingKey { name, state, changed_at, id: offering.id };
            Ok((offering, key))
        };
        rows.into_iter().map(keyed).collect()
    }

    /// A provider's offerings in any state by name, after a name and an identifier.
    ///
    /// # Errors
    /// When the database fails.
    pub fn offerings_of(
        &mut self,
        provider: OrganisationId,
        after: Option<(&str, OfferingId)>,
        limit: i64,
    ) -> Result<Vec<Offering>, StoreError> {
        let after = after.map(|(name, id)| OfferingKey {
            name: name.to_lowercase(),
            state: String::new(),
            changed_at: 0,
            id,
        });
        let found = self.offerings_wanted(&WantedOfferings::of(provider), after.as_ref(), limit)?;
        Ok(found.into_iter().map(|(offering, _)| offering).collect())
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

    /// Offerings with a change that waits for a reviewer, after an instant in microseconds and an identifier (a keyset
    /// page).
    ///
    /// # Errors
    /// When the database fails.
    pub fn offerings_to_review(
        &mut self,
        wanted: &WantedChanges,
        after: Option<(i64, OfferingId)>,
        limit: i64,
    ) -> Result<Vec<Offering>, StoreError> {
        let since = offerings::proposed_since.assume_not_null();
        let mut query = offerings::table
            .filter(offerings::proposed_since.is_not_null())
            .limit(limit)
            .select(offerings::body)
            .into_boxed();
        if let Some(text) = &wanted.text {
            query = query.filter(offerings::provider.eq_any(called(text)));
        }
        if let Some(touched) = wanted.touches {
            query = query.filter(offerings::proposed_touches.like(having(touched.word())));
        }
        query = match wanted.sort {
            ChangeSort::Oldest => query.order((offerings::proposed_since, offerings::id)),
            ChangeSort::Newest => query.order((offerings::proposed_since.desc(), offerings::id.desc())),
        };
        if let Some((at, id)) = after {
            let id = id.to_string();
            query = match wanted.sort {
                ChangeSort::Oldest => {
                    let same_age = since.eq(at).and(offerings::id.gt(id));
                    query.filter(since.gt(at).or(same_age))
                }
                ChangeSort::Newest => {
                    let same_age = since.eq(at).and(offerings::id.lt(id));
                    query.filter(since.lt(at).or(same_age))
                }
            };
        }
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
