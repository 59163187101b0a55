//! Appealing against a decision.

use super::change::{change, standard_of};
use crate::{At, Work};
use domain::accreditation::Accreditation;
use domain::values::Prose;
use domain::{AccreditationId, Action, Actor, Refused};

/// Appeals against a refusal, conditions or a revocation.
///
/// # Errors
/// When there is nothing to appeal against, it is too late, or an appeal was heard before.
pub fn appeal(
    work: &mut Work<'_, '_>,
    by: &Actor,
    at: At<AccreditationId>,
    grounds: Prose,
) -> Result<Accreditation, Refused> {
    change(work, by, at, Action::AppealDecision, |case, work| {
        let standard = standard_of(work, &case)?;
        case.appeal(grounds, &standard, work.now()).map_err(Refused::from)
    })
}
