//! The agreement that providers sign, in a version while it is written, and as they will read it.

use super::draft::{faults_in, load, path, save, save_buttons, saved_or_again};
use crate::door::parts::{form, heading, heading_of, hidden, text};
use crate::door::{Asking, Notice, Outcome, Page, Sent, SignedIn, Typed, VERSION, Visit, draft};
use crate::placements::agreement_text;
use crate::words::count;
use actix_web::web::{Path, ServiceConfig};
use actix_web::{get, post};
use domain::frameworks::{AgreementDraft, FrameworkDraft, Revision};
use domain::{FieldError, FrameworkRevisionId};
use marketplace::At;
use ui::components::InsetText;

pub(super) fn routes(config: &mut ServiceConfig) {
    config.service(preview).service(show).service(keep);
}

const TITLE: &str = "The agreement that providers sign";

fn page(visit: &Visit, revision: &Revision, typed: &Typed, mistakes: &[FieldError]) -> Page {
    let asking = Asking::of(typed, mistakes);
    let back = path(revision.id);
    let hint = "Headings begin with ## or ###, points of a list with - or 1. and **bold** stands between stars. \
                At most 100,000 characters";
    let inside = [
        hidden(VERSION, &revision.version.to_string()),
        asking.ask("title", "What it is called").input().into(),
        asking.ask("terms", "What is agreed").hint(hint).textarea().rows(25_u32).into(),
        save_buttons(&back),
    ];
    let parts = [
        heading_of(&revision.content.name, TITLE),
        text(
            "Providers read it on the page on which they sign, and it is kept word for word with the signatures. \
             It is in English: that is the text that binds. Leave both empty where the agreement is signed elsewhere.",
        ),
        InsetText::new(
            "When you publish a version that words it otherwise, everyone on the lots is asked to sign the change. \
             Until both sides have signed, the agreement that was signed before stays in force.",
        )
        .into(),
        form(visit, &format!("{back}/agreement"), inside),
    ];
    Page::new(TITLE, parts).mistakes(mistakes).back(back)
}

#[get("/authority/framework-drafts/{id}/agreement")]
async fn show(visit: SignedIn, id: Path<FrameworkRevisionId>) -> Outcome {
    let revision = load(&visit, id.into_inner()).await?;
    let typed = revision.content.agreement.as_ref().map(Typed::of).unwrap_or_default();
    Ok(visit.show(page(&visit, &revision, &typed, &[])))
}

#[post("/authority/framework-drafts/{id}/agreement")]
async fn keep(sent: Sent, id: Path<FrameworkRevisionId>) -> Outcome {
    let at = At { id: id.into_inner(), version: sent.version };
    let before = load(&sent.visit, at.id).await?;
    let done = match draft::<AgreementDraft>(sent.typed.tree()) {
        Ok(typed) => {
            let agreement = Some(typed).filter(|typed| !typed.is_blank());
            save(&sent.visit, at, FrameworkDraft { agreement, ..before.content.clone() }).await
        }
        Err(errors) => Err(errors.into()),
    };
    saved_or_again(&sent, done, &before, "/agreement", path(at.id), |revision, typed, mistakes| {
        page(&sent.visit, revision, typed, mistakes)
    })
}

#[get("/authority/framework-drafts/{id}/preview/agreement")]
async fn preview(visit: SignedIn, id: Path<FrameworkRevisionId>) -> Outcome {
    let revision = load(&visit, id.into_inner()).await?;
    let back = path(revision.id);
    let agreement = revision.content.agreement.as_ref().and_then(|draft| draft.parse().ok());
    let Some(agreement) = agreement else {
        let many = faults_in(&revision, "/agreement").len();
        let said = match many {
            0 => "There is no agreement to look at yet.".to_owned(),
            many => {
                let what = count(many, "thing", "things");
                format!("The agreement cannot be looked at yet: {what} to put right first.")
            }
        };
        return Ok(visit.go(back, Notice::not_done(said)));
    };
    let says = "This is a preview of what providers read before they sign.";
    let parts = [heading("The agreement"), InsetText::new(says).into(), agreement_text(&agreement)];
    Ok(visit.show(Page::new("The agreement", parts).back(back)))
}
