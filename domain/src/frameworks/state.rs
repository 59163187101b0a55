//! The states of a framework, and the lawful steps between them.

use crate::words;

words! {
    /// Where a framework is in its life.
    pub enum State {
        /// Announced, not open yet.
        Coming = "coming",
        /// Takes applications for the first time.
        Open = "open",
        /// Applications are being judged.
        Evaluating = "evaluating",
        /// Decided and announced; those who were not chosen may still challenge it.
        Standstill = "standstill",
        /// Departments can buy from it.
        Live = "live",
        /// Its time is over.
        Expired = "expired",
        /// Ended without a suitable tender: a normal end.
        Unsuccessful = "unsuccessful",
        /// Called off by its authority.
        Cancelled = "cancelled",
    }
}

words! {
    /// What moves a framework on.
    pub enum Step {
        /// It begins to take applications.
        Open = "open",
        /// It stops taking first applications.
        Close = "close",
        /// What was decided is announced.
        StandStill = "stand_still",
        /// Departments may buy from it.
        Begin = "begin",
        /// Its time is over.
        Expire = "expire",
        /// It ends without a suitable tender.
        EndWithoutTender = "end_without_tender",
        /// Its authority calls it off.
        Cancel = "cancel",
    }
}

impl State {
    /// Every lawful step. `None`: refused.
    #[must_use]
    pub const fn after(self, step: Step) -> Option<Self> {
        use State::{Cancelled, Coming, Evaluating, Expired, Live, Open, Standstill, Unsuccessful};
        Some(match (self, step) {
            (Coming, Step::Open) => Open,
            (Open, Step::Close) => Evaluating,
            (Evaluating, Step::StandStill) => Standstill,
            (Standstill, Step::Begin) => Live,
            (Live, Step::Expire) => Expired,
            (Open | Evaluating, Step::EndWithoutTender) => Unsuccessful,
            (Coming | Open | Evaluating | Standstill, Step::Cancel) => Cancelled,
            _ => return None,
        })
    }

    /// Whether nothing can follow.
    #[must_use]
    pub const fn is_final(self) -> bool {
        matches!(self, Self::Expired | Self::Unsuccessful | Self::Cancelled)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::table::leads_only_where;

    /// Every pair that leads somewhere. What is not here is refused.
    const LAWFUL: &[(State, Step, State)] = &[
        (State::Coming, Step::Open, State::Open),
        (State::Coming, Step::Cancel, State::Cancelled),
        (State::Open, Step::Close, State::Evaluating),
        (State::Open, Step::EndWithoutTender, State::Unsuccessful),
        (State::Open, Step::Cancel, State::Cancelled),
        (State::Evaluating, Step::StandStill, State::Standstill),
        (State::Evaluating, Step::EndWithoutTender, State::Unsuccessful),
        (State::Evaluating, Step::Cancel, State::Cancelled),
        (State::Standstill, Step::Begin, State::Live),
        (State::Standstill, Step::Cancel, State::Cancelled),
        (State::Live, Step::Expire, State::Expired),
    ];

    #[test]
    fn every_pair_is_lawful_or_refused_as_the_table_says() {
        leads_only_where(LAWFUL, State::ALL, Step::ALL, State::after);
    }

    #[test]
    fn nothing_follows_an_end() {
        for &state in State::ALL {
            let leads_on = Step::ALL.iter().any(|step| state.after(*step).is_some());
            assert_eq!(state.is_final(), !leads_on, "{state}");
        }
    }
}
