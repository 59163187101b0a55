//! Answers to what was asked, or going on without one.

use super::change::{change, officer};
use super::queue::holidays;
use super::submissions::keep_submission;
use crate::{At, Work};
use domain::accreditation::Accreditation;
use domain::organisations::Organisation;
use domain::values::Prose;
use domain::{AccreditationId, Action, Actor, Refused};

/// Answers what was asked.
///
/// # Errors
/// When nothing was asked, or its last day is over.
pub fn answer(
    work: &mut Work<'_, '_>,
    by: &Actor,
    at: At<AccreditationId>,
    answer: Prose,
) -> Result<Accreditation, Refused> {
    let case = change(work, by, at, Action::ApplyForMark, |case, work| {
        case.answer(answer, holidays(work), work.now())
    })?;
    let permit = by.may(Action::ApplyForMark, &case)?;
    let provider: Organisation = work.find(case.provider)?;
    keep_submission(work, &permit, &case, &provider)?;
    Ok(case)
}

/// Goes on without an answer, once its day is over.
///
/// # Errors
/// When nothing was asked, or the provider still has time.
pub fn resume(
    work: &mut Work<'_, '_>,
    by: &Actor,
    at: At<AccreditationId>,
) -> Result<Accreditation, Refused> {
    change(work, by, at, Action::AssessEvidence, |case, work| {
        let officer = officer(work, by, case.provider)?;
        case.resume(&officer, holidays(work), work.now()).map_err(Refused::from)
    })
}
