//! Reports, newest first.

use super::wrong_said;
use crate::door::parts::{filter, heading, link, link_line, text};
use crate::door::{Outcome, Page, SignedIn};
use crate::words::when;
use actix_web::get;
use actix_web::web::{Query, ServiceConfig};
use domain::ReportId;
use domain::reports::State;
use marketplace::organisations::Page as PageOf;
use marketplace::reports;
use serde::Deserialize;
use ui::components::{Cell, Table};

pub(super) fn routes(config: &mut ServiceConfig) {
    config.service(show);
}

/// How many are on a page.
const ON_A_PAGE: usize = 50;

#[derive(Deserialize)]
struct Wanted {
    state: Option<String>,
    after: Option<String>,
}

fn key(text: &str) -> Option<(i64, ReportId)> {
    let (at, id) = text.split_once('~')?;
    Some((at.parse().ok()?, id.parse().ok()?))
}

#[get("/authority/reports")]
async fn show(visit: SignedIn, query: Query<Wanted>) -> Outcome {
    let state = query.state.as_deref().and_then(|word| word.parse().ok()).unwrap_or(State::Open);
    let limit = i64::try_from(ON_A_PAGE).unwrap_or_default() + 1;
    let page = PageOf { after: query.after.as_deref().and_then(key), limit };
    let found = visit.read(move |work, by| reports::list(work, by, state, &page)).await?;
    let head = ["Entry", "What is wrong", "Reference", "Reported"].map(Cell::new);
    let table = Table::new("Reports, newest first").caption_size("m").first_cell_is_header(true).head(head);
    let table = found.iter().take(ON_A_PAGE).fold(table, |table, report| {
        table.row([
            Cell::new(link(report.about.name.as_str(), &format!("/authority/reports/{}", report.id))),
            Cell::new(wrong_said(report.wrong)),
            Cell::new(report.reference().to_string()),
            Cell::new(when(report.made_at)),
        ])
    });
    let chosen = if state == State::Closed { "closed" } else { "" };
    let states = [("", "Open"), ("closed", "Closed")].map(|(word, said)| (word.to_owned(), said.to_owned()));
    let mut parts = vec![heading("Problems reported"), filter(states, chosen, "/authority/reports", "state")];
    if found.is_empty() {
        parts.push(text("No reports here."));
    } else {
        parts.push(table.scrolling());
    }
    if let Some(last) = found.get(ON_A_PAGE - 1).filter(|_| found.len() > ON_A_PAGE) {
        let after = format!("{}~{}", last.made_at.as_microsecond(), last.id);
        parts.push(link_line("Next page", &format!("/authority/reports?state={state}&after={after}")));
    }
    Ok(visit.show(Page::new("Problems reported", parts).wide()))
}
