//! What registers say otherwise than before: told to the organisation, a task of whoever vouches, settled by them.

use crate::{At, Work};
use domain::organisations::{Organisation, RegistrationChange};
use domain::people::{AccountState, Person};
use domain::values::Line;
use domain::{Action, Actor, Denied, OrganisationId, Platform, Refused, Role};
use store::outbox::Letter;
use store::people::WantedPeople;

/// Organisations of which a register says otherwise than before, and nobody has looked into it, longest first.
///
/// # Errors
/// When the asker may not vouch for any.
pub fn changed_registrations(
    work: &mut Work<'_, '_>,
    by: &Actor,
    text: Option<&str>,
    after: Option<(i64, OrganisationId)>,
    limit: i64,
) -> Result<Vec<Organisation>, Refused> {
    let _permit = by.may(Action::VouchForOrganisation, &Platform)?;
    Ok(work.organisations_with_changed_registration(text, after, limit)?)
}

/// Says what was found about a change, by its place in the list, and what came of it.
///
/// # Errors
/// When it does not wait any more, or the organisation was changed since it was read.
pub fn settle_registration_change(
    work: &mut Work<'_, '_>,
    by: &Actor,
    at: At<OrganisationId>,
    place: usize,
    how: Line,
) -> Result<Organisation, Refused> {
    let permit = by.may(Action::VouchForOrganisation, &at.id)?;
    let person = by.person().ok_or(Denied::WrongRole(Action::VouchForOrganisation))?;
    let organisation: Organisation = work.find(at.id)?;
    work.expect_version(&organisation, at.version)?;
    let changed = organisation.settle_registration_change(place, how, person, work.now())?;
    Ok(work.save(&permit, changed)?)
}

/// People of the authority who are written to about one change: more than look into them.
const MOST: i64 = 200;

/// Writes to an organisation that a register says otherwise of it, and to those who look into it.
pub(super) fn tell_of(
    work: &mut Work<'_, '_>,
    organisation: &Organisation,
    change: &RegistrationChange,
) -> Result<(), Refused> {
    write_to(work, organisation, change)?;
    let base = &work.market().settings().base_url;
    let body = [
        format!("{}.", change.sentence()),
        format!(
            "Nothing follows from it by itself: what {} offers stays where it is until someone suspends a place or a \
             mark. Look into it, and say what you found:",
            organisation.name
        ),
        format!("{base}/authority/providers/{}", organisation.id),
        format!("Everything that waits to be looked into: {base}/authority/registrations"),
    ];
    let (subject, body) =
        (format!("A register says something else about {}", organisation.name), body.join("\n\n"));
    for person in who_look_into_it(work)? {
        work.post(&Letter { to: person.email, subject: subject.clone(), body: body.clone() })?;
    }
    Ok(())
}

/// The category managers; where there is none, the administrators, who may look into it as well.
fn who_look_into_it(work: &mut Work<'_, '_>) -> Result<Vec<Person>, Refused> {
    for role in [Role::CategoryManager, Role::Administrator] {
        let wanted =
            WantedPeople { role: Some(role), state: Some(AccountState::Proven), ..WantedPeople::default() };
        let found = work.people_wanted(&wanted, None, MOST)?;
        if !found.is_empty() {
            return Ok(found.into_iter().map(|(person, _)| person).collect());
        }
    }
    Ok(vec![])
}

/// Writes to an organisation that a register says otherwise of it.
fn write_to(
    work: &mut Work<'_, '_>,
    organisation: &Organisation,
    change: &RegistrationChange,
) -> Result<(), Refused> {
    let base = &work.market().settings().base_url;
    let body = [
        format!("{}.", change.sentence()),
        "If that is right, change the details of your organisation, and tell us what it means for the support that you give. \
         If it is wrong, have the register put it right: we ask it again every week."
            .to_owned(),
        "Someone of the authority looks into it. Until then, what you offer stays where it is.".to_owned(),
        format!("{base}/provider/{}", organisation.id),
    ];
    let letter = Letter {
        to: organisation.contact_email.clone(),
        subject: format!("A register says something else about {}", organisation.name),
        body: body.join("\n\n"),
    };
    Ok(work.post(&letter)?)
}
