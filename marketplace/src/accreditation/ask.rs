//! Asking a provider something about its evidence.

use super::change::{change, officer};
use super::letters::write_to_provider;
use crate::{At, Work};
use domain::accreditation::Accreditation;
use domain::casework::AskedOfProvider;
use domain::kernel::time::printed_day;
use domain::{AccreditationId, Action, Actor, Refused};

/// Asks the provider something. It may answer, and add evidence.
///
/// # Errors
/// When it is not under assessment by this person.
pub fn ask(
    work: &mut Work<'_, '_>,
    by: &Actor,
    at: At<AccreditationId>,
    asked: &AskedOfProvider,
) -> Result<Accreditation, Refused> {
    let case = change(work, by, at, Action::AssessEvidence, |case, work| {
        let officer = officer(work, by, case.provider)?;
        case.ask(&officer, asked.clone(), work.now()).map_err(Refused::from)
    })?;
    let until =
        format!("You can answer, and add evidence, until the end of {}.", printed_day(asked.answer_by));
    let says = [asked.question.as_str(), &until];
    write_to_provider(work, &case, "A question about your application for the quality mark", &says)?;
    Ok(case)
}
