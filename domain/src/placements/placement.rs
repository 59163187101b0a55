//! A placement as it stands.

use super::Renewed;
use super::commands::Signatory;
use super::copied::Copied;
use super::state::State;
use super::variation::Variation;
use crate::casework::{Clarification, Suspension};
use crate::frameworks::Wording;
use crate::frameworks::questions::Answers;
use crate::values::{Key, Prose, Slug};
use crate::{HasSubject, OrganisationId, PersonId, PlacementId, Subject, Timestamp};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// A provider's application to one lot, and its standing on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Placement {
    /// Who it is.
    pub id: PlacementId,
    /// Raised by the store with every save.
    pub version: i64,
    /// Who applies.
    pub provider: OrganisationId,
    /// To which framework.
    pub framework: Slug,
    /// The version of its definition when the application was started. Its questions are the ones asked.
    pub framework_version: u32,
    /// To which lot.
    pub lot: Slug,
    /// Where it is.
    #[schema(inline)]
    pub state: State,
    /// The answers: as far as they go while a draft, complete and unchanging once submitted.
    pub answers: Answers,
    /// Later days than those that were sent, of what lasts until a day.
    #[serde(default)]
    #[schema(value_type = BTreeMap<String, Renewed>)]
    pub renewed: BTreeMap<Key, Renewed>,
    /// What of the answers was copied from an earlier application.
    #[serde(default)]
    pub copied: Option<Copied>,
    /// With whom the provider would deliver.
    pub partners: Vec<OrganisationId>,
    /// When it was started.
    pub started_at: Timestamp,
    /// When it was submitted. Once.
    pub submitted_at: Option<Timestamp>,
    /// What the provider was asked while it was assessed.
    pub clarifications: Vec<Clarification>,
    /// What was decided.
    pub decision: Option<Decision>,
    /// Signed for the provider.
    pub signature: Option<Signature>,
    /// Which wording of the agreement was signed, where the framework has its text.
    #[serde(default)]
    pub wording: Option<Wording>,
    /// Countersigned for the authority.
    pub countersigned: Option<Countersignature>,
    /// Later wordings of the agreement that were put to the provider: those that it signed, and the last.
    #[serde(default)]
    pub variations: Vec<Variation>,
    /// Up to which version of the framework the wording of its agreement was looked at for this place. See
    /// [`Placement::agreement_seen`].
    #[serde(default)]
    pub agreement_seen: u32,
    /// Every time it was taken off the lot for a while, oldest first.
    pub suspensions: Vec<Suspension>,
    /// Why it was taken off for good.
    pub removal: Option<Removal>,
}

/// What was decided on an application.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = PlacementDecision)]
pub struct Decision {
    /// Accepted, or turned down.
    pub accepted: bool,
    /// Why.
    pub reason: Prose,
    /// When.
    pub at: Timestamp,
}

/// The provider's signature.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Signature {
    /// Who signed, as what, and by what authority.
    #[serde(flatten)]
    pub signatory: Signatory,
    /// Which account signed.
    pub by: PersonId,
    /// When. Once.
    pub at: Timestamp,
}

/// The authority's signature.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Countersignature {
    /// Which account signed.
    pub by: PersonId,
    /// When. Once.
    pub at: Timestamp,
}

/// Why a provider was taken off a lot for good.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = PlacementRemoval)]
pub struct Removal {
    /// Why.
    pub reason: Prose,
    /// When.
    pub at: Timestamp,
}

impl Placement {
    /// The suspension in force, or the last one.
    #[must_use]
    pub fn suspension(&self) -> Option<&Suspension> {
        self.suspensions.last()
    }

    /// The question that waits for an answer.
    #[must_use]
    pub fn open_clarification(&self) -> Option<&Clarification> {
        self.clarifications.last().filter(|_| self.state == State::Clarification)
    }

    /// Whether the suspension's end has come, although nobody has written it down yet.
    #[must_use]
    pub fn is_due_back(&self, now: Timestamp) -> bool {
        self.state == State::Suspended
            && self.suspension().is_some_and(|suspension| suspension.is_over_by(now))
    }

    /// The state at an instant: a suspension that has an end is over when its day begins in London.
    #[must_use]
    pub fn state_at(&self, now: Timestamp) -> State {
        if self.is_due_back(now) { State::OnFramework } else { self.state }
    }

    /// Whether the provider stands on the lot at an instant (rule 9). Whether the framework itself is live
    /// is the framework's to say.
    #[must_use]
    pub fn stands_at(&self, now: Timestamp) -> bool {
        self.state_at(now) == State::OnFramework
    }
}

impl HasSubject for Placement {
    fn subject(&self) -> Subject {
        Subject::new("placement", self.id, Some(self.provider))
            .on_lot(self.framework.as_str(), self.lot.as_str())
    }
}
