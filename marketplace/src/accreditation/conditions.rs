//! Finding conditions met.

use super::change::{change, officer};
use crate::{At, Work};
use domain::accreditation::Accreditation;
use domain::{AccreditationId, Action, Actor, Refused};

/// Notes that a condition was found to be met, by its place in the list.
///
/// # Errors
/// When there is no such condition that is still to be met.
pub fn meet_condition(
    work: &mut Work<'_, '_>,
    by: &Actor,
    at: At<AccreditationId>,
    place: usize,
) -> Result<Accreditation, Refused> {
    change(work, by, at, Action::DecideAccreditation, |case, work| {
        let officer = officer(work, by, case.provider)?;
        case.meet_condition(&officer, place, work.now()).map_err(Refused::from)
    })
}
