//! The assessor's side: assigned without a conflict, begin, ask, judge, recommend (rule 8).

use super::application::{
    Accreditation, Conflict, Evidence, Judgement, Officer, Outcome, Recommendation, Verdict,
};
use super::assessing::sample_of;
use super::commands::Decide;
use super::standard::{CriterionId, StandardDefinition};
use super::state::{State, Step};
use super::{CannotAccredit, Event};
use crate::casework::{AskedOfProvider, Clarification};
use crate::kernel::time::day_of;
use crate::values::bank_holidays::Holidays;
use crate::values::{Postcode, Prose};
use crate::{Changed, Fields, PersonId, Role, Timestamp};
use std::collections::BTreeMap;

impl Accreditation {
    /// Gives the application to an assessor, or to another one. Judgements made before stay with who made
    /// them, and are gone. Where two assess, it is a free seat that is given, or that of `in_place_of`.
    ///
    /// # Errors
    /// When it is not waiting for one, the person is no assessor, or has a conflict.
    pub fn assign(
        self,
        assessor: &Officer,
        in_place_of: Option<PersonId>,
        standard: &StandardDefinition,
    ) -> Result<Changed<Self>, CannotAccredit> {
        if !assessor.is(Role::Assessor) {
            return Err(CannotAccredit::NotAnAssessor);
        }
        self.without_conflict(assessor)?;
        if standard.assessing.wants_two() {
            return self.seated(assessor.person, in_place_of);
        }
        let state = self.stepped(Step::Assign)?;
        let event = Event::Assigned { assessor: assessor.person };
        let next = Self { state, assessor: Some(assessor.person), judgements: BTreeMap::new(), ..self };
        Ok(Changed::by(next, &event))
    }

    /// Someone of the authority declares a conflict of interest, and can never act on a case of this provider
    /// again. An assessor gives the case back with it.
    ///
    /// # Errors
    /// When an assessor has recommended already, or the person is not of the authority.
    pub fn declare_conflict(
        mut self,
        by: &Officer,
        reason: Prose,
        now: Timestamp,
    ) -> Result<Changed<Self>, CannotAccredit> {
        if !by.is_of_the_authority() {
            return Err(CannotAccredit::NotTheAssessor);
        }
        if self.conflicts.iter().any(|conflict| conflict.person == by.person) {
            return Err(CannotAccredit::DeclaredConflict);
        }
        self.conflicts.push(Conflict { person: by.person, reason, at: now });
        let next = if self.seat_of(by.person).is_some() {
            self.vacated(by.person)?
        } else if self.assessor == Some(by.person) {
            let state = self.stepped(Step::Release)?;
            Self { state, assessor: None, judgements: BTreeMap::new(), ..self }
        } else {
            let moderation = self.assessment.moderation.as_mut();
            if let Some(moderation) = moderation.filter(|it| it.moderator == Some(by.person)) {
                moderation.moderator = None;
            }
            self
        };
        Ok(Changed::by(next, &Event::ConflictDeclared { assessor: by.person }))
    }

    /// The assessor begins, having stated that there is no conflict. Which of the provider's places are visited
    /// is drawn with the first beginning.
    ///
    /// # Errors
    /// When the person is not its assessor, or has a conflict after all.
    pub fn begin(
        self,
        by: &Officer,
        places: &[Postcode],
        now: Timestamp,
    ) -> Result<Changed<Self>, CannotAccredit> {
        self.may_assess(by)?;
        let mut next = if self.seat_of(by.person).is_some() {
            self.begun_from_seat(by, now)?
        } else {
            let state = self.stepped(Step::Begin)?;
            Self { state, ..self }
        };
        if next.assessment.sample.is_empty() {
            next.assessment.sample = sample_of(next.id, places);
        }
        Ok(Changed::by(next, &Event::Begun {}))
    }

