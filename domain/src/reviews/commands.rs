//! What people ask to be done: raw fields, and the commands they become. And when a planned look is due.

use super::review::{Finding, Source};
use crate::accreditation::commands::{JudgementDraft, by_criterion};
use crate::accreditation::{Accreditation, CriterionId, Judgement};
use crate::kernel::time::{day_of, start_of};
use crate::values::Prose;
use crate::{AccreditationId, Day, FieldErrors, Fields, OrganisationId, PersonId, ReportId, Timestamp};
use jiff::ToSpan;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// So many days before its day, a planned look becomes a task.
const RAISED_DAYS_BEFORE: i64 = 28;

/// A concern about a provider, with what is known of who raises it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Concern {
    /// About whom.
    pub provider: OrganisationId,
    /// The application whose mark the provider holds.
    pub held: Option<AccreditationId>,
    /// The version of the Standard by which it is looked at.
    pub standard: u32,
    /// From whom it comes.
    pub source: Source,
    /// Who raises it.
    pub by: PersonId,
    /// For which organisation.
    pub speaks_for: Option<OrganisationId>,
    /// Out of which report.
    pub report: Option<ReportId>,
    /// What it is.
    pub about: Prose,
    /// The criteria in question.
    pub criteria: Vec<CriterionId>,
}

/// A concern as someone writes it.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ConcernDraft {
    /// About which provider: its identifier.
    #[serde(default)]
    pub provider: String,
    /// What the concern is.
    #[serde(default)]
    pub about: String,
    /// The numbers of the criteria in question.
    #[serde(default)]
    pub criteria: Vec<String>,
    /// The report of a problem that it comes out of. Only for who may read reports.
    pub report: Option<String>,
}

/// What [`ConcernDraft`] says, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RaisedConcern {
    /// About whom.
    pub provider: OrganisationId,
    /// What it is.
    pub about: Prose,
    /// The criteria in question.
    pub criteria: Vec<CriterionId>,
    /// Out of which report.
    pub report: Option<ReportId>,
}

impl ConcernDraft {
    /// Reads the concern.
    ///
    /// # Errors
    /// Every field that is not what it must be.
    pub fn parse(self) -> Result<RaisedConcern, FieldErrors> {
        let mut fields = Fields::new();
        let provider = fields.parse("/provider", &self.provider);
        let about = fields.parse("/about", &self.about);
        if self.criteria.is_empty() {
            fields.refuse("/criteria", "required", "Choose at least one criterion that is in question");
        }
        let criteria = fields.each("/criteria", self.criteria, |fields, id| fields.parse("", &id));
        let report = fields.optional("/report", self.report.as_deref());
        fields.finish(|| {
            Some(RaisedConcern { provider: provider?, about: about?, criteria: criteria?, report: report? })
        })
    }
}

/// What a spot check is to look at, and until when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look {
    /// At whose mark.
    pub provider: OrganisationId,
    /// What is to be looked at.
    pub about: Option<Prose>,
    /// The criteria.
    pub criteria: Vec<CriterionId>,
    /// By the end of which day.
    pub due: Day,
}

/// See [`Look`].
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LookDraft {
    /// The provider's identifier.
    #[serde(default)]
    pub provider: String,
    /// What is to be looked at.
    pub about: Option<String>,
    /// The numbers of the criteria. None: all.
    #[serde(default)]
    pub criteria: Vec<String>,
    /// By the end of which day, as `2027-01-31`.
    #[serde(default)]
    pub due: String,
}

impl LookDraft {
    /// Reads the command.
    ///
    /// # Errors
    /// Every field that is not what it must be; a day that is not after today.
    pub fn parse(self, now: Timestamp) -> Result<Look, FieldErrors> {
        let mut fields = Fields::new();
        let provider = fields.parse("/provider", &self.provider);
        let about = fields.optional("/about", self.about.as_deref());
        let criteria = fields.each("/criteria", self.criteria, |fields, id| fields.parse("", &id));
        let due = fields.day("/due", &self.due);
        if due.is_some_and(|due| due <= day_of(now)) {
            fields.refuse("/due", "in_the_past", "Give a day after today");
        }
        fields.finish(|| Some(Look { provider: provider?, about: about?, criteria: criteria?, due: due? }))
    }
}

/// To whom a look is given.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReviewerDraft {
    /// The assessor's identifier.
    #[serde(default)]
    pub assessor: String,
}

impl ReviewerDraft {
    /// Reads to whom.
    ///
    /// # Errors
    /// When that is no identifier.
    pub fn parse(self) -> Result<PersonId, FieldErrors> {
        let mut fields = Fields::new();
        let assessor = fields.parse("/assessor", &self.assessor);
        fields.finish(|| assessor)
    }
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conclude {
    /// In one word.
    pub finding: Finding,
    /// In full.
    pub report: Prose,
    /// By criterion, where it was judged.
    pub judgements: BTreeMap<CriterionId, Judgement>,
}

/// See [`Conclude`].
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ConcludeDraft {
    /// `nothing_wrong`, `advised`, `to_be_put_right` or `mark_in_doubt`.
    #[serde(default)]
    pub finding: String,
    /// In full. The provider reads it.
    #[serde(default)]
    pub report: String,
    /// By the number of the criterion, where it was judged.
    #[serde(default)]
    pub judgements: BTreeMap<String, JudgementDraft>,
}

impl ConcludeDraft {
    /// Reads what was found.
    ///
    /// # Errors
    /// Every field that is not what it must be.
    pub fn parse(self) -> Result<Conclude, FieldErrors> {
        let mut fields = Fields::new();
        let finding = fields.parse("/finding", &self.finding);
        let report = fields.parse("/report", &self.report);
        let judgements = by_criterion(&mut fields, "/judgements", self.judgements, JudgementDraft::read);
        fields.finish(|| Some(Conclude { finding: finding?, report: report?, judgements: judgements? }))
    }
}

/// The next look that the Standard plans for a mark: the instant at which it becomes a task, and its day. `None`:
/// no mark is held, none are planned, or the mark ends before.
#[must_use]
pub fn surveillance_due(case: &Accreditation) -> Option<(Timestamp, Day)> {
    let raised = usize::try_from(case.assessment.looks_raised).ok()?;
    let due = surveillance_days(case).get(raised).copied().filter(|_| case.state.holds_a_mark())?;
    Some((start_of(due.saturating_sub(RAISED_DAYS_BEFORE.days())), due))
}

/// The days of every look that the Standard plans over the life of a mark, from its start to its end. On the day on
/// which it ends there is none: by then it is renewed, or over.
#[must_use]
pub fn surveillance_days(case: &Accreditation) -> Vec<Day> {
    let every = i64::from(case.assessment.looks_every_months);
    let Some(mark) = case.mark.as_ref().filter(|_| every > 0) else { return vec![] };
    let day = |number: i64| day_of(mark.starts).checked_add((every * number).months()).ok();
    (1..).map_while(day).take_while(|day| start_of(*day) < mark.ends).collect()
}
