//! Submitting an application.

use super::change::standard_of;
use super::letters::write_to_provider;
use super::queue::{holidays, risk_of};
use super::renewal::renewal_sent;
use super::submissions::keep_submission;
use crate::{At, Work};
use domain::accreditation::Accreditation;
use domain::organisations::Organisation;
use domain::{AccreditationId, Action, Actor, Refused};

/// Sends the application: evidence for every essential criterion is there. Sent in time, a renewal keeps the
/// mark held alive until it is decided.
///
/// # Errors
/// When it was sent before, or evidence is missing.
pub fn submit(
    work: &mut Work<'_, '_>,
    by: &Actor,
    at: At<AccreditationId>,
) -> Result<Accreditation, Refused> {
    let case = work.find::<Accreditation>(at.id)?;
    let permit = by.may(Action::ApplyForMark, &case)?;
    work.expect_version(&case, at.version)?;
    let provider: Organisation = work.find(case.provider)?;
    let standard = standard_of(work, &case)?;
    let mut changed = case.submit(&provider, &standard, work.now())?;
    let risk = risk_of(work, &changed.next, &provider)?;
    changed.next = changed.next.into_queue(&standard.assessing, risk, holidays(work), work.now());
    let case = work.save(&permit, changed)?;
    renewal_sent(work, &permit, &case)?;
    keep_submission(work, &permit, &case, &provider)?;
    let says =
        "We have your application. It is given to an assessor who has no interest in your organisation.";
    write_to_provider(work, &case, "Your application for the quality mark has arrived", &[says])?;
    Ok(case)
}
