//! The papers of a case: what exactly was sent each time, the letters that told of decisions, what the holder was asked.

use super::apply::scope_said;
use super::case::{Case, case, evidence_said, named};
use crate::door::parts::{bullets, heading_of, link, section, text, written};
use crate::door::{Outcome, Page, SignedIn, Stop, Visit};
use crate::words::{day, registered_as, when};
use actix_web::get;
use actix_web::web::{Path, ServiceConfig};
use domain::accreditation::DecisionLetter;
use domain::{AccreditationId, Timestamp};
use marketplace::accreditation::{self, Sent};
use ui::Markup;
use ui::components::{InsetText, SummaryCard, SummaryList, SummaryRow};

pub(super) fn routes(config: &mut ServiceConfig) {
    config.service(show_submission).service(show_letter);
}

/// What the page of a case says of its papers.
pub(super) fn rows(case: &Case) -> Vec<SummaryRow> {
    let (id, papers) = (case.case.id, &case.case.papers);
    let mut rows = vec![];
    if let Some(earlier) = papers.begun_from {
        rows.push(SummaryRow::new(
            "Began from",
            link("An earlier application", &format!("/marks/{earlier}")),
        ));
    }
    if !case.sent.is_empty() {
        let links = case.sent.iter().map(|sent| {
            link(format!("Sent at {}", when(sent.at)), &format!("/marks/{id}/submissions/{}", sent.number))
        });
        rows.push(SummaryRow::new("What exactly was sent", bullets(links)));
    }
    if !papers.letters.is_empty() {
        let links = papers
            .letters
            .iter()
            .enumerate()
            .map(|(place, letter)| link(&letter.subject, &format!("/marks/{id}/letters/{}", place + 1)));
        rows.push(SummaryRow::new("Letters", bullets(links)));
    }
    for hearing in &papers.hearings {
        let answer = match &hearing.answer {
            Some(answer) => vec![text("The answer:"), written(answer.as_str())],
            None => vec![text(waits(hearing.is_open(case.now), &day(hearing.answer_by)))],
        };
        let said = [text(format!("At {}", when(hearing.given_at))), written(hearing.notice.as_str())];
        rows.push(SummaryRow::new("What is considered", Markup::joined(said.into_iter().chain(answer))));
    }
    rows
}

fn waits(is_open: bool, until: &str) -> String {
    if is_open {
        format!("It can be answered until the end of {until}.")
    } else {
        format!("It was not answered by the end of {until}.")
    }
}

async fn sent(
    visit: &Visit,
    id: AccreditationId,
    number: u32,
) -> Result<(Sent, Timestamp), crate::door::Answer> {
    let unit = move |work: &mut marketplace::Work<'_, '_>, by: &domain::Actor| {
        let sent = accreditation::submission(work, by, id, number)?;
        let at = sent.submission.at;
        Ok((sent, at))
    };
    visit.read(unit).await
}

#[get("/marks/{id}/submissions/{number}")]
async fn show_submission(visit: SignedIn, path: Path<(AccreditationId, u32)>) -> Outcome {
    let (id, number) = path.into_inner();
    let case = case(&visit, id).await?;
    let (Sent { submission, sha256, .. }, at) = sent(&visit, id, number).await?;
    let identifiers = registered_as(&submission.provider.identifiers);
    let facts = [
        SummaryRow::new("Provider", submission.provider.name.as_str()),
        SummaryRow::new("Numbers in registers", identifiers),
        SummaryRow::new("Sent", when(at)),
        SummaryRow::new("Standard", format!("{}, version {}", case.standard.title, submission.standard)),
        SummaryRow::new("What it covers", scope_said(&submission.scope, &case.provider)),
        SummaryRow::new("SHA-256", breakable(sha256.as_str())),
    ];
    let answers = submission.clarifications.iter().map(|it| {
        let answer = it.answer.as_ref().map_or_else(|| text("Not answered"), |it| written(it.as_str()));
        SummaryRow::new(it.asked.question.to_string(), answer)
    });
    let answers: Vec<_> = answers.collect();
    let cards = case.standard.criteria.iter().filter(|it| submission.evidence.contains_key(&it.id));
    let cards = cards.map(|criterion| {
        let said = evidence_said(id, criterion, submission.evidence.get(&criterion.id));
        SummaryList::new([SummaryRow::new("Evidence", said)]).card(SummaryCard::new(named(criterion)))
    });
    let mut parts = vec![
        heading_of(&submission.provider.name, "What exactly was sent"),
        text("It is kept as it was, and never changes. The event log has the same hash."),
        SummaryList::new(facts).into(),
    ];
    if !answers.is_empty() {
        parts.extend([section("Questions to the provider"), SummaryList::new(answers).into()]);
    }
    parts.push(section("Evidence"));
    parts.extend(cards.map(Markup::from));
    Ok(visit.show(Page::new("What exactly was sent", parts).back(format!("/marks/{id}"))))
}

/// A hash, which may break over lines where a screen is narrow.
fn breakable(hash: &str) -> Markup {
    let parts: Vec<&str> = (0..hash.len()).step_by(16).filter_map(|at| hash.get(at..at + 16)).collect();
    Markup::trusted(parts.join("<wbr>"))
}

/// A letter as it reads.
pub(super) fn letter_said(letter: &DecisionLetter) -> Markup {
    let parts = [section(&letter.subject), written(&letter.body)];
    InsetText::new(Markup::joined(parts)).into()
}

#[get("/marks/{id}/letters/{number}")]
async fn show_letter(visit: SignedIn, path: Path<(AccreditationId, usize)>) -> Outcome {
    let (id, number) = path.into_inner();
    let case = case(&visit, id).await?;
    let letter = number.checked_sub(1).and_then(|place| case.case.papers.letters.get(place));
    let letter = letter.ok_or_else(|| visit.stop(Stop::NotFound))?;
    let parts = [heading_of(case.provider.name.as_str(), "Letter"), letter_said(letter)];
    Ok(visit.show(Page::new(letter.subject.clone(), parts).back(format!("/marks/{id}"))))
}
