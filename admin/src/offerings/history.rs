//! What happened to an offering, and another that says the same.

use super::case::case;
use super::differences::table_of;
use crate::door::parts::{section, text};
use crate::door::{Outcome, Page, Sent, SignedIn};
use crate::words::when;
use actix_web::web::{Path, ServiceConfig};
use actix_web::{get, post};
use domain::OfferingId;
use marketplace::offerings::{self, Change};
use ui::Markup;

pub(super) fn routes(config: &mut ServiceConfig) {
    config.service(show).service(copy);
}

/// What happened, in words.
fn what_said(what: &str) -> &'static str {
    match what {
        "offering.drafted" => "Begun",
        "offering.revised" => "Changed",
        "offering.published" => "Published",
        "offering.paused" => "Paused",
        "offering.resumed" => "Resumed",
        "offering.confirmed" => "Said to be still right",
        "offering.filled" => "Said to be full",
        "offering.has_room" => "Said to have room again",
        "offering.change_proposed" => "A change sent for review",
        "offering.change_approved" => "A change approved",
        "offering.change_returned" => "A change sent back",
        "offering.change_withdrawn" => "A change taken back",
        "offering.ended" => "Ended",
        _ => "Something else",
    }
}

fn change_said((place, change): (usize, &Change), of: usize) -> Markup {
    let mut parts =
        vec![section(what_said(&change.what)), text(format!("{}. By: {}", when(change.at), change.by))];
    if !change.changes.is_empty() {
        let caption = format!("What changed at this point ({} of {of})", place + 1);
        parts.push(table_of(&caption, &change.changes));
    }
    Markup::joined(parts)
}

#[get("/offerings/{id}/history")]
async fn show(visit: SignedIn, id: Path<OfferingId>) -> Outcome {
    let id = id.into_inner();
    let case = case(&visit, id).await?;
    let history = visit.read(move |work, by| offerings::history(work, by, id)).await?;
    let title = "What happened to this offering";
    let parts = std::iter::once(case.headed(title))
        .chain(history.iter().enumerate().map(|it| change_said(it, history.len())));
    Ok(visit.show(Page::new(title, parts).back(format!("/offerings/{id}")).wide()))
}

#[post("/offerings/{id}/copy")]
async fn copy(sent: Sent, id: Path<OfferingId>) -> Outcome {
    let id = id.into_inner();
    match sent.visit.write(move |work, by| offerings::copy(work, by, id)).await {
        Ok(copy) => {
            let said = "This is a copy, as a draft. Change what is different, then publish it.";
            Ok(sent.visit.go(format!("/offerings/{}", copy.id), said))
        }
        Err(rejected) => {
            let case = case(&sent.visit, id).await?;
            let title = "It could not be copied";
            let back = format!("/offerings/{id}");
            rejected.on(&sent.visit, |mistakes| {
                let says = mistakes.iter().map(|mistake| text(mistake.message.as_str()));
                Page::new(title, std::iter::once(case.headed(title)).chain(says)).back(back)
            })
        }
    }
}
