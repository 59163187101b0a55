//! Reading organisations.

use crate::Work;
use domain::organisations::Organisation;
use domain::{Action, Actor, OrganisationId, Refused};
use store::organisations::{OrganisationKey, WantedOrganisations};

/// A keyset page: where it starts and how long it is.
#[derive(Debug, Clone)]
pub struct Page<Key> {
    /// The last key of the page before.
    pub after: Option<Key>,
    /// At most so many.
    pub limit: i64,
}

/// An organisation's whole entry.
///
/// # Errors
/// [`Refused::NotFound`] when it is not there or the asker may not know of it.
pub fn show(work: &mut Work<'_, '_>, by: &Actor, id: OrganisationId) -> Result<Organisation, Refused> {
    let _permit = by.may(Action::ReadOrganisation, &id)?;
    Ok(work.find(id)?)
}

/// An organisation in a list, and where the page after it begins.
pub type OrganisationListed = (Organisation, OrganisationKey);

/// Organisations in the order wanted, for those who may read any.
///
/// # Errors
/// When the asker may not, or the database fails.
pub fn list(
    work: &mut Work<'_, '_>,
    by: &Actor,
    wanted: &WantedOrganisations,
    page: &Page<OrganisationKey>,
) -> Result<Vec<OrganisationListed>, Refused> {
    let _permit = by.may(Action::ReadOrganisation, &domain::Platform)?;
    Ok(work.organisations_wanted(wanted, page.after.as_ref(), page.limit)?)
}
