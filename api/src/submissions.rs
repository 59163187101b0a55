//! What was submitted as an application to a lot, for ever.

use crate::door::{Answer, Caller, Problem};
use actix_web::{HttpResponse, get, web};
use domain::PlacementId;
use marketplace::placements::{self, KeptSubmission, Submission};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) fn routes(config: &mut ServiceConfig<'_>) {
    config.service(show_submission);
}

/// What was submitted.
#[derive(Debug, Serialize, ToSchema)]
pub struct SubmissionView {
    /// SHA-256 of `document`, in hexadecimal.
    #[schema(example = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")]
    sha256: String,
    /// JSON, byte for byte as it was kept when it was submitted.
    document: String,
    /// The same, read.
    submission: Submission,
}

/// Show exactly what was submitted, with the questions as they were asked.
#[utoipa::path(
    tag = "placements",
    operation_id = "show_submission",
    params(("id" = PlacementId, Path, description = "The application")),
    responses(
        (status = 200, description = "What was submitted", body = SubmissionView),
        (status = 404, description = "Not there, not yours to know, or nothing was submitted yet", body = Problem),
    )
)]
#[get("/placements/{id}/submission")]
async fn show_submission(caller: Caller, id: web::Path<PlacementId>) -> Result<HttpResponse, Problem> {
    let id = id.into_inner();
    let kept = caller.read(move |work, by| placements::submission(work, by, id)).await?;
    let KeptSubmission { sha256, document, submission } = kept;
    Ok(Answer::ok(&SubmissionView { sha256, document, submission }).into())
}
