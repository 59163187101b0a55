//! Registering organisations.

use crate::Work;
use domain::organisations::{CannotChangeOrganisation, Organisation, RegisterDepartment, RegisterProvider};
use domain::people::{Person, Team};
use domain::{Action, Actor, Denied, Permit, PersonId, Platform, Refused, Role};

/// Registers a provider. Whoever registers it becomes its owner, in the same transaction.
///
/// # Errors
/// When nobody has signed in: a provider is registered by a person; and when another organisation has one of its
/// register numbers.
pub fn register_provider(
    work: &mut Work<'_, '_>,
    by: &Actor,
    command: RegisterProvider,
) -> Result<Organisation, Refused> {
    let permit = by.may(Action::RegisterProvider, &Platform)?;
    let person = by.person().ok_or(Denied::SignIn)?;
    let changed = Organisation::register_provider(work.fresh_id(), command, work.now());
    let provider = work.save(&permit, changed)?;
    claim_numbers(work, &provider)?;
    first_member(work, &permit, &provider, person, Role::Owner)?;
    Ok(provider)
}

/// Registers a department, from a public-sector address. Whoever registers it becomes its buyer. The platform's own
/// hands register one without anybody in it.
///
/// # Errors
/// When an address is not of a mail domain that is admitted.
pub fn register_department(
    work: &mut Work<'_, '_>,
    by: &Actor,
    command: RegisterDepartment,
) -> Result<Organisation, Refused> {
    let permit = by.may(Action::RegisterDepartment, &Platform)?;
    let domains = work.mail_domains()?;
    let registrant: Option<Person> = by.person().map(|id| work.find(id)).transpose()?;
    let address = registrant.as_ref().map_or(&command.contact_email, |person| &person.email).clone();
    if registrant.as_ref().is_some_and(|person| person.email_verified_at.is_none()) {
        return Err(CannotChangeOrganisation::EmailNotVerified.into());
    }
    let id = work.fresh_id();
    let changed = Organisation::register_department(id, command, &address, &domains, work.now())?;
    let department = work.save(&permit, changed)?;
    if let Some(person) = registrant {
        first_member(work, &permit, &department, person.id, Role::Buyer)?;
    }
    Ok(department)
}

/// Registers the authority that runs the framework. Only the platform's own hands do.
///
/// # Errors
/// When anyone else asks.
pub fn register_authority(
    work: &mut Work<'_, '_>,
    by: &Actor,
    command: RegisterDepartment,
) -> Result<Organisation, Refused> {
    let permit = by.may(Action::RegisterDepartment, &Platform)?;
    if !matches!(by, Actor::Worker(_)) {
        return Err(Denied::WrongRole(Action::RegisterDepartment).into());
    }
    let changed = Organisation::register_authority(work.fresh_id(), command, work.now());
    Ok(work.save(&permit, changed)?)
}

fn first_member(
    work: &mut Work<'_, '_>,
    permit: &Permit,
    organisation: &Organisation,
    person: PersonId,
    role: Role,
) -> Result<(), Refused> {
    let team = Team::empty(organisation.id, organisation.kind).join(person, role, work.now())?;
    work.save_team(permit, team)?;
    Ok(())
}

/// Makes the register numbers an organisation's own.
pub(super) fn claim_numbers(work: &mut Work<'_, '_>, organisation: &Organisation) -> Result<(), Refused> {
    for identifier in &organisation.identifiers {
        let number = &identifier.number;
        if work.holder_of(number)?.is_some_and(|holder| holder != organisation.id) {
            return Err(CannotChangeOrganisation::IdentifierTaken(number.clone()).into());
        }
    }
    // A rival who claims one at the same moment is stopped by the database: run again, and told as above.
    work.claim_register_numbers(organisation).map_err(|error| match Refused::from(error) {
        Refused::Duplicate(_) => Refused::Busy,
        other => other,
    })
}
