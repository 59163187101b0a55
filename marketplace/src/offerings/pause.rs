//! Pausing an offering.

use super::kept_by;
use crate::Work;
use domain::offerings::{Offering, Pause};
use domain::{Actor, OfferingId, Refused};

/// Stops giving an offering for a while. Its listings go with the same commit.
///
/// # Errors
/// When the asker may not, it changed since, it is not live, or the pause would end before tomorrow.
pub fn pause(
    work: &mut Work<'_, '_>,
    by: &Actor,
    id: OfferingId,
    version: i64,
    pause: Pause,
) -> Result<Offering, Refused> {
    let (offering, permit) = kept_by(work, by, id, version)?;
    let changed = offering.pause(pause, work.now())?;
    Ok(work.save(&permit, changed)?)
}
