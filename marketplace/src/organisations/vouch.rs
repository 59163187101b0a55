//! Vouching for an organisation after a check by other means.

use crate::Work;
use domain::organisations::Organisation;
use domain::values::Line;
use domain::{Action, Actor, Denied, OrganisationId, Refused};

/// Vouches for an organisation: a person of the authority saw what a register cannot tell.
///
/// # Errors
/// When it is not a provider or partner, or was changed since `version`.
pub fn vouch(
    work: &mut Work<'_, '_>,
    by: &Actor,
    id: OrganisationId,
    version: i64,
    how: Line,
) -> Result<Organisation, Refused> {
    let permit = by.may(Action::VouchForOrganisation, &id)?;
    let person = by.person().ok_or(Denied::WrongRole(Action::VouchForOrganisation))?;
    let organisation: Organisation = work.find(id)?;
    work.expect_version(&organisation, version)?;
    let changed = organisation.vouch(how, person, work.now())?;
    Ok(work.save(&permit, changed)?)
}
