//! Placements.

mod queue;
mod variations;

pub use queue::{PlacementKey, PlacementSort, Queued};
pub use variations::{AfterVariation, WaitsFor, WantedVariations};

use crate::kept::{kept, read_bodies, read_body};
use crate::organisations::called;
use crate::{StoreError, TableShape, Tx};
use diesel::prelude::*;
use domain::kernel::time::{end_of, start_of};
use domain::placements::{Placement, State, Variation};
use domain::values::{Sha256, Slug};
use domain::{Day, OrganisationId, PlacementId, Timestamp};

kept! {
    Placement, PlacementId, "placement" => placements {
        provider: [Text] = |it: &Placement| it.provider.to_string(),
        framework: [Text] = |it: &Placement| it.framework.as_str().to_owned(),
        framework_version: [BigInt] = |it: &Placement| i64::from(it.framework_version),
        lot: [Text] = |it: &Placement| it.lot.as_str().to_owned(),
        state: [Text] = |it: &Placement| it.state.word(),
        since: [BigInt] = since,
        due_at: [Nullable<BigInt>] = due_at,
        runs_out_first: [Nullable<BigInt>] = |it: &Placement| it.runs_out_between().map(|(first, _)| end(first)),
        runs_out_last: [Nullable<BigInt>] = |it: &Placement| it.runs_out_between().map(|(_, last)| end(last)),
        agreement_seen: [Nullable<BigInt>] = |it: &Placement| it.agreement_seen().map(i64::from),
        to_sign: [Nullable<BigInt>] = |it: &Placement| it.variation_to_sign().map(worded_in),
        to_countersign: [Nullable<BigInt>] = |it: &Placement| it.variation_to_countersign().map(worded_in),
    }
}

diesel::table! {
    placement_documents (placement, kind, number) {
        placement -> Text,
        kind -> Text,
        number -> BigInt,
        sha256 -> Text,
        body -> Text,
        kept_at -> BigInt,
    }
}

pub(crate) const DOCUMENTS: TableShape = TableShape {
    name: "placement_documents",
    columns: &["placement", "kind", "number", "sha256", "body", "kept_at"],
};

/// What is kept word for word of a placement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DocumentKind {
    /// What the provider submitted.
    Submission,
    /// What both sides signed.
    Agreement,
    /// What both sides signed later, worded by a version of the framework.
    Variation(u32),
}

impl DocumentKind {
    const fn word(self) -> &'static str {
        match self {
            Self::Submission => "submission",
            Self::Agreement => "agreement",
            Self::Variation(_) => "variation",
        }
    }

    const fn number(self) -> i64 {
        match self {
            Self::Submission | Self::Agreement => 0,
            Self::Variation(framework_version) => framework_version as i64,
        }
    }
}

fn end(day: Day) -> i64 {
    end_of(day).as_microsecond()
}

/// When it was submitted, or started while it is a draft.
fn since(placement: &Placement) -> i64 {
    placement.submitted_at.unwrap_or(placement.started_at).as_microsecond()
}

/// The version of the framework that words a variation.
fn worded_in(variation: &Variation) -> i64 {
    i64::from(variation.wording.framework_version)
}

/// When a suspension ends by itself.
fn due_at(placement: &Placement) -> Option<i64> {
    let suspension = placement.suspension().filter(|_| placement.state == State::Suspended)?;
    suspension.until.map(|day| start_of(day).as_microsecond())
}

/// Which placements are wanted. What is `None` is not asked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WantedPlacements {
    /// Of a provider.
    pub provider: Option<OrganisationId>,
    /// Of providers whose name has this in it.
    pub text: Option<String>,
    /// To a framework.
    pub framework: Option<Slug>,
    /// To a lot.
    pub lot: Option<Slug>,
    /// In one of these states; none: in any.
    pub states: Vec<State>,
}

