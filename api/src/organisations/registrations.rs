//! An organisation's details confirmed, and what registers say otherwise of it, over HTTP.

use super::view::{OrganisationView, RegistrationChangeView};
use super::{seen, shown};
use crate::door::{
    Answer, AsTable, Asked, Caller, Listed, NoBody, PageQuery, Problem, Query, Row, cells, sought,
};
use actix_web::{HttpResponse, get, post, web};
use domain::organisations::{Organisation, SettleDraft};
use domain::values::Name;
use domain::{Actor, OrganisationId, Timestamp};
use marketplace::{At, Work, organisations};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_actix_web::service_config::ServiceConfig;

pub(super) fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(confirm_organisation_details)
        .service(list_registration_changes)
        .service(export_registration_changes)
        .service(settle_registration_change);
}

/// An organisation of which a register says otherwise than before.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ChangedRegistration {
    organisation: OrganisationId,
    version: i64,
    name: Name,
    /// What waits for someone to look into it.
    changes: Vec<RegistrationChangeView>,
}

impl ChangedRegistration {
    fn of(it: &Organisation) -> Self {
        let changes = it.open_registration_changes();
        let changes = changes.map(|(place, change)| RegistrationChangeView::of(place, change)).collect();
        Self { organisation: it.id, version: it.version, name: it.name.clone(), changes }
    }
}

/// Say that an organisation's details, as you read them, are right. An application is sent within 28 days of that.
#[utoipa::path(
    tag = "organisations",
    operation_id = "confirm_organisation_details",
    params(
        ("id" = OrganisationId, Path, description = "The organisation"),
        ("If-Match" = String, Header, description = "The ETag you read"),
    ),
    responses(
        (status = 200, description = "As it is now", body = OrganisationView),
        (status = 404, description = "Not there, or not yours to know", body = Problem),
        (status = 412, description = "Changed by someone else in between", body = Problem),
        (status = 422, description = "It is no provider", body = Problem),
    )
)]
#[post("/organisations/{id}/confirmation")]
async fn confirm_organisation_details(
    id: web::Path<OrganisationId>,
    asked: Asked<NoBody>,
) -> Result<HttpResponse, Problem> {
    let at = At { id: id.into_inner(), version: asked.version()? };
    let unit = move |work: &mut Work<'_, '_>, by: &Actor| {
        let confirmed = organisations::confirm_details(work, by, at)?;
        Ok(seen(work, confirmed))
    };
    asked.write(unit, shown).await
}

/// Which changed registrations are wanted.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct WhichRegistrations {
    /// Of organisations whose name has this in it.
    text: Option<String>,
}

/// List organisations of which a register says otherwise than before, and nobody has looked into it: longest first.
#[utoipa::path(
    tag = "organisations",
    operation_id = "list_registration_changes",
    params(WhichRegistrations, PageQuery),
    responses(
        (status = 200, description = "A page of organisations", body = Listed<ChangedRegistration>),
        (status = 403, description = "Not for this role", body = Problem),
    )
)]
#[get("/registration-changes")]
async fn list_registration_changes(
    caller: Caller,
    query: Query<WhichRegistrations, PageQuery>,
) -> Result<HttpResponse, Problem> {
    let (text, limit, after) = (sought(query.which.text), query.how.limit()?, query.how.key()?);
    let unit = move |work: &mut Work<'_, '_>, by: &Actor| {
        organisations::changed_registrations(work, by, text.as_deref(), after, limit + 1)
    };
    let found = caller.read(unit).await?;
    Ok(Answer::ok(&Listed::of(found, limit, key, ChangedRegistration::of)).into())
}

fn key(organisation: &Organisation) -> (i64, OrganisationId) {
    let since = organisation.registration_changed_at().map_or(0, Timestamp::as_microsecond);
    (since, organisation.id)
}

/// An organisation of which a register says otherwise, as a row of a table.
#[derive(Serialize)]
struct ChangedRegistrationRow {
    organisation: OrganisationId,
    name: Name,
    since: Option<Timestamp>,
    says: String,
}

impl ChangedRegistrationRow {
    fn of(organisation: Organisation) -> Self {
        let says: Vec<_> =
            organisation.open_registration_changes().map(|(_, change)| change.sentence()).collect();
        let (since, says) = (organisation.registration_changed_at(), says.join("; "));
        Self { organisation: organisation.id, name: organisation.name, since, says }
    }
}

impl Row for ChangedRegistrationRow {
    const HEAD: &'static [&'static str] = &["organisation", "name", "since", "says"];

    fn cells(&self) -> Vec<String> {
        let since = self.since.map(|at| at.to_string()).unwrap_or_default();
        cells![self.organisation, self.name, since, self.says]
    }
}

/// Take organisations of which a register says otherwise than before away whole: longest first.
#[utoipa::path(
    tag = "organisations",
    params(WhichRegistrations, AsTable),
    responses(
        (status = 200, description = "Every row", body = String, content_type = "text/csv"),
        (status = 400, description = "The query is not understood", body = Problem),
        (status = 403, description = "Not for this role", body = Problem),
    )
)]
#[get("/registration-changes/export")]
pub(crate) async fn export_registration_changes(
    caller: Caller,
    query: Query<WhichRegistrations, AsTable>,
) -> Result<HttpResponse, Problem> {
    let text = sought(query.which.text);
    caller
        .export_list(
            "changed-registrations",
            query.how,
            move |work, by, page| {
                organisations::changed_registrations(work, by, text.as_deref(), page.after, page.limit)
            },
            key,
            |it, _| ChangedRegistrationRow::of(it),
        )
        .await
}

/// Say what was found about a change in a register, and what came of it. It waits no longer.
#[utoipa::path(
    tag = "organisations",
    operation_id = "settle_registration_change",
    request_body = SettleDraft,
    params(
        ("id" = OrganisationId, Path, description = "The organisation"),
        ("number" = usize, Path, description = "The change, by its `place` in the list"),
        ("If-Match" = String, Header, description = "The ETag you read"),
    ),
    responses(
        (status = 200, description = "As it is now", body = OrganisationView),
        (status = 403, description = "Not yours to do", body = Problem),
        (status = 404, description = "Not there, or not yours to know", body = Problem),
        (status = 409, description = "Nothing waits there (any more)", body = Problem),
        (status = 412, description = "Changed by someone else in between", body = Problem),
        (status = 422, description = "Fields cannot be what was sent", body = Problem),
    )
)]
#[post("/organisations/{id}/registration-changes/{number}/settlement")]
async fn settle_registration_change(
    path: web::Path<(OrganisationId, usize)>,
    asked: Asked<SettleDraft>,
) -> Result<HttpResponse, Problem> {
    let (id, place) = path.into_inner();
    let at = At { id, version: asked.version()? };
    let (draft, asked) = asked.open();
    let how = draft.parse()?;
    let unit = move |work: &mut Work<'_, '_>, by: &Actor| {
        let settled = organisations::settle_registration_change(work, by, at, place, how.clone())?;
        Ok(seen(work, settled))
    };
    asked.write(unit, shown).await
}
