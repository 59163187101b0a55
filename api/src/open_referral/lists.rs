//! Lists of the feed, page by page or line by line.

use super::answer::{Asked, json};
use super::view::{
    OrganizationView, PageView, PlaceInList, PlaceView, ServiceInList, ServiceMinimal, ServiceView,
};
use crate::door::Problem;
use actix_web::{HttpRequest, HttpResponse, get, web};
use domain::OrganisationId;
use marketplace::Market;
use marketplace::open_referral::{
    Found, Listed, OrganizationRow, Question, Record, Taxonomies, Taxonomy, TaxonomyTerm,
};
use std::sync::Arc;
use utoipa_actix_web::service_config::ServiceConfig;

pub(super) fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(open_referral_services)
        .service(open_referral_service_at_locations)
        .service(open_referral_organizations)
        .service(open_referral_taxonomies)
        .service(open_referral_taxonomy_terms);
}

/// List services: everything that an open directory lists.
#[utoipa::path(
    tag = "open referral",
    operation_id = "open_referral_services",
    params(
        ("search" = Option<String>, Query, description = "Words that all must be there"),
        ("taxonomy_term_id" = Option<Vec<Uuid>>, Query, description = "Only services with this term; repeated: with each of them"),
        ("taxonomy_id" = Option<Vec<Uuid>>, Query, description = "Only services with any term of this taxonomy; repeated: with some of each"),
        ("organization_id" = Option<OrganisationId>, Query, description = "Only what this organization gives"),
        ("modified_after" = Option<String>, Query, description = "Only what changed then or later", example = "2026-11-22T09:30:00Z"),
        ("postcode" = Option<String>, Query, description = "Only what serves people there; with `proximity`: only places near it", example = "LS1 4AP"),
        ("proximity" = Option<f64>, Query, description = "Only places within so many metres of `postcode`, nearest first", minimum = 1, maximum = 1500000),
        ("minimal" = Option<bool>, Query, description = "Only identifiers and when each changed, all on one page"),
        ("full" = Option<bool>, Query, description = "With everything that belongs to each record"),
        ("page" = Option<u32>, Query, description = "Which page, from 1", minimum = 1),
        ("per_page" = Option<u16>, Query, description = "Records on a page; also as `perPage`", minimum = 1, maximum = 1000),
        ("perPage" = Option<u16>, Query, description = "The same as `per_page`", minimum = 1, maximum = 1000),
        ("format" = Option<String>, Query, description = "`json`, or `ndjson`: all of it, one record a line", example = "ndjson"),
        ("If-None-Match" = Option<String>, Header, description = "The `ETag` of an answer that you have"),
    ),
    security(()),
    responses(
        (status = 200, description = "A page", body = PageView<ServiceInList<'static>>, headers(("ETag" = String))),
        (status = 304, description = "Nothing has changed since"),
        (status = 400, description = "Parameters that are not understood", body = Problem),
        (status = 503, description = "The records are being read, or are too old", body = Problem),
    )
)]
#[get("/services")]
async fn open_referral_services(
    request: HttpRequest,
    market: web::Data<Market>,
) -> Result<HttpResponse, Problem> {
    let asked = Asked::of(request, market, Question::OF_SERVICES)?;
    asked.list(|question, publication| publication.services(question), write_service).await
}

/// List services at locations: places, and telephone and web chat as virtual ones.
#[utoipa::path(
    tag = "open referral",
    operation_id = "open_referral_service_at_locations",
    params(
        ("search" = Option<String>, Query, description = "Words that all must be there"),
        ("taxonomy_term_id" = Option<Vec<Uuid>>, Query, description = "Only services with this term; repeated: with each of them"),
        ("taxonomy_id" = Option<Vec<Uuid>>, Query, description = "Only services with any term of this taxonomy; repeated: with some of each"),
        ("organization_id" = Option<OrganisationId>, Query, description = "Only what this organization gives"),
        ("modified_after" = Option<String>, Query, description = "Only what changed then or later", example = "2026-11-22T09:30:00Z"),
        ("postcode" = Option<String>, Query, description = "Only what serves people there; with `proximity`: only places near it", example = "LS1 4AP"),
        ("proximity" = Option<f64>, Query, description = "Only places within so many metres of `postcode`, nearest first", minimum = 1, maximum = 1500000),
        ("full" = Option<bool>, Query, description = "With everything that belongs to each record"),
        ("page" = Option<u32>, Query, description = "Which page, from 1", minimum = 1),
        ("per_page" = Option<u16>, Query, description = "Records on a page; also as `perPage`", minimum = 1, maximum = 1000),
        ("perPage" = Option<u16>, Query, description = "The same as `per_page`", minimum = 1, maximum = 1000),
        ("format" = Option<String>, Query, description = "`json`, or `ndjson`: all of it, one record a line", example = "ndjson"),
        ("If-None-Match" = Option<String>, Header, description = "The `ETag` of an answer that you have"),
    ),
    security(()),
    responses(
        (status = 200, description = "A page", body = PageView<PlaceInList<'static>>, headers(("ETag" = String))),
        (status = 304, description = "Nothing has changed since"),
        (status = 400, description = "Parameters that are not understood", body = Problem),
        (status = 503, description = "The records are being read, or are too old", body = Problem),
    )
)]
#[get("/service_at_locations")]
async fn open_referral_service_at_locations(
    request: HttpRequest,
    market: web::Data<Market>,
) -> Result<HttpResponse, Problem> {
    let asked = Asked::of(request, market, Question::OF_PLACES)?;
    asked.list(|question, publication| publication.places(question), write_place).await
}