    /// Asks the provider something.
    ///
    /// # Errors
    /// When it is not under assessment by this person, or the day is not after today.
    pub fn ask(
        mut self,
        by: &Officer,
        asked: AskedOfProvider,
        now: Timestamp,
    ) -> Result<Changed<Self>, CannotAccredit> {
        self.may_assess(by)?;
        let state = self.stepped(Step::Ask)?;
        if asked.answer_by <= day_of(now) {
            return Err(CannotAccredit::DayIsPast);
        }
        let event = Event::Asked { answer_by: asked.answer_by };
        self.clarifications.push(Clarification { asked, asked_at: now, answer: None, answered_at: None });
        Ok(Changed::by(Self { state, ..self }, &event))
    }

    /// Goes on without an answer, once its day is over.
    ///
    /// # Errors
    /// When nothing was asked by this person, or the provider still has time.
    pub fn resume(
        mut self,
        by: &Officer,
        holidays: &Holidays,
        now: Timestamp,
    ) -> Result<Changed<Self>, CannotAccredit> {
        self.may_assess(by)?;
        let state = self.stepped(Step::Resume)?;
        if let Some(open) = self.clarifications.last() {
            if !open.asked.is_over_by(now) {
                return Err(CannotAccredit::StillTimeToAnswer(open.asked.answer_by));
            }
            self.clock_goes_on(open.asked_at, holidays, now);
        }
        Ok(Changed::by(Self { state, ..self }, &Event::Resumed {}))
    }

    /// Judges criteria, in place of earlier judgements on them.
    ///
    /// # Errors
    /// When it is not under assessment by this person; a criterion is not one of the Standard; evidence that
    /// is argued to be equivalent is accepted without a reason.
    pub fn judge(
        self,
        by: &Officer,
        judgements: BTreeMap<CriterionId, Judgement>,
        standard: &StandardDefinition,
    ) -> Result<Changed<Self>, CannotAccredit> {
        self.may_judge(by)?;
        let event = Event::Judged { criteria: judgements.keys().cloned().collect() };
        let next = if self.assessment.seats.is_empty() {
            let judgements = self.with_judgements(self.judgements.clone(), judgements, standard)?;
            Self { judgements, ..self }
        } else {
            self.judged_from_seat(by, judgements, standard)?
        };
        Ok(Changed::by(next, &event))
    }

    /// Recommends. From here on it is someone else's to decide.
    ///
    /// # Errors
    /// When it is not under assessment by this person; a criterion that is essential, or has evidence, is not
    /// judged; two assess and have not settled; a sampled place was not visited, where the Standard wants that;
    /// the recommendation is at odds with the judgements.
    pub fn recommend(
        self,
        by: &Officer,
        recommended: Decide,
        standard: &StandardDefinition,
        now: Timestamp,
    ) -> Result<Changed<Self>, CannotAccredit> {
        self.may_assess(by)?;
        let state = self.stepped(Step::Recommend)?;
        if self.is_unsettled() {
            return Err(CannotAccredit::NotSettled);
        }
        judged_whole(&self.evidence, &self.judgements, standard)?;
        allowed_by(&self.judgements, recommended.outcome, standard)?;
        if standard.assessing.visits_required
            && recommended.outcome != Outcome::Refuse
            && let Some(place) = self.unvisited().first()
        {
            return Err(CannotAccredit::NotVisited((*place).clone()));
        }
        self.scope.without(&recommended.exclusions)?;
        let Decide { outcome, reasons, conditions, exclusions, .. } = recommended;
        let recommendation =
            Some(Recommendation { by: by.person, outcome, reasons, conditions, exclusions, at: now });
        Ok(Changed::by(Self { state, recommendation, ..self }, &Event::Recommended { outcome }))
    }

