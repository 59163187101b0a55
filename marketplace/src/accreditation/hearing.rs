//! Hearing a holder before its mark is suspended or taken away.

use super::change::{change, officer};
use super::letters::write_to_provider;
use crate::{At, Work};
use domain::accreditation::Accreditation;
use domain::kernel::time::printed_day;
use domain::values::Prose;
use domain::{AccreditationId, Action, Actor, Day, Refused};

/// Tells the holder of a mark what is considered, with the last day for an answer.
///
/// # Errors
/// When it holds no mark, or still has time to answer an earlier notice.
pub fn give_notice(
    work: &mut Work<'_, '_>,
    by: &Actor,
    at: At<AccreditationId>,
    notice: &(Prose, Day),
) -> Result<Accreditation, Refused> {
    let case = change(work, by, at, Action::SuspendMark, |case, work| {
        let officer = officer(work, by, case.provider)?;
        case.give_notice(&officer, notice.clone(), work.now()).map_err(Refused::from)
    })?;
    let until = format!(
        "You can answer until the end of {}. Nothing is decided before that, unless people are at risk.",
        printed_day(notice.1)
    );
    let says = [notice.0.as_str(), &until];
    write_to_provider(work, &case, "We consider whether your quality mark can stand", &says)?;
    Ok(case)
}

/// The holder answers.
///
/// # Errors
/// When it was told nothing that waits for an answer, or the last day for it is over.
pub fn answer_notice(
    work: &mut Work<'_, '_>,
    by: &Actor,
    at: At<AccreditationId>,
    answer: Prose,
) -> Result<Accreditation, Refused> {
    change(work, by, at, Action::ApplyForMark, |case, work| case.answer_notice(answer, work.now()))
}
