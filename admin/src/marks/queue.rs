//! The authority's queue of applications for the quality mark.

use crate::door::parts::{filter, heading, link, link_line, text};
use crate::door::{Outcome, Page, SignedIn, Visit};
use crate::words::{said, state_tag, when};
use actix_web::get;
use actix_web::web::{Query, ServiceConfig};
use domain::accreditation::State;
use domain::organisations::Organisation;
use domain::people::Person;
use domain::{AccreditationId, Action, Platform, Role};
use marketplace::accreditation::{self, WantedAccreditations};
use serde::Deserialize;
use ui::Markup;
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

/// What waits for someone of the authority, by role.
pub(crate) fn waiting_for(visit: &Visit) -> WantedAccreditations {
    let mut wanted = WantedAccreditations::default();
    if visit.has_role(Role::Assessor) {
        wanted.assessor = visit.by.person();
        wanted.states = vec![State::Assigned, State::UnderAssessment];
    } else if visit.has_role(Role::DecisionMaker) {
        wanted.states = vec![State::Recommended, State::UnderAppeal];
    } else if visit.has_role(Role::CategoryManager) {
        wanted.states = vec![State::Submitted];
    } else {
        wanted.states =
            State::ALL.iter().copied().filter(|state| state.is_open() && *state != State::Draft).collect();
    }
    wanted
}

fn key(text: &str) -> Option<(i64, AccreditationId)> {
    let (at, id) = text.split_once('~')?;
    Some((at.parse().ok()?, id.parse().ok()?))
}

#[get("/authority/marks")]
async fn show(visit: SignedIn, query: Query<Wanted>) -> Outcome {
    let chosen = query.state.clone().unwrap_or_default();
    let wanted = match chosen.parse::<State>() {
        Ok(state) => WantedAccreditations { states: vec![state], ..WantedAccreditations::default() },
        Err(_) if chosen == "all" => WantedAccreditations::default(),
        Err(_) => waiting_for(&visit),
    };
    let after = query.after.as_deref().and_then(key);
    let limit = i64::try_from(ON_A_PAGE).unwrap_or(50) + 1;
    let rows = visit
        .read(move |work, by| {
            let _permit = by.may(Action::ReadAccreditation, &Platform)?;
            let mut rows = vec![];
            for case in accreditation::list(work, by, &wanted, after, limit)? {
                let provider: Organisation = work.find(case.provider)?;
                let assessor: Option<Person> = case.assessor.map(|person| work.find(person)).transpose()?;
                rows.push((case, provider.name, assessor.map(|person| person.name.to_string())));
            }
            Ok(rows)
        })
        .await?;
    let mut table = Table::new("Applications, oldest first")
        .caption_size("m")
        .first_cell_is_header(true)
        .head([Cell::new("Provider"), Cell::new("State"), Cell::new("Assessor"), Cell::new("Since")]);
    let mut last = None;
    for (case, name, assessor) in rows.iter().take(ON_A_PAGE) {
        let since = case.submitted_at.unwrap_or(case.started_at);
        last = Some((since.as_microsecond(), case.id));
        table = table.row([
            Cell::new(link(name.as_str(), &format!("/marks/{}", case.id))),
            Cell::new(Markup::of(&state_tag(case.state.word()))),
            Cell::new(assessor.clone().unwrap_or_else(|| "Nobody".to_owned())),
            Cell::new(when(since)),
        ]);
    }
    let choices = [(String::new(), "Waiting for you".to_owned()), ("all".to_owned(), "All".to_owned())];
    let states = State::ALL.iter().map(|state| (state.word().to_owned(), said(state.word())));
    let filter = filter(choices.into_iter().chain(states), &chosen, "/authority/marks", "state");
    let mut parts = vec![heading("Quality marks"), filter];
    parts.push(if rows.is_empty() { text("No applications here.") } else { table.scrolling() });
    if let Some((at, id)) = last.filter(|_| rows.len() > ON_A_PAGE) {
        parts.push(link_line("Next page", &format!("/authority/marks?state={chosen}&after={at}~{id}")));
    }
    Ok(visit.show(Page::new("Quality marks", parts).wide()))
}
