//! What an application does to the mark that it would renew, in the same transaction.

use crate::Work;
use domain::accreditation::Accreditation;
use domain::{Changed, Permit, Refused};

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

/// Saves what a decision, or taking the application back, does to the mark held: see [`held_after`].
pub(super) fn renewal_decided(
    work: &mut Work<'_, '_>,
    permit: &Permit,
    decided: &Accreditation,
) -> Result<(), Refused> {
    if let Some(changed) = held_after(work, decided)? {
        work.save(permit, changed)?;
    }
    Ok(())
}

/// The mark held, as it gives way to the one that was granted; or, when none was, as it ends when it would have.
/// `None`: there is none that waited for this.
pub(super) fn held_after(
    work: &mut Work<'_, '_>,
    decided: &Accreditation,
) -> Result<Option<Changed<Accreditation>>, Refused> {
    let granted = decided.mark.as_ref().filter(|_| decided.state.holds_a_mark()).map(|mark| mark.id);
    let held = match (granted, decided.renews) {
        // Only one mark at a time: whatever the provider holds gives way.
        (Some(_), _) => work.mark_holder(decided.provider)?.filter(|held| held.id != decided.id),
        (None, Some(held)) => Some(work.find(held)?),
        (None, None) => None,
    };
    Ok(held.and_then(|held| held.renewal_decided(decided.id, granted)))
}
