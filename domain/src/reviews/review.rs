//! A look at a mark, as it stands.

use super::CannotReview;
use super::commands::{Concern, Conclude, Look};
use super::state::{State, Step};
use crate::accreditation::{Accreditation, CriterionId, Judgement, Officer};
use crate::kernel::time::day_of;
use crate::values::Prose;
use crate::{
    AccreditationId, Changed, Day, EventBody, HasSubject, OrganisationId, PersonId, ReportId, ReviewId, Role,
    Subject, Timestamp, words,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;

words! {
    /// Why a mark is looked at.
    pub enum Cause {
        /// Someone is concerned.
        Concern = "concern",
        /// To see, without a cause.
        SpotCheck = "spot_check",
        /// The Standard plans it.
        Surveillance = "surveillance",
    }
}

words! {
    /// From whom a concern comes.
    pub enum Source {
        /// Someone of the authority.
        Authority = "authority",
        /// Someone of a department.
        Department = "department",
        /// A member of the public reported a problem.
        Report = "report",
    }
}

words! {
    /// What was found, in one word.
    pub enum Finding {
        /// All is as it should be.
        NothingWrong = "nothing_wrong",
        /// Something small: the provider was advised.
        Advised = "advised",
        /// Something is to be put right.
        ToBePutRight = "to_be_put_right",
        /// So much is wrong that the mark itself is to be decided on.
        MarkInDoubt = "mark_in_doubt",
    }
}

impl Finding {
    /// Whether the cause was real.
    #[must_use]
    pub const fn is_adverse(self) -> bool {
        matches!(self, Self::ToBePutRight | Self::MarkInDoubt)
    }
}

/// A look at a provider's mark between assessments.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Review {
    /// Who it is.
    pub id: ReviewId,
    /// Raised by the store with every save.
    pub version: i64,
    /// At whose mark.
    pub provider: OrganisationId,
    /// The application that the mark came of. `None`: the provider holds none.
    pub accreditation: Option<AccreditationId>,
    /// The version of the Standard that it is looked at by.
    pub standard: u32,
    /// Why.
    #[schema(inline)]
    pub cause: Cause,
    /// Of a concern: from whom.
    pub source: Option<Source>,
    /// Who raised it. `None`: the Standard did.
    pub raised_by: Option<PersonId>,
    /// For which organisation they spoke.
    pub raised_for: Option<OrganisationId>,
    /// The report of a problem that it came out of.
    pub report: Option<ReportId>,
    /// What the concern is, or what is to be looked at.
    pub about: Option<Prose>,
    /// The criteria in question.
    pub criteria: Vec<CriterionId>,
    /// When it was raised.
    pub raised_at: Timestamp,
    /// By the end of which day it is to be done.
    #[schema(value_type = String, format = Date)]
    pub due: Day,
    /// Where it is.
    #[schema(inline)]
    pub state: State,
    /// Who looks.
    pub assessor: Option<PersonId>,
    /// What was found.
    pub result: Option<ReviewResult>,
    /// Why nobody looked.
    pub closing: Option<Closing>,
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ReviewResult {
    /// In one word.
    #[schema(inline)]
    pub finding: Finding,
    /// In full. The provider reads it.
    pub report: Prose,
    /// By criterion, where it was judged.
    pub judgements: BTreeMap<CriterionId, Judgement>,
    /// Who found it.
    pub by: PersonId,
    /// When.
    pub at: Timestamp,
}

/// Why it was closed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = ReviewClosing)]
pub struct Closing {
    /// Why.
    pub reason: Prose,
    /// By whom.
    pub by: PersonId,
    /// When.
    pub at: Timestamp,
}

/// What happened. No free text is in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
#[expect(missing_docs, reason = "the names say what happened, in the words of the commands")]
pub enum Event {
    Raised { cause: Cause, criteria: Vec<CriterionId>, due: Day },
    Assigned { assessor: PersonId },
    Concluded { finding: Finding },
    Closed {},
}

impl EventBody for Event {
    fn name(&self) -> &'static str {
        match self {
            Self::Raised { .. } => "review.raised",
            Self::Assigned { .. } => "review.assigned",
            Self::Concluded { .. } => "review.concluded",
            Self::Closed {} => "review.closed",
        }
    }
}

impl Review {
    /// Raises a concern about a provider.
    pub fn of_concern(id: ReviewId, concern: Concern, due: Day, now: Timestamp) -> Changed<Self> {
        let Concern { provider, held, standard, source, by, speaks_for, report, about, criteria } = concern;
        Self::raised(Self {
            source: Some(source),
            raised_by: Some(by),
            raised_for: speaks_for,
            report,
            about: Some(about),
            criteria,
            ..Self::blank(id, provider, held, standard, Cause::Concern, due, now)
        })
    }

