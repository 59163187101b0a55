//! The states of an application for the quality mark, and the lawful steps between them.

use crate::words;

words! {
    /// Where an application for the quality mark is, and then the mark that came of it.
    pub enum State {
        /// Being written.
        Draft = "draft",
        /// Sent: waits for an assessor.
        Submitted = "submitted",
        /// Given to an assessor, who has yet to begin.
        Assigned = "assigned",
        /// Evidence is being judged.
        UnderAssessment = "under_assessment",
        /// The provider was asked something.
        Clarification = "clarification",
        /// The assessor has recommended: someone else decides.
        Recommended = "recommended",
        /// The mark was given.
        Accredited = "accredited",
        /// The mark was given, with conditions still to be met.
        AccreditedWithConditions = "accredited_with_conditions",
        /// The mark was not given.
        Refused = "refused",
        /// The provider asked for the decision to be looked at again.
        UnderAppeal = "under_appeal",
        /// The mark does not count for a time.
        Suspended = "suspended",
        /// The mark's time is over, or a renewal took its place.
        Lapsed = "lapsed",
        /// The mark was taken away.
        Revoked = "revoked",
        /// Taken back by the provider.
        Withdrawn = "withdrawn",
    }
}

words! {
    /// What moves an application for the quality mark on.
    pub enum Step {
        /// The provider sends it.
        Submit = "submit",
        /// The provider takes it back.
        Withdraw = "withdraw",
        /// It is given to an assessor, or to another one.
        Assign = "assign",
        /// The assessor declares a conflict: it needs another.
        Release = "release",
        /// The assessor begins, having declared no conflict.
        Begin = "begin",
        /// The provider is asked something.
        Ask = "ask",
        /// The provider answers.
        Answer = "answer",
        /// The day for the answer is over: the assessor goes on without.
        Resume = "resume",
        /// The assessor recommends.
        Recommend = "recommend",
        /// The decision maker sends it back to the assessor.
        Return = "return",
        /// The mark is given; or an appeal ends so.
        Accredit = "accredit",
        /// The mark is given with conditions; or an appeal ends so.
        AccreditWithConditions = "accredit_with_conditions",
        /// The mark is not given; or an appeal ends so.
        Refuse = "refuse",
        /// The last condition was met.
        MeetConditions = "meet_conditions",
        /// The provider appeals.
        Appeal = "appeal",
        /// The mark is suspended.
        Suspend = "suspend",
        /// The mark counts again, without conditions.
        Reinstate = "reinstate",
        /// The mark counts again, with conditions still to be met.
        ReinstateWithConditions = "reinstate_with_conditions",
        /// The mark's time is over.
        Lapse = "lapse",
        /// The mark is taken away; or an appeal against that ends so.
        Revoke = "revoke",
    }
}

impl State {
    /// Every lawful step. `None`: refused.
    #[must_use]
    pub const fn after(self, step: Step) -> Option<Self> {
        use State::{
            Accredited, AccreditedWithConditions, Assigned, Clarification, Draft, Lapsed, Recommended,
            Refused, Revoked, Submitted, Suspended, UnderAppeal, UnderAssessment, Withdrawn,
        };
        Some(match (self, step) {
            (Draft, Step::Submit) => Submitted,
            (
                Draft | Submitted | Assigned | UnderAssessment | Clarification | Recommended,
                Step::Withdraw,
            ) => Withdrawn,
            (Submitted | Assigned | UnderAssessment, Step::Assign) => Assigned,
            (Assigned | UnderAssessment, Step::Release) => Submitted,
            (Assigned, Step::Begin) => UnderAssessment,
            (UnderAssessment, Step::Ask) => Clarification,
            (Clarification, Step::Answer | Step::Resume) => UnderAssessment,
            (UnderAssessment, Step::Recommend) => Recommended,
            (Recommended, Step::Return) => UnderAssessment,
            (Recommended | UnderAppeal, Step::Accredit) => Accredited,
            (Recommended | UnderAppeal, Step::AccreditWithConditions) => AccreditedWithConditions,
            (Recommended | UnderAppeal, Step::Refuse) => Refused,
            (AccreditedWithConditions, Step::MeetConditions) => Accredited,
            (Refused | Accredited | AccreditedWithConditions | Revoked, Step::Appeal) => UnderAppeal,
            (Accredited | AccreditedWithConditions, Step::Suspend) => Suspended,
            (Suspended, Step::Reinstate) => Accredited,
            (Suspended, Step::ReinstateWithConditions) => AccreditedWithConditions,
            (Accredited | AccreditedWithConditions | Suspended, Step::Lapse) => Lapsed,
            (Accredited | AccreditedWithConditions | Suspended | UnderAppeal, Step::Revoke) => Revoked,
            _ => return None,
        })
    }

