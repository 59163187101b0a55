//! The authority's queue of applications to lots.

use crate::door::parts::{heading, link, link_line, text};
use crate::door::{Outcome, Page, SignedIn};
use crate::words::{said, state_tag, when};
use actix_web::get;
use actix_web::web::{Query, ServiceConfig};
use domain::organisations::Organisation;
use domain::placements::State;
use domain::{Action, PlacementId, Platform};
use marketplace::placements::{self, WantedPlacements};
use serde::Deserialize;
use ui::Markup;
use ui::components::{Cell, Table};

pub(super) fn routes(config: &mut ServiceConfig) {
    config.service(show);
}

/// How many are on a page.
const ON_A_PAGE: i64 = 50;

#[derive(Deserialize)]
struct Wanted {
    state: Option<String>,
    after: Option<String>,
}

/// The states that wait for the authority.
pub(crate) fn waiting() -> Vec<State> {
    State::ALL.iter().copied().filter(|state| state.waits_for_the_authority()).collect()
}

fn key(text: &str) -> Option<(i64, PlacementId)> {
    let (at, id) = text.split_once('~')?;
    Some((at.parse().ok()?, id.parse().ok()?))
}

#[get("/authority/placements")]
async fn show(visit: SignedIn, query: Query<Wanted>) -> Outcome {
    let state = query.state.as_deref().and_then(|word| word.parse::<State>().ok());
    let everything = query.state.as_deref() == Some("all");
    let states = match state {
        Some(state) => vec![state],
        None if everything => vec![],
        None => waiting(),
    };
    let after = query.after.as_deref().and_then(key);
    let (rows, now) = visit
        .read(move |work, by| {
            let _permit = by.may(Action::ReadPlacement, &Platform)?;
            let wanted = WantedPlacements { states, ..WantedPlacements::default() };
            let found = placements::list(work, by, &wanted, after, ON_A_PAGE + 1)?;
            let mut rows = vec![];
            for placement in found {
                let provider: Organisation = work.find(placement.provider)?;
                rows.push((placement, provider.name));
            }
            Ok((rows, work.now()))
        })
        .await?;
    let shown = rows.iter().take(usize::try_from(ON_A_PAGE).unwrap_or_default());
    let mut table =
        Table::new("Applications, oldest first").caption_size("m").first_cell_is_header(true).head([
            Cell::new("Provider"),
            Cell::new("Framework and lot"),
            Cell::new("State"),
            Cell::new("Since"),
        ]);
    let mut last = None;
    for (placement, name) in shown {
        let since = placement.submitted_at.unwrap_or(placement.started_at);
        last = Some((since.as_microsecond(), placement.id));
        table = table.row([
            Cell::new(link(name.as_str(), &format!("/placements/{}", placement.id))),
            Cell::new(format!("{}, {}", placement.framework, placement.lot)),
            Cell::new(Markup::of(&state_tag(placement.state_at(now).word()))),
            Cell::new(when(since)),
        ]);
    }
    let filters = std::iter::once(("", "Waiting for us"))
        .chain(std::iter::once(("all", "All")))
        .map(|(word, words)| (word.to_owned(), words.to_owned()))
        .chain(State::ALL.iter().map(|state| (state.word().to_owned(), said(state.word()))));
    let chosen = query.state.as_deref().unwrap_or_default();
    let mut parts = vec![
        heading("Places on lots"),
        crate::door::parts::filter(filters, chosen, "/authority/placements", "state"),
    ];
    if rows.is_empty() {
        parts.push(text("No applications here."));
    } else {
        parts.push(table.scrolling());
    }
    if let Some((at, id)) = last.filter(|_| rows.len() > usize::try_from(ON_A_PAGE).unwrap_or_default()) {
        parts.push(link_line("Next page", &format!("/authority/placements?state={chosen}&after={at}~{id}")));
    }
    Ok(visit.show(Page::new("Places on lots", parts).wide()))
}
