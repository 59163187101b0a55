//! A directory taken away whole: what a query finds, without pages, as CSV, GeoJSON or NDJSON. It is written a thousand
//! listings at a time from one snapshot, so that nothing is repeated or missed however long the reader takes.

use crate::door::{Holder, Pieces, Problem, ProblemField, Streamed, preflight};
use crate::form::Form;
use crate::listings::{CACHE_CONTROL as FRESH, Open, already_has, not_understood, refused};
use actix_web::http::header::{
    ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, CONTENT_DISPOSITION, ETAG, HeaderValue,
};
use actix_web::http::{Method, StatusCode};
use actix_web::web;
use actix_web::{HttpRequest, HttpResponse, get};
use finder::{Hit, MOST_HITS, Query, Snapshot};
use marketplace::Market;
use marketplace::directories::Search;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::io::Write;
use std::sync::Arc;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(export_directory)
        .route("/directories/{slug}/export", web::method(Method::OPTIONS).to(preflight));
}

/// So many listings can be taken away without a key: as many as twenty pages of the query, which is open, so that a
/// bound on how often would protect nothing.
const OPEN_TO_ALL: u64 = 2_000;

/// What was asked by a key is not for a cache that others ask.
const OWN: HeaderValue = HeaderValue::from_static("private, max-age=30");

/// Listings of an export that count as one question.
const A_QUESTION: u64 = 1_000;

/// How listings are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum ExportFormat {
    /// One line a listing, with a head. Cells that a spreadsheet would take for a formula begin with an apostrophe.
    Csv,
    /// A `FeatureCollection`; what has no place has a null geometry.
    GeoJson,
    /// One JSON object a line, as the query has them.
    NdJson,
}

impl ExportFormat {
    const ALL: [Self; 3] = [Self::Csv, Self::GeoJson, Self::NdJson];

    const fn word(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::GeoJson => "geojson",
            Self::NdJson => "ndjson",
        }
    }

    const fn media_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8",
            Self::GeoJson => "application/geo+json",
            Self::NdJson => "application/x-ndjson",
        }
    }
}

/// Listings as GeoJSON has them.
#[derive(Debug, Serialize, ToSchema)]
pub struct ListingCollection {
    /// `FeatureCollection`.
    #[serde(rename = "type")]
    pub kind: String,
    /// One a listing: its properties are the listing as the query has it, its geometry is a point or null.
    pub features: Vec<BTreeMap<String, serde_json::Value>>,
}

/// What lists show of a listing, as the projector wrote it.
#[derive(Deserialize)]
struct Listed {
    id: String,
    name: String,
    name_cy: Option<String>,
    provider: String,
    channels: Vec<String>,
    place: Option<ListedPlace>,
    phone: Option<String>,
    booking: String,
    full_until: Option<String>,
    languages: Vec<String>,
}

#[derive(Deserialize)]
struct ListedPlace {
    town: String,
    postcode: String,
    latitude: f64,
    longitude: f64,
}

const HEAD: [&str; 14] = [
    "id",
    "name",
    "name_cy",
    "provider",
    "channels",
    "town",
    "postcode",
    "latitude",
    "longitude",
    "phone",
    "booking",
    "full_until",
    "languages",
    "distance_km",
];

/// Which of these columns the minimal form has: the identifier, the name, the distance.
const MINIMAL: [usize; 3] = [0, 1, HEAD.len() - 1];

/// A cell that no spreadsheet takes for a formula.
fn plain(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
}

fn row(hit: &Hit<'_>) -> Option<[String; 14]> {
    let body = [b"{", hit.body, b"}"].concat();
    let listed: Listed = serde_json::from_slice(&body).ok()?;
    let place = listed.place.as_ref();
    Some([
        listed.id,
        plain(&listed.name),
        plain(&listed.name_cy.unwrap_or_default()),
        plain(&listed.provider),
        listed.channels.join(" "),
        place.map_or_else(String::new, |place| plain(&place.town)),
        place.map_or_else(String::new, |place| place.postcode.clone()),
        place.map_or_else(String::new, |place| place.latitude.to_string()),
        place.map_or_else(String::new, |place| place.longitude.to_string()),
        plain(&listed.phone.unwrap_or_default()),
        listed.booking,
        listed.full_until.unwrap_or_default(),
        listed.languages.join(" "),
        hit.distance_km.map_or_else(String::new, |km| format!("{km:.3}")),
    ])
}

/// Where an export has come to.
enum Stage {
    Begin,
    Listings(Box<Query>),
    End,
    Done,
}

