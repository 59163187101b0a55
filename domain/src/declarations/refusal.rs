//! Why a declaration cannot be changed so.

use crate::kernel::time::printed_day;
use crate::values::Key;
use crate::{Day, FieldErrors, Refusal, RefusalKind};

/// Why a declaration cannot be changed so.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CannotDeclare {
    /// Answers that cannot be as they are.
    #[error("Some answers cannot be as they are: see each question")]
    Answers(#[from] FieldErrors),
    /// The framework asks nothing of the kind.
    #[error("This framework asks for no declaration")]
    NotAsked,
    /// There is no such section.
    #[error("The declaration has no section “{0}”. Choose one of its sections")]
    NoSuchSection(Key),
    /// The framework wants its own questions answered anew.
    #[error("This framework wants its declaration made anew: nothing is taken over from another")]
    NotReused,
    /// Another's declaration, or this very one.
    #[error("A declaration is taken over from another of your own. Choose one of them")]
    NotToTakeFrom,
    /// Nothing fits.
    #[error(
        "That declaration has no confirmed answer that is asked here and that you have not given already"
    )]
    NothingToTake,
    /// It was begun at this moment, for another application.
    #[error("This declaration was begun at the same moment for another application. Try again")]
    BegunMeanwhile,
    /// Nothing that is declared lasts until a day.
    #[error(
        "There is nothing to renew: only what a confirmed section tells of, and that runs out, is renewed"
    )]
    NothingToRenew,
    /// It lasts as long already.
    #[error("It lasts until {} already. Give a later day, which is to come", printed_day(*.0))]
    NotLater(Day),
    /// Sections are missing or not confirmed.
    #[error("Finish the declaration first: see each section")]
    NotReady(FieldErrors),
}

impl Refusal for CannotDeclare {
    fn code(&self) -> &'static str {
        match self {
            Self::Answers(_) => "declaration_answers",
            Self::NotAsked => "declaration_not_asked",
            Self::NoSuchSection(_) => "declaration_section_unknown",
            Self::NotReused => "declaration_not_reused",
            Self::NotToTakeFrom => "declaration_not_to_take_from",
            Self::NothingToTake => "declaration_nothing_to_take",
            Self::BegunMeanwhile => "declaration_begun_meanwhile",
            Self::NothingToRenew => "declaration_nothing_to_renew",
            Self::NotLater(_) => "declaration_renewed_not_later",
            Self::NotReady(_) => "declaration_not_ready",
        }
    }

    fn kind(&self) -> RefusalKind {
        match self {
            Self::Answers(_)
            | Self::NoSuchSection(_)
            | Self::NotToTakeFrom
            | Self::NotLater(_)
            | Self::NotReady(_) => RefusalKind::Unacceptable,
            Self::NotAsked
            | Self::NotReused
            | Self::NothingToTake
            | Self::NothingToRenew
            | Self::BegunMeanwhile => RefusalKind::Conflict,
        }
    }

    fn pointer(&self) -> Option<String> {
        let pointer = match self {
            Self::NoSuchSection(_) => "/section",
            Self::NotToTakeFrom | Self::NothingToTake => "/from",
            Self::NotLater(_) => "/until",
            _ => return None,
        };
        Some(pointer.to_owned())
    }

    fn fields(&self) -> Option<&FieldErrors> {
        match self {
            Self::Answers(errors) | Self::NotReady(errors) => Some(errors),
            _ => None,
        }
    }
}
