//! The account page, and changing one's password.

use crate::door::parts::{buttons, form, heading, section, send, text};
use crate::door::{Asking, Outcome, Page, Sent, SignedIn, Typed, Visit};
use crate::words::said;
use actix_web::web::ServiceConfig;
use actix_web::{get, post};
use domain::FieldError;
use domain::organisations::Organisation;
use domain::people::ChangePasswordDraft;
use marketplace::people;
use ui::Markup;
use ui::components::{Button, SummaryList, SummaryRow};

pub(super) fn routes(config: &mut ServiceConfig) {
    config.service(show).service(ask_password).service(change_password);
}

#[get("/account")]
async fn show(visit: SignedIn) -> Outcome {
    let (account, places) = visit
        .read(|work, by| {
            let account = people::me(work, by)?;
            let mut places = vec![];
            for at in &account.memberships {
                let organisation: Organisation = work.find(at.organisation)?;
                places.push((organisation.name.to_string(), at.role));
            }
            Ok((account, places))
        })
        .await?;
    let two_steps =
        if account.person.totp_secret.is_some() { "Password and security code" } else { "Password only" };
    let rows = [
        SummaryRow::new("Name", account.person.name.to_string()),
        SummaryRow::new("Email address", account.person.email.to_string()),
        SummaryRow::new("Password", "Set").action("Change", "/account/password", "password"),
        SummaryRow::new("Signing in", two_steps).action("Change", "/account/two-steps", "how you sign in"),
    ];
    let member_of = places.into_iter().map(|(name, role)| SummaryRow::new(name, said(role.word())));
    let mut parts = vec![heading("Your account"), SummaryList::new(rows).into()];
    if !account.memberships.is_empty() {
        parts.extend([section("Your organisations"), SummaryList::new(member_of).into()]);
    }
    parts.push(buttons([
        Button::link("Register a provider", "/register/provider").secondary(),
        Button::link("Register a department", "/register/department").secondary(),
    ]));
    Ok(visit.show(Page::new("Your account", parts)))
}

fn password_page(visit: &Visit, mistakes: &[FieldError]) -> Page {
    let nothing = Typed::default();
    let asking = Asking::of(&nothing, mistakes);
    let fields: [Markup; 3] = [
        asking.ask("current", "Current password").password().into(),
        asking
            .ask("password", "New password")
            .hint("At least 12 characters. Three random words are good")
            .password()
            .autocomplete("new-password")
            .into(),
        send("Save password").into(),
    ];
    let parts = [
        heading("Change your password"),
        text("Every other browser in which you are signed in is signed out."),
        form(visit, "/account/password", fields),
    ];
    Page::new("Change your password", parts).back("/account")
}

#[get("/account/password")]
async fn ask_password(visit: SignedIn) -> Outcome {
    Ok(visit.show(password_page(&visit, &[])))
}

#[post("/account/password")]
async fn change_password(sent: Sent) -> Outcome {
    let token = sent.visit.token().map(ToOwned::to_owned);
    let done = match sent.draft::<ChangePasswordDraft>() {
        Ok(draft) => {
            let unit = move |market: &marketplace::Market, by: &domain::Actor| {
                people::change_password(market, by, token.as_deref(), &draft)
            };
            sent.visit.ask_market(unit).await
        }
        Err(rejected) => Err(rejected),
    };
    match done {
        Ok(()) => Ok(sent.visit.go("/account", "Your new password is saved.")),
        Err(rejected) => rejected.on(&sent.visit, |mistakes| password_page(&sent.visit, mistakes)),
    }
}
