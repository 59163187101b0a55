//! The event log, searched: by what it is about, who did it, whose business it is, on which framework, and when.

mod asked;
mod table;

use crate::door::parts::{TAKE_AWAY, heading, link_line, text};
use crate::door::{Outcome, Page, SignedIn};
use actix_web::get;
use actix_web::http::StatusCode;
use actix_web::web::{Query, ServiceConfig};
use asked::{Asked, Understood, export};
use domain::values::Slug;
use marketplace::audit::{self, Names, Sealed};
use marketplace::frameworks;
use table::table;

pub(super) fn routes(config: &mut ServiceConfig) {
    config.service(show);
}

const HERE: &str = "/authority/log";
/// How many entries are on a page.
const ON_A_PAGE: usize = 50;

struct Found {
    understood: Understood,
    entries: Vec<Sealed>,
    names: Names,
    frameworks: Vec<(Slug, String)>,
}

#[get("/authority/log")]
async fn show(visit: SignedIn, query: Query<Asked>) -> Outcome {
    let asked = query.into_inner();
    let (typed, limit) = (asked.clone(), i64::try_from(ON_A_PAGE + 1).unwrap_or(i64::MAX));
    let Found { understood, mut entries, names, frameworks } = visit
        .read(move |work, by| {
            let understood = typed.understood(work, by)?;
            // Who may not read it is told so, whatever was typed.
            let wanted = understood.wanted.clone().unwrap_or_default();
            let entries = audit::newest_entries(work, by, wanted, typed.before, limit)?;
            let names = audit::names(work, by, &entries)?;
            Ok(Found { understood, entries, names, frameworks: frameworks::names(work)? })
        })
        .await?;
    let mut parts = vec![heading("The log")];
    parts.extend(asked.choices(&understood));
    parts.push(asked.form(&frameworks, &understood.mistakes));
    if let Some(wanted) = &understood.wanted {
        let more = entries.len() > ON_A_PAGE;
        entries.truncate(ON_A_PAGE);
        if entries.is_empty() {
            parts.push(text("No entries match what you chose."));
        } else {
            parts.push(table(&visit, &entries, &names));
            parts.push(link_line(TAKE_AWAY, &export(wanted, "csv")));
            parts.push(link_line("Take all of these away as NDJSON", &export(wanted, "ndjson")));
        }
        if let Some(last) = entries.last().filter(|_| more) {
            let older = format!("{HERE}?{}&before={}", asked.query(), last.number);
            parts.push(link_line("Older entries", &older));
        }
    }
    let page = Page::new("The log", parts).wide().mistakes(&understood.mistakes);
    let is_wrong = !understood.mistakes.is_empty();
    Ok(visit.show(page.status(if is_wrong { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK })))
}
