//! Answers copied from an earlier application: only where nothing was typed, and each to be looked at before it is sent.

use super::placement::Placement;
use super::state::State;
use super::{CannotPlace, Event};
use crate::frameworks::Lot;
use crate::frameworks::questions::{Answers, NotTaken, Question, carry_over};
use crate::values::{Key, Slug};
use crate::{Changed, FieldErrors, Fields, PlacementId, Timestamp};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What was copied from an earlier application, and what was not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = CopiedAnswers)]
pub struct Copied {
    /// From which application.
    pub from: PlacementId,
    /// To which framework that was.
    pub framework: Slug,
    /// To which lot that was.
    pub lot: Slug,
    /// When it was copied.
    pub at: Timestamp,
    /// The questions whose answers were copied, and have not been saved since.
    pub to_review: Vec<Key>,
    /// The answers that were not taken.
    pub not_taken: Vec<NotTaken>,
}

/// Copies answers.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = CopyAnswersDraft)]
pub struct CopyDraft {
    /// The identifier of the application to copy from.
    #[serde(default)]
    pub from: String,
}

impl CopyDraft {
    /// Reads the command.
    ///
    /// # Errors
    /// When it names no application.
    pub fn parse(self) -> Result<PlacementId, FieldErrors> {
        let mut fields = Fields::new();
        let from = fields.parse("/from", &self.from);
        fields.finish(|| from)
    }
}

impl Copied {
    /// What is left to be looked at once some questions were saved.
    pub(super) fn looked_at(mut self, saved: &[Key], answers: &Answers) -> Self {
        self.to_review.retain(|question| !saved.contains(question) && answers.get(question).is_some());
        self
    }

    /// Whether every answer was looked at.
    pub(super) fn is_looked_at(&self) -> Result<(), FieldErrors> {
        let mut fields = Fields::new();
        for question in &self.to_review {
            let sentence = "This was copied from an earlier application: check it and save it";
            fields.refuse(&format!("/answers/{question}"), "to_review", sentence);
        }
        fields.finish(|| Some(()))
    }
}

impl Placement {
    /// Copies what an earlier application of the same provider answers to the same questions, where nothing is answered
    /// yet. `earlier_lot` is that of the version to which the earlier one was made.
    ///
    /// # Errors
    /// When this was submitted, the earlier one is another's, or nothing of it fits.
    pub fn copy(
        self,
        earlier: &Self,
        earlier_lot: &Lot,
        lot: &Lot,
        now: Timestamp,
    ) -> Result<Changed<Self>, CannotPlace> {
        if self.state != State::Draft {
            return Err(CannotPlace::NoLongerDraft(self.state));
        }
        if earlier.provider != self.provider || earlier.id == self.id {
            return Err(CannotPlace::NotToCopyFrom);
        }
        let asked: Vec<_> = earlier_lot.questions.iter().flat_map(Question::with_follow_ups).collect();
        let carried = carry_over(&lot.questions, &self.answers, &asked, &earlier.answers);
        let questions: Vec<_> = carried.taken.0.keys().cloned().collect();
        if questions.is_empty() {
            return Err(CannotPlace::NothingToCopy);
        }
        let before = self.copied.as_ref().map(|copied| copied.to_review.clone()).unwrap_or_default();
        let copied = Copied {
            from: earlier.id,
            framework: earlier.framework.clone(),
            lot: earlier.lot.clone(),
            at: now,
            to_review: before.into_iter().chain(questions.iter().cloned()).collect(),
            not_taken: carried.not_taken,
        };
        let answers = self.answers.clone().overlaid_with(carried.taken);
        let next = Self { answers, copied: Some(copied), ..self };
        Ok(Changed::by(next, &Event::Copied { from: earlier.id, questions }))
    }
}
