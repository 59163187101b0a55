//! The feed itself, and one record of it.

use super::answer::{Asked, json};
use super::view::{DetailsView, OrganizationView, PlaceView, ServiceView, TaxonomyView};
use crate::door::Problem;
use crate::listings::CACHE_CONTROL;
use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, get, web};
use domain::{OfferingId, OrganisationId};
use marketplace::Market;
use marketplace::open_referral::{Listed, Question, TaxonomyTerm};
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

/// Where the profile is described.
const PROFILE: &str = "https://docs.openreferraluk.org/en/latest/";

pub(super) fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(describe_open_referral)
        .service(open_referral_service)
        .service(open_referral_organization)
        .service(open_referral_taxonomy)
        .service(open_referral_taxonomy_term)
        .service(open_referral_service_at_location);
    // The same without the final slash, as people type it.
    config.map(|config| config.route("", web::get().to(details)));
}

/// Say what this feed is: everything that an open directory lists, as Open Referral UK has it.
#[utoipa::path(
    tag = "open referral",
    operation_id = "describe_open_referral",
    security(()),
    responses((status = 200, description = "The feed", body = DetailsView)),
)]
#[get("/")]
async fn describe_open_referral(market: web::Data<Market>) -> HttpResponse {
    details(market).await
}

async fn details(market: web::Data<Market>) -> HttpResponse {
    let openapi_url = format!("{}/api/v1/openapi.json", market.settings().base_url);
    HttpResponse::Ok().insert_header((header::CACHE_CONTROL, CACHE_CONTROL)).json(DetailsView {
        version: "HSDS-UK-3.0",
        profile: PROFILE,
        openapi_url,
    })
}

/// Show a service with everything that belongs to it.
#[utoipa::path(
    tag = "open referral",
    operation_id = "open_referral_service",
    params(
        ("id" = OfferingId, Path, description = "The offering"),
        ("If-None-Match" = Option<String>, Header, description = "The `ETag` of an answer that you have"),
    ),
    security(()),
    responses(
        (status = 200, description = "The service", body = ServiceView<'static>, headers(("ETag" = String))),
        (status = 304, description = "Nothing has changed since"),
        (status = 404, description = "Not published", body = Problem),
        (status = 503, description = "The records are being read, or are too old", body = Problem),
    )
)]
#[get("/services/{id}")]
async fn open_referral_service(
    request: HttpRequest,
    market: web::Data<Market>,
    id: web::Path<OfferingId>,
) -> Result<HttpResponse, Problem> {
    Asked::of(request, market, &[])?.one(
        |publication| publication.service(id.uuid()),
        |record| record.mark(),
        |to, record, _, taxonomies| json(to, &ServiceView::of(record, taxonomies)),
    )
}

/// Show a service at one of its locations.
#[utoipa::path(
    tag = "open referral",
    operation_id = "open_referral_service_at_location",
    params(
        ("id" = Uuid, Path, description = "The service at the location"),
        ("If-None-Match" = Option<String>, Header, description = "The `ETag` of an answer that you have"),
    ),
    security(()),
    responses(
        (status = 200, description = "The service at the location", body = PlaceView<'static>, headers(("ETag" = String))),
        (status = 304, description = "Nothing has changed since"),
        (status = 404, description = "Not published", body = Problem),
        (status = 503, description = "The records are being read, or are too old", body = Problem),
    )
)]
#[get("/service_at_locations/{id}")]
async fn open_referral_service_at_location(
    request: HttpRequest,
    market: web::Data<Market>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, Problem> {
    Asked::of(request, market, &[])?.one(
        |publication| publication.place(*id),
        |found| found.record().mark(),
        |to, found, _, taxonomies| json(to, &PlaceView::of(found, taxonomies)),
    )
}

/// Show an organization with its services.
#[utoipa::path(
    tag = "open referral",
    operation_id = "open_referral_organization",
    params(
        ("id" = OrganisationId, Path, description = "The provider"),
        ("full_service" = Option<bool>, Query, description = "With its services in full"),
        ("If-None-Match" = Option<String>, Header, description = "The `ETag` of an answer that you have"),
    ),
    security(()),
    responses(
        (status = 200, description = "The organization", body = OrganizationView<'static>, headers(("ETag" = String))),
        (status = 304, description = "Nothing has changed since"),
        (status = 404, description = "Nothing of it is published", body = Problem),
        (status = 503, description = "The records are being read, or are too old", body = Problem),
    )
)]
#[get("/organizations/{id}")]
async fn open_referral_organization(
    request: HttpRequest,
    market: web::Data<Market>,
    id: web::Path<OrganisationId>,
) -> Result<HttpResponse, Problem> {
    Asked::of(request, market, Question::OF_ONE_ORGANIZATION)?.one(
        |publication| publication.organization(id.uuid()),
        Listed::mark,
        |to, listed, question, taxonomies| {
            json(to, &OrganizationView::of(listed, taxonomies, question.full_service));
        },
    )
}

/// Show a taxonomy with its terms.
#[utoipa::path(
    tag = "open referral",
    operation_id = "open_referral_taxonomy",
    params(
        ("id" = Uuid, Path, description = "The taxonomy"),
        ("If-None-Match" = Option<String>, Header, description = "The `ETag` of an answer that you have"),
    ),
    security(()),
    responses(
        (status = 200, description = "The taxonomy", body = TaxonomyView<'static>, headers(("ETag" = String))),
        (status = 304, description = "Nothing has changed since"),
        (status = 404, description = "No such taxonomy", body = Problem),
        (status = 503, description = "The records are being read, or are too old", body = Problem),
    )
)]
#[get("/taxonomies/{id}")]
async fn open_referral_taxonomy(
    request: HttpRequest,
    market: web::Data<Market>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, Problem> {
    Asked::of(request, market, &[])?.one(
        |publication| publication.taxonomies().get(*id).cloned(),
        |_| 0,
        |to, taxonomy, _, taxonomies| json(to, &TaxonomyView::of(taxonomy, taxonomies)),
    )
}

/// Show a taxonomy term.
#[utoipa::path(
    tag = "open referral",
    operation_id = "open_referral_taxonomy_term",
    params(
        ("id" = Uuid, Path, description = "The term"),
        ("If-None-Match" = Option<String>, Header, description = "The `ETag` of an answer that you have"),
    ),
    security(()),
    responses(
        (status = 200, description = "The term", body = TaxonomyTerm, headers(("ETag" = String))),
        (status = 304, description = "Nothing has changed since"),
        (status = 404, description = "No such term", body = Problem),
        (status = 503, description = "The records are being read, or are too old", body = Problem),
    )
)]
#[get("/taxonomy_terms/{id}")]
async fn open_referral_taxonomy_term(
    request: HttpRequest,
    market: web::Data<Market>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, Problem> {
    Asked::of(request, market, &[])?.one(
        |publication| publication.taxonomies().term(*id).cloned(),
        |_| 0,
        |to, term, _, _| json(to, term),
    )
}
