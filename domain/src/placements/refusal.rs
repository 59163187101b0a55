//! Why a placement cannot be changed so.

use super::state::{State, Step};
use crate::declarations::CannotDeclare;
use crate::frameworks;
use crate::kernel::time::{day_of, printed_day};
use crate::organisations::{CannotChangeOrganisation, NotAPartner};
use crate::values::{Name, Slug};
use crate::{Day, FieldErrors, Refusal, RefusalKind, Timestamp};

/// Why a placement cannot be changed so.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CannotPlace {
    /// The organisation may not hold places (rule 5).
    #[error(transparent)]
    Organisation(#[from] CannotChangeOrganisation),
    /// Answers that are missing or wrong.
    #[error("Some answers are missing or cannot be as they are: see each question")]
    Answers(#[from] FieldErrors),
    /// What is declared to the framework is not whole.
    #[error(transparent)]
    Declaration(#[from] CannotDeclare),
    /// The framework takes no applications.
    #[error("{framework} is {state} and takes no applications now. Its page says when it next does")]
    NotOpen {
        /// Which framework.
        framework: Slug,
        /// Where it is.
        state: frameworks::State,
    },
    /// The framework has no such lot.
    #[error("This framework has no lot “{0}”. Choose one of its lots")]
    NoSuchLot(Slug),
    /// The provider has a live placement on the lot.
    #[error("You already have an application to this lot, or a place on it. Go on with that one")]
    AlreadyOnLot,
    /// It was sent.
    #[error("This application is {0}: what was sent can no longer be changed")]
    NoLongerDraft(State),
    /// The table has no such step.
    #[error("{}", .state.why_not(*.step))]
    NotFrom {
        /// Where it is.
        state: State,
        /// What was to be done.
        step: Step,
    },
    /// Someone named as a partner is none.
    #[error(transparent)]
    NotAPartner(#[from] NotAPartner),
    /// A partner is named twice.
    #[error("Name each partner once: {0} is there twice")]
    PartnerTwice(Name),
    /// More partners than the lot allows.
    #[error("This lot allows at most {0} partners")]
    TooManyPartners(u32),
    /// Nothing that was sent lasts until a day.
    #[error(
        "There is nothing to renew: only what an application that was sent tells of, and that runs out, is renewed"
    )]
    NothingToRenew,
    /// It lasts as long already.
    #[error("It lasts until {} already. Give a later day, which is to come", printed_day(*.0))]
    NotLater(Day),
    /// The day is over.
    #[error("Answers were possible until {}. Ask the category manager for more time", printed_day(*.0))]
    TooLateToAnswer(Day),
    /// The day is not over.
    #[error("The provider can answer until {}: wait for that", printed_day(*.0))]
    StillTimeToAnswer(Day),
    /// The provider has no agreement on this lot that could be varied, or has all wordings.
    #[error("There is no change of the agreement to be put to this provider on this lot")]
    NothingToVary,
    /// No such wording was put to the provider, or another has taken its place.
    #[error(
        "The agreement as version {0} of the framework words it is not put to this provider. Read the one that is"
    )]
    NoSuchVariation(u32),
    /// It was signed.
    #[error("This change of the agreement was signed on {}: that is done once", printed_day(day_of(*.0)))]
    VariationSigned(Timestamp),
    /// The provider has not signed it.
    #[error("The provider has not signed this change of the agreement: it signs first")]
    VariationNotSigned,
    /// Another's application, or this very one.
    #[error("Answers are copied from another application of your own. Choose one of them")]
    NotToCopyFrom,
    /// Nothing fits.
    #[error("That application has no answer that this lot asks for and that you have not given already")]
    NothingToCopy,
    /// A program cannot bind anyone.
    #[error("A program cannot sign: a person signs in to do it")]
    NotAPerson,
    /// A day that must be in the future is not.
    #[error("Give a day after today")]
    DayIsPast,
}

