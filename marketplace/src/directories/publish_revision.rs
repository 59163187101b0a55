//! Publishing what waits.

use super::content::{Published, check, publish_edition};
use super::kept_by;
use crate::Work;
use domain::directories::Directory;
use domain::values::Slug;
use domain::{Actor, Refused};

/// Lets a directory say what its revision says. Its listings follow.
///
/// # Errors
/// When the asker may not, it changed since, nothing waits, something else was published since the revision was
/// saved, or what it names is there no more.
pub fn publish_revision(
    work: &mut Work<'_, '_>,
    by: &Actor,
    slug: &Slug,
    version: i64,
) -> Result<Directory, Refused> {
    let (directory, permit) = kept_by(work, by, slug, version)?;
    let before = directory.content.clone();
    let changed = directory.publish_revision()?;
    check(work, Some(changed.next.id), &changed.next.content)?;
    publish_edition(work, &permit, changed, Published::instead_of(&before))
}
