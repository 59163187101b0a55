//! What is recommended, decided, and decided on appeal: raw fields, and the commands they become.

use super::{JudgementDraft, by_criterion};
use crate::accreditation::application::{Judgement, Outcome};
use crate::accreditation::assessing::{Exclusion, ExclusionDraft};
use crate::accreditation::mark::Condition;
use crate::accreditation::standard::CriterionId;
use crate::kernel::time::day_of;
use crate::values::Prose;
use crate::{Day, FieldErrors, Fields, Timestamp};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// What an assessor recommends, or a decision maker decides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decide {
    /// What.
    pub outcome: Outcome,
    /// Why.
    pub reasons: Prose,
    /// What the holder has to do. Only with conditions, and then at least one.
    pub conditions: Vec<Condition>,
    /// The day on which the mark ends, itself no longer covered. `None`: after as long as the Standard allows.
    pub ends: Option<Day>,
    /// What of the scope the mark is not given for. Only where it is given.
    pub exclusions: Vec<Exclusion>,
    /// Of who decides: judgements in place of the assessor's.
    pub judgements: BTreeMap<CriterionId, Judgement>,
    /// Why it departs from what was recommended, where it does.
    pub departure: Option<Prose>,
}

/// See [`Decide`].
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DecideDraft {
    /// `accredit`, `accredit_with_conditions` or `refuse`.
    #[serde(default)]
    pub outcome: String,
    /// Why.
    #[serde(default)]
    pub reasons: String,
    /// What the holder has to do.
    #[serde(default)]
    pub conditions: Vec<ConditionDraft>,
    /// The day on which the mark ends. Left out: after as long as the Standard allows.
    pub ends: Option<String>,
    /// What of the scope the mark is not given for, each with its reason.
    #[serde(default)]
    pub exclusions: Vec<ExclusionDraft>,
    /// Of who decides: judgements in place of the assessor's.
    #[serde(default)]
    pub judgements: BTreeMap<String, JudgementDraft>,
    /// Why it departs from what was recommended: in its outcome, conditions, scope or judgements.
    pub departure: Option<String>,
}

/// See [`Condition`].
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ConditionDraft {
    /// What is to be done.
    #[serde(default)]
    pub text: String,
    /// By the end of which day, as `2027-01-31`.
    #[serde(default)]
    pub due: String,
    /// How it will be checked that it is done.
    pub check: Option<String>,
}

impl DecideDraft {
    /// Reads the command.
    ///
    /// # Errors
    /// Every field that is not what it must be; conditions without that outcome, or that outcome without;
    /// days that are not after today.
    pub fn parse(self, now: Timestamp) -> Result<Decide, FieldErrors> {
        let mut fields = Fields::new();
        let today = day_of(now);
        let outcome = fields.parse::<Outcome>("/outcome", &self.outcome);
        let reasons = fields.parse("/reasons", &self.reasons);
        if outcome
            .is_some_and(|outcome| (outcome == Outcome::AccreditWithConditions) == self.conditions.is_empty())
        {
            let sentence = "Give conditions when, and only when, the mark is given with conditions";
            fields.refuse("/conditions", "invalid", sentence);
        }
        let conditions = fields.each("/conditions", self.conditions, |fields, draft| {
            let text = fields.parse("/text", &draft.text);
            let due = fields.day("/due", &draft.due);
            if due.is_some_and(|due| due <= today) {
                fields.refuse("/due", "in_the_past", "Give a day after today");
            }
            let check = fields.optional("/check", draft.check.as_deref());
            Some(Condition { text: text?, due: due?, check: check?, shown: None, met_on: None })
        });
        let ends = fields.optional_day("/ends", self.ends.as_deref());
        if ends.flatten().is_some_and(|ends| ends <= today) {
            fields.refuse("/ends", "in_the_past", "Give a day after today");
        }
        if outcome == Some(Outcome::Refuse) && !self.exclusions.is_empty() {
            fields.refuse("/exclusions", "invalid", "Leave something out only where the mark is given");
        }
        let exclusions = fields.each("/exclusions", self.exclusions, |fields, draft| draft.read(fields));
        let judgements = by_criterion(&mut fields, "/judgements", self.judgements, JudgementDraft::read);
        let departure = fields.optional("/departure", self.departure.as_deref());
        fields.finish(|| {
            Some(Decide {
                outcome: outcome?,
                reasons: reasons?,
                conditions: conditions?,
                ends: ends?,
                exclusions: exclusions?,
                judgements: judgements?,
                departure: departure?,
            })
        })
    }
}

/// What came of an appeal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HearAppeal {
    /// What was decided stands.
    Dismiss {
        /// Why.
        reasons: Prose,
    },
    /// Something else is decided.
    Uphold(Decide),
}

/// See [`HearAppeal`].
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct HearAppealDraft {
    /// Whether something else is decided.
    #[serde(default)]
    pub upheld: bool,
    /// As in [`DecideDraft`]. Of a dismissed appeal, only the reasons count.
    #[serde(default)]
    pub outcome: String,
    /// Why.
    #[serde(default)]
    pub reasons: String,
    /// As in [`DecideDraft`].
    #[serde(default)]
    pub conditions: Vec<ConditionDraft>,
    /// As in [`DecideDraft`].
    pub ends: Option<String>,
    /// As in [`DecideDraft`].
    #[serde(default)]
    pub exclusions: Vec<ExclusionDraft>,
    /// Judgements in place of the assessor's.
    #[serde(default)]
    pub judgements: BTreeMap<String, JudgementDraft>,
}

impl HearAppealDraft {
    /// Reads the command.
    ///
    /// # Errors
    /// Every field that is not what it must be.
    pub fn parse(self, now: Timestamp) -> Result<HearAppeal, FieldErrors> {
        let Self { upheld, outcome, reasons, conditions, ends, exclusions, judgements } = self;
        if upheld {
            let departure = None;
            let decision =
                DecideDraft { outcome, reasons, conditions, ends, exclusions, judgements, departure };
            return decision.parse(now).map(HearAppeal::Uphold);
        }
        let mut fields = Fields::new();
        let reasons = fields.parse("/reasons", &reasons);
        fields.finish(|| Some(HearAppeal::Dismiss { reasons: reasons? }))
    }
}
