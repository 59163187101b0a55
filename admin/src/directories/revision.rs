//! What waits to be published: compared with what is live, then published or dropped.

use super::case::{Case, case};
use crate::door::parts::{buttons, form, hidden, link, section, send, text, written};
use crate::door::{
    Answer, Notice, Outcome, Page, Rejected, Sent, SignedIn, Stop, Sure, VERSION, Visit, words_of,
};
use crate::words::when;
use actix_web::web::{Path, ServiceConfig};
use actix_web::{get, post};
use domain::directories::{ChangedField, DirectoryContent, Revision, changes};
use domain::values::Slug;
use marketplace::directories;
use serde_json::Value;
use ui::Markup;
use ui::components::{Cell, InsetText, Table};

pub(super) fn routes(config: &mut ServiceConfig) {
    config.service(show).service(publish).service(take_again).service(drop);
}

/// Two contents field by field, each as it is kept.
pub(super) fn compared(
    (one, other): (&DirectoryContent, &DirectoryContent),
    caption: &str,
    head: [&str; 2],
) -> Markup {
    let changes = changes(one, other);
    if changes.is_empty() {
        return text("Nothing differs.");
    }
    let head = [Cell::new("Field"), Cell::new(head[0]), Cell::new(head[1])];
    let table = Table::new(caption).caption_size("m").first_cell_is_header(true).head(head);
    let row = |table: Table, change: &ChangedField| {
        let cells =
            [called(&change.pointer).into(), shown(change, &change.before), shown(change, &change.after)];
        table.row(cells.map(Cell::new))
    };
    changes.iter().fold(table, row).scrolling()
}

/// What the field at a pointer is called on the page where it is changed.
pub(super) fn called(pointer: &str) -> String {
    let named = match pointer {
        "/name_cy" => "Name in Welsh",
        "/intro" => "What people read first",
        "/intro_cy" => "What people read first, in Welsh",
        "/guidance_cy" => "Guidance in Welsh",
        "/contact_email" => "People write to",
        "/hosts" => "Host names",
        "/allowed_origins" => "Shown within",
        "/brand/header_background" => "Background of the header",
        "/brand/header_text" => "Text of the header",
        "/brand/accent" => "Line below the header",
        "/brand/link" => "Links",
        "/brand/button" => "Buttons",
        "/brand/button_text" => "Text of buttons",
        "/brand/header_links" => "Links in the header",
        "/brand/footer_links" => "Links in the footer",
        "/brand/logo_text" => "What the logo says",
        "/admits/clusters" | "/admits/services" => "Help with",
        "/admits/channels" => "How people get it",
        "/admits/nations" => "In which nations",
        "/admits/local_authorities" => "In which local authorities",
        "/admits/excluded" => "Excluded providers",
        "/admits/exempt" => "Listed by exemption",
        other => return words_of(other.rsplit('/').next().unwrap_or_default()),
    };
    named.to_owned()
}

fn shown(change: &ChangedField, value: &Value) -> ui::Content {
    let said = match value {
        Value::Null => String::new(),
        Value::String(_) if change.pointer == "/brand/logo" => "A picture".to_owned(),
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(line).collect::<Vec<_>>().join("\n"),
        other => line(other),
    };
    if said.is_empty() { "Nothing".into() } else { written(&said).into() }
}

fn line(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Object(fields) => fields.values().map(line).collect::<Vec<_>>().join(" · "),
        other => other.to_string(),
    }
}

/// What the directory's own page says of what waits.
pub(super) fn waiting(case: &Case) -> Option<Markup> {
    let revision = case.directory.revision.as_deref()?;
    let fields = changes(&case.directory.content, &revision.content);
    let fields: Vec<String> = fields.iter().map(|change| called(&change.pointer)).collect();
    let fields = if fields.is_empty() { "nothing differs".to_owned() } else { fields.join(", ") };
    let says = text(format!("What you see below is not live yet. It differs in: {fields}."));
    let look = text(link("Look at the changes and publish them", &format!("{}/revision", case.path())));
    Some(InsetText::new(Markup::joined([says, look])).into())
}

fn page(visit: &Visit, case: &Case, revision: &Revision) -> Page {
    let title = "Changes that are not live yet";
    let directory = &case.directory;
    let version = || hidden(VERSION, &directory.version.to_string());
    let to = |step: &str| format!("{}/revision/{step}", case.path());
    let who = case.revised_by.as_deref().unwrap_or("someone");
    let mut parts = vec![
        case.headed(title),
        text(format!("Saved by {who}, {}.", when(revision.at))),
        compared((&directory.content, &revision.content), "What differs", ["Live", "Not live yet"]),
    ];
    if case.may_keep {
        parts.push(text(link(
            "Preview the directory with these changes",
            &format!("{}/preview", case.path()),
        )));
        if revision.begun_from == directory.edition {
            let button = send("Publish the changes");
            parts.push(form(visit, &to("publish"), [version(), button.into()]));
        } else {
            let says = format!(
                "Something else was published while these changes waited: edition {} is live, and they were begun from \
                 edition {}. Look at what differs above: publishing these changes puts the right-hand side live.",
                directory.edition, revision.begun_from
            );
            let button = send("Keep these changes, having compared them");
            parts.push(InsetText::new(says).into());
            parts.push(form(visit, &to("keep"), [version(), button.into()]));
        }
        parts.push(section("Take the changes back"));
        let button = send("Drop the changes").warning();
        parts.push(form(
            visit,
            &to("drop"),
            [version(), text("What is live stays as it is."), button.into()],
        ));
    }
    Page::new(title, parts).back(case.path()).wide()
}

