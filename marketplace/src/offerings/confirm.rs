//! Confirming an offering.

use super::kept_by;
use crate::Work;
use domain::offerings::Offering;
use domain::{Actor, OfferingId, Refused};

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
    let (offering, permit) = kept_by(work, by, id, version)?;
    let changed = offering.confirm(work.now())?;
    Ok(work.save(&permit, changed)?)
}
