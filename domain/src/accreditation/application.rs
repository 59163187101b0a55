//! An application for the quality mark as it stands, and the mark that came of it.

use super::CannotAccredit;
use super::assessing::{Assessment, Exclusion};
use super::departure::Departure;
use super::mark::{Condition, QualityMark, Scope};
use super::papers::Papers;
use super::standard::CriterionId;
use super::state::{State, Step};
use crate::casework::Clarification;
use crate::values::{FileReference, Prose};
use crate::{
    AccreditationId, Actor, HasSubject, Membership, OrganisationId, OrganisationKind, PersonId, Role,
    Subject, Timestamp, words,
};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// A provider's application for the quality mark.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Accreditation {
    /// Who it is.
    pub id: AccreditationId,
    /// Raised by the store with every save.
    pub version: i64,
    /// Who applies.
    pub provider: OrganisationId,
    /// Against which version of the Standard.
    pub standard: u32,
    /// The application whose mark this one would renew.
    pub renews: Option<AccreditationId>,
    /// Where it is.
    #[schema(inline)]
    pub state: State,
    /// What the mark is asked for.
    pub scope: Scope,
    /// Evidence by criterion.
    pub evidence: BTreeMap<CriterionId, Evidence>,
    /// When it was started.
    pub started_at: Timestamp,
    /// When it was submitted. Once.
    pub submitted_at: Option<Timestamp>,
    /// Who assesses; of two, the first.
    pub assessor: Option<PersonId>,
    /// Who declared a conflict and can never assess or decide here.
    pub conflicts: Vec<Conflict>,
    /// What the provider was asked.
    pub clarifications: Vec<Clarification>,
    /// The judgements by criterion: the assessor's, or what two assessors settled.
    pub judgements: BTreeMap<CriterionId, Judgement>,
    /// What the assessor recommends.
    pub recommendation: Option<Recommendation>,
    /// What was decided, and decided again on appeal, oldest first.
    pub decisions: Vec<Decision>,
    /// The appeal, where there was one.
    pub appeal: Option<Appeal>,
    /// The mark that came of it.
    pub mark: Option<QualityMark>,
    /// How it is assessed: by when, at what risk, by whom, and what was seen on the way.
    #[serde(default)]
    pub assessment: Assessment,
    /// What it began from, what was sent, what was written.
    #[serde(default)]
    pub papers: Papers,
}

/// Evidence for a criterion.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
pub struct Evidence {
    /// In words.
    pub text: Option<Prose>,
    /// In files.
    pub files: Vec<FileReference>,
    /// The value measured, where the criterion has a measure.
    #[schema(value_type = Option<String>)]
    pub measured: Option<Decimal>,
    /// Why this is equivalent, where it is not the evidence that the criterion asks for.
    pub equivalent: Option<Prose>,
}

impl Evidence {
    /// Whether there is something to judge.
    #[must_use]
    pub fn is_given(&self) -> bool {
        self.text.is_some() || !self.files.is_empty()
    }
}

words! {
    /// How a criterion was judged.
    pub enum Verdict {
        /// It is met.
        Met = "met",
        /// Part of it is.
        PartlyMet = "partly_met",
        /// It is not.
        NotMet = "not_met",
    }
}

/// A judgement on one criterion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Judgement {
    /// How.
    #[schema(inline)]
    pub verdict: Verdict,
    /// Why.
    pub reasons: Prose,
    /// Why evidence other than what was asked for is accepted.
    pub equivalent: Option<Prose>,
}

words! {
    /// What is recommended or decided.
    pub enum Outcome {
        /// The mark is given.
        Accredit = "accredit",
        /// The mark is given, with conditions.
        AccreditWithConditions = "accredit_with_conditions",
        /// The mark is not given.
        Refuse = "refuse",
    }
}

impl Outcome {
    /// The step it takes.
    #[must_use]
    pub const fn step(self) -> Step {
        match self {
            Self::Accredit => Step::Accredit,
            Self::AccreditWithConditions => Step::AccreditWithConditions,
            Self::Refuse => Step::Refuse,
        }
    }
}

/// What the assessor recommends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Recommendation {
    /// Who recommends.
    pub by: PersonId,
    /// What.
    #[schema(inline)]
    pub outcome: Outcome,
    /// Why.
    pub reasons: Prose,
    /// What the holder would have to do.
    pub conditions: Vec<Condition>,
    /// What of the scope the mark would not be given for.
    #[serde(default)]
    pub exclusions: Vec<Exclusion>,
    /// When.
    pub at: Timestamp,
}

