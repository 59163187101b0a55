//! A file of offerings that was sent: what it would change, how far it has come, and what came of it.

use super::differences::{field_said, table_of};
use crate::door::parts::{form, heading_of, hidden, link_line, section, send, text};
use crate::door::{Answer, Outcome, Page, Rejected, Sent, SignedIn, Stop, VERSION, Visit};
use crate::words::{count, grouped, when};
use actix_web::web::{Path, ServiceConfig};
use actix_web::{HttpResponse, get, post};
use domain::offerings::{ImportState, OfferingImport, Tally};
use domain::organisations::Organisation;
use domain::{FieldError, OfferingImportId};
use marketplace::At;
use marketplace::offerings::{self, Outcome as RowOutcome, Plan, Planned, Progress};
use serde_json::json;
use ui::components::{Cell, Details, Table, WarningText};
use ui::{Content, Markup};

pub(super) fn routes(config: &mut ServiceConfig) {
    config.service(look).service(how_far_it_is).service(confirm);
}

/// Rows that a page shows in full; of more, it says how many there are.
const MOST_ROWS: usize = 200;

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

/// A file with what stands around it.
struct Shown {
    import: OfferingImport,
    plan: Option<Plan>,
    provider: Organisation,
    progress: Option<Progress>,
}

async fn shown(visit: &Visit, id: OfferingImportId) -> Result<Shown, Answer> {
    visit
        .read(move |work, by| {
            let (import, plan) = offerings::show_import(work, by, id)?;
            let (_, progress) = offerings::import_progress(work, by, id)?;
            Ok(Shown { provider: work.find(import.provider)?, import, plan, progress })
        })
        .await
}

fn page(visit: &Visit, it: &Shown, mistakes: &[FieldError]) -> Page {
    let back = format!("/provider/{}/offerings/file", it.provider.id);
    let page = match (it.import.state, &it.plan) {
        (ImportState::Looked, Some(plan)) => preview(visit, it, plan),
        (ImportState::Done, _) => done(it),
        (ImportState::NotDone, _) => not_done(it),
        (ImportState::Looked | ImportState::Confirmed, _) => going_on(it),
    };
    page.back(back).mistakes(mistakes)
}

fn preview(visit: &Visit, it: &Shown, plan: &Plan) -> Page {
    let title = "Check what the file would change";
    let tally = &plan.tally;
    let changing = tally.begun + tally.changed + tally.to_review;
    let mut parts = vec![
        heading_of(it.provider.name.as_str(), title),
        text("Nothing has been changed yet."),
        tally_said(tally),
    ];
    if changing == 0 {
        parts.push(text("Every row is as it is kept: there is nothing to do."));
    } else {
        let here = format!("/offering-imports/{}", it.import.id);
        let button = [hidden(VERSION, &it.import.version.to_string()), send("Import all of it").into()];
        parts.push(text("It is done whole or not at all. You see how far it is, and need not wait for it."));
        parts.push(form(visit, &here, button));
        parts.push(section("Row by row"));
        let rows = plan.rows.iter().filter(|row| row.outcome != RowOutcome::Same);
        parts.extend(rows.take(MOST_ROWS).map(row_said));
        let more = usize::try_from(changing).unwrap_or_default().saturating_sub(MOST_ROWS);
        if more > 0 {
            parts.push(text(format!("And {} more.", count(more, "row", "rows"))));
        }
    }
    Page::new(title, parts)
}

fn done(it: &Shown) -> Page {
    let title = "The file was imported";
    let at = it.import.done_at.map_or_else(String::new, when);
    let parts = [
        heading_of(it.provider.name.as_str(), title),
        text(format!(
            "{} was sent at {} and imported at {at}.",
            it.import.file_name,
            when(it.import.sent_at)
        )),
        tally_said(&it.import.tally),
        link_line("See your offerings", &format!("/provider/{}/offerings", it.provider.id)),
    ];
    Page::new(title, parts)
}

