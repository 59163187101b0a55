//! Opening a directory.

use super::kept_by;
use crate::Work;
use domain::directories::Directory;
use domain::values::Slug;
use domain::{Actor, Refused};

/// Opens a directory to everyone.
///
/// # Errors
/// When the asker may not, it changed since, or it is no draft.
pub fn publish(work: &mut Work<'_, '_>, by: &Actor, slug: &Slug, version: i64) -> Result<Directory, Refused> {
    let (directory, permit) = kept_by(work, by, slug, version)?;
    Ok(work.save(&permit, directory.publish()?)?)
}
