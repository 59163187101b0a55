//! `people`: the first administrator, and people who cannot help themselves.

use super::{market, plainly, with_seal};
use crate::cli::{Outcome, People};
use crate::seeds::{self, organisation_id};
use crate::settings::Settings;
use domain::organisations::{Organisation, RegisterDepartmentDraft};
use domain::people::{ExcusedBecause, Password, Person};
use domain::values::{EmailAddress, Name};
use domain::{Actor, OrganisationId, OrganisationKind, Refused, Role, Worker};
use marketplace::organisations::{OrganisationKey, WantedOrganisations};
use marketplace::people::{
    Enrolment, ask_for_reset, end_codes, enrol, fresh_secret, hash_password, seal_keys, sealed_otherwise,
};
use marketplace::{At, Market, Work, organisations};
use std::error::Error;
use store::{Database, migrations};

const PLATFORM: Actor = Actor::Worker(Worker::Seed);
/// The authority of the reference data, which stands for whoever runs this marketplace.
const AUTHORITY: &str = "signpost-authority";

/// Does what was asked about people.
pub(crate) fn people(settings: &Settings, asked: People) -> Outcome {
    if migrations::pending(&Database::at(settings.database.url.expose()))? > 0 {
        return Err("the database has not the newest schema: signpost migrate".into());
    }
    let market = market(settings)?;
    match asked {
        People::Add { name, email, role, organisation, authority_name } => {
            let organisation = organisation.map(|id| id.parse()).transpose()?;
            let (name, email) = (name.parse()?, email.parse()?);
            add(&market, name, &email, role.parse()?, organisation, authority_name.as_deref())
        }
        People::AddAdministrator { name, email } => {
            let (name, email) = (name.parse()?, email.parse()?);
            add(&market, name, &email, Role::Administrator, None, None)
        }
        People::EndCodes { email: Some(email), because: Some(because), .. } => {
            end_codes_of(&market, &email.parse()?, because.parse()?)
        }
        People::EndCodes { .. } => end_codes_sealed_otherwise(&with_seal(market, settings)?),
        People::Reset { email } => reset(&market, &email.parse()?),
        People::List => list(&market),
    }
}

/// Lets someone in with a proven address and a password that nobody knows, and mails them the link to choose one.
fn add(
    market: &Market,
    name: Name,
    email: &EmailAddress,
    role: Role,
    organisation: Option<OrganisationId>,
    authority_name: Option<&str>,
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

/// The authority that runs this marketplace: the one of the reference data where it is there, else any; where there
/// is none it is registered, under a name of its own or as the reference data has it.
fn authority(
    work: &mut Work<'_, '_>,
    name: Option<&str>,
    contact: &EmailAddress,
) -> Result<OrganisationId, Refused> {
    let usual = organisation_id(AUTHORITY);
    if work.look_for::<Organisation>(usual)?.is_some() {
        return Ok(usual);
    }
    if let Some(there) = work.organisations_of(OrganisationKind::Authority, 1)?.first() {
        return Ok(there.id);
    }
    let all = seeds::reference().map_err(Refused::broken)?;
    let body = all.bodies.iter().find(|body| body.slug == AUTHORITY).map(|body| body.name.as_str());
    let name = name.or(body).unwrap_or_default().to_owned();
    let draft = RegisterDepartmentDraft { name, contact_email: contact.to_string(), ..Default::default() };
    let kind = OrganisationKind::Authority;
    let (made, _) = organisations::enter_body(work, &PLATFORM, usual, kind, draft.parse()?)?;
    Ok(made.id)
}

fn known(market: &Market, email: &EmailAddress) -> Result<Person, Box<dyn Error>> {
    let person = market.read(|work| Ok(work.person_with(email)?))?;
    person.ok_or_else(|| format!("nobody has the address {email}").into())
}

/// Lets someone sign in by password alone.
fn end_codes_of(market: &Market, email: &EmailAddress, because: ExcusedBecause) -> Outcome {
    let Person { id, version, .. } = known(market, email)?;
    market.write(|work| end_codes(work, &PLATFORM, At { id, version }, because))?;
    println!("{email} signs in by password alone, and is written to.");
    Ok(())
}

/// Lets everyone sign in by password alone whose secret was sealed by a secret that is lost. A node whose secret is
/// merely mistyped must end nobody's codes: it has to open the keys that sign.
fn end_codes_sealed_otherwise(market: &Market) -> Outcome {
    if !market.has_seal() {
        return Err("set [keys] seal first: without one, every secret that is sealed would count".into());
    }
    seal_keys(market).map_err(plainly)?;
    let whom = sealed_otherwise(market)?;
    for &at in &whom {
        market.write(|work| end_codes(work, &PLATFORM, at, ExcusedBecause::SealLost))?;
    }
    println!("{} people sign in by password alone, and are written to.", whom.len());
    Ok(())
}

/// Mails someone the link to choose a new password, which also ends a pause.
fn reset(market: &Market, email: &EmailAddress) -> Outcome {
    known(market, email)?;
    market.write(|work| ask_for_reset(work, &Actor::Visitor, email))?;
    println!("A link to choose a password is on its way to {email}.");
    Ok(())
}

/// Prints everyone who belongs to an organisation: address, role, name, organisation.
fn list(market: &Market) -> Outcome {
    OrganisationKind::ALL.iter().try_for_each(|kind| list_of(market, *kind))
}

fn list_of(market: &Market, kind: OrganisationKind) -> Outcome {
    let mut after: Option<OrganisationKey> = None;
    loop {
        let (rows, last) = market.read(|work| {
            let organisations =
                work.organisations_wanted(&WantedOrganisations::of(kind), after.as_ref(), 100)?;
            let mut rows = vec![];
            for (organisation, _) in &organisations {
                for member in work.team(organisation.id, kind)?.members {
                    let person: Person = work.find(member.person)?;
                    rows.push((person.email, person.name, member.role, organisation.name.clone()));
                }
            }
            let last = organisations.last().map(|(_, key)| key.clone());
            Ok((rows, last))
        })?;
        for (email, name, role, organisation) in rows {
            println!("{email:<48} {:<18} {name}, {organisation}", role.word());
        }
        if last.is_none() {
            return Ok(());
        }
        after = last;
    }
}
