//! Frameworks: their lots, each lot's questions and limits, all as versioned data (rule 14).
//!
//! A definition is a file. [`FrameworkDraft`] reads it, [`Definition`] is what was read and found right,
//! [`Framework`] is the framework as it stands, [`Revision`] is its next version while that is written, and
//! [`questions`] is the one check of answers to a lot, or to a declaration. [`AgreementText`] is what providers sign,
//! [`AskedDeclaration`] what they declare once.

mod agreement;
mod declaration;
mod definition;
mod draft;
mod framework;
pub mod questions;
mod revision;
mod state;
#[cfg(test)]
mod tests;
mod written;

pub use agreement::{AgreementDraft, AgreementText, Terms, Wording};
pub use declaration::{AskedDeclaration, DeclarationDraft, Section, SectionDraft};
pub use definition::{CallOff, Dates, Definition, Instrument, Limits, Lot, Outcome, PastSupplier, Window};
pub use draft::{
    DatesDraft, FrameworkDraft, LimitsDraft, LotDraft, OutcomeDraft, SupplierDraft, WindowDraft,
};
pub use framework::Framework;
pub use revision::{CannotRevise, Revision, RevisionEvent, RevisionState};
pub use state::{State, Step};

use crate::{EventBody, Refusal, RefusalKind, words};
use serde::Serialize;

words! {
    /// The ways in which a decision ends a framework.
    pub enum Ending {
        /// No suitable tender was received.
        Unsuccessful = "unsuccessful",
        /// The authority called it off.
        Cancelled = "cancelled",
    }
}

impl Ending {
    const fn step(self) -> Step {
        match self {
            Self::Unsuccessful => Step::EndWithoutTender,
            Self::Cancelled => Step::Cancel,
        }
    }
}

/// What happened to a framework.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Event {
    /// A version of its definition was taken in.
    Loaded {
        /// Which.
        version: u32,
    },
    /// It moved on, by the calendar or by decision.
    Moved {
        /// From where.
        from: State,
        /// To where.
        to: State,
    },
}

impl EventBody for Event {
    fn name(&self) -> &'static str {
        match self {
            Self::Loaded { .. } => "framework.loaded",
            Self::Moved { .. } => "framework.moved",
        }
    }
}

/// Why a framework cannot be changed so.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CannotMoveFramework {
    /// The definition is of another.
    #[error("This definition is of another framework: check its id")]
    AnotherFramework,
    /// The version is known, with other content, or older than the newest.
    #[error(
        "Version {given} is not newer than version {newest}, and a version never changes once loaded. \
         Give the definition a higher version"
    )]
    NotNewer {
        /// The version given.
        given: u32,
        /// The newest that is loaded.
        newest: u32,
    },
    /// Too late, or too early, for this end.
    #[error("A framework that is {state} cannot become {ending}")]
    NotFrom {
        /// Where it is.
        state: State,
        /// How it was to end.
        ending: Ending,
    },
}

impl Refusal for CannotMoveFramework {
    fn code(&self) -> &'static str {
        match self {
            Self::AnotherFramework => "framework_is_another",
            Self::NotNewer { .. } => "framework_version_not_newer",
            Self::NotFrom { .. } => "framework_cannot_end_so",
        }
    }

    fn kind(&self) -> RefusalKind {
        match self {
            Self::AnotherFramework => RefusalKind::Unacceptable,
            Self::NotNewer { .. } | Self::NotFrom { .. } => RefusalKind::Conflict,
        }
    }
}
