//! Clusters over HTTP: services grouped by what people need. Reading them needs no sign-in.

use crate::door::{Answer, AsTable, Asked, Caller, Listed, PageQuery, Problem, Row, cells};
use actix_web::{HttpResponse, get, post, put, web};
use domain::services::{Cluster, ClusterDraft};
use domain::values::Slug;
use marketplace::organisations::Page;
use marketplace::services;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(list_clusters)
        .service(export_clusters)
        .service(show_cluster)
        .service(enter_cluster)
        .service(revise_cluster);
}

/// A cluster of services.
#[derive(Debug, Serialize, ToSchema)]
pub struct ClusterView {
    version: i64,
    #[schema(example = "family-and-care")]
    slug: String,
    name: String,
    name_cy: String,
    description: String,
    description_cy: String,
}

impl ClusterView {
    fn of(cluster: &Cluster) -> Self {
        let content = &cluster.content;
        Self {
            version: cluster.version,
            slug: content.slug.to_string(),
            name: content.name.to_string(),
            name_cy: content.name_cy.to_string(),
            description: content.description.to_string(),
            description_cy: content.description_cy.to_string(),
        }
    }
}

/// A cluster in a list.
#[derive(Debug, Serialize, ToSchema)]
struct ClusterListed {
    #[serde(flatten)]
    cluster: ClusterView,
    /// How many services are in it.
    services: i64,
}

impl ClusterListed {
    fn of((cluster, services): &(Cluster, i64)) -> Self {
        Self { cluster: ClusterView::of(cluster), services: *services }
    }
}

impl Row for ClusterListed {
    const HEAD: &'static [&'static str] =
        &["slug", "name", "name_cy", "description", "description_cy", "services"];

    fn cells(&self) -> Vec<String> {
        let ClusterView { slug, name, name_cy, description, description_cy, .. } = &self.cluster;
        cells![slug, name, name_cy, description, description_cy, self.services]
    }
}

fn address(cluster: &Cluster) -> String {
    format!("/api/v1/clusters/{}", cluster.content.slug)
}

fn key((cluster, _): &(Cluster, i64)) -> Slug {
    cluster.content.slug.clone()
}

/// List clusters by short name, each with how many services are in it.
#[utoipa::path(
    tag = "services",
    operation_id = "list_clusters",
    security(()),
    params(PageQuery),
    responses(
        (status = 200, description = "A page of clusters", body = Listed<ClusterListed>),
        (status = 400, description = "The query is not understood", body = Problem),
    )
)]
#[get("/clusters")]
async fn list_clusters(caller: Caller, query: web::Query<PageQuery>) -> Result<HttpResponse, Problem> {
    let limit = query.limit()?;
    let page = Page { after: query.key()?, limit: limit + 1 };
    let found = caller.read(move |work, _| services::find_clusters(work, &page)).await?;
    Ok(Answer::ok(&Listed::of(found, limit, key, ClusterListed::of)).into())
}

/// Take clusters away whole, by short name.
#[utoipa::path(
    tag = "services",
    security(()),
    params(AsTable),
    responses(
        (status = 200, description = "Every row", body = String, content_type = "text/csv"),
        (status = 400, description = "The query is not understood", body = Problem),
    )
)]
#[get("/clusters/export")]
pub(crate) async fn export_clusters(
    caller: Caller,
    query: web::Query<AsTable>,
) -> Result<HttpResponse, Problem> {
    caller
        .export_list(
            "clusters",
            query.into_inner(),
            |work, _, page| services::find_clusters(work, page),
            key,
            |it, _| ClusterListed::of(&it),
        )
        .await
}

/// Show a cluster.
#[utoipa::path(
    tag = "services",
    security(()),
    params(("slug" = String, Path, description = "Its short name", example = "care")),
    responses(
        (status = 200, description = "The cluster", body = ClusterView, headers(("ETag" = String))),
        (status = 404, description = "There is none", body = Problem),
    )
)]
#[get("/clusters/{slug}")]
async fn show_cluster(caller: Caller, slug: web::Path<Slug>) -> Result<HttpResponse, Problem> {
    caller
        .show(
            move |work, _| services::show_cluster(work, &slug),
            |it| Answer::ok(&ClusterView::of(it)).at_version(it.version),
        )
        .await
}

/// Enter a cluster.
#[utoipa::path(
    tag = "services",
    operation_id = "enter_cluster",
    request_body = ClusterDraft,
    params(("Idempotency-Key" = Option<String>, Header, description = "The same key and body: the same answer")),
    responses(
        (status = 201, description = "Entered", body = ClusterView),
        (status = 403, description = "Your role does not allow it", body = Problem),
        (status = 409, description = "The short name is taken", body = Problem),
        (status = 422, description = "Fields cannot be what was sent", body = Problem),
    )
)]
#[post("/clusters")]
async fn enter_cluster(asked: Asked<ClusterDraft>) -> Result<HttpResponse, Problem> {
    let (draft, asked) = asked.open();
    let content = draft.parse()?;
    asked
        .write(
            move |work, by| services::enter_cluster(work, by, content.clone()),
            |it| Answer::created(address(it), &ClusterView::of(it)).at_version(it.version),
        )
        .await
}

/// Change the entry of a cluster.
#[utoipa::path(
    tag = "services",
    operation_id = "revise_cluster",
    request_body = ClusterDraft,
    params(
        ("slug" = String, Path, description = "Its short name"),
        ("If-Match" = String, Header, description = "The `ETag` that you read"),
    ),
    responses(
        (status = 200, description = "Changed", body = ClusterView),
        (status = 404, description = "There is none", body = Problem),
        (status = 412, description = "Someone changed it since", body = Problem),
        (status = 422, description = "Fields cannot be what was sent", body = Problem),
    )
)]
#[put("/clusters/{slug}")]
async fn revise_cluster(asked: Asked<ClusterDraft>, slug: web::Path<Slug>) -> Result<HttpResponse, Problem> {
    let version = asked.version()?;
    let (draft, asked) = asked.open();
    let content = draft.parse()?;
    let slug = slug.into_inner();
    asked
        .write(
            move |work, by| services::revise_cluster(work, by, &slug, version, content.clone()),
            |it| Answer::ok(&ClusterView::of(it)).at_version(it.version),
        )
        .await
}
