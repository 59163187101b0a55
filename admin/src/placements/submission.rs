//! Exactly what was submitted, to be read and printed.

use crate::door::parts::{heading_of, section, small, text, written};
use crate::door::{Outcome, Page, SignedIn, download};
use crate::words::when;
use actix_web::web::{Path, ServiceConfig};
use actix_web::{HttpResponse, get};
use domain::PlacementId;
use domain::frameworks::questions::Answer;
use marketplace::placements::{self, Answered, KeptSubmission};
use ui::Markup;
use ui::components::{SummaryList, SummaryRow};

pub(super) fn routes(config: &mut ServiceConfig) {
    config.service(document).service(show);
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
        Answer::File(file) => {
            Markup::joined([text(file.name.to_string()), small(format!("SHA-256 {}", file.sha256))])
        }
    }
}

fn page(id: PlacementId, kept: &KeptSubmission) -> Page {
    let it = &kept.submission;
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
    let address = format!("/placements/{id}/submission.json");
    let parts = [
        heading_of(&it.provider, title),
        text(
            "This is the application as it was sent, with the questions as they were asked then. It is never changed.",
        ),
        SummaryList::new(facts).into(),
        section("Answers"),
        SummaryList::new(answers.collect::<Vec<_>>()).into(),
        section("Is this copy true?"),
        text(crate::door::parts::link("Download the document as it is kept (JSON)", &address)),
        Markup::trusted(format!(
            "<p class=\"govuk-body\">Its SHA-256 is <code class=\"app-hash\">{}</code></p>",
            ui::Content::from(kept.sha256.as_str())
        )),
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
