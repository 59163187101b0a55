//! Asking someone into an organisation.

use super::members::team_of;
use super::{fresh_secret, letters, secret_hash};
use crate::Work;
use crate::organisations::Page;
use domain::organisations::Organisation;
use domain::people::{CannotChangeTeam, Invitation, InvitationState, Invite, PasswordHash, Person};
use domain::values::{Line, Name};
use domain::{Action, Actor, Denied, InvitationId, OrganisationId, Permit, PersonId, Platform, Refused};

/// Invites someone. The mailed link lets its reader in.
///
/// # Errors
/// When the role does not exist there, or the address is not of the public sector where it has to be.
pub fn invite(
    work: &mut Work<'_, '_>,
    by: &Actor,
    organisation: OrganisationId,
    command: Invite,
) -> Result<Invitation, Refused> {
    let permit = by.may(Action::ManageMembers, &organisation)?;
    send_invitation(work, &permit, by, organisation, command)
}

/// Writes an invitation and its mail, for a use case that has asked for its own right to.
///
/// # Errors
/// As [`invite`].
pub fn send_invitation(
    work: &mut Work<'_, '_>,
    permit: &Permit,
    by: &Actor,
    organisation: OrganisationId,
    command: Invite,
) -> Result<Invitation, Refused> {
    let organisation: Organisation = work.find(organisation)?;
    let (invitation, secret) = written(work, permit, by, &organisation, command)?;
    let base_url = work.market().settings().base_url.clone();
    work.post(&letters::invitation(&invitation, organisation.name.as_str(), &base_url, &secret))?;
    Ok(invitation)
}

/// Invites who answers for an organisation that a lead has named as its partner: the mail says who names it, and why.
///
/// # Errors
/// As [`invite`].
pub fn invite_partner(
    work: &mut Work<'_, '_>,
    permit: &Permit,
    by: &Actor,
    partner: &Organisation,
    named: (&Name, &Line),
    command: Invite,
) -> Result<Invitation, Refused> {
    let (invitation, secret) = written(work, permit, by, partner, command)?;
    let base_url = work.market().settings().base_url.clone();
    work.post(&letters::partner(&invitation, &partner.name, named, &base_url, &secret))?;
    Ok(invitation)
}

/// An invitation that is kept, with the secret of its link.
fn written(
    work: &mut Work<'_, '_>,
    permit: &Permit,
    by: &Actor,
    organisation: &Organisation,
    command: Invite,
) -> Result<(Invitation, String), Refused> {
    let team = work.team(organisation.id, organisation.kind)?;
    let domains = work.mail_domains()?;
    let secret = fresh_secret()?;
    let (id, now, token) = (work.fresh_id(), work.now(), secret_hash(&secret));
    let changed = Invitation::invite(id, &team, command, by.person(), &domains, token, now)?;
    Ok((work.save(permit, changed)?, secret))
}

/// An organisation's invitations, newest first.
///
/// # Errors
/// [`Refused::NotFound`] for others' organisations, and for none.
pub fn list_invitations(
    work: &mut Work<'_, '_>,
    by: &Actor,
    organisation: OrganisationId,
    page: &Page<InvitationId>,
) -> Result<Vec<Invitation>, Refused> {
    let _permit = by.may(Action::ReadMembers, &organisation)?;
    // Also who may read any organisation's is told when there is none.
    let _: Organisation = work.find(organisation)?;
    Ok(work.invitations_of(organisation, page.after, page.limit)?)
}

/// Takes an invitation back.
///
/// # Errors
/// When it is not open any more.
pub fn withdraw_invitation(
    work: &mut Work<'_, '_>,
    by: &Actor,
    id: InvitationId,
) -> Result<Invitation, Refused> {
    let invitation: Invitation = work.find(id)?;
    let permit = by.may(Action::ManageMembers, &invitation)?;
    let changed = invitation.withdraw(work.now())?;
    Ok(work.save(&permit, changed)?)
}

