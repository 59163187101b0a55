//! A directory's keys.

use super::state;
use crate::directories::case::case;
use crate::door::parts::{TAKE_AWAY, buttons, link, link_line, text};
use crate::door::{Outcome, Page, SignedIn};
use crate::words::{day, grouped};
use actix_web::get;
use actix_web::web::{self, ServiceConfig};
use domain::directories::keys::DirectoryKey;
use domain::values::Slug;
use marketplace::directories::keys;
use marketplace::organisations::Page as PageOf;
use serde::Deserialize;
use ui::components::{Button, Cell, Table};

pub(super) fn routes(config: &mut ServiceConfig) {
    config.service(show);
}

/// How many are on a page.
const ON_A_PAGE: usize = 50;

/// From which key on: newest first, those that work and those that did.
#[derive(Deserialize)]
struct From {
    after: Option<String>,
}

/// Where a directory's keys are.
pub(in crate::directories) fn path(slug: &Slug) -> String {
    format!("/directories/{slug}/keys")
}

/// For whom a key is, in words.
pub(super) fn asked_from(key: &DirectoryKey) -> String {
    match key.allowed_origins.len() {
        0 => "Programs".to_owned(),
        _ => key.allowed_origins.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "),
    }
}

#[get("/directories/{slug}/keys")]
async fn show(visit: SignedIn, slug: web::Path<Slug>, from: web::Query<From>) -> Outcome {
    let slug = slug.into_inner();
    let case = case(&visit, &slug).await?;
    let named = slug.clone();
    let after = from.after.as_deref().and_then(|id| id.parse().ok());
    let page = PageOf { after, limit: i64::try_from(ON_A_PAGE + 1).unwrap_or(i64::MAX) };
    let (mut keys, now) =
        visit.read(move |work, by| Ok((keys::list_of(work, by, &named, &page)?, work.now()))).await?;
    let more = keys.len() > ON_A_PAGE;
    keys.truncate(ON_A_PAGE);
    let mut parts = vec![
        case.headed("Keys"),
        text(
            "Searching the directory is open to everyone. A service needs a key to ask for many postcodes at once, to take more than 2,000 listings away, or to have what its pages ask counted.",
        ),
    ];
    if keys.is_empty() {
        parts.push(text("There is no key yet."));
    } else {
        let head = [
            Cell::new("Service"),
            Cell::new("Asks from"),
            Cell::number("Questions a day"),
            Cell::new("Last day"),
            Cell::new("State"),
        ];
        let table =
            Table::new("Keys of the directory").caption_size("m").first_cell_is_header(true).head(head);
        let table = keys.iter().fold(table, |table, key| {
            table.row([
                Cell::new(link(key.name.as_str(), &format!("/directory-keys/{}", key.id))),
                Cell::new(asked_from(key)),
                Cell::number(grouped(key.quota.a_day.into())),
                Cell::new(key.ends_on.map_or_else(|| "None".to_owned(), day)),
                Cell::new(state(key, now)),
            ])
        });
        parts.push(table.scrolling());
        parts.push(link_line(TAKE_AWAY, &format!("/take-away{}/export", path(&slug))));
    }
    if let Some(last) = keys.last().filter(|_| more) {
        parts.push(link_line("Next page", &format!("{}?after={}", path(&slug), last.id)));
    }
    if case.may_keep {
        parts.push(buttons([Button::link("Issue a key", format!("{}/issue-key", case.path()))]));
    }
    Ok(visit.show(Page::new("Keys", parts).back(case.path()).wide()))
}
