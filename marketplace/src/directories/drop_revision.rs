//! Taking back what a directory was to say.

use super::kept_by;
use crate::Work;
use domain::directories::Directory;
use domain::values::Slug;
use domain::{Actor, Refused};

/// Takes the revision of a directory back. What it says stays.
///
/// # Errors
/// When the asker may not, it changed since, or nothing waits.
pub fn drop_revision(
    work: &mut Work<'_, '_>,
    by: &Actor,
    slug: &Slug,
    version: i64,
) -> Result<Directory, Refused> {
    let (directory, permit) = kept_by(work, by, slug, version)?;
    Ok(work.save(&permit, directory.drop_revision()?)?)
}
