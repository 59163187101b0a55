//! A lead and its partners.

use crate::Work;
use crate::people::send_invitation;
use domain::organisations::{NamePartner, Organisation, Partner, RegisterProvider};
use domain::people::Invite;
use domain::values::Name;
use domain::{Action, Actor, OrganisationId, Refused, Role};

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
    let email = command.contact_email.clone();
    let partner = Organisation::register_partner(work.fresh_id(), lead, entry, work.now());
    let named = organisation.name_partner(partner.next.id, command, work.now())?;
    let partner = work.save(&permit, partner)?;
    let saved = work.save(&permit, named)?;
    send_invitation(work, &permit, by, partner.id, Invite { email, role: Role::Owner })?;
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
    Ok(work.save(&permit, changed)?)
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
    Ok(work.save(&permit, organisation.remove_partner(partner)?)?)
}
