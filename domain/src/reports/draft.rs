//! The raw fields of a report, and of closing one.

use super::{Outcome, Wrong};
use crate::values::{EmailAddress, Line, Prose};
use crate::{FieldErrors, Fields};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The raw fields of a report.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ReportDraft {
    /// What is wrong: `closed`, `hours`, `contact`, `charged`, `behaviour` or `other`.
    #[schema(example = "hours")]
    pub wrong: String,
    /// The same in the reporter's own words. Needed for `behaviour` and `other`.
    pub words: Option<String>,
    /// Where the reporter can be asked, if they want to be.
    pub email: Option<String>,
}

/// What someone reports.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MakeReport {
    /// What is wrong.
    pub wrong: Wrong,
    /// The same in their own words.
    pub words: Option<Prose>,
    /// Where they can be asked.
    pub email: Option<EmailAddress>,
}

impl ReportDraft {
    /// The command.
    ///
    /// # Errors
    /// Every field that is missing or wrong.
    pub fn parse(&self) -> Result<MakeReport, FieldErrors> {
        let mut fields = Fields::new();
        let wrong = fields
            .required("/wrong", Some(&self.wrong), "Choose what is wrong")
            .and_then(|word| fields.parse::<Wrong>("/wrong", word));
        let words = fields.optional::<Prose>("/words", self.words.as_deref());
        if words == Some(None) && wrong.is_some_and(Wrong::needs_words) {
            fields.refuse("/words", "required", "Write what is wrong");
        }
        let email = fields.optional("/email", self.email.as_deref());
        fields.finish(|| Some(MakeReport { wrong: wrong?, words: words?, email: email? }))
    }
}

/// The raw fields of closing a report.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct CloseReportDraft {
    /// What came of it: `put_right`, `not_so`, `known_already` or `no_report`.
    #[schema(example = "put_right")]
    pub outcome: String,
    /// Why, or what was done. No names: it stays when the rest is forgotten.
    #[schema(example = "The provider has changed its opening hours")]
    pub reason: String,
}

/// How a report is closed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CloseReport {
    /// What came of it.
    pub outcome: Outcome,
    /// Why, or what was done.
    pub reason: Line,
}

impl CloseReportDraft {
    /// The command.
    ///
    /// # Errors
    /// Every field that is missing or wrong.
    pub fn parse(self) -> Result<CloseReport, FieldErrors> {
        let mut fields = Fields::new();
        let outcome = fields
            .required("/outcome", Some(&self.outcome), "Choose what came of it")
            .and_then(|word| fields.parse("/outcome", word));
        let reason = fields
            .required("/reason", Some(&self.reason), "Say why, or what was done")
            .and_then(|reason| fields.parse("/reason", reason));
        fields.finish(|| Some(CloseReport { outcome: outcome?, reason: reason? }))
    }
}
