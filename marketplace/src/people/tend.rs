//! What has to be done about people from time to time.

use super::{rotate_keys, seal_one_time_secrets};
use crate::Market;
use domain::Refused;
use domain::people::{Rotation, still_published};
use jiff::SignedDuration;

/// A session that was last used so long ago is forgotten; it had ended long before.
const SESSIONS_KEPT: SignedDuration = SignedDuration::from_hours(30 * 24);
/// A mailed link that stopped working so long ago is forgotten.
const LINKS_KEPT: SignedDuration = SignedDuration::from_hours(30 * 24);

/// Lets keys take turns, seals secrets that another node left open, and forgets sessions and mailed links that
/// ended long ago, and pages that no browser goes back to any more. Any node may do it at any time.
///
/// # Errors
/// When the database fails.
pub fn tend(market: &Market) -> Result<(), Refused> {
    let (rotation, now) = (Rotation::default(), market.clock().now());
    let keys = market.read(|work| Ok(work.signing_keys()?))?;
    if rotation.due(&keys, now).is_some() || keys.iter().any(|key| !still_published(key, rotation, now)) {
        market.write(rotate_keys)?;
    }
    seal_one_time_secrets(market)?;
    let before = |kept: SignedDuration| now.checked_sub(kept).unwrap_or(now);
    let old =
        market.read(|work| Ok(work.has_old_sessions_or_links(before(SESSIONS_KEPT), before(LINKS_KEPT))?))?;
    if old {
        market.write(|work| {
            work.forget_sessions_before(before(SESSIONS_KEPT))?;
            work.forget_mail_tokens_before(before(LINKS_KEPT))?;
            Ok(())
        })?;
    }
    if market.read(|work| Ok(work.has_pages_to_forget()?))? {
        market.write(|work| Ok(work.forget_pages_over()?))?;
    }
    Ok(())
}
