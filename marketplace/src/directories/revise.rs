//! Changing what a directory says and admits, at once.

use super::content::{Published, check, publish_edition};
use super::kept_by;
use crate::Work;
use domain::directories::{Directory, DirectoryContent};
use domain::values::Slug;
use domain::{Actor, Refused};

/// Changes what a directory says and admits. Its listings follow.
///
/// # Errors
/// When the asker may not, it changed since, its address would change, a host name is taken, or the rule or the
/// brand names what does not exist.
pub fn revise(
    work: &mut Work<'_, '_>,
    by: &Actor,
    slug: &Slug,
    version: i64,
    content: DirectoryContent,
) -> Result<Directory, Refused> {
    let (directory, permit) = kept_by(work, by, slug, version)?;
    check(work, Some(directory.id), &content)?;
    let before = directory.content.clone();
    let changed = directory.revise(content)?;
    publish_edition(work, &permit, changed, Published::instead_of(&before))
}
