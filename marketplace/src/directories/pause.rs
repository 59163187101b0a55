//! Closing a directory for a while.

use super::kept_by;
use crate::Work;
use domain::directories::Directory;
use domain::values::Slug;
use domain::{Actor, Refused};

/// Closes a directory for a while. Nothing is shown in it from the same commit on.
///
/// # Errors
/// When the asker may not, it changed since, or it is not live.
pub fn pause(work: &mut Work<'_, '_>, by: &Actor, slug: &Slug, version: i64) -> Result<Directory, Refused> {
    let (directory, permit) = kept_by(work, by, slug, version)?;
    Ok(work.save(&permit, directory.pause()?)?)
}
