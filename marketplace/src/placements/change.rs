//! What every change to a placement has in common.

use crate::{At, Work};
use domain::frameworks::{Framework, Lot};
use domain::placements::Placement;
use domain::{Action, Actor, Changed, PlacementId, Refused};

/// Loads, asks for the right, checks the version, lets `decide` decide, saves.
pub(super) fn change<R: Into<Refused>>(
    work: &mut Work<'_, '_>,
    by: &Actor,
    at: At<PlacementId>,
    action: Action,
    decide: impl FnOnce(Placement, &mut Work<'_, '_>) -> Result<Changed<Placement>, R>,
) -> Result<Placement, Refused> {
    let placement = work.find::<Placement>(at.id)?;
    let permit = by.may(action, &placement)?;
    work.expect_version(&placement, at.version)?;
    let changed = decide(placement, work).map_err(Into::into)?;
    Ok(work.save(&permit, changed)?)
}

/// The framework of a placement as it is now, and the lot as it was when the application was started.
pub(super) fn applied_to(
    work: &mut Work<'_, '_>,
    placement: &Placement,
) -> Result<(Framework, Lot), Refused> {
    let (framework, _, lot) = crate::frameworks::lot(
        work,
        &placement.framework,
        Some(placement.framework_version),
        &placement.lot,
    )?;
    Ok((framework, lot))
}

/// That lot alone.
pub(crate) fn lot_applied_to(work: &mut Work<'_, '_>, placement: &Placement) -> Result<Lot, Refused> {
    Ok(applied_to(work, placement)?.1)
}
