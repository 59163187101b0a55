//! Deciding on a recommendation.

use super::change::{change, in_sight, officer, standard_of};
use super::credential::take_status_place;
use super::letters::{post_letter, with_letter};
use super::renewal::renewal_decided;
use crate::{At, Work};
use domain::accreditation::commands::Decide;
use domain::accreditation::{Accreditation, Officer, StandardDefinition};
use domain::{AccreditationId, Action, Actor, Changed, Permit, Refused};

/// Decides on a recommendation, by someone who did not assess. Gives the mark, or does not; a mark that this
/// one renews gives way to it, or ends when it would have.
///
/// # Errors
/// When there is no recommendation, the person assessed it or has a conflict, or an essential criterion
/// stands in the way.
pub fn decide(
    work: &mut Work<'_, '_>,
    by: &Actor,
    at: At<AccreditationId>,
    decided: &Decide,
) -> Result<Accreditation, Refused> {
    let (permit, changed) = decided_on(work, by, at, decided)?;
    carry_out(work, &permit, changed)
}

/// Saves what was decided, also on appeal, and what it does to the mark held, and sends the letter that tells of it.
pub(super) fn carry_out(
    work: &mut Work<'_, '_>,
    permit: &Permit,
    decided: Changed<Accreditation>,
) -> Result<Accreditation, Refused> {
    // First the mark held, so that the provider never holds two.
    renewal_decided(work, permit, &decided.next)?;
    let case = work.save(permit, decided)?;
    take_status_place(work, &case)?;
    post_letter(work, &case)?;
    Ok(case)
}

/// A case on which someone may decide, as they read it, and they themselves, with the Standard that it is judged by.
pub(super) fn to_decide(
    work: &mut Work<'_, '_>,
    by: &Actor,
    at: At<AccreditationId>,
) -> Result<(Permit, Accreditation, Officer, StandardDefinition), Refused> {
    let case = in_sight(work, by, at.id)?;
    let permit = by.may(Action::DecideAccreditation, &case)?;
    work.expect_version(&case, at.version)?;
    let officer = officer(work, by, case.provider)?;
    let standard = standard_of(work, &case)?;
    Ok((permit, case, officer, standard))
}

/// The case as a decision would leave it, with the letter that tells of it. Nothing is saved or sent.
pub(super) fn decided_on(
    work: &mut Work<'_, '_>,
    by: &Actor,
    at: At<AccreditationId>,
    decided: &Decide,
) -> Result<(Permit, Changed<Accreditation>), Refused> {
    let (permit, case, officer, standard) = to_decide(work, by, at)?;
    let held = case.renews.map(|held| work.find::<Accreditation>(held)).transpose()?;
    let mark = work.fresh_id();
    let changed = case.decide(&officer, decided.clone(), mark, &standard, held.as_ref(), work.now())?;
    Ok((permit, with_letter(work, changed, decided.outcome, &standard)?))
}

/// Sends a recommendation back to the assessor.
///
/// # Errors
/// When there is none, or the person may not decide here.
pub fn send_back(
    work: &mut Work<'_, '_>,
    by: &Actor,
    at: At<AccreditationId>,
) -> Result<Accreditation, Refused> {
    change(work, by, at, Action::DecideAccreditation, |case, work| {
        let officer = officer(work, by, case.provider)?;
        case.send_back(&officer).map_err(Refused::from)
    })
}
