//! The outbox over HTTP: for those who see to it that mail goes out.

use crate::door::{Answer, Asked, Caller, Listed, NoBody, PageQuery, Problem};
use actix_web::{HttpResponse, get, post, web};
use domain::outbox::MailState;
use domain::{MailId, Timestamp};
use marketplace::organisations::Page;
use marketplace::outbox::{self, Mail};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) fn routes(config: &mut ServiceConfig<'_>) {
    config.service(list_mails).service(retry_mail);
}

/// Which mails are wanted.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct MailsQuery {
    /// How far they are. Left out: `stuck`.
    state: Option<MailState>,
    /// At most so many items, 1 to 200.
    #[param(minimum = 1, maximum = 200, default = 50)]
    limit: Option<i64>,
    /// The `next` of the page before.
    after: Option<String>,
}

/// A mail, without its text: that holds what only its recipient may know.
#[derive(Debug, Serialize, ToSchema)]
struct MailView {
    id: String,
    recipient: String,
    subject: String,
    /// `waiting`, `sent` or `stuck`.
    state: String,
    written_at: Timestamp,
    /// When it is tried next; absent once it is sent or stuck.
    #[serde(skip_serializing_if = "Option::is_none")]
    due_at: Option<Timestamp>,
    /// How often it was tried.
    tries: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    sent_at: Option<Timestamp>,
    /// What the mail server said last.
    #[serde(skip_serializing_if = "Option::is_none")]
    last_error: Option<String>,
}

impl MailView {
    fn of(mail: &Mail) -> Self {
        let instant = |at: i64| Timestamp::from_microsecond(at).unwrap_or_default();
        let waits = mail.state == MailState::Waiting.word();
        Self {
            id: mail.id.clone(),
            recipient: mail.recipient.clone(),
            subject: mail.subject.clone(),
            state: mail.state.clone(),
            written_at: instant(mail.written_at),
            due_at: waits.then(|| instant(mail.due_at)),
            tries: mail.attempts,
            sent_at: mail.sent_at.map(instant),
            last_error: mail.last_error.clone(),
        }
    }
}

/// List mails, newest first.
#[utoipa::path(
    tag = "outbox",
    operation_id = "list_mails",
    params(MailsQuery),
    responses(
        (status = 200, description = "A page of mails", body = Listed<MailView>),
        (status = 400, description = "The query is not understood", body = Problem),
        (status = 401, description = "Nobody has signed in", body = Problem),
        (status = 403, description = "Not for your role", body = Problem),
    )
)]
#[get("/outbox/mails")]
async fn list_mails(caller: Caller, query: web::Query<MailsQuery>) -> Result<HttpResponse, Problem> {
    let MailsQuery { state, limit, after } = query.into_inner();
    let state = state.unwrap_or(MailState::Stuck);
    let query = PageQuery { limit, after };
    let limit = query.limit()?;
    let page = Page { after: query.key()?, limit: limit + 1 };
    let found = caller.read(move |work, by| outbox::mails_in(work, by, state, &page)).await?;
    let key = |it: &Mail| (it.written_at, it.id.clone());
    Ok(Answer::ok(&Listed::of(found, limit, key, MailView::of)).into())
}

/// Try a stuck mail again, now.
#[utoipa::path(
    tag = "outbox",
    operation_id = "retry_mail",
    params(
        ("id" = MailId, Path, description = "The mail"),
        ("Idempotency-Key" = Option<String>, Header, description = "The same key and body: the same answer"),
    ),
    responses(
        (status = 202, description = "It is among those to be sent again", body = MailView),
        (status = 401, description = "Nobody has signed in", body = Problem),
        (status = 403, description = "Not for your role", body = Problem),
        (status = 404, description = "No such mail", body = Problem),
        (status = 409, description = "It is not stuck", body = Problem),
    )
)]
#[post("/outbox/mails/{id}/retry")]
async fn retry_mail(asked: Asked<NoBody>, id: web::Path<MailId>) -> Result<HttpResponse, Problem> {
    let id = id.into_inner();
    asked
        .write(move |work, by| outbox::retry_stuck(work, by, id), |it| Answer::accepted(&MailView::of(it)))
        .await
}