impl Tx<'_> {
    /// Placements by age, oldest first, after a key (a keyset page): when they were submitted (drafts:
    /// started), in microseconds, and their identifier.
    ///
    /// # Errors
    /// When the database fails.
    pub fn placements_by_age(
        &mut self,
        wanted: &WantedPlacements,
        after: Option<(i64, PlacementId)>,
        limit: i64,
    ) -> Result<Vec<Placement>, StoreError> {
        let mut query = placements::table
            .order((placements::since, placements::id))
            .limit(limit)
            .select(placements::body)
            .into_boxed();
        if let Some(provider) = wanted.provider {
            query = query.filter(placements::provider.eq(provider.to_string()));
        }
        if let Some(text) = &wanted.text {
            query = query.filter(placements::provider.eq_any(called(text)));
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
        if let Some((since, id)) = after {
            let same_age = placements::since.eq(since).and(placements::id.gt(id.to_string()));
            query = query.filter(placements::since.gt(since).or(same_age));
        }
        read_bodies(&query.load::<String>(self.connection)?)
    }

    /// Every place that a provider has on a lot, or had until it was suspended.
    ///
    /// # Errors
    /// When the database fails.
    pub fn places_of(&mut self, provider: OrganisationId) -> Result<Vec<Placement>, StoreError> {
        let held = [State::OnFramework.word(), State::Suspended.word()];
        let query = placements::table
            .filter(placements::provider.eq(provider.to_string()))
            .filter(placements::state.eq_any(held))
            .order((placements::since, placements::id))
            .select(placements::body);
        read_bodies(&query.load::<String>(self.connection)?)
    }

    /// Keeps a document of a placement, word for word, under its hash. It is never changed.
    ///
    /// # Errors
    /// [`StoreError::Duplicate`] when it is there.
    pub fn keep_document(
        &mut self,
        placement: PlacementId,
        kind: DocumentKind,
        sha256: &Sha256,
        body: &str,
    ) -> Result<(), StoreError> {
        let row = (
            placement_documents::placement.eq(placement.to_string()),
            placement_documents::kind.eq(kind.word()),
            placement_documents::number.eq(kind.number()),
            placement_documents::sha256.eq(sha256.as_str()),
            placement_documents::body.eq(body),
            placement_documents::kept_at.eq(self.now().as_microsecond()),
        );
        diesel::insert_into(placement_documents::table).values(row).execute(self.connection)?;
        Ok(())
    }

    /// A document of a placement with its hash.
    ///
    /// # Errors
    /// When the database fails.
    pub fn document_of(
        &mut self,
        placement: PlacementId,
        kind: DocumentKind,
    ) -> Result<Option<(String, String)>, StoreError> {
        Ok(placement_documents::table
            .find((placement.to_string(), kind.word(), kind.number()))
            .select((placement_documents::sha256, placement_documents::body))
            .first(self.connection)
            .optional()?)
    }

    /// Placements of which something may have to be reminded of: a question or an agreement waits for the provider, or
    /// its answers tell of something which runs out by an instant, and of something that has not run out yet.
    ///
    /// # Errors
    /// When the database fails.
    pub fn placements_to_remind_of(&mut self, before: Timestamp) -> Result<Vec<Placement>, StoreError> {
        let waits = [State::Clarification.word(), State::Accepted.word()];
        let runs_out = placements::runs_out_first
            .le(before.as_microsecond())
            .and(placements::runs_out_last.gt(self.now().as_microsecond()));
        let query = placements::table
            .filter(runs_out.assume_not_null().or(placements::state.eq_any(waits)))
            .order(placements::id)
            .select(placements::body);
        read_bodies(&query.load::<String>(self.connection)?)
    }

    /// The next placement that time alone has changed, and nobody has written down.
    ///
    /// # Errors
    /// When the database fails.
    pub fn placement_due(&mut self) -> Result<Option<Placement>, StoreError> {
        let body = placements::table
            .filter(placements::due_at.le(self.now().as_microsecond()))
            .order(placements::due_at)
            .select(placements::body)
            .first::<String>(self.connection)
            .optional()?;
        body.map(|body| read_body(&body)).transpose()
    }
}
