//! Services taken away whole. They are public, as the list of them is.

use crate::door::{AsTable, Caller, Problem, Query, Row, cells};
use crate::services::ServiceView;
use actix_web::{HttpResponse, get};
use domain::OrganisationId;
use marketplace::organisations::Page;
use marketplace::services::{self, ServiceKey, WantedServices};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) fn routes(config: &mut ServiceConfig<'_>) {
    config.service(export_services);
}

/// So many rows are read at a time.
const AT_ONCE: i64 = 500;

/// Which services are wanted.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct WhichServices {
    /// Whose name has this in it.
    text: Option<String>,
    /// Kept by this department.
    keeper: Option<OrganisationId>,
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

/// Take services away whole, by name.
#[utoipa::path(
    tag = "services",
    security(()),
    params(WhichServices, AsTable),
    responses(
        (status = 200, description = "Every row", body = String, content_type = "text/csv"),
        (status = 400, description = "The query is not understood", body = Problem),
    )
)]
#[get("/services/export")]
pub(crate) async fn export_services(
    caller: Caller,
    query: Query<WhichServices, AsTable>,
) -> Result<HttpResponse, Problem> {
    let WhichServices { text, keeper } = query.which;
    let text = text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
    let (wanted, format) = (WantedServices { text, keeper }, query.how.format.unwrap_or_default());
    caller
        .export("services", format, move |work, _, after: Option<ServiceKey>| {
            let found = services::find(work, &wanted, &Page { after, limit: AT_ONCE })?;
            let full = i64::try_from(found.len()) == Ok(AT_ONCE);
            let next = found.last().filter(|_| full).map(|(_, key)| key.clone());
            Ok((found.iter().map(|(service, _)| ServiceView::of(service)).collect(), next))
        })
        .await
}
