//! Changes to live offerings that wait for a reviewer.

use super::{OfferingView, changed};
use crate::door::{Answer, AsTable, Asked, Caller, Listed, PageQuery, Problem, Query, Row, cells, sought};
use actix_web::{HttpResponse, get, post, web};
use domain::offerings::sheet::Difference;
use domain::offerings::{Assessed, Offering, ReturnDraft};
use domain::{Actor, Fields, OfferingId, OrganisationId};
use marketplace::Work;
use marketplace::offerings::{self, ChangeSort, WantedChanges};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_actix_web::service_config::ServiceConfig;

pub(super) fn routes(config: &mut ServiceConfig<'_>) {
    config.service(list_changes_to_review).service(export_changes_to_review).service(return_change);
}

/// A change that waits for a reviewer: what is live stays as it is meanwhile.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProposalView {
    /// What of it was assessed.
    touches: Vec<Assessed>,
    /// Why it waits, a sentence each.
    because: Vec<&'static str>,
    /// What would change, field by field.
    changes: Vec<Difference>,
    /// Since when it waits.
    #[schema(value_type = String, format = DateTime)]
    since: domain::Timestamp,
}

impl ProposalView {
    pub(super) fn of(offering: &Offering) -> Option<Self> {
        let proposal = offering.proposed.as_ref()?;
        Some(Self {
            touches: proposal.touches.iter().copied().collect(),
            because: proposal.touches.iter().map(|it| it.because()).collect(),
            changes: offering.proposed_differences(),
            since: proposal.since,
        })
    }
}

/// A change that a reviewer did not approve.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReturnedView {
    /// Why.
    #[schema(example = "Tell us first who gives help by web chat")]
    reasons: String,
    #[schema(value_type = String, format = DateTime)]
    at: domain::Timestamp,
}

impl ReturnedView {
    pub(super) fn of(offering: &Offering) -> Option<Self> {
        offering.returned.as_ref().map(|it| Self { reasons: it.reasons.to_string(), at: it.at })
    }
}

/// Which changes are wanted, in which order.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct WhichChanges {
    /// Of providers whose name has this in it.
    text: Option<String>,
    /// Those that touch this of what was assessed: `channels`, `place`, `partner`, `identity_check` or `home_visits`.
    touches: Option<String>,
    /// `oldest`, or `newest`: which comes first. Left out: `oldest`.
    sort: Option<String>,
}

impl WhichChanges {
    fn wanted(self) -> Result<WantedChanges, Problem> {
        let Self { text, touches, sort } = self;
        let mut fields = Fields::new();
        let touches: Option<Option<Assessed>> = fields.optional("?touches", touches.as_deref());
        let sort: Option<Option<ChangeSort>> = fields.optional("?sort", sort.as_deref());
        let text = sought(text);
        Ok(fields
            .finish(|| Some(WantedChanges { text, touches: touches?, sort: sort?.unwrap_or_default() }))?)
    }
}

fn key((offering, _): &(Offering, String)) -> (i64, OfferingId) {
    let since = offering.proposed.as_ref().map_or(0, |proposal| proposal.since.as_microsecond());
    (since, offering.id)
}

/// List changes to live offerings that wait for a reviewer.
#[utoipa::path(
    tag = "offerings",
    operation_id = "list_changes_to_review",
    params(WhichChanges, PageQuery),
    responses(
        (status = 200, description = "A page of offerings with what would change", body = Listed<OfferingView>),
        (status = 400, description = "The query is not understood", body = Problem),
        (status = 403, description = "Not for this role", body = Problem),
        (status = 422, description = "The query asks for what cannot be", body = Problem),
    )
)]
#[get("/offering-changes")]
async fn list_changes_to_review(
    caller: Caller,
    query: Query<WhichChanges, PageQuery>,
) -> Result<HttpResponse, Problem> {
    let (wanted, limit, after) = (query.which.wanted()?, query.how.limit()?, query.how.key()?);
    let now = caller.market.clock().now();
    let unit = move |work: &mut Work<'_, '_>, by: &Actor| {
        offerings::list_to_review(work, by, &wanted, after, limit + 1)
    };
    let found = caller.read(unit).await?;
    Ok(Answer::ok(&Listed::of(found, limit, key, |(it, _)| OfferingView::of(it, now))).into())
}

