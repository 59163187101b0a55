//! Offerings in bulk: all as a file, and a file of them looked at and then done.

use crate::door::{Answer, Asked, Caller, NoBody, Problem};
use actix_web::http::StatusCode;
use actix_web::http::header::CONTENT_DISPOSITION;
use actix_web::{HttpMessage, HttpRequest, HttpResponse, get, post, web};
use domain::offerings::sheet::Difference;
use domain::offerings::{ImportState, OfferingImport, Tally};
use domain::{Action, OfferingId, OfferingImportId, OrganisationId, Refused, Timestamp};
use marketplace::At;
use marketplace::offerings::{self, Outcome, Plan, Planned};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

/// A file is at most so long, in bytes.
const LONGEST_FILE: usize = 20_000_000;

pub(super) fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(export_offerings)
        .service(send_offering_import)
        .service(show_offering_import)
        .service(confirm_offering_import);
}

/// A file of offerings.
#[derive(Debug, Serialize, ToSchema)]
pub struct OfferingImportView {
    id: OfferingImportId,
    version: i64,
    provider: OrganisationId,
    state: ImportState,
    /// How many rows do what.
    tally: Tally,
    #[schema(value_type = String, format = DateTime)]
    sent_at: Timestamp,
    #[schema(value_type = Option<String>, format = DateTime)]
    done_at: Option<Timestamp>,
    /// Why nothing was done, where a worker could not do it.
    #[serde(skip_serializing_if = "Option::is_none")]
    refusal: Option<String>,
    /// How far a worker has come with it; absent while none is at it.
    #[serde(skip_serializing_if = "Option::is_none")]
    progress: Option<ProgressView>,
    /// What each row would do, but for those that change nothing. Empty once it is done.
    rows: Vec<PlannedView>,
}

/// How far a file has come.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ImportProgress)]
pub struct ProgressView {
    /// So many rows are saved.
    #[schema(example = 4_200)]
    done: u64,
    /// Of so many.
    #[schema(example = 10_000)]
    of: u64,
}

/// What a row of a file would do.
#[derive(Debug, Serialize, ToSchema)]
pub struct PlannedView {
    /// The line of the file on which it begins.
    #[schema(example = 2)]
    line: u64,
    outcome: Outcome,
    /// To which offering; absent when it begins one.
    #[serde(skip_serializing_if = "Option::is_none")]
    offering: Option<OfferingId>,
    #[schema(example = "Help at the library")]
    name: String,
    /// What it would change, field by field.
    changes: Vec<Difference>,
}

impl From<&Planned> for PlannedView {
    fn from(row: &Planned) -> Self {
        Self {
            line: row.line,
            outcome: row.outcome,
            offering: row.offering,
            name: row.name.clone(),
            changes: row.changes.clone(),
        }
    }
}

impl OfferingImportView {
    fn of(import: &OfferingImport, plan: Option<&Plan>) -> Self {
        let rows = plan.into_iter().flat_map(|plan| &plan.rows);
        Self {
            id: import.id,
            version: import.version,
            provider: import.provider,
            state: import.state,
            tally: plan.map_or(import.tally, |plan| plan.tally),
            sent_at: import.sent_at,
            done_at: import.done_at,
            refusal: import.refusal.clone(),
            progress: None,
            rows: rows.filter(|row| row.outcome != Outcome::Same).map(Into::into).collect(),
        }
    }
}

/// Take all offerings of a provider away as CSV, by name, but for those that have ended.
///
/// The first row names the columns: each is a field of an offering, with its place in a list counted from 1, such as
/// `costs.1.kind`. A cell that a spreadsheet would take for a formula begins with an apostrophe.
#[utoipa::path(
    tag = "offerings",
    operation_id = "export_offerings",
    params(("id" = OrganisationId, Path, description = "The provider")),
    responses(
        (status = 200, description = "The offerings", body = String, content_type = "text/csv"),
        (status = 404, description = "Not there, or not yours to know", body = Problem),
    )
)]
#[get("/organisations/{id}/offerings/export")]
async fn export_offerings(caller: Caller, id: web::Path<OrganisationId>) -> Result<HttpResponse, Problem> {
    let id = id.into_inner();
    let file = caller.read(move |work, by| offerings::export(work, by, id)).await?;
    Ok(HttpResponse::Ok()
        .content_type("text/csv; charset=utf-8")
        .insert_header((CONTENT_DISPOSITION, "attachment; filename=\"offerings.csv\""))
        .insert_header(("Cache-Control", "no-store"))
        .body(file))
}