/// An invitation, as whoever holds the mailed link sees it.
#[derive(Debug, Clone)]
pub struct InvitationShown {
    /// The invitation.
    pub invitation: Invitation,
    /// Who invites.
    pub organisation: Name,
    /// The lead that named it as its partner, while it has not said whether it is.
    pub lead: Option<Name>,
    /// Whether it can be accepted.
    pub state: InvitationState,
    /// Whether its address has an account: then it is accepted after signing in.
    pub has_account: bool,
}

fn of_link(work: &mut Work<'_, '_>, token: &str) -> Result<Invitation, Refused> {
    work.invitation_with(&secret_hash(token))?.ok_or(Refused::NotFound("invitation"))
}

/// What a mailed link invites to.
///
/// # Errors
/// [`Refused::NotFound`] when there is no such link.
pub fn show_invitation(work: &mut Work<'_, '_>, token: &str) -> Result<InvitationShown, Refused> {
    let invitation = of_link(work, token)?;
    let organisation: Organisation = work.find(invitation.organisation)?;
    let has_account = work.person_with(&invitation.email)?.is_some();
    let lead: Option<Organisation> = organisation.named_by.map(|lead| work.find(lead)).transpose()?;
    let waits = |lead: &Organisation| {
        let named = lead.partners.iter().find(|named| named.organisation == organisation.id);
        named.is_some_and(|named| named.confirmed_at.is_none())
    };
    let lead = lead.filter(waits).map(|lead| lead.name);
    let state = invitation.state(work.now());
    Ok(InvitationShown { invitation, organisation: organisation.name, lead, state, has_account })
}

fn let_in(
    work: &mut Work<'_, '_>,
    permit: &Permit,
    invitation: Invitation,
    person: &Person,
) -> Result<Invitation, Refused> {
    let now = work.now();
    let (organisation, role) = (invitation.organisation, invitation.role);
    let joined = team_of(work, organisation)?.join(person.id, role, now);
    let accepted = work.save(permit, invitation.accept(person, now)?)?;
    work.save_team(permit, joined?)?;
    Ok(accepted)
}

/// Whoever has signed in accepts an invitation to their address.
///
/// # Errors
/// When it is not open any more, was sent to another address, or they are in the organisation already.
pub fn accept_invitation(work: &mut Work<'_, '_>, by: &Actor, token: &str) -> Result<Invitation, Refused> {
    let permit = by.may(Action::UseOwnAccount, &Platform)?;
    let person: Person = work.find(by.person().ok_or(Denied::SignIn)?)?;
    let invitation = of_link(work, token)?;
    let_in(work, &permit, invitation, &person)
}

/// Someone without an account makes one by accepting an invitation. The mailed link proves the address: a page
/// may begin a session at once ([`super::begin_session`]).
///
/// # Errors
/// [`CannotChangeTeam::HasAccount`] when they have one, and as [`accept_invitation`].
pub fn register_by_invitation(
    work: &mut Work<'_, '_>,
    token: &str,
    name: Name,
    password: PasswordHash,
) -> Result<(Invitation, PersonId), Refused> {
    let invitation = of_link(work, token)?;
    let id = match work.person_with(&invitation.email)? {
        Some(person) if person.email_verified_at.is_some() => return Err(CannotChangeTeam::HasAccount.into()),
        // Somebody began to make an account and never proved the address.
        Some(unproven) => Some(unproven),
        None => None,
    };
    let now = work.now();
    let changed = match id {
        Some(unproven) => Person { name, ..unproven }.change_password(password),
        None => Person::register(work.fresh_id(), name, invitation.email.clone(), password, now),
    };
    let by = Actor::Person { id: changed.next.id, memberships: vec![] };
    let permit = by.may(Action::UseOwnAccount, &Platform)?;
    let person = work.save(&permit, changed)?;
    let person = work.save(&permit, person.verify_email(now))?;
    let accepted = let_in(work, &permit, invitation, &person)?;
    Ok((accepted, person.id))
}
