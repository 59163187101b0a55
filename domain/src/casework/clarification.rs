//! Questions to a provider while its application is assessed, with a day for the answer.

use crate::kernel::time::{day_of, end_of};
use crate::values::Prose;
use crate::{Day, FieldErrors, Fields, Timestamp};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A question to the provider, with the last day for its answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct AskedOfProvider {
    /// What is asked.
    pub question: Prose,
    /// The last day, in London, on which it can be answered.
    #[schema(value_type = String, format = Date)]
    pub answer_by: Day,
}

/// See [`AskedOfProvider`].
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AskDraft {
    /// What is asked.
    #[serde(default)]
    pub question: String,
    /// The last day, as `2027-01-31`.
    #[serde(default)]
    pub answer_by: String,
}

impl AskDraft {
    /// Reads the command.
    ///
    /// # Errors
    /// Every field that is not what it must be; a day that is not after today.
    pub fn parse(self, now: Timestamp) -> Result<AskedOfProvider, FieldErrors> {
        let mut fields = Fields::new();
        let question = fields.parse("/question", &self.question);
        let answer_by = fields.day("/answer_by", &self.answer_by);
        if answer_by.is_some_and(|day| day <= day_of(now)) {
            fields.refuse("/answer_by", "in_the_past", "Give a day after today");
        }
        fields.finish(|| Some(AskedOfProvider { question: question?, answer_by: answer_by? }))
    }
}

/// Something said, with no more to it: an answer, or a reason.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AnswerDraft {
    /// The answer.
    #[serde(default)]
    pub answer: String,
}

impl AnswerDraft {
    /// Reads the answer.
    ///
    /// # Errors
    /// When it is empty or too long.
    pub fn parse(self) -> Result<Prose, FieldErrors> {
        let mut fields = Fields::new();
        let answer = fields.parse("/answer", &self.answer);
        fields.finish(|| answer)
    }
}

/// A reason for a decision.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReasonDraft {
    /// Why.
    #[serde(default)]
    pub reason: String,
}

impl ReasonDraft {
    /// Reads the reason.
    ///
    /// # Errors
    /// When it is empty or too long.
    pub fn parse(self) -> Result<Prose, FieldErrors> {
        let mut fields = Fields::new();
        let reason = fields.parse("/reason", &self.reason);
        fields.finish(|| reason)
    }
}

/// A question to a provider while its application is assessed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Clarification {
    /// What was asked.
    #[serde(flatten)]
    pub asked: AskedOfProvider,
    /// When.
    pub asked_at: Timestamp,
    /// What was answered.
    pub answer: Option<Prose>,
    /// When.
    pub answered_at: Option<Timestamp>,
}

impl AskedOfProvider {
    /// Whether the last day for an answer is over.
    #[must_use]
    pub fn is_over_by(&self, now: Timestamp) -> bool {
        end_of(self.answer_by) <= now
    }
}
