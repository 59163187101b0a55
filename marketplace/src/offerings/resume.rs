//! Resuming an offering.

use super::change;
use crate::{At, Work};
use domain::offerings::Offering;
use domain::{Action, Actor, OfferingId, Refused};

/// Begins again to give an offering that was paused.
///
/// # Errors
/// When the asker may not, it changed since, it is not paused, or something is missing by now.
pub fn resume(
    work: &mut Work<'_, '_>,
    by: &Actor,
    id: OfferingId,
    version: i64,
) -> Result<Offering, Refused> {
    change(work, by, Action::KeepOfferings, At { id, version }, Offering::resume)
}
