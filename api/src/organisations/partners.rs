//! A lead's partners over HTTP.

use super::view::OrganisationView;
use super::{seen, shown};
use crate::door::{Asked, NoBody, Problem};
use actix_web::{HttpResponse, delete, post, web};
use domain::organisations::NamePartnerDraft;
use domain::{Actor, OrganisationId};
use marketplace::Work;
use marketplace::organisations;
use utoipa_actix_web::service_config::ServiceConfig;

pub(super) fn routes(config: &mut ServiceConfig<'_>) {
    config.service(name_partner).service(confirm_partner).service(remove_partner);
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
