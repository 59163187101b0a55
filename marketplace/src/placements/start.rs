//! Starting an application to a lot.

use super::eligibility::own_on_lot;
use crate::{Work, declarations};
use domain::organisations::Organisation;
use domain::placements::{Candidate, CannotPlace, Placement, Start};
use domain::{Action, Actor, Refused};

/// Starts an application to a lot, and the declaration that its framework asks for where there is none yet.
///
/// # Errors
/// When the provider may not hold places, the framework takes no applications, or the provider has an
/// application to this lot, or a place on it, already.
pub fn start(work: &mut Work<'_, '_>, by: &Actor, command: &Start) -> Result<Placement, Refused> {
    let permit = by.may(Action::ApplyToLot, &command.provider)?;
    let provider: Organisation = work.find(command.provider)?;
    let framework = work.framework(&command.framework)?.ok_or(Refused::NotFound("framework"))?;
    let own = own_on_lot(work, command)?;
    let (framework, lot, now) = (&framework, &command.lot, work.now());
    let candidate = Candidate { provider: &provider, framework, lot, own: &own, now };
    let changed = Placement::start(work.fresh_id(), &candidate)?;
    let saved = work.save(&permit, changed);
    // A rival for the same lot at the same moment is stopped by the database.
    let placement = saved.map_err(|error| Refused::from(error).duplicate_means(CannotPlace::AlreadyOnLot))?;
    if framework.definition.declaration.is_some() {
        declarations::begin(work, &permit, placement.provider, &placement.framework)?;
    }
    Ok(placement)
}
