//! Saying that an offering is full for a while, and that it has room again: its listings stay, and say so.

use super::case::{Case, case};
use crate::door::parts::{form, hidden, section, send, text};
use crate::door::{Asking, Outcome, Page, Sent, SignedIn, Stop, Typed, VERSION, Visit};
use crate::words::day;
use actix_web::web::{Path, ServiceConfig};
use actix_web::{get, post};
use domain::offerings::FullDraft;
use domain::{FieldError, OfferingId};
use marketplace::offerings;
use ui::components::Button;

pub(super) fn routes(config: &mut ServiceConfig) {
    config.service(show).service(fill).service(make_room);
}

const TITLE: &str = "Say that it is full";

/// The way to the page, for whoever may take it.
pub(super) fn offered(case: &Case) -> Option<Button> {
    let link = |words: &str| Button::link(words, format!("/offerings/{}/full", case.offering.id)).secondary();
    let words =
        if case.offering.full_until(case.now).is_some() { "Change until when it is full" } else { TITLE };
    (case.may_keep && case.state().is_given()).then(|| link(words))
}

fn page(visit: &Visit, case: &Case, typed: &Typed, mistakes: &[FieldError]) -> Page {
    let here = format!("/offerings/{}/full", case.offering.id);
    let version = || hidden(VERSION, &case.offering.version.to_string());
    let asking = Asking::of(typed, mistakes);
    let mut parts = vec![
        case.headed(TITLE),
        text(
            "People still find it, and read until when it is full. It has room again by itself on the day that you enter. Your quality mark is not touched.",
        ),
        form(
            visit,
            &here,
            [
                version(),
                asking
                    .ask_day(
                        "until",
                        "First day with room again",
                        "One of the next six weeks, for example 7 12 2026",
                    )
                    .into(),
                send("Say that it is full").into(),
            ],
        ),
    ];
    if let Some(until) = case.offering.full_until(case.now) {
        let room = format!("/offerings/{}/room", case.offering.id);
        let again = Button::new("There is room again").secondary().prevent_double_click(true);
        parts.extend([
            section("There is room sooner"),
            text(format!("Directories say that it is full until {}.", day(until))),
            form(visit, &room, [version(), again.into()]),
        ]);
    }
    Page::new(TITLE, parts).back(format!("/offerings/{}", case.offering.id))
}

#[get("/offerings/{id}/full")]
async fn show(visit: SignedIn, id: Path<OfferingId>) -> Outcome {
    let id = id.into_inner();
    let case = case(&visit, id).await?;
    if !case.may_keep {
        return Err(visit.stop(Stop::WrongRole));
    }
    if !case.state().is_given() {
        return Ok(visit.go(format!("/offerings/{id}"), ""));
    }
    Ok(visit.show(page(&visit, &case, &Typed::default(), &[])))
}

#[post("/offerings/{id}/full")]
async fn fill(sent: Sent, id: Path<OfferingId>) -> Outcome {
    let (id, version) = (id.into_inner(), sent.version);
    let filled =
        sent.act(FullDraft::parse, move |work, by, full| offerings::fill(work, by, id, version, full)).await;
    match filled {
        Ok(_) => Ok(sent.visit.go(format!("/offerings/{id}"), "Directories say until when it is full.")),
        Err(rejected) => {
            let case = case(&sent.visit, id).await?;
            rejected.on(&sent.visit, |mistakes| page(&sent.visit, &case, &sent.typed, mistakes))
        }
    }
}

#[post("/offerings/{id}/room")]
async fn make_room(sent: Sent, id: Path<OfferingId>) -> Outcome {
    let (id, version) = (id.into_inner(), sent.version);
    match sent.visit.write(move |work, by| offerings::make_room(work, by, id, version)).await {
        Ok(_) => Ok(sent.visit.go(format!("/offerings/{id}"), "Directories show that there is room.")),
        Err(rejected) => {
            let case = case(&sent.visit, id).await?;
            rejected.on(&sent.visit, |mistakes| page(&sent.visit, &case, &sent.typed, mistakes))
        }
    }
}
