//! The authority's queue of applications over HTTP: decided many at a time, and taken away whole.

use crate::door::{Answer, AsTable, Asked, Caller, Problem, Query, Row, cells, sought};
use crate::placements::PlacementSummary;
use actix_web::{HttpResponse, get, post};
use domain::placements::{DecideManyDraft, Placement, State};
use domain::{Fields, Timestamp};
use marketplace::placements::{self, PlacementSort, Queued, WantedPlacements};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) fn routes(config: &mut ServiceConfig<'_>) {
    config.service(decide_placements).service(export_placements);
}

/// What was decided.
#[derive(Debug, Serialize, ToSchema)]
pub struct DecidedPlacements {
    /// Each as it is now, in the order of the request.
    items: Vec<PlacementSummary>,
}

/// Take one step with many applications: with all of them, or with none and a reason for each that stands in the way.
#[utoipa::path(
    tag = "placements",
    request_body = DecideManyDraft,
    params(("Idempotency-Key" = Option<String>, Header, description = "The same key and body: the same answer")),
    responses(
        (status = 200, description = "All are decided", body = DecidedPlacements),
        (status = 401, description = "Nobody has signed in", body = Problem),
        (status = 403, description = "Not for this role", body = Problem),
        (status = 422, description = "None is decided: what stands in the way, by its place in the list", body = Problem),
    )
)]
#[post("/placements/decisions")]
async fn decide_placements(asked: Asked<DecideManyDraft>) -> Result<HttpResponse, Problem> {
    let (draft, asked) = asked.open();
    let command = draft.parse()?;
    asked
        .write(
            move |work, by| {
                let decided = placements::decide_many(work, by, &command)?;
                Ok(DecidedPlacements { items: decided.iter().map(PlacementSummary::of).collect() })
            },
            Answer::ok,
        )
        .await
}

/// Which applications are taken away.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct WhichPlacements {
    /// Of providers whose name has this in it.
    text: Option<String>,
    /// To one framework, by slug.
    framework: Option<String>,
    /// To one lot, by slug.
    lot: Option<String>,
    /// In these states, with commas between: `submitted,agreement_signed`.
    state: Option<String>,
    /// `oldest`, `newest` or `provider`. Left out: `oldest`.
    sort: Option<String>,
}

impl WhichPlacements {
    fn wanted(self) -> Result<(WantedPlacements, PlacementSort), Problem> {
        let Self { text, framework, lot, state, sort } = self;
        let mut fields = Fields::new();
        let framework = fields.optional("?framework", framework.as_deref());
        let lot = fields.optional("?lot", lot.as_deref());
        let sort: Option<Option<PlacementSort>> = fields.optional("?sort", sort.as_deref());
        let words = state.as_deref().unwrap_or_default().split(',').filter(|word| !word.is_empty());
        let states: Vec<Option<State>> = words.map(|word| fields.parse("?state", word)).collect();
        Ok(fields.finish(|| {
            let (provider, text) = (None, sought(text));
            let states = states.into_iter().collect::<Option<_>>()?;
            let wanted = WantedPlacements { provider, text, framework: framework?, lot: lot?, states };
            Some((wanted, sort?.unwrap_or(PlacementSort::Oldest)))
        })?)
    }
}

#[derive(Serialize)]
struct PlacementRow {
    id: String,
    provider: String,
    provider_name: String,
    framework: String,
    framework_version: u32,
    lot: String,
    state: &'static str,
    started_at: Timestamp,
    submitted_at: String,
    decided_at: String,
    signed_at: String,
    countersigned_at: String,
}

impl PlacementRow {
    fn of(placement: &Placement, provider: &str, now: Timestamp) -> Self {
        let at = |instant: Option<Timestamp>| instant.map(|at| at.to_string()).unwrap_or_default();
        Self {
            id: placement.id.to_string(),
            provider: placement.provider.to_string(),
            provider_name: provider.to_owned(),
            framework: placement.framework.to_string(),
            framework_version: placement.framework_version,
            lot: placement.lot.to_string(),
            state: placement.state_at(now).word(),
            started_at: placement.started_at,
            submitted_at: at(placement.submitted_at),
            decided_at: at(placement.decision.as_ref().map(|it| it.at)),
            signed_at: at(placement.signature.as_ref().map(|it| it.at)),
            countersigned_at: at(placement.countersigned.as_ref().map(|it| it.at)),
        }
    }
}

impl Row for PlacementRow {
    const HEAD: &'static [&'static str] = &[
        "id",
        "provider",
        "provider_name",
        "framework",
        "framework_version",
        "lot",
        "state",
        "started_at",
        "submitted_at",
        "decided_at",
        "signed_at",
        "countersigned_at",
    ];

    fn cells(&self) -> Vec<String> {
        cells![
            self.id,
            self.provider,
            self.provider_name,
            self.framework,
            self.framework_version,
            self.lot,
            self.state,
            self.started_at,
            self.submitted_at,
            self.decided_at,
            self.signed_at,
            self.countersigned_at,
        ]
    }
}

/// Take the queue away whole, as it is filtered and sorted.
#[utoipa::path(
    tag = "placements",
    params(WhichPlacements, AsTable),
    responses(
        (status = 200, description = "Every row", body = String, content_type = "text/csv"),
        (status = 400, description = "The query is not understood", body = Problem),
        (status = 401, description = "Nobody has signed in", body = Problem),
        (status = 403, description = "Not for this role", body = Problem),
        (status = 422, description = "The query asks for what cannot be", body = Problem),
    )
)]
#[get("/placements/export")]
pub(crate) async fn export_placements(
    caller: Caller,
    query: Query<WhichPlacements, AsTable>,
) -> Result<HttpResponse, Problem> {
    let (wanted, sort) = query.which.wanted()?;
    caller
        .export_list(
            "applications",
            query.how,
            move |work, by, page| placements::queue(work, by, &wanted, sort, page.after.as_ref(), page.limit),
            |it: &Queued| it.key.clone(),
            |it, now| PlacementRow::of(&it.placement, &it.provider, now),
        )
        .await
}
