//! Programs that call the API: making them, and granting them tokens (RFC 6749, section 4.4).

use super::keys::{AccessClaims, key_of_now, sign_access};
use super::{fresh_secret, secret_hash};
use crate::organisations::Page;
use crate::{Market, Work};
use domain::kernel::rights::Scope;
use domain::organisations::Organisation;
use domain::people::{ApiClient, MakeApiClient, Rotation};
use domain::{Action, Actor, ApiClientId, OrganisationId, Refused};
use uuid::Uuid;

/// A client with its secret, which is shown once and kept nowhere.
#[derive(Clone)]
pub struct NewClient {
    /// The client.
    pub client: ApiClient,
    /// Its secret.
    pub secret: String,
}

/// Makes a client for an organisation.
///
/// # Errors
/// When the role is not the maker's to give; [`Refused::NotFound`] for others' organisations.
pub fn make_api_client(
    work: &mut Work<'_, '_>,
    by: &Actor,
    organisation: OrganisationId,
    command: MakeApiClient,
) -> Result<NewClient, Refused> {
    let permit = by.may(Action::ManageApiClients, &organisation)?;
    let owner: Organisation = work.find(organisation)?;
    let secret = fresh_secret()?;
    let of = (owner.id, owner.kind);
    let changed = ApiClient::make(work.fresh_id(), of, command, by, secret_hash(&secret), work.now())?;
    Ok(NewClient { client: work.save(&permit, changed)?, secret })
}

/// An organisation's clients, newest first.
///
/// # Errors
/// [`Refused::NotFound`] for others' organisations, and for none.
pub fn list_api_clients(
    work: &mut Work<'_, '_>,
    by: &Actor,
    organisation: OrganisationId,
    page: &Page<ApiClientId>,
) -> Result<Vec<ApiClient>, Refused> {
    let _permit = by.may(Action::ManageApiClients, &organisation)?;
    // Also who may read any organisation's is told when there is none.
    let _: Organisation = work.find(organisation)?;
    Ok(work.api_clients_of(organisation, page.after, page.limit)?)
}

/// One client.
///
/// # Errors
/// [`Refused::NotFound`] when it is not there, or another organisation's.
pub fn show_api_client(work: &mut Work<'_, '_>, by: &Actor, id: ApiClientId) -> Result<ApiClient, Refused> {
    let client: ApiClient = work.find(id)?;
    let _permit = by.may(Action::ManageApiClients, &client)?;
    Ok(client)
}

/// Gives a client a new secret. The old one stops working at once.
///
/// # Errors
/// When the client was revoked.
pub fn change_client_secret(
    work: &mut Work<'_, '_>,
    by: &Actor,
    id: ApiClientId,
) -> Result<NewClient, Refused> {
    let client: ApiClient = work.find(id)?;
    let permit = by.may(Action::ManageApiClients, &client)?;
    let secret = fresh_secret()?;
    let changed = client.change_secret(secret_hash(&secret))?;
    Ok(NewClient { client: work.save(&permit, changed)?, secret })
}

/// Revokes a client for good. Its tokens stop being accepted at once.
///
/// # Errors
/// When it was revoked before.
pub fn revoke_api_client(work: &mut Work<'_, '_>, by: &Actor, id: ApiClientId) -> Result<ApiClient, Refused> {
    let client: ApiClient = work.find(id)?;
    let permit = by.may(Action::ManageApiClients, &client)?;
    let changed = client.revoke(work.now())?;
    Ok(work.save(&permit, changed)?)
}

/// A program asks for a token.
#[derive(Clone, Default)]
pub struct GrantRequest {
    /// Who it says it is.
    pub client_id: String,
    /// Its secret.
    pub client_secret: String,
    /// The scopes it asks for, separated by spaces. Left out: all that it has.
    pub scope: Option<String>,
}

/// A token that was granted.
#[derive(Debug, Clone)]
pub struct Granted {
    /// The token.
    pub access_token: String,
    /// How long it lives, in seconds.
    pub expires_in: i64,
    /// The scopes it has, separated by spaces.
    pub scope: String,
}

/// Why no token was granted (RFC 6749, section 5.2).
#[derive(Debug, thiserror::Error)]
pub enum GrantRefused {
    /// Unknown, wrong secret, or revoked.
    #[error("The client is not known, its secret is wrong, or it was revoked")]
    InvalidClient,
    /// A scope is unknown, or not the client's.
    #[error("The client does not have one of the scopes it asks for")]
    InvalidScope,
    /// Something is broken on our side.
    #[error(transparent)]
    Refused(#[from] Refused),
}

/// Grants a client a short-lived token.
///
/// # Errors
/// As [`GrantRefused`] says.
pub fn grant_token(market: &Market, request: &GrantRequest) -> Result<Granted, GrantRefused> {
    let id: ApiClientId = request.client_id.parse().map_err(|_| GrantRefused::InvalidClient)?;
    let client: Option<ApiClient> = market.read(|work| Ok(work.look_for(id)?))?;
    let proven = |client: &ApiClient| {
        client.revoked_at.is_none() && client.secret == secret_hash(&request.client_secret)
    };
    let client = client.filter(proven).ok_or(GrantRefused::InvalidClient)?;
    let asked: Option<Result<Vec<Scope>, _>> =
        request.scope.as_ref().map(|scope| scope.split_whitespace().map(str::parse).collect());
    let asked = asked.transpose().map_err(|_| GrantRefused::InvalidScope)?;
    let scopes = client.grant(asked.as_deref()).map_err(|_| GrantRefused::InvalidScope)?;
    let scope = scopes.iter().map(|scope| scope.word()).collect::<Vec<_>>().join(" ");
    let here = market.settings().base_url.clone();
    let (now, expires_in) = (market.clock().now().as_second(), Rotation::default().token_lives.as_secs());
    let claims = AccessClaims {
        iss: here.clone(),
        aud: here,
        sub: client.id.to_string(),
        client_id: client.id.to_string(),
        iat: now,
        exp: now + expires_in,
        jti: Uuid::now_v7().to_string(),
        scope: scope.clone(),
    };
    let access_token = sign_access(&key_of_now(market)?, &claims)?;
    Ok(Granted { access_token, expires_in, scope })
}
