//! Saving what a directory will say, beside what it says.

use super::content::{Published, check, publish_edition};
use super::kept_by;
use crate::Work;
use domain::directories::{Directory, DirectoryContent};
use domain::values::Slug;
use domain::{Actor, Refused};

/// Saves what a directory will say once that is published. While the directory is a draft itself it says so at once.
///
/// # Errors
/// When the asker may not, it changed since, its address would change, or the rule or the brand names what does
/// not exist.
pub fn save_revision(
    work: &mut Work<'_, '_>,
    by: &Actor,
    slug: &Slug,
    version: i64,
    content: DirectoryContent,
) -> Result<Directory, Refused> {
    let (directory, permit) = kept_by(work, by, slug, version)?;
    check(work, Some(directory.id), &content)?;
    let (before, edition) = (directory.content.clone(), directory.edition);
    let changed = directory.save_revision(content, permit.by(), work.now())?;
    if changed.next.edition == edition {
        return Ok(work.save(&permit, changed)?);
    }
    publish_edition(work, &permit, changed, Published::instead_of(&before))
}
