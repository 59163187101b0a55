//! How a version wants applications to be assessed, and marks to be looked at.

use super::{Shown, faults_in, load, path, save, saved_or_again};
use crate::door::parts::{buttons, form, heading_of, hidden, link, send};
use crate::door::{Asking, Outcome, Page, Sent, SignedIn, Typed, VERSION, Visit, draft};
use actix_web::web::{Path, ServiceConfig};
use actix_web::{get, post};
use domain::accreditation::{AssessingTerms, Proposal, StandardDraft};
use domain::{FieldError, StandardProposalId};
use serde::Deserialize;
use ui::Markup;
use ui::components::Radio;

pub(super) fn routes(config: &mut ServiceConfig) {
    config.service(show).service(keep);
}

const TITLE: &str = "How applications are assessed";

const fn yes_or_no(yes: bool) -> &'static str {
    if yes { "yes" } else { "no" }
}

fn typed_of(terms: &AssessingTerms) -> Typed {
    let mut typed = Typed::of(terms);
    typed.set("visits_required", yes_or_no(terms.visits_required));
    typed
}

fn page(visit: &Visit, proposal: &Proposal, typed: &Typed, mistakes: &[FieldError]) -> Page {
    let asking = Asking::of(typed, mistakes);
    let back = path(proposal.id);
    let who = [
        Radio::new("1", "One person"),
        Radio::new("2", "Two people").hint(
            "Neither sees what the other judged. Where they differ, someone else settles it with both sides shown",
        ),
    ];
    let visits = [
        Radio::new("yes", "Yes")
            .hint("A mark cannot be recommended before the places that were drawn were visited"),
        Radio::new("no", "No").hint("Assessors visit where they want to"),
    ];
    let inside = [
        hidden(VERSION, &proposal.version.to_string()),
        asking.ask("assessors", "How many people assess an application?").radios(who).into(),
        asking
            .ask("within_working_days", "Within how many working days is it decided?")
            .hint("From the day it was sent. Days on which the provider is waited for do not count")
            .input()
            .width(4)
            .numeric()
            .into(),
        asking.ask("visits_required", "Must the sampled places be visited?").radios(visits).into(),
        asking
            .ask("surveillance_every_months", "How many months lie between two looks at a mark?")
            .hint("Enter 0 if none are planned")
            .input()
            .width(4)
            .numeric()
            .into(),
        buttons([Markup::from(send("Save")), link("Go back without saving", &back)]),
    ];
    let parts = [
        heading_of(&format!("Version {} of the Standard", proposal.content.version), TITLE),
        form(visit, &format!("{back}/assessing"), inside),
    ];
    Page::new(TITLE, parts).mistakes(mistakes).back(back)
}

#[get("/authority/standard/{id}/assessing")]
async fn show(visit: SignedIn, id: Path<StandardProposalId>) -> Outcome {
    let Shown { proposal, .. } = load(&visit, id.into_inner()).await?;
    let typed = typed_of(&proposal.content.assessing);
    Ok(visit.show(page(&visit, &proposal, &typed, &[])))
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct TermsTyped {
    assessors: u32,
    within_working_days: u32,
    visits_required: String,
    surveillance_every_months: u32,
}

impl From<TermsTyped> for AssessingTerms {
    fn from(typed: TermsTyped) -> Self {
        Self {
            assessors: typed.assessors,
            within_working_days: typed.within_working_days,
            visits_required: typed.visits_required == "yes",
            surveillance_every_months: typed.surveillance_every_months,
        }
    }
}

#[post("/authority/standard/{id}/assessing")]
async fn keep(sent: Sent, id: Path<StandardProposalId>) -> Outcome {
    let id = id.into_inner();
    let Shown { proposal: before, now, .. } = load(&sent.visit, id).await?;
    let done = match draft::<TermsTyped>(sent.typed.tree()) {
        Ok(terms) => {
            save(&sent, id, StandardDraft { assessing: terms.into(), ..before.content.clone() }).await
        }
        Err(errors) => Err(errors.into()),
    };
    let own = |proposal: &Proposal| faults_in(proposal, now, "/assessing");
    saved_or_again(&sent, done, &before, own, |proposal, typed, mistakes| {
        page(&sent.visit, proposal, typed, mistakes)
    })
}
