//! `people`: the first administrator, and people who cannot help themselves.

use super::market;
use crate::cli::{Outcome, People};
use crate::settings::Settings;
use domain::organisations::RegisterDepartmentDraft;
use domain::people::{Password, Person};
use domain::values::{EmailAddress, Name};
use domain::{Actor, OrganisationId, OrganisationKind, Refused, Role, Worker};
use marketplace::people::{Enrolment, ask_for_reset, enrol, fresh_secret, hash_password};
use marketplace::{Market, Work, organisations};

const PLATFORM: Actor = Actor::Worker(Worker::Seed);

/// Does what was asked about people.
pub(crate) fn people(settings: &Settings, asked: People) -> Outcome {
    let market = market(settings)?;
    match asked {
        People::Add { name, email, role, organisation, authority_name } => {
            let organisation = organisation.map(|id| id.parse()).transpose()?;
            let (name, email) = (name.parse()?, email.parse()?);
            add(&market, name, &email, role.parse()?, organisation, &authority_name)
        }
        People::Reset { email } => reset(&market, &email.parse()?),
    }
}

/// Lets someone in with a proven address and a password that nobody knows, and mails them the link to choose one.
fn add(
    market: &Market,
    name: Name,
    email: &EmailAddress,
    role: Role,
    organisation: Option<OrganisationId>,
    authority_name: &str,
) -> Outcome {
    let enrolment = Enrolment {
        name,
        email: email.clone(),
        password: hash_password(&Password::choose(&fresh_secret()?, email)?)?,
        totp_secret: None,
    };
    let person = market.write(|work| {
        let organisation = match organisation {
            Some(organisation) => organisation,
            None => authority(work, authority_name, email)?,
        };
        let person = enrol(work, &PLATFORM, enrolment.clone(), organisation, role)?;
        ask_for_reset(work, &Actor::Visitor, email)?;
        Ok(person)
    })?;
    println!("{} has the role {role}. A link to choose a password is on its way to {email}.", person.name);
    Ok(())
}

/// The authority, registered when there is none yet.
fn authority(work: &mut Work<'_, '_>, name: &str, contact: &EmailAddress) -> Result<OrganisationId, Refused> {
    if let Some(there) = work.organisations_of(OrganisationKind::Authority, None, 1)?.first() {
        return Ok(there.id);
    }
    let contact_email = contact.to_string();
    let draft = RegisterDepartmentDraft { name: name.to_owned(), contact_email, ..Default::default() };
    Ok(organisations::register_authority(work, &PLATFORM, draft.parse()?)?.id)
}

/// Mails someone the link to choose a new password, which also ends a pause.
fn reset(market: &Market, email: &EmailAddress) -> Outcome {
    let known: Option<Person> = market.read(|work| Ok(work.person_with(email)?))?;
    if known.is_none() {
        return Err(format!("nobody has the address {email}").into());
    }
    market.write(|work| ask_for_reset(work, &Actor::Visitor, email))?;
    println!("A link to choose a password is on its way to {email}.");
    Ok(())
}
