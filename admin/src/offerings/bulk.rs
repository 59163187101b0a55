//! Offerings in bulk: taking all away as a file, sending it back, looking at what it would change, having it done.

use super::differences::{field_said, table_of};
use crate::door::parts::{
    bullets, file_form, form, heading_of, hidden, link, link_line, section, send, text,
};
use crate::door::{Asking, Outcome, Page, Rejected, Sent, SignedIn, Stop, Typed, VERSION, Visit, download};
use crate::words::{count, when};
use actix_web::web::{Path, ServiceConfig};
use actix_web::{HttpResponse, get, post};
use domain::offerings::{OfferingImport, Tally};
use domain::organisations::Organisation;
use domain::{Action, FieldError, FieldErrors, OfferingImportId, OrganisationId};
use marketplace::At;
use marketplace::offerings::{self, Outcome as RowOutcome, Plan, Planned};
use ui::Markup;
use ui::components::{Cell, Details, Table};

pub(super) fn routes(config: &mut ServiceConfig) {
    config.service(take).service(ask).service(receive).service(look).service(confirm);
}

/// Rows that a page shows in full; of more, it says how many there are.
const MOST_ROWS: usize = 200;
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

fn tally_said(tally: &Tally) -> Markup {
    let rows = [
        ("Begin an offering, as a draft", tally.begun),
        ("Change an offering", tally.changed),
        ("Change an offering, of which a part waits for a reviewer", tally.to_review),
        ("Leave an offering as it is", tally.same),
    ];
    let head = [Cell::new("What they do"), Cell::number("Rows")];
    let table = Table::new("The rows of the file").caption_size("m").first_cell_is_header(true).head(head);
    let rows = rows.map(|(words, number)| [Cell::new(words), Cell::number(crate::words::grouped(number))]);
    rows.into_iter().fold(table, Table::row).scrolling()
}

fn row_said(row: &Planned) -> Markup {
    let (does, changes) = match row.outcome {
        RowOutcome::Begins => ("begins an offering", None),
        RowOutcome::Changes => ("changes an offering", Some("What changes")),
        RowOutcome::ToReview => ("changes an offering; a part waits for a reviewer", Some("What changes")),
        RowOutcome::Same => return Markup::default(),
    };
    let title = format!("Line {}: {} ({does})", row.line, row.name);
    let inside = match changes {
        Some(caption) => table_of(caption, &row.changes),
        None => text("It is a draft until you publish it."),
    };
    let fields =
        row.changes.iter().map(|change| field_said(&change.field)).take(4).collect::<Vec<_>>().join(", ");
    let title = if fields.is_empty() { title } else { format!("{title}: {fields}") };
    Details::new(title, inside).into()
}

fn preview(
    visit: &Visit,
    provider: &Organisation,
    import: &OfferingImport,
    plan: Option<&Plan>,
    mistakes: &[FieldError],
) -> Page {
    let back = format!("/provider/{}/offerings/file", provider.id);
    let here = format!("/offering-imports/{}", import.id);
    let Some(plan) = plan else {
        let title = "The file was imported";
        let done = import.done_at.map_or_else(String::new, when);
        let parts = [
            heading_of(provider.name.as_str(), title),
            text(format!(
                "{} was sent at {} and imported at {done}.",
                import.file_name,
                when(import.sent_at)
            )),
            tally_said(&import.tally),
            link_line("See your offerings", &format!("/provider/{}/offerings", provider.id)),
        ];
        return Page::new(title, parts).back(back);
    };
    let title = "Check what the file would change";
    let tally = &plan.tally;
    let changing = tally.begun + tally.changed + tally.to_review;
    let mut parts = vec![
        heading_of(provider.name.as_str(), title),
        text("Nothing has been changed yet."),
        tally_said(tally),
    ];
    if changing == 0 {
        parts.push(text("Every row is as it is kept: there is nothing to do."));
    } else {
        let button = [hidden(VERSION, &import.version.to_string()), send("Import all of it").into()];
        parts.push(text("It is done whole or not at all. Ten thousand rows take some seconds: wait for the page that says that it is done."));
        parts.push(form(visit, &here, button));
        parts.push(section("Row by row"));
        let rows = plan.rows.iter().filter(|row| row.outcome != RowOutcome::Same);
        parts.extend(rows.take(MOST_ROWS).map(row_said));
        let more = usize::try_from(changing).unwrap_or_default().saturating_sub(MOST_ROWS);
        if more > 0 {
            parts.push(text(format!("And {} more.", count(more, "row", "rows"))));
        }
    }
    Page::new(title, parts).back(back).mistakes(mistakes)
}

type Shown = (OfferingImport, Option<Plan>, Organisation);

async fn import_of(visit: &Visit, id: OfferingImportId) -> Result<Shown, crate::door::Answer> {
    visit
        .read(move |work, by| {
            let (import, plan) = offerings::show_import(work, by, id)?;
            let provider = work.find(import.provider)?;
            Ok((import, plan, provider))
        })
        .await
}

#[get("/offering-imports/{id}")]
async fn look(visit: SignedIn, id: Path<OfferingImportId>) -> Outcome {
    let (import, plan, provider) = import_of(&visit, id.into_inner()).await?;
    Ok(visit.show(preview(&visit, &provider, &import, plan.as_ref(), &[])))
}

#[post("/offering-imports/{id}")]
async fn confirm(sent: Sent, id: Path<OfferingImportId>) -> Outcome {
    let id = id.into_inner();
    let at = At { id, version: sent.version };
    match sent.visit.ask_market(move |market, by| offerings::import(market, by, at)).await {
        Ok(import) => {
            let tally = import.tally;
            let done = usize::try_from(tally.begun + tally.changed + tally.to_review).unwrap_or_default();
            let said = format!("{} done.", count(done, "row is", "rows are"));
            Ok(sent.visit.go(format!("/offering-imports/{id}"), &said))
        }
        Err(Rejected::Stop(Stop::NotFound)) => Err(sent.visit.stop(Stop::NotFound)),
        Err(rejected) => {
            let (import, plan, provider) = import_of(&sent.visit, id).await?;
            rejected
                .on(&sent.visit, |mistakes| preview(&sent.visit, &provider, &import, plan.as_ref(), mistakes))
        }
    }
}