impl State {
    /// The refusal of a step, as a sentence.
    fn why_not(self, step: Step) -> String {
        let already = match (self, step) {
            (Self::Draft, _) => "This application has not been submitted yet",
            (Self::OnFramework, Step::Reinstate) => "The provider is not suspended",
            (Self::Suspended, Step::Suspend) => "The provider is suspended already",
            (_, Step::Submit) => "This application was submitted already: it cannot be sent twice",
            (Self::Clarification, Step::Accept | Step::Reject) => {
                "The provider was asked something: take the application up again first"
            }
            (_, Step::Answer) => "Nothing was asked that waits for an answer",
            (_, Step::Sign) => "There is nothing to sign: only an accepted application is signed, and once",
            (_, Step::Countersign) => {
                "There is nothing to countersign: the provider signs first, and this is done once"
            }
            (_, Step::Suspend | Step::Remove | Step::Reinstate) => "The provider does not stand on this lot",
            (_, Step::Withdraw) => "It is too late to withdraw this application",
            _ => "This cannot be done now",
        };
        format!("{already} (it is {})", self.word().replace('_', " "))
    }
}

impl Refusal for CannotPlace {
    fn code(&self) -> &'static str {
        match self {
            Self::Organisation(reason) => reason.code(),
            Self::Declaration(reason) => reason.code(),
            Self::Answers(_) => "placement_incomplete",
            Self::NotOpen { .. } => "framework_not_open",
            Self::NoSuchLot(_) => "lot_unknown",
            Self::AlreadyOnLot => "placement_already_on_lot",
            Self::NoLongerDraft(_) => "placement_no_longer_draft",
            Self::NotFrom { step, .. } => match step {
                Step::Submit => "placement_already_submitted",
                Step::Suspend | Step::Remove => "placement_not_on_framework",
                Step::Reinstate => "placement_not_suspended",
                Step::Sign => "placement_not_accepted",
                Step::Countersign => "placement_not_signed",
                Step::Answer => "placement_nothing_asked",
                Step::Withdraw => "placement_cannot_withdraw",
                Step::Take => "placement_not_waiting",
                Step::Ask | Step::Accept | Step::Reject => "placement_not_under_assessment",
            },
            Self::NotAPartner(_) => "placement_not_a_partner",
            Self::PartnerTwice(_) => "placement_partner_twice",
            Self::TooManyPartners(_) => "placement_too_many_partners",
            Self::NothingToRenew => "placement_nothing_to_renew",
            Self::NotLater(_) => "placement_renewed_not_later",
            Self::TooLateToAnswer(_) => "placement_too_late_to_answer",
            Self::StillTimeToAnswer(_) => "placement_still_time_to_answer",
            Self::NothingToVary => "placement_nothing_to_vary",
            Self::NoSuchVariation(_) => "placement_variation_unknown",
            Self::VariationSigned(_) => "placement_variation_signed",
            Self::VariationNotSigned => "placement_variation_not_signed",
            Self::NotToCopyFrom => "placement_not_to_copy_from",
            Self::NothingToCopy => "placement_nothing_to_copy",
            Self::NotAPerson => "placement_not_a_person",
            Self::DayIsPast => "placement_day_is_past",
        }
    }

    fn kind(&self) -> RefusalKind {
        match self {
            Self::Organisation(reason) => reason.kind(),
            Self::Declaration(reason) => reason.kind(),
            Self::NotOpen { .. } | Self::StillTimeToAnswer(_) => RefusalKind::NotYet,
            Self::Answers(_)
            | Self::NoSuchLot(_)
            | Self::NotAPartner(_)
            | Self::PartnerTwice(_)
            | Self::TooManyPartners(_)
            | Self::NotAPerson
            | Self::NotLater(_)
            | Self::NotToCopyFrom
            | Self::DayIsPast => RefusalKind::Unacceptable,
            Self::AlreadyOnLot
            | Self::NothingToRenew
            | Self::NoLongerDraft(_)
            | Self::NotFrom { .. }
            | Self::NothingToVary
            | Self::NoSuchVariation(_)
            | Self::VariationSigned(_)
            | Self::VariationNotSigned
            | Self::NothingToCopy
            | Self::TooLateToAnswer(_) => RefusalKind::Conflict,
        }
    }

    fn fields(&self) -> Option<&FieldErrors> {
        match self {
            Self::Answers(errors) => Some(errors),
            Self::Declaration(reason) => reason.fields(),
            _ => None,
        }
    }

    fn pointer(&self) -> Option<String> {
        let pointer = match self {
            Self::NoSuchLot(_) | Self::AlreadyOnLot => "/lot",
            Self::NoSuchVariation(_) => "/framework_version",
            Self::NotToCopyFrom | Self::NothingToCopy => "/from",
            Self::NotAPartner(_) | Self::PartnerTwice(_) | Self::TooManyPartners(_) => "/partners",
            Self::NotLater(_) => "/until",
            _ => return None,
        };
        Some(pointer.to_owned())
    }
}
