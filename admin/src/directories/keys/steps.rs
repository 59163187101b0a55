//! Giving a key a new secret, and revoking it: each on a page that says what will happen.

use super::{KeyCase, case, secret_page};
use crate::door::parts::{form, send, text};
use crate::door::{Answer, Asking, Outcome, Page, Sent, SignedIn, Stop, Typed, Visit};
use actix_web::web::{Path, ServiceConfig};
use actix_web::{get, post};
use domain::directories::keys::RotateKeyDraft;
use domain::{DirectoryKeyId, FieldError};
use marketplace::directories::keys;
use ui::Markup;

pub(super) fn routes(config: &mut ServiceConfig) {
    config.service(ask_to_rotate).service(rotate).service(ask_to_revoke).service(revoke);
}

async fn kept(visit: &Visit, id: DirectoryKeyId) -> Result<KeyCase, Answer> {
    let case = case(visit, id).await?;
    if case.may_keep { Ok(case) } else { Err(visit.stop(Stop::WrongRole)) }
}

fn rotating(visit: &Visit, case: &KeyCase, typed: &Typed, mistakes: &[FieldError]) -> Page {
    let title = "Give the key a new secret";
    let asking = Asking::of(typed, mistakes);
    let inside: [Markup; 2] = [
        asking
            .ask("overlap_hours", "For how many hours does the secret before still work?")
            .hint("168 hours are a week. 0 ends it at once, as after a leak")
            .input()
            .width(5)
            .numeric()
            .into(),
        send(title).into(),
    ];
    let parts = [
        case.headed(title),
        text(
            "Both secrets work side by side for a while, so that the service can change over without a gap.",
        ),
        form(visit, &format!("{}/rotate", case.path()), inside),
    ];
    Page::new(title, parts).back(case.path())
}

#[get("/directory-keys/{id}/rotate")]
async fn ask_to_rotate(visit: SignedIn, id: Path<DirectoryKeyId>) -> Outcome {
    let case = kept(&visit, id.into_inner()).await?;
    let typed = Typed::of(&RotateKeyDraft::default());
    Ok(visit.show(rotating(&visit, &case, &typed, &[])))
}

#[post("/directory-keys/{id}/rotate")]
async fn rotate(sent: Sent, id: Path<DirectoryKeyId>) -> Outcome {
    let id = id.into_inner();
    let parse = |draft: RotateKeyDraft| draft.parse();
    match sent.act(parse, move |work, by, command| keys::rotate(work, by, id, command)).await {
        Ok(new) => Ok(sent.visit.show(secret_page(&new, "The key has a new secret"))),
        Err(rejected) => {
            let case = kept(&sent.visit, id).await?;
            rejected.on(&sent.visit, |mistakes| rotating(&sent.visit, &case, &sent.typed, mistakes))
        }
    }
}

fn revoking(visit: &Visit, case: &KeyCase) -> Page {
    let title = "Revoke the key";
    let inside: [Markup; 2] = [
        text(
            "Whoever asks by it is refused within a second, and for good. What was asked by it stays to be read.",
        ),
        send(title).warning().into(),
    ];
    let path = format!("{}/revoke", case.path());
    Page::new(title, [case.headed(title), form(visit, &path, inside)]).back(case.path())
}

#[get("/directory-keys/{id}/revoke")]
async fn ask_to_revoke(visit: SignedIn, id: Path<DirectoryKeyId>) -> Outcome {
    let case = kept(&visit, id.into_inner()).await?;
    Ok(visit.show(revoking(&visit, &case)))
}

#[post("/directory-keys/{id}/revoke")]
async fn revoke(sent: Sent, id: Path<DirectoryKeyId>) -> Outcome {
    let id = id.into_inner();
    match sent.visit.write(move |work, by| keys::revoke(work, by, id)).await {
        Ok(_) => Ok(sent.visit.go(format!("/directory-keys/{id}"), "The key is revoked.")),
        Err(rejected) => {
            let case = kept(&sent.visit, id).await?;
            rejected.on(&sent.visit, |_| revoking(&sent.visit, &case))
        }
    }
}
