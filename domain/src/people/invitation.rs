//! Asking someone into an organisation.

use super::{CannotChangeTeam, Person, Team, TeamEvent, TokenHash};
use crate::organisations::MailDomains;
use crate::values::EmailAddress;
use crate::{
    Changed, FieldErrors, Fields, HasSubject, InvitationId, OrganisationId, OrganisationKind, PersonId, Role,
    Subject, Timestamp, words,
};
use jiff::SignedDuration;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// How long an invitation can be accepted.
const LASTS: SignedDuration = SignedDuration::from_hours(14 * 24);

words! {
    /// Where an invitation stands.
    pub enum InvitationState {
        /// It can be accepted.
        Open = "open",
        /// It was.
        Accepted = "accepted",
        /// It was taken back.
        Withdrawn = "withdrawn",
        /// Nobody accepted it in time.
        Expired = "expired",
    }
}

/// An invitation to join an organisation in a role.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invitation {
    /// Its identifier.
    pub id: InvitationId,
    /// Raised by each saved change.
    pub version: i64,
    /// Whom it was sent to.
    pub email: EmailAddress,
    /// As what.
    pub role: Role,
    /// Where to.
    pub organisation: OrganisationId,
    /// What that organisation is.
    pub kind: OrganisationKind,
    /// Who invites. `None`: the platform, for a partner that a lead named.
    pub by: Option<PersonId>,
    /// The hash of what is in the mailed link.
    pub token: TokenHash,
    /// When it was sent.
    pub sent_at: Timestamp,
    /// When it stops working.
    pub expires_at: Timestamp,
    /// When it was accepted.
    pub accepted_at: Option<Timestamp>,
    /// When it was taken back.
    pub withdrawn_at: Option<Timestamp>,
}

impl HasSubject for Invitation {
    fn subject(&self) -> Subject {
        Subject::new("invitation", self.id, Some(self.organisation))
    }
}

/// The raw fields of an invitation.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct InvitationDraft {
    /// Whom to invite.
    #[serde(default)]
    pub email: String,
    /// As what.
    #[serde(default)]
    pub role: String,
}

/// Someone is invited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invite {
    /// Whom to invite.
    pub email: EmailAddress,
    /// As what.
    pub role: Role,
}

impl InvitationDraft {
    /// The command.
    ///
    /// # Errors
    /// Every field that is missing or wrong.
    pub fn parse(self) -> Result<Invite, FieldErrors> {
        let mut fields = Fields::new();
        let email = fields.parse("/email", &self.email);
        let role = fields.parse("/role", &self.role);
        fields.finish(|| Some(Invite { email: email?, role: role? }))
    }
}

impl Invitation {
    /// Overwrites to whom it was sent. What was still open is taken back.
    pub fn forgotten(self, nobody: EmailAddress, now: Timestamp) -> Changed<Self> {
        let open = self.accepted_at.is_none() && self.withdrawn_at.is_none();
        let withdrawn_at = if open { Some(now) } else { self.withdrawn_at };
        Changed::by(Self { email: nobody, withdrawn_at, ..self }, &TeamEvent::InvitationForgotten)
    }
}

impl Invitation {
    /// An invitation into a team. Departments and the authority invite public-sector addresses only.
    ///
    /// # Errors
    /// When the role is not one of this kind of organisation, or the address is not admitted.
    pub fn invite(
        id: InvitationId,
        team: &Team,
        command: Invite,
        by: Option<PersonId>,
        domains: &MailDomains,
        token: TokenHash,
        now: Timestamp,
    ) -> Result<Changed<Self>, CannotChangeTeam> {
        let Invite { email, role } = command;
        if !role.lives_in(team.kind) {
            return Err(CannotChangeTeam::RoleNotHere { role, kind: team.kind });
        }
        let public = matches!(team.kind, OrganisationKind::Department | OrganisationKind::Authority);
        if public && !domains.admits(&email) {
            return Err(CannotChangeTeam::MailDomainNotAdmitted(email));
        }
        let invitation = Self {
            id,
            version: 0,
            email,
            role,
            organisation: team.organisation,
            kind: team.kind,
            by,
            token,
            sent_at: now,
            expires_at: now.checked_add(LASTS).unwrap_or(Timestamp::MAX),
            accepted_at: None,
            withdrawn_at: None,
        };
        Ok(Changed::by(invitation, &TeamEvent::Invited { role }))
    }

