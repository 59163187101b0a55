//! Suspending a mark, letting it count again, taking it away. Its holder's listings follow with the commit.

use super::change::{change, officer};
use super::letters::write_to_provider;
use super::standard::standard;
use crate::{At, Work};
use domain::accreditation::Accreditation;
use domain::casework::{Revoke, Suspend};
use domain::kernel::time::printed_day;
use domain::{AccreditationId, Action, Actor, Refused};

/// Suspends the mark, until a day or until it is reinstated.
///
/// # Errors
/// When no mark counts.
pub fn suspend(
    work: &mut Work<'_, '_>,
    by: &Actor,
    at: At<AccreditationId>,
    command: &Suspend,
) -> Result<Accreditation, Refused> {
    let case = change(work, by, at, Action::SuspendMark, |case, work| {
        let officer = officer(work, by, case.provider)?;
        case.suspend(&officer, command.clone(), work.now()).map_err(Refused::from)
    })?;
    let until = command.until.map_or_else(
        || "It lasts until we write to you again.".to_owned(),
        |day| format!("The mark counts again on {}, without you having to do anything.", printed_day(day)),
    );
    let says = [command.reason.as_str(), &until, "Until then your offerings are in no directory."];
    write_to_provider(work, &case, "Your quality mark is suspended", &says)?;
    Ok(case)
}

/// Lets the mark count again, by a decision.
///
/// # Errors
/// When it is not suspended.
pub fn reinstate(
    work: &mut Work<'_, '_>,
    by: &Actor,
    at: At<AccreditationId>,
) -> Result<Accreditation, Refused> {
    let case = change(work, by, at, Action::SuspendMark, |case, work| {
        let officer = officer(work, by, case.provider)?;
        case.reinstate(&officer, work.now()).map_err(Refused::from)
    })?;
    write_to_provider(work, &case, "Your quality mark counts again", &["Its suspension is over."])?;
    Ok(case)
}

/// Takes the mark away.
///
/// # Errors
/// When there is none to take.
pub fn revoke(
    work: &mut Work<'_, '_>,
    by: &Actor,
    at: At<AccreditationId>,
    command: &Revoke,
) -> Result<Accreditation, Refused> {
    let case = change(work, by, at, Action::SuspendMark, |case, work| {
        let officer = officer(work, by, case.provider)?;
        case.revoke(&officer, command.clone(), work.now()).map_err(Refused::from)
    })?;
    let days = standard(work, case.standard)?.definition.mark.appeal_within_days;
    let appeal = format!("You can appeal within {days} days.");
    write_to_provider(work, &case, "Your quality mark is revoked", &[command.reason.as_str(), &appeal])?;
    Ok(case)
}
