//! What whoever raised a concern may hear of it: where it is and what came of it. Not who looks, nor the report, which is
//! the provider's to read.

use super::review::{Cause, Finding, Review};
use super::state::State;
use crate::accreditation::CriterionId;
use crate::values::Prose;
use crate::{Day, OrganisationId, ReviewId, Timestamp};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A concern, as those may read it for whom it was raised.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ToldConcern {
    /// Which.
    pub id: ReviewId,
    /// About whom.
    pub provider: OrganisationId,
    /// What it is, as it was written.
    pub about: Option<Prose>,
    /// The criteria in question.
    pub criteria: Vec<CriterionId>,
    /// When it was raised.
    pub raised_at: Timestamp,
    /// By the end of which day it is looked into, or closed with a reason.
    #[schema(value_type = String, format = Date)]
    pub due: Day,
    /// Where it is.
    #[schema(inline)]
    pub state: State,
    /// What came of it, once it is over.
    pub outcome: Option<ToldOutcome>,
}

/// What came of a concern.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ToldOutcome {
    /// What was found, in one word. Left out: nobody looked.
    #[schema(inline)]
    pub finding: Option<Finding>,
    /// Why nobody looked.
    pub reason: Option<Prose>,
    /// When.
    pub at: Timestamp,
}

impl Review {
    /// What may be told to whoever raised it. `None`: nobody did, for any organisation.
    #[must_use]
    pub fn told(&self) -> Option<ToldConcern> {
        self.raised_for.filter(|_| self.cause == Cause::Concern)?;
        let found = self.result.as_ref();
        let found = found.map(|it| ToldOutcome { finding: Some(it.finding), reason: None, at: it.at });
        let closed = self.closing.as_ref();
        let closed =
            closed.map(|it| ToldOutcome { finding: None, reason: Some(it.reason.clone()), at: it.at });
        Some(ToldConcern {
            id: self.id,
            provider: self.provider,
            about: self.about.clone(),
            criteria: self.criteria.clone(),
            raised_at: self.raised_at,
            due: self.due,
            state: self.state,
            outcome: found.or(closed),
        })
    }
}
