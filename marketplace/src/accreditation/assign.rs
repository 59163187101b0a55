//! Giving an application to an assessor.

use super::change::{change, declared_conflict};
use crate::{At, Work};
use domain::accreditation::{Accreditation, Officer};
use domain::{AccreditationId, Action, Actor, PersonId, Refused};

/// Gives the application to an assessor, or to another one: never to a member of the provider or its
/// partners, nor to one who declared a conflict with it.
///
/// # Errors
/// When it does not wait for one, or the person has a conflict or is no assessor.
pub fn assign(
    work: &mut Work<'_, '_>,
    by: &Actor,
    at: At<AccreditationId>,
    assessor: PersonId,
) -> Result<Accreditation, Refused> {
    change(work, by, at, Action::AssignAssessor, |case, work| {
        let memberships = work.memberships_of(assessor)?;
        let declared_conflict = declared_conflict(work, assessor, case.provider)?;
        let officer = Officer { person: assessor, memberships, declared_conflict };
        case.assign(&officer).map_err(Refused::from)
    })
}
