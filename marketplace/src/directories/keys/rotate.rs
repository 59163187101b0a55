//! Giving a key another secret.

use super::{NewKey, fresh_key_secret};
use crate::Work;
use domain::directories::keys::{DirectoryKey, RotateKey};
use domain::{Action, Actor, DirectoryKeyId, Refused};

/// Gives a key a new secret, shown once. The one before works for a while beside it.
///
/// # Errors
/// When the asker may not, or the key works no longer.
pub fn rotate(
    work: &mut Work<'_, '_>,
    by: &Actor,
    id: DirectoryKeyId,
    command: RotateKey,
) -> Result<NewKey, Refused> {
    let key: DirectoryKey = work.find(id)?;
    let permit = by.may(Action::KeepDirectories, &key)?;
    let (secret, hash) = fresh_key_secret()?;
    let changed = key.rotate(command, hash, work.now())?;
    Ok(NewKey { key: work.save(&permit, changed)?, secret })
}
