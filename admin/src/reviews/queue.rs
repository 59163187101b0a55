//! Looks at marks by the day by which they are to be done.

use crate::door::parts::{buttons, filter, heading, link, link_line, text};
use crate::door::{Outcome, Page, SignedIn};
use crate::marks::cause_said;
use crate::words::{day, state_tag};
use actix_web::get;
use actix_web::web::{Query, ServiceConfig};
use domain::kernel::time::end_of;
use domain::organisations::Organisation;
use domain::people::Person;
use domain::reviews::{Cause, Review, State};
use domain::{Action, Platform, ReviewId, Role};
use marketplace::reviews::{self, WantedReviews};
use serde::Deserialize;
use ui::Markup;
use ui::components::{Button, Cell, Table};

pub(super) fn routes(config: &mut ServiceConfig) {
    config.service(show);
}

/// How many are on a page.
const ON_A_PAGE: usize = 50;

#[derive(Deserialize)]
struct Wanted {
    which: Option<String>,
    after: Option<String>,
}

fn key(text: &str) -> Option<(i64, ReviewId)> {
    let (at, id) = text.split_once('~')?;
    Some((at.parse().ok()?, id.parse().ok()?))
}

const WHICH: [(&str, &str); 8] = [
    ("", "Waiting for you"),
    ("open", "All that are open"),
    ("missed", "Missed"),
    ("concern", "Concerns"),
    ("spot_check", "Spot checks"),
    ("surveillance", "Planned checks"),
    ("concluded", "Concluded"),
    ("closed", "Closed"),
];

fn wanted(visit: &SignedIn, which: &str) -> WantedReviews {
    let open: Vec<_> = State::ALL.iter().copied().filter(|state| state.is_open()).collect();
    let all = WantedReviews::default();
    if let Ok(cause) = which.parse::<Cause>() {
        return WantedReviews { cause: Some(cause), ..all };
    }
    match (which, which.parse::<State>()) {
        (_, Ok(state)) => WantedReviews { states: vec![state], ..all },
        ("missed", _) => WantedReviews { missed: true, ..all },
        ("open", _) => WantedReviews { states: open, ..all },
        _ if visit.has_role(Role::Assessor) => {
            WantedReviews { assessor: visit.by.person(), states: vec![State::UnderReview], ..all }
        }
        _ if visit.has_role(Role::CategoryManager) => WantedReviews { states: vec![State::Raised], ..all },
        _ => WantedReviews { states: open, ..all },
    }
}

#[get("/authority/reviews")]
async fn show(visit: SignedIn, query: Query<Wanted>) -> Outcome {
    let which = query.which.clone().unwrap_or_default();
    let wanted = wanted(&visit, &which);
    let after = query.after.as_deref().and_then(key);
    let limit = i64::try_from(ON_A_PAGE).unwrap_or(50) + 1;
    let (rows, now) = visit
        .read(move |work, by| {
            let mut rows: Vec<(Review, String, String)> = vec![];
            for review in reviews::list(work, by, &wanted, after, limit)? {
                let provider: Organisation = work.find(review.provider)?;
                let assessor: Option<Person> = review.assessor.map(|it| work.find(it)).transpose()?;
                let assessor = assessor.map_or_else(|| "Nobody".to_owned(), |it| it.name.to_string());
                rows.push((review, provider.name.to_string(), assessor));
            }
            Ok((rows, work.now()))
        })
        .await?;
    let head = ["Provider", "What", "State", "Assessor", "Due"].map(Cell::new);
    let table = Table::new("Concerns and checks, due first").caption_size("m").first_cell_is_header(true);
    let mut table = table.head(head);
    for (review, provider, assessor) in rows.iter().take(ON_A_PAGE) {
        let state = if review.is_missed_at(now) { "missed" } else { review.state.word() };
        table = table.row([
            Cell::new(link(provider, &format!("/authority/reviews/{}", review.id))),
            Cell::new(cause_said(review.cause)),
            Cell::new(Markup::of(&state_tag(state))),
            Cell::new(assessor.as_str()),
            Cell::new(day(review.due)),
        ]);
    }
    let choices = WHICH.map(|(word, words)| (word.to_owned(), words.to_owned()));
    let mut parts =
        vec![heading("Concerns and checks"), filter(choices, &which, "/authority/reviews", "which")];
    parts.push(if rows.is_empty() { text("Nothing here.") } else { table.scrolling() });
    if let Some((last, ..)) = rows.get(ON_A_PAGE - 1).filter(|_| rows.len() > ON_A_PAGE) {
        let after = format!("{}~{}", end_of(last.due).as_microsecond(), last.id);
        parts.push(link_line("Next page", &format!("/authority/reviews?which={which}&after={after}")));
    }
    let mut links = vec![Button::link("Raise a concern", "/concerns").secondary()];
    if visit.by.may(Action::TendReviews, &Platform).is_ok() {
        links.push(Button::link("Start a spot check", "/concerns?check=yes").secondary());
    }
    parts.push(buttons(links));
    Ok(visit.show(Page::new("Concerns and checks", parts).wide()))
}
