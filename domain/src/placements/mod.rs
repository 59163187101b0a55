//! Placements: a provider's application to one lot, and its standing on it (rule 5, rule 9).
//!
//! [`State::after`] is the table of lawful steps. The provider's commands are in `apply`, the authority's in `decide`,
//! later wordings of the agreement in `variation`, answers copied from elsewhere in `copied`, what
//! stands in the way of applying in `eligibility` and `sending`, what runs out in `lasting`; what only time changes is
//! [`Placement::stands_at`], and [`Placement::returned`] writes it down.

mod apply;
mod commands;
mod copied;
mod decide;
mod eligibility;
#[cfg(test)]
mod eligibility_test;
mod lasting;
mod many;
mod placement;
mod refusal;
mod sending;
#[cfg(test)]
mod sending_test;
mod state;
#[cfg(test)]
mod tests;
mod variation;
#[cfg(test)]
mod variation_test;

pub use commands::{
    CountersignVariationDraft, Fill, FillDraft, SignDraft, SignVariationDraft, Signatory, SignedVariation,
    Start, StartDraft,
};
pub use copied::{Copied, CopyDraft};
pub use eligibility::{Candidate, Caution, Eligibility};
pub use lasting::Renewed;
pub use many::{ChosenDraft, DecideMany, DecideManyDraft, MOST_AT_ONCE, StepForMany};
pub use placement::{Countersignature, Decision, Placement, Removal, Signature};
pub use refusal::CannotPlace;
pub use sending::{Reason, Sending, Stage};
pub use state::{State, Step};
pub use variation::Variation;

use crate::casework::Grounds;
use crate::values::Key;
use crate::{Day, EventBody, PlacementId};
use serde::Serialize;

/// What happened to a placement. No free text is in it: the placement holds the reasons.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
#[expect(missing_docs, reason = "the names say what happened, in the words of the commands")]
pub enum Event {
    Started {
        framework_version: u32,
    },
    Filled {
        questions: Vec<Key>,
    },
    Copied {
        from: PlacementId,
        questions: Vec<Key>,
    },
    Submitted {
        partners: usize,
    },
    Withdrawn {
        from: State,
    },
    Taken {},
    Asked {
        answer_by: Day,
    },
    Answered {},
    Renewed {
        question: Key,
        until: Day,
    },
    Accepted {},
    Rejected {},
    Signed {},
    Countersigned {},
    VariationOffered {
        framework_version: u32,
    },
    AgreementKept {
        framework_version: u32,
    },
    VariationSigned {
        framework_version: u32,
    },
    VariationCountersigned {
        framework_version: u32,
    },
    Suspended {
        #[serde(flatten)]
        grounds: Grounds,
        until: Option<Day>,
    },
    Reinstated {
        by_time: bool,
    },
    Removed {
        from: State,
    },
}

impl EventBody for Event {
    fn name(&self) -> &'static str {
        match self {
            Self::Started { .. } => "placement.started",
            Self::Filled { .. } => "placement.filled",
            Self::Copied { .. } => "placement.answers_copied",
            Self::Submitted { .. } => "placement.submitted",
            Self::Withdrawn { .. } => "placement.withdrawn",
            Self::Taken {} => "placement.taken",
            Self::Asked { .. } => "placement.asked",
            Self::Answered {} => "placement.answered",
            Self::Renewed { .. } => "placement.renewed",
            Self::Accepted {} => "placement.accepted",
            Self::Rejected {} => "placement.rejected",
            Self::Signed {} => "placement.signed",
            Self::Countersigned {} => "placement.countersigned",
            Self::VariationOffered { .. } => "placement.variation_offered",
            Self::AgreementKept { .. } => "placement.agreement_kept",
            Self::VariationSigned { .. } => "placement.variation_signed",
            Self::VariationCountersigned { .. } => "placement.variation_countersigned",
            Self::Suspended { .. } => "placement.suspended",
            Self::Reinstated { .. } => "placement.reinstated",
            Self::Removed { .. } => "placement.removed",
        }
    }
}
