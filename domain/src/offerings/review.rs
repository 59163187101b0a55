//! Changes that wait for a reviewer: what is live stays as it is until someone has looked.

use super::sheet::differences;
use super::{Assessed, CannotOffer, Happened, Offering, Revision, State, Support};
use crate::kernel::fields::{FieldErrors, Fields};
use crate::values::Prose;
use crate::{Changed, Timestamp};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A change that waits.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Proposal {
    /// What of it was assessed: this alone waits.
    pub touches: BTreeSet<Assessed>,
    /// What is to be offered. Of this only what `touches` names is taken.
    pub support: Support,
    /// Since when.
    pub since: Timestamp,
}

/// A change that a reviewer did not approve.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Returned {
    /// What was proposed.
    pub proposal: Proposal,
    /// Why it was not approved, for the provider.
    pub reasons: Prose,
    /// When.
    pub at: Timestamp,
}

/// The raw fields of a return.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ReturnDraft {
    /// Why it is not approved, for the provider, at most 5,000 characters.
    pub reasons: String,
}

impl ReturnDraft {
    /// The reasons, or what is wrong.
    ///
    /// # Errors
    /// With the pointer `/reasons`.
    pub fn parse(self) -> Result<Prose, FieldErrors> {
        let mut fields = Fields::new();
        let says = "Say why, so that the provider knows what to change";
        let reasons = fields
            .required("/reasons", Some(&self.reasons), says)
            .and_then(|reasons| fields.parse("/reasons", reasons));
        fields.finish(|| reasons)
    }
}

impl Offering {
    /// What is live with the change that waits.
    #[must_use]
    pub fn as_proposed(&self) -> Option<Support> {
        let proposal = self.proposed.as_ref()?;
        Some(self.support.clone().with(&proposal.touches, &proposal.support))
    }

    /// Parts a change to what is given into what people have at once, and what waits. A change that waits
    /// already goes on waiting, except where this one says it anew.
    pub(super) fn parted(&mut self, is: Support, now: Timestamp) -> Result<Support, CannotOffer> {
        let touches = self.support.assessed_in(&is);
        if touches.is_empty() {
            return Ok(is);
        }
        let at_once = is.clone().with(&touches, &self.support);
        at_once.goes_together().map_err(CannotOffer::Incomplete)?;
        let (mut all, mut support) = (touches.clone(), is);
        if let Some(earlier) = &self.proposed {
            let kept = earlier.touches.difference(&touches).copied().collect();
            support = support.with(&kept, &earlier.support);
            all.extend(kept);
        }
        self.proposed = Some(Proposal { touches: all, support, since: now });
        self.returned = None;
        Ok(at_once)
    }

    /// Lets people have the change that waits.
    ///
    /// # Errors
    /// When none waits, and when what is offered would not be whole with it.
    pub fn approve(mut self, now: Timestamp) -> Result<Changed<Self>, CannotOffer> {
        let support = self.as_proposed().ok_or(CannotOffer::NothingToReview)?;
        support.goes_together().map_err(CannotOffer::Incomplete)?;
        if self.state_at(now) != State::Draft {
            super::offering::whole(&support, now)?;
        }
        let happened = Happened::ChangeApproved(Revision::between(&self.support, &support));
        self.support = support;
        self.proposed = None;
        Ok(Changed::by(self, &happened))
    }

    /// Sends the change that waits back to its provider. What is live stays.
    ///
    /// # Errors
    /// When none waits.
    pub fn return_change(mut self, reasons: Prose, now: Timestamp) -> Result<Changed<Self>, CannotOffer> {
        let proposal = self.proposed.take().ok_or(CannotOffer::NothingToReview)?;
        self.returned = Some(Returned { proposal, reasons, at: now });
        Ok(Changed::by(self, &Happened::ChangeReturned {}))
    }

    /// Takes the change that waits back.
    ///
    /// # Errors
    /// When none waits.
    pub fn withdraw_change(mut self) -> Result<Changed<Self>, CannotOffer> {
        self.proposed.take().ok_or(CannotOffer::NothingToReview)?;
        Ok(Changed::by(self, &Happened::ChangeWithdrawn {}))
    }

