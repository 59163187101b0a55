//! New passwords.

use super::account::post_link;
use super::{hash_password, is_right, letters, note, secret_hash};
use crate::{Market, Work};
use domain::people::{
    AccountEvent, CannotUseAccount, ChangePasswordDraft, LockOut, MailPurpose, PasswordDraft, Person,
};
use domain::values::EmailAddress;
use domain::{Action, Actor, Denied, Platform, Refused};

/// Mails the link with which a new password is chosen. The answer does not tell whether there is such an account.
///
/// # Errors
/// When the database fails.
pub fn ask_for_reset(work: &mut Work<'_, '_>, by: &Actor, email: &EmailAddress) -> Result<(), Refused> {
    let permit = by.may(Action::UseOwnAccount, &Platform)?;
    match work.person_with(email)? {
        Some(person) => {
            post_link(work, &person, MailPurpose::ResetPassword)?;
            note(work, &permit, person, &AccountEvent::ResetAsked)
        }
        None => note(work, &permit, Platform, &AccountEvent::ResetAsked),
    }
}

/// The person of a link for a new password, when it works.
fn person_of_link(work: &mut Work<'_, '_>, token: &str) -> Result<Person, Refused> {
    let link = work.mail_token(&secret_hash(token))?.ok_or(CannotUseAccount::LinkDoesNotWork)?;
    let used = link.use_for(MailPurpose::ResetPassword, work.now())?;
    Ok(work.find(used.person)?)
}

/// Chooses a new password by a mailed link, which also proves the address and ends every session.
///
/// # Errors
/// [`CannotUseAccount::LinkDoesNotWork`], and why the password may not be chosen.
pub fn reset_password(market: &Market, token: &str, draft: &PasswordDraft) -> Result<(), Refused> {
    let person = market.read(|work| person_of_link(work, token))?;
    let hash = hash_password(&draft.parse(&person.email)?)?;
    market.write(|work| {
        let person = person_of_link(work, token)?;
        let by = Actor::Person { id: person.id, memberships: vec![] };
        let permit = by.may(Action::UseOwnAccount, &Platform)?;
        if let Some(link) = work.mail_token(&secret_hash(token))? {
            work.spend_mail_token(&link)?;
        }
        work.end_sessions_of(person.id, None)?;
        let proven = person.verify_email(work.now());
        let changed = proven.next.change_password(hash.clone());
        let person = work.save(&permit, changed)?;
        let base_url = work.market().settings().base_url.clone();
        work.post(&letters::password_changed(&person.email, &base_url))?;
        Ok(())
    })
}

/// Changes one's own password, given the one until now. Every other session ends; `session` is the token of the
/// one that stays.
///
/// # Errors
/// [`CannotUseAccount::WrongPassword`], which counts towards the lock, and why the password may not be chosen.
pub fn change_password(
    market: &Market,
    by: &Actor,
    session: Option<&str>,
    draft: &ChangePasswordDraft,
) -> Result<(), Refused> {
    let id = by.person().ok_or(Denied::SignIn)?;
    let permit = by.may(Action::UseOwnAccount, &Platform)?;
    let person: Person = market.read(|work| Ok(work.find(id)?))?;
    let password = draft.parse(&person.email)?;
    let unlocked = !person.is_locked(market.clock().now());
    let right = is_right(&draft.current, Some(&person.password).filter(|_| unlocked));
    if !right {
        market.write(|work| {
            let person: Person = work.find(id)?;
            let mistyped = person.mistyped(LockOut::default(), work.now());
            work.save(&permit, mistyped)?;
            Ok(())
        })?;
        return Err(CannotUseAccount::WrongPassword.into());
    }
    let hash = hash_password(&password)?;
    market.write(|work| {
        let now_kept: Person = work.find(id)?;
        if now_kept.password != person.password {
            return Err(CannotUseAccount::WrongPassword.into());
        }
        let stays = session.map(secret_hash);
        work.end_sessions_of(id, stays.as_ref())?;
        let person = work.save(&permit, now_kept.change_password(hash.clone()))?;
        let base_url = work.market().settings().base_url.clone();
        work.post(&letters::password_changed(&person.email, &base_url))?;
        Ok(())
    })
}
