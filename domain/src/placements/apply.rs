//! The provider's side: start, fill in, submit, answer, sign, withdraw.

use super::commands::{Fill, Signatory};
use super::eligibility::Candidate;
use super::placement::{Placement, Signature};
use super::sending::Sending;
use super::state::{State, Step};
use super::{CannotPlace, Event};
use crate::frameworks::questions::{self, Answer, Answers, Partly};
use crate::frameworks::{Lot, Wording};
use crate::organisations::Organisation;
use crate::values::{FileReference, Key, Prose};
use crate::{Changed, FieldErrors, OrganisationId, PersonId, PlacementId, Timestamp};
use std::collections::BTreeMap;

impl Placement {
    /// Starts an application to a lot.
    ///
    /// # Errors
    /// The first of [`Candidate::hindrances`]: the provider may not hold places (rule 5), a register answers against it,
    /// the framework takes no applications now or has no such lot, or the provider has one to it already.
    pub fn start(id: PlacementId, candidate: &Candidate<'_>) -> Result<Changed<Self>, CannotPlace> {
        let lot = candidate.may_begin()?;
        let Candidate { provider, framework, now, .. } = *candidate;
        let placement = Self {
            id,
            version: 0,
            provider: provider.id,
            framework: framework.slug().clone(),
            framework_version: framework.definition.version,
            lot: lot.slug.clone(),
            state: State::Draft,
            answers: Answers::default(),
            renewed: BTreeMap::new(),
            copied: None,
            partners: Vec::new(),
            started_at: now,
            submitted_at: None,
            clarifications: Vec::new(),
            decision: None,
            signature: None,
            wording: None,
            countersigned: None,
            variations: Vec::new(),
            agreement_seen: 0,
            suspensions: Vec::new(),
            removal: None,
        };
        let event = Event::Started { framework_version: placement.framework_version };
        Ok(Changed::by(placement, &event))
    }

    /// The state after a step, or the refusal that the table gives.
    pub(super) fn stepped(&self, step: Step) -> Result<State, CannotPlace> {
        self.state.after(step).ok_or(CannotPlace::NotFrom { state: self.state, step })
    }

    /// What is answered, and what is missing. `lot` is that of the version it was started against.
    ///
    /// # Errors
    /// When answers break their limits.
    pub fn progress(&self, lot: &Lot) -> Result<Partly, CannotPlace> {
        Ok(questions::check_partly(&lot.questions, &self.answers)?)
    }

    /// Saves answers and partners while it is a draft. `lot` is that of the version it was started against.
    ///
    /// # Errors
    /// When it is no draft, an answer breaks its limits or names a file that is not its answer already, or a partner
    /// cannot be one.
    pub fn fill(self, fill: Fill, provider: &Organisation, lot: &Lot) -> Result<Changed<Self>, CannotPlace> {
        for (question, answer) in &fill.answers.0 {
            if matches!(answer, Answer::File(_)) && self.answers.get(question) != Some(answer) {
                let pointer = format!("/answers/{question}");
                let says = "Hand the file itself in: this application has none of this name and content here";
                return Err(FieldErrors::one(pointer, "file_not_handed_in", says).into());
            }
        }
        self.filled(fill, provider, lot)
    }

    /// Answers a question with a file whose bytes are handed in with it. `lot` is that of the version it was started
    /// against.
    ///
    /// # Errors
    /// When it is no draft, or the question takes no file, none like this, or is not asked after the answers given.
    pub fn hand_in(
        self,
        question: Key,
        file: FileReference,
        provider: &Organisation,
        lot: &Lot,
    ) -> Result<Changed<Self>, CannotPlace> {
        let answers = [(question.clone(), Answer::File(file))].into_iter().collect();
        let filled = self.filled(Fill { answers, partners: None }, provider, lot)?;
        // What is not asked is left out: a file would be lost, and nobody told.
        if filled.next.answers.get(&question).is_none() {
            let says = "This is asked only after another answer: give that first";
            return Err(FieldErrors::one(format!("/answers/{question}"), "not_asked", says).into());
        }
        Ok(filled)
    }

