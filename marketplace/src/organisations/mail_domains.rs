//! The list of public-sector mail domains, kept by an administrator.

use crate::Work;
use domain::organisations::{MailDomain, MailDomainEvent, MailDomainRule, MailDomains};
use domain::{Action, Actor, Changed, EventBody, Permit, Platform, Refused};

/// Every rule.
///
/// # Errors
/// When the asker does not keep the list.
pub fn list_mail_domains(work: &mut Work<'_, '_>, by: &Actor) -> Result<MailDomains, Refused> {
    let _permit = by.may(Action::KeepMailDomains, &Platform)?;
    Ok(work.mail_domains()?)
}

fn note(work: &mut Work<'_, '_>, permit: &Permit, event: &impl EventBody) -> Result<(), Refused> {
    for event in Changed::by(Platform, event).events {
        work.record(permit, &event)?;
    }
    Ok(())
}

/// Sets the rule of a domain, in place of the one it had.
///
/// # Errors
/// When the asker does not keep the list.
pub fn set_mail_domain(
    work: &mut Work<'_, '_>,
    by: &Actor,
    rule: MailDomainRule,
) -> Result<MailDomainRule, Refused> {
    let permit = by.may(Action::KeepMailDomains, &Platform)?;
    if !work.mail_domains()?.0.contains(&rule) {
        work.set_mail_domain(&rule)?;
        note(work, &permit, &MailDomainEvent::Set { rule: rule.clone() })?;
    }
    Ok(rule)
}

/// Removes the rule of a domain.
///
/// # Errors
/// [`Refused::NotFound`] when it has none.
pub fn remove_mail_domain(work: &mut Work<'_, '_>, by: &Actor, suffix: &MailDomain) -> Result<(), Refused> {
    let permit = by.may(Action::KeepMailDomains, &Platform)?;
    if !work.remove_mail_domain(suffix)? {
        return Err(Refused::NotFound("mail domain"));
    }
    note(work, &permit, &MailDomainEvent::Removed { suffix: suffix.clone() })
}