/// List organizations: the providers of what is published.
#[utoipa::path(
    tag = "open referral",
    operation_id = "open_referral_organizations",
    params(
        ("search" = Option<String>, Query, description = "Words that all must be there"),
        ("full" = Option<bool>, Query, description = "With everything that belongs to each record"),
        ("full_service" = Option<bool>, Query, description = "With services in full"),
        ("page" = Option<u32>, Query, description = "Which page, from 1", minimum = 1),
        ("per_page" = Option<u16>, Query, description = "Records on a page; also as `perPage`", minimum = 1, maximum = 1000),
        ("perPage" = Option<u16>, Query, description = "The same as `per_page`", minimum = 1, maximum = 1000),
        ("format" = Option<String>, Query, description = "`json`, or `ndjson`: all of it, one record a line", example = "ndjson"),
        ("If-None-Match" = Option<String>, Header, description = "The `ETag` of an answer that you have"),
    ),
    security(()),
    responses(
        (status = 200, description = "A page", body = PageView<OrganizationRow>, headers(("ETag" = String))),
        (status = 304, description = "Nothing has changed since"),
        (status = 400, description = "Parameters that are not understood", body = Problem),
        (status = 503, description = "The records are being read, or are too old", body = Problem),
    )
)]
#[get("/organizations")]
async fn open_referral_organizations(
    request: HttpRequest,
    market: web::Data<Market>,
) -> Result<HttpResponse, Problem> {
    let asked = Asked::of(request, market, Question::OF_ORGANIZATIONS)?;
    asked.list(|question, publication| publication.organizations(question), write_organization).await
}

/// List taxonomies.
#[utoipa::path(
    tag = "open referral",
    operation_id = "open_referral_taxonomies",
    params(
        ("search" = Option<String>, Query, description = "Words that all must be there"),
        ("page" = Option<u32>, Query, description = "Which page, from 1", minimum = 1),
        ("per_page" = Option<u16>, Query, description = "Records on a page; also as `perPage`", minimum = 1, maximum = 1000),
        ("perPage" = Option<u16>, Query, description = "The same as `per_page`", minimum = 1, maximum = 1000),
        ("format" = Option<String>, Query, description = "`json`, or `ndjson`: all of it, one record a line", example = "ndjson"),
        ("If-None-Match" = Option<String>, Header, description = "The `ETag` of an answer that you have"),
    ),
    security(()),
    responses(
        (status = 200, description = "A page", body = PageView<Taxonomy>, headers(("ETag" = String))),
        (status = 304, description = "Nothing has changed since"),
        (status = 400, description = "Parameters that are not understood", body = Problem),
        (status = 503, description = "The records are being read, or are too old", body = Problem),
    )
)]
#[get("/taxonomies")]
async fn open_referral_taxonomies(
    request: HttpRequest,
    market: web::Data<Market>,
) -> Result<HttpResponse, Problem> {
    let asked = Asked::of(request, market, Question::OF_TAXONOMIES)?;
    asked
        .list(
            |question, publication| publication.all_taxonomies(question),
            |to, taxonomy, _, _| json(to, taxonomy),
        )
        .await
}

/// List the terms of taxonomies.
#[utoipa::path(
    tag = "open referral",
    operation_id = "open_referral_taxonomy_terms",
    params(
        ("search" = Option<String>, Query, description = "Words that all must be there"),
        ("taxonomy_id" = Option<Uuid>, Query, description = "Only terms of this taxonomy"),
        ("parent_id" = Option<Uuid>, Query, description = "Only the parts of this term"),
        ("top_only" = Option<bool>, Query, description = "Only terms that are not part of another"),
        ("page" = Option<u32>, Query, description = "Which page, from 1", minimum = 1),
        ("per_page" = Option<u16>, Query, description = "Records on a page; also as `perPage`", minimum = 1, maximum = 1000),
        ("perPage" = Option<u16>, Query, description = "The same as `per_page`", minimum = 1, maximum = 1000),
        ("format" = Option<String>, Query, description = "`json`, or `ndjson`: all of it, one record a line", example = "ndjson"),
        ("If-None-Match" = Option<String>, Header, description = "The `ETag` of an answer that you have"),
    ),
    security(()),
    responses(
        (status = 200, description = "A page", body = PageView<TaxonomyTerm>, headers(("ETag" = String))),
        (status = 304, description = "Nothing has changed since"),
        (status = 400, description = "Parameters that are not understood", body = Problem),
        (status = 503, description = "The records are being read, or are too old", body = Problem),
    )
)]
#[get("/taxonomy_terms")]
async fn open_referral_taxonomy_terms(
    request: HttpRequest,
    market: web::Data<Market>,
) -> Result<HttpResponse, Problem> {
    let asked = Asked::of(request, market, Question::OF_TERMS)?;
    asked.list(|question, publication| publication.terms(question), |to, term, _, _| json(to, term)).await
}

fn write_service(to: &mut Vec<u8>, record: &Arc<Record>, question: &Question, taxonomies: &Taxonomies) {
    if question.minimal {
        json(to, &ServiceMinimal::of(record));
    } else if question.full {
        json(to, &ServiceView::of(record, taxonomies));
    } else {
        json(to, &ServiceInList::of(record));
    }
}

fn write_place(to: &mut Vec<u8>, found: &Found, question: &Question, taxonomies: &Taxonomies) {
    if question.full {
        json(to, &PlaceView::of(found, taxonomies));
    } else {
        json(to, &PlaceInList::of(found));
    }
}

fn write_organization(to: &mut Vec<u8>, listed: &Listed, question: &Question, taxonomies: &Taxonomies) {
    if question.full || question.full_service {
        json(to, &OrganizationView::of(listed, taxonomies, question.full_service));
    } else {
        json(to, &listed.publisher.row);
    }
}
