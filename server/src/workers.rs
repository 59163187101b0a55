//! What goes on beside the web: following the log.

use domain::Refused;
use marketplace::{Market, audit};

/// Brings everything that follows the log up to what is committed now.
///
/// # Errors
/// When the database fails.
pub fn settle(market: &Market) -> Result<(), Refused> {
    audit::seal(market)?;
    Ok(())
}
