//! A judgement while it is being written: saved as it is typed, seen by nobody else, and no judgement yet.

use crate::accreditation::CriterionId;
use crate::accreditation::commands::JudgementDraft;
use crate::{
    AccreditationId, Changed, FieldErrors, Fields, HasSubject, PersonId, Subject, Timestamp,
    WorkingJudgementId,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The longest text that is saved while it is typed, in characters: a little more than a judgement may have, so
/// that what is too long is not lost before it is shortened.
const LONGEST: usize = 20_000;

/// What an assessor has typed on one criterion. It is theirs alone, and gone once they recommend.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct WorkingJudgement {
    /// Who it is.
    pub id: WorkingJudgementId,
    /// Raised by the store with every save.
    pub version: i64,
    /// On which application.
    pub case: AccreditationId,
    /// Whose.
    pub assessor: PersonId,
    /// On which criterion.
    pub criterion: CriterionId,
    /// As typed.
    pub typed: WorkingDraft,
    /// When it was saved.
    pub saved_at: Timestamp,
}

/// A judgement as it was typed so far: nothing of it need be right yet.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct WorkingDraft {
    /// The verdict chosen; empty: none yet.
    pub verdict: String,
    /// The reasons.
    pub reasons: String,
    /// Why other evidence is accepted.
    pub equivalent: String,
}

impl WorkingDraft {
    /// Reads it: any text, up to a length.
    ///
    /// # Errors
    /// What is too long.
    pub fn parse(self) -> Result<Self, FieldErrors> {
        let mut fields = Fields::new();
        for (pointer, text) in
            [("/verdict", &self.verdict), ("/reasons", &self.reasons), ("/equivalent", &self.equivalent)]
        {
            if text.chars().count() > LONGEST {
                fields.refuse(pointer, "too_long", format!("Shorten this to {LONGEST} characters"));
            }
        }
        fields.finish(|| Some(self))
    }
}

impl From<JudgementDraft> for WorkingDraft {
    fn from(draft: JudgementDraft) -> Self {
        let JudgementDraft { verdict, reasons, equivalent } = draft;
        Self { verdict, reasons, equivalent: equivalent.unwrap_or_default() }
    }
}

impl WorkingJudgement {
    /// Keeps what was typed. The log hears of judgements, not of every pause in writing one.
    pub fn typed(self, typed: WorkingDraft, now: Timestamp) -> Changed<Self> {
        Changed { next: Self { typed, saved_at: now, ..self }, events: vec![] }
    }
}

impl HasSubject for WorkingJudgement {
    fn subject(&self) -> Subject {
        Subject::new("working_judgement", self.id, None)
    }
}