    /// What the change that waits would change, field by field.
    #[must_use]
    pub fn proposed_differences(&self) -> Vec<super::sheet::Difference> {
        self.as_proposed().map(|is| differences(&self.support, &is)).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{drafted, whole_draft};
    use super::super::{OfferingDraft, PlaceDraft};
    use super::*;

    fn now() -> Timestamp {
        "2026-11-22T12:00:00Z".parse().unwrap()
    }

    fn live() -> Offering {
        drafted(whole_draft()).publish(now()).unwrap().next
    }

    fn revised(offering: Offering, change: impl FnOnce(&mut OfferingDraft)) -> Offering {
        let mut draft = OfferingDraft::from(&offering.support);
        change(&mut draft);
        offering.revise(draft.parse().unwrap(), true, now()).unwrap().next
    }

    fn visits(draft: &mut OfferingDraft) {
        draft.channels.push("outreach".into());
    }

    fn moves(draft: &mut OfferingDraft) {
        let place = draft.place.as_mut().unwrap();
        let address = crate::values::AddressDraft { postcode: "LS2 7EY".into(), ..place.address.clone() };
        *place = PlaceDraft { address, ..place.clone() };
    }

    #[test]
    fn what_was_assessed_waits_and_all_else_is_had_at_once() {
        let before = live();
        let after = revised(before.clone(), |draft| {
            visits(draft);
            draft.bring = Some("A letter".into());
        });
        assert_eq!(after.support.channels, before.support.channels, "the live one stays as it is");
        assert_eq!(after.support.bring.as_ref().unwrap().as_str(), "A letter");
        let proposal = after.proposed.as_ref().unwrap();
        assert_eq!(proposal.touches, [Assessed::Channels].into());
        assert_eq!(after.proposed_differences().len(), 1);
    }

    #[test]
    fn less_than_was_assessed_never_waits() {
        let less = revised(live(), |draft| draft.channels.retain(|channel| channel == "telephone"));
        assert_eq!((less.support.channels.len(), less.proposed), (1, None));
        let nearer = revised(live(), |draft| draft.place.as_mut().unwrap().directions = Some("Left".into()));
        assert_eq!(nearer.proposed, None);
    }

    #[test]
    fn a_second_change_joins_the_first_and_both_are_approved_as_seen() {
        let waiting = revised(revised(live(), visits), moves);
        assert_eq!(waiting.proposed.as_ref().unwrap().touches, [Assessed::Channels, Assessed::Place].into());
        let said = revised(waiting, |draft| draft.bring = Some("A letter".into()));
        assert!(said.proposed.is_some(), "a change to something else does not take it back");
        let approved = said.approve(now()).unwrap().next;
        assert_eq!((approved.support.channels.len(), approved.proposed), (3, None));
        assert_eq!(approved.support.place.unwrap().address.postcode.to_string(), "LS2 7EY");
        assert_eq!(approved.support.bring.unwrap().as_str(), "A letter");
    }

    #[test]
    fn a_return_says_why_and_leaves_what_is_live() {
        let returned =
            revised(live(), visits).return_change("Who visits?".parse().unwrap(), now()).unwrap().next;
        assert_eq!((returned.proposed.as_ref(), returned.support.channels.len()), (None, 2));
        assert_eq!(returned.returned.as_ref().unwrap().reasons.as_str(), "Who visits?");
        assert_eq!(revised(returned, visits).returned, None, "it is proposed anew");
        assert!(ReturnDraft::default().parse().is_err());
    }

    #[test]
    fn without_a_change_there_is_nothing_to_review() {
        assert_eq!(live().approve(now()).unwrap_err(), CannotOffer::NothingToReview);
        assert_eq!(live().withdraw_change().unwrap_err(), CannotOffer::NothingToReview);
        let ended = revised(live(), visits).end(now()).unwrap().next;
        assert_eq!(ended.proposed, None, "what has ended changes no more");
    }

    #[test]
    fn what_nobody_assessed_does_not_wait() {
        let mut draft = whole_draft();
        visits(&mut draft);
        let support: Support = draft.parse().unwrap();
        let unmarked = live().revise(support.clone(), false, now()).unwrap().next;
        assert_eq!((unmarked.support.channels.len(), unmarked.proposed), (3, None));
        let draft = drafted(whole_draft()).revise(support, true, now()).unwrap().next;
        assert_eq!((draft.support.channels.len(), draft.proposed), (3, None), "nor does a draft");
    }
}
