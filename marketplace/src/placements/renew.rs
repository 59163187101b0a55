//! Saying that something which was told of in an application lasts longer.

use super::change::change;
use crate::{At, Work};
use domain::casework::Renew;
use domain::placements::Placement;
use domain::{Action, Actor, PlacementId, Refused};

/// Lays a later day beside an answer that was sent, which stays as it is.
///
/// # Errors
/// When the answer tells of nothing that runs out, or the day is not later.
pub fn renew(
    work: &mut Work<'_, '_>,
    by: &Actor,
    at: At<PlacementId>,
    command: Renew,
) -> Result<Placement, Refused> {
    change(work, by, at, Action::ApplyToLot, |placement, work| placement.renew(command, work.now()))
}
