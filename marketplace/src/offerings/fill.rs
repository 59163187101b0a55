//! Saying that an offering is full for a while, and that it has room again.

use super::change;
use crate::{At, Work};
use domain::offerings::{Full, Offering};
use domain::{Action, Actor, OfferingId, Refused};

/// Says that there is no room until a day. Its listings stay, and say so within a second.
///
/// # Errors
/// When the asker may not, it changed since, it is not given, or the day is past or too far ahead.
pub fn fill(
    work: &mut Work<'_, '_>,
    by: &Actor,
    id: OfferingId,
    version: i64,
    full: Full,
) -> Result<Offering, Refused> {
    change(work, by, Action::KeepOfferings, At { id, version }, |offering, now| offering.fill(full, now))
}

/// Says that there is room again, sooner than was said.
///
/// # Errors
/// When the asker may not, it changed since, or it is not full.
pub fn make_room(
    work: &mut Work<'_, '_>,
    by: &Actor,
    id: OfferingId,
    version: i64,
) -> Result<Offering, Refused> {
    change(work, by, Action::KeepOfferings, At { id, version }, Offering::make_room)
}
