//! Two assessors, each in a seat of their own: they judge without seeing each other, and lock.

use crate::accreditation::assess::judged_whole;
use crate::accreditation::{
    Accreditation, CannotAccredit, CriterionId, Event, Judgement, Officer, StandardDefinition, State, Step,
};
use crate::{Changed, PersonId, Timestamp};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// One of two assessors, and what they judged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Seat {
    /// Who.
    pub assessor: PersonId,
    /// When they stated that they have no conflict of interest, and began.
    pub begun_at: Option<Timestamp>,
    /// What they judged. Until both have locked, nobody else sees it.
    pub judgements: BTreeMap<CriterionId, Judgement>,
    /// When they locked it. Nothing of it changes after that.
    pub locked_at: Option<Timestamp>,
}

impl Accreditation {
    /// Whether there is a seat, or the one place of an assessor, that nobody has.
    #[must_use]
    pub fn wants_an_assessor(&self, standard: &StandardDefinition) -> bool {
        let is_waiting = matches!(self.state, State::Submitted | State::Assigned | State::UnderAssessment);
        is_waiting
            && if standard.assessing.wants_two() {
                self.assessment.seats.len() < 2
            } else {
                self.assessor.is_none()
            }
    }

    /// An assessor takes up what nobody has taken up yet.
    ///
    /// # Errors
    /// When somebody has it, or the person is no assessor or has a conflict.
    pub fn claim(self, by: &Officer, standard: &StandardDefinition) -> Result<Changed<Self>, CannotAccredit> {
        if !self.wants_an_assessor(standard) {
            return Err(CannotAccredit::NoFreeSeat);
        }
        self.assign(by, None, standard)
    }

    /// Gives a seat to an assessor: a free one, or that of another.
    pub(in crate::accreditation) fn seated(
        mut self,
        assessor: PersonId,
        in_place_of: Option<PersonId>,
    ) -> Result<Changed<Self>, CannotAccredit> {
        let state = match self.state {
            State::UnderAssessment => State::UnderAssessment,
            _ => self.stepped(Step::Assign)?,
        };
        let seats = &mut self.assessment.seats;
        if seats.iter().any(|seat| seat.assessor == assessor) {
            return Err(CannotAccredit::SameAssessor);
        }
        let seat = Seat { assessor, begun_at: None, judgements: BTreeMap::new(), locked_at: None };
        match in_place_of {
            Some(leaving) => {
                let theirs = seats.iter_mut().find(|seat| seat.assessor == leaving);
                *theirs.ok_or(CannotAccredit::NotSeated)? = seat;
            }
            None if seats.len() < 2 => seats.push(seat),
            None => return Err(CannotAccredit::NoFreeSeat),
        }
        self.assessment.moderation = None;
        self.assessor = self.assessment.seats.first().map(|seat| seat.assessor);
        Ok(Changed::by(Self { state, ..self }, &Event::Assigned { assessor }))
    }

    /// Takes an assessor out of their seat, with what they judged. Waits for another.
    pub(in crate::accreditation) fn vacated(mut self, person: PersonId) -> Result<Self, CannotAccredit> {
        let waiting = self.stepped(Step::Release)?;
        self.assessment.seats.retain(|seat| seat.assessor != person);
        self.assessment.moderation = None;
        let state = if self.assessment.seats.is_empty() { waiting } else { self.state };
        self.assessor = self.assessment.seats.first().map(|seat| seat.assessor);
        Ok(Self { state, ..self })
    }

    /// An assessor's seat.
    pub(in crate::accreditation) fn seat_of(&self, person: PersonId) -> Option<&Seat> {
        self.assessment.seats.iter().find(|seat| seat.assessor == person)
    }

    /// Begins from a seat: the other may have begun before.
    pub(in crate::accreditation) fn begun_from_seat(
        mut self,
        by: &Officer,
        now: Timestamp,
    ) -> Result<Self, CannotAccredit> {
        let not_now = CannotAccredit::NotFrom { state: self.state, step: Step::Begin };
        let state = match self.state {
            State::UnderAssessment => State::UnderAssessment,
            _ => self.stepped(Step::Begin)?,
        };
        let seat = self.assessment.seats.iter_mut().find(|seat| seat.assessor == by.person);
        let seat = seat.filter(|seat| seat.begun_at.is_none()).ok_or(not_now)?;
        seat.begun_at = Some(now);
        Ok(Self { state, ..self })
    }

    /// Judges from a seat: begun, and not locked.
    pub(in crate::accreditation) fn judged_from_seat(
        mut self,
        by: &Officer,
        judgements: BTreeMap<CriterionId, Judgement>,
        standard: &StandardDefinition,
    ) -> Result<Self, CannotAccredit> {
        self.is_judged_by(by)?;
        let seat = self.seat_of(by.person).ok_or(CannotAccredit::NotTheAssessor)?;
        let judged = self.with_judgements(seat.judgements.clone(), judgements, standard)?;
        if let Some(seat) = self.assessment.seats.iter_mut().find(|seat| seat.assessor == by.person) {
            seat.judgements = judged;
        }
        Ok(self)
    }

    /// An assessor locks what they judged. Once both have, each side is shown to the other.
    ///
    /// # Errors
    /// When there is one assessor, it is not under assessment by this person, a criterion is not judged, or it
    /// was locked before.
    pub fn lock(
        mut self,
        by: &Officer,
        standard: &StandardDefinition,
        now: Timestamp,
    ) -> Result<Changed<Self>, CannotAccredit> {
        self.may_judge(by)?;
        let seat = self.seat_of(by.person).ok_or(CannotAccredit::NothingToLock)?;
        if seat.locked_at.is_some() {
            return Err(CannotAccredit::Locked);
        }
        judged_whole(&self.evidence, &seat.judgements, standard)?;
        if let Some(seat) = self.assessment.seats.iter_mut().find(|seat| seat.assessor == by.person) {
            seat.locked_at = Some(now);
        }
        let both = self.both_locked();
        Ok(Changed::by(self, &Event::Locked { assessor: by.person, both }))
    }

    /// Whether two assessors have locked what they judged.
    #[must_use]
    pub fn both_locked(&self) -> bool {
        self.assessment.seats.len() == 2 && self.assessment.seats.iter().all(|seat| seat.locked_at.is_some())
    }
}
