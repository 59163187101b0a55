//! Signing the framework agreement for the authority.

use super::change::change;
use super::letters::write_to_provider;
use crate::{At, Work};
use domain::placements::{CannotPlace, Placement};
use domain::{Action, Actor, PlacementId, Refused};

/// Signs for the authority: from here on the provider stands on the lot.
///
/// # Errors
/// When the provider has not signed, or this was done before; a program cannot sign.
pub fn countersign(work: &mut Work<'_, '_>, by: &Actor, at: At<PlacementId>) -> Result<Placement, Refused> {
    let placement = change(work, by, at, Action::DecidePlacement, |placement, work| {
        let person = by.person().ok_or(CannotPlace::NotAPerson)?;
        placement.countersign(person, work.now())
    })?;
    super::agreement::keep(work, &placement)?;
    let says = "The agreement is signed by both sides. Departments can now buy from you through this lot.";
    write_to_provider(work, &placement, "You have a place on {lot}", &[says])?;
    Ok(placement)
}
