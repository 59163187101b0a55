//! The outbox over HTTP: for those who see to it that mail goes out.

use crate::door::{Answer, AsTable, Asked, Caller, Listed, NoBody, PageQuery, Problem, Query, Row, cells};
use actix_web::{HttpResponse, get, post, web};
use domain::outbox::{MailKind, MailState};
use domain::{Fields, MailId, OrganisationId, Timestamp};
use marketplace::organisations::Page;
use marketplace::outbox::{self, AfterMail, Mail, MailSort, SoughtMails};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) fn routes(config: &mut ServiceConfig<'_>) {
    config.service(list_mails).service(export_mails).service(retry_mail);
}

/// Which mails are wanted, in which order.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct WhichMails {
    /// How far they are: `waiting`, `sent`, `stuck` or `all`. Left out: `stuck`.
    state: Option<String>,
    /// What carries them: `mail` or `text`.
    kind: Option<String>,
    /// To this address. Finds nothing that was sent in passing.
    #[param(example = "jo@example.org")]
    recipient: Option<String>,
    /// To this organisation: its contact, or one of its people. Finds nothing that was sent in passing.
    organisation: Option<OrganisationId>,
    /// Written at this instant or later.
    #[param(example = "2027-03-01T00:00:00Z")]
    from: Option<Timestamp>,
    /// Written before this instant.
    #[param(example = "2027-04-01T00:00:00Z")]
    to: Option<Timestamp>,
    /// `newest`, or `oldest`: which comes first. Left out: `newest`.
    sort: Option<String>,
}

impl WhichMails {
    fn sought(self) -> Result<SoughtMails, Problem> {
        let Self { state, kind, recipient, organisation, from, to, sort } = self;
        let mut fields = Fields::new();
        let state = match state.as_deref() {
            Some("all") => Some(None),
            state => fields.optional("?state", state).map(|state| Some(state.unwrap_or(MailState::Stuck))),
        };
        let kind: Option<Option<MailKind>> = fields.optional("?kind", kind.as_deref());
        let recipient = fields.optional("?recipient", recipient.as_deref());
        let sort: Option<Option<MailSort>> = fields.optional("?sort", sort.as_deref());
        let sought = fields.finish(|| {
            Some(SoughtMails {
                state: state?,
                kind: kind?,
                recipient: recipient?,
                organisation,
                from: from.map(Timestamp::as_microsecond),
                to: to.map(Timestamp::as_microsecond),
                sort: sort?.unwrap_or_default(),
            })
        });
        Ok(sought?)
    }
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

/// List mails.
#[utoipa::path(
    tag = "outbox",
    operation_id = "list_mails",
    params(WhichMails, PageQuery),
    responses(
        (status = 200, description = "A page of mails", body = Listed<MailView>),
        (status = 400, description = "The query is not understood", body = Problem),
        (status = 401, description = "Nobody has signed in", body = Problem),
        (status = 403, description = "Not for your role", body = Problem),
        (status = 404, description = "No such organisation", body = Problem),
        (status = 422, description = "The query asks for what cannot be", body = Problem),
    )
)]
#[get("/outbox/mails")]
async fn list_mails(caller: Caller, query: Query<WhichMails, PageQuery>) -> Result<HttpResponse, Problem> {
    let (sought, limit) = (query.which.sought()?, query.how.limit()?);
    let page = Page { after: query.how.key()?, limit: limit + 1 };
    let found = caller.read(move |work, by| outbox::mails(work, by, &sought, &page)).await?;
    Ok(Answer::ok(&Listed::of(found, limit, key, MailView::of)).into())
}

fn key(mail: &Mail) -> AfterMail {
    (mail.written_at, mail.id.clone())
}

/// A mail as a row of a table.
#[derive(Serialize)]
struct MailRow {
    id: String,
    state: String,
    kind: String,
    recipient: String,
    subject: String,
    written_at: Timestamp,
    sent_at: Option<Timestamp>,
    tries: i64,
    last_error: Option<String>,
}

impl MailRow {
    fn of(mail: &Mail) -> Self {
        let MailView { id, recipient, subject, state, written_at, tries, sent_at, last_error, .. } =
            MailView::of(mail);
        let kind = mail.kind.clone();
        Self { id, state, kind, recipient, subject, written_at, sent_at, tries, last_error }
    }
}

impl Row for MailRow {
    const HEAD: &'static [&'static str] =
        &["id", "state", "kind", "recipient", "subject", "written_at", "sent_at", "tries", "last_error"];

    fn cells(&self) -> Vec<String> {
        cells![
            self.id,
            self.state,
            self.kind,
            self.recipient,
            self.subject,
            self.written_at,
            self.sent_at.map(|at| at.to_string()).unwrap_or_default(),
            self.tries,
            self.last_error.as_deref().unwrap_or_default(),
        ]
    }
}

/// Take mails away whole, as they are filtered, without their texts.
#[utoipa::path(
    tag = "outbox",
    params(WhichMails, AsTable),
    responses(
        (status = 200, description = "Every row", body = String, content_type = "text/csv"),
        (status = 400, description = "The query is not understood", body = Problem),
        (status = 401, description = "Nobody has signed in", body = Problem),
        (status = 403, description = "Not for your role", body = Problem),
        (status = 404, description = "No such organisation", body = Problem),
        (status = 422, description = "The query asks for what cannot be", body = Problem),
    )
)]
#[get("/outbox/mails/export")]
pub(crate) async fn export_mails(
    caller: Caller,
    query: Query<WhichMails, AsTable>,
) -> Result<HttpResponse, Problem> {
    let sought = query.which.sought()?;
    caller
        .export_list(
            "mails",
            query.how,
            move |work, by, page| outbox::mails(work, by, &sought, page),
            key,
            |it, _| MailRow::of(&it),
        )
        .await
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
