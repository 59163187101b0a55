//! The directory query for many people at once: a thousand postcodes in one request, for letters and lists.
//!
//! It needs a key: one request asks for as much as a thousand, and whoever has that many people to help has a name.

use crate::door::{Holder, Pieces, Posted, Problem, Streamed, preflight};
use crate::form::{Form, ListingInForm};
use crate::listing_bytes::{write_hits, write_origin};
use crate::listings::{Open, OriginView};
use actix_web::http::{Method, header};
use actix_web::{HttpRequest, HttpResponse, post, web};
use marketplace::Market;
use marketplace::directories::{Batch, BatchDraft};
use serde::Serialize;
use std::io::{self, Write};
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(query_batch)
        .route("/directories/{slug}/listings/batch", web::method(Method::OPTIONS).to(preflight));
}

/// Places that are answered in one piece: some milliseconds of work, a few hundred kilobytes at most.
const AT_ONCE: usize = 25;

/// What is found near each place, in the order in which they were given.
#[derive(Debug, Serialize, ToSchema)]
pub struct BatchView {
    /// One a place: found or refused.
    pub items: Vec<BatchItemView>,
}

/// What is found near one place, or why it was not looked for.
#[derive(Debug, Serialize, ToSchema)]
pub struct BatchItemView {
    /// The place as it was given.
    #[schema(example = "LS1 4AP")]
    pub near: String,
    /// Where that is, as it was understood. Not there when it was refused, as `total` and `items`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub origin: Option<OriginView>,
    /// How many listings there are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub total: Option<u64>,
    /// The nearest.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub items: Option<Vec<ListingInForm>>,
    /// Why it was refused, for programs.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "invalid_near")]
    pub code: Option<String>,
    /// Why it was refused, and what to do.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
}

/// A batch on its way out.
struct Answers {
    open: Open,
    market: web::Data<Market>,
    batch: Batch,
    form: Form,
    /// How many places are answered. `None`: all, and the end is written.
    answered: Option<usize>,
}

impl Pieces for Answers {
    fn next(&mut self) -> Option<Vec<u8>> {
        let answered = self.answered?;
        let mut piece = vec![];
        if answered == 0 {
            piece.extend_from_slice(b"{\"items\":[");
        }
        let places: Vec<String> = self.batch.places_from(answered).iter().take(AT_ONCE).cloned().collect();
        for (position, place) in places.iter().enumerate() {
            if answered + position > 0 {
                piece.push(b',');
            }
            // Writing to a vector cannot fail.
            let _ = self.write(&mut piece, place);
        }
        self.answered = Some(answered + places.len());
        if places.len() < AT_ONCE {
            piece.extend_from_slice(b"]}");
            self.answered = None;
        }
        Some(piece)
    }
}

impl Answers {
    fn write(&mut self, to: &mut Vec<u8>, place: &str) -> io::Result<()> {
        let Open { directory, shelf, listings, now, .. } = &self.open;
        to.extend_from_slice(b"{\"near\":");
        serde_json::to_writer(&mut *to, place)?;
        let search = match self.batch.question(place, directory.id, shelf, self.market.reference(), *now) {
            Ok(search) => search,
            Err(reason) => return write_refusal(to, reason.code, &reason.detail),
        };
        match listings.search(&search.query) {
            Ok(found) => {
                to.extend_from_slice(b",\"origin\":");
                write_origin(to, search.origin.as_ref());
                write!(to, ",\"total\":{},\"items\":[", found.total)?;
                write_hits(to, &found.hits, self.form);
                to.extend_from_slice(b"]}");
                Ok(())
            }
            Err(reason) => write_refusal(to, "invalid_query", &reason.to_string()),
        }
    }
}

fn write_refusal(to: &mut Vec<u8>, code: &str, detail: &str) -> io::Result<()> {
    write!(to, ",\"code\":\"{code}\",\"detail\":")?;
    serde_json::to_writer(&mut *to, detail)?;
    to.push(b'}');
    Ok(())
}

/// Ask an open directory for the nearest listings to up to 1,000 postcodes at once.
///
/// The filters of the query are shared by all. Each postcode is answered or refused by itself. Needs a key of the
/// directory, of whose quota each postcode is one question.
#[utoipa::path(
    tag = "directories",
    operation_id = "query_batch",
    request_body = BatchDraft,
    params(("slug" = String, Path, description = "The directory's short name", example = "carers")),
    security(("key" = [])),
    responses(
        (status = 200, description = "An answer for each", body = BatchView, headers(("RateLimit" = String), ("RateLimit-Policy" = String))),
        (status = 401, description = "No key, or one that works no longer", body = Problem),
        (status = 403, description = "The key is not for this directory, or not for pages of this site", body = Problem),
        (status = 404, description = "No open directory", body = Problem),
        (status = 422, description = "Fields cannot be what was sent, or it is larger than the quota of a minute", body = Problem),
        (status = 429, description = "The quota is spent: `Retry-After` says until when", body = Problem, headers(("Retry-After" = u32))),
        (status = 503, description = "The listings are being read, or are too old", body = Problem),
    )
)]
#[post("/directories/{slug}/listings/batch")]
async fn query_batch(
    request: HttpRequest,
    market: web::Data<Market>,
    slug: web::Path<String>,
    draft: Result<Posted<BatchDraft>, Problem>,
) -> Result<HttpResponse, Problem> {
    match (draft, Holder::needed(&request, &market, &slug, "The batch form")) {
        (Err(unreadable), Err(_)) => Err(unreadable),
        (Ok(_), Err(nobody)) => Err(nobody),
        (draft, Ok((open, holder))) => {
            Ok(holder.answer(draft.and_then(|Posted(draft)| answers(&holder, market, open, draft))))
        }
    }
}

fn answers(
    holder: &Holder,
    market: web::Data<Market>,
    open: Open,
    draft: BatchDraft,
) -> Result<HttpResponse, Problem> {
    let form = Form::of_body(draft.form.as_deref())?;
    let batch = draft.read(open.directory.id, &open.shelf, market.reference(), open.now)?;
    holder.spend(batch.questions())?;
    Ok(HttpResponse::Ok()
        .content_type("application/json")
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .body(Streamed::of(Answers { open, market, batch, form, answered: Some(0) })))
}
