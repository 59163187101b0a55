//! Suspending a provider from a lot.

use super::change::change;
use super::letters::write_to_provider;
use crate::{At, Work};
use domain::casework::Suspend;
use domain::kernel::time::printed_day;
use domain::placements::Placement;
use domain::{Action, Actor, PlacementId, Refused};

/// Suspends a provider from a lot. Its listings go with the same commit.
///
/// # Errors
/// When the provider does not stand on the lot.
pub fn suspend(
    work: &mut Work<'_, '_>,
    by: &Actor,
    at: At<PlacementId>,
    suspension: &Suspend,
) -> Result<Placement, Refused> {
    let placement = change(work, by, at, Action::SuspendPlacement, |placement, work| {
        placement.suspend(suspension.clone(), work.now())
    })?;
    let until = suspension.until.map_or_else(
        || "It lasts until we write to you again.".to_owned(),
        |day| format!("You are back on the lot on {}, without having to do anything.", printed_day(day)),
    );
    let says = [suspension.reason.as_str(), &until, "Until then your offerings are in no directory."];
    write_to_provider(work, &placement, "Your place on {lot} is suspended", &says)?;
    Ok(placement)
}
