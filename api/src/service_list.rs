//! Services in a list, and taken away whole. They are public.

use crate::door::{Answer, AsTable, Caller, Listed, PageQuery, Problem, Query, Row, cells, sought};
use crate::services::ServiceView;
use actix_web::{HttpResponse, get};
use domain::services::Service;
use domain::values::Slug;
use domain::{Fields, OrganisationId};
use marketplace::organisations::Page;
use marketplace::services::{self, ServiceKey, ServiceSort, WantedServices};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) fn routes(config: &mut ServiceConfig<'_>) {
    config.service(list_services).service(export_services);
}

/// Which services are wanted, in which order.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct WhichServices {
    /// Whose name has this in it.
    text: Option<String>,
    /// Kept by this department.
    keeper: Option<OrganisationId>,
    /// In this cluster, by short name.
    #[param(example = "care")]
    cluster: Option<String>,
    /// `name`, or `changed`: what was changed last, first. Left out: `name`.
    sort: Option<String>,
}

impl WhichServices {
    fn wanted(self) -> Result<WantedServices, Problem> {
        let Self { text, keeper, cluster, sort } = self;
        let mut fields = Fields::new();
        let cluster: Option<Option<Slug>> = fields.optional("?cluster", cluster.as_deref());
        let sort: Option<Option<ServiceSort>> = fields.optional("?sort", sort.as_deref());
        let text = sought(text);
        Ok(fields.finish(|| {
            Some(WantedServices { text, keeper, cluster: cluster?, sort: sort?.unwrap_or_default() })
        })?)
    }
}

fn key((_, key): &(Service, ServiceKey)) -> ServiceKey {
    key.clone()
}

/// List services, by name or by when they were changed.
#[utoipa::path(
    tag = "services",
    operation_id = "list_services",
    security(()),
    params(WhichServices, PageQuery),
    responses(
        (status = 200, description = "A page of services", body = Listed<ServiceView>),
        (status = 400, description = "The query is not understood", body = Problem),
        (status = 422, description = "The query asks for what cannot be", body = Problem),
    )
)]
#[get("/services")]
async fn list_services(
    caller: Caller,
    query: Query<WhichServices, PageQuery>,
) -> Result<HttpResponse, Problem> {
    let (wanted, limit) = (query.which.wanted()?, query.how.limit()?);
    let page = Page { after: query.how.key()?, limit: limit + 1 };
    let found = caller.read(move |work, _| services::find(work, &wanted, &page)).await?;
    Ok(Answer::ok(&Listed::of(found, limit, key, |(it, _)| ServiceView::of(it))).into())
}

impl Row for ServiceView {
    const HEAD: &'static [&'static str] = &[
        "id",
        "slug",
        "name",
        "name_cy",
        "department",
        "clusters",
        "nations",
        "url",
        "keeper",
        "support_needed",
        "people_a_year",
        "because",
    ];

    fn cells(&self) -> Vec<String> {
        let nations = self.nations.iter().map(ToString::to_string).collect::<Vec<_>>();
        cells![
            self.id,
            self.slug,
            self.name,
            self.name_cy,
            self.department,
            self.clusters.join(" "),
            nations.join(" "),
            self.url.as_deref().unwrap_or_default(),
            self.keeper.map(|id| id.to_string()).unwrap_or_default(),
            self.support.needed,
            self.support.people_a_year.map(|people| people.to_string()).unwrap_or_default(),
            self.support.because.as_deref().unwrap_or_default(),
        ]
    }
}

/// Take services away whole, as they are filtered and sorted.
#[utoipa::path(
    tag = "services",
    security(()),
    params(WhichServices, AsTable),
    responses(
        (status = 200, description = "Every row", body = String, content_type = "text/csv"),
        (status = 400, description = "The query is not understood", body = Problem),
        (status = 422, description = "The query asks for what cannot be", body = Problem),
    )
)]
#[get("/services/export")]
pub(crate) async fn export_services(
    caller: Caller,
    query: Query<WhichServices, AsTable>,
) -> Result<HttpResponse, Problem> {
    let wanted = query.which.wanted()?;
    caller
        .export_list(
            "services",
            query.how,
            move |work, _, page| services::find(work, &wanted, page),
            key,
            |(it, _), _| ServiceView::of(&it),
        )
        .await
}
