//! The secrets of one-time passwords: kept under the seal, opened to look at a code.

use super::Seal;
use crate::{At, Market, Work};
use domain::people::{ExcusedBecause, Lies, OneTimeSecret, Person};
use domain::{Action, Actor, PersonId, Platform, Refused, Worker};

/// So many are sealed, or looked at, in one transaction.
const SOME: i64 = 100;

/// The secret of someone's one-time passwords lies under another seal than this node's.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "The secret of the security codes of person {0} was sealed under another secret. Give this node the [keys] seal that the others have; or, where that is lost, let everyone whom it concerns sign in by password alone and set up codes anew: signpost people end-codes --sealed-otherwise"
)]
pub struct CannotOpenSecret(PersonId);

/// A secret as it is to be kept: under the seal, where there is one.
pub(super) fn sealed(work: &Work<'_, '_>, whose: PersonId, base32: &str) -> Result<OneTimeSecret, Refused> {
    let kept = match work.market().seal() {
        Some(seal) => seal.one_time_secrets.seal(&whose.to_string(), base32)?,
        None => base32.to_owned(),
    };
    Ok(OneTimeSecret::kept_as(kept))
}

fn opened(seal: Option<&Seal>, whose: PersonId, kept: &OneTimeSecret) -> Option<String> {
    match kept.lies() {
        Lies::Open => Some(kept.as_str().to_owned()),
        Lies::Sealed => seal?.one_time_secrets.open(&whose.to_string(), kept.as_str()),
    }
}

/// The secret of someone's one-time passwords in Base32. `None`: the account asks for none.
pub(super) fn secret_of(work: &Work<'_, '_>, person: &Person) -> Result<Option<String>, Refused> {
    let Some(kept) = &person.totp_secret else { return Ok(None) };
    let open = opened(work.market().seal(), person.id, kept);
    open.map(Some).ok_or_else(|| Refused::broken(CannotOpenSecret(person.id)))
}

/// Makes sure that this node opens the secrets that lie under a seal: one of them stands for all, since no node
/// starts with another seal.
///
/// # Errors
/// [`Refused::Broken`] by [`CannotOpenSecret`]; and when the database fails.
pub fn try_one_time_secret(work: &mut Work<'_, '_>) -> Result<(), Refused> {
    let one = work.people_whose_secret(Lies::Sealed, None, 1)?;
    one.iter().try_for_each(|person| secret_of(work, person).map(drop))
}

/// Puts secrets that lie open under the seal, where there is one, and makes sure that this node opens those that lie
/// there.
///
/// # Errors
/// As [`try_one_time_secret`].
pub fn seal_one_time_secrets(market: &Market) -> Result<(), Refused> {
    market.read(try_one_time_secret)?;
    if market.seal().is_none() {
        return Ok(());
    }
    let any_lies_open = || market.read(|work| Ok(!work.people_whose_secret(Lies::Open, None, 1)?.is_empty()));
    while any_lies_open()? {
        market.write(seal_some)?;
    }
    Ok(())
}

fn seal_some(work: &mut Work<'_, '_>) -> Result<(), Refused> {
    let permit = Actor::Worker(Worker::Clock).may(Action::SealSecrets, &Platform)?;
    for person in work.people_whose_secret(Lies::Open, None, SOME)? {
        let Some(open) = &person.totp_secret else { continue };
        let kept = sealed(work, person.id, open.as_str())?;
        work.save(&permit, person.seal_totp(kept))?;
    }
    Ok(())
}

/// Everyone whose secret was sealed under a secret of the settings that this node has not.
///
/// # Errors
/// When the database fails.
pub fn sealed_otherwise(market: &Market) -> Result<Vec<At<PersonId>>, Refused> {
    let (mut found, mut after) = (vec![], None);
    loop {
        let some = market.read(|work| Ok(work.people_whose_secret(Lies::Sealed, after, SOME)?))?;
        let Some(last) = some.last() else { return Ok(found) };
        after = Some(last.id);
        let closed = some.iter().filter(|person| {
            let kept = person.totp_secret.as_ref();
            kept.is_some_and(|kept| opened(market.seal(), person.id, kept).is_none())
        });
        found.extend(closed.map(|person| At { id: person.id, version: person.version }));
    }
}

/// Lets someone sign in with the password alone who cannot give a security code any more, and writes to them.
///
/// # Errors
/// [`domain::people::CannotKeepAccount`]: their account asks for none, is removed, or is the asker's own.
pub fn end_codes(
    work: &mut Work<'_, '_>,
    by: &Actor,
    at: At<PersonId>,
    because: ExcusedBecause,
) -> Result<Person, Refused> {
    let person = super::keep::change(work, by, at, |person, _| person.excuse_from_codes(because))?;
    let letter = super::letters::codes_ended(&person.email, &work.market().settings().base_url);
    work.post(&letter)?;
    Ok(person)
}
