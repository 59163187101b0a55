//! Pausing an offering.

use super::change;
use crate::{At, Work};
use domain::offerings::{Offering, Pause};
use domain::{Action, Actor, OfferingId, Refused};

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
    change(work, by, Action::KeepOfferings, At { id, version }, |offering, now| offering.pause(pause, now))
}
