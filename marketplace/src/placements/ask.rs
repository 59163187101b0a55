//! Asking a provider something about its application.

use super::change::change;
use super::letters::write_to_provider;
use crate::{At, Work};
use domain::casework::AskedOfProvider;
use domain::kernel::time::printed_day;
use domain::placements::Placement;
use domain::{Action, Actor, PlacementId, Refused};

/// Asks the provider something.
///
/// # Errors
/// When it is not under assessment.
pub fn ask(
    work: &mut Work<'_, '_>,
    by: &Actor,
    at: At<PlacementId>,
    asked: &AskedOfProvider,
) -> Result<Placement, Refused> {
    let placement = change(work, by, at, Action::DecidePlacement, |placement, work| {
        placement.ask(asked.clone(), work.now())
    })?;
    let until = format!("You can answer until the end of {}.", printed_day(asked.answer_by));
    let says = [asked.question.as_str(), &until];
    write_to_provider(work, &placement, "A question about your application to {lot}", &says)?;
    Ok(placement)
}
