//! Keys of directories over HTTP: issued, rotated, revoked, and what was asked by them. What they are for is in
//! `batch`, `export` and `embed`.

use crate::door::{
    Answer, AsTable, Asked, Caller, Listed, NoBody, PageQuery, Problem, ProblemField, Row, cells,
};
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, delete, get, post, web};
use domain::directories::EmbedOrigin;
use domain::directories::keys::{DirectoryKey, DirectoryKeyDraft, Quota, RotateKeyDraft};
use domain::values::{Name, Slug};
use domain::{Actor, Day, DirectoryId, DirectoryKeyId, Timestamp};
use marketplace::Work;
use marketplace::directories::keys::{self, NewKey};
use marketplace::organisations::Page;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use utoipa::{IntoParams, ToSchema};
use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(issue_directory_key)
        .service(list_directory_keys)
        .service(export_directory_keys)
        .service(show_directory_key)
        .service(rotate_directory_key)
        .service(revoke_directory_key)
        .service(show_key_usage);
}

/// A key of a directory.
#[derive(Debug, Serialize, ToSchema)]
struct DirectoryKeyView {
    id: DirectoryKeyId,
    version: i64,
    directory: DirectoryId,
    /// The service that asks by it.
    name: Name,
    quota: Quota,
    /// The sites whose pages may ask by it. None: only programs.
    allowed_origins: BTreeSet<EmbedOrigin>,
    /// The last day on which it works.
    #[schema(value_type = Option<String>, format = Date)]
    ends_on: Option<Day>,
    issued_at: Timestamp,
    /// Until when the secret before works beside the present one.
    #[serde(skip_serializing_if = "Option::is_none")]
    former_works_until: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    revoked_at: Option<Timestamp>,
    /// Shown once: when it is issued or rotated. A repeated request is answered without it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "spk_…")]
    secret: Option<String>,
}

impl DirectoryKeyView {
    fn of(it: &DirectoryKey) -> Self {
        Self {
            id: it.id,
            version: it.version,
            directory: it.directory,
            name: it.name.clone(),
            quota: it.quota,
            allowed_origins: it.allowed_origins.clone(),
            ends_on: it.ends_on,
            issued_at: it.issued_at,
            former_works_until: it.former.as_ref().map(|former| former.works_until),
            revoked_at: it.revoked_at,
            secret: None,
        }
    }

    fn with_secret(new: &NewKey) -> Self {
        Self { secret: Some(new.secret.clone()), ..Self::of(&new.key) }
    }
}

/// Issue a key to a directory. Its secret is shown once.
#[utoipa::path(
    tag = "directory keys",
    operation_id = "issue_directory_key",
    request_body = DirectoryKeyDraft,
    params(
        ("slug" = String, Path, description = "The directory's short name", example = "carers"),
        ("Idempotency-Key" = Option<String>, Header, description = "The same key and body: the same answer, without the secret"),
    ),
    responses(
        (status = 201, description = "Issued", body = DirectoryKeyView),
        (status = 403, description = "Not yours to do", body = Problem),
        (status = 404, description = "Not there, or not yours to know", body = Problem),
        (status = 409, description = "The directory has as many as it can", body = Problem),
        (status = 422, description = "Fields cannot be what was sent", body = Problem),
    )
)]
#[post("/directories/{slug}/keys")]
async fn issue_directory_key(
    slug: web::Path<Slug>,
    asked: Asked<DirectoryKeyDraft>,
) -> Result<HttpResponse, Problem> {
    let slug = slug.into_inner();
    let (draft, asked) = asked.open();
    let command = draft.parse()?;
    let unit = move |work: &mut Work<'_, '_>, by: &Actor| keys::issue(work, by, &slug, command.clone());
    let answer = |new: &NewKey| {
        let at = format!("/api/v1/directory-keys/{}", new.key.id);
        let answer = Answer::created(at, &DirectoryKeyView::with_secret(new)).at_version(new.key.version);
        answer.remembered_as(&DirectoryKeyView::of(&new.key))
    };
    asked.write(unit, answer).await
}

