//! Quality marks as others can check them: the credential of a mark, the lists that say what became of it, and who
//! signs. They lie outside `/api/v1`, under addresses that credentials name for as long as anyone keeps one.

use crate::door::{Problem, in_background};
use actix_web::http::header::{ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL};
use actix_web::{HttpResponse, get, web};
use domain::accreditation::StatusPurpose;
use domain::{QualityMarkId, Refused};
use marketplace::{Market, accreditation};
use serde::Serialize;
use serde_json::Value;
use utoipa_actix_web::service_config::ServiceConfig;

/// What lies outside `/api/v1`.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(show_credential)
        .service(show_status_list)
        .service(show_issuer)
        .service(show_issuer_keys)
        .service(show_issuer_key)
        .service(show_issuer_did);
}

/// The type of a signed credential (VC-JOSE-COSE).
const SIGNED_CREDENTIAL: &str = "application/vc+jwt";
/// Made anew for each who asks: an old one could speak for a mark that has ended.
const ALWAYS_ANEW: &str = "no-cache";
/// As long as public caches may keep a listing.
const A_MINUTE: &str = "public, max-age=60";
/// Keys are there a day before they sign, and stay.
const AN_HOUR: &str = "public, max-age=3600";

/// For whoever asks, also from a page of another site: all of it is public.
fn public(body: &impl Serialize) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((CACHE_CONTROL, AN_HOUR))
        .insert_header((ACCESS_CONTROL_ALLOW_ORIGIN, "*"))
        .json(body)
}

fn signed(token: String, kept: &str) -> HttpResponse {
    HttpResponse::Ok()
        .content_type(SIGNED_CREDENTIAL)
        .insert_header((CACHE_CONTROL, kept))
        .insert_header((ACCESS_CONTROL_ALLOW_ORIGIN, "*"))
        .body(token)
}

async fn ask<T: Send + 'static>(
    market: web::Data<Market>,
    unit: impl FnOnce(&Market) -> Result<T, Refused> + Send + 'static,
) -> Result<T, Problem> {
    in_background(move || unit(&market)).await
}

/// Show a quality mark's credential: an Open Badges 3.0 credential as a signed token.
///
/// It says that the mark was given, for what and until when. It is given while the mark counts; what became of the mark
/// since, its two status lists say. It is not accreditation by the national accreditation body, and says so.
#[utoipa::path(
    security(()),
    tag = "quality marks",
    params(("id" = QualityMarkId, Path, description = "Which mark")),
    responses(
        (status = 200, description = "A JSON Web Token", body = String, content_type = "application/vc+jwt"),
        (status = 404, description = "No such mark", body = Problem),
        (status = 409, description = "The mark does not count now", body = Problem),
    )
)]
#[get("/quality-marks/{id}/credential")]
async fn show_credential(
    market: web::Data<Market>,
    id: web::Path<QualityMarkId>,
) -> Result<HttpResponse, Problem> {
    let id = id.into_inner();
    let token = ask(market, move |market| accreditation::credential(market, id)).await?;
    Ok(signed(token, ALWAYS_ANEW))
}

/// Show a status list: one bit for each mark, as a signed Bitstring Status List.
///
/// In the list `revocation` the bit of a mark is set once it counts no more; in `suspension` while it is suspended.
#[utoipa::path(
    security(()),
    tag = "quality marks",
    params(
        ("purpose" = String, Path, description = "`revocation` or `suspension`"),
        ("number" = u32, Path, description = "Which list, from 1"),
    ),
    responses(
        (status = 200, description = "A JSON Web Token", body = String, content_type = "application/vc+jwt"),
        (status = 404, description = "No such list", body = Problem),
    )
)]
#[get("/status-lists/{purpose}/{number}")]
async fn show_status_list(
    market: web::Data<Market>,
    path: web::Path<(String, u32)>,
) -> Result<HttpResponse, Problem> {
    let (purpose, number) = path.into_inner();
    let purpose: StatusPurpose = purpose.parse().map_err(|_| Problem::no_such_address())?;
    let token = ask(market, move |market| accreditation::status_list(market, purpose, number)).await?;
    Ok(signed(token, A_MINUTE))
}

/// Show who gives quality marks here: an issuer's profile, with the keys that ever signed.
#[utoipa::path(
    security(()),
    tag = "quality marks",
    responses((status = 200, description = "The issuer's document", body = Object))
)]
#[get("/issuer")]
async fn show_issuer(market: web::Data<Market>) -> Result<HttpResponse, Problem> {
    Ok(public(&ask(market, accreditation::issuer_document).await?))
}

/// Show the keys that ever signed a credential, as a JSON Web Key Set.
#[utoipa::path(
    security(()),
    tag = "quality marks",
    responses((status = 200, description = "A JSON Web Key Set", body = Object))
)]
#[get("/issuer/keys")]
async fn show_issuer_keys(market: web::Data<Market>) -> Result<HttpResponse, Problem> {
    let keys = ask(market, accreditation::issuer_keys).await?;
    Ok(public(&serde_json::json!({"keys": keys})))
}

/// Show one key that signed a credential: the address that the credential's header names.
#[utoipa::path(
    security(()),
    tag = "quality marks",
    params(("key" = String, Path, description = "Its name")),
    responses(
        (status = 200, description = "A JSON Web Key", body = Object),
        (status = 404, description = "No such key", body = Problem),
    )
)]
#[get("/issuer/keys/{key}")]
async fn show_issuer_key(market: web::Data<Market>, key: web::Path<String>) -> Result<HttpResponse, Problem> {
    let key: Value = ask(market, move |market| accreditation::issuer_key(market, &key)).await?;
    Ok(public(&key))
}

/// Show the same keys where did:web looks for them.
#[utoipa::path(
    security(()),
    tag = "quality marks",
    responses((status = 200, description = "A DID document", body = Object))
)]
#[get("/.well-known/did.json")]
async fn show_issuer_did(market: web::Data<Market>) -> Result<HttpResponse, Problem> {
    Ok(public(&ask(market, accreditation::did_document).await?))
}
