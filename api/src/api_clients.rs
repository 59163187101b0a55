//! Programs that call the API, over HTTP.

use crate::door::{Answer, Asked, Caller, Listed, NoBody, PageQuery, Problem};
use actix_web::{HttpResponse, delete, get, post, web};
use domain::kernel::rights::Scope;
use domain::people::{ApiClient, ApiClientDraft};
use domain::values::Name;
use domain::{Actor, ApiClientId, OrganisationId, Role, Timestamp};
use marketplace::Work;
use marketplace::organisations::Page;
use marketplace::people::{self, NewClient};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(make_api_client)
        .service(list_api_clients)
        .service(show_api_client)
        .service(change_client_secret)
        .service(revoke_api_client);
}

/// A program that calls the API for an organisation.
#[derive(Debug, Clone, Serialize, ToSchema)]
struct ApiClientView {
    /// Its identifier, which is its `client_id` too.
    id: ApiClientId,
    version: i64,
    name: Name,
    organisation: OrganisationId,
    role: Role,
    scopes: Vec<Scope>,
    made_at: Timestamp,
    #[serde(skip_serializing_if = "Option::is_none")]
    revoked_at: Option<Timestamp>,
    /// Shown once: when it is made or changed. A repeated request is answered without it.
    #[serde(skip_serializing_if = "Option::is_none")]
    secret: Option<String>,
}

impl ApiClientView {
    fn of(it: &ApiClient) -> Self {
        Self {
            id: it.id,
            version: it.version,
            name: it.name.clone(),
            organisation: it.organisation,
            role: it.role,
            scopes: it.scopes.clone(),
            made_at: it.made_at,
            revoked_at: it.revoked_at,
            secret: None,
        }
    }

    fn with_secret(new: &NewClient) -> Self {
        Self { secret: Some(new.secret.clone()), ..Self::of(&new.client) }
    }
}

/// Make a client for an organisation. Its secret is shown once.
#[utoipa::path(
    tag = "api clients",
    operation_id = "make_api_client",
    request_body = ApiClientDraft,
    params(("id" = OrganisationId, Path, description = "The organisation it acts for")),
    responses(
        (status = 201, description = "Made", body = ApiClientView),
        (status = 403, description = "Not yours to do", body = Problem),
        (status = 404, description = "Not there, or not yours to know", body = Problem),
        (status = 422, description = "Fields cannot be what was sent, or the role is not yours to give", body = Problem),
    )
)]
#[post("/organisations/{id}/api-clients")]
async fn make_api_client(
    id: web::Path<OrganisationId>,
    asked: Asked<ApiClientDraft>,
) -> Result<HttpResponse, Problem> {
    let id = id.into_inner();
    let (draft, asked) = asked.open();
    let command = draft.parse()?;
    let unit =
        move |work: &mut Work<'_, '_>, by: &Actor| people::make_api_client(work, by, id, command.clone());
    let answer = |new: &NewClient| {
        let at = format!("/api/v1/api-clients/{}", new.client.id);
        let answer = Answer::created(at, &ApiClientView::with_secret(new)).at_version(new.client.version);
        answer.remembered_as(&ApiClientView::of(&new.client))
    };
    asked.write(unit, answer).await
}

/// List an organisation's clients, newest first.
#[utoipa::path(
    tag = "api clients",
    operation_id = "list_api_clients",
    params(("id" = OrganisationId, Path, description = "The organisation"), PageQuery),
    responses(
        (status = 200, description = "A page of clients", body = Listed<ApiClientView>),
        (status = 404, description = "Not there, or not yours to know", body = Problem),
    )
)]
#[get("/organisations/{id}/api-clients")]
async fn list_api_clients(
    caller: Caller,
    id: web::Path<OrganisationId>,
    query: web::Query<PageQuery>,
) -> Result<HttpResponse, Problem> {
    let (id, limit) = (id.into_inner(), query.limit()?);
    let page = Page { after: query.key()?, limit: limit + 1 };
    let found = caller.read(move |work, by| people::list_api_clients(work, by, id, &page)).await?;
    let listed = Listed::of(found, limit, |it: &ApiClient| it.id, ApiClientView::of);
    Ok(Answer::ok(&listed).into())
}

/// Show a client.
#[utoipa::path(
    tag = "api clients",
    operation_id = "show_api_client",
    params(("id" = ApiClientId, Path, description = "The client")),
    responses(
        (status = 200, description = "The client", body = ApiClientView),
        (status = 404, description = "Not there, or not yours to know", body = Problem),
    )
)]
#[get("/api-clients/{id}")]
async fn show_api_client(caller: Caller, id: web::Path<ApiClientId>) -> Result<HttpResponse, Problem> {
    let id = id.into_inner();
    let answer = |it: &ApiClient| Answer::ok(&ApiClientView::of(it)).at_version(it.version);
    caller.show(move |work, by| people::show_api_client(work, by, id), answer).await
}

/// Give a client a new secret, shown once. The old one stops working at once.
#[utoipa::path(
    tag = "api clients",
    operation_id = "change_client_secret",
    params(("id" = ApiClientId, Path, description = "The client")),
    responses(
        (status = 200, description = "The client with its new secret", body = ApiClientView),
        (status = 404, description = "Not there, or not yours to know", body = Problem),
        (status = 409, description = "It was revoked", body = Problem),
    )
)]
#[post("/api-clients/{id}/secret")]
async fn change_client_secret(
    id: web::Path<ApiClientId>,
    asked: Asked<NoBody>,
) -> Result<HttpResponse, Problem> {
    let id = id.into_inner();
    let unit = move |work: &mut Work<'_, '_>, by: &Actor| people::change_client_secret(work, by, id);
    let answer = |new: &NewClient| {
        Answer::ok(&ApiClientView::with_secret(new)).remembered_as(&ApiClientView::of(&new.client))
    };
    asked.write(unit, answer).await
}

/// Revoke a client for good. Its tokens stop being accepted at once.
#[utoipa::path(
    tag = "api clients",
    operation_id = "revoke_api_client",
    params(("id" = ApiClientId, Path, description = "The client")),
    responses(
        (status = 200, description = "The client, revoked", body = ApiClientView),
        (status = 404, description = "Not there, or not yours to know", body = Problem),
        (status = 409, description = "It was revoked before", body = Problem),
    )
)]
#[delete("/api-clients/{id}")]
async fn revoke_api_client(
    id: web::Path<ApiClientId>,
    asked: Asked<NoBody>,
) -> Result<HttpResponse, Problem> {
    let id = id.into_inner();
    let unit = move |work: &mut Work<'_, '_>, by: &Actor| people::revoke_api_client(work, by, id);
    asked.write(unit, |it| Answer::ok(&ApiClientView::of(it))).await
}
