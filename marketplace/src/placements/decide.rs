//! Deciding on an application.

use super::change::change;
use super::letters::write_to_provider;
use super::submission::partners_of;
use crate::{At, Work};
use domain::placements::Placement;
use domain::values::Prose;
use domain::{Action, Actor, PlacementId, Refused};

/// Accepts the application. The provider is asked to sign.
///
/// # Errors
/// When it is not under assessment.
pub fn accept(
    work: &mut Work<'_, '_>,
    by: &Actor,
    at: At<PlacementId>,
    reason: &Prose,
) -> Result<Placement, Refused> {
    let placement = change(work, by, at, Action::DecidePlacement, |placement, work| {
        placement.accept(reason.clone(), work.now())
    })?;
    let partners = partners_of(work, &placement)?;
    let helping = if partners.is_empty() {
        String::new()
    } else {
        format!("These partners may help people in your name on this lot: {}.", partners.join(", "))
    };
    let sign = "Now someone who may bind your organisation signs the framework agreement.";
    let says = [reason.as_str(), &helping, sign];
    write_to_provider(work, &placement, "Your application to {lot} is accepted", &says)?;
    Ok(placement)
}

/// Turns the application down.
///
/// # Errors
/// When it is not under assessment.
pub fn reject(
    work: &mut Work<'_, '_>,
    by: &Actor,
    at: At<PlacementId>,
    reason: &Prose,
) -> Result<Placement, Refused> {
    let placement = change(work, by, at, Action::DecidePlacement, |placement, work| {
        placement.reject(reason.clone(), work.now())
    })?;
    let says = [reason.as_str(), "You can apply again while the framework takes applications."];
    write_to_provider(work, &placement, "Your application to {lot} is not accepted", &says)?;
    Ok(placement)
}
