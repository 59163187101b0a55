//! The Standard over HTTP. It is public; versions are loaded by who runs it.

use crate::door::{Answer, Asked, Caller, Problem};
use actix_web::{HttpResponse, get, post, web};
use domain::accreditation::{Standard, StandardDefinition, StandardDraft};
use marketplace::accreditation;
use marketplace::frameworks::Loaded;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) fn routes(config: &mut ServiceConfig<'_>) {
    config.service(list_standards).service(load_standard).service(show_standard);
}

/// A version of the Standard in a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct StandardSummary {
    #[schema(example = 1)]
    number: u32,
    title: String,
    title_cy: String,
    #[schema(example = "2026-06-01")]
    in_force_from: String,
    in_force: bool,
    criteria: usize,
}

/// Every version of the Standard, newest first.
#[derive(Debug, Serialize, ToSchema)]
pub struct Standards {
    items: Vec<StandardSummary>,
}

fn address(standard: &Standard) -> String {
    format!("/api/v1/standards/{}", standard.definition.number)
}

/// List the versions of the Standard, newest first.
#[utoipa::path(
    security(()),
    tag = "standards",
    responses((status = 200, description = "Every version", body = Standards))
)]
#[get("/standards")]
async fn list_standards(caller: Caller) -> Result<HttpResponse, Problem> {
    caller
        .show(
            |work, _| {
                let now = work.now();
                let summary = |Standard { definition, .. }: Standard| StandardSummary {
                    number: definition.number,
                    title: definition.title.to_string(),
                    title_cy: definition.title_cy.to_string(),
                    in_force_from: definition.in_force_from.to_string(),
                    in_force: definition.is_in_force(now),
                    criteria: definition.criteria.len(),
                };
                let items = accreditation::standards(work)?.into_iter().map(summary).collect();
                Ok(Standards { items })
            },
            Answer::ok,
        )
        .await
}

/// Load a version of the Standard. A version never changes once loaded.
#[utoipa::path(
    tag = "standards",
    request_body = StandardDraft,
    params(("Idempotency-Key" = Option<String>, Header, description = "The same key and body: the same answer")),
    responses(
        (status = 200, description = "It was there already", body = StandardDefinition),
        (status = 201, description = "Loaded", body = StandardDefinition),
        (status = 403, description = "Not for this role", body = Problem),
        (status = 409, description = "Another content has this version", body = Problem),
        (status = 422, description = "Fields cannot be what was sent", body = Problem),
    )
)]
#[post("/standards")]
async fn load_standard(asked: Asked<StandardDraft>) -> Result<HttpResponse, Problem> {
    let (draft, asked) = asked.open();
    let definition = draft.parse()?;
    asked
        .write(
            move |work, by| accreditation::load_standard(work, by, definition.clone()),
            |(standard, loaded)| match loaded {
                Loaded::Unchanged => Answer::ok(&standard.definition),
                Loaded::New => Answer::created(address(standard), &standard.definition),
            },
        )
        .await
}

/// Show a version of the Standard: its criteria, the evidence they want, and their measures.
#[utoipa::path(
    security(()),
    tag = "standards",
    params(("number" = u32, Path, description = "The version", example = 1)),
    responses(
        (status = 200, description = "The version", body = StandardDefinition),
        (status = 404, description = "No such version", body = Problem),
    )
)]
#[get("/standards/{number}")]
async fn show_standard(caller: Caller, number: web::Path<u32>) -> Result<HttpResponse, Problem> {
    caller
        .show(
            move |work, _| accreditation::standard(work, number.into_inner()),
            |standard| Answer::ok(&standard.definition),
        )
        .await
}