#[get("/directories/{slug}/revision")]
async fn show(visit: SignedIn, slug: Path<Slug>) -> Outcome {
    let case = case(&visit, &slug).await?;
    match case.directory.revision.as_deref() {
        Some(revision) => Ok(visit.show(page(&visit, &case, revision))),
        None => Ok(visit.go(case.path(), "")),
    }
}

async fn done(sent: &Sent, slug: &Slug, rejected: Option<Rejected>, said: &str) -> Outcome {
    let Some(rejected) = rejected else { return Ok(sent.visit.go(format!("/directories/{slug}"), said)) };
    let case = case(&sent.visit, slug).await?;
    match case.directory.revision.as_deref() {
        Some(revision) => rejected.on(&sent.visit, |_| page(&sent.visit, &case, revision)),
        None => {
            let why = "Nothing waits any more: someone else has published or dropped it.";
            Err(sent.visit.go(case.path(), Notice::not_done(why)))
        }
    }
}

#[post("/directories/{slug}/revision/publish")]
async fn publish(sent: Sent, slug: Path<Slug>) -> Outcome {
    let (slug, version) = (slug.into_inner(), sent.version);
    let named = slug.clone();
    let step = move |work: &mut marketplace::Work<'_, '_>, by: &domain::Actor| {
        directories::publish_revision(work, by, &named, version)
    };
    let rejected = sent.visit.write(step).await.err();
    done(&sent, &slug, rejected, "The changes are live.").await
}

/// Saves what waits again, so that it may be published over what was published since.
#[post("/directories/{slug}/revision/keep")]
async fn take_again(sent: Sent, slug: Path<Slug>) -> Outcome {
    let (slug, version) = (slug.into_inner(), sent.version);
    let case = case(&sent.visit, &slug).await?;
    let Some(content) = case.directory.revision.map(|revision| revision.content) else {
        return Err(sent.visit.stop(Stop::NotFound));
    };
    let named = slug.clone();
    let step = move |work: &mut marketplace::Work<'_, '_>, by: &domain::Actor| {
        directories::save_revision(work, by, &named, version, content.clone())
    };
    match sent.visit.write(step).await {
        Ok(_) => {
            Ok(sent.visit.go(format!("/directories/{slug}/revision"), "The changes can be published now."))
        }
        Err(rejected) => done(&sent, &slug, Some(rejected), "").await,
    }
}

#[post("/directories/{slug}/revision/drop")]
async fn drop(sent: Sent, slug: Path<Slug>) -> Outcome {
    let (slug, version) = (slug.into_inner(), sent.version);
    let case = case(&sent.visit, &slug).await?;
    sent.sure(&Sure {
        of: case.directory.content.name.as_str(),
        title: "Drop the changes",
        points: &["What waits to be published is gone.", "The directory stays as people have it now."],
        does: "Drop the changes",
        back: format!("{}/revision", case.path()),
    })?;
    let named = slug.clone();
    let step = move |work: &mut marketplace::Work<'_, '_>, by: &domain::Actor| {
        directories::drop_revision(work, by, &named, version)
    };
    let rejected = sent.visit.write(step).await.err();
    done(&sent, &slug, rejected, "The changes are dropped.").await
}

/// Links to what is told on pages of its own.
pub(super) fn further(case: &Case) -> Markup {
    let preview = link("Preview", &format!("{}/preview", case.path()));
    let editions = link("Editions: what it said, and who changed it", &format!("{}/editions", case.path()));
    if case.may_keep { buttons([preview, editions]) } else { buttons([editions]) }
}

/// Whether someone may change a page of the directory now; else what they are shown. What waits and is outdated has to be
/// compared first: saved again page by page, it would undo unseen what was published since.
pub(super) fn may_change(visit: &Visit, case: &Case) -> Result<(), Answer> {
    let directory = &case.directory;
    if !case.may_keep {
        Err(visit.stop(Stop::WrongRole))
    } else if directory.revision.as_ref().is_some_and(|revision| revision.begun_from != directory.edition) {
        let says = "Something else was published while your changes waited. Compare the two, then go on.";
        Err(visit.go(format!("{}/revision", case.path()), Notice::not_done(says)))
    } else {
        Ok(())
    }
}
