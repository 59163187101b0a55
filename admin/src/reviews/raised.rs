//! Concerns that an organisation raised, read back by its people: where each is, and what came of it.

use super::finding_said;
use crate::door::parts::{bullets, buttons, heading, heading_of, link, link_line, text, written};
use crate::door::{Outcome, Page, SignedIn};
use crate::marks::named;
use crate::words::{day, state_tag, when};
use actix_web::get;
use actix_web::web::{Path, Query, ServiceConfig};
use domain::kernel::time::end_of;
use domain::organisations::Organisation;
use domain::reviews::{ToldConcern, ToldOutcome};
use domain::{Action, Platform, ReviewId};
use marketplace::reviews;
use serde::Deserialize;
use ui::Markup;
use ui::components::{Button, Cell, SummaryList, SummaryRow, Table};

pub(super) fn routes(config: &mut ServiceConfig) {
    config.service(list).service(show);
}

/// How many are on a page.
const ON_A_PAGE: usize = 50;

#[derive(Deserialize)]
struct From {
    after: Option<String>,
}

fn key(text: &str) -> Option<(i64, ReviewId)> {
    let (at, id) = text.split_once('~')?;
    Some((at.parse().ok()?, id.parse().ok()?))
}

/// What came of it, in a line.
fn outcome_in_short(told: &ToldConcern) -> String {
    match &told.outcome {
        None => format!("Looked into by {}", day(told.due)),
        Some(ToldOutcome { finding: Some(finding), .. }) => finding_said(*finding).to_owned(),
        Some(ToldOutcome { finding: None, .. }) => "Closed with a reason".to_owned(),
    }
}

#[get("/concerns/raised")]
async fn list(visit: SignedIn, from: Query<From>) -> Outcome {
    let after = from.after.as_deref().and_then(key);
    let limit = i64::try_from(ON_A_PAGE).unwrap_or(50) + 1;
    let rows = visit
        .read(move |work, by| {
            let raised = reviews::concerns(work, by, after, limit)?;
            let names = work.organisation_names(raised.iter().map(|told| told.provider))?;
            let named = |told: ToldConcern| {
                let name = names.get(&told.provider).map(ToString::to_string).unwrap_or_default();
                (told, name)
            };
            Ok(raised.into_iter().map(named).collect::<Vec<_>>())
        })
        .await?;
    let head = ["Provider", "State", "What came of it", "Raised"].map(Cell::new);
    let table = Table::new("By the day by which each is looked into").caption_size("m");
    let mut table = table.first_cell_is_header(true).head(head);
    for (told, provider) in rows.iter().take(ON_A_PAGE) {
        table = table.row([
            Cell::new(link(provider, &format!("/concerns/raised/{}", told.id))),
            Cell::new(Markup::from(state_tag(told.state.word()))),
            Cell::new(outcome_in_short(told)),
            Cell::new(when(told.raised_at)),
        ]);
    }
    let mut parts = vec![heading("Concerns that you raised")];
    parts.push(if rows.is_empty() {
        text("Nobody of your organisation has raised a concern.")
    } else {
        table.scrolling()
    });
    if let Some((last, _)) = rows.get(ON_A_PAGE - 1).filter(|_| rows.len() > ON_A_PAGE) {
        let after = format!("{}~{}", end_of(last.due).as_microsecond(), last.id);
        parts.push(link_line("Next page", &format!("/concerns/raised?after={after}")));
    }
    parts.push(buttons([Button::link("Raise a concern", "/concerns").secondary()]));
    let back =
        if visit.by.may(Action::ReadReviews, &Platform).is_ok() { "/authority/reviews" } else { "/home" };
    Ok(visit.show(Page::new("Concerns that you raised", parts).back(back).wide()))
}

fn facts(told: &ToldConcern, criteria: Vec<String>) -> Vec<SummaryRow> {
    let mut rows = vec![
        SummaryRow::new("State", state_tag(told.state.word())),
        SummaryRow::new("Raised", when(told.raised_at)),
    ];
    if let Some(about) = &told.about {
        rows.push(SummaryRow::new("What it is about", written(about.as_str())));
    }
    rows.push(SummaryRow::new("Criteria", bullets(criteria)));
    match &told.outcome {
        None => rows.push(SummaryRow::new("Looked into", format!("By the end of {}", day(told.due)))),
        Some(ToldOutcome { finding, reason, at }) => {
            let mut says = vec![text(format!("At {}", when(*at)))];
            says.extend(finding.map(|finding| text(finding_said(finding))));
            says.extend(reason.as_ref().map(|reason| written(reason.as_str())));
            let title = if finding.is_some() { "What was found" } else { "Why nobody looked" };
            rows.push(SummaryRow::new(title, Markup::joined(says)));
        }
    }
    rows
}

#[get("/concerns/raised/{id}")]
async fn show(visit: SignedIn, id: Path<ReviewId>) -> Outcome {
    let id = id.into_inner();
    let (told, provider, criteria) = visit
        .read(move |work, by| {
            let told = reviews::concern(work, by, id)?;
            let provider: Organisation = work.find(told.provider)?;
            let (_, standard) = reviews::looked_at_by(work, by, told.provider)?;
            let name = |id| standard.criterion(id).map_or_else(|| format!("{id}"), named);
            let criteria: Vec<_> = told.criteria.iter().map(name).collect();
            Ok((told, provider.name.to_string(), criteria))
        })
        .await?;
    let parts = [
        heading_of(&provider, "Your concern"),
        SummaryList::new(facts(&told, criteria)).into(),
        text("The provider is told what was found, not who raised it."),
    ];
    Ok(visit.show(Page::new("Your concern", parts).back("/concerns/raised")))
}
