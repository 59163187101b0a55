//! Files with the report of a visit, over HTTP. They are read as evidence is.

use crate::accreditation::AccreditationView;
use crate::door::Problem;
use crate::evidence::take_file;
use crate::files::{NameQuery, SentFile};
use actix_web::{HttpResponse, post, web};
use domain::AccreditationId;
use marketplace::accreditation;
use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) fn routes(config: &mut ServiceConfig<'_>) {
    config.service(add_file_to_visit);
}

/// Add a file to the report of a visit: a PDF, an OpenDocument file, a PNG or a JPEG of at most 20 MB.
///
/// What it is, its bytes say. Up to ten for a report, while the application is under assessment.
#[utoipa::path(
    tag = "accreditation",
    request_body(content = String, content_type = "application/octet-stream", description = "The file's bytes"),
    params(
        ("id" = AccreditationId, Path, description = "Which application"),
        ("visit" = usize, Path, description = "The place of the report in the list of visits, from 0"),
        NameQuery,
        ("If-Match" = String, Header, description = "The ETag that was read"),
    ),
    responses(
        (status = 201, description = "The application as it is now", body = AccreditationView),
        (status = 403, description = "Not for this role", body = Problem),
        (status = 404, description = "Not there, or not yours to know", body = Problem),
        (status = 409, description = "Not yours to assess now, or there are ten files", body = Problem),
        (status = 412, description = "Changed since it was read", body = Problem),
        (status = 413, description = "Too many bytes", body = Problem),
        (status = 422, description = "No file that is taken, or no such report", body = Problem),
        (status = 428, description = "No If-Match", body = Problem),
    )
)]
#[post("/accreditations/{id}/visits/{visit}/files")]
async fn add_file_to_visit(
    path: web::Path<(AccreditationId, String)>,
    sent: SentFile,
) -> Result<HttpResponse, Problem> {
    let (id, visit) = path.into_inner();
    let visit = visit.parse::<usize>().map_err(|_| Problem::no_such_address());
    take_file((id, visit), sent, |work, by, at, visit, file| {
        accreditation::add_to_visit(work, by, at, *visit, file)
    })
    .await
}
