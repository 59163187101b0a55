//! Frameworks over HTTP. They are public; versions are loaded by who runs them.

use crate::door::{Answer, Asked, Caller, Problem};
use actix_web::{HttpResponse, get, post, web};
use domain::casework::ReasonDraft;
use domain::frameworks::{Definition, Ending, Framework, FrameworkDraft, Lot};
use domain::values::Slug;
use domain::{FrameworkId, Timestamp};
use marketplace::frameworks;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) fn routes(config: &mut ServiceConfig<'_>) {
    config.service(load_framework).service(show_framework).service(show_lot).service(end_framework);
}

/// A framework.
#[derive(Debug, Serialize, ToSchema)]
pub struct FrameworkView {
    id: FrameworkId,
    version: i64,
    /// Where it is now: `coming`, `open`, `evaluating`, `standstill`, `live`, `expired`, `unsuccessful`, `cancelled`.
    #[schema(example = "live")]
    state: &'static str,
    /// Whether providers can start and submit applications now.
    admits: bool,
    /// The newest version of its definition, or the one asked for.
    definition: Definition,
}

/// A lot, with what it asks of providers.
#[derive(Debug, Serialize, ToSchema)]
pub struct LotView {
    framework: Slug,
    definition_version: u32,
    #[schema(example = "live")]
    state: &'static str,
    admits: bool,
    lot: Lot,
}

/// Which version of a definition.
#[derive(Debug, Clone, Copy, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct VersionQuery {
    /// Left out: the newest.
    version: Option<u32>,
}

impl FrameworkView {
    fn of(framework: &Framework, definition: Definition, now: Timestamp) -> Self {
        Self {
            id: framework.id,
            version: framework.version,
            state: framework.state_at(now).word(),
            admits: framework.admits_at(now),
            definition,
        }
    }

    fn now(framework: &Framework, now: Timestamp) -> Self {
        Self::of(framework, framework.definition.clone(), now)
    }

    fn answer(&self) -> Answer {
        Answer::ok(self).at_version(self.version)
    }
}

/// Load a version of a framework's definition. A version never changes once loaded: loading it again as it is
/// changes nothing, and with another content is refused.
#[utoipa::path(
    tag = "frameworks",
    request_body = FrameworkDraft,
    params(("Idempotency-Key" = Option<String>, Header, description = "The same key and body: the same answer")),
    responses(
        (status = 200, description = "It was there already", body = FrameworkView),
        (status = 201, description = "Loaded", body = FrameworkView),
        (status = 403, description = "Not for this role", body = Problem),
        (status = 409, description = "Another content has this version", body = Problem),
        (status = 422, description = "Fields cannot be what was sent", body = Problem),
    )
)]
#[post("/frameworks")]
async fn load_framework(asked: Asked<FrameworkDraft>) -> Result<HttpResponse, Problem> {
    let (draft, asked) = asked.open();
    let definition = draft.parse()?;
    asked
        .write(
            move |work, by| {
                let (framework, loaded) = frameworks::load(work, by, &definition)?;
                Ok((FrameworkView::now(&framework, work.now()), loaded))
            },
            |(view, loaded)| match loaded {
                frameworks::Loaded::Unchanged => view.answer(),
                frameworks::Loaded::New => {
                    let address = format!("/api/v1/frameworks/{}", view.definition.slug);
                    Answer::created(address, view).at_version(view.version)
                }
            },
        )
        .await
}

/// Show a framework.
#[utoipa::path(
    security(()),
    tag = "frameworks",
    params(("slug" = Slug, Path, description = "The framework", example = "focs"), VersionQuery),
    responses(
        (status = 200, description = "The framework", body = FrameworkView),
        (status = 404, description = "No such framework, or version", body = Problem),
    )
)]
#[get("/frameworks/{slug}")]
async fn show_framework(
    caller: Caller,
    slug: web::Path<Slug>,
    query: web::Query<VersionQuery>,
) -> Result<HttpResponse, Problem> {
    caller
        .show(
            move |work, _| {
                let (framework, definition) = frameworks::show(work, &slug, query.version)?;
                Ok(FrameworkView::of(&framework, definition, work.now()))
            },
            FrameworkView::answer,
        )
        .await
}

/// Show a lot, with its questions.
#[utoipa::path(
    security(()),
    tag = "frameworks",
    params(
        ("slug" = Slug, Path, description = "The framework", example = "focs"),
        ("lot" = Slug, Path, description = "The lot", example = "in-person"),
        VersionQuery
    ),
    responses(
        (status = 200, description = "The lot", body = LotView),
        (status = 404, description = "No such lot", body = Problem),
    )
)]
#[get("/frameworks/{slug}/lots/{lot}")]
async fn show_lot(
    caller: Caller,
    path: web::Path<(Slug, Slug)>,
    query: web::Query<VersionQuery>,
) -> Result<HttpResponse, Problem> {
    caller
        .show(
            move |work, _| {
                let (framework, definition, lot) = frameworks::lot(work, &path.0, query.version, &path.1)?;
                Ok(LotView {
                    framework: definition.slug,
                    definition_version: definition.version,
                    state: framework.state_at(work.now()).word(),
                    admits: framework.admits_at(work.now()),
                    lot,
                })
            },
            Answer::ok,
        )
        .await
}

/// How a framework is ended.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EndDraft {
    /// `unsuccessful` or `cancelled`.
    #[serde(default)]
    ending: String,
    /// Why.
    #[serde(default)]
    reason: String,
}

/// End a framework by a decision: without a suitable tender, or called off.
#[utoipa::path(
    tag = "frameworks",
    request_body = EndDraft,
    params(
        ("slug" = Slug, Path, description = "The framework", example = "focs"),
        ("If-Match" = String, Header, description = "The ETag that was read"),
        ("Idempotency-Key" = Option<String>, Header, description = "The same key and body: the same answer"),
    ),
    responses(
        (status = 200, description = "As it is now", body = FrameworkView),
        (status = 409, description = "Too late, or too early, for this end", body = Problem),
        (status = 412, description = "Changed since it was read", body = Problem),
    )
)]
#[post("/frameworks/{slug}/end")]
async fn end_framework(slug: web::Path<Slug>, asked: Asked<EndDraft>) -> Result<HttpResponse, Problem> {
    let (draft, asked) = asked.open();
    let mut fields = domain::Fields::new();
    let ending = fields.parse::<Ending>("/ending", &draft.ending);
    let reason = fields.check("/reason", ReasonDraft { reason: draft.reason }.parse());
    let (ending, reason) = fields.finish(|| Some((ending?, reason?)))?;
    let version = asked.version()?;
    asked
        .write(
            move |work, by| {
                let ended = frameworks::end(work, by, &slug, version, ending, reason.clone())?;
                Ok(FrameworkView::now(&ended, work.now()))
            },
            FrameworkView::answer,
        )
        .await
}
