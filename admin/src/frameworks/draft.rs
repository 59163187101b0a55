//! A version while it is written: its parts as a task list, what is to be put right, and its end.

use super::list::{DRAFTS, HERE};
use crate::door::parts::{
    button_form, buttons, file_form, form, heading_of, hidden, link, link_line, section, send, text,
};
use crate::door::{Answer, Asking, Outcome, Page, Rejected, Sent, SignedIn, Sure, Typed, VERSION, Visit};
use crate::words::{count, when};
use actix_web::web::{Path, ServiceConfig};
use actix_web::{get, post};
use domain::frameworks::{FrameworkDraft, LotDraft, Revision, RevisionState};
use domain::{Actor, FieldError, FrameworkRevisionId};
use marketplace::frameworks::revise;
use marketplace::{At, Work};
use ui::Markup;
use ui::components::{Details, SummaryList, SummaryRow, Tag, Task, TaskList, TaskStatus, WarningText};

pub(super) fn routes(config: &mut ServiceConfig) {
    config.service(show).service(publish).service(discard).service(add_lot);
}

pub(super) fn path(id: FrameworkRevisionId) -> String {
    format!("{DRAFTS}/{id}")
}

pub(super) async fn load(visit: &Visit, id: FrameworkRevisionId) -> Result<Revision, Answer> {
    visit.read(move |work, by| revise::draft(work, by, id)).await
}

/// Saves the content of a draft after a change to a part of it.
pub(super) async fn save(
    visit: &Visit,
    at: At<FrameworkRevisionId>,
    content: FrameworkDraft,
) -> Result<Revision, Rejected> {
    visit.write(move |work, by| revise::save(work, by, at, content.clone())).await
}

/// The faults at or below a pointer, told from there.
pub(super) fn faults_in(revision: &Revision, within: &str) -> Vec<FieldError> {
    let inside = |mut fault: FieldError| {
        let rest = fault.pointer.strip_prefix(within)?.to_owned();
        (rest.is_empty() || rest.starts_with('/')).then(|| {
            fault.pointer = rest;
            fault
        })
    };
    revision.faults().into_iter().filter_map(inside).collect()
}

/// The fields of the page of facts; the other parts have pages of their own.
fn is_of_facts(pointer: &str) -> bool {
    !["/dates", "/reopenings", "/agreement", "/declaration", "/lot"]
        .iter()
        .any(|other| crate::door::is_within(pointer, other))
}

fn status(faults: usize) -> TaskStatus {
    match faults {
        0 => TaskStatus::done("Completed"),
        some => Tag::new(format!("{some} to put right")).into(),
    }
}

fn lot_title(lot: &LotDraft) -> String {
    let title = if lot.title.is_empty() { "not named yet" } else { lot.title.as_str() };
    format!("Lot {}: {title}", lot.number)
}

fn tasks(revision: &Revision) -> Markup {
    let (faults, here) = (revision.faults(), path(revision.id));
    let count_of = |is: &dyn Fn(&str) -> bool| faults.iter().filter(|fault| is(&fault.pointer)).count();
    let dates = |pointer: &str| pointer.starts_with("/dates") || pointer.starts_with("/reopenings");
    let mut tasks = vec![
        Task::new("Name, law and how it buys", status(count_of(&is_of_facts))).href(format!("{here}/facts")),
        Task::new("Dates", status(count_of(&dates))).href(format!("{here}/dates")),
    ];
    let of_agreement = |pointer: &str| crate::door::is_within(pointer, "/agreement");
    let agreement = match &revision.content.agreement {
        Some(_) => status(count_of(&of_agreement)),
        None => TaskStatus::done("None"),
    };
    tasks.push(Task::new("The agreement that providers sign", agreement).href(format!("{here}/agreement")));
    let of_declaration = |pointer: &str| crate::door::is_within(pointer, "/declaration");
    let declaration = match &revision.content.declaration {
        Some(_) => status(count_of(&of_declaration)),
        None => TaskStatus::done("None"),
    };
    tasks.push(
        Task::new("The declaration that providers make", declaration).href(format!("{here}/declaration")),
    );
    for (place, lot) in revision.content.lots.iter().enumerate() {
        let within = format!("/lot/{place}");
        let of_lot = |pointer: &str| crate::door::is_within(pointer, &within);
        let words = format!("{}, {}", lot_title(lot), count(lot.questions.len(), "question", "questions"));
        tasks.push(Task::new(words, status(count_of(&of_lot))).href(format!("{here}/lots/{place}")));
    }
    TaskList::new(tasks).into()
}

