//! Where a directory sends people who cannot do a service online: the same as its page, for machines.

use crate::door::Problem;
use crate::listings::{CACHE_CONTROL as FRESH, Open};
use crate::services::ServiceView;
use actix_web::http::StatusCode;
use actix_web::http::header::{ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL};
use actix_web::{HttpResponse, get, web};
use marketplace::Market;
use marketplace::directories::{ListedSupport, reaching_everywhere};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) fn routes(config: &mut ServiceConfig<'_>) {
    config.service(show_service_of_directory);
}

/// Where a directory sends people who cannot do a service online.
#[derive(Debug, Serialize, ToSchema)]
pub struct ServicePageView {
    /// The service: whether anyone needs support with it, who cannot be checked online, and their other route.
    service: ServiceView,
    /// Its page for people.
    page: String,
    /// The same in Welsh.
    page_cy: String,
    /// The query for help with it; add `near`.
    listings: String,
    /// Telephone lines and web chats that help with it wherever one lives, at most ten. None when nobody needs support.
    reach_everywhere: Vec<ListedSupport>,
}

/// Say where a directory sends people who cannot do a service online. No sign-in is needed.
#[utoipa::path(
    tag = "directories",
    operation_id = "show_service_of_directory",
    params(
        ("slug" = String, Path, description = "The directory's short name", example = "carers"),
        ("service" = String, Path, description = "The service's short name", example = "carers-allowance"),
    ),
    security(()),
    responses(
        (status = 200, description = "Where to send them", body = ServicePageView, headers(("Cache-Control" = String))),
        (status = 404, description = "No open directory, or one that is not for this service", body = Problem),
        (status = 503, description = "The listings are being read, or are too old", body = Problem),
    )
)]
#[get("/directories/{slug}/services/{service}")]
async fn show_service_of_directory(
    market: web::Data<Market>,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, Problem> {
    let (slug, service) = path.into_inner();
    let open = Open::of(&market, &slug)?;
    let not_there = || {
        let detail = "This directory is not for a service with this short name";
        Problem::new(StatusCode::NOT_FOUND, "not_found", detail)
    };
    let service = open.shelf.service_of(&open.directory, &service).ok_or_else(not_there)?;
    let (base_url, name) = (&market.settings().base_url, &service.content.slug);
    let reach_everywhere = if service.verdict().is_needed() {
        reaching_everywhere(&open.listings, &open.directory, name, open.now)
    } else {
        vec![]
    };
    let view = ServicePageView {
        service: ServiceView::of(service),
        page: format!("{base_url}/d/{slug}/services/{name}"),
        page_cy: format!("{base_url}/d/{slug}/cy/services/{name}"),
        listings: format!("{base_url}/api/v1/directories/{slug}/listings?service={name}"),
        reach_everywhere,
    };
    Ok(HttpResponse::Ok()
        .insert_header((ACCESS_CONTROL_ALLOW_ORIGIN, "*"))
        .insert_header((CACHE_CONTROL, FRESH))
        .json(view))
}
