//! What an application does to the mark that it would renew, in the same transaction.

use crate::Work;
use domain::accreditation::Accreditation;
use domain::{Permit, QualityMarkId, Refused};

/// Keeps the mark held alive until the renewal is decided.
pub(super) fn renewal_sent(
    work: &mut Work<'_, '_>,
    permit: &Permit,
    renewal: &Accreditation,
) -> Result<(), Refused> {
    let Some(held) = renewal.renews else { return Ok(()) };
    let held: Accreditation = work.find(held)?;
    if let Some(changed) = held.renewal_sent(renewal.id, work.now()) {
        work.save(permit, changed)?;
    }
    Ok(())
}

/// Lets the mark held give way to the one granted; or, when none is, end when it would have.
pub(super) fn renewal_decided(
    work: &mut Work<'_, '_>,
    permit: &Permit,
    renewal: &Accreditation,
    granted: Option<QualityMarkId>,
) -> Result<(), Refused> {
    let held = match (granted, renewal.renews) {
        // Only one mark at a time: whatever the provider holds gives way.
        (Some(_), _) => work.mark_holder(renewal.provider)?.filter(|held| held.id != renewal.id),
        (None, Some(held)) => Some(work.find(held)?),
        (None, None) => None,
    };
    if let Some(changed) = held.and_then(|held| held.renewal_decided(renewal.id, granted)) {
        work.save(permit, changed)?;
    }
    Ok(())
}