pub(super) fn page(visit: &Visit, revision: &Revision, mistakes: &[FieldError]) -> Page {
    let (content, here) = (&revision.content, path(revision.id));
    let faults = revision.faults();
    let facts = SummaryList::new([
        SummaryRow::new("Framework", revision.framework.to_string()),
        SummaryRow::new("Version", content.version.to_string()),
        SummaryRow::new("Last saved", when(revision.saved_at)),
        SummaryRow::new("File", link("Take it away as TOML", &format!("{here}/file"))),
    ]);
    let title = if content.name.is_empty() { revision.framework.to_string() } else { content.name.clone() };
    let mut parts = vec![heading_of("Draft of a framework", &title), facts.into()];
    if revision.state != RevisionState::Draft {
        let says = match revision.state {
            RevisionState::Published => "It is published, and no longer changes.",
            _ => "It was discarded.",
        };
        parts.push(text(says));
        parts.push(link_line("The framework as it is", &format!("{HERE}/{}", revision.framework)));
        return Page::new(title, parts).back(HERE);
    }
    let version = || hidden(VERSION, &revision.version.to_string());
    parts.extend([section("Write it"), tasks(revision)]);
    parts.push(form(visit, &format!("{here}/lots"), [version(), send("Add a lot").secondary().into()]));
    if !content.lots.is_empty() && faults.is_empty() {
        parts.push(section("See it as applicants will"));
        if content.agreement.is_some() {
            parts.push(link_line("The agreement, to be signed", &format!("{here}/preview/agreement")));
        }
        if content.declaration.is_some() {
            parts.push(link_line("The declaration", &format!("{here}/preview/declaration")));
        }
        let lots = content.lots.iter().enumerate();
        parts.extend(lots.map(|(place, lot)| link_line(&lot_title(lot), &format!("{here}/preview/{place}"))));
    }
    parts.push(section("Publish it"));
    if faults.is_empty() {
        parts.push(text(
            "Applications that are started from now on are made to this version. Those that run keep theirs.",
        ));
        let inside = [version(), send(&format!("Publish version {}", content.version)).into()];
        parts.push(form(visit, &format!("{here}/publication"), inside));
    } else {
        let many = count(faults.len(), "thing", "things");
        parts.push(text(format!("Not yet: there are {many} to put right in the parts above.")));
    }
    let asking = Asking { typed: &Typed::default(), mistakes };
    parts.push(section("Replace it by a file"));
    parts.push(file_form(
        visit,
        &format!("{here}/file"),
        [
            version(),
            asking
                .ask("file", "Choose a TOML file")
                .file()
                .attributes([("accept", ".toml".to_owned())])
                .into(),
            send("Upload it").secondary().into(),
        ],
    ));
    let warning = "Everything that was written in this draft is gone, for everyone who writes in it.";
    let inside = [version(), WarningText::new(warning).into(), send("Discard the draft").warning().into()];
    let give_up = form(visit, &format!("{here}/discard"), inside);
    parts.push(Details::new("Give this draft up", give_up).into());
    Page::new(title, parts).mistakes(mistakes).back(HERE)
}

#[get("/authority/framework-drafts/{id}")]
async fn show(visit: SignedIn, id: Path<FrameworkRevisionId>) -> Outcome {
    let revision = load(&visit, id.into_inner()).await?;
    Ok(visit.show(page(&visit, &revision, &[])))
}

