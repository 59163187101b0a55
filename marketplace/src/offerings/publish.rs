//! Publishing an offering.

use super::kept_by;
use crate::Work;
use domain::offerings::Offering;
use domain::{Actor, OfferingId, Refused};

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
    let (offering, permit) = kept_by(work, by, id, version)?;
    let changed = offering.publish(work.now())?;
    Ok(work.save(&permit, changed)?)
}
