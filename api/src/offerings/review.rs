//! Changes to live offerings that wait for a reviewer.

use super::{OfferingView, changed};
use crate::door::Answer;
use crate::door::{Asked, Caller, Listed, PageQuery, Problem};
use actix_web::{HttpResponse, get, post, web};
use domain::OfferingId;
use domain::offerings::sheet::Difference;
use domain::offerings::{Assessed, Offering, ReturnDraft};
use marketplace::offerings;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

pub(super) fn routes(config: &mut ServiceConfig<'_>) {
    config.service(list_changes_to_review).service(return_change);
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

/// List changes to live offerings that wait for a reviewer, longest first.
#[utoipa::path(
    tag = "offerings",
    operation_id = "list_changes_to_review",
    params(PageQuery),
    responses(
        (status = 200, description = "A page of offerings with what would change", body = Listed<OfferingView>),
        (status = 403, description = "Not for this role", body = Problem),
    )
)]
#[get("/offering-changes")]
async fn list_changes_to_review(
    caller: Caller,
    query: web::Query<PageQuery>,
) -> Result<HttpResponse, Problem> {
    let limit = query.limit()?;
    let after = query.key()?;
    let now = caller.market.clock().now();
    let found = caller.read(move |work, by| offerings::list_to_review(work, by, after, limit + 1)).await?;
    let since = |it: &Offering| it.proposed.as_ref().map_or(0, |proposal| proposal.since.as_microsecond());
    let key = |it: &Offering| (since(it), it.id);
    Ok(Answer::ok(&Listed::of(found, limit, key, |it| OfferingView::of(it, now))).into())
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
