//! Frameworks in a list, and taken away whole. They are public.

use crate::door::{Answer, AsTable, Caller, Listed, PageQuery, Problem, Query, Row, cells, sought};
use actix_web::{HttpResponse, get};
use domain::frameworks::{CallOff, Framework, Instrument, Lot, State};
use domain::offerings::Channel;
use domain::values::Slug;
use domain::{Fields, Timestamp};
use marketplace::frameworks::{self, FrameworkKey, FrameworkSort, WantedFrameworks};
use marketplace::organisations::Page;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) fn routes(config: &mut ServiceConfig<'_>) {
    config.service(list_frameworks).service(export_frameworks);
}

/// Which frameworks are wanted, in which order.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct WhichFrameworks {
    /// Whose name has this in it.
    text: Option<String>,
    /// In this state, as it was last written to the log.
    #[param(example = "live")]
    state: Option<String>,
    /// `framework`, `open_framework` or `dynamic_market`.
    instrument: Option<String>,
    /// Let under this law.
    #[param(example = "PA2023")]
    regime: Option<String>,
    /// `name` or `newest`. Left out: `name`.
    sort: Option<String>,
}

impl WhichFrameworks {
    fn wanted(self) -> Result<WantedFrameworks, Problem> {
        let Self { text, state, instrument, regime, sort } = self;
        let mut fields = Fields::new();
        let state: Option<Option<State>> = fields.optional("?state", state.as_deref());
        let instrument: Option<Option<Instrument>> = fields.optional("?instrument", instrument.as_deref());
        let sort: Option<Option<FrameworkSort>> = fields.optional("?sort", sort.as_deref());
        Ok(fields.finish(|| {
            Some(WantedFrameworks {
                text: sought(text),
                state: state?,
                instrument: instrument?,
                regime: sought(regime),
                sort: sort?.unwrap_or_default(),
            })
        })?)
    }
}

fn key((_, key): &(Framework, FrameworkKey)) -> FrameworkKey {
    key.clone()
}

/// A framework in a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct FrameworkSummary {
    #[schema(example = "focs")]
    slug: Slug,
    #[schema(example = "Front Office Counter Services")]
    name: String,
    name_cy: String,
    #[schema(example = "live")]
    state: &'static str,
    admits: bool,
    instrument: Instrument,
    /// The law under which it was let.
    #[schema(example = "PA2023")]
    regime: String,
    /// The newest version of its definition.
    definition_version: u32,
    calls_off_by: Vec<CallOff>,
    /// Why its lots are only illustrative, where they are.
    #[serde(skip_serializing_if = "Option::is_none")]
    illustrative: Option<String>,
    lots: Vec<LotSummary>,
}

/// A lot in a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct LotSummary {
    number: u32,
    #[schema(example = "in-person")]
    slug: Slug,
    title: String,
    title_cy: String,
    covers: Vec<Channel>,
}

impl FrameworkSummary {
    fn of(framework: &Framework, now: Timestamp) -> Self {
        let definition = &framework.definition;
        let lot = |lot: &Lot| LotSummary {
            number: lot.number,
            slug: lot.slug.clone(),
            title: lot.title.to_string(),
            title_cy: lot.title_cy.to_string(),
            covers: lot.covers.clone(),
        };
        Self {
            slug: definition.slug.clone(),
            name: definition.name.to_string(),
            name_cy: definition.name_cy.to_string(),
            state: framework.state_at(now).word(),
            admits: framework.admits_at(now),
            instrument: definition.instrument,
            regime: definition.regime.to_string(),
            definition_version: definition.version,
            calls_off_by: definition.calls_off_by.clone(),
            illustrative: definition.illustrative.as_ref().map(ToString::to_string),
            lots: definition.lots.iter().map(lot).collect(),
        }
    }
}

/// List frameworks with their lots.
#[utoipa::path(
    security(()),
    tag = "frameworks",
    params(WhichFrameworks, PageQuery),
    responses(
        (status = 200, description = "A page of frameworks", body = Listed<FrameworkSummary>),
        (status = 400, description = "The query is not understood", body = Problem),
        (status = 422, description = "The query asks for what cannot be", body = Problem),
    )
)]
#[get("/frameworks")]
async fn list_frameworks(
    caller: Caller,
    query: Query<WhichFrameworks, PageQuery>,
) -> Result<HttpResponse, Problem> {
    let (wanted, limit) = (query.which.wanted()?, query.how.limit()?);
    let page = Page { after: query.how.key()?, limit: limit + 1 };
    let (found, now) =
        caller.read(move |work, _| Ok((frameworks::find(work, &wanted, &page)?, work.now()))).await?;
    Ok(Answer::ok(&Listed::of(found, limit, key, |(it, _)| FrameworkSummary::of(it, now))).into())
}

impl Row for FrameworkSummary {
    const HEAD: &'static [&'static str] = &[
        "slug",
        "name",
        "name_cy",
        "state",
        "admits",
        "instrument",
        "regime",
        "version",
        "calls_off_by",
        "lots",
    ];

    fn cells(&self) -> Vec<String> {
        let calls_off_by: Vec<_> = self.calls_off_by.iter().map(ToString::to_string).collect();
        let lots: Vec<_> = self.lots.iter().map(|lot| lot.slug.as_str()).collect();
        cells![
            self.slug,
            self.name,
            self.name_cy,
            self.state,
            self.admits,
            self.instrument,
            self.regime,
            self.definition_version,
            calls_off_by.join(" "),
            lots.join(" "),
        ]
    }
}

/// Take frameworks away whole, as they are filtered and sorted.
#[utoipa::path(
    security(()),
    tag = "frameworks",
    params(WhichFrameworks, AsTable),
    responses(
        (status = 200, description = "Every row", body = String, content_type = "text/csv"),
        (status = 400, description = "The query is not understood", body = Problem),
        (status = 422, description = "The query asks for what cannot be", body = Problem),
    )
)]
#[get("/frameworks/export")]
pub(crate) async fn export_frameworks(
    caller: Caller,
    query: Query<WhichFrameworks, AsTable>,
) -> Result<HttpResponse, Problem> {
    let wanted = query.which.wanted()?;
    caller
        .export_list(
            "frameworks",
            query.how,
            move |work, _, page| frameworks::find(work, &wanted, page),
            key,
            |(it, _), now| FrameworkSummary::of(&it, now),
        )
        .await
}