/// What was decided, by whom.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = AccreditationDecision)]
pub struct Decision {
    /// Who decided: never who assessed.
    pub by: PersonId,
    /// What.
    pub outcome: Ruling,
    /// Why.
    pub reasons: Prose,
    /// When.
    pub at: Timestamp,
    /// Whether an appeal was heard.
    pub on_appeal: bool,
    /// What of the scope that was asked for the mark is not given for.
    #[serde(default)]
    pub exclusions: Vec<Exclusion>,
    /// How it departs from what was recommended. For those of the authority.
    #[serde(default)]
    pub departure: Option<Departure>,
}

words! {
    /// Everything that can be decided on a case.
    pub enum Ruling {
        /// The mark is given.
        Accredited = "accredited",
        /// The mark is given, with conditions.
        AccreditedWithConditions = "accredited_with_conditions",
        /// The mark is not given.
        Refused = "refused",
        /// The mark is taken away.
        Revoked = "revoked",
        /// On appeal: what was decided stands.
        Dismissed = "dismissed",
    }
}

impl From<Outcome> for Ruling {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Accredit => Self::Accredited,
            Outcome::AccreditWithConditions => Self::AccreditedWithConditions,
            Outcome::Refuse => Self::Refused,
        }
    }
}

/// A declared conflict of interest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Conflict {
    /// Whose.
    pub person: PersonId,
    /// What it is.
    pub reason: Prose,
    /// When it was declared.
    pub at: Timestamp,
}

/// An appeal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Appeal {
    /// Why the provider thinks the decision wrong.
    pub grounds: Prose,
    /// When it was sent.
    pub at: Timestamp,
    /// The state it is against, to which a dismissal leads back.
    #[schema(inline)]
    pub against: State,
}

/// Someone of the authority who acts on a case, with all that they belong to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Officer {
    /// Who.
    pub person: PersonId,
    /// Where they belong, everywhere.
    pub memberships: Vec<Membership>,
    /// Whether they declared a conflict with this provider, on this application or an earlier one.
    pub declared_conflict: bool,
}

impl Officer {
    /// The person who acts. `None` for programs and the platform: cases are for people to judge.
    #[must_use]
    pub fn of(actor: &Actor, declared_conflict: bool) -> Option<Self> {
        let person = actor.person()?;
        Some(Self { person, memberships: actor.memberships().to_vec(), declared_conflict })
    }

    fn belongs_to(&self, organisation: OrganisationId) -> bool {
        self.memberships.iter().any(|at| at.organisation == organisation)
    }

    /// Whether they are of the authority.
    #[must_use]
    pub fn is_of_the_authority(&self) -> bool {
        self.memberships.iter().any(|at| at.kind == OrganisationKind::Authority)
    }

    /// Whether they have a role anywhere.
    #[must_use]
    pub fn is(&self, role: Role) -> bool {
        self.memberships.iter().any(|at| at.role == role)
    }
}

impl Accreditation {
    /// The state after a step, or the refusal that the table gives.
    pub(super) fn stepped(&self, step: Step) -> Result<State, CannotAccredit> {
        self.state.after(step).ok_or(CannotAccredit::NotFrom { state: self.state, step })
    }

    /// Refuses who has an interest: a member of the provider or of its partners, or one who declared a
    /// conflict (rule 8).
    pub(super) fn without_conflict(&self, officer: &Officer) -> Result<(), CannotAccredit> {
        let parties = std::iter::once(self.provider).chain(self.scope.partners.iter().copied());
        let declared = self.conflicts.iter().any(|conflict| conflict.person == officer.person);
        if parties.into_iter().any(|party| officer.belongs_to(party)) {
            Err(CannotAccredit::MemberOfTheProvider)
        } else if declared || officer.declared_conflict {
            Err(CannotAccredit::DeclaredConflict)
        } else {
            Ok(())
        }
    }

    /// Whether a person ever assessed this application or recommended on it.
    #[must_use]
    pub fn was_assessed_by(&self, person: PersonId) -> bool {
        self.assessors().contains(&person)
            || self.recommendation.as_ref().is_some_and(|recommendation| recommendation.by == person)
    }

    /// Whether a person decided on this application.
    #[must_use]
    pub fn was_decided_by(&self, person: PersonId) -> bool {
        self.decisions.iter().any(|decision| decision.by == person)
    }
}

impl HasSubject for Accreditation {
    fn subject(&self) -> Subject {
        Subject::new("accreditation", self.id, Some(self.provider))
    }
}
