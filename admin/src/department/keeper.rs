//! Who keeps services and clusters: a department its own, the authority all.

use crate::door::{Answer, Stop, Visit};
use domain::{Action, Actor, OrganisationId, OrganisationKind, Platform};

/// Whose pages are looked at: addresses begin with `department/{id}` or `authority`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Keeper {
    Department(OrganisationId),
    Authority,
}

impl Keeper {
    /// Who it is, for whoever may look.
    ///
    /// # Errors
    /// For those who belong neither to it nor to the authority.
    pub(super) fn of(visit: &Visit, given: &str) -> Result<Self, Answer> {
        let of_the_authority = visit.by.memberships().iter().any(|at| at.kind == OrganisationKind::Authority);
        let department = given.strip_prefix("department/").map(str::parse::<OrganisationId>);
        match department {
            Some(Ok(id)) if of_the_authority || visit.by.belongs_to(id) => Ok(Self::Department(id)),
            None if of_the_authority => Ok(Self::Authority),
            None => Err(visit.stop(Stop::WrongRole)),
            Some(_) => Err(visit.stop(Stop::NotFound)),
        }
    }

    /// Where its pages begin.
    pub(super) fn base(self) -> String {
        match self {
            Self::Department(id) => format!("/department/{id}"),
            Self::Authority => "/authority".to_owned(),
        }
    }

    /// The department, where it is one.
    pub(super) const fn department(self) -> Option<OrganisationId> {
        match self {
            Self::Department(id) => Some(id),
            Self::Authority => None,
        }
    }

    /// Whether this person may enter services here.
    pub(super) fn may_enter(self, by: &Actor) -> bool {
        match self {
            Self::Department(id) => by.may(Action::KeepServices, &id).is_ok(),
            Self::Authority => by.may(Action::KeepServices, &Platform).is_ok(),
        }
    }

    /// The page above.
    pub(super) fn home(self) -> String {
        match self {
            Self::Department(_) => self.base(),
            Self::Authority => "/home".to_owned(),
        }
    }
}
