//! Signing in and out over HTTP.

use crate::door::{Answer, Asked, Caller, NoBody, Problem};
use crate::people::AccountView;
use actix_web::{HttpResponse, delete, get, post};
use domain::people::SignInDraft;
use domain::{Denied, PersonId, Refused};
use marketplace::people;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) fn routes(config: &mut ServiceConfig<'_>) {
    config.service(sign_in).service(show_session).service(sign_out);
}

/// A session that has begun.
#[derive(Debug, Serialize, ToSchema)]
struct SessionView {
    person: PersonId,
    /// What to send as a bearer token. It is shown once.
    token: String,
}

/// Sign in. A wrong password, an unknown or unconfirmed address and a paused account get the same answer. An
/// `Idempotency-Key` is not needed: signing in again begins another session.
#[utoipa::path(
    tag = "people",
    operation_id = "sign_in",
    request_body = SignInDraft,
    responses(
        (status = 201, description = "Signed in", body = SessionView),
        (status = 422, description = "Not signed in, or a code is needed", body = Problem),
    )
)]
#[post("/sessions")]
async fn sign_in(asked: Asked<SignInDraft>) -> Result<HttpResponse, Problem> {
    let (draft, asked) = asked.open();
    let new = asked.run(move |market, _| people::sign_in(market, &draft)).await?;
    let view = SessionView { person: new.person, token: new.token };
    Ok(Answer::created("/api/v1/sessions/current", &view).into())
}

/// Show whose session this is.
#[utoipa::path(
    tag = "people",
    operation_id = "show_session",
    responses(
        (status = 200, description = "The account that is signed in", body = AccountView),
        (status = 401, description = "Nobody has signed in", body = Problem),
    )
)]
#[get("/sessions/current")]
async fn show_session(caller: Caller) -> Result<HttpResponse, Problem> {
    caller.show(people::me, |account| Answer::ok(&AccountView::of(account))).await
}

/// Sign out.
#[utoipa::path(
    tag = "people",
    operation_id = "sign_out",
    responses(
        (status = 204, description = "Signed out"),
        (status = 401, description = "Nobody has signed in", body = Problem),
    )
)]
#[delete("/sessions/current")]
async fn sign_out(asked: Asked<NoBody>) -> Result<HttpResponse, Problem> {
    let token = asked.token().ok_or(Refused::from(Denied::SignIn))?;
    asked.run(move |market, by| market.write(|work| people::sign_out(work, by, &token))).await?;
    Ok(Answer::done().into())
}
