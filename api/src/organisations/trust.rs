//! Checks of organisations over HTTP.

use super::view::OrganisationView;
use super::{IdentifierView, seen, shown};
use crate::door::{Answer, Asked, Problem};
use actix_web::{HttpResponse, post, web};
use domain::organisations::{IdentifierDraft, RegisterNumber, VouchDraft};
use domain::{Actor, FieldErrors, Fields, OrganisationId, Refused};
use marketplace::Work;
use marketplace::organisations;
use utoipa_actix_web::service_config::ServiceConfig;

pub(super) fn routes(config: &mut ServiceConfig<'_>) {
    config.service(check_identifier).service(vouch_for_organisation);
}

fn number_of(draft: &IdentifierDraft) -> Result<RegisterNumber, FieldErrors> {
    let mut fields = Fields::new();
    let scheme = fields.parse("/scheme", &draft.scheme);
    let number = scheme.and_then(|it| fields.check("/number", RegisterNumber::parse(it, &draft.number)));
    fields.finish(|| number)
}

/// Ask for one of an organisation's register numbers to be checked again soon.
#[utoipa::path(
    tag = "organisations",
    operation_id = "check_identifier",
    request_body = IdentifierDraft,
    params(("id" = OrganisationId, Path, description = "The organisation")),
    responses(
        (status = 202, description = "It will be checked; this is how it stands until then", body = IdentifierView),
        (status = 404, description = "Not there, or not yours to know", body = Problem),
        (status = 409, description = "The organisation does not give this number", body = Problem),
        (status = 422, description = "Fields cannot be what was sent", body = Problem),
    )
)]
#[post("/organisations/{id}/identifier-checks")]
async fn check_identifier(
    id: web::Path<OrganisationId>,
    asked: Asked<IdentifierDraft>,
) -> Result<HttpResponse, Problem> {
    let id = id.into_inner();
    let (draft, asked) = asked.open();
    let number = number_of(&draft)?;
    let unit = move |work: &mut Work<'_, '_>, by: &Actor| -> Result<_, Refused> {
        let identifier = organisations::ask_for_check(work, by, id, &number)?;
        Ok(IdentifierView::of(&identifier, work.now()))
    };
    asked.write(unit, Answer::accepted).await
}

/// Vouch for an organisation after a check by other means.
#[utoipa::path(
    tag = "organisations",
    operation_id = "vouch_for_organisation",
    request_body = VouchDraft,
    params(
        ("id" = OrganisationId, Path, description = "The organisation"),
        ("If-Match" = String, Header, description = "The ETag you read"),
    ),
    responses(
        (status = 200, description = "As it is now", body = OrganisationView),
        (status = 403, description = "Not yours to do", body = Problem),
        (status = 404, description = "Not there, or not yours to know", body = Problem),
        (status = 412, description = "Changed by someone else in between", body = Problem),
        (status = 422, description = "Fields cannot be what was sent", body = Problem),
    )
)]
#[post("/organisations/{id}/voucher")]
async fn vouch_for_organisation(
    id: web::Path<OrganisationId>,
    asked: Asked<VouchDraft>,
) -> Result<HttpResponse, Problem> {
    let (id, version) = (id.into_inner(), asked.version()?);
    let (draft, asked) = asked.open();
    let how = draft.parse()?;
    let unit = move |work: &mut Work<'_, '_>, by: &Actor| {
        let vouched = organisations::vouch(work, by, id, version, how.clone())?;
        Ok(seen(work, vouched))
    };
    asked.write(unit, shown).await
}
