//! How much a directory lists.

use super::Unready;
use crate::Market;
use domain::directories::Directory;
use finder::Query;

/// How many offerings a directory lists now, as the public sees it.
///
/// # Errors
/// Before the listings were first read, and when they are too old.
pub fn count_listed(market: &Market, directory: &Directory) -> Result<u64, Unready> {
    let now = market.clock().now();
    let listings = market.directories().listings(now)?;
    let everything = Query::new(directory.id.uuid(), now);
    Ok(listings.search(&everything).map_or(0, |answer| answer.total))
}
