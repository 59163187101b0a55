//! Organisations over HTTP.

use crate::door::{Answer, Asked, Caller, Listed, PageQuery, Problem};
use actix_web::{HttpResponse, get, post, web};
use domain::OrganisationId;
use domain::organisations::{Organisation, RegisterProviderDraft};
use marketplace::organisations::{self, Page};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) fn routes(config: &mut ServiceConfig<'_>) {
    config.service(register_provider).service(list_providers).service(show_organisation);
}

/// An organisation.
#[derive(Debug, Serialize, ToSchema)]
pub struct OrganisationView {
    id: OrganisationId,
    /// `provider`, `partner`, `department` or `authority`.
    kind: &'static str,
    #[schema(example = "Age Well Leeds")]
    name: String,
    /// `private`, `voluntary`, `public_undertaking` or `public_body`, for providers.
    #[serde(skip_serializing_if = "Option::is_none")]
    sector: Option<&'static str>,
    version: i64,
}

impl OrganisationView {
    fn of(organisation: &Organisation) -> Self {
        Self {
            id: organisation.id,
            kind: organisation.kind.word(),
            name: organisation.name.to_string(),
            sector: organisation.sort.map(|sort| sort.sector().word()),
            version: organisation.version,
        }
    }
}

fn address(organisation: &Organisation) -> String {
    format!("/api/v1/organisations/{}", organisation.id)
}

/// Register a provider. You become its owner.
#[utoipa::path(
    tag = "organisations",
    operation_id = "register_provider",
    request_body = RegisterProviderDraft,
    params(("Idempotency-Key" = Option<String>, Header, description = "The same key and body: the same answer")),
    responses(
        (status = 201, description = "Registered", body = OrganisationView),
        (status = 401, description = "Nobody has signed in", body = Problem),
        (status = 422, description = "Fields cannot be what was sent", body = Problem),
    )
)]
#[post("/organisations/providers")]
async fn register_provider(asked: Asked<RegisterProviderDraft>) -> Result<HttpResponse, Problem> {
    let (draft, asked) = asked.open();
    let command = draft.parse()?;
    asked
        .write(
            move |work, by| organisations::register_provider(work, by, command.clone()),
            |it| Answer::created(address(it), &OrganisationView::of(it)).at_version(it.version),
        )
        .await
}

/// List providers, by name.
#[utoipa::path(
    tag = "organisations",
    operation_id = "list_providers",
    params(PageQuery),
    responses((status = 200, description = "A page of providers", body = Listed<OrganisationView>))
)]
#[get("/organisations/providers")]
async fn list_providers(caller: Caller, query: web::Query<PageQuery>) -> Result<HttpResponse, Problem> {
    let limit = query.limit()?;
    let page = Page { after: query.key()?, limit: limit + 1 };
    let found = caller.read(move |work, by| organisations::list_providers(work, by, &page)).await?;
    let key = |it: &Organisation| (it.name.to_string(), it.id);
    Ok(Answer::ok(&Listed::of(found, limit, key, OrganisationView::of)).into())
}

/// Show an organisation.
#[utoipa::path(
    tag = "organisations",
    operation_id = "show_organisation",
    params(("id" = OrganisationId, Path, description = "The organisation")),
    responses(
        (status = 200, description = "The organisation", body = OrganisationView),
        (status = 404, description = "Not there, or not yours to know", body = Problem),
    )
)]
#[get("/organisations/{id}")]
async fn show_organisation(caller: Caller, id: web::Path<OrganisationId>) -> Result<HttpResponse, Problem> {
    let id = id.into_inner();
    caller
        .show(
            move |work, by| organisations::show(work, by, id),
            |it| Answer::ok(&OrganisationView::of(it)).at_version(it.version),
        )
        .await
}
