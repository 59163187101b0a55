//! Going back to an earlier edition.

use super::content::{Published, check, publish_edition};
use super::kept_by;
use crate::Work;
use domain::directories::Directory;
use domain::values::Slug;
use domain::{Actor, Refused};

/// Lets a directory say what an earlier edition said, as a new edition: those in between stay.
///
/// # Errors
/// When the asker may not, it changed since, there is no such edition, it says that already, or what the edition
/// names is there no more.
pub fn restore(
    work: &mut Work<'_, '_>,
    by: &Actor,
    slug: &Slug,
    version: i64,
    number: u32,
) -> Result<Directory, Refused> {
    let (directory, permit) = kept_by(work, by, slug, version)?;
    let earlier = work.edition(directory.id, number)?;
    let before = directory.content.clone();
    let changed = directory.restore(&earlier)?;
    check(work, Some(changed.next.id), &changed.next.content)?;
    publish_edition(work, &permit, changed, Published { before: Some(&before), restores: Some(number) })
}
