//! Saying that an offering is full for a while, and that it has room again.

use super::kept_by;
use crate::Work;
use domain::offerings::{Full, Offering};
use domain::{Actor, OfferingId, Refused};

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
    let (offering, permit) = kept_by(work, by, id, version)?;
    let changed = offering.fill(full, work.now())?;
    Ok(work.save(&permit, changed)?)
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
    let (offering, permit) = kept_by(work, by, id, version)?;
    let changed = offering.make_room(work.now())?;
    Ok(work.save(&permit, changed)?)
}