    /// Starts a spot check of a mark.
    ///
    /// # Errors
    /// When the provider holds no mark, or the day is past.
    pub fn spot_check(
        id: ReviewId,
        held: &Accreditation,
        look: Look,
        by: PersonId,
        now: Timestamp,
    ) -> Result<Changed<Self>, CannotReview> {
        if !held.state.holds_a_mark() {
            return Err(CannotReview::NoMark);
        }
        let blank =
            Self::blank(id, held.provider, Some(held.id), held.standard, Cause::SpotCheck, look.due, now);
        let (about, criteria) = (look.about, look.criteria);
        Ok(Self::raised(Self { raised_by: Some(by), about, criteria, ..blank }))
    }

    /// Raises a look that the Standard plans.
    pub fn planned(id: ReviewId, held: &Accreditation, due: Day, now: Timestamp) -> Changed<Self> {
        let cause = Cause::Surveillance;
        Self::raised(Self::blank(id, held.provider, Some(held.id), held.standard, cause, due, now))
    }

    const fn blank(
        id: ReviewId,
        provider: OrganisationId,
        accreditation: Option<AccreditationId>,
        standard: u32,
        cause: Cause,
        due: Day,
        now: Timestamp,
    ) -> Self {
        Self {
            id,
            version: 0,
            provider,
            accreditation,
            standard,
            cause,
            source: None,
            raised_by: None,
            raised_for: None,
            report: None,
            about: None,
            criteria: vec![],
            raised_at: now,
            due,
            state: State::Raised,
            assessor: None,
            result: None,
            closing: None,
        }
    }

    fn raised(review: Self) -> Changed<Self> {
        let event = Event::Raised { cause: review.cause, criteria: review.criteria.clone(), due: review.due };
        Changed::by(review, &event)
    }

    /// Gives it to an assessor, or to another one. `parties` are the provider and its partners.
    ///
    /// # Errors
    /// When it is over, the person is no assessor, or has an interest.
    pub fn assign(
        self,
        assessor: &Officer,
        parties: &[OrganisationId],
    ) -> Result<Changed<Self>, CannotReview> {
        let state = self.stepped(Step::Assign)?;
        if !assessor.is(Role::Assessor) {
            return Err(CannotReview::NotAnAssessor);
        }
        Self::without_interest(assessor, parties)?;
        // Who raised a concern does not find out whether it is true.
        if self.raised_by == Some(assessor.person) {
            return Err(CannotReview::RaisedBySame);
        }
        let event = Event::Assigned { assessor: assessor.person };
        Ok(Changed::by(Self { state, assessor: Some(assessor.person), ..self }, &event))
    }

    /// Says what was found.
    ///
    /// # Errors
    /// When it is not this person's to look at, or over.
    pub fn conclude(
        self,
        by: &Officer,
        found: Conclude,
        parties: &[OrganisationId],
        now: Timestamp,
    ) -> Result<Changed<Self>, CannotReview> {
        let state = self.stepped(Step::Conclude)?;
        if self.assessor != Some(by.person) {
            return Err(CannotReview::NotTheAssessor);
        }
        Self::without_interest(by, parties)?;
        let Conclude { finding, report, judgements } = found;
        let result = Some(ReviewResult { finding, report, judgements, by: by.person, at: now });
        Ok(Changed::by(Self { state, result, ..self }, &Event::Concluded { finding }))
    }

    /// Closes it with a reason, and nobody looks.
    ///
    /// # Errors
    /// When it is over, or it is a look that the Standard plans for a mark that is still held.
    pub fn close(
        self,
        by: PersonId,
        reason: Prose,
        mark_is_held: bool,
        now: Timestamp,
    ) -> Result<Changed<Self>, CannotReview> {
        let state = self.stepped(Step::Close)?;
        if self.cause == Cause::Surveillance && mark_is_held {
            return Err(CannotReview::Planned);
        }
        let closing = Some(Closing { reason, by, at: now });
        Ok(Changed::by(Self { state, closing, ..self }, &Event::Closed {}))
    }

    /// Whether its day is over and it is still to be done.
    #[must_use]
    pub fn is_missed_at(&self, now: Timestamp) -> bool {
        self.state.is_open() && self.due < day_of(now)
    }

    /// Whether it is a concern that is open, or was found to be true.
    #[must_use]
    pub fn is_a_risk(&self) -> bool {
        let found = self.result.as_ref().is_some_and(|result| result.finding.is_adverse());
        found || (self.cause == Cause::Concern && self.state.is_open())
    }

    fn stepped(&self, step: Step) -> Result<State, CannotReview> {
        self.state.after(step).ok_or(CannotReview::NotFrom { state: self.state, step })
    }

    fn without_interest(officer: &Officer, parties: &[OrganisationId]) -> Result<(), CannotReview> {
        if officer.memberships.iter().any(|at| parties.contains(&at.organisation)) {
            Err(CannotReview::MemberOfTheProvider)
        } else if officer.declared_conflict {
            Err(CannotReview::DeclaredConflict)
        } else {
            Ok(())
        }
    }
}

impl HasSubject for Review {
    fn subject(&self) -> Subject {
        Subject::new("review", self.id, Some(self.provider))
    }
}
