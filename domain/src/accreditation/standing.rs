//! The working life of a mark: conditions, suspension, revocation, renewal, lapse (rule 8).

use super::application::{Accreditation, Officer, Ruling};
use super::mark::{QualityMark, Renewal, Revocation, Shown, Standing};
use super::state::{State, Step};
use super::{CannotAccredit, Event};
use crate::casework::{Revoke, Suspend};
use crate::kernel::time::day_of;
use crate::values::Prose;
use crate::{AccreditationId, Changed, QualityMarkId, Timestamp};

impl Accreditation {
    /// The holder says what it has done about a condition, by its place in the list, in place of what it said before.
    /// Whether it is met is for others to find.
    ///
    /// # Errors
    /// When there is no such condition that is still to be met.
    pub fn answer_condition(
        mut self,
        place: usize,
        text: Prose,
        now: Timestamp,
    ) -> Result<Changed<Self>, CannotAccredit> {
        if !self.state.holds_a_mark() {
            return Err(CannotAccredit::NoMark);
        }
        let mark = self.mark.as_mut().ok_or(CannotAccredit::NoMark)?;
        let condition = mark.conditions.get_mut(place).filter(|condition| condition.met_on.is_none());
        condition.ok_or(CannotAccredit::NoSuchCondition)?.shown = Some(Shown { text, at: now });
        Ok(Changed::by(self, &Event::ConditionAnswered { place }))
    }

    /// Notes that a condition was found to be met, by its place in the list. With the last one, the mark
    /// stands without conditions.
    ///
    /// # Errors
    /// When there are no conditions, or not that one, or it was met before; when the person has a conflict.
    pub fn meet_condition(
        mut self,
        by: &Officer,
        place: usize,
        now: Timestamp,
    ) -> Result<Changed<Self>, CannotAccredit> {
        let all_met = self.stepped(Step::MeetConditions)?;
        self.without_conflict(by)?;
        let mark = self.mark.as_mut().ok_or(CannotAccredit::NoMark)?;
        let condition = mark.conditions.get_mut(place).ok_or(CannotAccredit::NoSuchCondition)?;
        if condition.met_on.is_some() {
            return Err(CannotAccredit::NoSuchCondition);
        }
        condition.met_on = Some(day_of(now));
        let remain = mark.has_open_conditions();
        let state = if remain { self.state } else { all_met };
        Ok(Changed::by(Self { state, ..self }, &Event::ConditionMet { place, remain }))
    }

    /// Suspends the mark, until a day or until it is reinstated.
    ///
    /// # Errors
    /// When no mark counts, the end is not after today, the person has a conflict, or the holder still has time to
    /// answer what it was told, unless people are at risk.
    pub fn suspend(
        mut self,
        by: &Officer,
        command: Suspend,
        now: Timestamp,
    ) -> Result<Changed<Self>, CannotAccredit> {
        if self.mark.as_ref().is_some_and(|mark| mark.is_due_back(now)) {
            self = self.counting_again(now)?;
        }
        let state = self.stepped(Step::Suspend)?;
        self.without_conflict(by)?;
        let (grounds, until) = (command.grounds, command.until);
        self.heard_on(grounds, now)?;
        if until.is_some_and(|day| day <= day_of(now)) {
            return Err(CannotAccredit::DayIsPast);
        }
        let mut mark = self.mark.take().ok_or(CannotAccredit::NoMark)?;
        mark.suspensions.push(command.begun(now));
        mark.standing = Standing::Suspended;
        Ok(Changed::by(Self { state, mark: Some(mark), ..self }, &Event::Suspended { grounds, until }))
    }

    /// Lets the mark count again, by a decision.
    ///
    /// # Errors
    /// When it is not suspended, or the person has a conflict.
    pub fn reinstate(self, by: &Officer, now: Timestamp) -> Result<Changed<Self>, CannotAccredit> {
        self.without_conflict(by)?;
        Ok(Changed::by(self.counting_again(now)?, &Event::Reinstated { by_time: false }))
    }

