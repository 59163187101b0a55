//! The Standard, applications for the quality mark, and the marks.

pub mod conditions;
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
use crate::organisations::called;
use crate::{StoreError, Tx};
use conditions::kept_on;
use diesel::prelude::*;
use domain::accreditation::{Accreditation, ConditionWaits, RiskLevel, State};
use domain::kernel::time::{end_of, start_of};
use domain::reviews::surveillance_due;
use domain::{AccreditationId, OrganisationId, PersonId, QualityMarkId, Timestamp};

kept! {
    Accreditation, AccreditationId, "accreditation" => accreditations {
        provider: [Text] = |it: &Accreditation| it.provider.to_string(),
        standard: [BigInt] = |it: &Accreditation| i64::from(it.standard),
        state: [Text] = |it: &Accreditation| it.state.word(),
        assessor: [Nullable<Text>] = |it: &Accreditation| it.assessor.map(|person| person.to_string()),
        standing: [Nullable<Text>] = |it: &Accreditation| it.mark.as_ref().map(|mark| mark.standing.word()),
        mark: [Nullable<Text>] = |it: &Accreditation| it.mark.as_ref().map(|mark| mark.id.to_string()),
        second_assessor: [Nullable<Text>] = second_assessor,
        moderator: [Nullable<Text>] = moderator,
        free_seat: [BigInt] = |it: &Accreditation| i64::from(has_free_seat(it)),
        decide_by: [BigInt] = decide_by,
        risk: [BigInt] = |it: &Accreditation| if it.state.is_open() { it.assessment.risk.weight() } else { -1 },
        look_at: [Nullable<BigInt>] = |it: &Accreditation| surveillance_due(it).map(|(at, _)| at.as_microsecond()),
        since: [BigInt] = since,
        due_at: [Nullable<BigInt>] = due_at,
        condition_on: [Nullable<Text>] = |it: &Accreditation| kept_on(it, None),
        condition_shown_on: [Nullable<Text>] = |it: &Accreditation| kept_on(it, Some(ConditionWaits::Shown)),
        condition_overdue_on: [Nullable<Text>] = |it: &Accreditation| kept_on(it, Some(ConditionWaits::Overdue)),
    }
}

/// Of two assessors, the second.
fn second_assessor(case: &Accreditation) -> Option<String> {
    case.assessment.seats.get(1).map(|seat| seat.assessor.to_string())
}

/// Who settles between the two.
fn moderator(case: &Accreditation) -> Option<String> {
    case.assessment.moderation.as_ref()?.moderator.map(|person| person.to_string())
}

/// Whether it waits for an assessor: its first, or the second of two.
fn has_free_seat(case: &Accreditation) -> bool {
    let is_begun = matches!(case.state, State::Assigned | State::UnderAssessment);
    case.state == State::Submitted || (is_begun && case.assessment.seats.len() == 1)
}

/// The end of the last day by which it is to be decided. What is not to be decided comes last.
fn decide_by(case: &Accreditation) -> i64 {
    let day = case.assessment.decide_by.filter(|_| case.state.is_open());
    day.map_or(i64::MAX, |day| end_of(day).as_microsecond())
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
    /// Of providers whose name has this in it.
    pub text: Option<String>,
    /// Given to an assessor: alone, as one of two, or to settle between them.
    pub assessor: Option<PersonId>,
    /// In one of these states; none: in any.
    pub states: Vec<State>,
    /// Of this risk and above.
    pub risk: Option<RiskLevel>,
    /// Only those that should have been decided by now.
    pub late: bool,
    /// Only those that wait for an assessor.
    pub free: bool,
    /// Not of these providers: who asks has an interest in them.
    pub hidden: Vec<OrganisationId>,
    /// In which order.
    pub order: QueueOrder,
}

