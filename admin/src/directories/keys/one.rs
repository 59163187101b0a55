//! A key, and what was asked by it.

use super::list::asked_from;
use super::{DAYS, KeyCase, case, state};
use crate::door::parts::{buttons, section, text};
use crate::door::{Outcome, Page, SignedIn};
use crate::words::{day, grouped};
use actix_web::get;
use actix_web::web::{Path, ServiceConfig};
use domain::DirectoryKeyId;
use domain::kernel::time::printed;
use marketplace::directories::keys::Asked;
use ui::Markup;
use ui::chart::upright;
use ui::components::{Button, Cell, Details, SummaryList, SummaryRow, Table};

pub(super) fn routes(config: &mut ServiceConfig) {
    config.service(show);
}

fn facts(case: &KeyCase) -> Vec<SummaryRow> {
    let key = &case.key;
    let [minute, day_long] = [key.quota.a_minute, key.quota.a_day].map(|number| grouped(number.into()));
    let quota = format!("{minute} a minute, {day_long} a day");
    let mut facts = vec![
        SummaryRow::new("State", state(key, case.now)),
        SummaryRow::new("Asks from", asked_from(key)),
        SummaryRow::new("Questions", quota),
        SummaryRow::new("Issued", printed(key.issued_at)),
        SummaryRow::new("Last day", key.ends_on.map_or_else(|| "None".to_owned(), day)),
    ];
    if let Some(former) = key.former.as_ref().filter(|former| former.works_until > case.now) {
        facts.push(SummaryRow::new("The key before works until", printed(former.works_until)));
    }
    if let Some(revoked) = key.revoked_at {
        facts.push(SummaryRow::new("Revoked", printed(revoked)));
    }
    facts
}

/// Questions, requests, and requests that were refused.
fn numbers(asked: Asked) -> [u64; 3] {
    [asked.questions, asked.requests, asked.refused].map(|number| number.try_into().unwrap_or_default())
}

fn counted(number: u64, what: &str) -> String {
    format!("{} {what}{}", grouped(number), if number == 1 { "" } else { "s" })
}

fn usage(case: &KeyCase) -> Vec<Markup> {
    let mut whole = Asked::default();
    case.usage.iter().for_each(|(_, asked)| whole += *asked);
    let [questions, requests, refused] = numbers(whole);
    let sentence = format!(
        "Asked in the last {DAYS} days: {questions}, in {requests}. Refused because the quota was spent: {refused}.",
        questions = counted(questions, "question"),
        requests = counted(requests, "request"),
        refused = counted(refused, "request"),
    );
    if whole == Asked::default() {
        return vec![text(format!("Nothing was asked in the last {DAYS} days."))];
    }
    let bars: Vec<_> = case.usage.iter().map(|(on, asked)| (day(*on), numbers(*asked)[0])).collect();
    let head =
        std::iter::once(Cell::new("Day")).chain(["Questions", "Requests", "Refused"].map(Cell::number));
    let table = Table::new("What was asked, the newest day first").first_cell_is_header(true).head(head);
    let rows = case.usage.iter().rev().filter(|(_, asked)| *asked != Asked::default());
    let table = rows.fold(table, |table, (on, asked)| {
        let numbers = numbers(*asked).map(|number| Cell::number(grouped(number)));
        table.row(std::iter::once(Cell::new(day(*on))).chain(numbers).collect::<Vec<_>>())
    });
    vec![
        text(sentence),
        upright("Questions a day", &bars),
        Details::new("Day by day, as a table", table.scrolling()).into(),
    ]
}

#[get("/directory-keys/{id}")]
async fn show(visit: SignedIn, id: Path<DirectoryKeyId>) -> Outcome {
    let case = case(&visit, id.into_inner()).await?;
    let mut parts = vec![case.headed("Key"), SummaryList::new(facts(&case)).into()];
    if case.may_keep && case.key.works(case.now) {
        parts.push(buttons([
            Button::link("Give it a new secret", format!("{}/rotate", case.path())).secondary(),
            Button::link("Revoke it", format!("{}/revoke", case.path())).warning(),
        ]));
    }
    parts.push(section("What was asked by it"));
    parts.extend(usage(&case));
    let back = format!("/directories/{}/keys", case.slug);
    Ok(visit.show(Page::new(case.key.name.to_string(), parts).back(back)))
}
