//! The answers of an application beyond their text: files handed in, and what is left before it can be sent.

use crate::door::{Answer, Caller, Problem, version_read};
use crate::eligibility::ReasonView;
use crate::files::{SentFile, saved, whole};
use crate::placements::{PlacementView, answered};
use actix_web::{HttpResponse, get, put, web};
use domain::values::{FileName, Key};
use domain::{FieldErrors, Fields, PlacementId, Refused};
use marketplace::At;
use marketplace::placements;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) fn routes(config: &mut ServiceConfig<'_>) {
    config.service(hand_in_answer).service(show_answered_file).service(show_what_is_left);
}

fn key_of(text: &str) -> Result<Key, Problem> {
    text.parse().map_err(|_| Problem::no_such_address())
}

fn name_of(named: Option<&str>) -> Result<FileName, FieldErrors> {
    let Some(name) = named else {
        return Err(FieldErrors::one("?name", "required", "Say what the file is called, with its ending"));
    };
    let mut fields = Fields::new();
    let name = fields.parse("?name", name);
    fields.finish(|| name)
}

/// Answer a question with a file, in place of one that was its answer: of a kind and size that the question takes, 20 MB at
/// most.
///
/// The ending of its name says what it is, and its bytes must begin as such a file does.
#[utoipa::path(
    tag = "placements",
    request_body(content = String, content_type = "application/octet-stream", description = "The file's bytes"),
    params(
        ("id" = PlacementId, Path, description = "Which application"),
        ("question" = String, Path, description = "The key of the question", example = "safeguarding_policy"),
        ("name" = String, Query, description = "What it is called. Its ending says what it is", example = "policy.pdf"),
        ("If-Match" = String, Header, description = "The ETag that was read"),
    ),
    responses(
        (status = 200, description = "The application as it is now", body = PlacementView),
        (status = 404, description = "Not there, or not yours to know", body = Problem),
        (status = 409, description = "It was submitted", body = Problem),
        (status = 412, description = "Changed since it was read", body = Problem),
        (status = 413, description = "Too many bytes", body = Problem),
        (status = 422, description = "The question takes no file, or none like this", body = Problem),
        (status = 428, description = "No If-Match", body = Problem),
    )
)]
#[put("/placements/{id}/answers/{question}/file")]
async fn hand_in_answer(
    path: web::Path<(PlacementId, String)>,
    (caller, request, named, body): SentFile,
) -> Result<HttpResponse, Problem> {
    let (id, question) = path.into_inner();
    let at = At { id, version: version_read(&request)? };
    let question = key_of(&question)?;
    let name = name_of(named.name.as_deref()).map_err(Refused::from)?;
    let bytes = whole(body).await?;
    let attached = move |market: &marketplace::Market, by: &domain::Actor| {
        market.write(|work| {
            let placement = placements::attach(work, by, at, &question, &name, &bytes)?;
            answered(work, by, placement)
        })
    };
    Ok(caller.run(attached).await?.answer().into())
}

/// Show the file that answers a question: as bytes to be saved, never to be shown as a page.
#[utoipa::path(
    tag = "placements",
    params(
        ("id" = PlacementId, Path, description = "Which application"),
        ("question" = String, Path, description = "The key of the question", example = "safeguarding_policy"),
    ),
    responses(
        (status = 200, description = "The bytes", body = String, content_type = "application/octet-stream"),
        (status = 404, description = "Not there, or not yours to know", body = Problem),
    )
)]
#[get("/placements/{id}/answers/{question}/file")]
async fn show_answered_file(
    caller: Caller,
    path: web::Path<(PlacementId, String)>,
) -> Result<HttpResponse, Problem> {
    let (id, question) = path.into_inner();
    let question = key_of(&question)?;
    let (file, bytes) = caller.read(move |work, by| placements::attachment(work, by, id, &question)).await?;
    Ok(saved(&file.name, bytes))
}

/// What is left before an application can be sent.
#[derive(Debug, Serialize, ToSchema)]
pub struct LeftToSendView {
    /// Everything that keeps it from being sent, as the problem with which sending is refused says it. Empty: it can be
    /// sent, or was.
    reasons: Vec<ReasonView>,
}

/// Say everything that keeps an application from being sent, where submitting it refuses with the first.
#[utoipa::path(
    tag = "placements",
    operation_id = "show_left_to_send",
    params(("id" = PlacementId, Path, description = "Which application")),
    responses(
        (status = 200, description = "What is left", body = LeftToSendView),
        (status = 404, description = "Not there, or not yours to know", body = Problem),
    )
)]
#[get("/placements/{id}/left-to-send")]
async fn show_what_is_left(caller: Caller, id: web::Path<PlacementId>) -> Result<HttpResponse, Problem> {
    let id = id.into_inner();
    let left = caller.read(move |work, by| placements::left_to_send(work, by, id)).await?;
    let view = LeftToSendView { reasons: left.into_iter().map(Into::into).collect() };
    Ok(Answer::ok(&view).into())
}
