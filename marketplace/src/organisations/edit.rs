//! Changing an organisation's details.

use super::register::claim_numbers;
use crate::Work;
use domain::organisations::{EditOrganisation, Organisation};
use domain::{Action, Actor, OrganisationId, Refused};

/// Changes an organisation's details, whole. A register number that is new is checked soon.
///
/// # Errors
/// When it was changed since `version`, or another organisation has one of the numbers.
pub fn edit(
    work: &mut Work<'_, '_>,
    by: &Actor,
    id: OrganisationId,
    version: i64,
    command: EditOrganisation,
) -> Result<Organisation, Refused> {
    let permit = by.may(Action::EditOrganisation, &id)?;
    let organisation: Organisation = work.find(id)?;
    work.expect_version(&organisation, version)?;
    let changed = organisation.edit(command, work.now())?;
    let edited = work.save(&permit, changed)?;
    claim_numbers(work, &edited)?;
    Ok(edited)
}
