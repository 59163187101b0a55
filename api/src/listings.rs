//! The directory query: listings from memory, assembled from bytes that are ready made.

use crate::answers::{self, Answers};
use crate::door::{Answer, Caller, Problem, ProblemField};
use crate::form::{Form, ListingInForm};
use crate::listing_bytes as bytes;
use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderValue};
use actix_web::web::Bytes;
use actix_web::{HttpRequest, HttpResponse, get, web};
use domain::directories::Entitlement;
use domain::values::Slug;
use domain::{OfferingId, Timestamp};
use finder::{BadQuery, Snapshot};
use marketplace::Market;
use marketplace::directories::{self, BadParameter, ListedSupport, Search, Unready};
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::Arc;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) fn routes(config: &mut ServiceConfig<'_>) {
    config.service(query_directory).service(show_listing).service(explain_listing);
}

/// How long public caches may keep an answer. Rule 9 allows them 60 seconds at most.
pub(crate) const CACHE_CONTROL: HeaderValue = HeaderValue::from_static("public, max-age=30");
const JSON: HeaderValue = HeaderValue::from_static("application/json");
/// How far behind the clock an answer may be before it says so.
pub(crate) const WORTH_SAYING_SECONDS: i64 = 5;

/// Listings of a directory, nearest first.
#[derive(Debug, Serialize, ToSchema)]
pub struct ListingsView {
    /// Where the person is, as it was understood; null when nobody said.
    pub origin: Option<OriginView>,
    /// How many listings there are, on all pages.
    pub total: u64,
    /// This page, each in the form that was asked for.
    pub items: Vec<ListingInForm>,
    /// How many of them have each value, by kind: `channel`, `language`, `facility`, `service`.
    pub facets: BTreeMap<String, Vec<FacetValueView>>,
    /// What to send as `after` for the next page; null on the last.
    pub next: Option<String>,
}

/// Where the person is, as it was understood.
#[derive(Debug, Serialize, ToSchema)]
pub struct OriginView {
    /// The postcode, or the part of one.
    #[schema(example = "LS1 4AP")]
    pub postcode: Option<String>,
    /// The town or the local authority, where it was given by name.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "Leeds")]
    pub name: Option<String>,
    /// Degrees north (WGS 84).
    pub latitude: Option<f64>,
    /// Degrees east (WGS 84).
    pub longitude: Option<f64>,
    /// `point`, `postcode`, `sector`, `outcode`, `town`, `authority`, or `elsewhere` for forces post and `anywhere`.
    pub precision: String,
}

/// One listing.
#[derive(Debug, Serialize, ToSchema)]
pub struct ListingView {
    /// The offering.
    pub id: OfferingId,
    /// What it is called.
    pub name: String,
    /// The same in Welsh.
    pub name_cy: Option<String>,
    /// Who gives it.
    pub provider: String,
    /// The channels for which it is listed.
    pub channels: Vec<domain::offerings::Channel>,
    /// Where people come to.
    pub place: Option<ListingPlaceView>,
    /// A number to call.
    pub phone: Option<String>,
    /// Whether people make an appointment.
    pub booking: domain::offerings::Booking,
    /// The first day on which there is room for more people, while there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = Date)]
    pub full_until: Option<domain::Day>,
    /// Languages in which it is given.
    pub languages: Vec<String>,
    /// Kilometres to the place; null where it comes or speaks to the person.
    pub distance_km: Option<f64>,
    /// When it opens next: there where `closed_at` was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    pub opens_at: Option<Timestamp>,
}

/// Where people come to.
#[derive(Debug, Serialize, ToSchema)]
pub struct ListingPlaceView {
    /// Town or city.
    pub town: String,
    /// Postcode.
    pub postcode: String,
    /// Degrees north (WGS 84).
    pub latitude: f64,
    /// Degrees east (WGS 84).
    pub longitude: f64,
}

/// One value, and how many of the listings found have it.
#[derive(Debug, Serialize, ToSchema)]
pub struct FacetValueView {
    /// The value.
    pub value: String,
    /// How many.
    pub count: u64,
}

pub(crate) fn unready(reason: Unready) -> Problem {
    let code = match reason {
        Unready::Starting => "listings_starting",
        Unready::Stale => "listings_stale",
    };
    Problem::new(StatusCode::SERVICE_UNAVAILABLE, code, reason.to_string())
}

fn not_open() -> Problem {
    Problem::new(StatusCode::NOT_FOUND, "not_found", "There is no open directory with this short name")
}

