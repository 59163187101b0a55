//! Ending an offering.

use super::change;
use crate::{At, Work};
use domain::offerings::Offering;
use domain::{Action, Actor, OfferingId, Refused};

/// Stops giving an offering for good. Its listings go with the same commit.
///
/// # Errors
/// When the asker may not, it changed since, or it has ended already.
pub fn end(work: &mut Work<'_, '_>, by: &Actor, id: OfferingId, version: i64) -> Result<Offering, Refused> {
    change(work, by, Action::KeepOfferings, At { id, version }, Offering::end)
}
