//! Saying that something which was told of in an application, such as an insurance, lasts longer.

use super::case::{Case, case};
use super::question::headed;
use crate::door::parts::{form, hidden, send, text};
use crate::door::{Answer, Asking, Outcome, Page, Sent, SignedIn, Stop, Typed, VERSION, Visit};
use crate::words::day;
use actix_web::web::{Path, ServiceConfig};
use actix_web::{get, post};
use domain::casework::RenewDraft;
use domain::frameworks::questions::Question;
use domain::{Action, Day, FieldError, PlacementId};
use marketplace::{At, placements};
use ui::components::SummaryRow;
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
    let list: Markup = super::case::long_questions(rows);
    Markup::joined([crate::door::parts::section("What runs out"), list])
}

fn asked<'a>(visit: &Visit, case: &'a Case, key: &str) -> Result<(&'a Question, Day), Answer> {
    let all = case.placement.documents(&case.lot);
    let found = all.into_iter().find(|(question, _)| question.id.as_str() == key);
    found.filter(|_| may_renew(visit, case)).ok_or_else(|| visit.stop(Stop::NotFound))
}

/// Something that lasts until a day.
pub(super) struct Lasting<'a> {
    /// What was asked of it.
    pub(super) question: &'a Question,
    /// Its last day.
    pub(super) until: Day,
    /// The version of what tells of it.
    pub(super) version: i64,
    /// What is said of the day that was given first.
    pub(super) kept: &'a str,
}

/// The fields with which a later day is given for it, sent to `at`.
pub(super) fn later(visit: &Visit, it: &Lasting<'_>, at: &str, asking: &Asking<'_>) -> [Markup; 3] {
    let fields: [Markup; 4] = [
        hidden(VERSION, &it.version.to_string()),
        hidden("question", it.question.id.as_str()),
        asking.ask_day("until", "The last day on which it lasts", "For example, 27 3 2028").into(),
        send("Save").into(),
    ];
    let says = Markup::trusted(format!(
        "You were asked: {} It lasts until <strong>{}</strong>.",
        Content::from(it.question.question.as_str()),
        Content::from(day(it.until))
    ));
    [text(says), text(it.kept), form(visit, at, fields)]
}

/// The title of a page that asks for a later day.
pub(super) const UNTIL_WHEN: &str = "Until when does it last now?";

fn page(
    visit: &Visit,
    case: &Case,
    (question, until): (&Question, Day),
    typed: &Typed,
    mistakes: &[FieldError],
) -> Page {
    let kept = "What you sent with your application stays as it is. The new day is kept beside it, and we remind you before it comes.";
    let lasting = Lasting { question, until, version: case.placement.version, kept };
    let at = format!("/placements/{}/renew/{}", case.placement.id, question.id);
    let fields = later(visit, &lasting, &at, &Asking::of(typed, mistakes));
    let parts = [headed(case, UNTIL_WHEN)].into_iter().chain(fields);
    Page::new(UNTIL_WHEN, parts).back(format!("/placements/{}", case.placement.id)).mistakes(mistakes)
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
