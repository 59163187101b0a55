//! Saving answers and partners.

use super::change::{applied_to, change};
use crate::{At, Work};
use domain::organisations::Organisation;
use domain::placements::{Fill, Placement};
use domain::{Action, Actor, PlacementId, Refused};

/// Saves answers, laid over those already there, and the partners where they are given.
///
/// # Errors
/// When it was submitted, an answer breaks its limits, or a partner cannot be one.
pub fn fill(
    work: &mut Work<'_, '_>,
    by: &Actor,
    at: At<PlacementId>,
    fill: Fill,
) -> Result<Placement, Refused> {
    change(work, by, at, Action::ApplyToLot, |placement, work| {
        let provider: Organisation = work.find(placement.provider)?;
        let (_, lot) = applied_to(work, &placement)?;
        placement.fill(fill, &provider, &lot).map_err(Refused::from)
    })
}
