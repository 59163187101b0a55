//! Letting someone in directly: the first administrator, and the demo's people.

use super::members::team_of;
use super::one_time_secrets::sealed;
use crate::Work;
use domain::people::{PasswordHash, Person};
use domain::values::{EmailAddress, Name};
use domain::{Action, Actor, OrganisationId, Platform, Refused, Role};

/// Someone who is let in with a proven address.
#[derive(Debug, Clone)]
pub struct Enrolment {
    /// Their name.
    pub name: Name,
    /// Their address.
    pub email: EmailAddress,
    /// The hash of their password.
    pub password: PasswordHash,
    /// The secret of their one-time passwords, in Base32.
    pub totp_secret: Option<String>,
}

/// Makes an account with a proven address, unless the address has one. For the platform's own hands: everyone
/// else registers, and proves the address by a mailed link.
///
/// # Errors
/// When the asker may not manage members everywhere.
pub fn admit(work: &mut Work<'_, '_>, by: &Actor, enrolment: Enrolment) -> Result<Person, Refused> {
    let permit = by.may(Action::ManageMembers, &Platform)?;
    let now = work.now();
    let Enrolment { name, email, password, totp_secret } = enrolment;
    if let Some(person) = work.person_with(&email)? {
        return Ok(person);
    }
    let registered = Person::register(work.fresh_id(), name, email, password, now);
    let person = work.save(&permit, registered)?;
    let person = work.save(&permit, person.verify_email(now))?;
    match totp_secret {
        Some(secret) => {
            let kept = sealed(work, person.id, &secret)?;
            Ok(work.save(&permit, person.use_totp(kept))?)
        }
        None => Ok(person),
    }
}

/// Makes an account with a proven address, unless the address has one, and lets it into an organisation. For the
/// platform's own hands: everyone else invites.
///
/// # Errors
/// When the asker may not manage members everywhere, or the role does not exist there.
pub fn enrol(
    work: &mut Work<'_, '_>,
    by: &Actor,
    enrolment: Enrolment,
    organisation: OrganisationId,
    role: Role,
) -> Result<Person, Refused> {
    let permit = by.may(Action::ManageMembers, &organisation)?;
    let person = admit(work, by, enrolment)?;
    let team = team_of(work, organisation)?;
    if team.membership(person.id).is_none() {
        let now = work.now();
        work.save_team(&permit, team.join(person.id, role, now)?)?;
    }
    Ok(person)
}
