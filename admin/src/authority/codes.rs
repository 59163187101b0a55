//! Letting someone in by password alone who lost what makes their security codes: asked first, and how it is known that
//! it is them who ask is kept. A stranger who talks an administrator into it needs the password alone.

use super::people::{HERE, read};
use crate::door::parts::{bullets, buttons, form, heading_of, hidden, link, send, text};
use crate::door::{Asking, Outcome, Page, Sent, SignedIn, Stop, Typed, VERSION, Visit};
use actix_web::web::{Path, ServiceConfig};
use actix_web::{get, post};
use domain::people::{EndCodesDraft, ExcusedBecause, Person};
use domain::{FieldError, PersonId};
use marketplace::{At, people};
use ui::Markup;
use ui::components::{Radio, WarningText};

pub(super) fn routes(config: &mut ServiceConfig) {
    config.service(ask).service(end);
}

/// What can be chosen for one person: that a seal is lost concerns everyone.
const REASONS: [(ExcusedBecause, &str); 3] = [
    (ExcusedBecause::Seen, "I have seen them, and they are who they say"),
    (ExcusedBecause::CalledBack, "I called them back on a number that was known before"),
    (ExcusedBecause::VouchedFor, "An owner or administrator of their organisation says that it is them"),
];

fn page(visit: &Visit, person: &Person, typed: &Typed, mistakes: &[FieldError]) -> Page {
    let title = "Stop asking for security codes";
    let back = format!("{HERE}/{}", person.id);
    let points = [
        format!("{} signs in with the password alone, until they set up codes again.", person.name),
        "They are written to, in case it was not them who asked.".to_owned(),
        "The log keeps that you did it, and how you knew that it was them.".to_owned(),
    ];
    let warning = "Whoever knows or guesses the password can then sign in. Do not go on because of an email or a call alone.";
    let because = Asking::of(typed, mistakes).ask("because", "How did you make sure?");
    let row: [Markup; 2] = [send("Stop asking for codes").warning().into(), link("Cancel", &back)];
    let fields: [Markup; 3] = [
        hidden(VERSION, &person.version.to_string()),
        because.radios(REASONS.map(|(reason, words)| Radio::new(reason.word(), words))).into(),
        buttons(row),
    ];
    let parts = [
        heading_of(person.name.as_str(), title),
        text("When you go on:"),
        bullets(points),
        WarningText::new(warning).into(),
        form(visit, &format!("{back}/end-codes"), fields),
    ];
    Page::new(title, parts).mistakes(mistakes).back(back)
}

#[get("/authority/people/{id}/end-codes")]
async fn ask(visit: SignedIn, id: Path<PersonId>) -> Outcome {
    let shown = read(&visit, id.into_inner()).await?;
    let person = &shown.shown.summary.person;
    if !shown.may_keep {
        return Err(visit.stop(Stop::WrongRole));
    }
    if person.totp_secret.is_none() {
        return Ok(visit.go(format!("{HERE}/{}", person.id), ""));
    }
    Ok(visit.show(page(&visit, person, &Typed::default(), &[])))
}

#[post("/authority/people/{id}/end-codes")]
async fn end(sent: Sent, id: Path<PersonId>) -> Outcome {
    let id = id.into_inner();
    let at = At { id, version: sent.version };
    let parse = |draft: EndCodesDraft| draft.parse();
    match sent.act(parse, move |work, by, because| people::end_codes(work, by, at, because)).await {
        Ok(_) => {
            let done = "The account asks for no security code any more. We have written to them.";
            Ok(sent.visit.go(format!("{HERE}/{id}"), done))
        }
        Err(rejected) => {
            let shown = read(&sent.visit, id).await?;
            let person = &shown.shown.summary.person;
            rejected.on(&sent.visit, |mistakes| page(&sent.visit, person, &sent.typed, mistakes))
        }
    }
}
