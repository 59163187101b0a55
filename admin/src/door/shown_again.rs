//! What a form was answered with stands at an address of its own, so that going back to it shows it again.
//!
//! A browser asks whether to send a form again before it goes back to the answer of one, and shows nothing until then.
//! So no browser is left at the answer of a form. The page is kept for it (see
//! [`marketplace::people::keep_page`]), and it is led to the page that the form stood on, with the secret of what is
//! shown there in its address. When that is kept no more, the page itself is shown.

use super::visit::in_background;
use super::{Answer, Visit};
use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{HeaderMap, REFERER};
use actix_web::http::uri::Authority;
use actix_web::http::{Method, StatusCode, Uri};
use actix_web::middleware::Next;
use actix_web::{Error, HttpRequest, HttpResponse, web};
use marketplace::{Market, people};

/// What an address says that leads to what was shown.
const SHOWN: &str = "shown";

/// Around all pages: keeps what forms are answered with, and shows it again.
pub(crate) async fn going_back(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    if let (Method::GET, (Some(secret), plain)) = (request.method().clone(), parted(request.uri())) {
        let answer = shown_again(request.request(), secret, plain).await;
        return Ok(request.into_response(HttpResponse::from(&answer)));
    }
    let response = next.call(request).await?.map_into_boxed_body();
    let came_from = came_from(response.request());
    let answer = response.response().extensions().get::<Answer>().cloned();
    match (came_from, answer) {
        (Some(page), Some(answer)) => match at_its_own_address(response.request(), &answer, &page).await {
            Some(led) => Ok(response.into_response(HttpResponse::from(&led))),
            None => Ok(response),
        },
        _ => Ok(response),
    }
}

/// The page of ours on which the form stood that a browser sent here. `None`: no form was sent by going to it, or
/// the browser does not say from where.
fn came_from(request: &HttpRequest) -> Option<String> {
    let headers = request.headers();
    let goes_there = said(headers, "Sec-Fetch-Mode").is_none_or(|mode| mode == "navigate");
    if request.method() != Method::POST || !goes_there {
        return None;
    }
    let referer: Uri = said(headers, REFERER.as_str())?.parse().ok()?;
    let is_ours = referer.authority().map(Authority::as_str) == said(headers, "Host");
    let (_, plain) = parted(&referer);
    is_ours.then_some(plain).filter(|path| super::local_path(path).is_some())
}

fn said<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

/// The secret in an address, and the address without it.
fn parted(uri: &Uri) -> (Option<&str>, String) {
    let query = uri.query().unwrap_or_default();
    let is_secret = |pair: &&str| pair.strip_prefix(SHOWN).is_some_and(|rest| rest.starts_with('='));
    let secret = query.split('&').find(is_secret).and_then(|pair| pair.split('=').nth(1));
    let others = query.split('&').filter(|pair| !pair.is_empty() && !is_secret(pair)).collect::<Vec<_>>();
    let path = uri.path();
    (secret, if others.is_empty() { path.to_owned() } else { format!("{path}?{}", others.join("&")) })
}

/// Keeps what a form is answered with, and leads to it. `None`: it is not to be kept, or cannot be.
async fn at_its_own_address(request: &HttpRequest, answer: &Answer, page: &str) -> Option<Answer> {
    let market = request.app_data::<web::Data<Market>>()?.clone();
    let (owner, status, html) = answer.keepable()?;
    let (owner, html) = (owner.clone(), html.to_owned());
    let kept = in_background(move || people::keep_page(&market, &owner, status.as_u16(), &html)).await;
    // Whoever waits for the page is shown it all the same.
    let secret = kept.inspect_err(|cause| tracing::warn!(%cause, "a page could not be kept")).ok()??;
    let and = if page.contains('?') { '&' } else { '?' };
    Some(answer.clone().led_to(format!("{page}{and}{SHOWN}={secret}")))
}

async fn shown_again(request: &HttpRequest, secret: &str, plain: String) -> Answer {
    let visit = match Visit::of(request).await {
        Ok(visit) => visit,
        Err(answer) => return answer,
    };
    let (market, owner, secret) = (visit.market(), visit.owner(), secret.to_owned());
    let kept = in_background(move || people::kept_page(&market, &owner, &secret)).await;
    let kept =
        kept.inspect_err(|cause| tracing::warn!(%cause, "a kept page could not be read")).ok().flatten();
    let status = kept.as_ref().and_then(|page| StatusCode::from_u16(page.status).ok());
    match kept.zip(status) {
        Some((page, status)) => Answer::html(status, page.html),
        None => Answer::see(plain),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_taken_out_of_its_address_and_nothing_else_is() {
        for (address, secret, plain) in [
            ("/home", None, "/home"),
            ("/home?shown=abc", Some("abc"), "/home"),
            ("/x?a=1&shown=abc&b=2", Some("abc"), "/x?a=1&b=2"),
            ("/x?shownot=1", None, "/x?shownot=1"),
            ("/x?shown", None, "/x?shown"),
        ] {
            let uri: Uri = address.parse().unwrap();
            assert_eq!(parted(&uri), (secret, plain.to_owned()), "{address}");
        }
    }
}
