//! Versions of frameworks while they are written, over HTTP: for those who run frameworks.

use crate::door::{Answer, Asked, Caller, NoBody, Problem, ProblemField, commands};
use actix_web::{HttpResponse, delete, get, post, put, web};
use domain::frameworks::{Framework, FrameworkDraft, Revision, RevisionState};
use domain::values::Slug;
use domain::{Actor, FrameworkRevisionId, Refused, Timestamp};
use marketplace::Work;
use marketplace::frameworks::{self, revise};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(list_framework_drafts)
        .service(start_framework_draft)
        .service(start_next_framework_version)
        .service(show_framework_draft)
        .service(save_framework_draft)
        .service(publish_framework_draft)
        .service(discard_framework_draft)
        .service(export_framework);
}

/// A version of a framework in the making.
#[derive(Debug, Serialize, ToSchema)]
pub struct FrameworkDraftView {
    id: FrameworkRevisionId,
    version: i64,
    /// The framework's slug.
    #[schema(example = "focs")]
    framework: Slug,
    /// `draft`, `published` or `discarded`.
    #[schema(inline)]
    state: RevisionState,
    started_at: Timestamp,
    saved_at: Timestamp,
    /// What it says so far, as its file would.
    content: FrameworkDraft,
    /// Everything that would keep it from being published.
    faults: Vec<ProblemField>,
}

impl FrameworkDraftView {
    fn of(revision: &Revision) -> Self {
        Self {
            id: revision.id,
            version: revision.version,
            framework: revision.framework.clone(),
            state: revision.state,
            started_at: revision.started_at,
            saved_at: revision.saved_at,
            content: revision.content.clone(),
            faults: revision.faults().iter().map(ProblemField::of).collect(),
        }
    }

    fn answer(&self) -> Answer {
        Answer::ok(self).at_version(self.version)
    }

    fn created(&self) -> Answer {
        Answer::created(format!("/api/v1/framework-drafts/{}", self.id), self).at_version(self.version)
    }
}

fn shown(_: &mut Work<'_, '_>, _: &Actor, revision: Revision) -> Result<FrameworkDraftView, Refused> {
    Ok(FrameworkDraftView::of(&revision))
}

fn published(
    _: &mut Work<'_, '_>,
    _: &Actor,
    (revision, _): (Revision, Framework),
) -> Result<FrameworkDraftView, Refused> {
    Ok(FrameworkDraftView::of(&revision))
}

/// All that is being written.
#[derive(Debug, Serialize, ToSchema)]
pub struct FrameworkDrafts {
    items: Vec<FrameworkDraftView>,
}

/// List what is being written: at most one version a framework.
#[utoipa::path(
    tag = "frameworks",
    responses(
        (status = 200, description = "Every draft", body = FrameworkDrafts),
        (status = 401, description = "Nobody has signed in", body = Problem),
        (status = 403, description = "Not for this role", body = Problem),
    )
)]
#[get("/framework-drafts")]
async fn list_framework_drafts(caller: Caller) -> Result<HttpResponse, Problem> {
    let unit = |work: &mut Work<'_, '_>, by: &Actor| {
        Ok(FrameworkDrafts { items: revise::drafts(work, by)?.iter().map(FrameworkDraftView::of).collect() })
    };
    caller.show(unit, Answer::ok).await
}

/// Begin to write a version from a file's content. Only its `id` has to be right yet.
#[utoipa::path(
    tag = "frameworks",
    request_body = FrameworkDraft,
    params(("Idempotency-Key" = Option<String>, Header, description = "The same key and body: the same answer")),
    responses(
        (status = 201, description = "Begun", body = FrameworkDraftView),
        (status = 401, description = "Nobody has signed in", body = Problem),
        (status = 403, description = "Not for this role", body = Problem),
        (status = 409, description = "A version of that framework is being written", body = Problem),
        (status = 422, description = "The id cannot be one", body = Problem),
    )
)]
#[post("/framework-drafts")]
async fn start_framework_draft(asked: Asked<FrameworkDraft>) -> Result<HttpResponse, Problem> {
    let (content, asked) = asked.open();
    let unit = move |work: &mut Work<'_, '_>, by: &Actor| {
        Ok(FrameworkDraftView::of(&revise::start(work, by, content.clone())?))
    };
    asked.write(unit, FrameworkDraftView::created).await
}

