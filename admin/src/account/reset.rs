//! A new password by a mailed link.

use super::register::EmailDraft;
use crate::door::parts::{form, heading, link_line, send, text};
use crate::door::{Asking, Outcome, Page, SentByAnyone, Typed, Visit, encode};
use actix_web::web::{Path, ServiceConfig};
use actix_web::{get, post};
use domain::FieldError;
use domain::people::PasswordDraft;
use marketplace::people;
use ui::Markup;

pub(super) fn routes(config: &mut ServiceConfig) {
    config.service(ask).service(send_link).service(choose).service(reset);
}

fn ask_page(visit: &Visit, typed: &Typed, mistakes: &[FieldError]) -> Page {
    let email = Asking::of(typed, mistakes).ask("email", "Email address").email();
    let parts = [
        heading("Choose a new password"),
        text("We send a link to the address of your account. With it you choose a new password."),
        form(visit, "/account/reset", [Markup::from(email), send("Send the link").into()]),
    ];
    Page::new("Choose a new password", parts).back("/sign-in")
}

#[get("/account/reset")]
async fn ask(visit: Visit) -> Outcome {
    Ok(visit.show(ask_page(&visit, &Typed::default(), &[])))
}

#[post("/account/reset")]
async fn send_link(sent: SentByAnyone) -> Outcome {
    let done = sent.act(EmailDraft::parse, |work, by, email| people::ask_for_reset(work, by, &email)).await;
    if let Err(rejected) = done {
        return rejected.on(&sent.visit, |mistakes| ask_page(&sent.visit, &sent.typed, mistakes));
    }
    let email = sent.typed.get("email");
    let parts = [
        heading("Look in your email"),
        text(format!(
            "If {email} has an account, we have sent a link to it. The link works for 2 hours, once."
        )),
    ];
    Ok(sent.visit.show(Page::new("Look in your email", parts)))
}

fn choose_page(visit: &Visit, token: &str, mistakes: &[FieldError]) -> Page {
    if mistakes.iter().any(|mistake| mistake.code == "account_link_does_not_work") {
        let parts = [
            heading("This link does not work any more"),
            text("It works for 2 hours, once."),
            link_line("Send another link", "/account/reset"),
        ];
        return Page::new("This link does not work any more", parts);
    }
    let nothing = Typed::default();
    let password = Asking::of(&nothing, mistakes)
        .ask("password", "New password")
        .hint("At least 12 characters. Three random words are good")
        .password()
        .autocomplete("new-password");
    let action = format!("/account/reset/{}", encode(token));
    let parts = [
        heading("Choose a new password"),
        form(visit, &action, [Markup::from(password), send("Save password").into()]),
    ];
    Page::new("Choose a new password", parts)
}

#[get("/account/reset/{token}")]
async fn choose(visit: Visit, token: Path<String>) -> Outcome {
    Ok(visit.show(choose_page(&visit, &token, &[])))
}

#[post("/account/reset/{token}")]
async fn reset(sent: SentByAnyone, token: Path<String>) -> Outcome {
    let token = token.into_inner();
    let done = match sent.draft::<PasswordDraft>() {
        Ok(draft) => {
            let token = token.clone();
            sent.visit.ask_market(move |market, _| people::reset_password(market, &token, &draft)).await
        }
        Err(rejected) => Err(rejected),
    };
    match done {
        Ok(()) => Ok(sent.visit.go("/sign-in", "Your new password is saved. Sign in with it.")),
        Err(rejected) => rejected.on(&sent.visit, |mistakes| choose_page(&sent.visit, &token, mistakes)),
    }
}
