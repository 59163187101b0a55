//! Beginning from an earlier application: its evidence is copied, and the provider says of each whether it is still true.
//! And what exactly was sent, each time.

use super::super::application::{Accreditation, Evidence};
use super::super::mark::{Places, Scope};
use super::super::standard::{CriterionId, StandardDefinition};
use super::super::state::State;
use super::super::{CannotAccredit, Event};
use crate::casework::Clarification;
use crate::organisations::Organisation;
use crate::{AccreditationId, Changed, FieldErrors, Fields, OrganisationId, Timestamp};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// What was sent, exactly, and never changed after.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = AccreditationSubmission)]
pub struct Submission {
    /// Of which application.
    pub accreditation: AccreditationId,
    /// Which time: 1 is the submission, each answer is one more.
    pub number: u32,
    /// When.
    pub at: Timestamp,
    /// By whom, as it was called then.
    pub provider: Submitter,
    /// Against which version of the Standard.
    pub standard: u32,
    /// What the mark was asked for.
    pub scope: Scope,
    /// The evidence. Its files are named by the hash of their bytes.
    pub evidence: BTreeMap<CriterionId, Evidence>,
    /// What the provider was asked until then, and answered.
    pub clarifications: Vec<Clarification>,
}

/// A provider, as it was when it sent something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Submitter {
    /// Which.
    pub id: OrganisationId,
    /// What it was called.
    pub name: String,
    /// Its numbers in public registers, as `GB-CHC-1234567`.
    pub identifiers: Vec<String>,
}

impl Accreditation {
    /// Begins from an earlier application: evidence for criteria that this version of the Standard still has.
    ///
    /// # Errors
    /// When that one is another provider's, or was never sent.
    pub fn beginning_from(
        mut changed: Changed<Self>,
        earlier: &Self,
        standard: &StandardDefinition,
    ) -> Result<Changed<Self>, CannotAccredit> {
        let case = &mut changed.next;
        if earlier.provider != case.provider || earlier.submitted_at.is_none() {
            return Err(CannotAccredit::CannotBeginFrom);
        }
        let asked = earlier.evidence.iter().filter(|(id, _)| standard.criterion(id).is_some());
        case.evidence = asked.map(|(id, given)| (id.clone(), given.clone())).collect();
        case.papers.to_review = case.evidence.keys().cloned().collect();
        case.papers.begun_from = Some(earlier.id);
        Ok(changed)
    }

    /// Says that evidence which was copied is still true.
    ///
    /// # Errors
    /// When it is no draft, or this evidence does not wait to be looked at.
    pub fn still_true(mut self, id: &CriterionId) -> Result<Changed<Self>, CannotAccredit> {
        if self.state != State::Draft {
            return Err(CannotAccredit::NoLongerDraft(self.state));
        }
        if !self.papers.to_review.remove(id) {
            return Err(CannotAccredit::NothingToReview(id.clone()));
        }
        Ok(Changed::by(self, &Event::EvidenceReviewed { criterion: id.clone() }))
    }

    /// What the mark of this application was granted for, as it can be asked for again: partners that are none any more
    /// are not in it, and what was left out can be asked for anew. `None`: no mark was granted.
    #[must_use]
    pub fn granted_again(&self, provider: &Organisation) -> Option<Scope> {
        let Scope { channels, places, mut partners } = self.mark.as_ref()?.scope.clone();
        partners.retain(|partner| provider.has_confirmed_partner(*partner));
        let places = match places {
            Places::AllBut(_) => Places::All,
            asked => asked,
        };
        Some(Scope { channels, places, partners })
    }

    /// Begins with what was granted last: it is to be confirmed.
    pub const fn scope_to_be_confirmed(mut changed: Changed<Self>) -> Changed<Self> {
        changed.next.papers.scope_to_confirm = true;
        changed
    }

    /// Refuses while what was copied was not looked at again: what it covers, and each criterion by name.
    pub(in super::super) fn all_reviewed(&self, standard: &StandardDefinition) -> Result<(), FieldErrors> {
        let mut fields = Fields::new();
        if self.papers.scope_to_confirm {
            let sentence = "Confirm what the mark is to cover, or change it";
            fields.refuse("/scope", "to_confirm", sentence);
        }
        let waiting = |id: &CriterionId| self.papers.to_review.contains(id);
        for criterion in standard.criteria.iter().filter(|criterion| waiting(&criterion.id)) {
            let sentence = format!(
                "Say whether your evidence for {} {} is still true, or change it",
                criterion.id, criterion.title
            );
            fields.refuse(&format!("/evidence/{}", criterion.id), "to_review", sentence);
        }
        fields.finish(|| Some(()))
    }

    /// What is sent now, with its number.
    #[must_use]
    pub fn submission(&self, provider: &Organisation, at: Timestamp) -> Submission {
        let identifiers = provider.identifiers.iter().map(|it| it.number.to_string()).collect();
        Submission {
            accreditation: self.id,
            number: self.papers.submissions,
            at,
            provider: Submitter { id: provider.id, name: provider.name.to_string(), identifiers },
            standard: self.standard,
            scope: self.scope.clone(),
            evidence: self.evidence.clone(),
            clarifications: self.clarifications.clone(),
        }
    }
}
