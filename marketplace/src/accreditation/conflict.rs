//! Declaring a conflict of interest.

use super::change::{change, officer};
use crate::{At, Work};
use domain::accreditation::Accreditation;
use domain::values::Prose;
use domain::{AccreditationId, Action, Actor, Refused};

/// Someone of the authority declares a conflict of interest. From then on there is no case of this provider for
/// that person: none to see, and none to act on. An assessor gives the case back with it.
///
/// # Errors
/// When an assessor has recommended already, or the person is not of the authority.
pub fn declare_conflict(
    work: &mut Work<'_, '_>,
    by: &Actor,
    at: At<AccreditationId>,
    reason: Prose,
) -> Result<Accreditation, Refused> {
    let case = change(work, by, at, Action::ReadAccreditation, |case, work| {
        let officer = officer(work, by, case.provider)?;
        case.declare_conflict(&officer, reason, work.now()).map_err(Refused::from)
    })?;
    if let Some(person) = by.person() {
        work.remember_conflict(person, case.provider)?;
    }
    Ok(case)
}
