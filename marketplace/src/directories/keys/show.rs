//! Reading keys: never their secrets, which nobody has.

use crate::Work;
use crate::organisations::Page;
use domain::directories::keys::DirectoryKey;
use domain::values::Slug;
use domain::{Action, Actor, DirectoryKeyId, Refused};

/// A key.
///
/// # Errors
/// [`Refused::NotFound`] when it is not there or the asker may not know of it.
pub fn show(work: &mut Work<'_, '_>, by: &Actor, id: DirectoryKeyId) -> Result<DirectoryKey, Refused> {
    let key: DirectoryKey = work.find(id)?;
    let _permit = by.may(Action::ReadDirectory, &key)?;
    Ok(key)
}

/// A directory's keys, newest first.
///
/// # Errors
/// As [`show`].
pub fn list_of(
    work: &mut Work<'_, '_>,
    by: &Actor,
    directory: &Slug,
    page: &Page<DirectoryKeyId>,
) -> Result<Vec<DirectoryKey>, Refused> {
    let directory = work.directory_called(directory)?.ok_or(Refused::NotFound("directory"))?;
    let _permit = by.may(Action::ReadDirectory, &directory)?;
    Ok(work.directory_keys_of(directory.id, page.after, page.limit)?)
}
