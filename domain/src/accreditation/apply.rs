//! The provider's side: start, give evidence, submit, answer, withdraw, appeal.

use super::application::{Accreditation, Appeal};
use super::assessing::Assessment;
use super::commands::Fill;
use super::mark::{QualityMark, Scope};
use super::papers::Papers;
use super::standard::StandardDefinition;
use super::state::{State, Step};
use super::{CannotAccredit, Event};
use crate::kernel::time::{day_of, end_of, start_of};
use crate::organisations::Organisation;
use crate::values::Prose;
use crate::values::bank_holidays::Holidays;
use crate::{AccreditationId, Changed, Day, Fields, OrganisationKind, Timestamp};
use jiff::ToSpan;
use std::collections::BTreeMap;

impl Accreditation {
    /// Starts an application against a version of the Standard. Where the provider holds a mark in force, it
    /// is the renewal of that mark.
    ///
    /// # Errors
    /// When the organisation is no provider, the version is not in force, a partner is none, or the mark held
    /// cannot be renewed yet.
    pub fn start(
        id: AccreditationId,
        provider: &Organisation,
        standard: &StandardDefinition,
        scope: Scope,
        held: Option<&Self>,
        now: Timestamp,
    ) -> Result<Changed<Self>, CannotAccredit> {
        if provider.kind != OrganisationKind::Provider {
            return Err(CannotAccredit::NotAProvider);
        }
        if !standard.is_in_force(now) {
            return Err(CannotAccredit::StandardNotInForce(standard.in_force_from));
        }
        partners_confirmed(&scope, provider)?;
        let renewable = held.filter(|held| held.state.holds_a_mark());
        let mark = renewable.and_then(|held| held.mark.as_ref()).filter(|mark| !mark.has_ended_by(now));
        if let Some(mark) = mark {
            let opens = renewal_opens(standard, mark.ends);
            if now < start_of(opens) {
                return Err(CannotAccredit::RenewalNotOpen(opens));
            }
        }
        let renews = renewable.filter(|_| mark.is_some()).map(|held| held.id);
        let application = Self {
            id,
            version: 0,
            provider: provider.id,
            standard: standard.number,
            renews,
            state: State::Draft,
            scope,
            evidence: BTreeMap::new(),
            started_at: now,
            submitted_at: None,
            assessor: None,
            conflicts: Vec::new(),
            clarifications: Vec::new(),
            judgements: BTreeMap::new(),
            recommendation: None,
            decisions: Vec::new(),
            appeal: None,
            mark: None,
            assessment: Assessment::default(),
            papers: Papers::default(),
        };
        let event = Event::Started { standard: standard.number, renews };
        Ok(Changed::by(application, &event))
    }

    /// Saves evidence while it is a draft, or while the assessor waits for an answer; and the scope while it
    /// is a draft. `standard` is the version it was started against.
    ///
    /// # Errors
    /// When it is past that, a criterion is not one of the Standard, or a partner is none; a file that was not handed in.
    pub fn fill(
        self,
        fill: Fill,
        provider: &Organisation,
        standard: &StandardDefinition,
    ) -> Result<Changed<Self>, CannotAccredit> {
        let evidence_may_change = matches!(self.state, State::Draft | State::Clarification);
        if !evidence_may_change || (fill.scope.is_some() && self.state != State::Draft) {
            return Err(CannotAccredit::NoLongerDraft(self.state));
        }
        if let Some(unknown) = fill.evidence.keys().find(|id| standard.criterion(id).is_none()) {
            return Err(CannotAccredit::NoSuchCriterion(unknown.clone()));
        }
        let mut papers = self.papers.clone();
        // Who says what it covers has confirmed it.
        papers.scope_to_confirm &= fill.scope.is_none();
        let scope = fill.scope.unwrap_or_else(|| self.scope.clone());
        partners_confirmed(&scope, provider)?;
        let event = Event::Filled { criteria: fill.evidence.keys().cloned().collect() };
        let mut evidence = self.evidence.clone();
        for (criterion, given) in fill.evidence {
            let filled = given.beside(&criterion, &self.evidence)?;
            papers.to_review.remove(&criterion);
            if filled == super::Evidence::default() {
                evidence.remove(&criterion);
            } else {
                evidence.insert(criterion, filled);
            }
        }
        Ok(Changed::by(Self { scope, evidence, papers, ..self }, &event))
    }

