//! Exactly what was submitted, to be read and printed.

use crate::door::parts::{heading_of, link_line, section, small, text, written};
use crate::door::{Outcome, Page, SignedIn, download};
use crate::words::{registered_as, when};
use actix_web::web::{Path, ServiceConfig};
use actix_web::{HttpResponse, get};
use domain::PlacementId;
use domain::frameworks::questions::Answer;
use domain::placements::Placement;
use marketplace::frameworks;
use marketplace::placements::{self, Answered, KeptDocument, Submission};
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
        Answer::Until(lasts) => text(crate::words::day(lasts.until)),
        Answer::File(file) => {
            Markup::joined([text(file.name.to_string()), small(format!("SHA-256 {}", file.sha256))])
        }
    }
}

/// How anyone can tell that a copy is true.
pub(super) fn is_it_true(sha256: &str, address: &str) -> Markup {
    let hash = Markup::trusted(format!(
        "<p class=\"govuk-body\">Its SHA-256 is <code class=\"app-hash\">{}</code></p>",
        ui::Content::from(sha256)
    ));
    let kept = link_line("Download the document as it is kept (JSON)", address);
    Markup::joined([section("Is this copy true?"), kept, hash])
}

fn page(id: PlacementId, kept: &KeptDocument<Submission>, of: &str) -> Page {
    let it = &kept.says;
    let title = "What was submitted";
    let list = |items: &[String]| {
        if items.is_empty() { "None".to_owned() } else { items.join(", ") }
    };
    let facts = [
        SummaryRow::new("Provider", it.provider.as_str()),
        SummaryRow::new("In registers as", registered_as(&it.identifiers)),
        SummaryRow::new("Partners", list(&it.partners)),
        SummaryRow::new("Framework and lot", format!("{of}; version {}", it.framework_version)),
        SummaryRow::new("Submitted", when(it.submitted_at)),
    ];
    let list_of = |answers: &[Answered]| -> Markup {
        let rows = answers.iter().map(|it| SummaryRow::new(it.question.as_str(), answer_said(it)));
        super::case::long_questions(rows)
    };
    let mut parts = vec![
        heading_of(&it.provider, title),
        text(
            "This is the application as it was sent, with the questions as they were asked then. It is never changed.",
        ),
        SummaryList::new(facts).into(),
        section("Answers"),
        list_of(&it.answers),
    ];
    for declared in &it.declaration {
        parts.push(section(&format!("Declaration: {}", declared.title)));
        parts.push(list_of(&declared.answers));
        parts.extend(declared.confirmed_at.map(|at| text(format!("Confirmed at {}.", when(at)))));
    }
    parts.push(is_it_true(&kept.sha256, &format!("/placements/{id}/submission.json")));
    Page::new(title, parts).back(format!("/placements/{id}"))
}

#[get("/placements/{id}/submission")]
async fn show(visit: SignedIn, id: Path<PlacementId>) -> Outcome {
    let id = id.into_inner();
    let (kept, of) = visit
        .read(move |work, by| {
            let kept = placements::submission(work, by, id)?;
            let placement = work.find::<Placement>(id)?;
            let lots = frameworks::lot_names(work, [placement.framework.clone()])?;
            Ok((kept, lots.of(&placement.framework, &placement.lot)))
        })
        .await?;
    Ok(visit.show(page(id, &kept, &of)))
}

#[get("/placements/{id}/submission.json")]
async fn document(visit: SignedIn, id: Path<PlacementId>) -> Result<HttpResponse, crate::door::Answer> {
    let id = id.into_inner();
    let kept = visit.read(move |work, by| placements::submission(work, by, id)).await?;
    Ok(download("submission.json", kept.document.into_bytes()))
}