pub(crate) fn not_understood(wrong: Vec<BadParameter>) -> Problem {
    let (count, plural) = (wrong.len(), if wrong.len() == 1 { "" } else { "s" });
    let detail = format!("{count} parameter{plural} of the query cannot be understood: see errors");
    let mut problem = Problem::new(StatusCode::BAD_REQUEST, "invalid_query", detail);
    let field = |mut it: BadParameter| {
        if it.code == "unknown_parameter" {
            // Pages ask by the same words, but have one form only.
            it.detail.push_str(", form");
        }
        ProblemField { pointer: format!("?{}", it.name), code: it.code.into(), detail: it.detail }
    };
    problem.errors = wrong.into_iter().map(field).collect();
    problem
}

pub(crate) fn refused(reason: BadQuery) -> Problem {
    let (pointer, code) = match reason {
        BadQuery::LimitTooGreat => ("?limit", "invalid_limit"),
        BadQuery::Radius => ("?within_km", "invalid_distance"),
        BadQuery::TextTooLong => ("?q", "too_long"),
        BadQuery::Cursor(_) => ("?after", "invalid_cursor"),
    };
    let mut problem = Problem::new(
        StatusCode::BAD_REQUEST,
        "invalid_query",
        format!("The query is not understood: {reason}"),
    );
    problem.errors.push(ProblemField {
        pointer: pointer.into(),
        code: code.into(),
        detail: reason.to_string(),
    });
    problem
}

/// Whether a directory can be asked now.
///
/// # Errors
/// 404 when none is open under this name, 503 when the listings are not there.
pub(crate) fn open_or_problem(market: &Market, slug: &str) -> Result<(), Problem> {
    Open::of(market, slug).map(drop)
}

/// What an answer depends on, beside the question: the same at two times, the same answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Moment {
    version: finder::Version,
    /// The minute, for a question about now.
    minute: Option<i64>,
}

impl Moment {
    pub(crate) const fn is_a_minute(self) -> bool {
        self.minute.is_some()
    }

    pub(crate) fn entity_tag(self) -> String {
        match self.minute {
            Some(minute) => format!("\"{}-{minute}\"", self.version),
            None => format!("\"{}\"", self.version),
        }
    }

    fn header(self) -> HeaderValue {
        // Digits in quotes are a header's value, whatever they are.
        HeaderValue::from_str(&self.entity_tag()).unwrap_or(HeaderValue::from_static("\"\""))
    }
}

/// A directory that is open, with the listings of now.
pub(crate) struct Open {
    pub(crate) directory: Arc<domain::directories::Directory>,
    pub(crate) shelf: Arc<directories::Shelf>,
    pub(crate) listings: Arc<Snapshot>,
    as_of: Timestamp,
    pub(crate) now: Timestamp,
}

impl Open {
    pub(crate) fn of(market: &Market, slug: &str) -> Result<Self, Problem> {
        let now = market.clock().now();
        let live = market.directories();
        let as_of = live.as_of(now).map_err(unready)?;
        let shelf = live.shelf();
        let directory = shelf.open_directory(slug).cloned().ok_or_else(not_open)?;
        let listings = live.listings(now).map_err(unready)?;
        Ok(Self { directory, shelf, listings, as_of, now })
    }

    /// What everything that this directory can answer now depends on.
    pub(crate) fn moment(&self, asks_about_now: bool) -> Moment {
        let version = self.listings.version(self.directory.id.uuid(), self.now);
        Moment { version, minute: asks_about_now.then(|| self.now.as_second().div_euclid(60)) }
    }

    /// The mark of everything that this directory can answer now.
    pub(crate) fn entity_tag(&self, asks_about_now: bool) -> String {
        self.moment(asks_about_now).entity_tag()
    }

