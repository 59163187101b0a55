//! Evidence over HTTP: files handed in, what was copied looked at again, and what exactly was sent.

use crate::accreditation::{AccreditationView, answered};
use crate::door::{Answer, Asked, Caller, NoBody, Problem, version_read};
use crate::files::{NameQuery, SentFile, saved, whole};
use actix_web::{HttpResponse, delete, get, post, web};
use domain::accreditation::{Accreditation, CriterionId, Submission};
use domain::values::Sha256;
use domain::{AccreditationId, Actor, Refused, Timestamp};
use marketplace::accreditation;
use marketplace::{At, Market, Work};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(hand_in_evidence_file)
        .service(show_evidence_file)
        .service(take_back_evidence_file)
        .service(review_evidence)
        .service(list_accreditation_submissions)
        .service(show_accreditation_submission);
}

fn criterion_of(text: &str) -> Result<CriterionId, Problem> {
    text.parse().map_err(|_| Problem::no_such_address())
}

fn hash_of(text: &str) -> Result<Sha256, Problem> {
    text.parse().map_err(|_| Problem::no_such_address())
}

/// Hand a file in as evidence: a PDF, an OpenDocument file, a PNG or a JPEG of at most 20 MB.
///
/// What it is, its bytes say. Up to ten for a criterion, until the application is submitted or while an answer is awaited.
#[utoipa::path(
    tag = "accreditation",
    request_body(content = String, content_type = "application/octet-stream", description = "The file's bytes"),
    params(
        ("id" = AccreditationId, Path, description = "Which application"),
        ("criterion" = String, Path, description = "The number of the criterion"),
        NameQuery,
        ("If-Match" = String, Header, description = "The ETag that was read"),
    ),
    responses(
        (status = 201, description = "The application as it is now", body = AccreditationView),
        (status = 404, description = "Not there, or not yours to know", body = Problem),
        (status = 409, description = "Evidence can no longer be changed, or there are ten files", body = Problem),
        (status = 412, description = "Changed since it was read", body = Problem),
        (status = 413, description = "Too many bytes", body = Problem),
        (status = 422, description = "No file that is taken", body = Problem),
        (status = 428, description = "No If-Match", body = Problem),
    )
)]
#[post("/accreditations/{id}/evidence/{criterion}/files")]
async fn hand_in_evidence_file(
    path: web::Path<(AccreditationId, String)>,
    sent: SentFile,
) -> Result<HttpResponse, Problem> {
    let (id, criterion) = path.into_inner();
    take_file((id, criterion_of(&criterion)), sent, accreditation::hand_in).await
}

/// Puts a file that is sent into an application, by the use case that takes it to its place there. Whether there is such a
/// place is said after whether the request is one.
pub(crate) async fn take_file<P: Send + 'static>(
    (id, place): (AccreditationId, Result<P, Problem>),
    (caller, request, named, body): SentFile,
    take: impl Fn(
        &mut Work<'_, '_>,
        &Actor,
        At<AccreditationId>,
        &P,
        (&str, &[u8]),
    ) -> Result<Accreditation, Refused>
    + Send
    + 'static,
) -> Result<HttpResponse, Problem> {
    let version = version_read(&request)?;
    let place = place?;
    let bytes = whole(body).await?;
    let taken = move |market: &Market, by: &Actor| {
        market.write(|work| {
            let name = named.name.as_deref().unwrap_or_default();
            let case = take(work, by, At { id, version }, &place, (name, &bytes))?;
            answered(work, by, case)
        })
    };
    let view = caller.run(taken).await?;
    let address = format!("/api/v1/accreditations/{id}");
    Ok(Answer::created(address, &view).at_version(view.version()).into())
}

/// Show a file that was handed in as evidence: as bytes to be saved, never to be shown as a page.
#[utoipa::path(
    tag = "accreditation",
    params(
        ("id" = AccreditationId, Path, description = "Which application"),
        ("sha256" = String, Path, description = "The hash of the file"),
    ),
    responses(
        (status = 200, description = "The bytes", body = String, content_type = "application/octet-stream"),
        (status = 404, description = "Not there, or not yours to know", body = Problem),
    )
)]
#[get("/accreditations/{id}/files/{sha256}")]
async fn show_evidence_file(
    caller: Caller,
    path: web::Path<(AccreditationId, String)>,
) -> Result<HttpResponse, Problem> {
    let (id, sha256) = path.into_inner();
    let sha256 = hash_of(&sha256)?;
    let (file, bytes) =
        caller.read(move |work, by| accreditation::evidence_kept(work, by, id, &sha256)).await?;
    Ok(saved(&file.name, bytes))
}

