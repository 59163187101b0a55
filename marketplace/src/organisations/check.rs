//! Checking register numbers.

use super::Registry;
use super::changed_registrations::tell_of;
use crate::{Market, Work};
use domain::organisations::{
    CannotChangeOrganisation, Check, Found, Identifier, LookupFailed, Organisation, RegisterNumber, Trouble,
};
use domain::{Action, Actor, OrganisationId, Refused, Worker};
use jiff::SignedDuration;

/// How long a verification holds before it is stale.
pub const KEEPS_FOR: SignedDuration = SignedDuration::from_hours(365 * 24);
/// A number that its register confirmed is asked about again after this: who is struck off is noticed within weeks.
const CONFIRMED_AGAIN: SignedDuration = SignedDuration::from_hours(28 * 24);
/// A number that a register answered against is asked about again after this.
const FAILED_AGAIN: SignedDuration = SignedDuration::from_hours(7 * 24);
/// A register that could not be asked is tried again after this.
const TROUBLE_AGAIN: SignedDuration = SignedDuration::from_mins(30);
/// A register without a lookup is looked for again after this.
const NO_LOOKUP_AGAIN: SignedDuration = SignedDuration::from_hours(24);

/// How many numbers are asked about in one go.
const AT_ONCE: i64 = 50;

/// Asks for a number to be checked again soon; the worker does it.
///
/// # Errors
/// [`CannotChangeOrganisation::NoSuchIdentifier`] when the organisation does not give this number.
pub fn ask_for_check(
    work: &mut Work<'_, '_>,
    by: &Actor,
    id: OrganisationId,
    number: &RegisterNumber,
) -> Result<Identifier, Refused> {
    let _permit = by.may(Action::CheckIdentifier, &id)?;
    let organisation: Organisation = work.find(id)?;
    let given = organisation.identifier(number).ok_or(CannotChangeOrganisation::NoSuchIdentifier)?;
    let now = work.now();
    work.check_number_at(number, now)?;
    Ok(given.clone())
}

/// Asks the registers about every number whose time has come: new ones, stale ones, failed ones, and those whose
/// register could not be asked. Gives how many were asked about. Registers are asked between transactions.
///
/// # Errors
/// When the database fails; what was noted until then stays.
pub fn check_identifiers(market: &Market, registry: &dyn Registry) -> Result<usize, Refused> {
    let due = market.read(|work| Ok(work.numbers_to_check(AT_ONCE)?))?;
    for (organisation, number) in &due {
        let answer = registry.look_up(number);
        if let Err(LookupFailed::Trouble(trouble)) = &answer {
            tracing::warn!(%number, %trouble, "a register could not be asked");
        }
        market.write(|work| note_answer(work, *organisation, number, &answer))?;
    }
    Ok(due.len())
}

fn note_answer(
    work: &mut Work<'_, '_>,
    id: OrganisationId,
    number: &RegisterNumber,
    answer: &Result<Found, LookupFailed>,
) -> Result<(), Refused> {
    let permit = Actor::Worker(Worker::Registry).may(Action::CheckIdentifier, &id)?;
    let organisation: Organisation = work.find(id)?;
    let (now, known) = (work.now(), organisation.registration_changes.len());
    let Ok(changed) = organisation.record_check(number, answer.clone(), now) else {
        // It was taken off the entry while its register was asked.
        return Ok(());
    };
    let saved = work.save(&permit, changed)?;
    for change in saved.registration_changes.iter().skip(known) {
        tell_of(work, &saved, change)?;
    }
    let again = match (answer, saved.identifier(number).map(|identifier| &identifier.check)) {
        (Err(LookupFailed::Trouble(Trouble::NoLookup)), _) => NO_LOOKUP_AGAIN,
        (Err(LookupFailed::Trouble(_)), _) => TROUBLE_AGAIN,
        (_, Some(Check::Verified { .. })) => CONFIRMED_AGAIN,
        _ => FAILED_AGAIN,
    };
    Ok(work.check_number_at(number, now.checked_add(again).unwrap_or(now))?)
}
