//! The decision, by someone who did not assess; and the appeal, heard by someone who did neither (rule 8).

use super::application::{Accreditation, Decision, Officer, Outcome, Ruling};
use super::assess::allowed_by;
use super::assessing::Exclusion;
use super::commands::{Decide, HearAppeal};
use super::departure::Departure;
use super::mark::{QualityMark, Standing};
use super::standard::StandardDefinition;
use super::state::{State, Step};
use super::{CannotAccredit, Event};
use crate::kernel::time::{day_of, start_of};
use crate::values::Prose;
use crate::{Changed, QualityMarkId, Timestamp};
use jiff::ToSpan;

impl Accreditation {
    /// Decides on a recommendation, which it need not follow. `held` is the application whose mark this one
    /// renews: time not yet used there is not lost.
    ///
    /// # Errors
    /// When there is no recommendation; the person assessed it, or has a conflict; an essential criterion
    /// stands in the way; the end is later than the Standard allows; it departs from the recommendation without a
    /// reason.
    pub fn decide(
        self,
        by: &Officer,
        mut decided: Decide,
        mark: QualityMarkId,
        standard: &StandardDefinition,
        held: Option<&Self>,
        now: Timestamp,
    ) -> Result<Changed<Self>, CannotAccredit> {
        let state = self.stepped(decided.outcome.step())?;
        if self.state != State::Recommended {
            return Err(CannotAccredit::NotFrom { state: self.state, step: decided.outcome.step() });
        }
        self.may_decide(by)?;
        let judgements =
            self.with_judgements(self.judgements.clone(), decided.judgements.clone(), standard)?;
        allowed_by(&judgements, decided.outcome, standard)?;
        self.scope.without(&decided.exclusions)?;
        let departure = self.departure(&decided)?;
        let unused = held.and_then(|held| held.mark.as_ref()).map_or(now, |held| held.ends.max(now));
        let mark = self.mark_from(&decided, mark, standard, unused, now)?;
        let event = Event::Decided { outcome: decided.outcome, mark: mark.as_ref().map(|mark| mark.id) };
        let exclusions = std::mem::take(&mut decided.exclusions);
        let next = self.ruled(by, decided.outcome.into(), decided.reasons, false, now);
        let next = next.departing(exclusions, departure.clone());
        let changed = Changed::by(Self { state, judgements, mark, ..next }, &event);
        Ok(match departure {
            Some(Departure { parts, .. }) => changed.and(&Event::Departed { parts }),
            None => changed,
        })
    }

    /// Sends it back to the assessor, with the reason.
    ///
    /// # Errors
    /// When there is no recommendation, or the person may not decide here.
    pub fn send_back(mut self, by: &Officer) -> Result<Changed<Self>, CannotAccredit> {
        let state = self.stepped(Step::Return)?;
        self.may_decide(by)?;
        self.moderation_reopened();
        Ok(Changed::by(Self { state, recommendation: None, ..self }, &Event::SentBack {}))
    }

    /// Hears an appeal: dismissed, what was decided stands; upheld, something else is decided, on other
    /// judgements where the hearer made them. A mark that was taken away comes back as it was.
    ///
    /// # Errors
    /// When there is no appeal; the person assessed, decided, or has a conflict; an essential criterion stands
    /// in the way.
    pub fn hear_appeal(
        self,
        by: &Officer,
        heard: HearAppeal,
        mark: QualityMarkId,
        standard: &StandardDefinition,
        now: Timestamp,
    ) -> Result<Changed<Self>, CannotAccredit> {
        let against = match (&self.appeal, self.state) {
            (Some(appeal), State::UnderAppeal) => appeal.against,
            _ => return Err(CannotAccredit::NotUnderAppeal(self.state)),
        };
        self.may_decide(by)?;
        if self.was_decided_by(by.person) {
            return Err(CannotAccredit::DecidedBefore);
        }
        match heard {
            HearAppeal::Dismiss { reasons } => {
                let next = self.ruled(by, Ruling::Dismissed, reasons, true, now);
                Ok(Changed::by(
                    Self { state: against, ..next },
                    &Event::AppealHeard { upheld: false, mark: None },
                ))
            }
            HearAppeal::Uphold(mut decided) => {
                let state = self.stepped(decided.outcome.step())?;
                let others = std::mem::take(&mut decided.judgements);
                let judgements = self.with_judgements(self.judgements.clone(), others, standard)?;
                let scope = self.scope.without(&decided.exclusions)?;
                allowed_by(&judgements, decided.outcome, standard)?;
                let mark = match self.mark.clone() {
                    Some(given) if decided.outcome != Outcome::Refuse => {
                        let conditions = std::mem::take(&mut decided.conditions);
                        let standing = Standing::Given;
                        Some(QualityMark { scope, conditions, standing, revocation: None, ..given })
                    }
                    Some(given) => Some(QualityMark { standing: Standing::Revoked, ..given }),
                    None => self.mark_from(&decided, mark, standard, now, now)?,
                };
                let event = Event::AppealHeard { upheld: true, mark: mark.as_ref().map(|mark| mark.id) };
                let next = self.ruled(by, decided.outcome.into(), decided.reasons, true, now);
                let next = next.departing(decided.exclusions, None);
                Ok(Changed::by(Self { state, judgements, mark, ..next }, &event))
            }
        }
    }

    /// Refuses who assessed, and who has a conflict.
    pub(super) fn may_decide(&self, by: &Officer) -> Result<(), CannotAccredit> {
        if self.was_assessed_by(by.person) {
            return Err(CannotAccredit::AssessedBySame);
        }
        self.without_conflict(by)
    }

    pub(super) fn ruled(
        mut self,
        by: &Officer,
        outcome: Ruling,
        reasons: Prose,
        on_appeal: bool,
        now: Timestamp,
    ) -> Self {
        let (exclusions, departure) = (Vec::new(), None);
        let by = by.person;
        self.decisions.push(Decision { by, outcome, reasons, at: now, on_appeal, exclusions, departure });
        self
    }

    /// With what the last decision leaves out of the scope, and how it departs from the recommendation.
    fn departing(mut self, exclusions: Vec<Exclusion>, departure: Option<Departure>) -> Self {
        if let Some(decision) = self.decisions.last_mut() {
            decision.exclusions = exclusions;
            decision.departure = departure;
        }
        self
    }

    /// The mark that a decision gives: from now, until the day decided or as long as the Standard allows,
    /// counted from the end of the mark it renews.
    fn mark_from(
        &self,
        decided: &Decide,
        id: QualityMarkId,
        standard: &StandardDefinition,
        counted_from: Timestamp,
        now: Timestamp,
    ) -> Result<Option<QualityMark>, CannotAccredit> {
        if decided.outcome == Outcome::Refuse {
            return Ok(None);
        }
        let latest = day_of(counted_from).saturating_add(i64::from(standard.mark.lasts_months).months());
        let ends = decided.ends.unwrap_or(latest);
        if ends <= day_of(now) || ends > latest {
            return Err(CannotAccredit::EndsTooLate(latest));
        }
        let conditions = decided.conditions.clone();
        let scope = self.scope.without(&decided.exclusions)?;
        Ok(Some(QualityMark::given(id, scope, now, start_of(ends), conditions)))
    }
}
