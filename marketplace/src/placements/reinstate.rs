//! Putting a provider back on a lot: by a decision, or because the day has come.

use super::change::change;
use super::letters::write_to_provider;
use crate::{At, Work};
use domain::placements::Placement;
use domain::{Action, Actor, PlacementId, Refused};

const SUBJECT: &str = "You are back on {lot}";
const SAYS: &str =
    "Your suspension is over. Your offerings are shown again wherever else nothing stands in the way.";

/// Puts a provider back on a lot by a decision.
///
/// # Errors
/// When it is not suspended.
pub fn reinstate(work: &mut Work<'_, '_>, by: &Actor, at: At<PlacementId>) -> Result<Placement, Refused> {
    let placement =
        change(work, by, at, Action::SuspendPlacement, |placement, work| placement.reinstate(work.now()))?;
    write_to_provider(work, &placement, SUBJECT, &[SAYS])?;
    Ok(placement)
}

/// Writes down one suspension whose day has come. `None`: there is none.
pub(crate) fn write_returns_down(work: &mut Work<'_, '_>, by: &Actor) -> Result<Option<Placement>, Refused> {
    let Some(placement) = work.placement_due()? else { return Ok(None) };
    let permit = by.may(Action::SuspendPlacement, &placement)?;
    let Some(changed) = placement.returned(work.now()) else { return Ok(None) };
    let placement = work.save(&permit, changed)?;
    write_to_provider(work, &placement, SUBJECT, &[SAYS])?;
    Ok(Some(placement))
}
