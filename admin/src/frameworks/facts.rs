//! The name of a framework, the law that it runs under, and how departments buy from it.

use super::draft::{load, path, save, save_buttons, saved_or_again};
use crate::door::parts::{form, heading, hidden};
use crate::door::{Asking, Outcome, Page, Sent, SignedIn, Typed, VERSION, Visit, draft};
use crate::words::said;
use actix_web::web::{Path, ServiceConfig};
use actix_web::{get, post};
use domain::frameworks::{CallOff, FrameworkDraft, Instrument, OutcomeDraft, Revision};
use domain::{FieldError, FrameworkRevisionId};
use marketplace::At;
use ui::Markup;
use ui::components::{Checkbox, Checkboxes, Radio};

pub(super) fn routes(config: &mut ServiceConfig) {
    config.service(show).service(keep);
}

const fn instrument_said(instrument: Instrument) -> (&'static str, &'static str) {
    match instrument {
        Instrument::Framework => ("Closed framework", "Nobody comes on once it runs"),
        Instrument::OpenFramework => ("Open framework", "Opened again at set times"),
        Instrument::DynamicMarket => ("Dynamic market", "Open to newcomers for as long as it runs"),
    }
}

fn fields(asking: &Asking<'_>) -> Vec<Markup> {
    let instruments = Instrument::ALL.iter().map(|it| {
        let (words, hint) = instrument_said(*it);
        Radio::new(it.word(), words).hint(hint)
    });
    let admits = Checkbox::new("yes", "Newcomers may apply while it runs");
    let admits = admits.checked(asking.value("admits_while_live") == "yes");
    let mut admits = Checkboxes::single("admits_while_live", admits);
    admits.error_message = ui::components::ErrorMessage::among(asking.mistakes, "admits_while_live");
    let ways = CallOff::ALL.iter().map(|way| Checkbox::new(way.word(), said(way.word())));
    let illustrative = Checkbox::new("yes", "Its lots are only illustrative");
    let illustrative = illustrative.checked(asking.value("illustrative") == "yes");
    let outcome = |name: &str| format!("outcome[{name}]");
    let ends = ["unsuccessful", "cancelled", "expired"].map(|word| Radio::new(word, said(word)));
    vec![
        asking.ask("version", "Version").input().width(4).numeric().into(),
        asking.ask("name", "Name in English").input().into(),
        asking.ask("name_cy", "Name in Welsh").input().into(),
        asking.ask("reference", "The authority's number for it (optional)").input().width(20).into(),
        asking.ask("summary", "What it is for, in English").up_to_characters(5000).into(),
        asking.ask("summary_cy", "What it is for, in Welsh").up_to_characters(5000).into(),
        asking
            .ask("authority", "Which body runs it?")
            .hint("By its name in addresses, such as signpost-authority")
            .input()
            .into(),
        asking
            .ask("instrument", "What kind of agreement is it?")
            .radios(instruments.collect::<Vec<_>>())
            .into(),
        admits.into(),
        asking
            .ask("regime", "Under which law was it let?")
            .hint("For example, PA2023 or PCR2015")
            .input()
            .width(20)
            .into(),
        asking
            .ask("calls_off_by[]", "How do departments buy from it?")
            .checkboxes(ways.collect::<Vec<_>>())
            .into(),
        asking
            .ask("estimated_value_pence", "Estimated value (optional)")
            .hint("In pounds, over its whole life")
            .input()
            .prefix("£")
            .width(20)
            .into(),
        Checkboxes::single("illustrative", illustrative).into(),
        asking.ask("illustrative_reason", "Why are they illustrative? (optional)").input().into(),
        asking
            .ask(&outcome("state"), "How did it end? (only where that is on record already)")
            .radios(
                std::iter::once(
                    Radio::new("", "It has not").checked(asking.value("outcome[state]").is_empty()),
                )
                .chain(ends)
                .collect::<Vec<_>>(),
            )
            .into(),
        asking.ask_day(&outcome("on"), "Since when? (optional)", "For example, 27 3 2027").into(),
        asking.ask(&outcome("note"), "What is known of its end (optional)").up_to_characters(5000).into(),
    ]
}

fn page(visit: &Visit, revision: &Revision, typed: &Typed, mistakes: &[FieldError]) -> Page {
    let asking = Asking::of(typed, mistakes);
    let back = path(revision.id);
    let mut inside = vec![hidden(VERSION, &revision.version.to_string())];
    inside.extend(fields(&asking));
    inside.push(save_buttons(&back));
    let parts = [heading("Name, law and how it buys"), form(visit, &format!("{back}/facts"), inside)];
    Page::new("Name, law and how it buys", parts).mistakes(mistakes).back(back)
}

/// Pounds as people type them, for pence that a draft keeps. What is no amount stays for the draft to refuse.
pub(super) fn pence_of(typed: &mut Typed, name: &str) {
    let pounds = typed.get(name).trim().replace([',', '£'], "");
    let (whole, part) = pounds.split_once('.').unwrap_or((&pounds, "00"));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if digits(whole) && digits(part) && part.len() == 2 {
        typed.set(name, format!("{whole}{part}"));
    }
}

/// Pence that a draft keeps, as pounds.
pub(super) fn pounds_of(typed: &mut Typed, name: &str) {
    if let Ok(pence) = typed.get(name).parse::<i64>() {
        let pounds = if pence % 100 == 0 {
            (pence / 100).to_string()
        } else {
            format!("{}.{:02}", pence / 100, pence % 100)
        };
        typed.set(name, pounds);
    }
}

#[get("/authority/framework-drafts/{id}/facts")]
async fn show(visit: SignedIn, id: Path<FrameworkRevisionId>) -> Outcome {
    let revision = load(&visit, id.into_inner()).await?;
    let mut typed = Typed::of(&revision.content);
    pounds_of(&mut typed, "estimated_value_pence");
    Ok(visit.show(page(&visit, &revision, &typed, &[])))
}

/// The facts as typed, over what was there.
fn over(before: &FrameworkDraft, facts: FrameworkDraft) -> FrameworkDraft {
    let outcome: Option<OutcomeDraft> = facts.outcome.filter(|outcome| !outcome.state.is_empty());
    FrameworkDraft {
        id: before.id.clone(),
        uncertain: before.uncertain.clone(),
        sources: before.sources.clone(),
        dates: before.dates.clone(),
        reopenings: before.reopenings.clone(),
        suppliers: before.suppliers.clone(),
        agreement: before.agreement.clone(),
        declaration: before.declaration.clone(),
        lots: before.lots.clone(),
        outcome,
        ..facts
    }
}

#[post("/authority/framework-drafts/{id}/facts")]
async fn keep(sent: Sent, id: Path<FrameworkRevisionId>) -> Outcome {
    let at = At { id: id.into_inner(), version: sent.version };
    let before = load(&sent.visit, at.id).await?;
    let mut typed = sent.typed.clone();
    pence_of(&mut typed, "estimated_value_pence");
    let done = match draft::<FrameworkDraft>(typed.tree()) {
        Ok(facts) => save(&sent.visit, at, over(&before.content, facts)).await,
        Err(errors) => Err(errors.into()),
    };
    saved_or_again(&sent, done, &before, "", path(at.id), |revision, typed, mistakes| {
        page(&sent.visit, revision, typed, mistakes)
    })
}