/// Take a file back that was handed in. What was sent before keeps it.
#[utoipa::path(
    tag = "accreditation",
    params(
        ("id" = AccreditationId, Path, description = "Which application"),
        ("criterion" = String, Path, description = "The number of the criterion"),
        ("sha256" = String, Path, description = "The hash of the file"),
        ("If-Match" = String, Header, description = "The ETag that was read"),
    ),
    responses(
        (status = 200, description = "The application as it is now", body = AccreditationView),
        (status = 404, description = "Not there, or not yours to know", body = Problem),
        (status = 409, description = "Evidence can no longer be changed", body = Problem),
        (status = 412, description = "Changed since it was read", body = Problem),
        (status = 428, description = "No If-Match", body = Problem),
    )
)]
#[delete("/accreditations/{id}/evidence/{criterion}/files/{sha256}")]
async fn take_back_evidence_file(
    asked: Asked<NoBody>,
    path: web::Path<(AccreditationId, String, String)>,
) -> Result<HttpResponse, Problem> {
    let version = asked.version()?;
    let (_, asked) = asked.open();
    let (id, criterion, sha256) = path.into_inner();
    let (criterion, sha256) = (criterion_of(&criterion)?, hash_of(&sha256)?);
    let at = At { id, version };
    asked
        .write(
            move |work, by| {
                let case = accreditation::take_back(work, by, at, &criterion, &sha256)?;
                answered(work, by, case)
            },
            AccreditationView::answer,
        )
        .await
}

/// Say that evidence which was copied from an earlier application is still true.
#[utoipa::path(
    tag = "accreditation",
    request_body = NoBody,
    params(
        ("id" = AccreditationId, Path, description = "Which application"),
        ("criterion" = String, Path, description = "The number of the criterion"),
        ("If-Match" = String, Header, description = "The ETag that was read"),
    ),
    responses(
        (status = 200, description = "The application as it is now", body = AccreditationView),
        (status = 404, description = "Not there, or not yours to know", body = Problem),
        (status = 409, description = "It does not wait to be looked at", body = Problem),
        (status = 412, description = "Changed since it was read", body = Problem),
        (status = 428, description = "No If-Match", body = Problem),
    )
)]
#[post("/accreditations/{id}/evidence/{criterion}/review")]
async fn review_evidence(
    asked: Asked<NoBody>,
    path: web::Path<(AccreditationId, String)>,
) -> Result<HttpResponse, Problem> {
    let version = asked.version()?;
    let (_, asked) = asked.open();
    let (id, criterion) = path.into_inner();
    let criterion = criterion_of(&criterion)?;
    let at = At { id, version };
    asked
        .write(
            move |work, by| {
                let case = accreditation::still_true(work, by, at, &criterion)?;
                answered(work, by, case)
            },
            AccreditationView::answer,
        )
        .await
}

/// One sending of an application.
#[derive(Debug, Serialize, ToSchema)]
struct SubmissionLine {
    /// Which time: 1 is the submission, each answer is one more.
    #[schema(example = 1)]
    number: u32,
    at: Timestamp,
    /// The hash of what was sent, as the event log has it.
    sha256: Sha256,
}

/// Every sending of an application, oldest first.
#[derive(Debug, Serialize, ToSchema)]
struct AccreditationSubmissionsView {
    items: Vec<SubmissionLine>,
}

/// List what was sent with an application: the submission, and again with each answer.
#[utoipa::path(
    tag = "accreditation",
    params(("id" = AccreditationId, Path, description = "Which application")),
    responses(
        (status = 200, description = "Every sending, oldest first", body = AccreditationSubmissionsView),
        (status = 404, description = "Not there, or not yours to know", body = Problem),
    )
)]
#[get("/accreditations/{id}/submissions")]
async fn list_accreditation_submissions(
    caller: Caller,
    id: web::Path<AccreditationId>,
) -> Result<HttpResponse, Problem> {
    caller
        .show(
            move |work, by| {
                let kept = accreditation::submissions(work, by, id.into_inner())?.into_iter();
                let items = kept.map(|it| SubmissionLine { number: it.number, at: it.at, sha256: it.sha256 });
                Ok(AccreditationSubmissionsView { items: items.collect() })
            },
            Answer::ok,
        )
        .await
}

/// What was sent.
#[derive(Debug, Serialize, ToSchema)]
struct AccreditationSubmissionView {
    /// The SHA-256 of `text`, as the event log has it.
    sha256: Sha256,
    /// The very text that is kept and was hashed.
    text: String,
    /// The same, read.
    submission: Submission,
}

/// Show exactly what was sent. It never changes.
#[utoipa::path(
    tag = "accreditation",
    params(
        ("id" = AccreditationId, Path, description = "Which application"),
        ("number" = u32, Path, description = "Which time, from 1"),
    ),
    responses(
        (status = 200, description = "What was sent", body = AccreditationSubmissionView),
        (status = 404, description = "Not there, or not yours to know", body = Problem),
    )
)]
#[get("/accreditations/{id}/submissions/{number}")]
async fn show_accreditation_submission(
    caller: Caller,
    path: web::Path<(AccreditationId, u32)>,
) -> Result<HttpResponse, Problem> {
    let (id, number) = path.into_inner();
    caller
        .show(
            move |work, by| {
                let accreditation::Sent { submission, text, sha256 } =
                    accreditation::submission(work, by, id, number)?;
                Ok(AccreditationSubmissionView { sha256, text, submission })
            },
            Answer::ok,
        )
        .await
}