    /// Takes the mark away.
    ///
    /// # Errors
    /// When there is none to take, the person has a conflict, or the holder still has time to answer, as for
    /// [`Self::suspend`].
    pub fn revoke(
        self,
        by: &Officer,
        command: Revoke,
        now: Timestamp,
    ) -> Result<Changed<Self>, CannotAccredit> {
        if self.state == State::UnderAppeal {
            return Err(CannotAccredit::NotFrom { state: self.state, step: Step::Revoke });
        }
        let state = self.stepped(Step::Revoke)?;
        self.without_conflict(by)?;
        let given = self.mark.clone().ok_or(CannotAccredit::NoMark)?;
        let Revoke { reason, grounds } = command;
        self.heard_on(grounds, now)?;
        let revocation = Some(Revocation { reason: reason.clone(), grounds, at: now });
        let mark = QualityMark { standing: Standing::Revoked, revocation, renewal: None, ..given };
        let next = self.ruled(by, Ruling::Revoked, reason, false, now);
        Ok(Changed::by(Self { state, mark: Some(mark), ..next }, &Event::Revoked { grounds }))
    }

    /// Notes that a renewal was sent. In time, it keeps the mark alive until decided; else nothing changes.
    #[must_use]
    pub fn renewal_sent(mut self, by: AccreditationId, now: Timestamp) -> Option<Changed<Self>> {
        let holds = self.state.holds_a_mark();
        let mark = self.mark.as_mut().filter(|mark| holds && !mark.has_ended_by(now))?;
        mark.renewal = Some(Renewal { by, sent_at: now });
        Some(Changed::by(self, &Event::RenewalSent { by }))
    }

    /// Notes what came of the renewal: another mark takes this one's place, or this one ends when it would
    /// have. `None`: this mark did not wait for it.
    #[must_use]
    pub fn renewal_decided(
        mut self,
        renewal: AccreditationId,
        granted: Option<QualityMarkId>,
    ) -> Option<Changed<Self>> {
        let gives_way = granted.is_some() && self.state.holds_a_mark();
        let waited = |mark: &QualityMark| mark.renewal.is_some_and(|sent| sent.by == renewal);
        let mark = self.mark.as_mut().filter(|mark| gives_way || waited(mark))?;
        mark.renewal = None;
        if let (Some(granted), Some(lapsed)) = (granted, self.state.after(Step::Lapse)) {
            mark.replaced_by = Some(granted);
            mark.standing = Standing::Lapsed;
            self.state = lapsed;
        }
        Some(Changed::by(self, &Event::RenewalDecided { by: renewal, granted }))
    }

    /// Writes down what time alone has changed: the mark's end, or the end of a suspension. `None`: nothing.
    #[must_use]
    pub fn caught_up(self, now: Timestamp) -> Option<Changed<Self>> {
        let mark = self.mark.as_ref()?;
        if mark.has_ended_by(now) && self.state.holds_a_mark() {
            let state = self.state.after(Step::Lapse)?;
            let lapsed = QualityMark { standing: Standing::Lapsed, ..mark.clone() };
            return Some(Changed::by(Self { state, mark: Some(lapsed), ..self }, &Event::Lapsed {}));
        }
        if mark.is_due_back(now) {
            let next = self.counting_again(now).ok()?;
            return Some(Changed::by(next, &Event::Reinstated { by_time: true }));
        }
        None
    }

    fn counting_again(mut self, now: Timestamp) -> Result<Self, CannotAccredit> {
        let open_conditions = self.mark.as_ref().is_some_and(QualityMark::has_open_conditions);
        let step = if open_conditions { Step::ReinstateWithConditions } else { Step::Reinstate };
        let state = self.stepped(step)?;
        let mark = self.mark.as_mut().ok_or(CannotAccredit::NoMark)?;
        if let Some(suspension) = mark.suspensions.last_mut() {
            suspension.ended_at = Some(now);
        }
        mark.standing = Standing::Given;
        Ok(Self { state, ..self })
    }
}