/// Listings on their way out.
struct Export {
    snapshot: Arc<Snapshot>,
    format: ExportFormat,
    form: Form,
    stage: Stage,
    query: Box<Query>,
    written: usize,
}

impl Pieces for Export {
    fn next(&mut self) -> Option<Vec<u8>> {
        let mut piece = vec![];
        match std::mem::replace(&mut self.stage, Stage::Done) {
            Stage::Begin => {
                self.stage = Stage::Listings(self.query.clone());
                match self.format {
                    ExportFormat::Csv => self.rows(&mut piece, [HEAD.map(str::to_owned)]),
                    ExportFormat::GeoJson => {
                        piece.extend_from_slice(b"{\"type\":\"FeatureCollection\",\"features\":[");
                    }
                    ExportFormat::NdJson => {}
                }
            }
            Stage::Listings(mut query) => {
                let snapshot = self.snapshot.clone();
                // The query was tried before the first piece: it is one that the engine answers.
                let found = snapshot.search(&query).ok()?;
                self.listings(&mut piece, &found.hits);
                self.stage = match found.next {
                    Some(next) => {
                        query.after = Some(next);
                        Stage::Listings(query)
                    }
                    None => Stage::End,
                };
            }
            Stage::End => {
                if self.format == ExportFormat::GeoJson {
                    piece.extend_from_slice(b"]}\n");
                }
            }
            Stage::Done => return None,
        }
        Some(piece)
    }
}

impl Export {
    fn rows(&self, to: &mut Vec<u8>, rows: impl IntoIterator<Item = [String; 14]>) {
        let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(to);
        for row in rows {
            // Writing to a vector cannot fail.
            let _ = match self.form {
                Form::Minimal => writer.write_record(MINIMAL.map(|column| &row[column])),
                _ => writer.write_record(&row),
            };
        }
        let _ = writer.flush();
    }

    fn listings(&mut self, to: &mut Vec<u8>, hits: &[Hit<'_>]) {
        if self.format == ExportFormat::Csv {
            return self.rows(to, hits.iter().filter_map(row));
        }
        for hit in hits {
            if self.format == ExportFormat::NdJson {
                self.form.write(to, hit);
                to.push(b'\n');
                continue;
            }
            if self.written > 0 {
                to.push(b',');
            }
            self.written += 1;
            let _ = write_feature(to, hit, self.form);
        }
    }
}

fn write_feature(to: &mut Vec<u8>, hit: &Hit<'_>, form: Form) -> std::io::Result<()> {
    write!(to, "{{\"type\":\"Feature\",\"id\":\"{}\",\"geometry\":", hit.id)?;
    match hit.place {
        Some(point) => {
            let (east, north) = (point.longitude(), point.latitude());
            write!(to, "{{\"type\":\"Point\",\"coordinates\":[{east},{north}]}}")?;
        }
        None => to.extend_from_slice(b"null"),
    }
    to.extend_from_slice(b",\"properties\":");
    form.write(to, hit);
    to.push(b'}');
    Ok(())
}

/// Takes the format out of the parameters.
fn format_of(parameters: &mut Vec<(String, String)>) -> Result<ExportFormat, Problem> {
    let wrong = |code: &str| {
        let detail = "Give one format: csv, geojson or ndjson";
        let mut problem = Problem::new(StatusCode::BAD_REQUEST, "invalid_query", detail);
        problem.errors.push(ProblemField {
            pointer: "?format".into(),
            code: code.into(),
            detail: detail.into(),
        });
        problem
    };
    let (given, others) = std::mem::take(parameters).into_iter().partition(|(name, _)| name == "format");
    *parameters = others;
    let given: Vec<(String, String)> = given;
    let [(_, word)] = given.as_slice() else {
        return Err(wrong(if given.is_empty() { "required" } else { "given_twice" }));
    };
    ExportFormat::ALL.into_iter().find(|format| format.word() == word).ok_or_else(|| wrong("unknown_value"))
}

/// Take all listings of an open directory away, nearest first, or those that a query finds.
///
/// Takes the parameters of the query besides, but for `limit` and `after`: everything is there. Up to 2,000 listings
/// are open to everyone; more need a key of the directory, of whose quota each thousand is one question.
#[utoipa::path(
    tag = "directories",
    operation_id = "export_directory",
    params(
        ("slug" = String, Path, description = "The directory's short name", example = "carers"),
        ("format" = inline(ExportFormat), Query, description = "`csv`, `geojson` or `ndjson`", example = "csv"),
        ("form" = Option<Form>, Query, description = "How much of each listing is told; `full` not as CSV"),
        ("near" = Option<String>, Query, description = "As in the query", example = "LS1 4AP"),
        ("within_km" = Option<f64>, Query, description = "As in the query", minimum = 0.1, maximum = 1500),
        ("channel" = Option<Vec<domain::offerings::Channel>>, Query, description = "As in the query, like every other filter"),
    ),
    security((), ("key" = [])),
    responses(
        (status = 200, description = "The listings", content(
            (String = "text/csv"), (inline(ListingCollection) = "application/geo+json"), (String = "application/x-ndjson"),
        )),
        (status = 304, description = "Nothing has changed since"),
        (status = 400, description = "Parameters that are not understood", body = Problem),
        (status = 401, description = "More than 2,000 listings and no key, or a key that works no longer", body = Problem),
        (status = 403, description = "The key is not for this directory, or not for pages of this site", body = Problem),
        (status = 404, description = "No open directory", body = Problem),
        (status = 422, description = "The export is larger than the key's quota of a minute", body = Problem),
        (status = 429, description = "The quota is spent: `Retry-After` says until when", body = Problem, headers(("Retry-After" = u32))),
        (status = 503, description = "The listings are being read, or are too old", body = Problem),
    )
)]
#[get("/directories/{slug}/export")]
async fn export_directory(
    request: HttpRequest,
    market: web::Data<Market>,
    slug: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    match Holder::of(&request, &market, &slug)? {
        (open, None) => export(&request, &market, open, None),
        (open, Some(holder)) => Ok(holder.answer(export(&request, &market, open, Some(&holder)))),
    }
}