/// A change as a row of a table.
#[derive(Serialize)]
struct ChangeRow {
    offering: OfferingId,
    offering_name: String,
    provider: OrganisationId,
    provider_name: String,
    touches: String,
    since: String,
    changes: String,
}

impl ChangeRow {
    fn of((offering, provider): &(Offering, String)) -> Self {
        let proposal = offering.proposed.as_ref();
        let touches = proposal.iter().flat_map(|it| &it.touches).map(ToString::to_string);
        let changes = offering.proposed_differences();
        let changes = changes.iter().map(|it| format!("{}: {} -> {}", it.field, it.was, it.is));
        Self {
            offering: offering.id,
            offering_name: offering.support.name.to_string(),
            provider: offering.provider,
            provider_name: provider.clone(),
            touches: touches.collect::<Vec<_>>().join(" "),
            since: proposal.map(|it| it.since.to_string()).unwrap_or_default(),
            changes: changes.collect::<Vec<_>>().join("; "),
        }
    }
}

impl Row for ChangeRow {
    const HEAD: &'static [&'static str] =
        &["offering", "offering_name", "provider", "provider_name", "touches", "since", "changes"];

    fn cells(&self) -> Vec<String> {
        cells![
            self.offering,
            self.offering_name,
            self.provider,
            self.provider_name,
            self.touches,
            self.since,
            self.changes,
        ]
    }
}

/// Take changes that wait for a reviewer away whole.
#[utoipa::path(
    tag = "offerings",
    params(WhichChanges, AsTable),
    responses(
        (status = 200, description = "Every row", body = String, content_type = "text/csv"),
        (status = 400, description = "The query is not understood", body = Problem),
        (status = 403, description = "Not for this role", body = Problem),
        (status = 422, description = "The query asks for what cannot be", body = Problem),
    )
)]
#[get("/offering-changes/export")]
pub(crate) async fn export_changes_to_review(
    caller: Caller,
    query: Query<WhichChanges, AsTable>,
) -> Result<HttpResponse, Problem> {
    let wanted = query.which.wanted()?;
    caller
        .export_list(
            "offering-changes",
            query.how,
            move |work, by, page| offerings::list_to_review(work, by, &wanted, page.after, page.limit),
            key,
            |it, _| ChangeRow::of(&it),
        )
        .await
}

/// Send a change back to its provider, with reasons. What is live stays as it is.
#[utoipa::path(
    tag = "offerings",
    operation_id = "return_offering_change",
    request_body = ReturnDraft,
    params(
        ("id" = OfferingId, Path, description = "The offering"),
        ("If-Match" = String, Header, description = "The `ETag` that you read"),
    ),
    responses(
        (status = 200, description = "Sent back", body = OfferingView),
        (status = 403, description = "Not for this role", body = Problem),
        (status = 404, description = "Not there, or not yours to know", body = Problem),
        (status = 409, description = "No change waits", body = Problem),
        (status = 412, description = "Someone changed it since", body = Problem),
        (status = 422, description = "No reasons", body = Problem),
    )
)]
#[post("/offerings/{id}/change/return")]
async fn return_change(
    asked: Asked<ReturnDraft>,
    id: web::Path<OfferingId>,
) -> Result<HttpResponse, Problem> {
    let version = asked.version()?;
    let (draft, asked) = asked.open();
    let reasons = draft.parse()?;
    let id = id.into_inner();
    asked
        .write(
            move |work, by| {
                Ok((offerings::return_change(work, by, id, version, reasons.clone())?, work.now()))
            },
            changed,
        )
        .await
}
