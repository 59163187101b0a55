//! The papers of a case: files handed in as evidence, what it began from, what was sent and when, the letters that told
//! of decisions, what its holder was asked before a suspension, and what has left the scope since the last mark.

mod file;
mod hearing;
mod left;
mod letter;
mod review;

pub use file::{CannotTakeEvidence, MOST_FILES, evidence_file};
pub use hearing::{Hearing, NoticeDraft};
pub use left::{Gone, Left, LeftScope};
pub use letter::DecisionLetter;
pub use review::{Submission, Submitter};

use super::standard::CriterionId;
use crate::AccreditationId;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use utoipa::ToSchema;

/// The papers of a case, beside its evidence.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct Papers {
    /// The earlier application from which its evidence was copied.
    pub begun_from: Option<AccreditationId>,
    /// Criteria whose evidence was copied, and that the provider has not looked at again.
    pub to_review: BTreeSet<CriterionId>,
    /// Whether what it covers was taken from the mark granted last, and the provider has not confirmed it.
    pub scope_to_confirm: bool,
    /// How often it was sent: with the submission, and with each answer.
    pub submissions: u32,
    /// The letters that told of decisions, oldest first, as they were sent.
    pub letters: Vec<DecisionLetter>,
    /// What its holder was asked before a suspension or a revocation, oldest first.
    pub hearings: Vec<Hearing>,
}
