//! Keys of directories, as requests carry them: who asks for what is not open, from where, and how much is left.
//!
//! A key travels as `Authorization: Bearer spk_…`: logs and proxies keep that header to themselves, shared caches
//! keep nothing that was asked with it, and no address ever holds one.

use super::Problem;
use super::caller::bearer;
use crate::listings::Open;
use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use actix_web::{HttpRequest, HttpResponse, ResponseError, web};
use domain::directories::keys::{DirectoryKey, KeyRefused};
use domain::{DirectoryId, Refused, Timestamp};
use marketplace::Market;
use marketplace::directories::keys::SECRET_BEGINS;
use std::sync::Arc;

/// The quota of a key and what of it is left, as draft-ietf-httpapi-ratelimit-headers writes them.
const RATE_LIMIT: HeaderName = HeaderName::from_static("ratelimit");
const RATE_LIMIT_POLICY: HeaderName = HeaderName::from_static("ratelimit-policy");
/// What pages may read of an answer besides its body.
const EXPOSED: HeaderValue = HeaderValue::from_static("RateLimit, RateLimit-Policy, Retry-After");

/// Who asks by a key.
pub(crate) struct Holder {
    key: Arc<DirectoryKey>,
    origin: Option<String>,
    market: web::Data<Market>,
    now: Timestamp,
}

/// The site whose page sent a request, where a browser says it.
pub(crate) fn origin_of(request: &HttpRequest) -> Option<&str> {
    request.headers().get(header::ORIGIN).and_then(|value| value.to_str().ok())
}

fn refused(reason: &KeyRefused) -> Problem {
    let status = if reason.is_no_key() { StatusCode::UNAUTHORIZED } else { StatusCode::FORBIDDEN };
    Problem::new(status, reason.code(), reason.to_string())
}

impl Holder {
    /// Who asks an open directory, by a key or without. A token of a person or program is no key, and changes
    /// nothing of what is open.
    ///
    /// # Errors
    /// When the key does not work or is not one for this, or no such directory is open.
    pub(crate) fn of(
        request: &HttpRequest,
        market: &web::Data<Market>,
        slug: &str,
    ) -> Result<(Open, Option<Self>), Problem> {
        let open = Open::of(market, slug)?;
        let secret = bearer(request).ok().flatten().filter(|secret| secret.starts_with(SECRET_BEGINS));
        let Some(secret) = secret else { return Ok((open, None)) };
        let (origin, directory) = (origin_of(request).map(str::to_owned), open.directory.id);
        let keys = market.directories().keys();
        let key = keys.admit(&secret, directory, origin.as_deref(), open.now).map_err(|it| refused(&it))?;
        let holder = Self { key, origin, market: market.clone(), now: open.now };
        Ok((open, Some(holder)))
    }

    /// The same, where nothing is answered without a key.
    ///
    /// # Errors
    /// As [`Holder::of`], and when nobody sent a key.
    pub(crate) fn needed(
        request: &HttpRequest,
        market: &web::Data<Market>,
        slug: &str,
        what: &str,
    ) -> Result<(Open, Self), Problem> {
        let missing = || Self::missing(what);
        if !bearer(request)?.ok_or_else(missing)?.starts_with(SECRET_BEGINS) {
            let sentence = "This is a token of a person or program: send a key of this directory, which begins with spk_";
            return Err(Problem::new(StatusCode::UNAUTHORIZED, "not_a_key", sentence));
        }
        let (open, holder) = Self::of(request, market, slug)?;
        Ok((open, holder.ok_or_else(missing)?))
    }

    /// Nobody sent a key, where nothing is answered without.
    pub(crate) fn missing(what: &str) -> Problem {
        let sentence = format!(
            "{what} needs a key of this directory, sent as “Authorization: Bearer spk_…”: ask who keeps the directory \
             for one"
        );
        Problem::new(StatusCode::UNAUTHORIZED, "key_required", sentence)
    }

    /// Takes so many questions off the key's quota, or none.
    ///
    /// # Errors
    /// When they are more than are left, with when they will be answered.
    pub(crate) fn spend(&self, questions: u32) -> Result<(), Problem> {
        let spent = self.market.directories().keys().spend(&self.key, questions, self.now);
        spent.map(drop).map_err(|reason| Refused::from(reason).into())
    }

    /// An answer or a problem, with what is left of the quota, and readable by the page that asked.
    pub(crate) fn answer(&self, answer: Result<HttpResponse, Problem>) -> HttpResponse {
        let mut response = answer.unwrap_or_else(|problem| problem.error_response());
        let quota = self.key.quota;
        let left = self.market.directories().keys().left(&self.key, self.now);
        let headers = response.headers_mut();
        let policy = format!("\"minute\";q={};w=60, \"day\";q={};w=86400", quota.a_minute, quota.a_day);
        let rate = format!(
            "\"minute\";r={};t={}, \"day\";r={};t={}",
            left.in_minute, left.minute_ends_in, left.in_day, left.day_ends_in
        );
        for (name, text) in [(RATE_LIMIT_POLICY, policy), (RATE_LIMIT, rate)] {
            // Numbers and quotation marks: always a header.
            if let Ok(value) = HeaderValue::try_from(text) {
                headers.insert(name, value);
            }
        }
        allow_origin(headers, self.origin.as_deref());
        response
    }
}

/// Says that pages of an origin may read the answer, and nobody else's.
pub(crate) fn allow_origin(headers: &mut HeaderMap, origin: Option<&str>) {
    headers.insert(header::VARY, HeaderValue::from_static("Origin"));
    headers.remove(header::ACCESS_CONTROL_ALLOW_ORIGIN);
    if let Some(origin) = origin.and_then(|origin| HeaderValue::from_str(origin).ok()) {
        headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        headers.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED);
    }
}

/// What a browser asks before a page may send a key: whether some key of the directory is for pages like it. Which
/// key that is only the request itself says, and then it is asked again.
pub(crate) async fn preflight(
    request: HttpRequest,
    market: web::Data<Market>,
    slug: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    let open = Open::of(&market, &slug)?;
    let by_key = |directory: DirectoryId, origin: &str| {
        market.directories().keys().some_key_allows(directory, origin, open.now)
    };
    let origin = origin_of(&request).filter(|origin| by_key(open.directory.id, origin));
    let Some(origin) = origin else {
        let sentence =
            "No key of this directory is for pages of this site: ask who keeps the directory for one";
        return Err(Problem::new(StatusCode::FORBIDDEN, "no_key_for_this_site", sentence));
    };
    Ok(allowed(origin))
}

/// What a browser is told before a page may ask.
pub(crate) fn allowed(origin: &str) -> HttpResponse {
    let mut response = HttpResponse::NoContent()
        .insert_header((header::ACCESS_CONTROL_ALLOW_METHODS, "GET, POST"))
        .insert_header((header::ACCESS_CONTROL_ALLOW_HEADERS, "Authorization, Content-Type"))
        .insert_header((header::ACCESS_CONTROL_MAX_AGE, "600"))
        .finish();
    allow_origin(response.headers_mut(), Some(origin));
    response
}