    fn filled(self, fill: Fill, provider: &Organisation, lot: &Lot) -> Result<Changed<Self>, CannotPlace> {
        if self.state != State::Draft {
            return Err(CannotPlace::NoLongerDraft(self.state));
        }
        let partners = fill.partners.unwrap_or_else(|| self.partners.clone());
        may_deliver_together(&partners, provider, lot)?;
        let answered: Vec<_> = fill.answers.0.keys().cloned().collect();
        let answers = self.answers.clone().overlaid_with(fill.answers);
        let answers = questions::check_partly(&lot.questions, &answers)?.answers;
        let copied = self.copied.map(|copied| copied.looked_at(&answered, &answers));
        let next = Self { answers, copied, partners, ..self };
        Ok(Changed::by(next, &Event::Filled { questions: answered }))
    }

    /// Sends the application. What is sent is complete, and never changes again.
    ///
    /// # Errors
    /// When it was sent before; the first of [`Placement::hindrances_to_send`].
    pub fn submit(self, to: &Sending<'_>) -> Result<Changed<Self>, CannotPlace> {
        let state = self.stepped(Step::Submit)?;
        self.hindrances_to_send(to).into_iter().next().map_or(Ok(()), Err)?;
        let answers = questions::check(&to.lot.questions, &self.answers)?.answers().clone();
        let partners = self.partners.len();
        let next = Self { state, answers, submitted_at: Some(to.now), ..self };
        Ok(Changed::by(next, &Event::Submitted { partners }))
    }

    /// Takes the application back.
    ///
    /// # Errors
    /// When it is signed, or at an end.
    pub fn withdraw(self) -> Result<Changed<Self>, CannotPlace> {
        let state = self.stepped(Step::Withdraw)?;
        let from = self.state;
        Ok(Changed::by(Self { state, ..self }, &Event::Withdrawn { from }))
    }

    /// Answers what was asked.
    ///
    /// # Errors
    /// When nothing was asked, or its last day is over.
    pub fn answer(mut self, answer: Prose, now: Timestamp) -> Result<Changed<Self>, CannotPlace> {
        let state = self.stepped(Step::Answer)?;
        if let Some(open) = self.clarifications.last_mut() {
            if open.asked.is_over_by(now) {
                return Err(CannotPlace::TooLateToAnswer(open.asked.answer_by));
            }
            open.answer = Some(answer);
            open.answered_at = Some(now);
        }
        Ok(Changed::by(Self { state, ..self }, &Event::Answered {}))
    }

    /// Signs the framework agreement for the provider, in the wording of the version to which it applied.
    ///
    /// # Errors
    /// When the application is not accepted, or was signed before.
    pub fn sign(
        self,
        signatory: Signatory,
        wording: Option<Wording>,
        by: PersonId,
        now: Timestamp,
    ) -> Result<Changed<Self>, CannotPlace> {
        let state = self.stepped(Step::Sign)?;
        let signature = Some(Signature { signatory, by, at: now });
        Ok(Changed::by(Self { state, signature, wording, ..self }, &Event::Signed {}))
    }
}

/// Partners of an application: each once, confirmed by itself, and no more than the lot allows (rule 5).
pub(super) fn may_deliver_together(
    partners: &[OrganisationId],
    provider: &Organisation,
    lot: &Lot,
) -> Result<(), CannotPlace> {
    let partners = partners.iter().map(|partner| provider.partner(*partner));
    let partners = partners.collect::<Result<Vec<_>, _>>()?;
    let most = lot.limits.max_partners.unwrap_or(u32::MAX);
    if partners.len() > usize::try_from(most).unwrap_or(usize::MAX) {
        return Err(CannotPlace::TooManyPartners(most));
    }
    let twice = partners.iter().enumerate().find(|(place, partner)| partners[..*place].contains(partner));
    twice.map_or(Ok(()), |(_, partner)| Err(CannotPlace::PartnerTwice(partner.name.clone())))
}
