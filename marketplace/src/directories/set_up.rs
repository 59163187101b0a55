//! Setting a directory up.

use super::content::{Published, check, publish_edition};
use crate::Work;
use domain::directories::{CannotKeepDirectory, Directory, DirectoryContent};
use domain::organisations::Organisation;
use domain::{Action, Actor, OrganisationId, OrganisationKind, Refused};

/// Sets a directory of a department up, as a draft.
///
/// # Errors
/// When the asker may not, the owner is no department, the address or a host name is taken, or the rule
/// names what does not exist.
pub fn set_up(
    work: &mut Work<'_, '_>,
    by: &Actor,
    owner: OrganisationId,
    content: DirectoryContent,
) -> Result<Directory, Refused> {
    let permit = by.may(Action::KeepDirectories, &owner)?;
    let organisation: Organisation = work.find(owner)?;
    if organisation.kind != OrganisationKind::Department {
        return Err(CannotKeepDirectory::NotADepartment.into());
    }
    check(work, None, &content)?;
    let taken = CannotKeepDirectory::SlugTaken(content.slug.clone());
    if work.directory_called(&content.slug)?.is_some() {
        return Err(taken.into());
    }
    let changed = Directory::drafted(work.fresh_id(), owner, content);
    let published = Published { before: None, restores: None };
    publish_edition(work, &permit, changed, published).map_err(|refused| refused.duplicate_means(taken))
}
