//! The event log: sealing what is committed, and proving that the chain holds.

use crate::{Market, Work};
use domain::{Action, Actor, Platform, Refused};
use store::events::Verdict;

/// Numbers and seals everything that is committed. Gives how many entries; `None` when another node
/// leads just now and will do it.
///
/// # Errors
/// When the database fails; what was sealed until then stays.
pub fn seal(market: &Market) -> Result<Option<usize>, Refused> {
    let mut sealed = 0;
    loop {
        match market.store().seal_committed()? {
            None => return Ok(None),
            Some(0) => return Ok(Some(sealed)),
            Some(more) => sealed += more,
        }
    }
}

/// Follows the whole chain. `progress` hears each number reached.
///
/// # Errors
/// When the asker may not read the log or the database fails.
pub fn verify(work: &mut Work<'_, '_>, by: &Actor, progress: impl FnMut(i64)) -> Result<Verdict, Refused> {
    let _permit = by.may(Action::ReadAudit, &Platform)?;
    Ok(work.verify_chain(progress)?)
}
