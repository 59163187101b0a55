//! Reading placements: one, a provider's own, or a queue by age.

use super::change::applied_to;
use crate::Work;
use domain::placements::Placement;
use domain::values::Key;
use domain::{Action, Actor, PlacementId, Platform, Refused};
use store::placements::WantedPlacements;

/// A placement, and which required questions are still to be answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Progress {
    /// The placement.
    pub placement: Placement,
    /// What is missing, in the order in which it is asked.
    pub missing: Vec<Key>,
}

impl Progress {
    /// With what is missing from a placement.
    ///
    /// # Errors
    /// When its lot cannot be found.
    pub fn of(work: &mut Work<'_, '_>, placement: Placement) -> Result<Self, Refused> {
        let (_, lot) = applied_to(work, &placement)?;
        let missing = placement.progress(&lot)?.missing;
        Ok(Self { placement, missing })
    }
}

/// A placement.
///
/// # Errors
/// [`Refused::NotFound`] when it is not there or the asker may not know of it.
pub fn show(work: &mut Work<'_, '_>, by: &Actor, id: PlacementId) -> Result<Progress, Refused> {
    let placement: Placement = work.find(id)?;
    let _permit = by.may(Action::ReadPlacement, &placement)?;
    Progress::of(work, placement)
}

/// Placements by age: of a provider, for those who may read its placements; else for those who may read any.
///
/// # Errors
/// When the asker may not.
pub fn list(
    work: &mut Work<'_, '_>,
    by: &Actor,
    wanted: &WantedPlacements,
    after: Option<(i64, PlacementId)>,
    limit: i64,
) -> Result<Vec<Placement>, Refused> {
    let _permit = match wanted.provider {
        Some(provider) => by.may(Action::ReadPlacement, &provider)?,
        None => by.may(Action::ReadPlacement, &Platform)?,
    };
    Ok(work.placements_by_age(wanted, after, limit)?)
}
