//! Taking an application back.

use super::change::change;
use crate::{At, Work};
use domain::placements::Placement;
use domain::{Action, Actor, PlacementId, Refused};

/// Takes an application back.
///
/// # Errors
/// When it is signed, or at an end.
pub fn withdraw(work: &mut Work<'_, '_>, by: &Actor, at: At<PlacementId>) -> Result<Placement, Refused> {
    change(work, by, at, Action::ApplyToLot, |placement, _| placement.withdraw())
}
