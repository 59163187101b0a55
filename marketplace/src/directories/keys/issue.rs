//! Issuing a key.

use super::{NewKey, fresh_key_secret};
use crate::Work;
use domain::directories::keys::{DirectoryKey, IssueKey};
use domain::values::Slug;
use domain::{Action, Actor, Refused};

/// Issues a key to a directory. Its secret is shown once.
///
/// # Errors
/// When the asker may not, the key's last day is over, or the directory has as many as it can.
pub fn issue(
    work: &mut Work<'_, '_>,
    by: &Actor,
    directory: &Slug,
    command: IssueKey,
) -> Result<NewKey, Refused> {
    let directory = work.directory_called(directory)?.ok_or(Refused::NotFound("directory"))?;
    let permit = by.may(Action::KeepDirectories, &directory)?;
    let now = work.now();
    let others = work.directory_keys_of(directory.id, None, i64::MAX)?;
    let working = others.iter().filter(|key| key.works(now)).count();
    let (secret, hash) = fresh_key_secret()?;
    let changed = DirectoryKey::issue(work.fresh_id(), &directory, working, command, hash, now)?;
    Ok(NewKey { key: work.save(&permit, changed)?, secret })
}
