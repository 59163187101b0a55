//! Locking and unlocking someone's account, and ending their sessions.

use super::note;
use crate::{At, Work};
use domain::people::{AccountEvent, CannotKeepAccount, Person};
use domain::{Action, Actor, Changed, PersonId, Platform, Refused};

pub(super) fn change(
    work: &mut Work<'_, '_>,
    by: &Actor,
    at: At<PersonId>,
    decide: impl FnOnce(Person, &Work<'_, '_>) -> Result<Changed<Person>, CannotKeepAccount>,
) -> Result<Person, Refused> {
    let permit = by.may(Action::KeepAccounts, &Platform)?;
    if by.person() == Some(at.id) {
        return Err(CannotKeepAccount::OwnAccount.into());
    }
    let person: Person = work.find(at.id)?;
    work.expect_version(&person, at.version)?;
    let changed = decide(person, work)?;
    Ok(work.save(&permit, changed)?)
}

/// Lets nobody sign in to an account until it is unlocked, and ends its sessions.
///
/// # Errors
/// When it is locked already, removed, or the asker's own.
pub fn lock(work: &mut Work<'_, '_>, by: &Actor, at: At<PersonId>) -> Result<Person, Refused> {
    let person = change(work, by, at, |person, work| person.lock(work.now()))?;
    work.end_sessions_of(person.id, None)?;
    Ok(person)
}

/// Lets its person sign in again, also after too many wrong passwords.
///
/// # Errors
/// When it is not locked, or removed.
pub fn unlock(work: &mut Work<'_, '_>, by: &Actor, at: At<PersonId>) -> Result<Person, Refused> {
    change(work, by, at, |person, work| person.unlock(work.now()))
}

/// Ends every session of someone. They can sign in again. Gives how many there were.
///
/// # Errors
/// [`Refused::NotFound`]; when the asker may not.
pub fn end_sessions(work: &mut Work<'_, '_>, by: &Actor, id: PersonId) -> Result<usize, Refused> {
    let permit = by.may(Action::KeepAccounts, &Platform)?;
    let person: Person = work.find(id)?;
    let sessions = work.live_sessions_of(id)?.len();
    if sessions > 0 {
        work.end_sessions_of(id, None)?;
        note(work, &permit, person, &AccountEvent::SessionsEnded { sessions })?;
    }
    Ok(sessions)
}
