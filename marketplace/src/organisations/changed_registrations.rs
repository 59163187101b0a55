//! What registers say otherwise than before: told to the organisation, a task of whoever vouches, settled by them.

use crate::{At, Work};
use domain::organisations::{Organisation, RegistrationChange};
use domain::values::Line;
use domain::{Action, Actor, Denied, OrganisationId, Platform, Refused};
use store::outbox::Letter;

/// Organisations of which a register says otherwise than before, and nobody has looked into it, longest first.
///
/// # Errors
/// When the asker may not vouch for any.
pub fn changed_registrations(
    work: &mut Work<'_, '_>,
    by: &Actor,
    after: Option<(i64, OrganisationId)>,
    limit: i64,
) -> Result<Vec<Organisation>, Refused> {
    let _permit = by.may(Action::VouchForOrganisation, &Platform)?;
    Ok(work.organisations_with_changed_registration(after, limit)?)
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

/// Writes to an organisation that a register says otherwise of it.
pub(super) fn write_to(
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
