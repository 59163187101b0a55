//! Copying answers from an earlier application, and what is left to be looked at after it.

use super::case::{Case, case};
use crate::door::parts::{bullets, form, hidden, link, section, send, text};
use crate::door::{Asking, Outcome, Sent, Typed, VERSION, Visit};
use crate::words::{count, said, when};
use actix_web::post;
use actix_web::web::{Path, ServiceConfig};
use domain::PlacementId;
use domain::frameworks::questions::Question;
use domain::placements::{Copied, CopyDraft, Placement};
use domain::values::Key;
use marketplace::frameworks::LotNames;
use marketplace::{At, placements};
use ui::components::{Details, InsetText};
use ui::{Content, Markup};

pub(super) fn routes(config: &mut ServiceConfig) {
    config.service(copy);
}

fn words_of(case: &Case, key: &Key) -> String {
    let mut asked = case.lot.questions.iter().flat_map(Question::with_follow_ups);
    asked
        .find(|question| question.id == *key)
        .map_or_else(|| said(key.as_str()), |it| it.question.to_string())
}

/// What was copied, what of it is still to be looked at, and what was not taken.
pub(super) fn copied(case: &Case, copied: &Copied, lots: &LotNames) -> Markup {
    let from = link(
        format!("your application to {}", lots.of(&copied.framework, &copied.lot)),
        &format!("/placements/{}", copied.from),
    );
    let left = match copied.to_review.len() {
        0 => "You have looked at all of them.".to_owned(),
        some => format!(
            "{} to review: open each, check that it is still true and save it.",
            count(some, "answer is", "answers are")
        ),
    };
    let says = format!("Answers were copied at {} from {from}. {}", when(copied.at), Content::from(left));
    let mut parts = vec![Markup::from(InsetText::new(Markup::trusted(says)))];
    if !copied.not_taken.is_empty() {
        let reasons =
            copied.not_taken.iter().map(|it| format!("{}: {}", words_of(case, &it.question), it.why));
        let summary = count(copied.not_taken.len(), "answer was not copied", "answers were not copied");
        parts.push(Details::new(summary, bullets(reasons)).into());
    }
    Markup::joined(parts)
}

/// The form that copies, where there is something to copy from.
pub(super) fn offered(
    visit: &Visit,
    case: &Case,
    (earlier, lots): (&[Placement], &LotNames),
    typed: &Typed,
) -> Markup {
    if earlier.is_empty() {
        return Markup::default();
    }
    let choices = earlier.iter().map(|it| {
        let sent = it.submitted_at.map_or_else(
            || format!("started at {}", when(it.started_at)),
            |at| format!("submitted at {}", when(at)),
        );
        (it.id.to_string(), format!("{}, {sent}", lots.of(&it.framework, &it.lot)))
    });
    let choices = std::iter::once((String::new(), "Choose an application".to_owned())).chain(choices);
    let asking = Asking::of(typed, &[]);
    let inside: [Markup; 3] = [
        hidden(VERSION, &case.placement.version.to_string()),
        asking.ask("from", "Which application?").select(choices.collect::<Vec<_>>()).into(),
        send("Copy the answers").secondary().into(),
    ];
    Markup::joined([
        section("Copy answers from another application"),
        text(
            "Answers to the same questions are copied where you have answered nothing yet. You review each before you \
             submit.",
        ),
        form(visit, &format!("/placements/{}/copy", case.placement.id), inside),
    ])
}

#[post("/placements/{id}/copy")]
async fn copy(sent: Sent, id: Path<PlacementId>) -> Outcome {
    let id = id.into_inner();
    let at = At { id, version: sent.version };
    let done = sent.act(CopyDraft::parse, move |work, by, from| placements::copy(work, by, at, from)).await;
    match done {
        Ok(placement) => {
            let taken = placement.copied.map_or(0, |copied| copied.to_review.len());
            let says = format!("{} copied for you to review.", count(taken, "answer is", "answers are"));
            Ok(sent.visit.go(format!("/placements/{id}"), &says))
        }
        Err(rejected) => {
            let shown = super::case::shown(&sent.visit, id).await?;
            let case = case(&sent.visit, id).await?;
            rejected.on(&sent.visit, |mistakes| {
                super::case::page(&sent.visit, &case, &shown, &sent.typed).mistakes(mistakes)
            })
        }
    }
}
