//! Resuming an offering.

use super::kept_by;
use crate::Work;
use domain::offerings::Offering;
use domain::{Actor, OfferingId, Refused};

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
    let (offering, permit) = kept_by(work, by, id, version)?;
    let changed = offering.resume(work.now())?;
    Ok(work.save(&permit, changed)?)
}
