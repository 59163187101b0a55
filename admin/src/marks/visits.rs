//! The report of a visit: its files, and adding one.

use super::case::{Case, case};
use crate::door::parts::{bullets, file_form, heading_of, hidden, link, send, text, written};
use crate::door::{Asking, Outcome, Page, Sent, SignedIn, Stop, Typed, VERSION, Visit};
use crate::words::day;
use actix_web::web::{Path, ServiceConfig};
use actix_web::{get, post};
use domain::accreditation::{MOST_FILES, SiteVisit, State};
use domain::values::FileReference;
use domain::{AccreditationId, FieldError, FieldErrors, Refused};
use marketplace::{At, accreditation};
use serde::Deserialize;
use ui::Markup;

pub(super) fn routes(config: &mut ServiceConfig) {
    config.service(show).service(add);
}

/// A file to go with a report.
pub(super) fn file_field(asking: &Asking<'_>, label: &str) -> Markup {
    let hint = "A photograph, or notes that were signed: a PDF, OpenDocument file, PNG or JPEG of at most 20 MB. The provider reads it once something is decided";
    let accept = ".pdf,.odt,.ods,.odp,.odg,.png,.jpg,.jpeg".to_owned();
    asking.ask("file", label).hint(hint).file().attributes([("accept", accept)]).into()
}

/// The files of a report.
pub(super) fn files_said(id: AccreditationId, files: &[FileReference]) -> Markup {
    bullets(files.iter().map(|file| link(file.name.as_str(), &format!("/marks/{id}/files/{}", file.sha256))))
}

/// Whether whoever looks may add a file to a report.
pub(super) fn may_add(case: &Case, visit: &SiteVisit) -> bool {
    let is_judged = case.case.state == State::UnderAssessment;
    case.is_assessor && is_judged && visit.files.len() < MOST_FILES
}

fn page(visit: &Visit, case: &Case, place: usize, report: &SiteVisit, mistakes: &[FieldError]) -> Page {
    let here = format!("/marks/{}/visits/{place}", case.case.id);
    let mut parts = vec![
        heading_of(case.provider.name.as_str(), &format!("Visit to {} on {}", report.place, day(report.on))),
        written(report.seen.as_str()),
    ];
    parts.push(match report.files.as_slice() {
        [] => text("No file goes with this report yet."),
        files => files_said(case.case.id, files),
    });
    if may_add(case, report) {
        let typed = Typed::default();
        let version = hidden(VERSION, &case.case.version.to_string());
        let fields =
            [version, file_field(&Asking::of(&typed, mistakes), "Add a file"), send("Add the file").into()];
        parts.push(file_form(visit, &here, fields));
    }
    Page::new("Report of a visit", parts).back(format!("/marks/{}", case.case.id))
}

#[get("/marks/{id}/visits/{place}")]
async fn show(visit: SignedIn, path: Path<(AccreditationId, usize)>) -> Outcome {
    let (id, place) = path.into_inner();
    let case = case(&visit, id).await?;
    let report = case.case.assessment.visits.get(place).ok_or_else(|| visit.stop(Stop::NotFound))?;
    Ok(visit.show(page(&visit, &case, place, report, &[])))
}

/// A form of which only the file counts.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct NothingTyped {}

#[post("/marks/{id}/visits/{place}")]
async fn add(mut sent: Sent, path: Path<(AccreditationId, usize)>) -> Outcome {
    let (id, place) = path.into_inner();
    let at = At { id, version: sent.version };
    let file = sent.file.take();
    let chosen =
        move |_: NothingTyped| file.ok_or_else(|| FieldErrors::one("/file", "required", "Choose a file"));
    let done = sent
        .act(chosen, move |work, by, file| -> Result<_, Refused> {
            accreditation::add_to_visit(work, by, at, place, (&file.name, &file.bytes))
        })
        .await;
    match done {
        Ok(_) => Ok(sent.visit.go(format!("/marks/{id}/visits/{place}"), "The file is with the report.")),
        Err(rejected) => {
            let case = case(&sent.visit, id).await?;
            let report = case.case.assessment.visits.get(place);
            let report = report.ok_or_else(|| sent.visit.stop(Stop::NotFound))?;
            rejected.on(&sent.visit, |mistakes| page(&sent.visit, &case, place, report, mistakes))
        }
    }
}
