//! Signing the framework agreement for the provider.

use super::change::change;
use crate::{At, Work};
use domain::placements::{CannotPlace, Placement, Signatory};
use domain::{Action, Actor, PlacementId, Refused};

/// Signs the framework agreement for the provider.
///
/// # Errors
/// When the application is not accepted, or was signed before; a program cannot sign.
pub fn sign(
    work: &mut Work<'_, '_>,
    by: &Actor,
    at: At<PlacementId>,
    signatory: Signatory,
) -> Result<Placement, Refused> {
    change(work, by, at, Action::SignAgreement, |placement, work| {
        let person = by.person().ok_or(CannotPlace::NotAPerson)?;
        placement.sign(signatory, person, work.now())
    })
}
