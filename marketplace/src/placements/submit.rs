//! Submitting an application.

use super::change::change;
use super::letters::write_to_provider;
use super::sending::Surroundings;
use crate::{At, Work};
use domain::placements::Placement;
use domain::{Action, Actor, PlacementId, Refused};

/// Sends the application. What is sent is complete, and never changes again.
///
/// # Errors
/// When it was sent before, the framework takes no applications now, or something is missing, in the
/// answers or in the declaration.
pub fn submit(work: &mut Work<'_, '_>, by: &Actor, at: At<PlacementId>) -> Result<Placement, Refused> {
    let placement = change(work, by, at, Action::ApplyToLot, |placement, work| {
        let surroundings = Surroundings::of(work, &placement)?;
        placement.submit(&surroundings.sending(work.now())).map_err(Refused::from)
    })?;
    super::submission::keep(work, &placement)?;
    let says = "We have your application. A category manager will take it up, and may ask you something.";
    write_to_provider(work, &placement, "Your application to {lot} has arrived", &[says])?;
    Ok(placement)
}
