//! What happened to an offering; and another that says the same.

use super::{OfferingView, address};
use crate::door::{Answer, Asked, Caller, NoBody, Problem};
use actix_web::{HttpResponse, get, post, web};
use domain::offerings::sheet::Difference;
use domain::{OfferingId, Timestamp};
use marketplace::offerings::{self, Change};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

pub(super) fn routes(config: &mut ServiceConfig<'_>) {
    config.service(offering_history).service(copy_offering);
}

/// Everything that happened to an offering, newest first.
#[derive(Debug, Serialize, ToSchema)]
pub struct OfferingHistory {
    items: Vec<ChangeView>,
}

/// One thing that happened to an offering.
#[derive(Debug, Serialize, ToSchema)]
pub struct ChangeView {
    #[schema(value_type = String, format = DateTime)]
    at: Timestamp,
    /// Colleagues by name, everyone else by what they are.
    #[schema(example = "Jo Bloggs")]
    by: String,
    /// What, by its stable name.
    #[schema(example = "offering.revised")]
    what: String,
    /// What changed, field by field: what it said and what it says. Who keeps people safe is named, not told.
    changes: Vec<Difference>,
}

impl From<Change> for ChangeView {
    fn from(Change { at, by, what, changes }: Change) -> Self {
        Self { at, by, what, changes }
    }
}

/// Tell what happened to an offering, when and by whom, newest first.
#[utoipa::path(
    tag = "offerings",
    operation_id = "offering_history",
    params(("id" = OfferingId, Path, description = "The offering")),
    responses(
        (status = 200, description = "Everything that happened to it", body = OfferingHistory),
        (status = 404, description = "Not there, or not yours to know", body = Problem),
    )
)]
#[get("/offerings/{id}/history")]
async fn offering_history(caller: Caller, id: web::Path<OfferingId>) -> Result<HttpResponse, Problem> {
    let id = id.into_inner();
    let changes = caller.read(move |work, by| offerings::history(work, by, id)).await?;
    Ok(Answer::ok(&OfferingHistory { items: changes.into_iter().map(Into::into).collect() }).into())
}

/// Begin another offering that says the same, as a draft. Its reference stays with the first.
#[utoipa::path(
    tag = "offerings",
    operation_id = "copy_offering",
    params(
        ("id" = OfferingId, Path, description = "The offering that is copied"),
        ("Idempotency-Key" = Option<String>, Header, description = "The same key and body: the same answer"),
    ),
    responses(
        (status = 201, description = "Begun", body = OfferingView),
        (status = 404, description = "Not there, or not yours to know", body = Problem),
        (status = 422, description = "Something in it is known no longer", body = Problem),
    )
)]
#[post("/offerings/{id}/copies")]
async fn copy_offering(asked: Asked<NoBody>, id: web::Path<OfferingId>) -> Result<HttpResponse, Problem> {
    let (_, asked) = asked.open();
    let id = id.into_inner();
    asked
        .write(
            move |work, by| Ok((offerings::copy(work, by, id)?, work.now())),
            |(it, now)| Answer::created(address(it), &OfferingView::of(it, *now)).at_version(it.version),
        )
        .await
}