#[post("/authority/framework-drafts/{id}/publication")]
async fn publish(sent: Sent, id: Path<FrameworkRevisionId>) -> Outcome {
    let at = At { id: id.into_inner(), version: sent.version };
    let done = sent.visit.write(move |work, by| revise::publish(work, by, at)).await;
    match done {
        Ok((revision, framework)) => {
            let said = format!("Version {} is published.", framework.definition.version);
            Ok(sent.visit.go(format!("{HERE}/{}", revision.framework), &said))
        }
        Err(rejected) => {
            let revision = load(&sent.visit, at.id).await?;
            rejected.on(&sent.visit, |mistakes| page(&sent.visit, &revision, mistakes))
        }
    }
}

#[post("/authority/framework-drafts/{id}/discard")]
async fn discard(sent: Sent, id: Path<FrameworkRevisionId>) -> Outcome {
    let at = At { id: id.into_inner(), version: sent.version };
    sent.sure(&Sure {
        of: &load(&sent.visit, at.id).await?.content.name,
        title: "Discard this draft",
        points: &[
            "Everything that was written in it is gone, for everyone who writes in it.",
            "What is published stays as it is.",
        ],
        does: "Discard the draft",
        back: path(at.id),
    })?;
    let discard = move |work: &mut Work<'_, '_>, by: &Actor| revise::discard(work, by, at);
    match sent.visit.write(discard).await {
        Ok(_) => Ok(sent.visit.go(HERE, "The draft is discarded.")),
        Err(rejected) => {
            let revision = load(&sent.visit, at.id).await?;
            rejected.on(&sent.visit, |mistakes| page(&sent.visit, &revision, mistakes))
        }
    }
}

#[post("/authority/framework-drafts/{id}/lots")]
async fn add_lot(sent: Sent, id: Path<FrameworkRevisionId>) -> Outcome {
    let at = At { id: id.into_inner(), version: sent.version };
    let revision = load(&sent.visit, at.id).await?;
    let mut content = revision.content.clone();
    let number = content.lots.iter().map(|lot| lot.number).max().unwrap_or(0) + 1;
    content.lots.push(LotDraft { number, ..LotDraft::default() });
    let place = content.lots.len() - 1;
    match save(&sent.visit, at, content).await {
        Ok(_) => Ok(sent.visit.go(format!("{}/lots/{place}", path(at.id)), "")),
        Err(rejected) => rejected.on(&sent.visit, |mistakes| page(&sent.visit, &revision, mistakes)),
    }
}

/// What every part's page ends with.
pub(super) fn saved_or_again(
    sent: &Sent,
    done: Result<Revision, Rejected>,
    before: &Revision,
    within: &str,
    next: String,
    shown: impl Fn(&Revision, &Typed, &[FieldError]) -> Page,
) -> Outcome {
    match done {
        Ok(revision) => {
            let faults = faults_in(&revision, within);
            let faults: Vec<_> = match within {
                "" => faults.into_iter().filter(|fault| is_of_facts(&fault.pointer)).collect(),
                _ => faults,
            };
            if faults.is_empty() {
                return Ok(sent.visit.go(next, "It is saved."));
            }
            // It is saved as it is, so nothing is lost; it cannot be published so.
            let page = shown(&revision, &sent.typed, &faults).mistakes(&faults);
            Err(sent.visit.show(page.status(actix_web::http::StatusCode::UNPROCESSABLE_ENTITY)))
        }
        Err(rejected) => rejected.on(&sent.visit, |mistakes| shown(before, &sent.typed, mistakes)),
    }
}

/// Buttons under a part: save, and without a change back.
pub(super) fn save_buttons(back: &str) -> Markup {
    buttons([Markup::from(send("Save")), link("Go back without saving", back)])
}

/// A button that takes a part away.
pub(super) fn remove_form(visit: &Visit, revision: &Revision, action: &str, words: &str) -> Markup {
    let version = hidden(VERSION, &revision.version.to_string());
    form(visit, action, [version, send(words).warning().into()])
}

/// A button alone, of a draft at its version.
pub(super) fn step_form(visit: &Visit, revision: &Revision, action: &str, words: &str) -> Markup {
    let button = button_form(visit, action, send(words).secondary()).to_string();
    let version = hidden(VERSION, &revision.version.to_string());
    Markup::trusted(button.replacen("</form>", &format!("{version}</form>"), 1))
}
