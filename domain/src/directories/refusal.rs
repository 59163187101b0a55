//! Why something cannot be done to a directory.

use super::{HostName, State, Step};
use crate::Refusal;
use crate::values::{Sha256, Slug};

/// Why something cannot be done to a directory.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CannotKeepDirectory {
    /// The step is not lawful from this state.
    #[error("This directory is {state}, so you cannot {step} it")]
    NotNow {
        /// Where it is.
        state: State,
        /// What was asked for.
        step: Step,
    },
    /// The slug stands in addresses.
    #[error(
        "The address of a directory never changes: it is /d/{0}. Make another directory for another address"
    )]
    SlugNeverChanges(Slug),
    /// The slug is taken.
    #[error("There is already a directory at /d/{0}. Choose another short name")]
    SlugTaken(Slug),
    /// A host name is taken.
    #[error("Another directory already has the host name {0}. Remove it there first, or choose another")]
    HostTaken(HostName),
    /// Only departments have directories.
    #[error("A directory belongs to a department. Register the department first")]
    NotADepartment,
    /// There is no revision to publish or to drop.
    #[error("Nothing waits to be published: what is live is all there is. Save a revision first")]
    NothingWaits,
    /// The revision was begun from an older edition than the one that is live.
    #[error(
        "This revision was begun from edition {begun_from}, and edition {live} is live now: publishing it could undo what \
         someone else changed. Compare the two, save the revision again, then publish it"
    )]
    RevisionOutdated {
        /// The edition that it was begun from.
        begun_from: u32,
        /// The edition that is live.
        live: u32,
    },
    /// The edition is the one that is live.
    #[error("This is what the directory says already: there is nothing to bring back")]
    SaysThatAlready,
    /// The logo was never uploaded for this directory.
    #[error(
        "No such picture was uploaded for this directory. Upload the logo, then name it by the sha256 that you are given"
    )]
    NoSuchLogo(Sha256),
    /// The rule names what nobody knows.
    #[error("There is no {what} {named}. Choose one that exists")]
    Unknown {
        /// `cluster`, `service`, `local authority`.
        what: &'static str,
        /// The name that was given.
        named: String,
    },
}

impl Refusal for CannotKeepDirectory {
    fn code(&self) -> &'static str {
        match self {
            Self::NotNow { .. } => "directory_not_in_that_state",
            Self::SlugNeverChanges(_) => "directory_slug_never_changes",
            Self::SlugTaken(_) => "directory_slug_taken",
            Self::HostTaken(_) => "directory_host_taken",
            Self::NotADepartment => "directory_not_of_a_department",
            Self::NothingWaits => "directory_no_revision",
            Self::RevisionOutdated { .. } => "directory_revision_outdated",
            Self::SaysThatAlready => "directory_says_that_already",
            Self::NoSuchLogo(_) => "directory_logo_unknown",
            Self::Unknown { .. } => "directory_rule_names_unknown",
        }
    }

    fn pointer(&self) -> Option<String> {
        match self {
            Self::NotNow { .. }
            | Self::NotADepartment
            | Self::NothingWaits
            | Self::RevisionOutdated { .. }
            | Self::SaysThatAlready => None,
            Self::NoSuchLogo(_) => Some("/brand/logo".to_owned()),
            Self::SlugNeverChanges(_) | Self::SlugTaken(_) => Some("/slug".to_owned()),
            Self::HostTaken(_) => Some("/hosts".to_owned()),
            Self::Unknown { .. } => Some("/admits".to_owned()),
        }
    }
}
