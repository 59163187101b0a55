//! Programs that call the API for an organisation.

use super::{ApiClientEvent, CannotKeepClient, TokenHash};
use crate::kernel::rights::Scope;
use crate::values::Name;
use crate::{
    Actor, ApiClientId, Changed, FieldErrors, Fields, HasSubject, Membership, OrganisationId,
    OrganisationKind, Role, Subject, Timestamp,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A program that gets tokens by OAuth 2.0 client credentials.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApiClient {
    /// Its identifier, and its `client_id`.
    pub id: ApiClientId,
    /// Raised by each saved change.
    pub version: i64,
    /// What it is called.
    pub name: Name,
    /// For which organisation it acts.
    pub organisation: OrganisationId,
    /// What that organisation is.
    pub kind: OrganisationKind,
    /// With the rights of which role.
    pub role: Role,
    /// Within which scopes.
    pub scopes: Vec<Scope>,
    /// The hash of its secret.
    pub secret: TokenHash,
    /// When it was made.
    pub made_at: Timestamp,
    /// When it was revoked.
    pub revoked_at: Option<Timestamp>,
}

impl HasSubject for ApiClient {
    fn subject(&self) -> Subject {
        Subject::new("api_client", self.id, Some(self.organisation))
    }
}

/// The raw fields of a new client.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ApiClientDraft {
    /// What it is called.
    #[serde(default)]
    pub name: String,
    /// With the rights of which role.
    #[serde(default)]
    pub role: String,
    /// Within which scopes.
    #[serde(default)]
    pub scopes: Vec<String>,
}

/// A client is made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MakeApiClient {
    /// What it is called.
    pub name: Name,
    /// With the rights of which role.
    pub role: Role,
    /// Within which scopes; at least one, none twice.
    pub scopes: Vec<Scope>,
}

impl ApiClientDraft {
    /// The command.
    ///
    /// # Errors
    /// Every field that is missing or wrong.
    pub fn parse(self) -> Result<MakeApiClient, FieldErrors> {
        let mut fields = Fields::new();
        let name = fields.parse("/name", &self.name);
        let role = fields.parse("/role", &self.role);
        let scopes: Option<Vec<Scope>> = if self.scopes.is_empty() || self.scopes.len() > Scope::ALL.len() {
            fields.refuse("/scopes", "required", "Give at least one scope, and none twice");
            None
        } else {
            fields.each("/scopes", &self.scopes, |fields, scope| fields.parse("", scope))
        };
        let scopes = scopes.map(|mut scopes| {
            scopes.sort_unstable();
            scopes.dedup();
            scopes
        });
        fields.finish(|| Some(MakeApiClient { name: name?, role: role?, scopes: scopes? }))
    }
}

impl ApiClient {
    /// A client for an organisation. Nobody gives a program a role that they do not hold there themselves; the
    /// authority's administrator gives any that exists there.
    ///
    /// # Errors
    /// When the role is not one of this kind of organisation, or is not the maker's to give.
    pub fn make(
        id: ApiClientId,
        (organisation, kind): (OrganisationId, OrganisationKind),
        command: MakeApiClient,
        by: &Actor,
        secret: TokenHash,
        now: Timestamp,
    ) -> Result<Changed<Self>, CannotKeepClient> {
        let MakeApiClient { name, role, scopes } = command;
        if !role.lives_in(kind) {
            return Err(CannotKeepClient::RoleNotHere { role, kind });
        }
        let holds = |at: &Membership| {
            at.role == Role::Administrator
                || (at.organisation == organisation && (at.role == role || at.role == Role::Owner))
        };
        if !matches!(by, Actor::Worker(_)) && !by.memberships().iter().any(holds) {
            return Err(CannotKeepClient::RoleNotYours(role));
        }
        let event = ApiClientEvent::Made { role, scopes: scopes.clone() };
        let client = Self {
            id,
            version: 0,
            name,
            organisation,
            kind,
            role,
            scopes,
            secret,
            made_at: now,
            revoked_at: None,
        };
        Ok(Changed::by(client, &event))
    }

    /// Gives the client a new secret; the old one stops working with the commit.
    ///
    /// # Errors
    /// When it was revoked.
    pub fn change_secret(self, secret: TokenHash) -> Result<Changed<Self>, CannotKeepClient> {
        if self.revoked_at.is_some() {
            return Err(CannotKeepClient::Revoked);
        }
        Ok(Changed::by(Self { secret, ..self }, &ApiClientEvent::SecretChanged))
    }

