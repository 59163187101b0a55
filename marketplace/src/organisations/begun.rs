//! Registering a provider in several sittings: what was answered so far is kept, and goes when it is sent.

use super::register::register_provider;
use crate::Work;
use domain::organisations::{Organisation, RegisterProvider};
use domain::{Action, Actor, Denied, PersonId, Platform, Refused};

fn registrant(by: &Actor) -> Result<PersonId, Refused> {
    let _permit = by.may(Action::RegisterProvider, &Platform)?;
    Ok(by.person().ok_or(Denied::SignIn)?)
}

/// What whoever asks has answered so far, as it was typed. `None`: they have begun none.
///
/// # Errors
/// When nobody has signed in.
pub fn registration_begun(work: &mut Work<'_, '_>, by: &Actor) -> Result<Option<String>, Refused> {
    let person = registrant(by)?;
    Ok(work.registration_begun(person)?)
}

/// Keeps what was answered so far, in place of what was kept.
///
/// # Errors
/// When nobody has signed in.
pub fn keep_registration_begun(work: &mut Work<'_, '_>, by: &Actor, answers: &str) -> Result<(), Refused> {
    let person = registrant(by)?;
    Ok(work.keep_registration_begun(person, answers)?)
}

/// Registers the provider that was begun; what was kept of it goes in the same transaction.
///
/// # Errors
/// As [`register_provider`].
pub fn register_begun(
    work: &mut Work<'_, '_>,
    by: &Actor,
    command: RegisterProvider,
) -> Result<Organisation, Refused> {
    let person = registrant(by)?;
    let provider = register_provider(work, by, command)?;
    work.forget_registration_begun(person)?;
    Ok(provider)
}
