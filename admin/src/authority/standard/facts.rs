//! The title of a version, the day it comes into force, and the terms of the mark.

use super::{Shown, faults_in, load, path, save, saved_or_again};
use crate::door::parts::{buttons, form, heading, hidden, link, section, send};
use crate::door::{Asking, Outcome, Page, Sent, SignedIn, Typed, VERSION, Visit, draft};
use actix_web::web::{Path, ServiceConfig};
use actix_web::{get, post};
use domain::accreditation::{Proposal, StandardDraft};
use domain::{FieldError, FieldErrors, StandardProposalId};
use serde::Deserialize;
use ui::Markup;

pub(super) fn routes(config: &mut ServiceConfig) {
    config.service(show).service(keep);
}

const TITLE: &str = "Title, day in force and terms of the mark";

/// Whether a fault is of no part that has a page of its own.
pub(super) fn is_of_facts(fault: &FieldError) -> bool {
    let elsewhere = ["/criteria/", "/groups/", "/assessing/"];
    !elsewhere.iter().any(|part| fault.pointer.starts_with(part))
}

fn typed_of(content: &StandardDraft) -> Typed {
    let mut typed = Typed::of(content);
    let days = content.mark.warns_days_before.iter().map(ToString::to_string).collect::<Vec<_>>();
    typed.set("warns", days.join(", "));
    typed
}

fn page(visit: &Visit, proposal: &Proposal, typed: &Typed, mistakes: &[FieldError]) -> Page {
    let asking = Asking::of(typed, mistakes);
    let back = path(proposal.id);
    let number =
        |name: &str, words: &str| -> Markup { asking.ask(name, words).input().width(4).numeric().into() };
    let inside = [
        hidden(VERSION, &proposal.version.to_string()),
        number("version", "Version"),
        asking.ask("title", "Title in English").input().into(),
        asking.ask("title_cy", "Title in Welsh").input().into(),
        asking
            .ask_day(
                "in_force_from",
                "In force from",
                "Not before the board approves it. For example, 27 3 2027",
            )
            .into(),
        asking.ask("disclaimer", "What the mark is not, in English").up_to_characters(5000).into(),
        asking.ask("disclaimer_cy", "What the mark is not, in Welsh").up_to_characters(5000).into(),
        section("The mark"),
        number("mark[lasts_months]", "How many months does it last?"),
        number("mark[renewal_opens_days_before]", "How many days before its end may a renewal be sent?"),
        asking
            .ask("warns", "How many days before its end is its holder warned?")
            .hint("With commas between, for example 90, 28, 7")
            .input()
            .width(20)
            .into(),
        number("mark[appeal_within_days]", "Within how many days can a decision be appealed against?"),
        buttons([Markup::from(send("Save")), link("Go back without saving", &back)]),
    ];
    Page::new(TITLE, [heading(TITLE), form(visit, &format!("{back}/facts"), inside)])
        .mistakes(mistakes)
        .back(back)
}

#[get("/authority/standard/{id}/facts")]
async fn show(visit: SignedIn, id: Path<StandardProposalId>) -> Outcome {
    let Shown { proposal, .. } = load(&visit, id.into_inner()).await?;
    let typed = typed_of(&proposal.content);
    Ok(visit.show(page(&visit, &proposal, &typed, &[])))
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Terms {
    lasts_months: u32,
    renewal_opens_days_before: u32,
    appeal_within_days: u32,
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Facts {
    version: u32,
    title: String,
    title_cy: String,
    in_force_from: String,
    disclaimer: String,
    disclaimer_cy: String,
    mark: Terms,
    warns: String,
}

/// The facts as typed, over what was there.
fn over(before: &StandardDraft, facts: Facts) -> Result<StandardDraft, FieldErrors> {
    let warns = days(&facts.warns)?;
    let mut next = before.clone();
    next.version = facts.version;
    next.title = facts.title;
    next.title_cy = facts.title_cy;
    next.in_force_from = facts.in_force_from;
    next.disclaimer = facts.disclaimer;
    next.disclaimer_cy = facts.disclaimer_cy;
    next.mark.lasts_months = facts.mark.lasts_months;
    next.mark.renewal_opens_days_before = facts.mark.renewal_opens_days_before;
    next.mark.appeal_within_days = facts.mark.appeal_within_days;
    next.mark.warns_days_before = warns;
    Ok(next)
}

/// Days with commas between.
fn days(text: &str) -> Result<Vec<u32>, FieldErrors> {
    let days = text.split(',').map(str::trim).filter(|day| !day.is_empty()).map(str::parse);
    days.collect::<Result<_, _>>()
        .map_err(|_| FieldErrors::one("/warns", "invalid", "Enter days as numbers, with commas between"))
}

#[post("/authority/standard/{id}/facts")]
async fn keep(sent: Sent, id: Path<StandardProposalId>) -> Outcome {
    let id = id.into_inner();
    let Shown { proposal: before, now, .. } = load(&sent.visit, id).await?;
    let done = match draft::<Facts>(sent.typed.tree()).and_then(|facts| over(&before.content, facts)) {
        Ok(content) => save(&sent, id, content).await,
        Err(errors) => Err(errors.into()),
    };
    let own = |proposal: &Proposal| {
        let all = faults_in(proposal, now, "").into_iter();
        all.filter(|fault| is_of_facts(fault) && fault.pointer != "/criteria").collect()
    };
    saved_or_again(&sent, done, &before, own, |proposal, typed, mistakes| {
        page(&sent.visit, proposal, typed, mistakes)
    })
}
