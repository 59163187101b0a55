//! Declaring a conflict of interest.

use super::change::{change, officer};
use crate::{At, Work};
use domain::accreditation::Accreditation;
use domain::values::Prose;
use domain::{AccreditationId, Action, Actor, Refused};

/// The assessor declares a conflict of interest, and can never act on a case of this provider again.
///
/// # Errors
/// When the person is not its assessor, or has recommended already.
pub fn declare_conflict(
    work: &mut Work<'_, '_>,
    by: &Actor,
    at: At<AccreditationId>,
    reason: Prose,
) -> Result<Accreditation, Refused> {
    change(work, by, at, Action::AssessEvidence, |case, work| {
        let officer = officer(work, by, case.provider)?;
        case.declare_conflict(&officer, reason, work.now()).map_err(Refused::from)
    })
}
