//! Confirming an offering.

use super::change;
use crate::{At, Work};
use domain::offerings::Offering;
use domain::{Action, Actor, OfferingId, Refused};

/// Says that everything in an offering is still right: directories show the day.
///
/// # Errors
/// When the asker may not, it changed since, or it is neither live nor paused.
pub fn confirm(
    work: &mut Work<'_, '_>,
    by: &Actor,
    id: OfferingId,
    version: i64,
) -> Result<Offering, Refused> {
    change(work, by, Action::KeepOfferings, At { id, version }, Offering::confirm)
}
