//! Compression of what is public, and of nothing else: a secret that stands in a page beside words of whoever asks can
//! be told from the length of what was compressed, so that pages for those who signed in are sent as they are.
//!
//! What is public says so itself, to caches, in `Cache-Control`. Around actix's own compression lie two layers: the
//! inner one marks what is to be left alone, the outer one takes the mark off again.

use actix_web::body::{BodySize, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{
    CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, HeaderMap, HeaderName, HeaderValue,
};
use actix_web::middleware::Next;

/// Shorter bodies fit in one packet anyway.
const WORTH_IT: u64 = 1_024;
/// As it is: what compression leaves alone.
const AS_IT_IS: HeaderValue = HeaderValue::from_static("identity");
/// What is compressed already.
const PACKED: [&str; 4] = ["image/png", "image/x-icon", "font/", "image/vnd.microsoft.icon"];

fn has(headers: &HeaderMap, name: &HeaderName, word: &str) -> bool {
    headers.get(name).and_then(|value| value.to_str().ok()).is_some_and(|value| value.contains(word))
}

fn is_worth_it(response: &ServiceResponse<impl MessageBody>) -> bool {
    let is_long = match response.response().body().size() {
        BodySize::None => false,
        BodySize::Sized(length) => length >= WORTH_IT,
        BodySize::Stream => true,
    };
    let headers = response.headers();
    let is_packed = PACKED.iter().any(|kind| has(headers, &CONTENT_TYPE, kind));
    is_long && !is_packed && has(headers, &CACHE_CONTROL, "public")
}

/// The inner layer: marks what is to be sent as it is.
///
/// # Errors
/// Those of the request.
pub async fn mark(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, actix_web::Error> {
    let mut response = next.call(request).await?;
    if !is_worth_it(&response) && !response.headers().contains_key(CONTENT_ENCODING) {
        response.headers_mut().insert(CONTENT_ENCODING, AS_IT_IS);
    }
    Ok(response)
}

/// The outer layer: takes the mark off, and says of what was compressed that its tag stands for more than one form.
///
/// # Errors
/// Those of the request.
pub async fn finish(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, actix_web::Error> {
    let mut response = next.call(request).await?;
    let headers = response.headers_mut();
    match headers.get(CONTENT_ENCODING) {
        None => {}
        Some(encoding) if encoding == AS_IT_IS => {
            headers.remove(CONTENT_ENCODING);
        }
        Some(_) => {
            let strong =
                headers.get(ETAG).and_then(|tag| tag.to_str().ok()).filter(|tag| tag.starts_with('"'));
            if let Some(weak) = strong.and_then(|tag| HeaderValue::from_str(&format!("W/{tag}")).ok()) {
                headers.insert(ETAG, weak);
            }
        }
    }
    Ok(response)
}
