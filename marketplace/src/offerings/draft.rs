//! Beginning an offering.

use super::content::checked;
use crate::Work;
use domain::offerings::{Offering, Support};
use domain::{Action, Actor, OrganisationId, Refused};

/// Begins an offering of a provider, as a draft.
///
/// # Errors
/// When the asker may not, the organisation is no provider, or a code or postcode is unknown.
pub fn draft(
    work: &mut Work<'_, '_>,
    by: &Actor,
    provider: OrganisationId,
    support: Support,
) -> Result<Offering, Refused> {
    let permit = by.may(Action::KeepOfferings, &provider)?;
    let support = checked(work, provider, support)?;
    let changed = Offering::drafted(work.fresh_id(), provider, support, work.now());
    Ok(work.save(&permit, changed)?)
}
