//! The authority's queue of applications.

use crate::Work;
use domain::{Action, Actor, Platform, Refused};
use store::placements::{PlacementKey, PlacementSort, Queued, WantedPlacements};

/// Placements with the names of their providers, in an order, after a key.
///
/// # Errors
/// When the asker may not read everybody's.
pub fn queue(
    work: &mut Work<'_, '_>,
    by: &Actor,
    wanted: &WantedPlacements,
    sort: PlacementSort,
    after: Option<&PlacementKey>,
    limit: i64,
) -> Result<Vec<Queued>, Refused> {
    let _permit = by.may(Action::ReadPlacement, &Platform)?;
    Ok(work.placement_queue(wanted, sort, after, limit)?)
}
