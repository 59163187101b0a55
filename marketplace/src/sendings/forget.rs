//! Forgetting whence entries were sent and where to.

use crate::Market;
use domain::sendings::SendingLimits;
use domain::{Refused, Timestamp};

/// Forgets the hashes by which a flood of messages is known, an hour after. Any node may do it at any time.
///
/// # Errors
/// When the database fails.
pub fn forget_due(market: &Market) -> Result<(), Refused> {
    let within = SendingLimits::of_one_sender(0).within;
    let before = market.clock().now().checked_sub(within).unwrap_or(Timestamp::MIN);
    if market.read(|work| Ok(work.has_sendings_before(before)?))? {
        market.write(|work| Ok(work.forget_sendings_before(before)?))?;
    }
    Ok(())
}
