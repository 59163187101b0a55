//! A lot of a draft: what it is called, what it covers, its limits and its questions.

use super::asks::{Asks, questions};
use super::draft::{load, path, remove_form, save, save_buttons, saved_or_again};
use super::facts::{pence_of, pounds_of};
use crate::door::parts::{form, heading_of, hidden, section, text};
use crate::door::{Asking, Outcome, Page, Sent, SignedIn, Stop, Sure, Typed, VERSION, Visit, draft};
use actix_web::web::{Path, ServiceConfig};
use actix_web::{get, post};
use domain::frameworks::{LotDraft, Revision};
use domain::offerings::Channel;
use domain::{FieldError, FrameworkRevisionId};
use marketplace::At;
use ui::Markup;
use ui::components::Checkbox;

pub(super) fn routes(config: &mut ServiceConfig) {
    config.service(show).service(keep).service(remove);
}

const CEILING: &str = "limits[price_ceiling_pence]";
const AWARD: &str = "limits[direct_award_max_pence]";

fn lot_path(id: FrameworkRevisionId, place: usize) -> String {
    Asks::Lot(place).path(id)
}

/// A lot of a draft.
fn lot_at<'a>(
    visit: &Visit,
    revision: &'a Revision,
    place: usize,
) -> Result<&'a LotDraft, crate::door::Answer> {
    revision.content.lots.get(place).ok_or_else(|| visit.stop(Stop::NotFound))
}

fn fields(asking: &Asking<'_>) -> Vec<Markup> {
    let channels = Channel::ALL.iter().map(|it| Checkbox::new(it.word(), crate::marks::channel_said(*it)));
    let number = |name: &str, words: &str| -> Markup {
        asking.ask(&format!("limits[{name}]"), words).input().width(5).numeric().into()
    };
    vec![
        asking.ask("number", "Number").input().width(3).numeric().into(),
        asking.ask("id", "Its name in addresses").hint("For example, in-person").input().width(20).into(),
        asking.ask("title", "Title in English").input().into(),
        asking.ask("title_cy", "Title in Welsh").input().into(),
        asking.ask("summary", "What it is for, in English").up_to_characters(5000).into(),
        asking.ask("summary_cy", "What it is for, in Welsh").up_to_characters(5000).into(),
        asking
            .ask("covers[]", "Which support is bought through it?")
            .hint("None, where it is for something else")
            .checkboxes(channels.collect::<Vec<_>>())
            .into(),
        section("Limits"),
        text("What is left empty has no limit here."),
        number("max_partners", "The most partners that an application may name"),
        number("max_places", "The most places that one provider may list"),
        number("max_call_off_months", "The longest call-off, in months"),
        asking.ask(AWARD, "The largest direct award, in pounds").input().prefix("£").width(10).into(),
        asking
            .ask("limits[price_unit]", "For what prices are")
            .hint("For example, session or call")
            .input()
            .width(10)
            .into(),
        asking.ask(CEILING, "The highest price for one, in pounds").input().prefix("£").width(10).into(),
    ]
}

fn page(
    visit: &Visit,
    revision: &Revision,
    place: usize,
    lot: &LotDraft,
    typed: &Typed,
    mistakes: &[FieldError],
) -> Page {
    let asking = Asking::of(typed, mistakes);
    let mut inside = vec![hidden(VERSION, &revision.version.to_string())];
    inside.extend(fields(&asking));
    inside.push(save_buttons(&path(revision.id)));
    let title = format!("Lot {}", lot.number);
    let mut parts =
        vec![heading_of(&revision.content.name, &title), form(visit, &lot_path(revision.id, place), inside)];
    parts.extend(questions(visit, revision, Asks::Lot(place), &lot.questions));
    parts.push(section("Remove the lot"));
    let gone = format!("{}/remove", lot_path(revision.id, place));
    parts.push(remove_form(visit, revision, &gone, "Remove the lot from the draft"));
    Page::new(title, parts).mistakes(mistakes).back(path(revision.id))
}

#[get("/authority/framework-drafts/{id}/lots/{place}")]
async fn show(visit: SignedIn, at: Path<(FrameworkRevisionId, usize)>) -> Outcome {
    let (id, place) = at.into_inner();
    let revision = load(&visit, id).await?;
    let lot = lot_at(&visit, &revision, place)?;
    let mut typed = Typed::of(lot);
    pounds_of(&mut typed, AWARD);
    pounds_of(&mut typed, CEILING);
    Ok(visit.show(page(&visit, &revision, place, lot, &typed, &[])))
}

#[post("/authority/framework-drafts/{id}/lots/{place}")]
async fn keep(sent: Sent, at: Path<(FrameworkRevisionId, usize)>) -> Outcome {
    let (id, place) = at.into_inner();
    let at = At { id, version: sent.version };
    let before = load(&sent.visit, id).await?;
    let lot = lot_at(&sent.visit, &before, place)?.clone();
    let mut typed = sent.typed.clone();
    pence_of(&mut typed, AWARD);
    pence_of(&mut typed, CEILING);
    let done = match draft::<LotDraft>(typed.tree()) {
        Ok(typed) => {
            let mut content = before.content.clone();
            content.lots[place] = LotDraft { questions: lot.questions.clone(), ..typed };
            save(&sent.visit, at, content).await
        }
        Err(errors) => Err(errors.into()),
    };
    // Questions have pages of their own, with their own faults.
    let within = format!("/lot/{place}");
    let own = |mistakes: &[FieldError]| -> Vec<FieldError> {
        mistakes.iter().filter(|it| !crate::door::is_within(&it.pointer, "/questions")).cloned().collect()
    };
    if let Ok(revision) = &done
        && own(&super::draft::faults_in(revision, &within)).is_empty()
    {
        return Ok(sent.visit.go(path(id), "It is saved."));
    }
    saved_or_again(&sent, done, &before, &within, path(id), |revision, typed, mistakes| {
        page(&sent.visit, revision, place, &lot, typed, &own(mistakes))
    })
}

#[post("/authority/framework-drafts/{id}/lots/{place}/remove")]
async fn remove(sent: Sent, at: Path<(FrameworkRevisionId, usize)>) -> Outcome {
    let (id, place) = at.into_inner();
    let before = load(&sent.visit, id).await?;
    let lot = lot_at(&sent.visit, &before, place)?;
    sent.sure(&Sure {
        of: &lot.title,
        title: "Remove this lot from the draft",
        points: &["Its questions go with it. Nothing of it can be brought back."],
        does: "Remove the lot",
        back: format!("{}/lots/{place}", path(id)),
    })?;
    let mut content = before.content.clone();
    content.lots.remove(place);
    match save(&sent.visit, At { id, version: sent.version }, content).await {
        Ok(_) => Ok(sent.visit.go(path(id), "The lot is removed from the draft.")),
        Err(rejected) => {
            rejected.on(&sent.visit, |mistakes| super::draft::page(&sent.visit, &before, mistakes))
        }
    }
}
