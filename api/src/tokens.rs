//! Tokens for programs: OAuth 2.0 client credentials (RFC 6749, section 4.4) and the published keys (RFC 7517).
//!
//! Errors here are OAuth's own (section 5.2), not problems: libraries that ask for tokens understand nothing else.

use crate::door::{Problem, in_background};
use actix_web::http::StatusCode;
use actix_web::http::header::{AUTHORIZATION, CACHE_CONTROL, WWW_AUTHENTICATE};
use actix_web::{FromRequest, HttpRequest, HttpResponse, get, post, web};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use domain::Refused;
use marketplace::Market;
use marketplace::people::{self, GrantRefused, GrantRequest, PublicKey};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

/// What lies outside `/api/v1`, where its standards want it.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config.service(grant_token).service(show_keys);
}

/// How a program asks for a token. The client may also name itself by HTTP Basic.
#[derive(Deserialize, ToSchema)]
#[expect(dead_code, reason = "the contract shows it; the form is read by hand, to refuse what is repeated")]
struct TokenForm {
    /// `client_credentials`
    grant_type: String,
    client_id: Option<String>,
    client_secret: Option<String>,
    /// Scopes, separated by spaces. Left out: all that the client has.
    scope: Option<String>,
}

/// A token.
#[derive(Debug, Serialize, ToSchema)]
struct TokenView {
    access_token: String,
    /// `Bearer`
    token_type: &'static str,
    /// In seconds.
    expires_in: i64,
    scope: String,
}

/// Why no token was granted.
#[derive(Debug, Serialize, ToSchema)]
struct OAuthError {
    /// `invalid_request`, `invalid_client`, `invalid_scope`, `unsupported_grant_type`
    error: &'static str,
    error_description: String,
}

fn refuse(error: &'static str, description: impl Into<String>) -> HttpResponse {
    let status = if error == "invalid_client" { StatusCode::UNAUTHORIZED } else { StatusCode::BAD_REQUEST };
    let mut response = HttpResponse::build(status);
    response.insert_header((CACHE_CONTROL, "no-store"));
    if status == StatusCode::UNAUTHORIZED {
        response.insert_header((WWW_AUTHENTICATE, "Basic realm=\"signpost\""));
    }
    response.json(OAuthError { error, error_description: description.into() })
}

/// The client's name and secret from HTTP Basic, where they are form-encoded. `None`: no such header.
fn basic(request: &HttpRequest) -> Option<Result<(String, String), HttpResponse>> {
    let header = request.headers().get(AUTHORIZATION)?;
    let read = || {
        let (scheme, encoded) = header.to_str().ok()?.split_once(' ')?;
        let bytes = STANDARD.decode(encoded.trim()).ok().filter(|_| scheme.eq_ignore_ascii_case("basic"))?;
        let text = String::from_utf8(bytes).ok()?;
        let (id, secret) = text.split_once(':')?;
        // Identifiers are UUIDs and secrets are Base64url: form-encoding changes neither.
        Some((id.to_owned(), secret.to_owned()))
    };
    Some(
        read()
            .ok_or_else(|| refuse("invalid_client", "Send the client's identifier and secret by HTTP Basic")),
    )
}

fn read_request(request: &HttpRequest, form: Vec<(String, String)>) -> Result<GrantRequest, HttpResponse> {
    let mut grant_type = None;
    let (mut client_id, mut client_secret, mut scope) = (None, None, None);
    for (name, value) in form {
        let place = match name.as_str() {
            "grant_type" => &mut grant_type,
            "client_id" => &mut client_id,
            "client_secret" => &mut client_secret,
            "scope" => &mut scope,
            // Others are ignored, as RFC 6749 wants.
            _ => continue,
        };
        if place.replace(value).is_some() {
            return Err(refuse("invalid_request", format!("Send “{name}” once")));
        }
    }
    match grant_type.as_deref() {
        Some("client_credentials") => {}
        Some(_) => return Err(refuse("unsupported_grant_type", "Ask with grant_type=client_credentials")),
        None => return Err(refuse("invalid_request", "Send grant_type=client_credentials")),
    }
    let (client_id, client_secret) = match (basic(request), client_id, client_secret) {
        (Some(named), None, None) => named?,
        (Some(_), _, _) => {
            return Err(refuse(
                "invalid_request",
                "Name the client by HTTP Basic or in the body, not by both",
            ));
        }
        (None, Some(id), Some(secret)) => (id, secret),
        (None, _, _) => return Err(refuse("invalid_client", "Send the client's identifier and secret")),
    };
    Ok(GrantRequest { client_id, client_secret, scope })
}

/// Get a token for a program. It lives for ten minutes.
#[utoipa::path(
    tag = "tokens",
    operation_id = "grant_token",
    request_body(content = TokenForm, content_type = "application/x-www-form-urlencoded"),
    responses(
        (status = 200, description = "A token", body = TokenView),
        (status = 400, description = "The request is not one for a token, or asks for too much", body = OAuthError),
        (status = 401, description = "The client is not known by this secret", body = OAuthError),
    ),
    security(())
)]
#[post("/oauth/token")]
async fn grant_token(
    request: HttpRequest,
    payload: web::Payload,
    market: web::Data<Market>,
) -> Result<HttpResponse, Problem> {
    let form = web::Form::<Vec<(String, String)>>::from_request(&request, &mut payload.into_inner()).await;
    let Ok(form) = form else {
        return Ok(refuse(
            "invalid_request",
            "Send a form: application/x-www-form-urlencoded, at most 16 KiB",
        ));
    };
    let asked = match read_request(&request, form.into_inner()) {
        Ok(asked) => asked,
        Err(refusal) => return Ok(refusal),
    };
    let granted = in_background(move || match people::grant_token(&market, &asked) {
        Ok(granted) => Ok(Ok(granted)),
        Err(GrantRefused::Refused(broken)) => Err(broken),
        Err(refused) => Ok(Err(refused)),
    });
    Ok(match granted.await? {
        Ok(granted) => HttpResponse::Ok().insert_header((CACHE_CONTROL, "no-store")).json(TokenView {
            access_token: granted.access_token,
            token_type: "Bearer",
            expires_in: granted.expires_in,
            scope: granted.scope,
        }),
        Err(refused @ GrantRefused::InvalidScope) => refuse("invalid_scope", refused.to_string()),
        Err(refused) => refuse("invalid_client", refused.to_string()),
    })
}

/// The keys with which our tokens can be verified.
#[derive(Debug, Serialize, ToSchema)]
struct KeySetView {
    #[schema(value_type = Vec<Object>)]
    keys: Vec<PublicKey>,
}

/// Show the keys that sign our tokens. A key is there a day before it signs, and until all it signed has expired.
#[utoipa::path(
    tag = "tokens",
    operation_id = "show_keys",
    responses((status = 200, description = "A JSON Web Key Set", body = KeySetView)),
    security(())
)]
#[get("/.well-known/jwks.json")]
async fn show_keys(market: web::Data<Market>) -> Result<HttpResponse, Problem> {
    let keys = in_background(move || -> Result<_, Refused> { people::published_keys(&market) }).await?;
    let mut response = HttpResponse::Ok();
    response.insert_header((CACHE_CONTROL, "public, max-age=3600"));
    Ok(response.json(KeySetView { keys }))
}