fn not_done(it: &Shown) -> Page {
    let title = "The file was not imported";
    let why = it.import.refusal.clone().unwrap_or_default();
    let parts = [
        heading_of(it.provider.name.as_str(), title),
        WarningText::new(format!("Nothing was changed. {why}.")).into(),
        link_line(
            "Send the file again, to see what it would change now",
            &format!("/provider/{}/offerings/file", it.provider.id),
        ),
    ];
    Page::new(title, parts)
}

const HOW_FAR: &str = "{done} of {of} rows are saved.";

/// How far it is, as far as the node at work has told.
fn how_far(it: &Shown) -> String {
    let is_begun = it.import.confirmation.is_some_and(|confirmation| confirmation.begun_at.is_some());
    match it.progress {
        Some(Progress { done, of }) => {
            HOW_FAR.replace("{done}", &grouped(done)).replace("{of}", &grouped(of))
        }
        None if is_begun => "It is being done.".to_owned(),
        None => "It is being taken up.".to_owned(),
    }
}

/// The page while a worker is at it. Its script moves the bar; without, it is shown anew.
fn going_on(it: &Shown) -> Page {
    let title = "The file is being imported";
    let value = it
        .progress
        .map_or_else(String::new, |Progress { done, of }| format!(" max=\"{of}\" value=\"{done}\""));
    let bar = Markup::trusted(format!(
        "<div data-progress=\"/offering-imports/{}/progress\" data-says=\"{}\">\
         <progress class=\"app-progress\" aria-label=\"Rows that are saved\"{value}></progress>\
         <p class=\"govuk-body\" role=\"status\">{}</p></div>",
        it.import.id,
        Content::from(HOW_FAR),
        Content::from(how_far(it))
    ));
    let since = it.import.confirmation.map_or_else(String::new, |confirmation| when(confirmation.at));
    let parts = [
        heading_of(it.provider.name.as_str(), title),
        bar,
        text(format!(
            "You had {} imported at {since}. It is done whole or not at all. You can leave this page and come back to it.",
            it.import.file_name
        )),
        link_line("See your offerings", &format!("/provider/{}/offerings", it.provider.id)),
    ];
    Page::new(title, parts).shown_anew()
}

#[get("/offering-imports/{id}")]
async fn look(visit: SignedIn, id: Path<OfferingImportId>) -> Outcome {
    let it = shown(&visit, id.into_inner()).await?;
    Ok(visit.show(page(&visit, &it, &[])))
}

/// How far it has come, for the page's script.
#[get("/offering-imports/{id}/progress")]
async fn how_far_it_is(visit: SignedIn, id: Path<OfferingImportId>) -> Result<HttpResponse, Answer> {
    let id = id.into_inner();
    let (import, progress) = visit.read(move |work, by| offerings::import_progress(work, by, id)).await?;
    let Progress { done, of } = progress.unwrap_or(Progress { done: 0, of: 0 });
    let goes_on = import.state == ImportState::Confirmed;
    Ok(HttpResponse::Ok()
        .insert_header(("Cache-Control", "no-store"))
        .json(json!({"goes_on": goes_on, "done": done, "of": of})))
}

#[post("/offering-imports/{id}")]
async fn confirm(sent: Sent, id: Path<OfferingImportId>) -> Outcome {
    let at = At { id: id.into_inner(), version: sent.version };
    match sent.visit.write(move |work, by| offerings::confirm_import(work, by, at)).await {
        Ok(_) => Ok(sent.visit.go(format!("/offering-imports/{}", at.id), "")),
        Err(Rejected::Stop(Stop::NotFound)) => Err(sent.visit.stop(Stop::NotFound)),
        Err(rejected) => {
            let it = shown(&sent.visit, at.id).await?;
            // Sent twice, as by an impatient second click: what the first began is shown.
            if it.import.state != ImportState::Looked {
                return Ok(sent.visit.go(format!("/offering-imports/{}", at.id), ""));
            }
            rejected.on(&sent.visit, |mistakes| page(&sent.visit, &it, mistakes))
        }
    }
}
