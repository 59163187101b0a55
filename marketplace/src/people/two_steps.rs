//! Signing in with a one-time password besides.

use super::one_time::step_of;
use super::one_time_secrets::{sealed, secret_of};
use super::{fresh_totp_secret, totp_address};
use crate::Work;
use domain::people::{CannotUseAccount, Person};
use domain::{Action, Actor, Denied, Platform, Refused};

/// What an app needs to make one-time passwords for an account.
#[derive(Clone)]
pub struct OneTimeSetUp {
    /// The secret, to be typed.
    pub secret: String,
    /// The same as an `otpauth` address, to be shown as a picture.
    pub address: String,
}

/// A fresh secret. Nothing is kept before [`use_two_steps`] has proved that the app has it.
///
/// # Errors
/// When nobody has signed in.
pub fn set_up_two_steps(work: &mut Work<'_, '_>, by: &Actor) -> Result<OneTimeSetUp, Refused> {
    let person: Person = work.find(by.person().ok_or(Denied::SignIn)?)?;
    let secret = fresh_totp_secret()?;
    let address = totp_address(&secret, person.email.as_str())
        .ok_or_else(|| Refused::broken("a fresh one-time secret was not usable"))?;
    Ok(OneTimeSetUp { secret, address })
}

/// Asks for one-time passwords from now on, once a code proves that the app has the secret.
///
/// # Errors
/// [`CannotUseAccount::WrongCode`].
pub fn use_two_steps(work: &mut Work<'_, '_>, by: &Actor, secret: &str, code: &str) -> Result<(), Refused> {
    let permit = by.may(Action::UseOwnAccount, &Platform)?;
    let person: Person = work.find(by.person().ok_or(Denied::SignIn)?)?;
    step_of(code, secret, None, work.now()).ok_or(CannotUseAccount::WrongCode)?;
    let kept = sealed(work, person.id, secret)?;
    work.save(&permit, person.use_totp(kept))?;
    Ok(())
}

/// Asks for one-time passwords no longer. Takes one last code.
///
/// # Errors
/// [`CannotUseAccount::WrongCode`].
pub fn drop_two_steps(work: &mut Work<'_, '_>, by: &Actor, code: &str) -> Result<(), Refused> {
    let permit = by.may(Action::UseOwnAccount, &Platform)?;
    let person: Person = work.find(by.person().ok_or(Denied::SignIn)?)?;
    if let Some(secret) = secret_of(work, &person)? {
        step_of(code, &secret, person.totp_used_step, work.now()).ok_or(CannotUseAccount::WrongCode)?;
        work.save(&permit, person.drop_totp())?;
    }
    Ok(())
}
