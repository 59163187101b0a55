//! The authority's queue: placements with their providers' names, in one of a few orders, page by page.

use super::{WantedPlacements, placements};
use crate::kept::read_body;
use crate::organisations::organisations;
use crate::patterns::containing;
use crate::{StoreError, Tx};
use diesel::prelude::*;
use domain::placements::Placement;
use domain::{OrganisationKind, PlacementId, words};

diesel::allow_tables_to_appear_in_same_query!(placements, organisations);

words! {
    /// The orders of the queue.
    pub enum PlacementSort {
        /// By age, the oldest first.
        Oldest = "oldest",
        /// By age, the newest first.
        Newest = "newest",
        /// By the provider's name.
        Provider = "provider",
    }
}

/// Where a page of the queue begins: after a row.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct PlacementKey {
    /// When it was submitted, or started while it is a draft, in microseconds.
    pub since: i64,
    /// Its provider's name, in small letters.
    pub provider: String,
    /// Its identifier.
    pub id: PlacementId,
}

/// A row of the queue.
#[derive(Debug, Clone, PartialEq)]
pub struct Queued {
    /// The placement.
    pub placement: Placement,
    /// What its provider is called.
    pub provider: String,
    /// Where the page after it begins.
    pub key: PlacementKey,
}

impl Tx<'_> {
    /// Placements with the names of their providers, after a key.
    ///
    /// # Errors
    /// When the database fails.
    pub fn placement_queue(
        &mut self,
        wanted: &WantedPlacements,
        sort: PlacementSort,
        after: Option<&PlacementKey>,
        limit: i64,
    ) -> Result<Vec<Queued>, StoreError> {
        let named =
            placements::table.inner_join(organisations::table.on(organisations::id.eq(placements::provider)));
        let keys = (organisations::folded, placements::since);
        let mut query = named.select((placements::body, organisations::name, keys)).limit(limit).into_boxed();
        if let Some(provider) = wanted.provider {
            query = query.filter(placements::provider.eq(provider.to_string()));
        }
        if let Some(text) = &wanted.text {
            query = query.filter(organisations::folded.like(containing(text)).escape('\\'));
        }
        if let Some(framework) = &wanted.framework {
            query = query.filter(placements::framework.eq(framework.to_string()));
        }
        if let Some(lot) = &wanted.lot {
            query = query.filter(placements::lot.eq(lot.to_string()));
        }
        if !wanted.states.is_empty() {
            let states: Vec<_> = wanted.states.iter().map(|state| state.word()).collect();
            query = query.filter(placements::state.eq_any(states));
        }
        if let Some(key) = after {
            let id = key.id.to_string();
            query = match sort {
                PlacementSort::Oldest => {
                    let same = placements::since.eq(key.since).and(placements::id.gt(id));
                    query.filter(placements::since.gt(key.since).or(same))
                }
                PlacementSort::Newest => {
                    let same = placements::since.eq(key.since).and(placements::id.lt(id));
                    query.filter(placements::since.lt(key.since).or(same))
                }
                PlacementSort::Provider => {
                    let same = organisations::folded.eq(key.provider.clone()).and(placements::id.gt(id));
                    query.filter(organisations::folded.gt(key.provider.clone()).or(same))
                }
            };
        }
        query = match sort {
            PlacementSort::Oldest => query.order((placements::since, placements::id)),
            PlacementSort::Newest => query.order((placements::since.desc(), placements::id.desc())),
            // Whoever applies is a provider: said, so that the index of names by kind is walked in this order.
            PlacementSort::Provider => query
                .filter(organisations::kind.eq(OrganisationKind::Provider.word()))
                .order((organisations::folded, placements::id)),
        };
        let rows: Vec<(String, String, (String, i64))> = query.load(self.connection)?;
        let queued = |(body, provider, (folded, since)): (String, String, (String, i64))| {
            let placement: Placement = read_body(&body)?;
            let key = PlacementKey { since, provider: folded, id: placement.id };
            Ok(Queued { placement, provider, key })
        };
        rows.into_iter().map(queued).collect()
    }
}