    /// Whether this is the provider's one open application: nothing has been decided on it yet, or is being
    /// decided again.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(
            self,
            Self::Draft
                | Self::Submitted
                | Self::Assigned
                | Self::UnderAssessment
                | Self::Clarification
                | Self::Recommended
                | Self::UnderAppeal
        )
    }

    /// Whether a mark was given, and neither lapsed nor was taken away.
    #[must_use]
    pub const fn holds_a_mark(self) -> bool {
        matches!(self, Self::Accredited | Self::AccreditedWithConditions | Self::Suspended)
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
        (State::Submitted, Step::Assign, State::Assigned),
        (State::Submitted, Step::Withdraw, State::Withdrawn),
        (State::Assigned, Step::Assign, State::Assigned),
        (State::Assigned, Step::Release, State::Submitted),
        (State::Assigned, Step::Begin, State::UnderAssessment),
        (State::Assigned, Step::Withdraw, State::Withdrawn),
        (State::UnderAssessment, Step::Assign, State::Assigned),
        (State::UnderAssessment, Step::Release, State::Submitted),
        (State::UnderAssessment, Step::Ask, State::Clarification),
        (State::UnderAssessment, Step::Recommend, State::Recommended),
        (State::UnderAssessment, Step::Withdraw, State::Withdrawn),
        (State::Clarification, Step::Answer, State::UnderAssessment),
        (State::Clarification, Step::Resume, State::UnderAssessment),
        (State::Clarification, Step::Withdraw, State::Withdrawn),
        (State::Recommended, Step::Return, State::UnderAssessment),
        (State::Recommended, Step::Accredit, State::Accredited),
        (State::Recommended, Step::AccreditWithConditions, State::AccreditedWithConditions),
        (State::Recommended, Step::Refuse, State::Refused),
        (State::Recommended, Step::Withdraw, State::Withdrawn),
        (State::Accredited, Step::Appeal, State::UnderAppeal),
        (State::Accredited, Step::Suspend, State::Suspended),
        (State::Accredited, Step::Lapse, State::Lapsed),
        (State::Accredited, Step::Revoke, State::Revoked),
        (State::AccreditedWithConditions, Step::MeetConditions, State::Accredited),
        (State::AccreditedWithConditions, Step::Appeal, State::UnderAppeal),
        (State::AccreditedWithConditions, Step::Suspend, State::Suspended),
        (State::AccreditedWithConditions, Step::Lapse, State::Lapsed),
        (State::AccreditedWithConditions, Step::Revoke, State::Revoked),
        (State::Refused, Step::Appeal, State::UnderAppeal),
        (State::UnderAppeal, Step::Accredit, State::Accredited),
        (State::UnderAppeal, Step::AccreditWithConditions, State::AccreditedWithConditions),
        (State::UnderAppeal, Step::Refuse, State::Refused),
        (State::UnderAppeal, Step::Revoke, State::Revoked),
        (State::Suspended, Step::Reinstate, State::Accredited),
        (State::Suspended, Step::ReinstateWithConditions, State::AccreditedWithConditions),
        (State::Suspended, Step::Lapse, State::Lapsed),
        (State::Suspended, Step::Revoke, State::Revoked),
        (State::Revoked, Step::Appeal, State::UnderAppeal),
    ];

    #[test]
    fn every_pair_is_lawful_or_refused_as_the_table_says() {
        leads_only_where(LAWFUL, State::ALL, Step::ALL, State::after);
    }

    #[test]
    fn no_decision_is_reached_but_from_a_recommendation_or_an_appeal() {
        for &state in State::ALL {
            for step in [Step::Accredit, Step::AccreditWithConditions, Step::Refuse] {
                let allowed = matches!(state, State::Recommended | State::UnderAppeal);
                assert_eq!(state.after(step).is_some(), allowed, "{state}");
            }
        }
    }

    #[test]
    fn every_state_is_reached_from_a_draft() {
        let mut reached = vec![State::Draft];
        while let Some(next) = reached
            .iter()
            .flat_map(|from| Step::ALL.iter().filter_map(|step| from.after(*step)))
            .find(|next| !reached.contains(next))
        {
            reached.push(next);
        }
        assert_eq!(reached.len(), State::ALL.len());
    }
}
