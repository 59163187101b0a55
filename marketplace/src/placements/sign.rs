//! Signing the framework agreement for the provider.

use super::change::change;
use super::wording::first_of;
use crate::{At, Work};
use domain::placements::{CannotPlace, Placement, Signatory};
use domain::{Action, Actor, PlacementId, Refused};

/// Signs the framework agreement for the provider, in the words of the version to which it applied.
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
        let wording = first_of(work, &placement)?.map(|(wording, _)| wording);
        placement.sign(signatory, wording, person, work.now()).map_err(Refused::from)
    })
}
