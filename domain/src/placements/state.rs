//! The states of a placement, and the lawful steps between them.

use crate::words;

words! {
    /// Where a provider's application to a lot is, and then its standing on the lot.
    pub enum State {
        /// Being written.
        Draft = "draft",
        /// Sent, complete. What was sent no longer changes.
        Submitted = "submitted",
        /// A category manager has taken it up.
        UnderAssessment = "under_assessment",
        /// The provider was asked something.
        Clarification = "clarification",
        /// Accepted: the provider has yet to sign.
        Accepted = "accepted",
        /// Turned down.
        Rejected = "rejected",
        /// Taken back by the provider.
        Withdrawn = "withdrawn",
        /// Signed by the provider: the authority has yet to countersign.
        AgreementSigned = "agreement_signed",
        /// On the lot.
        OnFramework = "on_framework",
        /// Off the lot for a time.
        Suspended = "suspended",
        /// Off the lot for good.
        Removed = "removed",
    }
}

words! {
    /// What moves a placement on.
    pub enum Step {
        /// The provider sends it.
        Submit = "submit",
        /// The provider takes it back.
        Withdraw = "withdraw",
        /// A category manager takes it up, also again when a clarification was not answered in time.
        Take = "take",
        /// The provider is asked something.
        Ask = "ask",
        /// The provider answers.
        Answer = "answer",
        /// It is accepted.
        Accept = "accept",
        /// It is turned down.
        Reject = "reject",
        /// The provider signs.
        Sign = "sign",
        /// The authority countersigns.
        Countersign = "countersign",
        /// It is taken off the lot for a time.
        Suspend = "suspend",
        /// It comes back.
        Reinstate = "reinstate",
        /// It is taken off for good.
        Remove = "remove",
    }
}

impl State {
    /// Every lawful step. `None`: refused.
    #[must_use]
    pub const fn after(self, step: Step) -> Option<Self> {
        use State::{
            Accepted, AgreementSigned, Clarification, Draft, OnFramework, Rejected, Removed, Submitted,
            Suspended, UnderAssessment, Withdrawn,
        };
        Some(match (self, step) {
            (Draft, Step::Submit) => Submitted,
            (Draft | Submitted | UnderAssessment | Clarification | Accepted, Step::Withdraw) => Withdrawn,
            (Submitted | Clarification, Step::Take) => UnderAssessment,
            (UnderAssessment, Step::Ask) => Clarification,
            (Clarification, Step::Answer) => UnderAssessment,
            (UnderAssessment, Step::Accept) => Accepted,
            (UnderAssessment, Step::Reject) => Rejected,
            (Accepted, Step::Sign) => AgreementSigned,
            (AgreementSigned, Step::Countersign) => OnFramework,
            (OnFramework, Step::Suspend) => Suspended,
            (Suspended, Step::Reinstate) => OnFramework,
            (OnFramework | Suspended, Step::Remove) => Removed,
            _ => return None,
        })
    }

    /// Whether this is the provider's one application to, or place on, the lot: it has not come to an end.
    #[must_use]
    pub const fn is_live(self) -> bool {
        !matches!(self, Self::Rejected | Self::Withdrawn | Self::Removed)
    }

    /// Whether the authority has to do something next.
    #[must_use]
    pub const fn waits_for_the_authority(self) -> bool {
        matches!(self, Self::Submitted | Self::UnderAssessment | Self::AgreementSigned)
    }

    /// Whether the provider has to do something next.
    #[must_use]
    pub const fn waits_for_the_provider(self) -> bool {
        matches!(self, Self::Draft | Self::Clarification | Self::Accepted)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::table::leads_only_where;

    /// Every pair that leads somewhere. What is not here is refused.
    const LAWFUL: &[(State, Step, State)] = &[
        (State::Draft, Step::Submit, State::Submitted),
        (State::Draft, Step::Withdraw, State::Withdrawn),
        (State::Submitted, Step::Take, State::UnderAssessment),
        (State::Submitted, Step::Withdraw, State::Withdrawn),
        (State::UnderAssessment, Step::Ask, State::Clarification),
        (State::UnderAssessment, Step::Accept, State::Accepted),
        (State::UnderAssessment, Step::Reject, State::Rejected),
        (State::UnderAssessment, Step::Withdraw, State::Withdrawn),
        (State::Clarification, Step::Answer, State::UnderAssessment),
        (State::Clarification, Step::Take, State::UnderAssessment),
        (State::Clarification, Step::Withdraw, State::Withdrawn),
        (State::Accepted, Step::Sign, State::AgreementSigned),
        (State::Accepted, Step::Withdraw, State::Withdrawn),
        (State::AgreementSigned, Step::Countersign, State::OnFramework),
        (State::OnFramework, Step::Suspend, State::Suspended),
        (State::OnFramework, Step::Remove, State::Removed),
        (State::Suspended, Step::Reinstate, State::OnFramework),
        (State::Suspended, Step::Remove, State::Removed),
    ];

    #[test]
    fn every_pair_is_lawful_or_refused_as_the_table_says() {
        leads_only_where(LAWFUL, State::ALL, Step::ALL, State::after);
    }

    #[test]
    fn what_is_no_longer_live_never_moves_again() {
        for &state in State::ALL {
            let moves = Step::ALL.iter().any(|step| state.after(*step).is_some());
            assert_eq!(state.is_live(), moves, "{state}");
        }
    }

    #[test]
    fn someone_can_always_go_on_with_what_is_live() {
        for &state in State::ALL.iter().filter(|state| state.is_live()) {
            let stands = matches!(state, State::OnFramework | State::Suspended);
            let waits = state.waits_for_the_authority() != state.waits_for_the_provider();
            assert_ne!(stands, waits, "{state} waits for exactly one side, or for nobody");
        }
    }
}