    /// Sends the application: evidence for every essential criterion is there. Where it renews a mark that
    /// has not ended, the use case tells that mark ([`Self::renewal_sent`]).
    ///
    /// # Errors
    /// When it was sent before, a partner is none (any more), evidence is missing, or what was copied was not looked at
    /// again: each criterion by name.
    pub fn submit(
        mut self,
        provider: &Organisation,
        standard: &StandardDefinition,
        now: Timestamp,
    ) -> Result<Changed<Self>, CannotAccredit> {
        let state = self.stepped(Step::Submit)?;
        partners_confirmed(&self.scope, provider)?;
        let mut fields = Fields::new();
        for criterion in standard.essential() {
            let given = self.evidence.get(&criterion.id);
            if !given.is_some_and(super::Evidence::is_given) {
                let sentence = format!("Give evidence for {} {}", criterion.id, criterion.title);
                fields.refuse(&format!("/evidence/{}", criterion.id), "required", sentence);
            }
        }
        fields.finish(|| Some(()))?;
        self.all_reviewed(standard)?;
        self.papers.submissions += 1;
        let event = Event::Submitted { standard: self.standard };
        Ok(Changed::by(Self { state, submitted_at: Some(now), ..self }, &event))
    }

    /// Takes the application back.
    ///
    /// # Errors
    /// When it is decided.
    pub fn withdraw(self) -> Result<Changed<Self>, CannotAccredit> {
        let state = self.stepped(Step::Withdraw)?;
        let from = self.state;
        Ok(Changed::by(Self { state, ..self }, &Event::Withdrawn { from }))
    }

    /// Answers what was asked. The day by which it is to be decided moves by the working days waited.
    ///
    /// # Errors
    /// When nothing was asked, or its last day is over.
    pub fn answer(
        mut self,
        answer: Prose,
        holidays: &Holidays,
        now: Timestamp,
    ) -> Result<Changed<Self>, CannotAccredit> {
        let state = self.stepped(Step::Answer)?;
        if let Some(open) = self.clarifications.last_mut() {
            if open.asked.is_over_by(now) {
                return Err(CannotAccredit::TooLateToAnswer(open.asked.answer_by));
            }
            open.answer = Some(answer);
            open.answered_at = Some(now);
            let stopped_at = open.asked_at;
            self.clock_goes_on(stopped_at, holidays, now);
        }
        self.papers.submissions += 1;
        Ok(Changed::by(Self { state, ..self }, &Event::Answered {}))
    }

    /// Appeals against a refusal, conditions, a mark given in part, or a revocation. One appeal a case.
    ///
    /// # Errors
    /// When there is nothing to appeal against, it is too late, or an appeal was heard before.
    pub fn appeal(
        self,
        grounds: Prose,
        standard: &StandardDefinition,
        now: Timestamp,
    ) -> Result<Changed<Self>, CannotAccredit> {
        let state = self.stepped(Step::Appeal)?;
        if self.appeal.is_some() {
            return Err(CannotAccredit::AppealedBefore);
        }
        let last = self.appeal_until(standard);
        let last = last.ok_or(CannotAccredit::NotFrom { state: self.state, step: Step::Appeal })?;
        if now >= end_of(last) {
            return Err(CannotAccredit::TooLateToAppeal(last));
        }
        let against = self.state;
        let appeal = Some(Appeal { grounds, at: now, against });
        Ok(Changed::by(Self { state, appeal, ..self }, &Event::Appealed { against }))
    }

    /// The mark that is held, while its renewal can be sent: near its end, and not over.
    #[must_use]
    pub fn mark_to_renew(&self, standard: &StandardDefinition, now: Timestamp) -> Option<&QualityMark> {
        let held = self.mark.as_ref().filter(|mark| self.state.holds_a_mark() && !mark.has_ended_by(now));
        held.filter(|mark| now >= start_of(renewal_opens(standard, mark.ends)))
    }

    /// The last day on which the provider can appeal. `None`: nothing was decided that can be appealed against,
    /// or it was appealed against before.
    #[must_use]
    pub fn appeal_until(&self, standard: &StandardDefinition) -> Option<Day> {
        self.state.after(Step::Appeal).filter(|_| self.appeal.is_none())?;
        let decided = self.decisions.last();
        let in_part = decided.is_some_and(|decision| !decision.exclusions.is_empty());
        let at = decided.map_or(self.started_at, |decision| decision.at);
        let last = day_of(at).saturating_add(i64::from(standard.mark.appeal_within_days).days());
        // A mark that is given as it was asked for leaves nothing to appeal against.
        (self.state != State::Accredited || in_part).then_some(last)
    }
}

/// The day from which a mark that ends at an instant can be renewed.
pub(super) fn renewal_opens(standard: &StandardDefinition, ends: Timestamp) -> Day {
    day_of(ends).saturating_sub(i64::from(standard.mark.renewal_opens_days_before).days())
}

/// The partners of a scope have each confirmed (rule 5).
fn partners_confirmed(scope: &Scope, provider: &Organisation) -> Result<(), CannotAccredit> {
    scope.partners.iter().try_for_each(|partner| provider.partner(*partner).map(|_| ()))?;
    Ok(())
}
