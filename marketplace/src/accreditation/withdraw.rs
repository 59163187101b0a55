//! Taking an application back.

use super::renewal::renewal_decided;
use crate::{At, Work};
use domain::accreditation::Accreditation;
use domain::{AccreditationId, Action, Actor, Refused};

/// Takes an application back. A mark that it would have renewed ends when it would have.
///
/// # Errors
/// When it is decided.
pub fn withdraw(
    work: &mut Work<'_, '_>,
    by: &Actor,
    at: At<AccreditationId>,
) -> Result<Accreditation, Refused> {
    let case = work.find::<Accreditation>(at.id)?;
    let permit = by.may(Action::ApplyForMark, &case)?;
    work.expect_version(&case, at.version)?;
    let case = work.save(&permit, case.withdraw()?)?;
    renewal_decided(work, &permit, &case)?;
    Ok(case)
}
