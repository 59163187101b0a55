//! The pages of a directory as they will be, for those who keep it: the same pages, made by the same code, at an address of
//! their own. Nobody else is told that they exist, no cache keeps them and no search engine lists them.

use crate::answer;
use actix_web::body::BoxBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::guard::{GuardContext, fn_guard};
use actix_web::http::header::{CACHE_CONTROL, HeaderName, HeaderValue, LOCATION};
use actix_web::http::{Method, StatusCode};
use actix_web::middleware::{Next, from_fn};
use actix_web::web::{self, ServiceConfig};
use actix_web::{Error, HttpMessage, HttpRequest, HttpResponse};
use domain::Refused;
use domain::values::Slug;
use marketplace::Market;
use marketplace::directories::{Previewed, preview};
use marketplace::people::{SESSION_COOKIE, session};
use ui::{Language, Words};

/// The pages of every preview.
pub(crate) fn routes(config: &mut ServiceConfig) {
    let pages = |config: &mut ServiceConfig| {
        for (prefix, language) in [("/preview/cy", Language::Welsh), ("/preview", Language::English)] {
            crate::pages(config, prefix, language, |resource| resource);
        }
    };
    let scope = web::scope("/directories/{slug}")
        .guard(fn_guard(is_for_a_preview))
        .wrap(from_fn(open))
        .configure(pages)
        .default_service(web::to(async || answer::nothing_here(Language::English)));
    config.service(scope);
}

/// What lies below `/directories/{slug}` and is no preview belongs to the app for who signs in.
fn is_for_a_preview(asked: &GuardContext<'_>) -> bool {
    asked.head().uri.path().split('/').nth(3) == Some("preview")
}

/// Lets those in who keep the directory, with the directory as it will be.
async fn open(request: ServiceRequest, next: Next<BoxBody>) -> Result<ServiceResponse<BoxBody>, Error> {
    let answer = match previewed(request.request()).await {
        Ok(_) if !matches!(*request.method(), Method::GET | Method::HEAD) => sends_nothing(),
        Ok(previewed) => {
            request.extensions_mut().insert(previewed);
            return next.call(request).await.map(kept_to_themselves);
        }
        Err(answer) => answer,
    };
    Ok(kept_to_themselves(request.into_response(answer)))
}

async fn previewed(request: &HttpRequest) -> Result<Previewed, HttpResponse> {
    let nothing = || answer::nothing_here(Language::English);
    let market = request.app_data::<web::Data<Market>>().cloned().ok_or_else(nothing)?;
    let slug: Slug = request.match_info().get("slug").unwrap_or_default().parse().map_err(|_| nothing())?;
    let token = request.cookie(SESSION_COOKIE).map(|cookie| cookie.value().to_owned()).unwrap_or_default();
    let span = tracing::Span::current();
    let unit = move || {
        span.in_scope(|| match session(&market, &token)? {
            Some(signed_in) => preview(&market, &signed_in.actor, &slug).map(Some),
            None => Ok(None),
        })
    };
    match web::block(unit).await.map_err(Refused::broken).flatten() {
        Ok(Some(previewed)) => Ok(previewed),
        Ok(None) => {
            let here = format!("/sign-in?next={}", request.path());
            Err(HttpResponse::SeeOther().insert_header((LOCATION, here)).finish())
        }
        Err(Refused::NotFound(_) | Refused::Denied(_)) => Err(nothing()),
        Err(refused) => Err(answer::broken(&refused, Language::English)),
    }
}

/// A report on an entry that is only previewed would reach real people.
fn sends_nothing() -> HttpResponse {
    let words = Words::for_language(Language::English);
    let (heading, text) = (words.say("preview"), words.say("preview-sends-nothing"));
    answer::outside(StatusCode::METHOD_NOT_ALLOWED, Language::English, &heading, &text)
}

fn kept_to_themselves(mut answer: ServiceResponse<BoxBody>) -> ServiceResponse<BoxBody> {
    let headers = answer.headers_mut();
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(HeaderName::from_static("x-robots-tag"), HeaderValue::from_static("noindex, nofollow"));
    answer
}
