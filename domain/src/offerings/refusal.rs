//! Why something cannot be done to an offering.

use super::{Missing, State, Step};
use crate::{Refusal, RefusalKind};

/// Why something cannot be done to an offering.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CannotOffer {
    /// The step is not lawful from this state.
    #[error("This offering {}, so you cannot {} it", state.said(), step.word())]
    NotNow {
        /// Where it is.
        state: State,
        /// What was asked for.
        step: Step,
    },
    /// Something is missing that people would need.
    #[error("{}", listed(.0))]
    Incomplete(Vec<Missing>),
    /// A pause that would be over before it begins.
    #[error("A pause ends on a day after today. Choose a later day, or leave the day out")]
    PauseEndsInThePast,
    /// The partner is none of the provider's.
    #[error(
        "Name this partner in your organisation's entry, and let it confirm, before it gives support for you"
    )]
    NotYourPartner,
    /// Only providers offer support.
    #[error("Only a provider offers support. Partners give it under the name of their lead provider")]
    NotAProvider,
}

fn listed(missing: &[Missing]) -> String {
    let messages: Vec<_> = missing.iter().map(|missing| missing.message).collect();
    format!("Something is missing before people can have this: {}", messages.join("; "))
}

impl Refusal for CannotOffer {
    fn code(&self) -> &'static str {
        match self {
            Self::NotNow { .. } => "offering_not_in_that_state",
            Self::Incomplete(_) => "offering_incomplete",
            Self::PauseEndsInThePast => "offering_pause_in_the_past",
            Self::NotYourPartner => "offering_partner_not_yours",
            Self::NotAProvider => "offering_not_by_a_provider",
        }
    }

    fn kind(&self) -> RefusalKind {
        match self {
            Self::NotNow { .. } => RefusalKind::Conflict,
            _ => RefusalKind::Unacceptable,
        }
    }

    fn pointer(&self) -> Option<String> {
        match self {
            Self::Incomplete(missing) => missing.first().map(|first| first.pointer.to_owned()),
            Self::PauseEndsInThePast => Some("/until".to_owned()),
            Self::NotYourPartner => Some("/delivery_partner".to_owned()),
            Self::NotNow { .. } | Self::NotAProvider => None,
        }
    }
}
