//! A lead and its partners.

use crate::Work;
use crate::people::invite_partner;
use domain::organisations::{NamePartner, Organisation, Partner, RegisterProvider};
use domain::people::Invite;
use domain::values::Name;
use domain::{Action, Actor, OrganisationId, Refused, Role};
use store::outbox::Letter;

/// A lead names a partner. The partner gets an entry of its own, unverified, and its contact is invited to own and
/// confirm it.
///
/// # Errors
/// When the lead is not a provider, has named it already or too many, or was changed since `version`.
pub fn name_partner(
    work: &mut Work<'_, '_>,
    by: &Actor,
    lead: OrganisationId,
    version: i64,
    command: NamePartner,
) -> Result<Organisation, Refused> {
    let permit = by.may(Action::EditOrganisation, &lead)?;
    let organisation: Organisation = work.find(lead)?;
    work.expect_version(&organisation, version)?;
    let entry = RegisterProvider {
        name: command.name.clone(),
        sort: command.sort,
        identifiers: vec![],
        contact_email: command.contact_email.clone(),
        contact_phone: None,
        website: None,
        address: None,
        about: None,
    };
    let (email, part) = (command.contact_email.clone(), command.part.clone());
    let partner = Organisation::register_partner(work.fresh_id(), lead, entry, work.now());
    let named = organisation.name_partner(partner.next.id, command, work.now())?;
    let partner = work.save(&permit, partner)?;
    let saved = work.save(&permit, named)?;
    let invite = Invite { email, role: Role::Owner };
    invite_partner(work, &permit, by, &partner, (&saved.name, &part), invite)?;
    Ok(saved)
}

/// A partner confirms for itself that it works under a lead.
///
/// # Errors
/// [`Refused::NotFound`] when the asker is not of the partner; when it was not named, or has confirmed.
pub fn confirm_partner(
    work: &mut Work<'_, '_>,
    by: &Actor,
    lead: OrganisationId,
    partner: OrganisationId,
) -> Result<Organisation, Refused> {
    let permit = by.may(Action::EditOrganisation, &partner)?;
    let organisation: Organisation = work.find(lead)?;
    let changed = organisation.confirm_partner(partner, work.now())?;
    let saved = work.save(&permit, changed)?;
    tell_lead(work, &saved, partner, Said::Confirmed)?;
    Ok(saved)
}

/// A lead that named an organisation as its partner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Led {
    /// The lead.
    pub lead: OrganisationId,
    /// Its name.
    pub name: Name,
    /// What it said of the partner, and whether that has confirmed.
    pub partner: Partner,
}

/// The lead that named an organisation as its partner, while it does, for who may read the partner's entry.
///
/// # Errors
/// [`Refused::NotFound`] when it is not there or the asker may not know of it.
pub fn led_by(work: &mut Work<'_, '_>, by: &Actor, partner: OrganisationId) -> Result<Option<Led>, Refused> {
    let _permit = by.may(Action::ReadOrganisation, &partner)?;
    let organisation: Organisation = work.find(partner)?;
    let Some(lead) = organisation.named_by else { return Ok(None) };
    let lead: Organisation = work.find(lead)?;
    let named = lead.partners.into_iter().find(|named| named.organisation == partner);
    Ok(named.map(|partner| Led { lead: lead.id, name: lead.name, partner }))
}

/// Ends a partnership: the lead's side or the partner's.
///
/// # Errors
/// When it was not named.
pub fn remove_partner(
    work: &mut Work<'_, '_>,
    by: &Actor,
    lead: OrganisationId,
    partner: OrganisationId,
) -> Result<Organisation, Refused> {
    let side = if by.belongs_to(partner) { partner } else { lead };
    let permit = by.may(Action::EditOrganisation, &side)?;
    let organisation: Organisation = work.find(lead)?;
    let saved = work.save(&permit, organisation.remove_partner(partner)?)?;
    if side == partner {
        tell_lead(work, &saved, partner, Said::Ended)?;
    }
    Ok(saved)
}

/// What a partner said of itself, that its lead has to know.
#[derive(Clone, Copy)]
enum Said {
    Confirmed,
    Ended,
}

/// Writes to the lead what its partner said: it need not look every day whether it has.
fn tell_lead(
    work: &mut Work<'_, '_>,
    lead: &Organisation,
    partner: OrganisationId,
    said: Said,
) -> Result<(), Refused> {
    let partner: Organisation = work.find(partner)?;
    let page = format!("{}/provider/{}/partners", work.market().settings().base_url, lead.id);
    let (subject, what) = match said {
        Said::Confirmed => (
            format!("{} is your partner", partner.name),
            "It has confirmed. You can name it in applications, and in what your quality mark covers.",
        ),
        Said::Ended => (
            format!("{} is not your partner", partner.name),
            "It says that it does not work with you, or not any more. It cannot be named in what you send from now on.",
        ),
    };
    work.post(&Letter { to: lead.contact_email.clone(), subject, body: format!("{what}\n\n{page}") })?;
    Ok(())
}
