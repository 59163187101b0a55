//! Conditions that wait for someone: their day is over, or the holder says that they are met.

use crate::door::parts::{TAKE_AWAY, heading, link, link_line, text};
use crate::door::{Outcome, Page, SignedIn};
use crate::words::day;
use actix_web::get;
use actix_web::web::{Query, ServiceConfig};
use domain::accreditation::Accreditation;
use domain::{AccreditationId, Day, Timestamp};
use marketplace::accreditation;
use marketplace::organisations::Page as Keyset;
use serde::Deserialize;
use ui::components::{Cell, Table};

pub(super) fn routes(config: &mut ServiceConfig) {
    config.service(show);
}

const HERE: &str = "/authority/conditions";
/// How many marks are on a page.
const ON_A_PAGE: usize = 50;

/// From which mark on.
#[derive(Deserialize)]
struct From {
    after: Option<String>,
}

fn key(text: &str) -> Option<(Day, AccreditationId)> {
    let (day, id) = text.split_once('~')?;
    Some((day.parse().ok()?, id.parse().ok()?))
}

/// A row for each condition of a mark that waits.
fn with_rows(table: Table, case: &Accreditation, provider: &str, now: Timestamp) -> Table {
    let open = case.mark.iter().flat_map(|mark| &mark.conditions).filter(|it| it.met_on.is_none());
    open.filter(|it| it.is_overdue(now) || it.shown.is_some()).fold(table, |table, condition| {
        let why = if condition.shown.is_some() { "The holder says it is met" } else { "Overdue" };
        table.row([
            Cell::new(link(provider, &format!("/marks/{}", case.id))),
            Cell::new(condition.text.to_string()),
            Cell::new(day(condition.due)),
            Cell::new(why),
        ])
    })
}

#[get("/authority/conditions")]
async fn show(visit: SignedIn, from: Query<From>) -> Outcome {
    let after = from.after.as_deref().and_then(key);
    let limit = i64::try_from(ON_A_PAGE + 1).unwrap_or(i64::MAX);
    let (mut cases, now) = visit
        .read(move |work, by| {
            let cases = accreditation::conditions_waiting(work, by, &Keyset { after, limit })?;
            Ok((cases, work.now()))
        })
        .await?;
    let more = cases.len() > ON_A_PAGE;
    cases.truncate(ON_A_PAGE);
    let head = ["Provider", "Condition", "Due", "Why it waits"].map(Cell::new);
    let table = Table::new("The longest first").caption_size("m").first_cell_is_header(true).head(head);
    let table = cases.iter().fold(table, |table, (case, provider)| with_rows(table, case, provider, now));
    let mut parts = vec![
        heading("Conditions of marks"),
        text("Conditions whose day is over, and those that a holder says it has met."),
    ];
    if cases.is_empty() {
        parts.push(text("No condition waits for anyone."));
    } else {
        parts.push(table.scrolling());
        parts.push(link_line(TAKE_AWAY, "/take-away/mark-conditions/export"));
    }
    let last = cases.last().filter(|_| more);
    if let Some((since, id)) = last.and_then(|(case, _)| Some((accreditation::condition_on(case)?, case.id)))
    {
        parts.push(link_line("Next page", &format!("{HERE}?after={since}~{id}")));
    }
    Ok(visit.show(Page::new("Conditions of marks", parts).wide()))
}
