//! How others hear what became of a mark: one bit for each mark in each of two lists, as the Bitstring Status List has
//! it (W3C). A bit's place is the mark's for ever.

use super::MarkStatus;
use crate::{Refusal, RefusalKind, words};

/// How many places a list has: the least that the standard allows, so that a place tells nothing by being one of few.
pub const PLACES_IN_A_LIST: u32 = 131_072;

words! {
    /// What a list says of a mark.
    pub enum StatusPurpose {
        /// That it counts no more, and never will again: it was taken away, has ended, or another took its place.
        Revocation = "revocation",
        /// That it does not count for a time.
        Suspension = "suspension",
    }
}

impl StatusPurpose {
    /// Whether a mark's bit is set in the list of this purpose.
    #[must_use]
    pub const fn is_set_for(self, status: MarkStatus) -> bool {
        match self {
            Self::Revocation => matches!(status, MarkStatus::Revoked | MarkStatus::Lapsed),
            Self::Suspension => matches!(status, MarkStatus::Suspended),
        }
    }
}

/// A place in the status lists, counted from 0 over all of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct StatusPlace(pub u32);

impl StatusPlace {
    /// The number of the list that it is in, from 1.
    #[must_use]
    pub const fn list(self) -> u32 {
        self.0 / PLACES_IN_A_LIST + 1
    }

    /// Where in that list, from 0.
    #[must_use]
    pub const fn index(self) -> u32 {
        self.0 % PLACES_IN_A_LIST
    }
}

/// Why no credential is given for a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CannotIssue {
    /// It does not count for a time.
    #[error(
        "This mark is suspended. A credential is given while it counts: one that was given before says so by its status list"
    )]
    Suspended,
    /// It counts no more.
    #[error(
        "This mark has ended. A credential is given while it counts: one that was given before says so by its status list"
    )]
    Ended,
}

impl CannotIssue {
    /// Why not, in a status. `None`: it can be given.
    #[must_use]
    pub const fn of(status: MarkStatus) -> Option<Self> {
        match status {
            MarkStatus::InForce => None,
            MarkStatus::Suspended => Some(Self::Suspended),
            MarkStatus::Revoked | MarkStatus::Lapsed => Some(Self::Ended),
        }
    }
}

impl Refusal for CannotIssue {
    fn code(&self) -> &'static str {
        match self {
            Self::Suspended => "credential_mark_suspended",
            Self::Ended => "credential_mark_ended",
        }
    }

    fn kind(&self) -> RefusalKind {
        match self {
            Self::Suspended => RefusalKind::NotYet,
            Self::Ended => RefusalKind::Conflict,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_has_a_credential_exactly_while_neither_list_names_it() {
        for &status in MarkStatus::ALL {
            let set = StatusPurpose::ALL.iter().filter(|purpose| purpose.is_set_for(status)).count();
            assert_eq!(set == 0, CannotIssue::of(status).is_none(), "{status}");
            assert!(set <= 1, "{status} is said once");
        }
    }

    #[test]
    fn places_fill_one_list_after_the_other() {
        let at = |place| (StatusPlace(place).list(), StatusPlace(place).index());
        assert_eq!([at(0), at(131_071), at(131_072)], [(1, 0), (1, 131_071), (2, 0)]);
    }
}
