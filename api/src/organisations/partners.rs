//! A lead's partners over HTTP.

use super::view::{OrganisationView, PartnerView};
use super::{seen, shown};
use crate::door::{Answer, Asked, Caller, NoBody, Problem};
use actix_web::{HttpResponse, delete, get, post, web};
use domain::organisations::NamePartnerDraft;
use domain::values::Name;
use domain::{Actor, OrganisationId};
use marketplace::Work;
use marketplace::organisations::{self, Led};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

pub(super) fn routes(config: &mut ServiceConfig<'_>) {
    config.service(name_partner).service(show_lead).service(confirm_partner).service(remove_partner);
}

/// Name a partner. It gets an entry of its own, and its contact is invited to confirm.
#[utoipa::path(
    tag = "organisations",
    operation_id = "name_partner",
    request_body = NamePartnerDraft,
    params(
        ("id" = OrganisationId, Path, description = "The lead"),
        ("If-Match" = String, Header, description = "The ETag you read"),
    ),
    responses(
        (status = 200, description = "The lead as it is now", body = OrganisationView),
        (status = 404, description = "Not there, or not yours to know", body = Problem),
        (status = 409, description = "Named already, or too many", body = Problem),
        (status = 412, description = "Changed by someone else in between", body = Problem),
        (status = 422, description = "Fields cannot be what was sent", body = Problem),
    )
)]
#[post("/organisations/{id}/partners")]
async fn name_partner(
    id: web::Path<OrganisationId>,
    asked: Asked<NamePartnerDraft>,
) -> Result<HttpResponse, Problem> {
    let (id, version) = (id.into_inner(), asked.version()?);
    let (draft, asked) = asked.open();
    let command = draft.parse()?;
    let unit = move |work: &mut Work<'_, '_>, by: &Actor| {
        let lead = organisations::name_partner(work, by, id, version, command.clone())?;
        Ok(seen(work, lead))
    };
    asked.write(unit, shown).await
}

/// By whom an organisation was named as a partner.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct LedView {
    /// The lead; absent where nobody named it.
    #[serde(skip_serializing_if = "Option::is_none")]
    led_by: Option<LeadView>,
}

/// A lead, and what it says of its partner.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct LeadView {
    lead: OrganisationId,
    name: Name,
    partner: PartnerView,
}

impl From<Led> for LeadView {
    fn from(Led { lead, name, partner }: Led) -> Self {
        Self { lead, name, partner: PartnerView::of(&partner) }
    }
}

/// Say who named an organisation as its partner, and whether that is confirmed.
#[utoipa::path(
    tag = "organisations",
    operation_id = "show_lead",
    params(("id" = OrganisationId, Path, description = "The partner")),
    responses(
        (status = 200, description = "Its lead, if it has one", body = LedView),
        (status = 404, description = "Not there, or not yours to know", body = Problem),
    )
)]
#[get("/organisations/{id}/lead")]
async fn show_lead(caller: Caller, id: web::Path<OrganisationId>) -> Result<HttpResponse, Problem> {
    let id = id.into_inner();
    let led = caller.read(move |work, by| organisations::led_by(work, by, id)).await?;
    Ok(Answer::ok(&LedView { led_by: led.map(Into::into) }).into())
}

/// Confirm, for the partner, that it works under the lead.
#[utoipa::path(
    tag = "organisations",
    operation_id = "confirm_partner",
    params(
        ("id" = OrganisationId, Path, description = "The lead"),
        ("partner" = OrganisationId, Path, description = "The partner, which is yours"),
    ),
    responses(
        (status = 200, description = "The lead as it is now", body = OrganisationView),
        (status = 404, description = "Not there, or not yours to know", body = Problem),
        (status = 409, description = "Not named, or confirmed already", body = Problem),
    )
)]
#[post("/organisations/{id}/partners/{partner}/confirmation")]
async fn confirm_partner(
    path: web::Path<(OrganisationId, OrganisationId)>,
    asked: Asked<NoBody>,
) -> Result<HttpResponse, Problem> {
    let (lead, partner) = path.into_inner();
    let unit = move |work: &mut Work<'_, '_>, by: &Actor| {
        let lead = organisations::confirm_partner(work, by, lead, partner)?;
        Ok(seen(work, lead))
    };
    asked.write(unit, shown).await
}

/// End a partnership, as the lead or as the partner.
#[utoipa::path(
    tag = "organisations",
    operation_id = "remove_partner",
    params(
        ("id" = OrganisationId, Path, description = "The lead"),
        ("partner" = OrganisationId, Path, description = "The partner"),
    ),
    responses(
        (status = 200, description = "The lead as it is now", body = OrganisationView),
        (status = 404, description = "Not there, or not yours to know", body = Problem),
        (status = 409, description = "Not named", body = Problem),
    )
)]
#[delete("/organisations/{id}/partners/{partner}")]
async fn remove_partner(
    path: web::Path<(OrganisationId, OrganisationId)>,
    asked: Asked<NoBody>,
) -> Result<HttpResponse, Problem> {
    let (lead, partner) = path.into_inner();
    let unit = move |work: &mut Work<'_, '_>, by: &Actor| {
        let lead = organisations::remove_partner(work, by, lead, partner)?;
        Ok(seen(work, lead))
    };
    asked.write(unit, shown).await
}
