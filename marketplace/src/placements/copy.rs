//! Copying answers from an earlier application.

use super::change::{applied_to, change};
use crate::{At, Work};
use domain::placements::{CannotPlace, Placement};
use domain::{Action, Actor, PlacementId, Refused};
use store::placements::WantedPlacements;

/// More applications than a provider has.
const MOST: i64 = 200;

/// Copies what an earlier application of the same provider answers to the same questions, where nothing is answered
/// yet.
///
/// # Errors
/// When this was submitted, the earlier one is another's, or nothing of it fits.
pub fn copy(
    work: &mut Work<'_, '_>,
    by: &Actor,
    at: At<PlacementId>,
    from: PlacementId,
) -> Result<Placement, Refused> {
    change(work, by, at, Action::ApplyToLot, |placement, work| {
        let earlier = earlier(work, by, from)?;
        let (_, earlier_lot) = applied_to(work, &earlier)?;
        let (_, lot) = applied_to(work, &placement)?;
        placement.copy(&earlier, &earlier_lot, &lot, work.now()).map_err(Refused::from)
    })
}

/// The application that is copied from. One that its asker may not know of is none of its own.
fn earlier(work: &mut Work<'_, '_>, by: &Actor, id: PlacementId) -> Result<Placement, Refused> {
    let earlier: Option<Placement> = work.look_for(id)?;
    let readable = earlier.filter(|earlier| by.may(Action::ReadPlacement, earlier).is_ok());
    readable.ok_or_else(|| CannotPlace::NotToCopyFrom.into())
}

/// The applications that a draft can copy from, the newest first: those of its provider that have answers to questions
/// that it asks and does not answer yet.
///
/// # Errors
/// When the asker may not know of it.
pub fn to_copy_from(work: &mut Work<'_, '_>, by: &Actor, id: PlacementId) -> Result<Vec<Placement>, Refused> {
    let placement: Placement = work.find(id)?;
    let _permit = by.may(Action::ReadPlacement, &placement)?;
    let (_, lot) = applied_to(work, &placement)?;
    let wanted = WantedPlacements { provider: Some(placement.provider), ..WantedPlacements::default() };
    let mut fitting = vec![];
    for earlier in work.placements_by_age(&wanted, None, MOST)?.into_iter().rev() {
        let (_, earlier_lot) = applied_to(work, &earlier)?;
        if placement.clone().copy(&earlier, &earlier_lot, &lot, work.now()).is_ok() {
            fitting.push(earlier);
        }
    }
    Ok(fitting)
}
