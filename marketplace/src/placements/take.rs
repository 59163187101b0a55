//! Taking an application up.

use super::change::change;
use crate::{At, Work};
use domain::placements::Placement;
use domain::{Action, Actor, PlacementId, Refused};

/// Takes an application up; also again when a clarification was not answered by its day.
///
/// # Errors
/// When it is not waiting, or the provider still has time to answer.
pub fn take(work: &mut Work<'_, '_>, by: &Actor, at: At<PlacementId>) -> Result<Placement, Refused> {
    change(work, by, at, Action::DecidePlacement, |placement, work| placement.take(work.now()))
}
