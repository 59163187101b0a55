//! Ending an offering.

use super::kept_by;
use crate::Work;
use domain::offerings::Offering;
use domain::{Actor, OfferingId, Refused};

/// Stops giving an offering for good. Its listings go with the same commit.
///
/// # Errors
/// When the asker may not, it changed since, or it has ended already.
pub fn end(work: &mut Work<'_, '_>, by: &Actor, id: OfferingId, version: i64) -> Result<Offering, Refused> {
    let (offering, permit) = kept_by(work, by, id, version)?;
    let changed = offering.end(work.now())?;
    Ok(work.save(&permit, changed)?)
}