/// List a directory's keys, newest first.
#[utoipa::path(
    tag = "directory keys",
    operation_id = "list_directory_keys",
    params(("slug" = String, Path, description = "The directory's short name", example = "carers"), PageQuery),
    responses(
        (status = 200, description = "A page of keys", body = Listed<DirectoryKeyView>),
        (status = 404, description = "Not there, or not yours to know", body = Problem),
    )
)]
#[get("/directories/{slug}/keys")]
async fn list_directory_keys(
    caller: Caller,
    slug: web::Path<Slug>,
    query: web::Query<PageQuery>,
) -> Result<HttpResponse, Problem> {
    let (slug, limit) = (slug.into_inner(), query.limit()?);
    let page = Page { after: query.key()?, limit: limit + 1 };
    let found = caller.read(move |work, by| keys::list_of(work, by, &slug, &page)).await?;
    let listed = Listed::of(found, limit, |it: &DirectoryKey| it.id, DirectoryKeyView::of);
    Ok(Answer::ok(&listed).into())
}

/// A key as a row of a table: what is known of it, never its secret.
#[derive(Serialize)]
struct DirectoryKeyRow {
    id: DirectoryKeyId,
    name: Name,
    works: bool,
    a_minute: u32,
    a_day: u32,
    allowed_origins: String,
    issued_at: Timestamp,
    ends_on: Option<String>,
    former_works_until: Option<Timestamp>,
    revoked_at: Option<Timestamp>,
}

impl DirectoryKeyRow {
    fn of(key: &DirectoryKey, now: Timestamp) -> Self {
        let view = DirectoryKeyView::of(key);
        let origins: Vec<_> = view.allowed_origins.iter().map(ToString::to_string).collect();
        Self {
            id: view.id,
            name: view.name,
            works: key.works(now),
            a_minute: view.quota.a_minute,
            a_day: view.quota.a_day,
            allowed_origins: origins.join(" "),
            issued_at: view.issued_at,
            ends_on: view.ends_on.map(|day| day.to_string()),
            former_works_until: view.former_works_until,
            revoked_at: view.revoked_at,
        }
    }
}

impl Row for DirectoryKeyRow {
    const HEAD: &'static [&'static str] = &[
        "id",
        "name",
        "works",
        "a_minute",
        "a_day",
        "allowed_origins",
        "issued_at",
        "ends_on",
        "former_works_until",
        "revoked_at",
    ];

    fn cells(&self) -> Vec<String> {
        let at = |instant: Option<Timestamp>| instant.map(|at| at.to_string()).unwrap_or_default();
        cells![
            self.id,
            self.name,
            self.works,
            self.a_minute,
            self.a_day,
            self.allowed_origins,
            self.issued_at,
            self.ends_on.as_deref().unwrap_or_default(),
            at(self.former_works_until),
            at(self.revoked_at),
        ]
    }
}

/// Take a directory's keys away whole, newest first, without their secrets.
#[utoipa::path(
    tag = "directory keys",
    params(("slug" = String, Path, description = "The directory's short name", example = "carers"), AsTable),
    responses(
        (status = 200, description = "Every row", body = String, content_type = "text/csv"),
        (status = 400, description = "The query is not understood", body = Problem),
        (status = 404, description = "Not there, or not yours to know", body = Problem),
    )
)]
#[get("/directories/{slug}/keys/export")]
pub(crate) async fn export_directory_keys(
    caller: Caller,
    slug: web::Path<Slug>,
    query: web::Query<AsTable>,
) -> Result<HttpResponse, Problem> {
    caller
        .export_list(
            "keys",
            query.into_inner(),
            move |work, by, page| keys::list_of(work, by, &slug, page),
            |it| it.id,
            |it, now| DirectoryKeyRow::of(&it, now),
        )
        .await
}

/// Show a key. Its secret is not there: nobody has it but who was shown it.
#[utoipa::path(
    tag = "directory keys",
    operation_id = "show_directory_key",
    params(("id" = DirectoryKeyId, Path, description = "The key")),
    responses(
        (status = 200, description = "The key", body = DirectoryKeyView),
        (status = 404, description = "Not there, or not yours to know", body = Problem),
    )
)]
#[get("/directory-keys/{id}")]
async fn show_directory_key(caller: Caller, id: web::Path<DirectoryKeyId>) -> Result<HttpResponse, Problem> {
    let id = id.into_inner();
    let answer = |it: &DirectoryKey| Answer::ok(&DirectoryKeyView::of(it)).at_version(it.version);
    caller.show(move |work, by| keys::show(work, by, id), answer).await
}

