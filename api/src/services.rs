//! Services over HTTP. Reading them needs no sign-in.

use crate::door::{Answer, Asked, Caller, Problem};
use actix_web::{HttpResponse, get, post, put, web};
use domain::OrganisationId;
use domain::ServiceId;
use domain::services::{Service, ServiceDraft, Verdict};
use domain::values::{Nation, Slug};
use marketplace::services;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) fn routes(config: &mut ServiceConfig<'_>) {
    config.service(show_service).service(enter_service).service(revise_service);
}

/// A government service.
#[derive(Debug, Serialize, ToSchema)]
pub struct ServiceView {
    pub(crate) id: ServiceId,
    version: i64,
    #[schema(example = "carers-allowance")]
    pub(crate) slug: String,
    pub(crate) name: String,
    pub(crate) name_cy: String,
    /// The department's short name.
    pub(crate) department: String,
    /// Short names of its clusters.
    pub(crate) clusters: Vec<String>,
    pub(crate) nations: Vec<Nation>,
    pub(crate) url: Option<String>,
    /// Who keeps this entry.
    pub(crate) keeper: Option<OrganisationId>,
    /// Whether it needs support, and why (rule 11).
    pub(crate) support: SupportVerdictView,
    /// Who cannot be checked online and what they do instead; null when it checks no identity.
    identity_route: Option<IdentityRouteView>,
}

/// Whether a service needs support.
#[derive(Debug, Serialize, ToSchema)]
pub struct SupportVerdictView {
    pub(crate) needed: bool,
    /// For how many people a year, where that is known.
    pub(crate) people_a_year: Option<u32>,
    /// Why it is not needed.
    pub(crate) because: Option<String>,
}

/// Who cannot be checked online, and their other route (rule 12).
#[derive(Debug, Serialize, ToSchema)]
pub struct IdentityRouteView {
    cannot_be_checked: String,
    cannot_be_checked_cy: String,
    other_route: String,
    other_route_cy: String,
}

impl ServiceView {
    pub(crate) fn of(service: &Service) -> Self {
        let content = &service.content;
        let support = match service.verdict() {
            Verdict::Needed { people_a_year } => {
                SupportVerdictView { needed: true, people_a_year, because: None }
            }
            Verdict::NotNeeded(why) => {
                SupportVerdictView { needed: false, people_a_year: None, because: Some(why.to_string()) }
            }
        };
        Self {
            id: service.id,
            version: service.version,
            slug: content.slug.to_string(),
            name: content.name.to_string(),
            name_cy: content.name_cy.to_string(),
            department: content.department.to_string(),
            clusters: content.clusters.iter().map(ToString::to_string).collect(),
            nations: content.nations.iter().copied().collect(),
            url: content.url.as_ref().map(ToString::to_string),
            keeper: service.keeper,
            support,
            identity_route: content.identity_route.as_ref().map(|route| IdentityRouteView {
                cannot_be_checked: route.cannot_be_checked.to_string(),
                cannot_be_checked_cy: route.cannot_be_checked_cy.to_string(),
                other_route: route.other_route.to_string(),
                other_route_cy: route.other_route_cy.to_string(),
            }),
        }
    }
}

/// A new service, and who keeps its entry.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EnterServiceDraft {
    /// The department that keeps the entry; the platform when left out.
    #[serde(default)]
    keeper: Option<OrganisationId>,
    /// What the entry says.
    service: ServiceDraft,
}

fn address(service: &Service) -> String {
    format!("/api/v1/services/{}", service.content.slug)
}

/// Show a service.
#[utoipa::path(
    tag = "services",
    operation_id = "show_service",
    security(()),
    params(("slug" = String, Path, description = "Its short name", example = "carers-allowance")),
    responses(
        (status = 200, description = "The service", body = ServiceView),
        (status = 404, description = "There is none", body = Problem),
    )
)]
#[get("/services/{slug}")]
async fn show_service(caller: Caller, slug: web::Path<Slug>) -> Result<HttpResponse, Problem> {
    let slug = slug.into_inner();
    caller
        .show(
            move |work, _| services::show(work, &slug),
            |it| Answer::ok(&ServiceView::of(it)).at_version(it.version),
        )
        .await
}

/// Enter a service. Whether it needs support follows from the answers (rule 11).
#[utoipa::path(
    tag = "services",
    operation_id = "enter_service",
    request_body = EnterServiceDraft,
    params(("Idempotency-Key" = Option<String>, Header, description = "The same key and body: the same answer")),
    responses(
        (status = 201, description = "Entered", body = ServiceView),
        (status = 403, description = "Your role does not allow it", body = Problem),
        (status = 409, description = "The short name is taken, or a cluster is unknown", body = Problem),
        (status = 422, description = "Fields cannot be what was sent", body = Problem),
    )
)]
#[post("/services")]
async fn enter_service(asked: Asked<EnterServiceDraft>) -> Result<HttpResponse, Problem> {
    let (EnterServiceDraft { keeper, service }, asked) = asked.open();
    let content = service.parse().map_err(|errors| Problem::from(errors).below("/service"))?;
    asked
        .write(
            move |work, by| services::enter(work, by, keeper, content.clone()),
            |it| Answer::created(address(it), &ServiceView::of(it)).at_version(it.version),
        )
        .await
}

/// Change the entry of a service.
#[utoipa::path(
    tag = "services",
    operation_id = "revise_service",
    request_body = ServiceDraft,
    params(
        ("slug" = String, Path, description = "Its short name"),
        ("If-Match" = String, Header, description = "The `ETag` that you read"),
    ),
    responses(
        (status = 200, description = "Changed", body = ServiceView),
        (status = 404, description = "Not there, or not yours to know", body = Problem),
        (status = 412, description = "Someone changed it since", body = Problem),
        (status = 422, description = "Fields cannot be what was sent", body = Problem),
    )
)]
#[put("/services/{slug}")]
async fn revise_service(asked: Asked<ServiceDraft>, slug: web::Path<Slug>) -> Result<HttpResponse, Problem> {
    let version = asked.version()?;
    let (draft, asked) = asked.open();
    let content = draft.parse()?;
    let slug = slug.into_inner();
    asked
        .write(
            move |work, by| services::revise(work, by, &slug, version, content.clone()),
            |it| Answer::ok(&ServiceView::of(it)).at_version(it.version),
        )
        .await
}
