//! The assessor's side: assigned without a conflict, begin, ask, judge, recommend (rule 8).

use super::application::{Accreditation, Conflict, Judgement, Officer, Outcome, Recommendation, Verdict};
use super::commands::Decide;
use super::standard::{CriterionId, StandardDefinition};
use super::state::{State, Step};
use super::{CannotAccredit, Event};
use crate::casework::{AskedOfProvider, Clarification};
use crate::kernel::time::day_of;
use crate::values::Prose;
use crate::{Changed, Fields, Role, Timestamp};
use std::collections::BTreeMap;

impl Accreditation {
    /// Gives the application to an assessor, or to another one. Judgements made before stay with who made
    /// them, and are gone.
    ///
    /// # Errors
    /// When it is not waiting for one, the person is no assessor, or has a conflict.
    pub fn assign(self, assessor: &Officer) -> Result<Changed<Self>, CannotAccredit> {
        let state = self.stepped(Step::Assign)?;
        if !assessor.is(Role::Assessor) {
            return Err(CannotAccredit::NotAnAssessor);
        }
        self.without_conflict(assessor)?;
        let event = Event::Assigned { assessor: assessor.person };
        let next = Self { state, assessor: Some(assessor.person), judgements: BTreeMap::new(), ..self };
        Ok(Changed::by(next, &event))
    }

    /// The assessor declares a conflict of interest, and can never act on this case again.
    ///
    /// # Errors
    /// When the person is not its assessor, or has recommended already.
    pub fn declare_conflict(
        mut self,
        by: &Officer,
        reason: Prose,
        now: Timestamp,
    ) -> Result<Changed<Self>, CannotAccredit> {
        self.is_assessed_by(by)?;
        let state = self.stepped(Step::Release)?;
        self.conflicts.push(Conflict { person: by.person, reason, at: now });
        let next = Self { state, assessor: None, judgements: BTreeMap::new(), ..self };
        Ok(Changed::by(next, &Event::ConflictDeclared { assessor: by.person }))
    }

    /// The assessor begins, having stated that there is no conflict.
    ///
    /// # Errors
    /// When the person is not its assessor, or has a conflict after all.
    pub fn begin(self, by: &Officer) -> Result<Changed<Self>, CannotAccredit> {
        self.may_assess(by)?;
        let state = self.stepped(Step::Begin)?;
        Ok(Changed::by(Self { state, ..self }, &Event::Begun {}))
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
    pub fn resume(self, by: &Officer, now: Timestamp) -> Result<Changed<Self>, CannotAccredit> {
        self.may_assess(by)?;
        let state = self.stepped(Step::Resume)?;
        if let Some(open) = self.clarifications.last()
            && !open.asked.is_over_by(now)
        {
            return Err(CannotAccredit::StillTimeToAnswer(open.asked.answer_by));
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
        self.may_assess(by)?;
        if self.state != State::UnderAssessment {
            return Err(CannotAccredit::NotUnderAssessment(self.state));
        }
        let event = Event::Judged { criteria: judgements.keys().cloned().collect() };
        let judgements = self.with_judgements(judgements, standard)?;
        Ok(Changed::by(Self { judgements, ..self }, &event))
    }

    /// Recommends. From here on it is someone else's to decide.
    ///
    /// # Errors
    /// When it is not under assessment by this person; a criterion that is essential, or has evidence, is not
    /// judged; the recommendation is at odds with the judgements.
    pub fn recommend(
        self,
        by: &Officer,
        recommended: Decide,
        standard: &StandardDefinition,
        now: Timestamp,
    ) -> Result<Changed<Self>, CannotAccredit> {
        self.may_assess(by)?;
        let state = self.stepped(Step::Recommend)?;
        let mut fields = Fields::new();
        for criterion in &standard.criteria {
            let evidence = self.evidence.contains_key(&criterion.id);
            if (criterion.essential || evidence) && !self.judgements.contains_key(&criterion.id) {
                let sentence = format!("Judge {} {} first", criterion.id, criterion.title);
                fields.refuse(&format!("/judgements/{}", criterion.id), "required", sentence);
            }
        }
        fields.finish(|| Some(()))?;
        allowed_by(&self.judgements, recommended.outcome, standard)?;
        let Decide { outcome, reasons, conditions, .. } = recommended;
        let recommendation = Some(Recommendation { by: by.person, outcome, reasons, conditions, at: now });
        Ok(Changed::by(Self { state, recommendation, ..self }, &Event::Recommended { outcome }))
    }

    /// The judgements with others in their place.
    pub(super) fn with_judgements(
        &self,
        judgements: BTreeMap<CriterionId, Judgement>,
        standard: &StandardDefinition,
    ) -> Result<BTreeMap<CriterionId, Judgement>, CannotAccredit> {
        let mut all = self.judgements.clone();
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
        if self.assessor == Some(by.person) { Ok(()) } else { Err(CannotAccredit::NotTheAssessor) }
    }

    fn may_assess(&self, by: &Officer) -> Result<(), CannotAccredit> {
        self.is_assessed_by(by)?;
        self.without_conflict(by)
    }
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