/// The export, for everyone or for who has a key.
fn export(
    request: &HttpRequest,
    market: &web::Data<Market>,
    open: Open,
    holder: Option<&Holder>,
) -> Result<HttpResponse, Problem> {
    let mut parameters = web::Query::<Vec<(String, String)>>::from_query(request.query_string())
        .map_err(|error| Problem::of_query(&error))?
        .into_inner();
    let format = format_of(&mut parameters)?;
    let form = Form::taken_from(&mut parameters)?;
    if (format, form) == (ExportFormat::Csv, Form::Full) {
        let detail =
            "A row of a table has no room for hours and costs: take the full form as ndjson or geojson";
        return Err(Form::refused_because("not_of_format", detail));
    }
    if let Some((name, _)) = parameters.iter().find(|(name, _)| name == "limit" || name == "after") {
        let detail = format!("An export is whole: leave “{name}” out");
        let mut problem = Problem::new(StatusCode::BAD_REQUEST, "invalid_query", detail.clone());
        let pointer = format!("?{name}");
        problem.errors.push(ProblemField { pointer, code: "unknown_parameter".into(), detail });
        return Err(problem);
    }
    let search = Search::read(&parameters, open.directory.id, &open.shelf, market.reference(), open.now);
    let search = search.map_err(not_understood)?;
    let tag = open.entity_tag(search.asks_about_now);
    if already_has(request, &tag) {
        let same = HttpResponse::NotModified()
            .insert_header((ETAG, tag))
            .insert_header((CACHE_CONTROL, FRESH))
            .finish();
        return Ok(same);
    }
    let mut query = search.query;
    query.count.clear();
    let tried = Query { limit: 1, ..query.clone() };
    let total = open.listings.search(&tried).map_err(refused)?.total;
    match holder {
        Some(holder) => {
            let questions = total.div_ceil(A_QUESTION).max(1);
            holder.spend(u32::try_from(questions).unwrap_or(u32::MAX))?;
        }
        None if total > OPEN_TO_ALL => {
            return Err(Holder::missing("An export of more than 2,000 listings"));
        }
        None => {}
    }
    query.limit = MOST_HITS;
    let name = format!("{}.{}", open.directory.content.slug, format.word());
    Ok(HttpResponse::Ok()
        .content_type(format.media_type())
        .insert_header((CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")))
        .insert_header((ACCESS_CONTROL_ALLOW_ORIGIN, "*"))
        .insert_header((CACHE_CONTROL, if holder.is_some() { OWN } else { FRESH }))
        .insert_header((ETAG, tag))
        .body(Streamed::of(Export {
            snapshot: open.listings,
            format,
            form,
            stage: Stage::Begin,
            query: Box::new(query),
            written: 0,
        })))
}
