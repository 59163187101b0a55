//! Removing what is kept of a person: on request, and when the time for which it is kept is over.

use super::members::team_of;
use crate::accreditation::WantedAccreditations;
use crate::{At, Work};
use domain::accreditation::State;
use domain::organisations::Organisation;
use domain::people::{CannotChangeTeam, CannotKeepAccount, Holding, KEPT_UNUSED, Person, RemovalCause};
use domain::{Action, Actor, Permit, PersonId, Platform, Refused, Timestamp, Worker};

/// Removes what is kept of a person who asked for it: their account becomes a pseudonym, their memberships end,
/// their sessions, links and letters are forgotten. The log stays as it is: it never held their name.
///
/// # Errors
/// When they hold what nobody else does, with what to do about it; when it was done before.
pub fn remove_person(work: &mut Work<'_, '_>, by: &Actor, at: At<PersonId>) -> Result<Person, Refused> {
    let permit = by.may(Action::RemovePersonalData, &Platform)?;
    if by.person() == Some(at.id) {
        return Err(CannotKeepAccount::OwnAccount.into());
    }
    let person: Person = work.find(at.id)?;
    work.expect_version(&person, at.version)?;
    remove(work, &permit, person, RemovalCause::Request)
}

fn remove(
    work: &mut Work<'_, '_>,
    permit: &Permit,
    person: Person,
    because: RemovalCause,
) -> Result<Person, Refused> {
    let holds = what_only_they_hold(work, &person)?;
    let (id, email) = (person.id, person.email.clone());
    let changed = person.remove(holds, because, work.now())?;
    for at in work.memberships_of(id)? {
        let left = team_of(work, at.organisation)?.leave(id)?;
        work.save_team(permit, left)?;
    }
    let person = work.save(permit, changed)?;
    for invitation in work.invitations_to(&email)? {
        let forgotten = invitation.forgotten(person.email.clone(), work.now());
        work.save(permit, forgotten)?;
    }
    work.forget_beside(id, &email)?;
    Ok(person)
}

/// The first thing that nobody else holds.
fn what_only_they_hold(work: &mut Work<'_, '_>, person: &Person) -> Result<Option<Holding>, Refused> {
    for at in work.memberships_of(person.id)? {
        let Organisation { id: organisation, name, contact_email, .. } = work.find(at.organisation)?;
        let left = team_of(work, organisation)?.leave(person.id);
        if matches!(left, Err(CannotChangeTeam::LastOneWhoAnswers(_))) {
            return Ok(Some(Holding::LastOneWhoAnswers { organisation, name }));
        }
        if contact_email == person.email {
            return Ok(Some(Holding::ContactOf { organisation, name }));
        }
    }
    let open = [State::Assigned, State::UnderAssessment, State::Clarification];
    let wanted =
        WantedAccreditations { assessor: Some(person.id), states: open.to_vec(), ..Default::default() };
    let cases = work.accreditations_in_order(&wanted, None, 1_000)?.len();
    Ok((cases > 0).then_some(Holding::Cases(cases)))
}

fn kept_since(now: Timestamp) -> Timestamp {
    now.checked_sub(KEPT_UNUSED).unwrap_or(Timestamp::MIN)
}

/// Whether an account is kept that belongs nowhere and that nobody has used for too long.
pub(crate) fn someone_is_unused(work: &mut Work<'_, '_>) -> Result<bool, Refused> {
    let since = kept_since(work.now());
    Ok(work.unused_since(since)?.is_some())
}

/// Removes the next account that belongs nowhere and that nobody has used for too long. `None`: there is none.
pub(crate) fn remove_unused(work: &mut Work<'_, '_>) -> Result<Option<PersonId>, Refused> {
    let since = kept_since(work.now());
    let Some(person) = work.unused_since(since)? else { return Ok(None) };
    let permit = Actor::Worker(Worker::Clock).may(Action::RemovePersonalData, &Platform)?;
    Ok(Some(remove(work, &permit, person, RemovalCause::Retention)?.id))
}
