//! Looks at marks by the day by which they are to be done.

use crate::door::parts::{TAKE_AWAY, buttons, chooser, heading, link, link_line, text};
use crate::door::{Outcome, Page, SignedIn, encode, sought};
use crate::marks::cause_said;
use crate::words::{day, state_tag};
use actix_web::get;
use actix_web::web::{Query, ServiceConfig};
use domain::kernel::time::end_of;
use domain::reviews::{Cause, State};
use domain::{Action, Platform, ReviewId, Role};
use marketplace::reviews::{self, ReviewListed, ReviewSort, WantedReviews};
use serde::Deserialize;
use ui::Markup;
use ui::components::{Button, Cell, Field, Table};

pub(super) fn routes(config: &mut ServiceConfig) {
    config.service(show);
}

/// How many are on a page.
const ON_A_PAGE: usize = 50;

#[derive(Deserialize)]
struct Wanted {
    which: Option<String>,
    text: Option<String>,
    sort: Option<String>,
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

fn choices(which: &str, WantedReviews { text, sort, .. }: &WantedReviews) -> Markup {
    let sorts = ReviewSort::ALL.iter().map(|sort| match sort {
        ReviewSort::DueFirst => (sort.word(), "Due first"),
        ReviewSort::DueLast => (sort.word(), "Due last"),
    });
    let text = text.as_deref().unwrap_or_default();
    let fields: [Markup; 4] = [
        Field::new("text", "Provider's name, or a part of it").value(text).input().into(),
        Field::new("which", "Which").value(which).select(WHICH).into(),
        Field::new("sort", "Order").value(sort.word()).select(sorts.collect::<Vec<_>>()).into(),
        Button::new("Show").secondary().into(),
    ];
    chooser("/authority/reviews", fields)
}

/// The same as a file.
fn export(WantedReviews { text, cause, assessor, states, missed, sort, .. }: &WantedReviews) -> String {
    let states = states.iter().map(|state| state.word()).collect::<Vec<_>>().join(",");
    let mut path = format!("/take-away/reviews/export?sort={sort}&state={states}&missed={missed}");
    path.extend(text.iter().map(|text| format!("&text={}", encode(text))));
    path.extend(cause.map(|cause| format!("&cause={cause}")));
    path.extend(assessor.map(|person| format!("&assessor={person}")));
    path
}

#[get("/authority/reviews")]
async fn show(visit: SignedIn, query: Query<Wanted>) -> Outcome {
    let which = query.which.clone().unwrap_or_default();
    let sort = query.sort.as_deref().and_then(|word| word.parse().ok()).unwrap_or_default();
    let text_sought = query.text.as_deref().and_then(sought);
    let wanted = WantedReviews { text: text_sought, sort, ..wanted(&visit, &which) };
    let after = query.after.as_deref().and_then(key);
    let limit = i64::try_from(ON_A_PAGE).unwrap_or(50) + 1;
    let asked = wanted.clone();
    let (rows, now) = visit
        .read(move |work, by| Ok((reviews::list_named(work, by, &asked, after, limit)?, work.now())))
        .await?;
    let head = ["Provider", "What", "State", "Assessor", "Due"].map(Cell::new);
    let table = Table::new("Concerns and checks").caption_size("m").first_cell_is_header(true);
    let mut table = table.head(head);
    for ReviewListed { review, provider, assessor } in rows.iter().take(ON_A_PAGE) {
        let state = if review.is_missed_at(now) { "missed" } else { review.state.word() };
        table = table.row([
            Cell::new(link(provider, &format!("/authority/reviews/{}", review.id))),
            Cell::new(cause_said(review.cause)),
            Cell::new(Markup::from(state_tag(state))),
            Cell::new(assessor.as_deref().unwrap_or("Nobody")),
            Cell::new(day(review.due)),
        ]);
    }
    let mut parts = vec![heading("Concerns and checks"), choices(&which, &wanted)];
    if rows.is_empty() {
        parts.push(text("Nothing here."));
    } else {
        parts.push(table.scrolling());
        parts.push(link_line(TAKE_AWAY, &export(&wanted)));
    }
    if let Some(last) = rows.get(ON_A_PAGE - 1).filter(|_| rows.len() > ON_A_PAGE) {
        let (due, id) = (end_of(last.review.due).as_microsecond(), last.review.id);
        let text = wanted.text.as_deref().map(encode).unwrap_or_default();
        let asked = format!("which={}&text={text}&sort={}", encode(&which), wanted.sort);
        let next = format!("/authority/reviews?{asked}&after={due}~{id}");
        parts.push(link_line("Next page", &next));
    }
    let mut links = vec![Button::link("Raise a concern", "/concerns").secondary()];
    if visit.by.may(Action::TendReviews, &Platform).is_ok() {
        links.push(Button::link("Start a spot check", "/concerns?check=yes").secondary());
    }
    parts.push(buttons(links));
    Ok(visit.show(Page::new("Concerns and checks", parts).wide()))
}
