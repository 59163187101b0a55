//! Reading directories' settings. What is listed in them is public: see [`super::LiveDirectories`].

use crate::Work;
use crate::organisations::Page;
use domain::directories::Directory;
use domain::organisations::Organisation;
use domain::values::Slug;
use domain::{Action, Actor, Platform, Refused};
use store::directories::{AfterDirectory, WantedDirectories};

/// A directory's settings.
///
/// # Errors
/// [`Refused::NotFound`] when it is not there or the asker may not know of it.
pub fn show(work: &mut Work<'_, '_>, by: &Actor, slug: &Slug) -> Result<Directory, Refused> {
    let directory = work.directory_called(slug)?.ok_or(Refused::NotFound("directory"))?;
    let _permit = by.may(Action::ReadDirectory, &directory)?;
    Ok(directory)
}

/// Directories of an owner, or of everyone for those who may read any, by name, each with where the page after it begins.
///
/// # Errors
/// When the asker may not.
pub fn list_of(
    work: &mut Work<'_, '_>,
    by: &Actor,
    wanted: &WantedDirectories,
    page: &Page<AfterDirectory>,
) -> Result<Vec<(Directory, AfterDirectory)>, Refused> {
    let _permit = match &wanted.owner {
        Some(owner) => by.may(Action::ReadDirectory, owner)?,
        None => by.may(Action::ReadDirectory, &Platform)?,
    };
    // Also who may read any organisation's is told when there is none.
    if let Some(owner) = wanted.owner {
        let _: Organisation = work.find(owner)?;
    }
    Ok(work.directories_wanted(wanted, page.after.as_ref(), page.limit)?)
}
