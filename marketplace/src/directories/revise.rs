//! Changing what a directory says and admits.

use super::content::{check_rule, with_hosts};
use super::kept_by;
use crate::Work;
use domain::directories::{Directory, DirectoryContent};
use domain::values::Slug;
use domain::{Actor, Refused};

/// Changes what a directory says and admits. Its listings follow.
///
/// # Errors
/// When the asker may not, it changed since, its address would change, a host name is taken, or the rule
/// names what does not exist.
pub fn revise(
    work: &mut Work<'_, '_>,
    by: &Actor,
    slug: &Slug,
    version: i64,
    content: DirectoryContent,
) -> Result<Directory, Refused> {
    let (directory, permit) = kept_by(work, by, slug, version)?;
    check_rule(work, &content.admits)?;
    let saved = work.save(&permit, directory.revise(content)?)?;
    with_hosts(work, saved)
}