    /// 304 when the asker has it already, else 200 with these bytes.
    fn answer(
        &self,
        request: &HttpRequest,
        tag: &HeaderValue,
        body: impl FnOnce() -> Result<Bytes, Problem>,
    ) -> Result<HttpResponse, Problem> {
        let has_it = tag.to_str().is_ok_and(|tag| already_has(request, tag));
        let mut response = if has_it { HttpResponse::NotModified() } else { HttpResponse::Ok() };
        response
            .insert_header((header::CACHE_CONTROL, CACHE_CONTROL))
            .insert_header((header::ETAG, tag.clone()))
            .insert_header((header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*")));
        if self.now.as_second() - self.as_of.as_second() > WORTH_SAYING_SECONDS {
            response.insert_header(("Signpost-As-Of", self.as_of.to_string()));
        }
        if has_it {
            return Ok(response.finish());
        }
        response.insert_header((header::CONTENT_TYPE, JSON));
        Ok(response.body(body()?))
    }
}

pub(crate) fn already_has(request: &HttpRequest, tag: &str) -> bool {
    let given = request.headers().get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok());
    given.is_some_and(|given| {
        given.split(',').any(|one| {
            matches!(one.trim().trim_start_matches("W/"), "*") || one.trim().trim_start_matches("W/") == tag
        })
    })
}

/// Ask an open directory for listings, nearest first.
///
/// `channel`, `language`, `facility`, `service`, `cluster`, `cost`, `capability`, `eligibility`, `provider` and `lot` may be
/// repeated: any of the values will do. All parameters together must hold. No sign-in is needed.
#[utoipa::path(
    tag = "directories",
    operation_id = "query_directory",
    params(
        ("slug" = String, Path, description = "The directory's short name", example = "carers"),
        ("near" = Option<String>, Query, description = "A postcode, the first half of one, the name of a town or a local authority, degrees north and east, or `anywhere` for what reaches everyone", example = "LS1 4AP"),
        ("within_km" = Option<f64>, Query, description = "Only places within so many kilometres; needs `near`", minimum = 0.1, maximum = 1500),
        ("channel" = Option<Vec<domain::offerings::Channel>>, Query, description = "How help reaches the person"),
        ("language" = Option<Vec<String>>, Query, description = "ISO 639 codes"),
        ("facility" = Option<Vec<String>>, Query, description = "Codes of facilities"),
        ("service" = Option<Vec<String>>, Query, description = "Short names of services"),
        ("cluster" = Option<Vec<String>>, Query, description = "Short names of clusters"),
        ("cost" = Option<Vec<String>>, Query, description = "Costs that the person may bear: `travel`, `call_standard_rate`, `printing`, `scanning`, `photographs`, or `none`"),
        ("capability" = Option<Vec<String>>, Query, description = "`identity_check`, `home_visits`, `printing`, `scanning`, `photographs`, `cash_payment`, `has_room`"),
        ("eligibility" = Option<Vec<String>>, Query, description = "`everyone`, or `some`: what says whom it is for"),
        ("provider" = Option<Vec<domain::OrganisationId>>, Query, description = "Identifiers of providers"),
        ("lot" = Option<Vec<String>>, Query, description = "Lots that the provider stands on", example = "focs/1"),
        ("open_at" = Option<String>, Query, description = "Open at a time in London, at an instant, or `now`", example = "2026-11-24T10:30"),
        ("closed_at" = Option<String>, Query, description = "Closed then and open within sixty days, what opens soonest first", example = "now"),
        ("q" = Option<String>, Query, description = "Words to look for"),
        ("limit" = Option<u8>, Query, description = "Listings on a page", minimum = 1, maximum = 100),
        ("form" = Option<Form>, Query, description = "How much of each listing is told"),
        ("after" = Option<String>, Query, description = "The `next` of the page before"),
        ("If-None-Match" = Option<String>, Header, description = "The `ETag` of an answer that you have"),
    ),
    security(()),
    responses(
        (status = 200, description = "A page of listings", body = ListingsView, headers(("ETag" = String), ("Cache-Control" = String))),
        (status = 304, description = "Nothing has changed since"),
        (status = 400, description = "Parameters that are not understood", body = Problem),
        (status = 404, description = "No open directory", body = Problem),
        (status = 503, description = "The listings are being read, or are too old", body = Problem),
    )
)]
#[get("/directories/{slug}/listings")]
async fn query_directory(
    request: HttpRequest,
    market: web::Data<Market>,
    slug: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    let open = Open::of(&market, &slug)?;
    answer_query(&request, &market, &open)
}

/// Answers the question that an address asks.
pub(crate) fn answer_query(
    request: &HttpRequest,
    market: &Market,
    open: &Open,
) -> Result<HttpResponse, Problem> {
    let (answers, question) = (Answers::of(request), answers::question(request));
    if let Some(known) = answers.and_then(|answers| answers.known(question, open)) {
        return open.answer(request, &known.tag, || Ok(known.body.clone()));
    }
    let mut parameters = web::Query::<Vec<(String, String)>>::from_query(request.query_string())
        .map_err(|error| Problem::of_query(&error))?
        .into_inner();
    let form = Form::taken_from(&mut parameters)?;
    let search = Search::read(&parameters, open.directory.id, &open.shelf, market.reference(), open.now);
    let mut search = search.map_err(not_understood)?;
    if form == Form::Minimal {
        search.query.count.clear();
    }
    let moment = open.moment(search.asks_about_now);
    let tag = moment.header();
    open.answer(request, &tag, || {
        let found = open.listings.search(&search.query).map_err(refused)?;
        let body = Bytes::from(bytes::page(search.origin.as_ref(), &found, form));
        if let Some(answers) = answers {
            answers.keep(question, open, moment, tag.clone(), body.clone());
        }
        Ok(body)
    })
}

