//! Saving evidence and scope.

use super::change::{change, standard_of};
use crate::{At, Work};
use domain::accreditation::Accreditation;
use domain::accreditation::commands::Fill;
use domain::organisations::Organisation;
use domain::{AccreditationId, Action, Actor, Refused};

/// Saves evidence, criterion by criterion, and the scope where it is given.
///
/// # Errors
/// When it is past that, or a criterion is not one of the Standard.
pub fn fill(
    work: &mut Work<'_, '_>,
    by: &Actor,
    at: At<AccreditationId>,
    fill: Fill,
) -> Result<Accreditation, Refused> {
    change(work, by, at, Action::ApplyForMark, |case, work| {
        let provider: Organisation = work.find(case.provider)?;
        let standard = standard_of(work, &case)?;
        case.fill(fill, &provider, &standard).map_err(Refused::from)
    })
}
