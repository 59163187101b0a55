//! What a directory said: every edition, with who published it and what changed, and going back to one.

use super::case::{Case, case, who};
use super::revision::{called, compared};
use crate::door::parts::{form, heading_of, hidden, link, send, text};
use crate::door::{Outcome, Page, Sent, SignedIn, VERSION, Visit};
use crate::words::when;
use actix_web::web::{Path, Query, ServiceConfig};
use actix_web::{get, post};
use domain::directories::Edition;
use domain::values::Slug;
use marketplace::directories;
use marketplace::organisations::Page as PageOf;
use serde::Deserialize;
use ui::components::{Cell, Table};

pub(super) fn routes(config: &mut ServiceConfig) {
    config.service(list).service(show).service(restore);
}

/// So many are shown at once.
const AT_ONCE: i64 = 50;

#[derive(Deserialize)]
struct Before {
    before: Option<u32>,
}

fn what(edition: &Edition) -> String {
    match (edition.restores, edition.changed.as_slice()) {
        (Some(earlier), _) => format!("Back to edition {earlier}"),
        (None, []) if edition.number == 1 => "Everything: it is the first".to_owned(),
        (None, []) => "Nothing".to_owned(),
        (None, changed) => changed.iter().map(|field| called(field)).collect::<Vec<_>>().join(", "),
    }
}

#[get("/directories/{slug}/editions")]
async fn list(visit: SignedIn, slug: Path<Slug>, query: Query<Before>) -> Outcome {
    let case = case(&visit, &slug).await?;
    let (named, page) = (slug.clone(), PageOf { after: query.before, limit: AT_ONCE + 1 });
    let found = visit.read(move |work, by| {
        let editions = directories::editions(work, by, &named, &page)?;
        editions
            .into_iter()
            .map(|edition| Ok((who(work, &edition.by)?, edition)))
            .collect::<Result<Vec<_>, _>>()
    });
    let mut found = found.await?;
    let has_more = found.len() > usize::try_from(AT_ONCE).unwrap_or(usize::MAX);
    if has_more {
        found.pop();
    }
    let head = ["Edition", "When", "By", "What changed"].map(Cell::new);
    let table = Table::new("What the directory said").caption_size("m").first_cell_is_header(true).head(head);
    let table = found.iter().fold(table, |table, (by, edition)| {
        let path = format!("{}/editions/{}", case.path(), edition.number);
        let is_live = if edition.number == case.directory.edition { " (now)" } else { "" };
        table.row([
            Cell::new(link(format!("Edition {}{is_live}", edition.number), &path)),
            Cell::new(when(edition.at)),
            Cell::new(by.as_str()),
            Cell::new(what(edition)),
        ])
    });
    let mut parts = vec![case.headed("Editions"), table.scrolling()];
    if let Some((_, last)) = found.last().filter(|_| has_more) {
        parts.push(text(link(
            "Earlier editions",
            &format!("{}/editions?before={}", case.path(), last.number),
        )));
    }
    Ok(visit.show(Page::new("Editions", parts).back(case.path()).wide()))
}

struct Shown {
    case: Case,
    edition: Edition,
    by: String,
}

async fn shown(visit: &Visit, slug: &Slug, number: u32) -> Result<Shown, crate::door::Answer> {
    let case = case(visit, slug).await?;
    let named = slug.clone();
    let found = visit.read(move |work, by| {
        let edition = directories::edition(work, by, &named, number)?;
        Ok((who(work, &edition.by)?, edition))
    });
    let (by, edition) = found.await?;
    Ok(Shown { case, edition, by })
}

fn page(visit: &Visit, Shown { case, edition, by }: &Shown) -> Page {
    let title = format!("Edition {}", edition.number);
    let directory = &case.directory;
    let mut parts = vec![
        heading_of(directory.content.name.as_str(), &title),
        text(format!("Published by {by}, {}.", when(edition.at))),
        text(format!("What changed: {}.", what(edition))),
    ];
    if edition.number == directory.edition {
        parts.push(text("This is what the directory says now."));
    } else {
        let contents = (&directory.content, &edition.content);
        parts.push(compared(contents, "What differs from now", ["Now", title.as_str()]));
        if case.may_keep && edition.content != directory.content {
            let inside = [
                hidden(VERSION, &directory.version.to_string()),
                text("It comes back as a new edition, at once. Those in between stay in the list."),
                send(&format!("Go back to edition {}", edition.number)).into(),
            ];
            parts.push(form(visit, &format!("{}/editions/{}/restore", case.path(), edition.number), inside));
        }
    }
    Page::new(title, parts).back(format!("{}/editions", case.path())).wide()
}

#[get("/directories/{slug}/editions/{number}")]
async fn show(visit: SignedIn, path: Path<(Slug, u32)>) -> Outcome {
    let (slug, number) = path.into_inner();
    let shown = shown(&visit, &slug, number).await?;
    Ok(visit.show(page(&visit, &shown)))
}

#[post("/directories/{slug}/editions/{number}/restore")]
async fn restore(sent: Sent, path: Path<(Slug, u32)>) -> Outcome {
    let (slug, number) = path.into_inner();
    let (version, named) = (sent.version, slug.clone());
    let step = move |work: &mut marketplace::Work<'_, '_>, by: &domain::Actor| {
        directories::restore(work, by, &named, version, number)
    };
    match sent.visit.write(step).await {
        Ok(_) => Ok(sent.visit.go(format!("/directories/{slug}"), format!("Edition {number} is back."))),
        Err(rejected) => {
            let shown = shown(&sent.visit, &slug, number).await?;
            rejected.on(&sent.visit, |_| page(&sent.visit, &shown))
        }
    }
}
