//! Proving that the chain holds.

use crate::Work;
use domain::{Action, Actor, Platform, Refused};
use store::events::Verdict;

/// Follows the whole chain. `progress` hears each number reached.
///
/// # Errors
/// When the asker may not read the log or the database fails.
pub fn verify(work: &mut Work<'_, '_>, by: &Actor, progress: impl FnMut(i64)) -> Result<Verdict, Refused> {
    let _permit = by.may(Action::ReadAudit, &Platform)?;
    Ok(work.verify_chain(progress)?)
}
