//! Reading organisations.

use crate::Work;
use domain::organisations::Organisation;
use domain::{Action, Actor, OrganisationId, OrganisationKind, Refused};

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

/// Providers by name, for those who may read any.
///
/// # Errors
/// When the asker may not, or the database fails.
pub fn list_providers(
    work: &mut Work<'_, '_>,
    by: &Actor,
    page: &Page<(String, OrganisationId)>,
) -> Result<Vec<Organisation>, Refused> {
    list(work, by, OrganisationKind::Provider, page)
}

/// Organisations of a kind by name, for those who may read any.
///
/// # Errors
/// When the asker may not, or the database fails.
pub fn list(
    work: &mut Work<'_, '_>,
    by: &Actor,
    kind: OrganisationKind,
    page: &Page<(String, OrganisationId)>,
) -> Result<Vec<Organisation>, Refused> {
    let _permit = by.may(Action::ReadOrganisation, &domain::Platform)?;
    let after = page.after.as_ref().map(|(name, id)| (name.as_str(), *id));
    Ok(work.organisations_of(kind, after, page.limit)?)
}
