//! Giving an application to an assessor; an assessor taking one up.

use super::change::{assess, change, declared_conflict, standard_of};
use crate::{At, Work};
use domain::accreditation::commands::Assign;
use domain::accreditation::{Accreditation, Officer};
use domain::{AccreditationId, Action, Actor, OrganisationId, PersonId, Refused};

/// Gives the application to an assessor, or to another one: never to a member of the provider or its
/// partners, nor to one who declared a conflict with it.
///
/// # Errors
/// When it does not wait for one, or the person has a conflict or is no assessor.
pub fn assign(
    work: &mut Work<'_, '_>,
    by: &Actor,
    at: At<AccreditationId>,
    command: impl Into<Assign>,
) -> Result<Accreditation, Refused> {
    let Assign { assessor, in_place_of } = command.into();
    change(work, by, at, Action::AssignAssessor, |case, work| {
        let officer = as_officer(work, assessor, case.provider)?;
        let standard = standard_of(work, &case)?;
        case.assign(&officer, in_place_of, &standard).map_err(Refused::from)
    })
}

/// An assessor takes up an application that waits for one.
///
/// # Errors
/// When nobody is wanted, or the person has a conflict.
pub fn claim(work: &mut Work<'_, '_>, by: &Actor, at: At<AccreditationId>) -> Result<Accreditation, Refused> {
    assess(work, by, at, |case, officer, standard, _| case.claim(officer, standard))
}

/// Names a third person to settle between two assessors.
///
/// # Errors
/// When the two have not both locked, or the person is one of them or has a conflict.
pub fn appoint_moderator(
    work: &mut Work<'_, '_>,
    by: &Actor,
    at: At<AccreditationId>,
    moderator: PersonId,
) -> Result<Accreditation, Refused> {
    change(work, by, at, Action::AssignAssessor, |case, work| {
        let officer = as_officer(work, moderator, case.provider)?;
        case.appoint_moderator(&officer).map_err(Refused::from)
    })
}

/// Someone as an officer on a provider's case.
pub(crate) fn as_officer(
    work: &mut Work<'_, '_>,
    person: PersonId,
    provider: OrganisationId,
) -> Result<Officer, Refused> {
    let memberships = work.memberships_of(person)?;
    let declared_conflict = declared_conflict(work, person, provider)?;
    Ok(Officer { person, memberships, declared_conflict })
}
