//! What people say of a directory: how many found help, and how many did not.

use super::case::case;
use crate::door::parts::text;
use crate::door::{Outcome, Page, SignedIn};
use crate::words::day;
use actix_web::get;
use actix_web::web::{Path, ServiceConfig};
use domain::directories::{AnswersCounted, AskedOn, FoundHelp};
use domain::values::Slug;
use marketplace::directories;
use ui::components::{Cell, Table};

pub(super) fn routes(config: &mut ServiceConfig) {
    config.service(show);
}

/// Where people are asked, with what the page of figures calls it.
const PAGES: [(AskedOn, &str); 2] = [(AskedOn::Results, "Results"), (AskedOn::Entry, "Entries")];

fn sum<'a>(counted: impl IntoIterator<Item = &'a AnswersCounted>, on: AskedOn, found: FoundHelp) -> i64 {
    let these = counted.into_iter().filter(|it| it.answer.on == on && it.answer.found == found);
    these.map(|it| it.count).sum()
}

fn row<'a>(name: String, counted: impl IntoIterator<Item = &'a AnswersCounted> + Copy) -> Vec<Cell> {
    let figures = PAGES.iter().flat_map(|(on, _)| {
        [FoundHelp::Yes, FoundHelp::No]
            .map(|found| Cell::new(sum(counted, *on, found).to_string()).format("numeric"))
    });
    std::iter::once(Cell::new(name)).chain(figures).collect()
}

#[get("/directories/{slug}/feedback")]
async fn show(visit: SignedIn, slug: Path<Slug>) -> Outcome {
    let case = case(&visit, &slug).await?;
    let counted = visit.read(move |work, by| directories::answers(work, by, &slug)).await?;
    let figures = PAGES.iter().flat_map(|(_, page)| {
        ["found help", "found none"].map(|said| Cell::new(format!("{page}: {said}")).format("numeric"))
    });
    let head = std::iter::once(Cell::new("Day")).chain(figures);
    let table =
        Table::new("Answers of the last 90 days").caption_size("m").first_cell_is_header(true).head(head);
    let table = table.row(row("All".to_owned(), &counted));
    let days = counted.chunk_by(|one, other| one.day == other.day).rev();
    let table = days.fold(table, |table, of_day| table.row(row(day(of_day[0].day), of_day)));
    let about = "People are asked on each page whether they found help. Only how many answered is kept, and nothing about \
                 them: whoever answers chose to, so these are not shares of everyone who looked.";
    let mut parts = vec![case.headed("Did people find help?"), text(about)];
    parts.push(if counted.is_empty() { text("Nobody has answered yet.") } else { table.scrolling() });
    Ok(visit.show(Page::new("Did people find help?", parts).back(case.path()).wide()))
}
