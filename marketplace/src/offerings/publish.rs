//! Publishing an offering.

use super::change;
use crate::{At, Work};
use domain::offerings::Offering;
use domain::{Action, Actor, OfferingId, Refused};

/// Begins to give an offering. It is listed wherever it is entitled to be within a second.
///
/// # Errors
/// When the asker may not, it changed since, it is no draft, or something that people need is missing.
pub fn publish(
    work: &mut Work<'_, '_>,
    by: &Actor,
    id: OfferingId,
    version: i64,
) -> Result<Offering, Refused> {
    change(work, by, Action::KeepOfferings, At { id, version }, Offering::publish)
}
