//! The Standard, applications for the quality mark, and the marks.

pub mod status;
pub mod submissions;

/// Versions of the Standard.
pub mod standards {
    use crate::kept::{kept, read_bodies, read_body};
    use crate::{StoreError, Tx};
    use diesel::prelude::*;
    use domain::StandardId;
    use domain::accreditation::Standard;

    kept! {
        Standard, StandardId, "standard" => standards {
            number: [BigInt] = |it: &Standard| i64::from(it.definition.number),
        }
    }

    impl Tx<'_> {
        /// A version of the Standard.
        ///
        /// # Errors
        /// When the database fails.
        pub fn standard(&mut self, number: u32) -> Result<Option<Standard>, StoreError> {
            let body = standards::table
                .filter(standards::number.eq(i64::from(number)))
                .select(standards::body)
                .first::<String>(self.connection)
                .optional()?;
            body.map(|body| read_body(&body)).transpose()
        }

        /// Every version, newest first.
        ///
        /// # Errors
        /// When the database fails.
        pub fn standards(&mut self) -> Result<Vec<Standard>, StoreError> {
            let query = standards::table.order(standards::number.desc()).select(standards::body);
            read_bodies(&query.load::<String>(self.connection)?)
        }
    }
}

use crate::kept::{kept, read_bodies, read_body};
use crate::{StoreError, Tx};
use diesel::prelude::*;
use domain::accreditation::{Accreditation, State};
use domain::kernel::time::start_of;
use domain::{AccreditationId, OrganisationId, PersonId, QualityMarkId, Timestamp};

kept! {
    Accreditation, AccreditationId, "accreditation" => accreditations {
        provider: [Text] = |it: &Accreditation| it.provider.to_string(),
        standard: [BigInt] = |it: &Accreditation| i64::from(it.standard),
        state: [Text] = |it: &Accreditation| it.state.word(),
        assessor: [Nullable<Text>] = |it: &Accreditation| it.assessor.map(|person| person.to_string()),
        standing: [Nullable<Text>] = |it: &Accreditation| it.mark.as_ref().map(|mark| mark.standing.word()),
        mark: [Nullable<Text>] = |it: &Accreditation| it.mark.as_ref().map(|mark| mark.id.to_string()),
        since: [BigInt] = since,
        due_at: [Nullable<BigInt>] = due_at,
    }
}

/// When it was submitted, or started while it is a draft.
fn since(case: &Accreditation) -> i64 {
    case.submitted_at.unwrap_or(case.started_at).as_microsecond()
}

/// When a mark ends, or its suspension does.
fn due_at(case: &Accreditation) -> Option<i64> {
    let mark = case.mark.as_ref().filter(|_| case.state.holds_a_mark())?;
    let ends = mark.renewal.is_none().then_some(mark.ends);
    let suspension = mark.suspensions.last().filter(|_| case.state == State::Suspended);
    let back = suspension.and_then(|suspension| suspension.until).map(start_of);
    [ends, back].into_iter().flatten().min().map(Timestamp::as_microsecond)
}

/// Which applications are wanted. What is `None` is not asked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WantedAccreditations {
    /// Of a provider.
    pub provider: Option<OrganisationId>,
    /// Given to an assessor.
    pub assessor: Option<PersonId>,
    /// In one of these states; none: in any.
    pub states: Vec<State>,
}

impl Tx<'_> {
    /// Applications by age, oldest first, after a key (a keyset page): when they were submitted (drafts:
    /// started), in microseconds, and their identifier.
    ///
    /// # Errors
    /// When the database fails.
    pub fn accreditations_by_age(
        &mut self,
        wanted: &WantedAccreditations,
        after: Option<(i64, AccreditationId)>,
        limit: i64,
    ) -> Result<Vec<Accreditation>, StoreError> {
        let mut query = accreditations::table
            .order((accreditations::since, accreditations::id))
            .limit(limit)
            .select(accreditations::body)
            .into_boxed();
        if let Some(provider) = wanted.provider {
            query = query.filter(accreditations::provider.eq(provider.to_string()));
        }
        if let Some(assessor) = wanted.assessor {
            query = query.filter(accreditations::assessor.eq(assessor.to_string()));
        }
        if !wanted.states.is_empty() {
            let states: Vec<_> = wanted.states.iter().map(|state| state.word()).collect();
            query = query.filter(accreditations::state.eq_any(states));
        }
        if let Some((since, id)) = after {
            let same_age = accreditations::since.eq(since).and(accreditations::id.gt(id.to_string()));
            query = query.filter(accreditations::since.gt(since).or(same_age));
        }
        read_bodies(&query.load::<String>(self.connection)?)
    }

    /// The application whose mark a provider holds: there is at most one.
    ///
    /// # Errors
    /// When the database fails.
    pub fn mark_holder(&mut self, provider: OrganisationId) -> Result<Option<Accreditation>, StoreError> {
        let holding: Vec<_> =
            State::ALL.iter().filter(|state| state.holds_a_mark()).map(|state| state.word()).collect();
        let body = accreditations::table
            .filter(accreditations::provider.eq(provider.to_string()))
            .filter(accreditations::state.eq_any(holding))
            .select(accreditations::body)
            .first::<String>(self.connection)
            .optional()?;
        body.map(|body| read_body(&body)).transpose()
    }

    /// The application that a mark came of.
    ///
    /// # Errors
    /// When the database fails.
    pub fn accreditation_of_mark(
        &mut self,
        mark: QualityMarkId,
    ) -> Result<Option<Accreditation>, StoreError> {
        let body = accreditations::table
            .filter(accreditations::mark.eq(mark.to_string()))
            .select(accreditations::body)
            .first::<String>(self.connection)
            .optional()?;
        body.map(|body| read_body(&body)).transpose()
    }

    /// Applications whose mark ends, or has conditions to be met, before an instant.
    ///
    /// # Errors
    /// When the database fails.
    pub fn marks_to_remind_of(&mut self, before: Timestamp) -> Result<Vec<Accreditation>, StoreError> {
        let ends = accreditations::due_at
            .gt(self.now().as_microsecond())
            .and(accreditations::due_at.le(before.as_microsecond()));
        let has_conditions = accreditations::state.eq(State::AccreditedWithConditions.word());
        let query = accreditations::table
            .filter(ends.assume_not_null().or(has_conditions))
            .order(accreditations::id)
            .select(accreditations::body);
        read_bodies(&query.load::<String>(self.connection)?)
    }

    /// The next application that time alone has changed, and nobody has written down.
    ///
    /// # Errors
    /// When the database fails.
    pub fn accreditation_due(&mut self) -> Result<Option<Accreditation>, StoreError> {
        let body = accreditations::table
            .filter(accreditations::due_at.le(self.now().as_microsecond()))
            .order(accreditations::due_at)
            .select(accreditations::body)
            .first::<String>(self.connection)
            .optional()?;
        body.map(|body| read_body(&body)).transpose()
    }
}
