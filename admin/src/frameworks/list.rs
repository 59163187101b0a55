//! Every framework, what is being written, and how a new one begins.

use crate::door::parts::{file_form, form, heading, link, link_line, section, send, text};
use crate::door::{Asking, Outcome, Page, Rejected, Sent, SignedIn, Typed, Visit};
use crate::words::{count, state_tag, when};
use actix_web::web::{Query, ServiceConfig};
use actix_web::{get, post};
use domain::frameworks::{Framework, FrameworkDraft, Revision};
use domain::{Action, FieldError, FieldErrors, Platform, Timestamp};
use marketplace::frameworks::{self, revise};
use marketplace::organisations::Page as Slice;
use serde::Deserialize;
use ui::Markup;
use ui::components::{Cell, Table};

pub(super) fn routes(config: &mut ServiceConfig) {
    config.service(show).service(begin).service(upload);
}

pub(super) const HERE: &str = "/authority/frameworks";
/// Where drafts live.
pub(super) const DRAFTS: &str = "/authority/framework-drafts";

/// How many are on a page.
const ON_A_PAGE: usize = 50;

/// From which framework on.
#[derive(Default, Deserialize)]
struct From {
    after: Option<String>,
}

struct Shown {
    frameworks: Vec<Framework>,
    /// Whether there are more than are shown.
    more: bool,
    drafts: Vec<Revision>,
    now: Timestamp,
}

async fn read(visit: &Visit, from: &From) -> Result<Shown, crate::door::Answer> {
    let after = from.after.as_deref().and_then(|slug| slug.parse().ok());
    let limit = i64::try_from(ON_A_PAGE + 1).unwrap_or(i64::MAX);
    visit
        .read(move |work, by| {
            let _permit = by.may(Action::LoadReference, &Platform)?;
            let page = Slice { after: after.clone(), limit };
            let (mut frameworks, drafts) = (frameworks::some(work, &page)?, revise::drafts(work, by)?);
            let more = frameworks.len() > ON_A_PAGE;
            frameworks.truncate(ON_A_PAGE);
            Ok(Shown { frameworks, more, drafts, now: work.now() })
        })
        .await
}

fn page(visit: &Visit, shown: &Shown, typed: &Typed, mistakes: &[FieldError]) -> Page {
    let asking = Asking::of(typed, mistakes);
    let mut rows = Table::new("All frameworks").caption_size("m").first_cell_is_header(true).head([
        Cell::new("Framework"),
        Cell::new("State"),
        Cell::new("Version"),
        Cell::new("Lots"),
        Cell::new("Takes applications"),
    ]);
    for framework in &shown.frameworks {
        let definition = &framework.definition;
        rows = rows.row([
            Cell::new(link(definition.name.as_str(), &format!("{HERE}/{}", definition.slug))),
            Cell::new(Markup::from(state_tag(framework.state_at(shown.now).word()))),
            Cell::new(definition.version.to_string()),
            Cell::new(count(definition.lots.len(), "lot", "lots")),
            Cell::new(if framework.admits_at(shown.now) { "Yes" } else { "No" }),
        ]);
    }
    let mut drafts = Table::new("Being written").caption_size("m").first_cell_is_header(true).head([
        Cell::new("Draft"),
        Cell::new("Version"),
        Cell::new("Last saved"),
        Cell::new("To put right"),
    ]);
    for draft in &shown.drafts {
        let name = if draft.content.name.is_empty() { draft.framework.as_str() } else { &draft.content.name };
        drafts = drafts.row([
            Cell::new(link(name, &format!("{DRAFTS}/{}", draft.id))),
            Cell::new(draft.content.version.to_string()),
            Cell::new(when(draft.saved_at)),
            Cell::new(draft.faults().len().to_string()),
        ]);
    }
    let of_a_new_one: [Markup; 3] = [
        asking
            .ask("id", "Its name in addresses")
            .hint("Small letters, digits and hyphens, such as digital-help-2028. It stays so")
            .input()
            .width(20)
            .into(),
        asking.ask("name", "Its name in English").input().into(),
        send("Begin to write it").secondary().into(),
    ];
    let of_a_file = [
        asking
            .ask("file", "Choose a TOML file")
            .hint(
                "Of a new framework, or of the next version of one. It becomes a draft: nothing is published",
            )
            .file()
            .attributes([("accept", ".toml".to_owned())])
            .into(),
        Markup::from(send("Upload it").secondary()),
    ];
    let mut parts = vec![heading("Frameworks"), rows.scrolling()];
    if let Some(last) = shown.frameworks.last().filter(|_| shown.more) {
        parts.push(link_line("Next page", &format!("{HERE}?after={}", last.slug())));
    }
    parts.push(if shown.drafts.is_empty() { text("Nothing is being written.") } else { drafts.scrolling() });
    parts.extend([
        section("A new framework"),
        form(visit, HERE, of_a_new_one),
        section("From a file"),
        file_form(visit, &format!("{HERE}/file"), of_a_file),
    ]);
    Page::new("Frameworks", parts).wide().mistakes(mistakes)
}

#[get("/authority/frameworks")]
async fn show(visit: SignedIn, from: Query<From>) -> Outcome {
    let shown = read(&visit, &from).await?;
    Ok(visit.show(page(&visit, &shown, &Typed::default(), &[])))
}

async fn begun(sent: &Sent, done: Result<Revision, Rejected>) -> Outcome {
    match done {
        Ok(revision) => {
            let path = format!("{DRAFTS}/{}", revision.id);
            Ok(sent.visit.go(path, "The draft is begun. Nothing is published until you say so."))
        }
        Err(rejected) => {
            let shown = read(&sent.visit, &From::default()).await?;
            rejected.on(&sent.visit, |mistakes| page(&sent.visit, &shown, &sent.typed, mistakes))
        }
    }
}

#[post("/authority/frameworks")]
async fn begin(sent: Sent) -> Outcome {
    let draft = |typed: FrameworkDraft| {
        let draft =
            FrameworkDraft { version: 1, id: typed.id, name: typed.name, ..FrameworkDraft::default() };
        Ok::<_, FieldErrors>(draft)
    };
    let done = sent.act(draft, revise::start).await;
    begun(&sent, done).await
}

#[post("/authority/frameworks/file")]
async fn upload(mut sent: Sent) -> Outcome {
    let done = match super::file::handed_in(&mut sent) {
        Ok(content) => sent.visit.write(move |work, by| revise::start(work, by, content.clone())).await,
        Err(errors) => Err(errors.into()),
    };
    begun(&sent, done).await
}
