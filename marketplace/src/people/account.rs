//! Making an account, and proving its address.

use super::{fresh_secret, letters, note, secret_hash};
use crate::Work;
use domain::people::{AccountEvent, CannotUseAccount, MailPurpose, MailToken, PasswordHash, Person};
use domain::values::{EmailAddress, Name};
use domain::{Action, Actor, Denied, Membership, Platform, Refused};

/// Makes an account whose address has to be confirmed by a mailed link. Nothing in the answer tells whether the
/// address has an account already: its owner is written to instead.
///
/// The password comes hashed ([`super::hash_password`]): hashing does not belong into a transaction.
///
/// # Errors
/// When the database fails.
pub fn register(
    work: &mut Work<'_, '_>,
    by: &Actor,
    name: Name,
    email: EmailAddress,
    password: PasswordHash,
) -> Result<(), Refused> {
    let permit = by.may(Action::UseOwnAccount, &Platform)?;
    let base_url = work.market().settings().base_url.clone();
    let person = match work.person_with(&email)? {
        Some(person) if person.email_verified_at.is_some() => {
            work.post(&letters::has_account(&email, &base_url))?;
            return note(work, &permit, person, &AccountEvent::RegisteredAgain);
        }
        // Nobody has proved this address yet: whoever proves it now has the account.
        Some(unproven) => work.save(&permit, Person { name, ..unproven }.change_password(password))?,
        None => {
            let changed = Person::register(work.fresh_id(), name, email, password, work.now());
            work.save(&permit, changed)?
        }
    };
    post_link(work, &person, MailPurpose::VerifyEmail)
}

/// Mails a link; links of the same purpose that were mailed before stop working.
pub(super) fn post_link(
    work: &mut Work<'_, '_>,
    person: &Person,
    purpose: MailPurpose,
) -> Result<(), Refused> {
    let secret = fresh_secret()?;
    let token = MailToken::new(secret_hash(&secret), purpose, person.id, work.now());
    work.spend_mail_token(&token)?;
    work.add_mail_token(&token)?;
    let base_url = &work.market().settings().base_url.clone();
    let letter = match purpose {
        MailPurpose::VerifyEmail => letters::confirm(&person.email, base_url, &secret),
        MailPurpose::ResetPassword => letters::reset(&person.email, base_url, &secret),
    };
    Ok(work.post(&letter)?)
}

/// Mails the link that proves an address again. The answer does not tell whether there is such an account.
///
/// # Errors
/// When the database fails.
pub fn ask_for_confirmation(
    work: &mut Work<'_, '_>,
    by: &Actor,
    email: &EmailAddress,
) -> Result<(), Refused> {
    let permit = by.may(Action::UseOwnAccount, &Platform)?;
    match work.person_with(email)?.filter(|person| person.email_verified_at.is_none()) {
        Some(person) => {
            post_link(work, &person, MailPurpose::VerifyEmail)?;
            note(work, &permit, person, &AccountEvent::ConfirmationAsked)
        }
        None => note(work, &permit, Platform, &AccountEvent::ConfirmationAsked),
    }
}

/// Proves an address by a link that was mailed to it.
///
/// # Errors
/// [`CannotUseAccount::LinkDoesNotWork`] when it is unknown, used or too old.
pub fn confirm_email(work: &mut Work<'_, '_>, by: &Actor, token: &str) -> Result<(), Refused> {
    let permit = by.may(Action::UseOwnAccount, &Platform)?;
    let link = work.mail_token(&secret_hash(token))?.ok_or(CannotUseAccount::LinkDoesNotWork)?;
    let used = link.use_for(MailPurpose::VerifyEmail, work.now())?;
    work.spend_mail_token(&used)?;
    let person: Person = work.find(used.person)?;
    let proven = person.verify_email(work.now());
    work.save(&permit, proven)?;
    Ok(())
}

/// Someone's own account.
#[derive(Debug, Clone, PartialEq)]
pub struct Account {
    /// Who.
    pub person: Person,
    /// Where they belong.
    pub memberships: Vec<Membership>,
}

/// The account of whoever asks.
///
/// # Errors
/// When nobody has signed in.
pub fn me(work: &mut Work<'_, '_>, by: &Actor) -> Result<Account, Refused> {
    let id = by.person().ok_or(Denied::SignIn)?;
    Ok(Account { person: work.find(id)?, memberships: work.memberships_of(id)? })
}
