//! Sealing.

use crate::Market;
use domain::Refused;

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