    /// Revokes the client for good: no more tokens, and those it has stop being accepted.
    ///
    /// # Errors
    /// When it was revoked before.
    pub fn revoke(self, now: Timestamp) -> Result<Changed<Self>, CannotKeepClient> {
        if self.revoked_at.is_some() {
            return Err(CannotKeepClient::Revoked);
        }
        Ok(Changed::by(Self { revoked_at: Some(now), ..self }, &ApiClientEvent::Revoked))
    }

    /// The scopes of a token: those asked for, or all the client has.
    ///
    /// # Errors
    /// When one is asked for that the client does not have.
    pub fn grant(&self, asked: Option<&[Scope]>) -> Result<Vec<Scope>, CannotKeepClient> {
        match asked {
            None | Some([]) => Ok(self.scopes.clone()),
            Some(asked) => match asked.iter().find(|scope| !self.scopes.contains(scope)) {
                Some(scope) => Err(CannotKeepClient::ScopeNotGranted(*scope)),
                None => Ok(asked.to_vec()),
            },
        }
    }

    /// Whoever acts through this client within scopes.
    #[must_use]
    pub fn actor(&self, scopes: Vec<Scope>) -> Actor {
        let membership = Membership { organisation: self.organisation, kind: self.kind, role: self.role };
        Actor::Client { id: self.id, membership, scopes }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn now() -> Timestamp {
        "2026-11-22T12:00:00Z".parse().unwrap()
    }

    fn member(role: Role, kind: OrganisationKind) -> Actor {
        let membership = Membership { organisation: Uuid::from_u128(1).into(), kind, role };
        Actor::Person { id: Uuid::from_u128(2).into(), memberships: vec![membership] }
    }

    fn make(by: &Actor, kind: OrganisationKind, role: Role) -> Result<Changed<ApiClient>, CannotKeepClient> {
        let draft = ApiClientDraft {
            name: "Directory sync".into(),
            role: role.word().into(),
            scopes: vec!["offerings".into(), "offerings".into(), "directories".into()],
        };
        let of = (Uuid::from_u128(1).into(), kind);
        let secret = TokenHash::from_digest([3; 32]);
        ApiClient::make(Uuid::from_u128(3).into(), of, draft.parse().unwrap(), by, secret, now())
    }

    #[test]
    fn nobody_gives_a_program_more_than_they_have() {
        use OrganisationKind::{Department, Provider};
        let owner = member(Role::Owner, Provider);
        assert!(make(&owner, Provider, Role::Owner).is_ok());
        assert!(make(&owner, Provider, Role::Editor).is_ok());
        let buyer = member(Role::Buyer, Department);
        assert!(make(&buyer, Department, Role::Buyer).is_ok());
        assert_eq!(
            make(&buyer, Department, Role::ServiceManager).unwrap_err(),
            CannotKeepClient::RoleNotYours(Role::ServiceManager)
        );
        assert!(matches!(
            make(&owner, Provider, Role::Assessor).unwrap_err(),
            CannotKeepClient::RoleNotHere { .. }
        ));
    }

    #[test]
    fn a_token_has_the_scopes_that_were_asked_for_and_no_more_than_the_client() {
        let by = member(Role::Owner, OrganisationKind::Provider);
        let client = make(&by, OrganisationKind::Provider, Role::Editor).unwrap().next;
        assert_eq!(client.scopes, [Scope::Offerings, Scope::Directories], "none twice");
        assert_eq!(client.grant(None).unwrap(), client.scopes);
        assert_eq!(client.grant(Some(&[Scope::Offerings])).unwrap(), [Scope::Offerings]);
        assert_eq!(
            client.grant(Some(&[Scope::People])),
            Err(CannotKeepClient::ScopeNotGranted(Scope::People))
        );
    }

    #[test]
    fn a_revoked_client_stays_revoked() {
        let by = member(Role::Owner, OrganisationKind::Provider);
        let revoked =
            make(&by, OrganisationKind::Provider, Role::Editor).unwrap().next.revoke(now()).unwrap().next;
        assert_eq!(revoked.clone().revoke(now()).unwrap_err(), CannotKeepClient::Revoked);
        assert_eq!(
            revoked.change_secret(TokenHash::from_digest([4; 32])).unwrap_err(),
            CannotKeepClient::Revoked
        );
    }
}
