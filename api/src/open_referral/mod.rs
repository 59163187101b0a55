//! Open Referral UK 3.0 (HSDS-UK-3.0) at `/oruk/v3`: open to everyone, read-only, from memory.

mod answer;
mod lists;
mod one;
mod view;

use crate::door;
use actix_web::http::Method;
use actix_web::http::header::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN,
    ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_MAX_AGE,
};
use actix_web::middleware::DefaultHeaders;
use actix_web::{HttpRequest, HttpResponse, web};
use utoipa_actix_web::service_config::ServiceConfig;

/// Everything below `/oruk/v3`. Whatever is answered, any page of the web may read it.
pub fn routes(config: &mut ServiceConfig<'_>) {
    let open = DefaultHeaders::new()
        .add((ACCESS_CONTROL_ALLOW_ORIGIN, "*"))
        .add((ACCESS_CONTROL_EXPOSE_HEADERS, "ETag, Signpost-As-Of"));
    let scope = utoipa_actix_web::scope("/oruk/v3")
        .default_service(web::to(unmatched))
        .configure(one::routes)
        .configure(lists::routes);
    config.service(scope.wrap(open));
}

/// Answers what no handler took; browsers that ask whether they may ask are told so.
async fn unmatched(request: HttpRequest) -> HttpResponse {
    if request.method() == Method::OPTIONS {
        return HttpResponse::NoContent()
            .insert_header((ACCESS_CONTROL_ALLOW_METHODS, "GET"))
            .insert_header((ACCESS_CONTROL_ALLOW_HEADERS, "If-None-Match"))
            .insert_header((ACCESS_CONTROL_MAX_AGE, "86400"))
            .finish();
    }
    door::unmatched(request).await
}
