//! Addresses at which there is no page, or not for what was asked: each is answered by a page, dressed for whoever
//! asked. What a page finds wrong with its address it says by a [`Stop`], which is made a page here, since a page is
//! dressed only once it is known who looks.

use super::{Stop, Visit};
use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{ALLOW, HeaderValue};
use actix_web::http::{Method, StatusCode};
use actix_web::middleware::Next;
use actix_web::{Error, HttpRequest, HttpResponse, ResponseError};
use std::fmt;

/// No address of ours is so long, in bytes.
const LONGEST: usize = 8_000;

impl fmt::Display for Stop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "there is no page to show: {self:?}")
    }
}

impl ResponseError for Stop {
    fn status_code(&self) -> StatusCode {
        self.status()
    }
}

/// What is wrong with an address, whichever page it is of.
fn wrong_with(request: &HttpRequest) -> Option<Stop> {
    let uri = request.uri();
    let text = uri.path_and_query().map_or("", |text| text.as_str());
    if text.len() > LONGEST {
        return Some(Stop::TooLong);
    }
    let is_text = |part: &str| super::typed::decoded(part).is_some_and(|text| !text.contains('\0'));
    (!is_text(text)).then_some(Stop::Unreadable)
}

/// Around all pages: answers by a page what has none.
pub(crate) async fn by_address(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    if let Some(stop) = wrong_with(request.request()) {
        let page = page_of(stop, request.request()).await;
        return Ok(request.into_response(page));
    }
    let response = next.call(request).await?.map_into_boxed_body();
    let stop = response.response().error().and_then(|error| error.as_error::<Stop>()).copied();
    let Some(stop) = stop else { return Ok(response) };
    let page = page_of(stop, response.request()).await;
    Ok(response.into_response(page))
}

/// Where no page takes what was asked: nothing is there, or what is there does not take it.
pub(crate) async fn unmatched(request: HttpRequest) -> Result<HttpResponse, Stop> {
    let is_read = [Method::GET, Method::HEAD].contains(request.method());
    if is_read || !request.resource_map().has_resource(request.path()) {
        return Err(Stop::NotFound);
    }
    Err(Stop::WrongMethod)
}

async fn page_of(stop: Stop, request: &HttpRequest) -> HttpResponse {
    let answer = Visit::of(request).await.map_or_else(|answer| answer, |visit| visit.stop(stop));
    let mut page = HttpResponse::from(&answer);
    if stop == Stop::WrongMethod {
        // What is sent to a page that takes forms is another method: pages know no more.
        let taken = if request.method() == Method::POST { "GET, HEAD" } else { "GET, HEAD, POST" };
        page.headers_mut().insert(ALLOW, HeaderValue::from_static(taken));
    }
    page
}
