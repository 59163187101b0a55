//! Conditions: what the holder says it has done, and finding them met.

use super::change::{change, officer};
use crate::{At, Work};
use domain::accreditation::{Accreditation, State};
use domain::values::Prose;
use domain::{AccreditationId, Action, Actor, Platform, Refused};
use store::accreditation::WantedAccreditations;

/// Marks with conditions that are looked through: more than there will be.
const MOST_MARKS: i64 = 10_000;

/// Notes that a condition was found to be met, by its place in the list.
///
/// # Errors
/// When there is no such condition that is still to be met.
pub fn meet_condition(
    work: &mut Work<'_, '_>,
    by: &Actor,
    at: At<AccreditationId>,
    place: usize,
) -> Result<Accreditation, Refused> {
    change(work, by, at, Action::DecideAccreditation, |case, work| {
        let officer = officer(work, by, case.provider)?;
        case.meet_condition(&officer, place, work.now()).map_err(Refused::from)
    })
}

/// The holder says what it has done about a condition, by its place in the list.
///
/// # Errors
/// When there is no such condition that is still to be met.
pub fn answer_condition(
    work: &mut Work<'_, '_>,
    by: &Actor,
    at: At<AccreditationId>,
    (place, text): (usize, Prose),
) -> Result<Accreditation, Refused> {
    change(work, by, at, Action::ApplyForMark, |case, work| case.answer_condition(place, text, work.now()))
}

/// Marks with a condition whose day is over, or that the holder says it has met: what waits for a decision maker.
///
/// # Errors
/// When the asker may not decide.
pub fn conditions_waiting(work: &mut Work<'_, '_>, by: &Actor) -> Result<Vec<Accreditation>, Refused> {
    let _permit = by.may(Action::DecideAccreditation, &Platform)?;
    let now = work.now();
    let states = vec![State::AccreditedWithConditions];
    let wanted = WantedAccreditations { states, ..WantedAccreditations::default() };
    let mut cases = work.accreditations_in_order(&wanted, None, MOST_MARKS)?;
    cases.retain(|case| {
        let conditions = case.mark.iter().flat_map(|mark| &mark.conditions);
        conditions.into_iter().any(|it| it.is_overdue(now) || (it.met_on.is_none() && it.shown.is_some()))
    });
    Ok(cases)
}
