//! The list of public-sector mail domains, kept by an administrator.

use crate::Work;
use domain::organisations::{MailDomain, MailDomainEvent, MailDomainRule, MailDomains};
use domain::values::Line;
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

/// What the removal of a rule means for those who are here, and for those who come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailDomainRemoval {
    /// The rule.
    pub rule: MailDomainRule,
    /// How many people with an address that it decides on have an account.
    pub people: i64,
    /// The rule that decides on such addresses then. `None`: they are refused.
    pub then: Option<MailDomainRule>,
}

/// What the removal of a domain's rule would mean.
///
/// # Errors
/// [`Refused::NotFound`] when it has none; when the asker does not keep the list.
pub fn foresee_mail_domain_removal(
    work: &mut Work<'_, '_>,
    by: &Actor,
    suffix: &MailDomain,
) -> Result<MailDomainRemoval, Refused> {
    let _permit = by.may(Action::KeepMailDomains, &Platform)?;
    let domains = work.mail_domains()?;
    let rule = domains.0.iter().find(|rule| rule.suffix == *suffix).cloned();
    let rule = rule.ok_or(Refused::NotFound("mail domain"))?;
    // A longer rule decides on what is below it.
    let longer = domains.0.iter().map(|other| &other.suffix);
    let longer: Vec<_> =
        longer.filter(|other| *other != suffix && suffix.covers(other.as_str())).cloned().collect();
    Ok(MailDomainRemoval {
        people: work.count_people_at(suffix, &longer)?,
        then: domains.deciding_without(suffix).cloned(),
        rule,
    })
}

/// Removes the rule of a domain, for a reason that the log keeps.
///
/// # Errors
/// [`Refused::NotFound`] when it has none.
pub fn remove_mail_domain(
    work: &mut Work<'_, '_>,
    by: &Actor,
    suffix: &MailDomain,
    reason: Line,
) -> Result<(), Refused> {
    let permit = by.may(Action::KeepMailDomains, &Platform)?;
    if !work.remove_mail_domain(suffix)? {
        return Err(Refused::NotFound("mail domain"));
    }
    note(work, &permit, &MailDomainEvent::Removed { suffix: suffix.clone(), reason })
}
