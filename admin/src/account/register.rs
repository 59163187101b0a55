//! Making an account, and proving its address by a mailed link.

use crate::door::parts::{bullets, button_form, form, heading, link_line, send, text};
use crate::door::{Asking, Outcome, Page, SentByAnyone, Typed, Visit};
use actix_web::web::{Path, ServiceConfig};
use actix_web::{get, post};
use domain::people::RegisterPersonDraft;
use domain::values::EmailAddress;
use domain::{FieldError, FieldErrors, Fields};
use marketplace::people;
use serde::Deserialize;
use ui::Markup;

pub(super) fn routes(config: &mut ServiceConfig) {
    config
        .service(show)
        .service(register)
        .service(ask_again)
        .service(send_link_again)
        .service(show_link)
        .service(confirm);
}

fn register_page(visit: &Visit, typed: &Typed, mistakes: &[FieldError]) -> Page {
    let asking = Asking::of(typed, mistakes);
    let fields: [Markup; 4] = [
        asking.ask("name", "Full name").input().autocomplete("name").spellcheck(false).into(),
        asking
            .ask("email", "Email address")
            .hint("Use your work address if you work for a department: it has to be a public-sector one")
            .email()
            .into(),
        asking
            .ask("password", "Choose a password")
            .hint("At least 12 characters. Three random words are good")
            .password()
            .autocomplete("new-password")
            .into(),
        send("Create account").into(),
    ];
    let parts = [
        heading("Create an account"),
        text("With an account you can:"),
        bullets([
            "register an organisation that gives people support with online services",
            "apply for places on lots and for the quality mark",
            "keep your department’s services and directories",
        ]),
        form(visit, "/register", fields),
        link_line("I have an account already", "/sign-in"),
    ];
    Page::new("Create an account", parts)
}

/// The same for an address that has an account, so that nobody learns who has one.
fn look_in_your_mail(email: &str) -> Page {
    let parts = [
        heading("Look in your email"),
        text(format!("We have written to {email}. Use the link in that email to confirm your address.")),
        text("The link works for 3 days. It can take a few minutes to arrive; look in your spam folder too."),
        link_line("Send the link again", "/account/confirm"),
    ];
    Page::new("Look in your email", parts)
}

#[get("/register")]
async fn show(visit: Visit) -> Outcome {
    Ok(visit.show(register_page(&visit, &Typed::default(), &[])))
}

#[post("/register")]
async fn register(sent: SentByAnyone) -> Outcome {
    let email = sent.typed.get("email").to_owned();
    let parsed = sent.draft().and_then(|draft: RegisterPersonDraft| Ok(draft.parse()?));
    let done = match parsed {
        Ok(command) => {
            let unit = move |market: &marketplace::Market, by: &domain::Actor| {
                let hash = people::hash_password(&command.password)?;
                market.write(|work| {
                    people::register(work, by, command.name.clone(), command.email.clone(), hash.clone())
                })
            };
            sent.visit.ask_market(unit).await
        }
        Err(rejected) => Err(rejected),
    };
    match done {
        Ok(()) => Ok(sent.visit.show(look_in_your_mail(&email))),
        Err(rejected) => {
            rejected.on(&sent.visit, |mistakes| register_page(&sent.visit, &sent.typed, mistakes))
        }
    }
}

/// An address alone.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct EmailDraft {
    email: String,
}

impl EmailDraft {
    pub(super) fn parse(self) -> Result<EmailAddress, FieldErrors> {
        let mut fields = Fields::new();
        let email = fields.parse("/email", &self.email);
        fields.finish(|| email)
    }
}

fn again_page(visit: &Visit, typed: &Typed, mistakes: &[FieldError]) -> Page {
    let email = Asking::of(typed, mistakes).ask("email", "Email address").email();
    let parts = [
        heading("Send the link again"),
        text("We send another link to confirm your address. Links that were sent before stop working."),
        form(visit, "/account/confirm", [Markup::from(email), send("Send the link").into()]),
    ];
    Page::new("Send the link again", parts).back("/sign-in")
}

#[get("/account/confirm")]
async fn ask_again(visit: Visit) -> Outcome {
    Ok(visit.show(again_page(&visit, &Typed::default(), &[])))
}

#[post("/account/confirm")]
async fn send_link_again(sent: SentByAnyone) -> Outcome {
    let email = sent.typed.get("email").to_owned();
    let done =
        sent.act(EmailDraft::parse, |work, by, email| people::ask_for_confirmation(work, by, &email)).await;
    match done {
        Ok(()) => Ok(sent.visit.show(look_in_your_mail(&email))),
        Err(rejected) => rejected.on(&sent.visit, |mistakes| again_page(&sent.visit, &sent.typed, mistakes)),
    }
}

fn link_page(visit: &Visit, token: &str, failed: bool) -> Page {
    if failed {
        let parts = [
            heading("This link does not work any more"),
            text(
                "It may be older than 3 days, or was used already. If you have confirmed your address, sign in.",
            ),
            link_line("Sign in", "/sign-in"),
            link_line("Send another link", "/account/confirm"),
        ];
        return Page::new("This link does not work any more", parts);
    }
    // A form, since programs that look through mail follow links.
    let parts = [
        heading("Confirm your email address"),
        button_form(visit, &format!("/account/confirm/{token}"), send("Confirm")),
    ];
    Page::new("Confirm your email address", parts)
}

#[get("/account/confirm/{token}")]
async fn show_link(visit: Visit, token: Path<String>) -> Outcome {
    Ok(visit.show(link_page(&visit, &crate::door::encode(&token), false)))
}

#[post("/account/confirm/{token}")]
async fn confirm(sent: SentByAnyone, token: Path<String>) -> Outcome {
    let token = token.into_inner();
    let done = sent.visit.write(move |work, by| people::confirm_email(work, by, &token)).await;
    match done {
        Ok(()) => Ok(sent.visit.go("/sign-in", "Your email address is confirmed. You can sign in now.")),
        Err(rejected) => rejected.on(&sent.visit, |_| link_page(&sent.visit, "", true)),
    }
}
