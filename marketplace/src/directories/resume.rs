//! Opening a directory again.

use super::kept_by;
use crate::Work;
use domain::directories::Directory;
use domain::values::Slug;
use domain::{Actor, Refused};

/// Opens a directory again that was closed for a while.
///
/// # Errors
/// When the asker may not, it changed since, or it is not paused.
pub fn resume(work: &mut Work<'_, '_>, by: &Actor, slug: &Slug, version: i64) -> Result<Directory, Refused> {
    let (directory, permit) = kept_by(work, by, slug, version)?;
    Ok(work.save(&permit, directory.resume()?)?)
}
