//! Saying that something which was told of in an application, such as an insurance, lasts longer.

use super::case::{Case, case};
use super::question::headed;
use crate::door::parts::{form, hidden, send, text};
use crate::door::{Answer, Asking, Outcome, Page, Sent, SignedIn, Stop, Typed, VERSION, Visit};
use crate::words::day;
use actix_web::web::{Path, ServiceConfig};
use actix_web::{get, post};
use domain::frameworks::questions::Question;
use domain::placements::RenewDraft;
use domain::{Action, Day, FieldError, PlacementId};
use marketplace::{At, placements};
use ui::components::{SummaryList, SummaryRow};
use ui::{Content, Markup};

pub(super) fn routes(config: &mut ServiceConfig) {
    config.service(show).service(renew);
}

fn may_renew(visit: &Visit, case: &Case) -> bool {
    visit.by.may(Action::ApplyToLot, &case.placement).is_ok()
}

/// What an application tells of and that runs out, for its page.
pub(super) fn documents(visit: &Visit, case: &Case) -> Markup {
    let all = case.placement.documents(&case.lot);
    if all.is_empty() {
        return Markup::default();
    }
    let rows = all.into_iter().map(|(question, until)| {
        let row = SummaryRow::new(question.question.to_string(), format!("Until {}", day(until)));
        if may_renew(visit, case) {
            let path = format!("/placements/{}/renew/{}", case.placement.id, question.id);
            row.action("Renew", path, question.question.to_string())
        } else {
            row
        }
    });
    let list: Markup = SummaryList::new(rows.collect::<Vec<_>>()).into();
    Markup::joined([crate::door::parts::section("What runs out"), list])
}

fn asked<'a>(visit: &Visit, case: &'a Case, key: &str) -> Result<(&'a Question, Day), Answer> {
    let all = case.placement.documents(&case.lot);
    let found = all.into_iter().find(|(question, _)| question.id.as_str() == key);
    found.filter(|_| may_renew(visit, case)).ok_or_else(|| visit.stop(Stop::NotFound))
}

fn page(
    visit: &Visit,
    case: &Case,
    (question, until): (&Question, Day),
    typed: &Typed,
    mistakes: &[FieldError],
) -> Page {
    let title = "Until when does it last now?";
    let asking = Asking::of(typed, mistakes);
    let fields: [Markup; 4] = [
        hidden(VERSION, &case.placement.version.to_string()),
        hidden("question", question.id.as_str()),
        asking.ask_day("until", "The last day on which it lasts", "For example, 27 3 2028").into(),
        send("Save").into(),
    ];
    let parts = [
        headed(case, title),
        text(Markup::trusted(format!(
            "You were asked: {} It lasts until <strong>{}</strong>.",
            Content::from(question.question.as_str()),
            Content::from(day(until))
        ))),
        text(
            "What you sent with your application stays as it is. The new day is kept beside it, and we remind you before it comes.",
        ),
        form(visit, &format!("/placements/{}/renew/{}", case.placement.id, question.id), fields),
    ];
    Page::new(title, parts).back(format!("/placements/{}", case.placement.id)).mistakes(mistakes)
}

#[get("/placements/{id}/renew/{question}")]
async fn show(visit: SignedIn, path: Path<(PlacementId, String)>) -> Outcome {
    let (id, key) = path.into_inner();
    let case = case(&visit, id).await?;
    let document = asked(&visit, &case, &key)?;
    Ok(visit.show(page(&visit, &case, document, &Typed::default(), &[])))
}

#[post("/placements/{id}/renew/{question}")]
async fn renew(sent: Sent, path: Path<(PlacementId, String)>) -> Outcome {
    let (id, key) = path.into_inner();
    let at = At { id, version: sent.version };
    let now = sent.visit.market().clock().now();
    let parse = move |draft: RenewDraft| draft.parse(now);
    match sent.act(parse, move |work, by, command| placements::renew(work, by, at, command)).await {
        Ok(_) => Ok(sent.visit.go(format!("/placements/{id}"), "The new day is kept.")),
        Err(rejected) => {
            let case = case(&sent.visit, id).await?;
            let document = asked(&sent.visit, &case, &key)?;
            rejected.on(&sent.visit, |mistakes| page(&sent.visit, &case, document, &sent.typed, mistakes))
        }
    }
}