/// Send a file of offerings, as the export gives it, to see what it would change. Nothing is changed yet.
///
/// A row finds its offering by `id` or, without one, by `reference`, which is yours; else it begins one, as a draft. A
/// column that is left out changes nothing; a list of which any column is there is taken whole. When anything is wrong,
/// every bad cell is told and nothing is kept: the pointer of an error is the line and the column, `/12/costs.1.kind`.
#[utoipa::path(
    tag = "offerings",
    operation_id = "send_offering_import",
    request_body(content = String, content_type = "text/csv", description = "At most 20,000 rows and 20 MB"),
    params(("id" = OrganisationId, Path, description = "The provider")),
    responses(
        (status = 201, description = "What it would do", body = OfferingImportView),
        (status = 404, description = "Not there, or not yours to know", body = Problem),
        (status = 413, description = "The file is too long", body = Problem),
        (status = 415, description = "Not CSV", body = Problem),
        (status = 422, description = "Cells that cannot be what was sent, each with its line and column", body = Problem),
    )
)]
#[post("/organisations/{id}/offerings/imports")]
async fn send_offering_import(
    request: HttpRequest,
    caller: Caller,
    id: web::Path<OrganisationId>,
    payload: web::Payload,
) -> Result<HttpResponse, Problem> {
    let id = id.into_inner();
    // Who may not send a file is told that first, and nothing about the file.
    let _permit = caller.by.may(Action::KeepOfferings, &id).map_err(Refused::from)?;
    if request.content_type() != "text/csv" {
        let says = "Send the file itself, with “Content-Type: text/csv”";
        return Err(Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "not_csv", says));
    }
    let too_long = |_| {
        let says = format!("Send at most {LONGEST_FILE} bytes: part the file");
        Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "body_too_long", says)
    };
    let cut = |_| {
        let says = "The file did not arrive whole: send it again";
        Problem::new(StatusCode::BAD_REQUEST, "unreadable_body", says)
    };
    let bytes = payload.to_bytes_limited(LONGEST_FILE).await.map_err(too_long)?.map_err(cut)?;
    let sent = caller.run(move |market, by| offerings::send_import(market, by, id, "offerings.csv", &bytes));
    let (import, plan) = sent.await?;
    let address = format!("/api/v1/offering-imports/{}", import.id);
    let view = OfferingImportView::of(&import, Some(&plan));
    Ok(Answer::created(address, &view).at_version(import.version).into())
}

/// Show a file of offerings that was sent: while it waits, what it would do now; while a worker is at it, how far that is.
#[utoipa::path(
    tag = "offerings",
    operation_id = "show_offering_import",
    params(("id" = OfferingImportId, Path, description = "The file")),
    responses(
        (status = 200, description = "What it would do, or that it is done", body = OfferingImportView),
        (status = 404, description = "Not there, or not yours to know", body = Problem),
        (status = 422, description = "Something in it has become wrong since it was sent", body = Problem),
    )
)]
#[get("/offering-imports/{id}")]
async fn show_offering_import(
    caller: Caller,
    id: web::Path<OfferingImportId>,
) -> Result<HttpResponse, Problem> {
    let id = id.into_inner();
    let unit = move |work: &mut marketplace::Work<'_, '_>, by: &domain::Actor| {
        let (import, plan) = offerings::show_import(work, by, id)?;
        let (_, progress) = offerings::import_progress(work, by, id)?;
        let progress = progress.map(|it| ProgressView { done: it.done, of: it.of });
        Ok(OfferingImportView { progress, ..OfferingImportView::of(&import, plan.as_ref()) })
    };
    caller.show(unit, |view| Answer::ok(view).at_version(view.version)).await
}

/// Whether the asker would rather not wait for the answer (RFC 7240).
fn prefers_not_to_wait(request: &HttpRequest) -> bool {
    let given = request.headers().get_all("Prefer").filter_map(|value| value.to_str().ok());
    let mut preferences = given.flat_map(|value| value.split(','));
    preferences.any(|preference| preference.trim().eq_ignore_ascii_case("respond-async"))
}

/// Do what a file was seen to do: all of it in one transaction, or nothing.
///
/// Ten thousand rows take some seconds. With `Prefer: respond-async` a person leaves it to a worker: `GET` the file until its
/// `state` is `done`, or `not_done`, which says why.
#[utoipa::path(
    tag = "offerings",
    operation_id = "confirm_offering_import",
    params(
        ("id" = OfferingImportId, Path, description = "The file"),
        ("If-Match" = String, Header, description = "The `ETag` that you read"),
        ("Prefer" = Option<String>, Header, description = "`respond-async`: do not wait until it is done (RFC 7240)"),
    ),
    responses(
        (status = 200, description = "It is done", body = OfferingImportView),
        (status = 202, description = "A worker does it, soon", body = OfferingImportView),
        (status = 404, description = "Not there, or not yours to know", body = Problem),
        (status = 409, description = "It was done before, changes nothing, or would do something else than was seen", body = Problem),
        (status = 412, description = "Someone else has done it since", body = Problem),
    )
)]
#[post("/offering-imports/{id}/confirmation")]
async fn confirm_offering_import(
    request: HttpRequest,
    asked: Asked<NoBody>,
    id: web::Path<OfferingImportId>,
) -> Result<HttpResponse, Problem> {
    let at = At { id: id.into_inner(), version: asked.version()? };
    // A worker does it for a person, with the rights that the person has by then: a program waits.
    if prefers_not_to_wait(&request) && asked.by().person().is_some() {
        let confirm = move |work: &mut marketplace::Work<'_, '_>, by: &domain::Actor| {
            offerings::confirm_import(work, by, at)
        };
        let address = format!("/api/v1/offering-imports/{}", at.id);
        let answer = move |import: &OfferingImport| {
            let view = OfferingImportView::of(import, None);
            Answer::accepted(&view).located(&address).at_version(import.version)
        };
        return asked.write(confirm, answer).await;
    }
    let import = asked.run(move |market, by| offerings::import(market, by, at)).await?;
    Ok(Answer::ok(&OfferingImportView::of(&import, None)).at_version(import.version).into())
}
