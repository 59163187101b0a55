//! Signing in with a security code besides the password.

use crate::door::parts::{form, heading, hidden, link, send, text};
use crate::door::{Asking, Outcome, Page, Sent, SignedIn, Typed, Visit};
use actix_web::web::ServiceConfig;
use actix_web::{get, post};
use domain::FieldError;
use marketplace::people::{self, OneTimeSetUp};
use serde::Deserialize;
use ui::Markup;
use ui::components::{SummaryList, SummaryRow};

pub(super) fn routes(config: &mut ServiceConfig) {
    config.service(show).service(begin).service(end);
}

/// What the forms send.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct CodeDraft {
    secret: String,
    address: String,
    code: String,
}

fn code_field(mistakes: &[FieldError]) -> Markup {
    let nothing = Typed::default();
    let code = Asking::of(&nothing, mistakes)
        .ask("code", "Security code")
        .hint("The 6 digits that the app shows now");
    code.input().width(10).numeric().autocomplete("one-time-code").into()
}

fn set_up_page(visit: &Visit, set_up: &OneTimeSetUp, mistakes: &[FieldError]) -> Page {
    let spaced =
        set_up.secret.as_bytes().chunks(4).map(String::from_utf8_lossy).collect::<Vec<_>>().join(" ");
    let rows = [
        SummaryRow::new("Kind", "Time-based, 6 digits, every 30 seconds"),
        SummaryRow::new("Secret key", spaced),
    ];
    let parts = [
        heading("Sign in with a security code"),
        text(
            "An authenticator app on your telephone or computer makes a new code every 30 seconds. You enter one each time you sign in.",
        ),
        text(Markup::joined([
            Markup::trusted("Type this key into the app, or "),
            link("open it in an app on this device", &set_up.address),
            Markup::trusted("."),
        ])),
        SummaryList::new(rows).into(),
        form(
            visit,
            "/account/two-steps",
            [
                hidden("secret", &set_up.secret),
                hidden("address", &set_up.address),
                code_field(mistakes),
                send("Use security codes").into(),
            ],
        ),
    ];
    Page::new("Sign in with a security code", parts).back("/account").told_once()
}

fn in_use_page(visit: &Visit, mistakes: &[FieldError]) -> Page {
    let parts = [
        heading("You sign in with a security code"),
        text("To sign in with your password only, enter one last code."),
        form(
            visit,
            "/account/two-steps/end",
            [code_field(mistakes), send("Stop using security codes").warning().into()],
        ),
    ];
    Page::new("You sign in with a security code", parts).back("/account")
}

#[get("/account/two-steps")]
async fn show(visit: SignedIn) -> Outcome {
    let set_up = visit
        .read(|work, by| {
            let in_use = people::me(work, by)?.person.totp_secret.is_some();
            if in_use { Ok(None) } else { people::set_up_two_steps(work, by).map(Some) }
        })
        .await?;
    Ok(visit.show(match set_up {
        Some(set_up) => set_up_page(&visit, &set_up, &[]),
        None => in_use_page(&visit, &[]),
    }))
}

#[post("/account/two-steps")]
async fn begin(sent: Sent) -> Outcome {
    let set_up = OneTimeSetUp {
        secret: sent.typed.get("secret").to_owned(),
        address: sent.typed.get("address").to_owned(),
    };
    let done = sent
        .act(
            |draft: CodeDraft| Ok((draft.secret, draft.code)),
            |work, by, (secret, code)| people::use_two_steps(work, by, &secret, &code),
        )
        .await;
    match done {
        Ok(()) => Ok(sent.visit.go("/account", "You sign in with a security code from now on.")),
        Err(rejected) => rejected.on(&sent.visit, |mistakes| set_up_page(&sent.visit, &set_up, mistakes)),
    }
}

#[post("/account/two-steps/end")]
async fn end(sent: Sent) -> Outcome {
    let done = sent
        .act(|draft: CodeDraft| Ok(draft.code), |work, by, code| people::drop_two_steps(work, by, &code))
        .await;
    match done {
        Ok(()) => Ok(sent.visit.go("/account", "You sign in with your password only from now on.")),
        Err(rejected) => rejected.on(&sent.visit, |mistakes| in_use_page(&sent.visit, mistakes)),
    }
}
