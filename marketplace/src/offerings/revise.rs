//! Changing what an offering says.

use super::content::Surroundings;
use super::draft::reference_taken;
use super::loaded;
use crate::{At, Work};
use domain::offerings::{Offering, Support};
use domain::{Action, Actor, OfferingId, Refused};

/// Changes what an offering says. Its listings follow within a second; what of a live one was assessed waits for a
/// reviewer first.
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
    let (offering, permit) = loaded(work, by, Action::KeepOfferings, At { id, version })?;
    let around = Surroundings::of(work, offering.provider)?;
    let support = around.check(support)?;
    let changed = offering.revise(support, around.was_assessed, work.now())?;
    work.save(&permit, changed).map_err(reference_taken)
}
