//! Counts over everything, made from the rows themselves: no counter that could drift.

use crate::accreditation::accreditations;
use crate::events::{events, seals};
use crate::offerings::offerings;
use crate::placements::placements;
use crate::{StoreError, Tx};
use diesel::dsl::count_star;
use diesel::prelude::*;
use domain::offerings::{Offering, State as OfferingState};
use domain::values::Slug;

/// How many placements there are on a lot in a state.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct PlacementCount {
    /// The framework's slug.
    pub framework: String,
    /// The lot's slug.
    pub lot: String,
    /// The state's word.
    pub state: String,
    /// How many.
    pub count: i64,
}

/// Something that happened to a placement, for counting by time.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Happening {
    /// When, in microseconds.
    pub at: i64,
    /// On which lot.
    pub lot: Option<String>,
    /// What.
    pub name: String,
}

/// So many offerings are read in one go.
const AT_ONCE: i64 = 1_000;

impl Tx<'_> {
    /// Placements by framework, lot and state.
    ///
    /// # Errors
    /// When the database fails.
    pub fn count_placements(&mut self) -> Result<Vec<PlacementCount>, StoreError> {
        Ok(placements::table
            .group_by((placements::framework, placements::lot, placements::state))
            .order((placements::framework, placements::lot, placements::state))
            .select((placements::framework, placements::lot, placements::state, count_star()))
            .load(self.connection)?)
    }

    /// Applications for the mark, and marks, by state.
    ///
    /// # Errors
    /// When the database fails.
    pub fn count_accreditations(&mut self) -> Result<Vec<(String, i64)>, StoreError> {
        Ok(accreditations::table
            .group_by(accreditations::state)
            .order(accreditations::state)
            .select((accreditations::state, count_star()))
            .load(self.connection)?)
    }

    /// What happened on a framework, of some kinds of event, oldest first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn happenings_on(&mut self, framework: &Slug, names: &[&str]) -> Result<Vec<Happening>, StoreError> {
        Ok(seals::table
            .inner_join(events::table)
            .filter(seals::framework.eq(framework.as_str()))
            .filter(events::name.eq_any(names))
            .order(seals::number)
            .select((events::at, events::lot, events::name))
            .load(self.connection)?)
    }

    /// Shows every live offering to `each`, some at a time.
    ///
    /// # Errors
    /// When the database fails.
    pub fn for_each_live_offering(&mut self, mut each: impl FnMut(Offering)) -> Result<(), StoreError> {
        let mut after = String::new();
        loop {
            let rows: Vec<(String, String)> = offerings::table
                .filter(offerings::state.eq(OfferingState::Live.word()))
                .filter(offerings::id.gt(&after))
                .order(offerings::id)
                .limit(AT_ONCE)
                .select((offerings::id, offerings::body))
                .load(self.connection)?;
            let Some((last, _)) = rows.last() else { return Ok(()) };
            after.clone_from(last);
            for (_, body) in &rows {
                each(crate::kept::read_body(body)?);
            }
        }
    }
}
