//! Reading directories' settings. What is listed in them is public: see [`super::LiveDirectories`].

use crate::Work;
use crate::organisations::Page;
use domain::directories::Directory;
use domain::organisations::Organisation;
use domain::values::Slug;
use domain::{Action, Actor, DirectoryId, OrganisationId, Platform, Refused};

/// A directory's settings.
///
/// # Errors
/// [`Refused::NotFound`] when it is not there or the asker may not know of it.
pub fn show(work: &mut Work<'_, '_>, by: &Actor, slug: &Slug) -> Result<Directory, Refused> {
    let directory = work.directory_called(slug)?.ok_or(Refused::NotFound("directory"))?;
    let _permit = by.may(Action::ReadDirectory, &directory)?;
    Ok(directory)
}

/// Directories of an owner, or of everyone for those who may read any, by name.
///
/// # Errors
/// When the asker may not.
pub fn list_of(
    work: &mut Work<'_, '_>,
    by: &Actor,
    owner: Option<OrganisationId>,
    page: &Page<(String, DirectoryId)>,
) -> Result<Vec<Directory>, Refused> {
    let _permit = match &owner {
        Some(owner) => by.may(Action::ReadDirectory, owner)?,
        None => by.may(Action::ReadDirectory, &Platform)?,
    };
    let after = page.after.as_ref().map(|(name, id)| (name.as_str(), *id));
    // Also who may read any organisation's is told when there is none.
    if let Some(owner) = owner {
        let _: Organisation = work.find(owner)?;
    }
    Ok(work.directories_of(owner, after, page.limit)?)
}
