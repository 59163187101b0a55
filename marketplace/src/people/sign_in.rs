//! Signing in, without telling who has an account.

use super::one_time::step_of;
use super::one_time_secrets::secret_of;
use super::session::NewSession;
use super::{begin_session, is_right, note};
use crate::{Market, Work};
use domain::people::{AccountEvent, CannotUseAccount, LockOut, Person, SignInDraft};
use domain::values::EmailAddress;
use domain::{Action, Actor, Platform, Refused};

/// Signs someone in. A wrong password, an unknown or unproven address and a locked account get the same answer
/// after the same work: one Argon2id hash and one small transaction.
///
/// # Errors
/// [`CannotUseAccount::NotSignedIn`]; after the right password also [`CannotUseAccount::CodeNeeded`] and
/// [`CannotUseAccount::WrongCode`].
pub fn sign_in(market: &Market, attempt: &SignInDraft) -> Result<NewSession, Refused> {
    let email: Option<EmailAddress> = attempt.email.parse().ok();
    let known = match &email {
        Some(email) => market.read(|work| Ok(work.person_with(email)?))?,
        None => None,
    };
    let usable = known.filter(|person| may_try(person, market.clock().now()));
    let right = is_right(&attempt.password, usable.as_ref().map(|person| &person.password));
    let checked = usable.filter(|_| right);
    // A refusal is noted too, so the transaction ends well either way.
    let answer =
        market.write(|work| decide(work, email.as_ref(), checked.as_ref(), attempt.code.as_deref()))?;
    answer.map_err(Refused::from)
}

fn may_try(person: &Person, now: domain::Timestamp) -> bool {
    person.email_verified_at.is_some() && !person.is_locked(now)
}

fn decide(
    work: &mut Work<'_, '_>,
    email: Option<&EmailAddress>,
    checked: Option<&Person>,
    code: Option<&str>,
) -> Result<Result<NewSession, CannotUseAccount>, Refused> {
    let now = work.now();
    let visitor = Actor::Visitor.may(Action::UseOwnAccount, &Platform)?;
    let person = match email {
        Some(email) => work.person_with(email)?,
        None => None,
    };
    let Some(person) = person else {
        note(work, &visitor, Platform, &AccountEvent::SignInRefused)?;
        return Ok(Err(CannotUseAccount::NotSignedIn));
    };
    let proven = checked.is_some_and(|checked| checked.password == person.password) && may_try(&person, now);
    let refusal = if !proven {
        CannotUseAccount::NotSignedIn
    } else {
        match (secret_of(work, &person)?, code.map(str::trim).filter(|code| !code.is_empty())) {
            (None, _) => return welcome(work, person, None).map(Ok),
            (Some(_), None) => return Ok(Err(CannotUseAccount::CodeNeeded)),
            (Some(secret), Some(code)) => match step_of(code, &secret, person.totp_used_step, now) {
                Some(step) => return welcome(work, person, Some(step)).map(Ok),
                None => CannotUseAccount::WrongCode,
            },
        }
    };
    work.save(&visitor, person.mistyped(LockOut::default(), now))?;
    Ok(Err(refusal))
}

fn welcome(work: &mut Work<'_, '_>, person: Person, step: Option<i64>) -> Result<NewSession, Refused> {
    let by = Actor::Person { id: person.id, memberships: vec![] };
    let permit = by.may(Action::UseOwnAccount, &Platform)?;
    let signed_in = person.signed_in(step, work.now());
    let person = work.save(&permit, signed_in)?;
    begin_session(work, person.id)
}
