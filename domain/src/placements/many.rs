//! Many applications decided in one go: one step and one reason for all, all of them or none.

use super::Step;
use crate::casework::ReasonDraft;
use crate::values::Prose;
use crate::{FieldErrors, Fields, PlacementId, words};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use utoipa::ToSchema;

/// The most that are decided at once: a page of the queue.
pub const MOST_AT_ONCE: usize = 200;

words! {
    /// What can be done to many at once.
    pub enum StepForMany {
        /// Taken up.
        Take = "take",
        /// Accepted.
        Accept = "accept",
        /// Turned down.
        Reject = "reject",
        /// Countersigned.
        Countersign = "countersign",
    }
}

impl StepForMany {
    /// The same step of one placement.
    #[must_use]
    pub const fn step(self) -> Step {
        match self {
            Self::Take => Step::Take,
            Self::Accept => Step::Accept,
            Self::Reject => Step::Reject,
            Self::Countersign => Step::Countersign,
        }
    }

    /// Whether the providers are told why.
    #[must_use]
    pub const fn wants_a_reason(self) -> bool {
        matches!(self, Self::Accept | Self::Reject)
    }
}

/// What is to be done to which.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecideMany {
    /// What.
    pub step: StepForMany,
    /// Why, where the step wants a reason.
    pub reason: Option<Prose>,
    /// Which, each at the version that was read.
    pub placements: Vec<(PlacementId, i64)>,
}

/// See [`DecideMany`].
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = DecidePlacementsDraft)]
pub struct DecideManyDraft {
    /// `take`, `accept`, `reject` or `countersign`.
    #[serde(default)]
    pub step: String,
    /// Why: to accept and to reject.
    #[serde(default)]
    pub reason: String,
    /// Which applications.
    #[serde(default)]
    pub placements: Vec<ChosenDraft>,
}

/// One of many, as it was read.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ChosenPlacementDraft)]
pub struct ChosenDraft {
    /// Its identifier.
    #[serde(default)]
    pub id: String,
    /// The version that was read.
    #[serde(default)]
    pub version: i64,
}

impl DecideManyDraft {
    /// Reads the command.
    ///
    /// # Errors
    /// Every field that is not what it must be; none chosen, or one twice, or more than a page.
    pub fn parse(self) -> Result<DecideMany, FieldErrors> {
        let mut fields = Fields::new();
        let step: Option<StepForMany> = fields.parse("/step", &self.step);
        let reason = match step {
            Some(step) if step.wants_a_reason() => match (ReasonDraft { reason: self.reason }).parse() {
                Ok(reason) => Some(Some(reason)),
                Err(errors) => {
                    for error in errors.all() {
                        fields.refuse("/reason", error.code, error.message.clone());
                    }
                    None
                }
            },
            _ => Some(None),
        };
        if self.placements.is_empty() {
            fields.refuse("/placements", "required", "Choose at least one application");
        }
        if self.placements.len() > MOST_AT_ONCE {
            let sentence = format!("Choose {MOST_AT_ONCE} applications or fewer at a time");
            fields.refuse("/placements", "too_many", sentence);
        }
        let mut seen = BTreeSet::new();
        let placements = fields.each("/placements", self.placements, |fields, chosen| {
            let id: PlacementId = fields.parse("/id", &chosen.id)?;
            if !seen.insert(id) {
                fields.refuse("/id", "repeated", "This application is in the list twice");
            }
            Some((id, chosen.version))
        });
        fields.finish(|| Some(DecideMany { step: step?, reason: reason?, placements: placements? }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_with_a_list_is_told_row_by_row() {
        let row = |id: &str| ChosenDraft { id: id.into(), version: 1 };
        let one = "0190163d-8694-739b-aea5-966c26f8ad91";
        let draft =
            |step: &str, placements| DecideManyDraft { step: step.into(), reason: String::new(), placements };
        let errors = draft("reject", vec![row(one), row("x"), row(one)]).parse().unwrap_err();
        let pointers: Vec<_> = errors.all().iter().map(|error| error.pointer.as_str()).collect();
        assert_eq!(pointers, ["/reason", "/placements/1/id", "/placements/2/id"]);
        assert!(draft("take", vec![row(one)]).parse().is_ok(), "taking up wants no reason");
        assert!(draft("take", vec![]).parse().is_err());
        assert!(draft("suspend", vec![row(one)]).parse().is_err(), "each suspension is decided alone");
    }
}
