//! Beginning an assessment.

use super::change::{change, officer};
use crate::{At, Work};
use domain::accreditation::Accreditation;
use domain::{AccreditationId, Action, Actor, Refused};

/// The assessor begins, having stated that there is no conflict.
///
/// # Errors
/// When the person is not its assessor, or has a conflict after all.
pub fn begin(work: &mut Work<'_, '_>, by: &Actor, at: At<AccreditationId>) -> Result<Accreditation, Refused> {
    change(work, by, at, Action::AssessEvidence, |case, work| {
        let officer = officer(work, by, case.provider)?;
        case.begin(&officer).map_err(Refused::from)
    })
}
