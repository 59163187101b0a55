//! Saying that an organisation's details are right.

use crate::{At, Work};
use domain::organisations::Organisation;
use domain::{Action, Actor, OrganisationId, Refused};

/// Notes that someone of the organisation has looked at its details, as they were read, and that they are right.
///
/// # Errors
/// When they were changed since they were read, or it is no provider.
pub fn confirm_details(
    work: &mut Work<'_, '_>,
    by: &Actor,
    at: At<OrganisationId>,
) -> Result<Organisation, Refused> {
    let permit = by.may(Action::EditOrganisation, &at.id)?;
    let organisation: Organisation = work.find(at.id)?;
    work.expect_version(&organisation, at.version)?;
    let confirmed = organisation.confirm_details(work.now())?;
    Ok(work.save(&permit, confirmed)?)
}
