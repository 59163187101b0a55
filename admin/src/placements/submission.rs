//! Exactly what was submitted, and what was signed, to be read and printed.

use crate::door::parts::{heading_of, link_line, section, small, text, written};
use crate::door::{Outcome, Page, SignedIn, download};
use crate::words::when;
use actix_web::web::{Path, ServiceConfig};
use actix_web::{HttpResponse, get};
use domain::PlacementId;
use domain::frameworks::questions::Answer;
use marketplace::placements::{self, Agreement, Answered, KeptDocument, Submission};
use ui::Markup;
use ui::components::{SummaryList, SummaryRow};

pub(super) fn routes(config: &mut ServiceConfig) {
    config.service(document).service(show).service(signed_document).service(show_signed);
}

fn answer_said(answered: &Answered) -> Markup {
    if !answered.chosen.is_empty() {
        return crate::door::parts::bullets(answered.chosen.iter().map(String::as_str));
    }
    match &answered.answer {
        Answer::YesNo(true) => text("Yes"),
        Answer::YesNo(false) => text("No"),
        Answer::Number(number) => text(number.to_string()),
        Answer::Text(words) => written(words),
        Answer::Choices(chosen) => crate::door::parts::bullets(chosen.iter().map(String::as_str)),
        Answer::Money(pence) => text(format!("£{}.{:02}", pence.pence / 100, pence.pence % 100)),
        Answer::Until(lasts) => text(crate::words::day(lasts.until)),
        Answer::File(file) => {
            Markup::joined([text(file.name.to_string()), small(format!("SHA-256 {}", file.sha256))])
        }
    }
}

/// How anyone can tell that a copy is true.
fn is_it_true(sha256: &str, address: &str) -> Markup {
    let hash = Markup::trusted(format!(
        "<p class=\"govuk-body\">Its SHA-256 is <code class=\"app-hash\">{}</code></p>",
        ui::Content::from(sha256)
    ));
    let kept = link_line("Download the document as it is kept (JSON)", address);
    Markup::joined([section("Is this copy true?"), kept, hash])
}

fn page(id: PlacementId, kept: &KeptDocument<Submission>) -> Page {
    let it = &kept.says;
    let title = "What was submitted";
    let list = |items: &[String]| {
        if items.is_empty() { "None".to_owned() } else { items.join(", ") }
    };
    let facts = [
        SummaryRow::new("Provider", it.provider.as_str()),
        SummaryRow::new("In registers as", list(&it.identifiers)),
        SummaryRow::new("Partners", list(&it.partners)),
        SummaryRow::new("Framework", format!("{}, version {}", it.framework, it.framework_version)),
        SummaryRow::new("Lot", it.lot.as_str()),
        SummaryRow::new("Submitted", when(it.submitted_at)),
    ];
    let answers =
        it.answers.iter().map(|answered| SummaryRow::new(answered.question.as_str(), answer_said(answered)));
    let parts = [
        heading_of(&it.provider, title),
        text(
            "This is the application as it was sent, with the questions as they were asked then. It is never changed.",
        ),
        SummaryList::new(facts).into(),
        section("Answers"),
        SummaryList::new(answers.collect::<Vec<_>>()).into(),
        is_it_true(&kept.sha256, &format!("/placements/{id}/submission.json")),
    ];
    Page::new(title, parts).back(format!("/placements/{id}"))
}

#[get("/placements/{id}/submission")]
async fn show(visit: SignedIn, id: Path<PlacementId>) -> Outcome {
    let id = id.into_inner();
    let kept = visit.read(move |work, by| placements::submission(work, by, id)).await?;
    Ok(visit.show(page(id, &kept)))
}

#[get("/placements/{id}/submission.json")]
async fn document(visit: SignedIn, id: Path<PlacementId>) -> Result<HttpResponse, crate::door::Answer> {
    let id = id.into_inner();
    let kept = visit.read(move |work, by| placements::submission(work, by, id)).await?;
    Ok(download("submission.json", kept.document.into_bytes()))
}

fn signed_page(id: PlacementId, kept: &KeptDocument<Agreement>) -> Page {
    let it = &kept.says;
    let title = "The agreement";
    let reference = it.reference.as_ref().map_or_else(String::new, |reference| format!(" ({reference})"));
    let facts = [
        SummaryRow::new(
            "Framework",
            format!("{}{reference}, version {}", it.framework, it.framework_version),
        ),
        SummaryRow::new("Regime", it.regime.as_str()),
        SummaryRow::new("Lot", it.lot.as_str()),
        SummaryRow::new("Provider", it.provider.as_str()),
        SummaryRow::new("In registers as", it.identifiers.join(", ")),
        SummaryRow::new("Signed for the provider", format!("{}, {}", it.signed_by, it.role)),
        SummaryRow::new("By the authority of", it.authority.as_str()),
        SummaryRow::new("Signed at", when(it.signed_at)),
        SummaryRow::new("Countersigned for the authority at", when(it.countersigned_at)),
        SummaryRow::new("SHA-256 of what was submitted", it.submission_sha256.clone().unwrap_or_default()),
    ];
    let parts = [
        heading_of(&it.provider, title),
        text(
            "This is what both sides signed. It is never changed. Print it, or save it as PDF, from your browser.",
        ),
        SummaryList::new(facts).into(),
        is_it_true(&kept.sha256, &format!("/placements/{id}/agreement.json")),
    ];
    Page::new(title, parts).back(format!("/placements/{id}"))
}

#[get("/placements/{id}/agreement")]
async fn show_signed(visit: SignedIn, id: Path<PlacementId>) -> Outcome {
    let id = id.into_inner();
    let kept = visit.read(move |work, by| placements::agreement(work, by, id)).await?;
    Ok(visit.show(signed_page(id, &kept)))
}

#[get("/placements/{id}/agreement.json")]
async fn signed_document(
    visit: SignedIn,
    id: Path<PlacementId>,
) -> Result<HttpResponse, crate::door::Answer> {
    let id = id.into_inner();
    let kept = visit.read(move |work, by| placements::agreement(work, by, id)).await?;
    Ok(download("agreement.json", kept.document.into_bytes()))
}
