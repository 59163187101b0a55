//! The Standard over HTTP. It is public; its next version goes through the board (`standard_proposals`).

use crate::door::{Answer, Caller, Problem};
use actix_web::{HttpResponse, get, web};
use domain::accreditation::{Standard, StandardDefinition};
use marketplace::accreditation;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) fn routes(config: &mut ServiceConfig<'_>) {
    config.service(list_standards).service(show_standard);
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
