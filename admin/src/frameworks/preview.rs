//! A lot of a draft as applicants will see its questions. Nothing that is typed here is sent.

use super::draft::{faults_in, load, path};
use crate::door::parts::{heading_of, section, text, written};
use crate::door::{Asking, Notice, Outcome, Page, SignedIn, Stop, Typed};
use crate::words::count;
use actix_web::get;
use actix_web::web::{Path, ServiceConfig};
use domain::FrameworkRevisionId;
use domain::frameworks::FrameworkDraft;
use ui::components::{InsetText, SummaryList, SummaryRow};

pub(super) fn routes(config: &mut ServiceConfig) {
    config.service(show);
}

#[get("/authority/framework-drafts/{id}/preview/{place}")]
async fn show(visit: SignedIn, at: Path<(FrameworkRevisionId, usize)>) -> Outcome {
    let (id, place) = at.into_inner();
    let revision = load(&visit, id).await?;
    if place >= revision.content.lots.len() {
        return Err(visit.stop(Stop::NotFound));
    }
    let Ok(definition) = FrameworkDraft::parse(revision.content.clone()) else {
        let many = faults_in(&revision, "").len();
        let what = count(many, "thing", "things");
        let said = format!("It cannot be looked at yet: {what} to put right first.");
        return Ok(visit.go(path(id), Notice::not_done(said)));
    };
    let lot = &definition.lots[place];
    let pages = lot.questions.len();
    let mut parts = vec![
        heading_of(&format!("{}, lot {}", definition.name, lot.number), lot.title.as_str()),
        InsetText::new("This is a preview. Applicants see each question on a page of its own; nothing that you type here is kept.").into(),
        written(lot.summary.as_str()),
        SummaryList::new([
            SummaryRow::new("Questions", pages.to_string()),
            SummaryRow::new("Required", lot.questions.iter().filter(|question| question.required).count().to_string()),
        ])
        .into(),
    ];
    let typed = Typed::default();
    let asking = Asking::of(&typed, &[]);
    for (number, question) in lot.questions.iter().enumerate() {
        parts.push(section(&format!("Question {} of {pages}", number + 1)));
        parts.push(crate::placements::question_field(&asking, question));
        if !question.required {
            parts.push(text("It may be left empty."));
        }
    }
    Ok(visit.show(Page::new(lot.title.to_string(), parts).back(path(id))))
}
