//! What a directory that is shown within another site's page asks: the open query again, for pages of the sites
//! that the directory names.
//!
//! The query itself answers anyone, and programs need not say whence they ask. What is kept to the named sites is
//! being shown as part of their pages: a browser that runs a page of any other gives it nothing of these answers.

use crate::door::{Holder, Problem, allow_origin, allowed, origin_of};
use crate::listings::{CACHE_CONTROL, ListingsView, Open, answer_query};
use actix_web::http::{Method, StatusCode, header};
use actix_web::{HttpRequest, HttpResponse, get, web};
use domain::directories::Directory;
use domain::values::Colour;
use marketplace::Market;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) fn routes(config: &mut ServiceConfig<'_>) {
    config.service(show_embedded).service(query_embedded);
    for path in ["/directories/{slug}/embed", "/directories/{slug}/embed/listings"] {
        config.route(path, web::method(Method::OPTIONS).to(before_a_key));
    }
}

/// What a page of another site needs to show a directory.
#[derive(Debug, Serialize, ToSchema)]
pub struct EmbeddedView {
    /// The directory's name.
    name: String,
    /// The same in Welsh.
    name_cy: String,
    /// Where the directory itself is.
    #[schema(example = "https://signpost.example/d/carers")]
    address: String,
    /// Links, on white.
    #[schema(value_type = String)]
    link: Colour,
    /// Buttons.
    #[schema(value_type = String)]
    button: Colour,
    /// Text of buttons.
    #[schema(value_type = String)]
    button_text: Colour,
}

impl EmbeddedView {
    fn of(directory: &Directory, base_url: &str) -> Self {
        let content = &directory.content;
        Self {
            name: content.name.to_string(),
            name_cy: content.name_cy.to_string(),
            address: format!("{base_url}/d/{}", content.slug),
            link: content.brand.link,
            button: content.brand.button,
            button_text: content.brand.button_text,
        }
    }
}

/// The site whose page asks, when the directory names it.
fn named_origin<'r>(request: &'r HttpRequest, market: &Market, open: &Open) -> Result<&'r str, Problem> {
    let origin = origin_of(request);
    let named = origin.filter(|origin| market.settings().may_embed(&open.directory.content, origin));
    named.ok_or_else(|| {
        let sentence =
            "Only pages of sites that the directory names may show it: ask who keeps the directory";
        Problem::new(StatusCode::FORBIDDEN, "not_embedded_here", sentence)
    })
}

/// Answers a page of a site that the directory names, counted when it sends a key.
fn answer(
    request: &HttpRequest,
    market: &web::Data<Market>,
    slug: &str,
    answer: impl FnOnce(&Open) -> Result<HttpResponse, Problem>,
) -> Result<HttpResponse, Problem> {
    let (open, holder) = Holder::of(request, market, slug)?;
    let origin = named_origin(request, market, &open)?;
    if let Some(holder) = holder {
        return Ok(holder.answer(holder.spend(1).and_then(|()| answer(&open))));
    }
    let mut response =
        answer(&open).unwrap_or_else(|problem| actix_web::ResponseError::error_response(&problem));
    allow_origin(response.headers_mut(), Some(origin));
    Ok(response)
}

/// Say what a page of another site needs to show a directory.
///
/// Answers pages of the sites that the directory names in `allowed_origins`, as their browsers say it. A key is not
/// needed; with one, each answer is counted as one question.
#[utoipa::path(
    tag = "directories",
    operation_id = "show_embedded",
    params(
        ("slug" = String, Path, description = "The directory's short name", example = "carers"),
        ("Origin" = Option<String>, Header, description = "The site whose page asks: browsers send it"),
    ),
    security((), ("key" = [])),
    responses(
        (status = 200, description = "The directory", body = EmbeddedView),
        (status = 403, description = "The directory does not name this site", body = Problem),
        (status = 404, description = "No open directory", body = Problem),
        (status = 429, description = "The quota is spent: `Retry-After` says until when", body = Problem),
        (status = 503, description = "The listings are being read, or are too old", body = Problem),
    )
)]
#[get("/directories/{slug}/embed")]
async fn show_embedded(
    request: HttpRequest,
    market: web::Data<Market>,
    slug: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    answer(&request, &market, &slug, |open| {
        let view = EmbeddedView::of(&open.directory, &market.settings().base_url);
        Ok(HttpResponse::Ok().insert_header((header::CACHE_CONTROL, CACHE_CONTROL)).json(view))
    })
}

/// Ask an open directory from a page of another site: the query, with its parameters and answers.
///
/// Answers pages of the sites that the directory names in `allowed_origins`, as their browsers say it. A key is not
/// needed; with one, each answer is counted as one question.
#[utoipa::path(
    tag = "directories",
    operation_id = "query_embedded",
    params(
        ("slug" = String, Path, description = "The directory's short name", example = "carers"),
        ("near" = Option<String>, Query, description = "As in the query, like every other parameter", example = "LS1 4AP"),
        ("limit" = Option<u8>, Query, description = "Listings on a page", minimum = 1, maximum = 100),
        ("Origin" = Option<String>, Header, description = "The site whose page asks: browsers send it"),
    ),
    security((), ("key" = [])),
    responses(
        (status = 200, description = "A page of listings", body = ListingsView),
        (status = 304, description = "Nothing has changed since"),
        (status = 400, description = "Parameters that are not understood", body = Problem),
        (status = 403, description = "The directory does not name this site", body = Problem),
        (status = 404, description = "No open directory", body = Problem),
        (status = 429, description = "The quota is spent: `Retry-After` says until when", body = Problem),
        (status = 503, description = "The listings are being read, or are too old", body = Problem),
    )
)]
#[get("/directories/{slug}/embed/listings")]
async fn query_embedded(
    request: HttpRequest,
    market: web::Data<Market>,
    slug: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    answer(&request, &market, &slug, |open| answer_query(&request, &market, open))
}

/// What a browser asks before a page may send a key.
async fn before_a_key(
    request: HttpRequest,
    market: web::Data<Market>,
    slug: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    let open = Open::of(&market, &slug)?;
    named_origin(&request, &market, &open).map(allowed)
}
