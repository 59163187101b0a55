//! Places whose agreement is being varied.

use super::placements;
use crate::kept::read_body;
use crate::organisations::organisations;
use crate::patterns::containing;
use crate::{StoreError, Tx};
use diesel::prelude::*;
use domain::placements::Placement;
use domain::values::Slug;
use domain::{PlacementId, words};

words! {
    /// For whose signature a variation waits.
    pub enum WaitsFor {
        /// For the provider's.
        Provider = "provider",
        /// For the authority's.
        Authority = "authority",
    }
}

/// Which places with a variation are wanted. What is `None` is not asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WantedVariations {
    /// On a framework.
    pub framework: Option<Slug>,
    /// Of providers whose name has this in it.
    pub text: Option<String>,
    /// That wait for this signature.
    pub waits_for: WaitsFor,
}

/// Where a page of places begins: after when one was applied for, in microseconds, and which it is.
pub type AfterVariation = (i64, PlacementId);

impl Tx<'_> {
    /// The next place on a framework to which the wording of a version was not put yet.
    ///
    /// # Errors
    /// When the database fails.
    pub fn place_to_vary(&mut self, framework: &Slug, since: u32) -> Result<Option<Placement>, StoreError> {
        let body = placements::table
            .filter(placements::framework.eq(framework.as_str()))
            .filter(placements::agreement_seen.lt(i64::from(since)))
            .order(placements::agreement_seen)
            .select(placements::body)
            .first::<String>(self.connection)
            .optional()?;
        body.map(|body| read_body(&body)).transpose()
    }

    /// Places whose variation waits for a signature, with the names of their providers: the oldest application first,
    /// after a key (a keyset page).
    ///
    /// # Errors
    /// When the database fails.
    pub fn variations(
        &mut self,
        wanted: &WantedVariations,
        after: Option<AfterVariation>,
        limit: i64,
    ) -> Result<Vec<(Placement, String)>, StoreError> {
        let named =
            placements::table.inner_join(organisations::table.on(organisations::id.eq(placements::provider)));
        let mut query = named
            .select((placements::body, organisations::name))
            .order((placements::since, placements::id))
            .limit(limit)
            .into_boxed();
        query = match wanted.waits_for {
            WaitsFor::Provider => query.filter(placements::to_sign.is_not_null()),
            WaitsFor::Authority => query.filter(placements::to_countersign.is_not_null()),
        };
        if let Some(text) = &wanted.text {
            query = query.filter(organisations::folded.like(containing(text)).escape('\\'));
        }
        if let Some(framework) = &wanted.framework {
            query = query.filter(placements::framework.eq(framework.as_str()));
        }
        if let Some((since, id)) = after {
            let same_age = placements::since.eq(since).and(placements::id.gt(id.to_string()));
            query = query.filter(placements::since.gt(since).or(same_age));
        }
        let rows: Vec<(String, String)> = query.load(self.connection)?;
        rows.into_iter().map(|(body, name)| Ok((read_body(&body)?, name))).collect()
    }

    /// How many places on a framework wait for a signature.
    ///
    /// # Errors
    /// When the database fails.
    pub fn variations_waiting(&mut self, framework: &Slug, waits_for: WaitsFor) -> Result<i64, StoreError> {
        let own = placements::table.filter(placements::framework.eq(framework.as_str())).into_boxed();
        let waiting = match waits_for {
            WaitsFor::Provider => own.filter(placements::to_sign.is_not_null()),
            WaitsFor::Authority => own.filter(placements::to_countersign.is_not_null()),
        };
        Ok(waiting.count().get_result(self.connection)?)
    }
}
