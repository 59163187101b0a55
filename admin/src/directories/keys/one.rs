//! A key, and what was asked by it.

use super::list::asked_from;
use super::{DAYS, KeyCase, case, state};
use crate::door::parts::{buttons, section, text};
use crate::door::{Outcome, Page, SignedIn};
use crate::words::day;
use actix_web::get;
use actix_web::web::{Path, ServiceConfig};
use domain::DirectoryKeyId;
use domain::kernel::time::printed;
use marketplace::directories::keys::Asked;
use ui::Markup;
use ui::chart::bars;
use ui::components::{Button, Cell, Details, SummaryList, SummaryRow, Table};

pub(super) fn routes(config: &mut ServiceConfig) {
    config.service(show);
}

fn facts(case: &KeyCase) -> Vec<SummaryRow> {
    let key = &case.key;
    let quota = format!("{} a minute, {} a day", key.quota.a_minute, key.quota.a_day);
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

fn usage(case: &KeyCase) -> Vec<Markup> {
    let mut whole = Asked::default();
    case.usage.iter().for_each(|(_, asked)| whole += *asked);
    let sentence = format!(
        "{} questions in {} requests in the last {DAYS} days. {} requests were refused because the quota was spent.",
        whole.questions, whole.requests, whole.refused
    );
    if whole == Asked::default() {
        return vec![text(format!("Nothing was asked in the last {DAYS} days."))];
    }
    let values: Vec<u64> =
        case.usage.iter().map(|(_, asked)| asked.questions.try_into().unwrap_or(0)).collect();
    let most = values.iter().max().copied().unwrap_or_default();
    let ends = case.usage.first().zip(case.usage.last()).map(|((first, _), (last, _))| (*first, *last));
    let drawn = ends.map_or_else(String::new, |(first, last)| {
        format!("Questions a day from {} to {}: at most {most} on a day.", day(first), day(last))
    });
    let head = ["Day", "Questions", "Requests", "Refused"].map(Cell::new);
    let table = Table::new("What was asked, the newest day first").first_cell_is_header(true).head(head);
    let rows = case.usage.iter().rev().filter(|(_, asked)| *asked != Asked::default());
    let table = rows.fold(table, |table, (on, asked)| {
        table.row([
            Cell::new(day(*on)),
            Cell::number(asked.questions.to_string()),
            Cell::number(asked.requests.to_string()),
            Cell::number(asked.refused.to_string()),
        ])
    });
    vec![
        text(sentence),
        bars(&drawn, &values),
        text(drawn.clone()),
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
