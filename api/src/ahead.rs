//! The directory query, answered ahead of the routes.
//!
//! Most of what is asked of Signpost is this one address, and most of that was asked before or has not changed. To find
//! such an answer takes less time than the pattern of the address takes to match, so it is recognised by hand. What is
//! written in any other way goes to the same question by the routes.

use crate::listings::{self, Open};
use actix_web::body::{EitherBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::middleware::Next;
use actix_web::{Error, HttpMessage, web};
use marketplace::Market;

/// By which pattern a request was answered that no route was tried for: left with the request, for the figures.
#[derive(Debug, Clone, Copy)]
pub struct Pattern(pub &'static str);

const QUERY: Pattern = Pattern("/api/v1/directories/{slug}/listings");

/// The directory that a path asks, as it is usually written.
fn asked(path: &str) -> Option<&str> {
    let slug = path.strip_prefix("/api/v1/directories/")?.strip_suffix("/listings")?;
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    (!slug.is_empty() && slug.bytes().all(is_plain)).then_some(slug)
}

/// Answers the directory query; everything else goes on to the routes.
///
/// # Errors
/// Those of what goes on.
pub async fn of_routes<B: MessageBody + 'static>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<EitherBody<B>>, Error> {
    let market = request.app_data::<web::Data<Market>>().filter(|_| request.method() == Method::GET);
    let Some((market, slug)) = market.zip(asked(request.path())) else {
        return Ok(next.call(request).await?.map_into_left_body());
    };
    let answer =
        Open::of(market, slug).and_then(|open| listings::answer_query(request.request(), market, &open));
    request.extensions_mut().insert(QUERY);
    let response = match answer {
        Ok(response) => request.into_response(response),
        Err(problem) => request.error_response(problem),
    };
    Ok(response.map_into_right_body())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_plain_address_is_recognised() {
        for (path, expected) in [
            ("/api/v1/directories/carers/listings", Some("carers")),
            ("/api/v1/directories/help-near-you/listings", Some("help-near-you")),
            ("/api/v1/directories//listings", None),
            ("/api/v1/directories/listings", None),
            ("/api/v1/directories/carers/listings/", None),
            ("/api/v1/directories/carers/listings/near/listings", None),
            ("/api/v1/directories/c%61rers/listings", None),
            ("/api/v1/directories/carers/listings/export", None),
        ] {
            assert_eq!(asked(path), expected, "{path}");
        }
    }
}