    /// Where it stands at a moment.
    #[must_use]
    pub fn state(&self, now: Timestamp) -> InvitationState {
        if self.accepted_at.is_some() {
            InvitationState::Accepted
        } else if self.withdrawn_at.is_some() {
            InvitationState::Withdrawn
        } else if now >= self.expires_at {
            InvitationState::Expired
        } else {
            InvitationState::Open
        }
    }

    /// The person it was sent to accepts; joining the team is the team's part.
    ///
    /// # Errors
    /// When it is not open any more, or was sent to someone else.
    pub fn accept(self, person: &Person, now: Timestamp) -> Result<Changed<Self>, CannotChangeTeam> {
        if person.email != self.email {
            return Err(CannotChangeTeam::InvitationOfSomeoneElse);
        }
        self.still_open(now)?;
        let event = TeamEvent::InvitationAccepted { person: person.id };
        Ok(Changed::by(Self { accepted_at: Some(now), ..self }, &event))
    }

    /// The organisation takes it back.
    ///
    /// # Errors
    /// When it is not open any more.
    pub fn withdraw(self, now: Timestamp) -> Result<Changed<Self>, CannotChangeTeam> {
        self.still_open(now)?;
        Ok(Changed::by(Self { withdrawn_at: Some(now), ..self }, &TeamEvent::InvitationWithdrawn))
    }

    fn still_open(&self, now: Timestamp) -> Result<(), CannotChangeTeam> {
        match self.state(now) {
            InvitationState::Open => Ok(()),
            other => Err(CannotChangeTeam::InvitationNotOpen(other)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::people::PasswordHash;
    use uuid::Uuid;

    fn now() -> Timestamp {
        "2026-11-22T12:00:00Z".parse().unwrap()
    }

    fn person(email: &str) -> Person {
        let hash = PasswordHash::from_phc("$".into());
        Person::register(
            Uuid::from_u128(7).into(),
            "Jo".parse().unwrap(),
            email.parse().unwrap(),
            hash,
            now(),
        )
        .next
    }

    fn invite(
        kind: OrganisationKind,
        email: &str,
        role: Role,
    ) -> Result<Changed<Invitation>, CannotChangeTeam> {
        let team = Team::empty(Uuid::from_u128(1).into(), kind);
        let command = Invite { email: email.parse().unwrap(), role };
        let token = TokenHash::from_digest([2; 32]);
        Invitation::invite(
            Uuid::from_u128(2).into(),
            &team,
            command,
            None,
            &MailDomains::default(),
            token,
            now(),
        )
    }

    #[test]
    fn an_invitation_is_accepted_once_in_time_by_whom_it_was_sent_to() {
        let open = invite(OrganisationKind::Provider, "jo@example.org", Role::Editor).unwrap().next;
        assert_eq!(
            open.clone().accept(&person("al@example.org"), now()).unwrap_err(),
            CannotChangeTeam::InvitationOfSomeoneElse
        );
        let jo = person("jo@example.org");
        assert_eq!(
            open.clone().accept(&jo, open.expires_at).unwrap_err(),
            CannotChangeTeam::InvitationNotOpen(InvitationState::Expired)
        );
        let accepted = open.clone().accept(&jo, now()).unwrap().next;
        assert_eq!(
            accepted.withdraw(now()).unwrap_err(),
            CannotChangeTeam::InvitationNotOpen(InvitationState::Accepted)
        );
        let withdrawn = open.withdraw(now()).unwrap().next;
        assert!(withdrawn.accept(&jo, now()).is_err());
    }

    #[test]
    fn departments_invite_public_sector_addresses_only() {
        assert!(matches!(
            invite(OrganisationKind::Department, "jo@example.org", Role::Buyer).unwrap_err(),
            CannotChangeTeam::MailDomainNotAdmitted(_)
        ));
    }

    #[test]
    fn the_event_does_not_say_whom() {
        let changed = invite(OrganisationKind::Provider, "jo@example.org", Role::Editor).unwrap();
        assert_eq!(changed.events[0].body, serde_json::json!({"role": "editor"}));
    }
}
