//! Revoking a key.

use crate::Work;
use domain::directories::keys::DirectoryKey;
use domain::{Action, Actor, DirectoryKeyId, Refused};

/// Revokes a key for good. No node answers by it a second later.
///
/// # Errors
/// When the asker may not, or it was revoked before.
pub fn revoke(work: &mut Work<'_, '_>, by: &Actor, id: DirectoryKeyId) -> Result<DirectoryKey, Refused> {
    let key: DirectoryKey = work.find(id)?;
    let permit = by.may(Action::KeepDirectories, &key)?;
    let changed = key.revoke(work.now())?;
    Ok(work.save(&permit, changed)?)
}
