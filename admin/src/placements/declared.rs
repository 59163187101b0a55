//! Saying that something which was declared to a framework lasts longer.

use super::renew::{Lasting, UNTIL_WHEN, later};
use crate::door::parts::heading_of;
use crate::door::{Answer, Asking, Outcome, Page, Sent, SignedIn, Stop, Typed, Visit};
use actix_web::web::{Path, ServiceConfig};
use actix_web::{get, post};
use domain::casework::RenewDraft;
use domain::declarations::Declaration;
use domain::frameworks::Framework;
use domain::frameworks::questions::Question;
use domain::{Action, Day, DeclarationId, FieldError};
use marketplace::{At, declarations, frameworks};

pub(super) fn routes(config: &mut ServiceConfig) {
    config.service(show).service(renew);
}

/// A declaration of whoever looks, and something that it tells of.
struct Declared {
    declaration: Declaration,
    framework: Framework,
    question: Question,
    until: Day,
}

async fn declared(visit: &Visit, id: DeclarationId, key: &str) -> Result<Declared, Answer> {
    let found = visit.read(move |work, by| {
        let declaration = declarations::find(work, by, id)?;
        let (framework, _) = frameworks::show(work, &declaration.framework, None)?;
        Ok((declaration, framework))
    });
    let (declaration, framework) = found.await?;
    if visit.by.may(Action::ApplyToLot, &declaration).is_err() {
        return Err(visit.stop(Stop::WrongRole));
    }
    let documents = declaration.documents();
    let document = documents.into_iter().find(|(question, _)| question.id.as_str() == key);
    let (question, until) = document.ok_or_else(|| visit.stop(Stop::NotFound))?;
    let question = question.clone();
    Ok(Declared { declaration, framework, question, until })
}

fn page(visit: &Visit, it: &Declared, typed: &Typed, mistakes: &[FieldError]) -> Page {
    let kept = "What you sent with an application stays as it was sent. Your declaration has the new day from now on, and we \
                remind you before it comes.";
    let lasting = Lasting { question: &it.question, until: it.until, version: it.declaration.version, kept };
    let at = format!("/declarations/{}/renew/{}", it.declaration.id, it.question.id);
    let fields = later(visit, &lasting, &at, &Asking::of(typed, mistakes));
    let whose = format!("Your declaration to {}", it.framework.definition.name);
    let parts = [heading_of(&whose, UNTIL_WHEN)].into_iter().chain(fields);
    Page::new(UNTIL_WHEN, parts).back(format!("/provider/{}", it.declaration.provider)).mistakes(mistakes)
}

#[get("/declarations/{id}/renew/{question}")]
async fn show(visit: SignedIn, path: Path<(DeclarationId, String)>) -> Outcome {
    let (id, key) = path.into_inner();
    let declared = declared(&visit, id, &key).await?;
    Ok(visit.show(page(&visit, &declared, &Typed::default(), &[])))
}

#[post("/declarations/{id}/renew/{question}")]
async fn renew(sent: Sent, path: Path<(DeclarationId, String)>) -> Outcome {
    let (id, key) = path.into_inner();
    let at = At { id, version: sent.version };
    let now = sent.visit.market().clock().now();
    let parse = move |draft: RenewDraft| draft.parse(now);
    match sent.act(parse, move |work, by, command| declarations::renew(work, by, at, command)).await {
        Ok(it) => Ok(sent.visit.go(format!("/provider/{}", it.provider), "The new day is kept.")),
        Err(rejected) => {
            let declared = declared(&sent.visit, id, &key).await?;
            rejected.on(&sent.visit, |mistakes| page(&sent.visit, &declared, &sent.typed, mistakes))
        }
    }
}