/// Show one listing of an open directory: everything of the support that is public.
#[utoipa::path(
    tag = "directories",
    operation_id = "show_listing",
    params(
        ("slug" = String, Path, description = "The directory's short name", example = "carers"),
        ("id" = OfferingId, Path, description = "The offering"),
        ("If-None-Match" = Option<String>, Header, description = "The `ETag` of an answer that you have"),
    ),
    security(()),
    responses(
        (status = 200, description = "The listing", body = ListedSupport, headers(("ETag" = String), ("Cache-Control" = String))),
        (status = 304, description = "Nothing has changed since"),
        (status = 404, description = "Not listed in this directory, or no open directory", body = Problem),
        (status = 503, description = "The listings are being read, or are too old", body = Problem),
    )
)]
#[get("/directories/{slug}/listings/{id}")]
async fn show_listing(
    request: HttpRequest,
    market: web::Data<Market>,
    path: web::Path<(String, OfferingId)>,
) -> Result<HttpResponse, Problem> {
    let (slug, id) = path.into_inner();
    let open = Open::of(&market, &slug)?;
    let gone = || Problem::new(StatusCode::NOT_FOUND, "not_found", "This is not listed in this directory");
    let hit = open.listings.listing(open.directory.id.uuid(), id.uuid(), open.now).ok_or_else(gone)?;
    open.answer(&request, &open.moment(false).header(), || Ok(Bytes::copy_from_slice(hit.detail)))
}

/// Why an offering is listed in a directory, or not.
#[derive(Debug, Serialize, ToSchema)]
pub struct EntitlementView {
    /// Whether it is listed: exactly when all four facts hold.
    listed: bool,
    /// The channels for which it is listed.
    channels: Vec<domain::offerings::Channel>,
    /// The four facts, in the order of the rule.
    facts: Vec<FactView>,
    /// When it is not listed: from when it will be, by time alone.
    #[schema(value_type = Option<String>, format = DateTime)]
    from: Option<Timestamp>,
    /// When it is listed: from when it will not be, by time alone.
    #[schema(value_type = Option<String>, format = DateTime)]
    until: Option<Timestamp>,
}

/// One fact.
#[derive(Debug, Serialize, ToSchema)]
pub struct FactView {
    /// Which.
    fact: domain::directories::Fact,
    /// Whether it holds.
    holds: bool,
    /// What is so, and until when or why not.
    #[schema(
        example = "The provider stands on lot 1 of Front Office Counter Services, which covers support in person."
    )]
    sentence: String,
}

impl EntitlementView {
    pub(crate) fn of(entitlement: &Entitlement) -> Self {
        let fact = |link: &domain::directories::Link| FactView {
            fact: link.fact,
            holds: link.holds,
            sentence: link.sentence.clone(),
        };
        Self {
            listed: entitlement.listed,
            channels: entitlement.channels.iter().copied().collect(),
            facts: entitlement.chain.iter().map(fact).collect(),
            from: entitlement.from,
            until: entitlement.until,
        }
    }
}

/// Say why an offering is listed in a directory, or not: for whoever keeps either.
#[utoipa::path(
    tag = "directories",
    operation_id = "explain_listing",
    params(
        ("slug" = String, Path, description = "The directory's short name", example = "carers"),
        ("id" = OfferingId, Path, description = "The offering"),
    ),
    responses(
        (status = 200, description = "The chain of facts", body = EntitlementView),
        (status = 401, description = "Nobody has signed in", body = Problem),
        (status = 404, description = "Not there, or not yours to know", body = Problem),
    )
)]
#[get("/directories/{slug}/listings/{id}/explanation")]
async fn explain_listing(
    caller: Caller,
    path: web::Path<(Slug, OfferingId)>,
) -> Result<HttpResponse, Problem> {
    let (slug, id) = path.into_inner();
    caller
        .show(
            move |work, by| directories::explain(work, by, &slug, id),
            |explained| Answer::ok(&EntitlementView::of(explained)),
        )
        .await
}
