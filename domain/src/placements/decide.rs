//! The authority's side: take, ask, accept, reject, countersign, suspend, reinstate, remove.

use super::placement::{Countersignature, Decision, Placement, Removal};
use super::state::{State, Step};
use super::{CannotPlace, Event};
use crate::casework::{AskedOfProvider, Clarification, Suspend};
use crate::kernel::time::day_of;
use crate::values::Prose;
use crate::{Changed, PersonId, Timestamp};

impl Placement {
    /// Takes an application up; also again when a clarification was not answered by its day.
    ///
    /// # Errors
    /// When it is not waiting, or the provider still has time to answer.
    pub fn take(self, now: Timestamp) -> Result<Changed<Self>, CannotPlace> {
        let state = self.stepped(Step::Take)?;
        if let Some(open) = self.open_clarification()
            && !open.asked.is_over_by(now)
        {
            return Err(CannotPlace::StillTimeToAnswer(open.asked.answer_by));
        }
        Ok(Changed::by(Self { state, ..self }, &Event::Taken {}))
    }

    /// Asks the provider something.
    ///
    /// # Errors
    /// When it is not under assessment, or the day for the answer is not after today.
    pub fn ask(mut self, asked: AskedOfProvider, now: Timestamp) -> Result<Changed<Self>, CannotPlace> {
        let state = self.stepped(Step::Ask)?;
        if asked.answer_by <= day_of(now) {
            return Err(CannotPlace::DayIsPast);
        }
        let event = Event::Asked { answer_by: asked.answer_by };
        self.clarifications.push(Clarification { asked, asked_at: now, answer: None, answered_at: None });
        Ok(Changed::by(Self { state, ..self }, &event))
    }

    /// Accepts the application. The provider is asked to sign.
    ///
    /// # Errors
    /// When it is not under assessment.
    pub fn accept(self, reason: Prose, now: Timestamp) -> Result<Changed<Self>, CannotPlace> {
        let state = self.stepped(Step::Accept)?;
        let decision = Some(Decision { accepted: true, reason, at: now });
        Ok(Changed::by(Self { state, decision, ..self }, &Event::Accepted {}))
    }

    /// Turns the application down.
    ///
    /// # Errors
    /// When it is not under assessment.
    pub fn reject(self, reason: Prose, now: Timestamp) -> Result<Changed<Self>, CannotPlace> {
        let state = self.stepped(Step::Reject)?;
        let decision = Some(Decision { accepted: false, reason, at: now });
        Ok(Changed::by(Self { state, decision, ..self }, &Event::Rejected {}))
    }

    /// Signs for the authority: from here on the provider stands on the lot.
    ///
    /// # Errors
    /// When the provider has not signed, or this was done before.
    pub fn countersign(self, by: PersonId, now: Timestamp) -> Result<Changed<Self>, CannotPlace> {
        let state = self.stepped(Step::Countersign)?;
        let countersigned = Some(Countersignature { by, at: now });
        Ok(Changed::by(Self { state, countersigned, ..self }, &Event::Countersigned {}))
    }

    /// Takes the provider off the lot until a day, or until it is reinstated (rule 8 for the hearing).
    /// A suspension whose end has come counts as over, so that a new one can follow at once.
    ///
    /// # Errors
    /// When the provider does not stand on the lot, or the end is not after today.
    pub fn suspend(mut self, command: Suspend, now: Timestamp) -> Result<Changed<Self>, CannotPlace> {
        if self.is_due_back(now) {
            self = self.back_on_the_lot(now)?;
        }
        let state = self.stepped(Step::Suspend)?;
        let (grounds, until) = (command.grounds, command.until);
        if until.is_some_and(|day| day <= day_of(now)) {
            return Err(CannotPlace::DayIsPast);
        }
        self.suspensions.push(command.begun(now));
        Ok(Changed::by(Self { state, ..self }, &Event::Suspended { grounds, until }))
    }

    /// Puts the provider back on the lot by a decision.
    ///
    /// # Errors
    /// When it is not suspended.
    pub fn reinstate(self, now: Timestamp) -> Result<Changed<Self>, CannotPlace> {
        let next = self.back_on_the_lot(now)?;
        Ok(Changed::by(next, &Event::Reinstated { by_time: false }))
    }

    /// Writes down that a suspension with an end is over. `None`: there is nothing to write.
    #[must_use]
    pub fn returned(self, now: Timestamp) -> Option<Changed<Self>> {
        if !self.is_due_back(now) {
            return None;
        }
        let next = self.back_on_the_lot(now).ok()?;
        Some(Changed::by(next, &Event::Reinstated { by_time: true }))
    }

    /// Takes the provider off the lot for good.
    ///
    /// # Errors
    /// When it is not on the lot.
    pub fn remove(self, reason: Prose, now: Timestamp) -> Result<Changed<Self>, CannotPlace> {
        let state = self.stepped(Step::Remove)?;
        let from: State = self.state;
        let removal = Some(Removal { reason, at: now });
        Ok(Changed::by(Self { state, removal, ..self }, &Event::Removed { from }))
    }

    fn back_on_the_lot(mut self, now: Timestamp) -> Result<Self, CannotPlace> {
        let state = self.stepped(Step::Reinstate)?;
        if let Some(suspension) = self.suspensions.last_mut() {
            suspension.ended_at = Some(now);
        }
        Ok(Self { state, ..self })
    }
}