    /// Judgements with others in their place.
    pub(super) fn with_judgements(
        &self,
        mut all: BTreeMap<CriterionId, Judgement>,
        judgements: BTreeMap<CriterionId, Judgement>,
        standard: &StandardDefinition,
    ) -> Result<BTreeMap<CriterionId, Judgement>, CannotAccredit> {
        for (criterion, judgement) in judgements {
            if standard.criterion(&criterion).is_none() {
                return Err(CannotAccredit::NoSuchCriterion(criterion));
            }
            let argued = self.evidence.get(&criterion).is_some_and(|given| given.equivalent.is_some());
            if argued && judgement.verdict == Verdict::Met && judgement.equivalent.is_none() {
                return Err(CannotAccredit::EquivalentWithoutReason(criterion));
            }
            all.insert(criterion, judgement);
        }
        Ok(all)
    }

    fn is_assessed_by(&self, by: &Officer) -> Result<(), CannotAccredit> {
        if self.assessors().contains(&by.person) { Ok(()) } else { Err(CannotAccredit::NotTheAssessor) }
    }

    fn may_assess(&self, by: &Officer) -> Result<(), CannotAccredit> {
        self.is_assessed_by(by)?;
        self.without_conflict(by)
    }

    /// Refuses who may not judge it now: who does not assess it, has not begun, or has locked.
    ///
    /// # Errors
    /// Why not.
    pub fn is_judged_by(&self, by: &Officer) -> Result<(), CannotAccredit> {
        self.may_judge(by)?;
        match self.seat_of(by.person) {
            Some(seat) if seat.locked_at.is_some() => Err(CannotAccredit::Locked),
            Some(seat) if seat.begun_at.is_none() => {
                Err(CannotAccredit::NotFrom { state: State::Assigned, step: Step::Begin })
            }
            None if !self.assessment.seats.is_empty() => Err(CannotAccredit::NotTheAssessor),
            _ => Ok(()),
        }
    }

    /// Refuses who does not assess, and all while it is not under assessment.
    pub(super) fn may_judge(&self, by: &Officer) -> Result<(), CannotAccredit> {
        self.may_assess(by)?;
        match self.state {
            State::UnderAssessment => Ok(()),
            state => Err(CannotAccredit::NotUnderAssessment(state)),
        }
    }
}

/// Refuses while a criterion that is essential, or has evidence, is not judged: each by name.
pub(super) fn judged_whole(
    evidence: &BTreeMap<CriterionId, Evidence>,
    judgements: &BTreeMap<CriterionId, Judgement>,
    standard: &StandardDefinition,
) -> Result<(), CannotAccredit> {
    let mut fields = Fields::new();
    for criterion in &standard.criteria {
        let is_asked = criterion.essential || evidence.contains_key(&criterion.id);
        if is_asked && !judgements.contains_key(&criterion.id) {
            let sentence = format!("Judge {} {} first", criterion.id, criterion.title);
            fields.refuse(&format!("/judgements/{}", criterion.id), "required", sentence);
        }
    }
    Ok(fields.finish(|| Some(()))?)
}

/// The mark without conditions needs every essential criterion met; with conditions, none of them not met
/// (rule 8).
pub(super) fn allowed_by(
    judgements: &BTreeMap<CriterionId, Judgement>,
    outcome: Outcome,
    standard: &StandardDefinition,
) -> Result<(), CannotAccredit> {
    let enough = |verdict: Verdict| match outcome {
        Outcome::Refuse => true,
        Outcome::AccreditWithConditions => verdict != Verdict::NotMet,
        Outcome::Accredit => verdict == Verdict::Met,
    };
    let short: Vec<_> = standard
        .essential()
        .filter(|criterion| {
            let judged = judgements.get(&criterion.id);
            outcome != Outcome::Refuse && !judged.is_some_and(|judgement| enough(judgement.verdict))
        })
        .map(|criterion| criterion.id.clone())
        .collect();
    if short.is_empty() { Ok(()) } else { Err(CannotAccredit::EssentialNotMet { outcome, criteria: short }) }
}
