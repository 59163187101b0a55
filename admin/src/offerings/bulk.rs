//! Offerings in bulk: taking all away as a file, and sending it back. What comes of it is in [`super::import`].

use crate::door::parts::{bullets, file_form, heading_of, link, section, send, text};
use crate::door::{Asking, Outcome, Page, Rejected, Sent, SignedIn, Typed, Visit, download};
use crate::words::count;
use actix_web::web::{Path, ServiceConfig};
use actix_web::{HttpResponse, get, post};
use domain::organisations::Organisation;
use domain::{Action, FieldError, FieldErrors, OrganisationId};
use marketplace::offerings;
use ui::Markup;
use ui::components::{Cell, Details, Table};

pub(super) fn routes(config: &mut ServiceConfig) {
    config.service(take).service(ask).service(receive);
}

/// Mistakes that a page shows; of more, it says how many there are.
const MOST_MISTAKES: usize = 1_000;

#[get("/provider/{id}/offerings/export")]
async fn take(visit: SignedIn, id: Path<OrganisationId>) -> Result<HttpResponse, crate::door::Answer> {
    let id = id.into_inner();
    let file = visit.read(move |work, by| offerings::export(work, by, id)).await?;
    Ok(download("offerings.csv", file))
}

/// Where something is wrong in a file: `/12/costs.1.kind` is line 12, column `costs.1.kind`.
fn place_of(pointer: &str) -> (String, String) {
    let mut parts = pointer.trim_start_matches('/').splitn(2, '/');
    let line = parts.next().unwrap_or_default().to_owned();
    let column = parts.next().map_or_else(|| "The whole line".to_owned(), str::to_owned);
    (line, column)
}

fn mistakes_table(mistakes: &[FieldError]) -> Markup {
    let head = ["Line", "Column", "What is wrong"].map(Cell::new);
    let table =
        Table::new("What is wrong in the file").caption_size("m").first_cell_is_header(true).head(head);
    let table = mistakes.iter().take(MOST_MISTAKES).fold(table, |table, mistake| {
        let (line, column) = place_of(&mistake.pointer);
        table.row([Cell::new(line), Cell::new(column), Cell::new(mistake.message.as_str())])
    });
    let more = mistakes.len().saturating_sub(MOST_MISTAKES);
    let more = (more > 0).then(|| {
        text(format!(
            "And {} more. Mend these, then send the file again.",
            count(more, "mistake", "mistakes")
        ))
    });
    Markup::joined(std::iter::once(table.scrolling()).chain(more))
}

fn page(visit: &Visit, provider: &Organisation, wrong: &[FieldError], mistakes: &[FieldError]) -> Page {
    let id = provider.id;
    let title = "Change many offerings with a spreadsheet";
    let typed = Typed::default();
    let asking = Asking::of(&typed, mistakes);
    let mut parts = vec![heading_of(provider.name.as_str(), title)];
    if !wrong.is_empty() {
        parts.push(mistakes_table(wrong));
    }
    parts.extend([
        section("1. Take your offerings away"),
        text(link("Download your offerings (CSV)", &format!("/provider/{id}/offerings/export"))),
        text("The file opens in any spreadsheet. Without offerings yet it is one to fill in: one row an offering."),
        section("2. Change what you need"),
        bullets([
            "Leave “id” as it is: it says which offering a row is about. Or give each offering your own “reference”.",
            "A row with neither begins a new offering, as a draft.",
            "A column that you take out changes nothing. An offering whose row you take out stays as it is.",
            "Several values in one cell are parted by |, such as en | cy.",
        ]),
        section("3. Send it back"),
        text("You see what would change before anything is done. When anything is wrong, nothing is changed, and we say on which line and in which column."),
        file_form(
            visit,
            &format!("/provider/{id}/offerings/file"),
            [
                asking.ask("file", "The changed file").hint("CSV, at most 20,000 rows").file().into(),
                Markup::from(send("See what it would change")),
            ],
        ),
        Details::new("How rows and columns are read", Markup::joined([
            text("A column is named as its field: “capacity.people_a_week”. Where there may be several of something, its place is counted from 1: “costs.2.kind”, “hours.weekly.1.opens”. Add a column for one more."),
            text("Of a list with several columns, all that is in the file replaces all that was there."),
            text("A cell that begins with =, +, - or @ has an apostrophe before it, so that no spreadsheet runs it. It is taken away again when the file comes back."),
        ])).into(),
    ]);
    Page::new(title, parts).back(format!("/provider/{id}/offerings")).wide()
}

async fn provider_of(visit: &Visit, id: OrganisationId) -> Result<Organisation, crate::door::Answer> {
    visit
        .read(move |work, by| {
            let _permit = by.may(Action::KeepOfferings, &id)?;
            Ok(work.find::<Organisation>(id)?)
        })
        .await
}

#[get("/provider/{id}/offerings/file")]
async fn ask(visit: SignedIn, id: Path<OrganisationId>) -> Outcome {
    let provider = provider_of(&visit, id.into_inner()).await?;
    Ok(visit.show(page(&visit, &provider, &[], &[])))
}

#[post("/provider/{id}/offerings/file")]
async fn receive(mut sent: Sent, id: Path<OrganisationId>) -> Outcome {
    let id = id.into_inner();
    let provider = provider_of(&sent.visit, id).await?;
    let Some(file) = sent.file.take() else {
        let none: Rejected = FieldErrors::one("/file", "required", "Choose the file that you changed").into();
        return none.on(&sent.visit, |mistakes| page(&sent.visit, &provider, &[], mistakes));
    };
    let done = sent
        .visit
        .ask_market(move |market, by| offerings::send_import(market, by, id, &file.name, &file.bytes))
        .await;
    match done {
        Ok((import, _)) => Ok(sent.visit.go(format!("/offering-imports/{}", import.id), "")),
        Err(Rejected::Mistakes { mistakes, status }) => {
            let says = format!(
                "Nothing was changed: {} in the file",
                count(mistakes.len(), "thing is wrong", "things are wrong")
            );
            let above = FieldErrors::one("/file", "invalid", says);
            let shown = page(&sent.visit, &provider, &mistakes, above.all()).mistakes(above.all());
            Err(sent.visit.show(shown.status(status)))
        }
        Err(other) => other.on(&sent.visit, |mistakes| page(&sent.visit, &provider, &[], mistakes)),
    }
}
