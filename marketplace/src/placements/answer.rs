//! Answering what was asked about an application.

use super::change::change;
use crate::{At, Work};
use domain::placements::Placement;
use domain::values::Prose;
use domain::{Action, Actor, PlacementId, Refused};

/// Answers what was asked.
///
/// # Errors
/// When nothing was asked, or its last day is over.
pub fn answer(
    work: &mut Work<'_, '_>,
    by: &Actor,
    at: At<PlacementId>,
    answer: Prose,
) -> Result<Placement, Refused> {
    change(work, by, at, Action::ApplyToLot, |placement, work| placement.answer(answer, work.now()))
}
