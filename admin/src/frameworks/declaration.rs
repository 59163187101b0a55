//! The declaration that a version of a framework asks for, while it is written: its sections, each on a page.

use super::asks::{Asks, questions};
use super::draft::{load, path, remove_form, save, save_buttons, saved_or_again, step_form};
use crate::door::parts::{form, heading_of, hidden, section, text, written};
use crate::door::{
    Answer, Asking, Notice, Outcome, Page, Sent, SignedIn, Stop, Sure, Typed, VERSION, Visit, draft,
};
use crate::placements::question_field;
use actix_web::web::{Path, ServiceConfig};
use actix_web::{get, post};
use domain::frameworks::{DeclarationDraft, FrameworkDraft, Revision, SectionDraft};
use domain::{FieldError, FrameworkRevisionId};
use marketplace::At;
use ui::Markup;
use ui::components::{Checkbox, Checkboxes, InsetText, Tag, Task, TaskList, TaskStatus};

pub(super) fn routes(config: &mut ServiceConfig) {
    config
        .service(show)
        .service(keep)
        .service(add)
        .service(none)
        .service(preview)
        .service(show_section)
        .service(keep_section)
        .service(remove);
}

const TITLE: &str = "The declaration that providers make";

fn here(revision: &Revision) -> String {
    format!("{}/declaration", path(revision.id))
}

fn page(visit: &Visit, revision: &Revision, typed: &Typed, mistakes: &[FieldError]) -> Page {
    let back = path(revision.id);
    let here = here(revision);
    let asked = revision.content.declaration.as_ref();
    let mut parts = vec![
        heading_of(&revision.content.name, TITLE),
        text(
            "A provider makes it once to the framework, whatever the lots that it applies to, and confirms it section by \
             section. What it declared is kept with every application that it submits.",
        ),
    ];
    let reuse = Checkbox::new("yes", "What a provider declared to another framework may be taken over")
        .hint("Answers to the same questions come over, and the provider reviews and confirms each section");
    let asking = Asking::of(typed, mistakes);
    let reuse = reuse.checked(asking.value("reuse") == "yes");
    let inside: [Markup; 3] = [
        hidden(VERSION, &revision.version.to_string()),
        Checkboxes::single("reuse", reuse).into(),
        save_buttons(&back),
    ];
    if asked.is_some() {
        parts.push(form(visit, &here, inside));
    }
    let sections = asked.map(|asked| asked.sections.as_slice()).unwrap_or_default();
    let tasks = sections.iter().enumerate().map(|(place, section)| {
        let faults = super::draft::faults_in(revision, &Asks::Section(place).pointer()).len();
        let status: TaskStatus = match faults {
            0 => TaskStatus::done("Completed"),
            some => Tag::new(format!("{some} to put right")).into(),
        };
        let words = if section.title.is_empty() { "Not named yet" } else { section.title.as_str() };
        Task::new(words, status).href(Asks::Section(place).path(revision.id))
    });
    let tasks: Vec<_> = tasks.collect();
    parts.push(section("Sections"));
    parts.push(if tasks.is_empty() { text("It asks nothing yet.") } else { TaskList::new(tasks).into() });
    parts.push(step_form(visit, revision, &format!("{here}/sections"), "Add a section"));
    if asked.is_some() {
        parts.push(section("Ask for none"));
        parts.push(remove_form(visit, revision, &format!("{here}/none"), "Remove the declaration"));
    }
    Page::new(TITLE, parts).mistakes(mistakes).back(back)
}

#[get("/authority/framework-drafts/{id}/declaration")]
async fn show(visit: SignedIn, id: Path<FrameworkRevisionId>) -> Outcome {
    let revision = load(&visit, id.into_inner()).await?;
    let mut typed = Typed::default();
    if revision.content.declaration.as_ref().is_some_and(|asked| asked.reuse) {
        typed.set("reuse", "yes");
    }
    Ok(visit.show(page(&visit, &revision, &typed, &[])))
}

/// Saves the declaration of a draft after a change, and goes on.
async fn changed(
    sent: &Sent,
    before: &Revision,
    declaration: Option<DeclarationDraft>,
    next: String,
    says: &str,
) -> Outcome {
    let at = At { id: before.id, version: sent.version };
    let content = FrameworkDraft { declaration, ..before.content.clone() };
    match save(&sent.visit, at, content).await {
        Ok(_) => Ok(sent.visit.go(next, says)),
        Err(rejected) => {
            rejected.on(&sent.visit, |mistakes| page(&sent.visit, before, &sent.typed, mistakes))
        }
    }
}

#[post("/authority/framework-drafts/{id}/declaration")]
async fn keep(sent: Sent, id: Path<FrameworkRevisionId>) -> Outcome {
    let before = load(&sent.visit, id.into_inner()).await?;
    let mut asked = before.content.declaration.clone().unwrap_or_default();
    asked.reuse = sent.typed.get("reuse") == "yes";
    changed(&sent, &before, Some(asked), path(before.id), "It is saved.").await
}

#[post("/authority/framework-drafts/{id}/declaration/sections")]
async fn add(sent: Sent, id: Path<FrameworkRevisionId>) -> Outcome {
    let before = load(&sent.visit, id.into_inner()).await?;
    let mut asked = before.content.declaration.clone().unwrap_or_default();
    asked.sections.push(SectionDraft::default());
    let next = Asks::Section(asked.sections.len() - 1).path(before.id);
    changed(&sent, &before, Some(asked), next, "").await
}

