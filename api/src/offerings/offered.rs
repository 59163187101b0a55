//! A provider's offerings in a list, and taken away whole as a table to read. The file to change them by is `bulk`.

use super::OfferingView;
use crate::door::{Answer, AsTable, Caller, Listed, PageQuery, Problem, Query, Row, cells, sought};
use actix_web::{HttpResponse, get, web};
use domain::offerings::{Offering, State};
use domain::{Day, Fields, OfferingId, OrganisationId, Timestamp};
use marketplace::offerings::{self, OfferingKey, OfferingSort, WantedOfferings};
use marketplace::organisations::Page;
use serde::{Deserialize, Serialize};
use utoipa::IntoParams;
use utoipa_actix_web::service_config::ServiceConfig;

pub(super) fn routes(config: &mut ServiceConfig<'_>) {
    config.service(list_offerings).service(export_offering_table);
}

/// Which of a provider's offerings are wanted, in which order.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct WhichOfferings {
    /// Whose name has this in it.
    text: Option<String>,
    /// `draft`, `live`, `paused` or `ended`.
    state: Option<String>,
    /// `name`, `state`, or `changed`: what was changed last, first. Left out: `name`.
    sort: Option<String>,
}

impl WhichOfferings {
    fn wanted(self, provider: OrganisationId) -> Result<WantedOfferings, Problem> {
        let mut fields = Fields::new();
        let state: Option<Option<State>> = fields.optional("?state", self.state.as_deref());
        let sort: Option<Option<OfferingSort>> = fields.optional("?sort", self.sort.as_deref());
        let text = sought(self.text);
        Ok(fields.finish(|| {
            Some(WantedOfferings { provider, text, state: state?, sort: sort?.unwrap_or_default() })
        })?)
    }
}

fn key((_, key): &(Offering, OfferingKey)) -> OfferingKey {
    key.clone()
}

/// List a provider's offerings, by name, by state or by when they were changed.
#[utoipa::path(
    tag = "offerings",
    operation_id = "list_offerings",
    params(("id" = OrganisationId, Path, description = "The provider"), WhichOfferings, PageQuery),
    responses(
        (status = 200, description = "A page of offerings", body = Listed<OfferingView>),
        (status = 400, description = "The query is not understood", body = Problem),
        (status = 404, description = "Not there, or not yours to know", body = Problem),
        (status = 422, description = "The query asks for what cannot be", body = Problem),
    )
)]
#[get("/organisations/{id}/offerings")]
async fn list_offerings(
    caller: Caller,
    id: web::Path<OrganisationId>,
    query: Query<WhichOfferings, PageQuery>,
) -> Result<HttpResponse, Problem> {
    let (wanted, limit) = (query.which.wanted(*id)?, query.how.limit()?);
    let page = Page { after: query.how.key()?, limit: limit + 1 };
    let now = caller.market.clock().now();
    let found = caller.read(move |work, by| offerings::find(work, by, &wanted, &page)).await?;
    Ok(Answer::ok(&Listed::of(found, limit, key, |(it, _)| OfferingView::of(it, now))).into())
}

/// An offering as a row of a table.
#[derive(Serialize)]
struct OfferingRow {
    id: OfferingId,
    reference: Option<String>,
    name: String,
    state: State,
    channels: String,
    place: Option<String>,
    postcode: Option<String>,
    published_at: Option<Timestamp>,
    last_checked_on: Option<Day>,
    change_waits: bool,
}

impl OfferingRow {
    fn of(offering: &Offering, now: Timestamp) -> Self {
        let support = &offering.support;
        let channels: Vec<_> = support.channels.iter().map(ToString::to_string).collect();
        let place = support.place.as_ref();
        Self {
            id: offering.id,
            reference: support.reference.as_ref().map(ToString::to_string),
            name: support.name.to_string(),
            state: offering.state_at(now),
            channels: channels.join(" "),
            place: place.map(|place| place.name.to_string()),
            postcode: place.map(|place| place.address.postcode.to_string()),
            published_at: offering.published_at,
            last_checked_on: offering.last_checked_on,
            change_waits: offering.proposed.is_some(),
        }
    }
}

impl Row for OfferingRow {
    const HEAD: &'static [&'static str] = &[
        "id",
        "reference",
        "name",
        "state",
        "channels",
        "place",
        "postcode",
        "published_at",
        "last_checked_on",
        "change_waits",
    ];

    fn cells(&self) -> Vec<String> {
        let text = |cell: &Option<String>| cell.clone().unwrap_or_default();
        cells![
            self.id,
            text(&self.reference),
            self.name,
            self.state,
            self.channels,
            text(&self.place),
            text(&self.postcode),
            self.published_at.map(|at| at.to_string()).unwrap_or_default(),
            self.last_checked_on.map(|day| day.to_string()).unwrap_or_default(),
            self.change_waits,
        ]
    }
}

/// Take a provider's offerings away whole as a table, in any state, as they are filtered and sorted.
///
/// It is made to be read. What is made to be changed and sent back is the file of `export_offerings`.
#[utoipa::path(
    tag = "offerings",
    params(("id" = OrganisationId, Path, description = "The provider"), WhichOfferings, AsTable),
    responses(
        (status = 200, description = "Every row", body = String, content_type = "text/csv"),
        (status = 400, description = "The query is not understood", body = Problem),
        (status = 404, description = "Not there, or not yours to know", body = Problem),
        (status = 422, description = "The query asks for what cannot be", body = Problem),
    )
)]
#[get("/organisations/{id}/offerings/table")]
pub(crate) async fn export_offering_table(
    caller: Caller,
    id: web::Path<OrganisationId>,
    query: Query<WhichOfferings, AsTable>,
) -> Result<HttpResponse, Problem> {
    let wanted = query.which.wanted(*id)?;
    caller
        .export_list(
            "offerings",
            query.how,
            move |work, by, page| offerings::find(work, by, &wanted, page),
            key,
            |(it, _), now| OfferingRow::of(&it, now),
        )
        .await
}