/// Give a key a new secret, shown once. The one before works for a while beside it.
#[utoipa::path(
    tag = "directory keys",
    operation_id = "rotate_directory_key",
    request_body = RotateKeyDraft,
    params(
        ("id" = DirectoryKeyId, Path, description = "The key"),
        ("Idempotency-Key" = Option<String>, Header, description = "The same key and body: the same answer, without the secret"),
    ),
    responses(
        (status = 200, description = "The key with its new secret", body = DirectoryKeyView),
        (status = 404, description = "Not there, or not yours to know", body = Problem),
        (status = 409, description = "It works no longer", body = Problem),
        (status = 422, description = "Fields cannot be what was sent", body = Problem),
    )
)]
#[post("/directory-keys/{id}/secret")]
async fn rotate_directory_key(
    id: web::Path<DirectoryKeyId>,
    asked: Asked<RotateKeyDraft>,
) -> Result<HttpResponse, Problem> {
    let id = id.into_inner();
    let (draft, asked) = asked.open();
    let command = draft.parse()?;
    let unit = move |work: &mut Work<'_, '_>, by: &Actor| keys::rotate(work, by, id, command);
    let answer = |new: &NewKey| {
        let answer = Answer::ok(&DirectoryKeyView::with_secret(new)).at_version(new.key.version);
        answer.remembered_as(&DirectoryKeyView::of(&new.key))
    };
    asked.write(unit, answer).await
}

/// Revoke a key for good, with both its secrets.
#[utoipa::path(
    tag = "directory keys",
    operation_id = "revoke_directory_key",
    params(("id" = DirectoryKeyId, Path, description = "The key")),
    responses(
        (status = 200, description = "The key, revoked", body = DirectoryKeyView),
        (status = 404, description = "Not there, or not yours to know", body = Problem),
        (status = 409, description = "It was revoked before", body = Problem),
    )
)]
#[delete("/directory-keys/{id}")]
async fn revoke_directory_key(
    id: web::Path<DirectoryKeyId>,
    asked: Asked<NoBody>,
) -> Result<HttpResponse, Problem> {
    let id = id.into_inner();
    let unit = move |work: &mut Work<'_, '_>, by: &Actor| keys::revoke(work, by, id);
    asked.write(unit, |it| Answer::ok(&DirectoryKeyView::of(it)).at_version(it.version)).await
}

/// What was asked by a key, day by day.
#[derive(Debug, Serialize, ToSchema)]
struct KeyUsageView {
    /// The oldest day first, today last: each is there.
    days: Vec<DayUsageView>,
}

/// What was asked by a key on a day of London.
#[derive(Debug, Serialize, ToSchema)]
struct DayUsageView {
    #[schema(value_type = String, format = Date)]
    day: Day,
    /// Requests that were answered.
    requests: i64,
    /// Questions in them: what the quota counts.
    questions: i64,
    /// Requests that were refused because the quota was spent.
    refused: i64,
}

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
struct UsageQuery {
    /// How many days, today among them: 1 to 400, or 30 when it is left out.
    #[param(minimum = 1, maximum = 400)]
    days: Option<u16>,
}

/// Show what was asked by a key, day by day. The last ten seconds may still lack.
#[utoipa::path(
    tag = "directory keys",
    operation_id = "show_key_usage",
    params(("id" = DirectoryKeyId, Path, description = "The key"), UsageQuery),
    responses(
        (status = 200, description = "Day by day", body = KeyUsageView),
        (status = 404, description = "Not there, or not yours to know", body = Problem),
    )
)]
#[get("/directory-keys/{id}/usage")]
async fn show_key_usage(
    caller: Caller,
    id: web::Path<DirectoryKeyId>,
    query: web::Query<UsageQuery>,
) -> Result<HttpResponse, Problem> {
    let (id, days) = (id.into_inner(), query.days.unwrap_or(30));
    if !(1..=400).contains(&days) {
        let detail = "Ask for 1 to 400 days";
        let mut problem = Problem::new(StatusCode::BAD_REQUEST, "invalid_query", detail);
        let code = "invalid_days".to_owned();
        problem.errors.push(ProblemField { pointer: "?days".into(), code, detail: detail.into() });
        return Err(problem);
    }
    let answer = |usage: &Vec<_>| {
        let day = |(day, asked): &(Day, keys::Asked)| DayUsageView {
            day: *day,
            requests: asked.requests,
            questions: asked.questions,
            refused: asked.refused,
        };
        Answer::ok(&KeyUsageView { days: usage.iter().map(day).collect() })
    };
    caller.show(move |work, by| keys::usage(work, by, id, days), answer).await
}
