//! What belongs to assessing: the load of assessors, declared interests, and judgements while they are written.

use crate::accreditation::accreditations;
use crate::kept::{kept, read_body};
use crate::{StoreError, TableShape, Tx};
use diesel::prelude::*;
use domain::accreditation::{Accreditation, CriterionId, State, WorkingJudgement};
use domain::{AccreditationId, OrganisationId, PersonId, WorkingJudgementId};

kept! {
    WorkingJudgement, WorkingJudgementId, "judgement that is being written" => working_judgements {
        accreditation: [Text] = |it: &WorkingJudgement| it.case.to_string(),
        assessor: [Text] = |it: &WorkingJudgement| it.assessor.to_string(),
        criterion: [Text] = |it: &WorkingJudgement| it.criterion.to_string(),
    }
}

diesel::table! {
    declared_conflicts (person, provider) {
        person -> Text,
        provider -> Text,
    }
}

pub(crate) const CONFLICTS: TableShape =
    TableShape { name: "declared_conflicts", columns: &["person", "provider"] };

/// An open case, as the load of those who assess it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenCase {
    /// Everyone who assesses it, or settles it.
    pub assessors: Vec<PersonId>,
    /// The weight of its risk.
    pub risk: i64,
}

/// The states in which an assessor has something to do.
const WITH_ASSESSORS: [&str; 3] =
    [State::Assigned.word(), State::UnderAssessment.word(), State::Clarification.word()];

type OpenRow = (Option<String>, Option<String>, Option<String>, i64);

impl Tx<'_> {
    /// Every case that assessors have to do with now.
    ///
    /// # Errors
    /// When the database fails.
    pub fn cases_with_assessors(&mut self) -> Result<Vec<OpenCase>, StoreError> {
        let rows: Vec<OpenRow> = accreditations::table
            .filter(accreditations::state.eq_any(WITH_ASSESSORS))
            .select((
                accreditations::assessor,
                accreditations::second_assessor,
                accreditations::moderator,
                accreditations::risk,
            ))
            .load(self.connection)?;
        let case = |(one, two, three, risk): OpenRow| {
            let people = [one, two, three].into_iter().flatten();
            OpenCase { assessors: people.filter_map(|person| person.parse().ok()).collect(), risk }
        };
        Ok(rows.into_iter().map(case).collect())
    }

    /// The next application whose mark has a planned look that becomes a task.
    ///
    /// # Errors
    /// When the database fails.
    pub fn accreditation_to_look_at(&mut self) -> Result<Option<Accreditation>, StoreError> {
        let body = accreditations::table
            .filter(accreditations::look_at.le(self.now().as_microsecond()))
            .order(accreditations::look_at)
            .select(accreditations::body)
            .first::<String>(self.connection)
            .optional()?;
        body.map(|body| read_body(&body)).transpose()
    }

    /// The providers in which a person declared an interest.
    ///
    /// # Errors
    /// When the database fails.
    pub fn providers_hidden_from(&mut self, person: PersonId) -> Result<Vec<OrganisationId>, StoreError> {
        let providers: Vec<String> = declared_conflicts::table
            .filter(declared_conflicts::person.eq(person.to_string()))
            .select(declared_conflicts::provider)
            .load(self.connection)?;
        Ok(providers.iter().filter_map(|provider| provider.parse().ok()).collect())
    }

    /// Whether a person declared an interest in a provider.
    ///
    /// # Errors
    /// When the database fails.
    pub fn has_conflict(&mut self, person: PersonId, provider: OrganisationId) -> Result<bool, StoreError> {
        let key = (person.to_string(), provider.to_string());
        let found = declared_conflicts::table.find(key).select(declared_conflicts::person);
        Ok(found.first::<String>(self.connection).optional()?.is_some())
    }

    /// Remembers that a person declared an interest in a provider.
    ///
    /// # Errors
    /// When the database fails.
    pub fn remember_conflict(
        &mut self,
        person: PersonId,
        provider: OrganisationId,
    ) -> Result<(), StoreError> {
        if !self.has_conflict(person, provider)? {
            diesel::insert_into(declared_conflicts::table)
                .values((
                    declared_conflicts::person.eq(person.to_string()),
                    declared_conflicts::provider.eq(provider.to_string()),
                ))
                .execute(self.connection)?;
        }
        Ok(())
    }

    /// What an assessor has typed on a criterion.
    ///
    /// # Errors
    /// When the database fails.
    pub fn working_judgement(
        &mut self,
        case: AccreditationId,
        assessor: PersonId,
        criterion: &CriterionId,
    ) -> Result<Option<WorkingJudgement>, StoreError> {
        let body = working_judgements::table
            .filter(working_judgements::accreditation.eq(case.to_string()))
            .filter(working_judgements::assessor.eq(assessor.to_string()))
            .filter(working_judgements::criterion.eq(criterion.to_string()))
            .select(working_judgements::body)
            .first::<String>(self.connection)
            .optional()?;
        body.map(|body| read_body(&body)).transpose()
    }

    /// Forgets what was typed on a case, once it has served.
    ///
    /// # Errors
    /// When the database fails.
    pub fn forget_working_judgements(&mut self, case: AccreditationId) -> Result<usize, StoreError> {
        let of_case =
            working_judgements::table.filter(working_judgements::accreditation.eq(case.to_string()));
        Ok(diesel::delete(of_case).execute(self.connection)?)
    }
}
