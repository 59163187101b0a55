//! Conditions: what the holder says it has done, and finding them met.

use super::change::{change, officer};
use super::show::hidden_from;
use crate::organisations::Page;
use crate::{At, Work};
use domain::accreditation::Accreditation;
use domain::values::Prose;
use domain::{AccreditationId, Action, Actor, Platform, Refused};
use store::accreditation::conditions::{AfterCondition, WantedConditions};

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

/// Marks with a condition whose day is over, or that the holder says it has met, with the names of their providers: what
/// waits for a decision maker, the longest first.
///
/// # Errors
/// When the asker may not decide.
pub fn conditions_waiting(
    work: &mut Work<'_, '_>,
    by: &Actor,
    wanted: &WantedConditions,
    page: &Page<AfterCondition>,
) -> Result<Vec<(Accreditation, String)>, Refused> {
    let _permit = by.may(Action::DecideAccreditation, &Platform)?;
    let hidden = hidden_from(work, by)?;
    let found = work.conditions_waiting(wanted, &hidden, page.after, page.limit)?;
    let names = work.organisation_names(found.iter().map(|case| case.provider))?;
    let named = |case: Accreditation| {
        let name = names.get(&case.provider).map(ToString::to_string).unwrap_or_default();
        (case, name)
    };
    Ok(found.into_iter().map(named).collect())
}
