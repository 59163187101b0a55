//! Changing what an offering says.

use super::content::checked;
use super::kept_by;
use crate::Work;
use domain::offerings::{Offering, Support};
use domain::{Actor, OfferingId, Refused};

/// Changes what an offering says. Its listings follow within a second.
///
/// # Errors
/// When the asker may not, it changed since, it has ended, or something that people need is missing.
pub fn revise(
    work: &mut Work<'_, '_>,
    by: &Actor,
    id: OfferingId,
    version: i64,
    support: Support,
) -> Result<Offering, Refused> {
    let (offering, permit) = kept_by(work, by, id, version)?;
    let support = checked(work, offering.provider, support)?;
    let changed = offering.revise(support, work.now())?;
    Ok(work.save(&permit, changed)?)
}