/// Begin to write the version after the newest one of a framework, as that one is.
#[utoipa::path(
    tag = "frameworks",
    request_body = NoBody,
    params(
        ("slug" = Slug, Path, description = "The framework", example = "focs"),
        ("Idempotency-Key" = Option<String>, Header, description = "The same key and body: the same answer"),
    ),
    responses(
        (status = 201, description = "Begun", body = FrameworkDraftView),
        (status = 401, description = "Nobody has signed in", body = Problem),
        (status = 403, description = "Not for this role", body = Problem),
        (status = 404, description = "No such framework", body = Problem),
        (status = 409, description = "A version of it is being written", body = Problem),
    )
)]
#[post("/frameworks/{slug}/drafts")]
async fn start_next_framework_version(
    slug: web::Path<Slug>,
    asked: Asked<NoBody>,
) -> Result<HttpResponse, Problem> {
    let unit = move |work: &mut Work<'_, '_>, by: &Actor| {
        Ok(FrameworkDraftView::of(&revise::start_next(work, by, &slug)?))
    };
    asked.write(unit, FrameworkDraftView::created).await
}

/// Show a version while it is written, or after.
#[utoipa::path(
    tag = "frameworks",
    params(("id" = FrameworkRevisionId, Path, description = "Which")),
    responses(
        (status = 200, description = "As it is now", body = FrameworkDraftView),
        (status = 401, description = "Nobody has signed in", body = Problem),
        (status = 403, description = "Not for this role", body = Problem),
        (status = 404, description = "No such draft", body = Problem),
    )
)]
#[get("/framework-drafts/{id}")]
async fn show_framework_draft(
    caller: Caller,
    id: web::Path<FrameworkRevisionId>,
) -> Result<HttpResponse, Problem> {
    let unit =
        move |work: &mut Work<'_, '_>, by: &Actor| Ok(FrameworkDraftView::of(&revise::draft(work, by, *id)?));
    caller.show(unit, FrameworkDraftView::answer).await
}

commands! {
    "frameworks", FrameworkRevisionId => FrameworkDraftView by shown;

    /// Save what a version says so far, right or wrong: its faults are told.
    put "/framework-drafts/{id}" save_framework_draft(FrameworkDraft)
        = |work, by, at, content| revise::save(work, by, at, content);

    /// Give up what was written.
    delete "/framework-drafts/{id}" discard_framework_draft(NoBody)
        = |work, by, at, _nothing| revise::discard(work, by, at);
}

commands! {
    "frameworks", FrameworkRevisionId => FrameworkDraftView by published;

    /// Make what was written a version of the framework. Applications that run keep the version they began with.
    post "/framework-drafts/{id}/publication" publish_framework_draft(NoBody)
        = |work, by, at, _nothing| revise::publish(work, by, at);
}

/// Which version of a definition.
#[derive(Debug, Clone, Copy, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct VersionQuery {
    /// Left out: the newest.
    version: Option<u32>,
}

/// Take a version of a framework away as the file that it can be read from again.
#[utoipa::path(
    security(()),
    tag = "frameworks",
    params(("slug" = Slug, Path, description = "The framework", example = "focs"), VersionQuery),
    responses(
        (status = 200, description = "The file", body = String, content_type = "application/toml"),
        (status = 404, description = "No such framework, or version", body = Problem),
    )
)]
#[get("/frameworks/{slug}/file")]
async fn export_framework(
    caller: Caller,
    slug: web::Path<Slug>,
    query: web::Query<VersionQuery>,
) -> Result<HttpResponse, Problem> {
    let name = slug.clone();
    let file = caller
        .read(move |work, _| {
            let (_, definition) = frameworks::show(work, &slug, query.version)?;
            revise::write(&definition.written())
        })
        .await?;
    Ok(HttpResponse::Ok()
        .content_type("application/toml")
        .insert_header(("Content-Disposition", format!("attachment; filename=\"{name}.toml\"")))
        .body(file))
}
