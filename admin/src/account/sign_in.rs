//! Signing in and out.

use crate::door::cookies::{self, cookie};
use crate::door::parts::{form, heading, hidden, link, link_line, send, text};
use crate::door::{
    Answer, Asking, KEPT, Outcome, Page, Sent, SentByAnyone, Typed, Visit, forget_visitor, kept, local_path,
    send_again,
};
use actix_web::web::{Query, ServiceConfig};
use actix_web::{get, post};
use domain::FieldError;
use domain::people::SignInDraft as Attempt;
use marketplace::people;
use serde::Deserialize;
use ui::Markup;

pub(super) fn routes(config: &mut ServiceConfig) {
    config.service(show).service(sign_in).service(sign_out).service(ask_to_sign_out);
}

#[derive(Deserialize)]
struct Next {
    next: Option<String>,
}

/// What the form sends.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct SignInDraft {
    email: String,
    password: String,
    code: Option<String>,
    next: Option<String>,
}

/// The form. `next` is where it leads, `kept` what was typed before the session ended.
pub(crate) fn sign_in_page(
    visit: &Visit,
    next: &str,
    kept: &str,
    typed: &Typed,
    mistakes: &[FieldError],
) -> Page {
    let asking = Asking::of(typed, mistakes);
    let wants_code = mistakes.iter().any(|mistake| mistake.pointer == "/code");
    let mut fields: Vec<Markup> = vec![hidden("next", next)];
    if !kept.is_empty() {
        fields.push(hidden(KEPT, kept));
    }
    fields.push(asking.ask("email", "Email address").email().autocomplete("username").into());
    fields.push(asking.ask("password", "Password").password().into());
    if wants_code {
        let code =
            asking.ask("code", "Security code").hint("The 6 digits that your authenticator app shows now");
        fields.push(code.input().width(10).numeric().autocomplete("one-time-code").into());
    }
    fields.push(send("Sign in").into());
    let parts = [
        heading("Sign in"),
        form(visit, "/sign-in", fields),
        link_line("I have forgotten my password", "/account/reset"),
        text(Markup::joined([Markup::trusted("No account yet? "), link("Create an account", "/register")])),
    ];
    Page::new("Sign in", parts)
}

#[get("/sign-in")]
async fn show(visit: Visit, query: Query<Next>) -> Outcome {
    let next = query.next.as_deref().and_then(local_path).unwrap_or("/home");
    if visit.is_signed_in() {
        return Ok(Answer::see(next));
    }
    Ok(visit.show(sign_in_page(&visit, next, "", &Typed::default(), &[])))
}

#[post("/sign-in")]
async fn sign_in(mut sent: SentByAnyone) -> Outcome {
    let next = sent.typed.get("next").to_owned();
    let next = local_path(&next).unwrap_or("/home").to_owned();
    let kept_field = sent.aside.get(KEPT).to_owned();
    let outcome = match sent.draft::<SignInDraft>() {
        Ok(draft) => {
            let attempt = Attempt { email: draft.email, password: draft.password, code: draft.code };
            sent.visit.ask_market(move |market, _| people::sign_in(market, &attempt)).await
        }
        Err(rejected) => Err(rejected),
    };
    let session = match outcome {
        Ok(session) => session,
        Err(rejected) => {
            return rejected.on(&sent.visit, |mistakes| {
                sign_in_page(&sent.visit, &next, &kept_field, &sent.typed, mistakes)
            });
        }
    };
    let answer = match kept(&kept_field) {
        // What was typed may be too long for an address: it is shown at once.
        Some(typed) => {
            sent.visit.now_signed_in(session.csrf.clone());
            sent.visit.show(send_again(&sent.visit, &next, &typed))
        }
        None => Answer::see(next),
    };
    Ok(forget_visitor(answer).with(cookie(cookies::SESSION, session.token)))
}

#[post("/sign-out")]
async fn sign_out(sent: Sent) -> Outcome {
    let token = sent.visit.token().unwrap_or_default().to_owned();
    let done = sent.visit.write(move |work, by| people::sign_out(work, by, &token)).await;
    if let Err(rejected) = done {
        return rejected.on(&sent.visit, |_| Page::new("Sign out", [heading("You are still signed in")]));
    }
    Ok(sent.visit.go("/sign-in", "You have signed out.").with(cookies::without(cookies::SESSION)))
}

/// Without script or by a typed address: asks first, since signing out is a form.
#[get("/sign-out")]
async fn ask_to_sign_out(visit: Visit) -> Outcome {
    if !visit.is_signed_in() {
        return Ok(Answer::see("/sign-in"));
    }
    let parts = [heading("Sign out"), form(&visit, "/sign-out", [send("Sign out")])];
    Ok(visit.show(Page::new("Sign out", parts)))
}