#[post("/authority/framework-drafts/{id}/declaration/none")]
async fn none(sent: Sent, id: Path<FrameworkRevisionId>) -> Outcome {
    let before = load(&sent.visit, id.into_inner()).await?;
    changed(&sent, &before, None, path(before.id), "The declaration is removed from the draft.").await
}

fn section_at(visit: &Visit, revision: &Revision, place: usize) -> Result<SectionDraft, Answer> {
    let sections = revision.content.declaration.iter().flat_map(|asked| &asked.sections);
    sections.into_iter().nth(place).cloned().ok_or_else(|| visit.stop(Stop::NotFound))
}

fn section_page(
    visit: &Visit,
    revision: &Revision,
    place: usize,
    of: &SectionDraft,
    typed: &Typed,
    mistakes: &[FieldError],
) -> Page {
    let asking = Asking::of(typed, mistakes);
    let own = Asks::Section(place);
    let inside = [
        hidden(VERSION, &revision.version.to_string()),
        asking.ask("title", "What is it about?").input().into(),
        asking
            .ask("id", "Its key")
            .hint("Small letters, digits and underscores, such as your_organisation")
            .input()
            .width(20)
            .into(),
        asking.ask("intro", "What is said before its questions (optional)").up_to_characters(5000).into(),
        save_buttons(&here(revision)),
    ];
    let mut parts = vec![
        heading_of(&revision.content.name, "Section of the declaration"),
        form(visit, &own.path(revision.id), inside),
    ];
    parts.extend(questions(visit, revision, own, &of.questions));
    parts.push(section("Remove the section"));
    let gone = format!("{}/remove", own.path(revision.id));
    parts.push(remove_form(visit, revision, &gone, "Remove the section from the draft"));
    Page::new("Section of the declaration", parts).mistakes(mistakes).back(here(revision))
}

#[get("/authority/framework-drafts/{id}/sections/{place}")]
async fn show_section(visit: SignedIn, at: Path<(FrameworkRevisionId, usize)>) -> Outcome {
    let (id, place) = at.into_inner();
    let revision = load(&visit, id).await?;
    let of = section_at(&visit, &revision, place)?;
    let typed = Typed::of(&SectionDraft { questions: vec![], ..of.clone() });
    Ok(visit.show(section_page(&visit, &revision, place, &of, &typed, &[])))
}

#[post("/authority/framework-drafts/{id}/sections/{place}")]
async fn keep_section(sent: Sent, at: Path<(FrameworkRevisionId, usize)>) -> Outcome {
    let (id, place) = at.into_inner();
    let before = load(&sent.visit, id).await?;
    let of = section_at(&sent.visit, &before, place)?;
    let done = match draft::<SectionDraft>(sent.typed.tree()) {
        Ok(typed) => {
            let mut declaration = before.content.declaration.clone().unwrap_or_default();
            declaration.sections[place] = SectionDraft { questions: of.questions.clone(), ..typed };
            let content = FrameworkDraft { declaration: Some(declaration), ..before.content.clone() };
            save(&sent.visit, At { id, version: sent.version }, content).await
        }
        Err(errors) => Err(errors.into()),
    };
    // Questions have pages of their own, with their own faults.
    let within = Asks::Section(place).pointer();
    let own = |mistakes: &[FieldError]| -> Vec<FieldError> {
        mistakes.iter().filter(|it| !crate::door::is_within(&it.pointer, "/questions")).cloned().collect()
    };
    let next = here(&before);
    if let Ok(revision) = &done
        && own(&super::draft::faults_in(revision, &within)).is_empty()
    {
        return Ok(sent.visit.go(next, "It is saved."));
    }
    saved_or_again(&sent, done, &before, &within, next, |revision, typed, mistakes| {
        section_page(&sent.visit, revision, place, &of, typed, &own(mistakes))
    })
}

#[post("/authority/framework-drafts/{id}/sections/{place}/remove")]
async fn remove(sent: Sent, at: Path<(FrameworkRevisionId, usize)>) -> Outcome {
    let (id, place) = at.into_inner();
    let before = load(&sent.visit, id).await?;
    let section = section_at(&sent.visit, &before, place)?;
    sent.sure(&Sure {
        of: &section.title,
        title: "Remove this section from the draft",
        points: &["Its questions go with it. Nothing of it can be brought back."],
        does: "Remove the section",
        back: here(&before),
    })?;
    let mut asked = before.content.declaration.clone().unwrap_or_default();
    asked.sections.remove(place);
    changed(&sent, &before, Some(asked), here(&before), "The section is removed from the draft.").await
}

#[get("/authority/framework-drafts/{id}/preview/declaration")]
async fn preview(visit: SignedIn, id: Path<FrameworkRevisionId>) -> Outcome {
    let revision = load(&visit, id.into_inner()).await?;
    let definition = FrameworkDraft::parse(revision.content.clone()).ok();
    let Some(asked) = definition.and_then(|definition| definition.declaration) else {
        let says = "There are things to put right in the draft before its declaration can be looked at.";
        return Ok(visit.go(path(revision.id), Notice::not_done(says)));
    };
    let says = "This is a preview. Applicants see each section on a page of its own; nothing that you type here is kept.";
    let mut parts = vec![heading_of(&revision.content.name, "Declaration"), InsetText::new(says).into()];
    let typed = Typed::default();
    let asking = Asking::of(&typed, &[]);
    for asks in &asked.sections {
        parts.push(section(asks.title.as_str()));
        parts.extend(asks.intro.as_ref().map(|intro| written(intro.as_str())));
        parts.extend(asks.questions.iter().map(|question| question_field(&asking, question)));
    }
    Ok(visit.show(Page::new("Declaration", parts).back(path(revision.id))))
}
