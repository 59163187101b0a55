//! Why something cannot be done to an offering.

use super::{MOST_DAYS_FULL, Missing, State, Step};
use crate::{FieldErrors, Fields, Refusal, RefusalKind};

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
    #[error("Something is missing before people can have this: {0}")]
    Incomplete(FieldErrors),
    /// A pause that would be over before it begins.
    #[error("A pause ends on a day after today. Choose a later day, or leave the day out")]
    PauseEndsInThePast,
    /// Only what is given can be full.
    #[error("This offering {}, so it cannot be full: only what is given can", .0.said())]
    NotGiven(State),
    /// A day on which it is full no more.
    #[error("Enter a day after today: the first on which there is room again")]
    FullInThePast,
    /// Full for so long that it is not given.
    #[error("Enter a day at most {} weeks ahead. Pause the offering when it takes nobody for longer", MOST_DAYS_FULL / 7)]
    FullForTooLong,
    /// It is not full.
    #[error("This offering is not full: there is nothing to undo")]
    NotFull,
    /// No change waits.
    #[error("No change to this offering waits for a reviewer")]
    NothingToReview,
    /// Another offering has the reference.
    #[error(
        "Another of your offerings has this reference. Each has its own: choose another, or leave it out"
    )]
    ReferenceTaken,
    /// The partner is none of the provider's.
    #[error(
        "Name this partner in your organisation's entry, and let it confirm, before it gives support for you"
    )]
    NotYourPartner,
    /// Only providers offer support.
    #[error("Only a provider offers support. Partners give it under the name of their lead provider")]
    NotAProvider,
}

impl CannotOffer {
    /// Refuses when something is missing.
    ///
    /// # Errors
    /// [`CannotOffer::Incomplete`] with every field that is.
    pub fn while_missing(missing: &[Missing]) -> Result<(), Self> {
        let mut fields = Fields::new();
        for Missing { pointer, message } in missing {
            fields.refuse(pointer, "required", *message);
        }
        fields.finish(|| Some(())).map_err(Self::Incomplete)
    }
}

impl Refusal for CannotOffer {
    fn code(&self) -> &'static str {
        match self {
            Self::NotNow { .. } => "offering_not_in_that_state",
            Self::Incomplete(_) => "offering_incomplete",
            Self::PauseEndsInThePast => "offering_pause_in_the_past",
            Self::NotGiven(_) => "offering_not_given",
            Self::FullInThePast => "offering_full_in_the_past",
            Self::FullForTooLong => "offering_full_for_too_long",
            Self::NotFull => "offering_not_full",
            Self::NothingToReview => "offering_nothing_to_review",
            Self::ReferenceTaken => "offering_reference_taken",
            Self::NotYourPartner => "offering_partner_not_yours",
            Self::NotAProvider => "offering_not_by_a_provider",
        }
    }

    fn kind(&self) -> RefusalKind {
        match self {
            Self::NotNow { .. } | Self::NotGiven(_) | Self::NotFull | Self::NothingToReview => {
                RefusalKind::Conflict
            }
            _ => RefusalKind::Unacceptable,
        }
    }

    fn pointer(&self) -> Option<String> {
        match self {
            Self::Incomplete(missing) => missing.all().first().map(|first| first.pointer.clone()),
            Self::PauseEndsInThePast | Self::FullInThePast | Self::FullForTooLong => {
                Some("/until".to_owned())
            }
            Self::NotYourPartner => Some("/delivery_partner".to_owned()),
            Self::ReferenceTaken => Some("/reference".to_owned()),
            Self::NotNow { .. }
            | Self::NotGiven(_)
            | Self::NotFull
            | Self::NothingToReview
            | Self::NotAProvider => None,
        }
    }
    fn fields(&self) -> Option<&FieldErrors> {
        match self {
            Self::Incomplete(missing) => Some(missing),
            _ => None,
        }
    }
}
