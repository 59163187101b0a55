//! What was submitted as an application to a lot, and what was signed, for ever.

use crate::door::{Answer, Caller, Problem};
use actix_web::{HttpResponse, get, web};
use domain::PlacementId;
use marketplace::placements::{self, Agreement, KeptDocument, Submission};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) fn routes(config: &mut ServiceConfig<'_>) {
    config.service(show_submission).service(show_agreement);
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
    let KeptDocument { sha256, document, says: submission } = kept;
    Ok(Answer::ok(&SubmissionView { sha256, document, submission }).into())
}

/// What both sides signed.
#[derive(Debug, Serialize, ToSchema)]
pub struct AgreementView {
    /// SHA-256 of `document`, in hexadecimal.
    #[schema(example = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")]
    sha256: String,
    /// JSON, byte for byte as it was kept when it was countersigned.
    document: String,
    /// The same, read.
    agreement: Agreement,
}

impl AgreementView {
    pub(crate) fn of(kept: KeptDocument<Agreement>) -> Self {
        let KeptDocument { sha256, document, says: agreement } = kept;
        Self { sha256, document, agreement }
    }
}

/// Show what both sides signed: for whom, by whom, when, and the hash of what was submitted.
#[utoipa::path(
    tag = "placements",
    operation_id = "show_agreement",
    params(("id" = PlacementId, Path, description = "The placement")),
    responses(
        (status = 200, description = "What was signed", body = AgreementView),
        (status = 404, description = "Not there, not yours to know, or not countersigned yet", body = Problem),
    )
)]
#[get("/placements/{id}/agreement")]
async fn show_agreement(caller: Caller, id: web::Path<PlacementId>) -> Result<HttpResponse, Problem> {
    let id = id.into_inner();
    let kept = caller.read(move |work, by| placements::agreement(work, by, id)).await?;
    Ok(Answer::ok(&AgreementView::of(kept)).into())
}
