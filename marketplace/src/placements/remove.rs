//! Taking a provider off a lot for good.

use super::change::change;
use super::letters::write_to_provider;
use crate::{At, Work};
use domain::placements::Placement;
use domain::values::Prose;
use domain::{Action, Actor, PlacementId, Refused};

/// Takes a provider off a lot for good.
///
/// # Errors
/// When it is not on the lot.
pub fn remove(
    work: &mut Work<'_, '_>,
    by: &Actor,
    at: At<PlacementId>,
    reason: &Prose,
) -> Result<Placement, Refused> {
    let placement = change(work, by, at, Action::SuspendPlacement, |placement, work| {
        placement.remove(reason.clone(), work.now())
    })?;
    write_to_provider(work, &placement, "You no longer have a place on {lot}", &[reason.as_str()])?;
    Ok(placement)
}
