//! Moderation: two sides beside each other, and one judgement that both agree to or a third person settles.

use crate::accreditation::assess::judged_whole;
use crate::accreditation::{
    Accreditation, CannotAccredit, CriterionId, Event, Judgement, Officer, StandardDefinition, State,
};
use crate::{Changed, PersonId, Role, Timestamp};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use utoipa::ToSchema;

/// How the judgements of two assessors become one.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct Moderation {
    /// What is proposed, with reasons, where they differ.
    pub judgements: BTreeMap<CriterionId, Judgement>,
    /// Which assessors agree to it as it is now.
    pub agreed_by: BTreeSet<PersonId>,
    /// The third person, where the two were left to disagree.
    pub moderator: Option<PersonId>,
    /// When it was settled.
    pub settled_at: Option<Timestamp>,
    /// Who settled it alone. `None`: both agreed.
    pub settled_by: Option<PersonId>,
}

impl Accreditation {
    /// The criteria that the two judged differently, or that only one of them judged.
    #[must_use]
    pub fn differing(&self) -> BTreeSet<CriterionId> {
        let [one, other] = self.assessment.seats.as_slice() else { return BTreeSet::new() };
        let verdict = |side: &BTreeMap<CriterionId, Judgement>, id| side.get(id).map(|it| it.verdict);
        let judged = one.judgements.keys().chain(other.judgements.keys());
        judged.filter(|id| verdict(&one.judgements, id) != verdict(&other.judgements, id)).cloned().collect()
    }

    /// Names a third person to settle between the two.
    ///
    /// # Errors
    /// When the two have not both locked, it is settled, the person is one of them, no assessor, or has a
    /// conflict.
    pub fn appoint_moderator(mut self, moderator: &Officer) -> Result<Changed<Self>, CannotAccredit> {
        self.is_moderated()?;
        if !moderator.is(Role::Assessor) {
            return Err(CannotAccredit::NotAnAssessor);
        }
        if self.seat_of(moderator.person).is_some() {
            return Err(CannotAccredit::SameAssessor);
        }
        self.without_conflict(moderator)?;
        let moderation = self.assessment.moderation.get_or_insert_default();
        moderation.moderator = Some(moderator.person);
        let event = Event::ModeratorAppointed { moderator: moderator.person };
        Ok(Changed::by(self, &event))
    }

    /// Proposes judgements on criteria that the two judged differently. Whoever agreed before has to agree again.
    ///
    /// # Errors
    /// When it is not between these people to settle; a criterion is not one of those that differ.
    pub fn moderate(
        mut self,
        by: &Officer,
        judgements: BTreeMap<CriterionId, Judgement>,
        standard: &StandardDefinition,
    ) -> Result<Changed<Self>, CannotAccredit> {
        self.may_judge(by)?;
        self.is_moderated()?;
        let differing = self.differing();
        if let Some(settled) = judgements.keys().find(|id| !differing.contains(id)) {
            return Err(CannotAccredit::NotDisputed(settled.clone()));
        }
        let event = Event::Moderated { criteria: judgements.keys().cloned().collect() };
        let proposed = self.assessment.moderation.clone().unwrap_or_default();
        let all = self.with_judgements(proposed.judgements, judgements, standard)?;
        let is_assessor = self.seat_of(by.person).is_some();
        let moderation = self.assessment.moderation.get_or_insert_default();
        moderation.judgements = all;
        moderation.agreed_by = is_assessor.then_some(by.person).into_iter().collect();
        Ok(Changed::by(self, &event))
    }

    /// Agrees to what is proposed. With the second assessor, or with the moderator alone, it is settled, and
    /// becomes the judgement of the case.
    ///
    /// # Errors
    /// When it is not this person's to settle, or a criterion that differs has no judgement yet.
    pub fn agree(
        mut self,
        by: &Officer,
        standard: &StandardDefinition,
        now: Timestamp,
    ) -> Result<Changed<Self>, CannotAccredit> {
        self.may_judge(by)?;
        self.is_moderated()?;
        let [one, other] =
            self.assessment.seats.clone().try_into().map_err(|_| CannotAccredit::NotBothLocked)?;
        let mut moderation = self.assessment.moderation.clone().unwrap_or_default();
        let mut judgements = one.judgements.clone();
        for (criterion, theirs) in other.judgements {
            judgements.entry(criterion).and_modify(|ours| *ours = joined(ours, &theirs)).or_insert(theirs);
        }
        judgements.retain(|criterion, _| !self.differing().contains(criterion));
        judgements.extend(moderation.judgements.clone());
        let open = |id: &&CriterionId| !judgements.contains_key(id);
        if let Some(open) = self.differing().iter().find(open) {
            return Err(CannotAccredit::StillDisputed(open.clone()));
        }
        judged_whole(&self.evidence, &judgements, standard)?;
        let is_moderator = moderation.moderator == Some(by.person);
        if !is_moderator {
            moderation.agreed_by.insert(by.person);
        }
        let settled = is_moderator || moderation.agreed_by.len() == 2;
        if settled {
            moderation.settled_at = Some(now);
            moderation.settled_by = is_moderator.then_some(by.person);
            self.judgements = judgements;
        }
        self.assessment.moderation = Some(moderation);
        Ok(Changed::by(self, &Event::Agreed { settled }))
    }

    /// Whether two assess, and what they judged is not settled.
    #[must_use]
    pub fn is_unsettled(&self) -> bool {
        let settled = self.assessment.moderation.as_ref().is_some_and(|it| it.settled_at.is_some());
        !self.assessment.seats.is_empty() && !settled
    }

    /// What was settled is open again: the decision maker sent it back.
    pub(in crate::accreditation) fn moderation_reopened(&mut self) {
        if let Some(moderation) = &mut self.assessment.moderation {
            moderation.agreed_by.clear();
            moderation.settled_at = None;
            moderation.settled_by = None;
        }
    }

    /// Under assessment, both locked, and not settled.
    fn is_moderated(&self) -> Result<(), CannotAccredit> {
        if self.state != State::UnderAssessment {
            Err(CannotAccredit::NotUnderAssessment(self.state))
        } else if !self.both_locked() {
            Err(CannotAccredit::NotBothLocked)
        } else if self.is_unsettled() {
            Ok(())
        } else {
            Err(CannotAccredit::SettledAlready)
        }
    }
}

/// The same verdict by both: both reasons stand.
fn joined(ours: &Judgement, theirs: &Judgement) -> Judgement {
    let both = format!("{}\n\n{}", ours.reasons, theirs.reasons);
    let reasons = if ours.reasons == theirs.reasons { None } else { both.parse().ok() };
    Judgement {
        verdict: ours.verdict,
        // Where both are too long for one text, the first stands for both.
        reasons: reasons.unwrap_or_else(|| ours.reasons.clone()),
        equivalent: ours.equivalent.clone().or_else(|| theirs.equivalent.clone()),
    }
}
