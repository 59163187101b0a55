//! Accepting an invitation by its mailed link.

use crate::door::cookies::{self, cookie};
use crate::door::parts::{button_form, form, heading, link_line, send, text};
use crate::door::{Asking, Outcome, Page, Sent, SentByAnyone, Typed, Visit, encode, forget_visitor};
use crate::words::said;
use actix_web::web::{Path, ServiceConfig};
use actix_web::{get, post};
use domain::people::{InvitationState, RegisterPersonDraft};
use domain::{FieldError, OrganisationKind};
use marketplace::people::{self, InvitationShown};
use serde::Deserialize;
use ui::Markup;

pub(super) fn routes(config: &mut ServiceConfig) {
    config.service(show).service(accept).service(join);
}

fn invitation_page(
    visit: &Visit,
    shown: &InvitationShown,
    token: &str,
    typed: &Typed,
    mistakes: &[FieldError],
) -> Page {
    let InvitationShown { invitation, organisation, lead, .. } = shown;
    let title = format!("Join {organisation}");
    let role = said(invitation.role.word());
    let invites = match lead {
        None => format!("{organisation} invites {} to join it on Signpost.", invitation.email),
        Some(lead) => format!(
            "{lead} has named {organisation} as its partner, and {} as who answers for it. Once you have joined, look at its entry and say whether you work together.",
            invitation.email
        ),
    };
    let mut parts = vec![heading(&title), text(format!("{invites} Your role will be: {role}."))];
    let path = format!("/invitations/{}", encode(token));
    if shown.state != InvitationState::Open {
        parts.push(text(format!(
            "This invitation is {}. Ask {} for a new one.",
            shown.state.word(),
            lead.as_ref().unwrap_or(organisation)
        )));
    } else if visit.is_signed_in() {
        parts.push(button_form(visit, &path, send("Accept the invitation")));
    } else if shown.has_account {
        parts.push(text("You have an account already: sign in with it to accept."));
        parts.push(link_line("Sign in to accept", &format!("/sign-in?next={}", encode(&path))));
    } else {
        let asking = Asking::of(typed, mistakes);
        let fields: [Markup; 3] = [
            asking.ask("name", "Full name").input().autocomplete("name").spellcheck(false).into(),
            asking
                .ask("password", "Choose a password")
                .hint("At least 12 characters. Three random words are good")
                .password()
                .autocomplete("new-password")
                .into(),
            send("Create account and join").into(),
        ];
        parts.push(form(visit, &format!("{path}/join"), fields));
    }
    Page::new(title, parts)
}

async fn shown(visit: &Visit, token: &str) -> Result<InvitationShown, crate::door::Answer> {
    let token = token.to_owned();
    visit.read(move |work, _| people::show_invitation(work, &token)).await
}

fn home_of(kind: OrganisationKind, organisation: domain::OrganisationId) -> String {
    match kind {
        OrganisationKind::Provider | OrganisationKind::Partner => format!("/provider/{organisation}"),
        OrganisationKind::Department => format!("/department/{organisation}"),
        OrganisationKind::Authority => "/home".to_owned(),
    }
}

#[get("/invitations/{token}")]
async fn show(visit: Visit, token: Path<String>) -> Outcome {
    let invitation = shown(&visit, &token).await?;
    Ok(visit.show(invitation_page(&visit, &invitation, &token, &Typed::default(), &[])))
}

#[post("/invitations/{token}")]
async fn accept(sent: Sent, token: Path<String>) -> Outcome {
    let token = token.into_inner();
    let invitation = shown(&sent.visit, &token).await?;
    let accepted = {
        let token = token.clone();
        sent.visit.write(move |work, by| people::accept_invitation(work, by, &token)).await
    };
    match accepted {
        Ok(accepted) => {
            let done = format!("You have joined {}.", invitation.organisation);
            Ok(sent.visit.go(home_of(accepted.kind, accepted.organisation), &done))
        }
        Err(rejected) => rejected.on(&sent.visit, |mistakes| {
            invitation_page(&sent.visit, &invitation, &token, &sent.typed, mistakes)
        }),
    }
}

/// What someone without an account sends.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct JoinDraft {
    name: String,
    password: String,
}

#[post("/invitations/{token}/join")]
async fn join(sent: SentByAnyone, token: Path<String>) -> Outcome {
    let token = token.into_inner();
    let invitation = shown(&sent.visit, &token).await?;
    let email = invitation.invitation.email.to_string();
    let parsed = sent
        .draft()
        .and_then(|JoinDraft { name, password }| Ok(RegisterPersonDraft { name, email, password }.parse()?));
    let done = match parsed {
        Ok(command) => {
            let token = token.clone();
            let unit = move |market: &marketplace::Market, _: &domain::Actor| {
                let hash = people::hash_password(&command.password)?;
                market.write(|work| {
                    let (name, hash) = (command.name.clone(), hash.clone());
                    let (accepted, person) = people::register_by_invitation(work, &token, name, hash)?;
                    Ok((accepted, people::begin_session(work, person)?))
                })
            };
            sent.visit.ask_market(unit).await
        }
        Err(rejected) => Err(rejected),
    };
    match done {
        Ok((accepted, session)) => {
            let said = format!("You have joined {}.", invitation.organisation);
            let answer = sent.visit.go(home_of(accepted.kind, accepted.organisation), &said);
            Ok(forget_visitor(answer).with(cookie(cookies::SESSION, session.token)))
        }
        Err(rejected) => rejected.on(&sent.visit, |mistakes| {
            invitation_page(&sent.visit, &invitation, &token, &sent.typed, mistakes)
        }),
    }
}