domain::words! {
    /// In which order a queue is shown.
    #[derive(Default)]
    pub enum QueueOrder {
        /// The oldest first.
        #[default]
        Age = "age",
        /// What is to be decided first, first.
        Deadline = "deadline",
        /// The highest risk first.
        Risk = "risk",
    }
}

impl QueueOrder {
    /// The key of an application in this order.
    #[must_use]
    pub fn key(self, case: &Accreditation) -> i64 {
        match self {
            Self::Age => since(case),
            Self::Deadline => decide_by(case),
            Self::Risk if case.state.is_open() => case.assessment.risk.weight(),
            Self::Risk => -1,
        }
    }
}

impl Tx<'_> {
    /// Applications in the order wanted, after a key (a keyset page): what [`QueueOrder::key`] says, and their
    /// identifier.
    ///
    /// # Errors
    /// When the database fails.
    pub fn accreditations_in_order(
        &mut self,
        wanted: &WantedAccreditations,
        after: Option<(i64, AccreditationId)>,
        limit: i64,
    ) -> Result<Vec<Accreditation>, StoreError> {
        let mut query = accreditations::table.limit(limit).select(accreditations::body).into_boxed();
        if let Some(provider) = wanted.provider {
            query = query.filter(accreditations::provider.eq(provider.to_string()));
        }
        if let Some(text) = &wanted.text {
            query = query.filter(accreditations::provider.eq_any(called(text)));
        }
        if let Some(assessor) = wanted.assessor {
            let assessor = assessor.to_string();
            let one = accreditations::assessor.eq(assessor.clone());
            let two = accreditations::second_assessor.eq(assessor.clone());
            let third = accreditations::moderator.eq(assessor);
            query = query.filter(one.or(two).or(third));
        }
        if let Some(risk) = wanted.risk {
            query = query.filter(accreditations::risk.ge(risk.at_least()));
        }
        if wanted.late {
            query = query.filter(accreditations::decide_by.le(self.now().as_microsecond()));
        }
        if wanted.free {
            query = query.filter(accreditations::free_seat.eq(1));
        }
        if !wanted.hidden.is_empty() {
            let hidden = wanted.hidden.iter().map(ToString::to_string);
            query = query.filter(accreditations::provider.ne_all(hidden));
        }
        if !wanted.states.is_empty() {
            let states: Vec<_> = wanted.states.iter().map(|state| state.word()).collect();
            query = query.filter(accreditations::state.eq_any(states));
        }
        query = match wanted.order {
            QueueOrder::Age => query.order((accreditations::since, accreditations::id)),
            QueueOrder::Deadline => query.order((accreditations::decide_by, accreditations::id)),
            QueueOrder::Risk => query.order((accreditations::risk.desc(), accreditations::id)),
        };
        if let Some((key, id)) = after {
            let later = accreditations::id.gt(id.to_string());
            query = match wanted.order {
                QueueOrder::Age => {
                    let same = accreditations::since.eq(key).and(later);
                    query.filter(accreditations::since.gt(key).or(same))
                }
                QueueOrder::Deadline => {
                    let same = accreditations::decide_by.eq(key).and(later);
                    query.filter(accreditations::decide_by.gt(key).or(same))
                }
                QueueOrder::Risk => {
                    let same = accreditations::risk.eq(key).and(later);
                    query.filter(accreditations::risk.lt(key).or(same))
                }
            };
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

    /// Applications whose mark ends before an instant, or has conditions to be met, or of which a question waits for an
    /// answer.
    ///
    /// # Errors
    /// When the database fails.
    pub fn marks_to_remind_of(&mut self, before: Timestamp) -> Result<Vec<Accreditation>, StoreError> {
        let ends = accreditations::due_at
            .gt(self.now().as_microsecond())
            .and(accreditations::due_at.le(before.as_microsecond()));
        let waits = [State::AccreditedWithConditions.word(), State::Clarification.word()];
        let query = accreditations::table
            .filter(ends.assume_not_null().or(accreditations::state.eq_any(waits)))
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
