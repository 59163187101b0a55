//! Organisations over HTTP.

mod partners;
mod registrations;
mod trust;
mod view;

pub(crate) use registrations::export_registration_changes;

use crate::door::{Answer, Asked, Caller, Listed, PageQuery, Problem};
use actix_web::{HttpResponse, get, post, put, web};
use domain::organisations::{
    EditOrganisationDraft, Organisation, RegisterDepartmentDraft, RegisterProviderDraft,
};
use domain::{Actor, OrganisationId, OrganisationKind, Refused, Timestamp};
use marketplace::Work;
use marketplace::organisations::{self, OrganisationListed, Page, WantedOrganisations};
use utoipa_actix_web::service_config::ServiceConfig;
use view::{IdentifierView, OrganisationView};

pub(crate) fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(register_provider)
        .service(list_providers)
        .service(register_department)
        .service(show_organisation)
        .service(edit_organisation)
        .configure(partners::routes)
        .configure(registrations::routes)
        .configure(trust::routes);
}

/// An organisation with the moment at which it is looked at, on which its checks depend.
type Seen = (Organisation, Timestamp);

fn seen(work: &Work<'_, '_>, organisation: Organisation) -> Seen {
    (organisation, work.now())
}

fn registered((it, now): &Seen) -> Answer {
    let address = format!("/api/v1/organisations/{}", it.id);
    Answer::created(address, &OrganisationView::of(it, *now)).at_version(it.version)
}

fn shown((it, now): &Seen) -> Answer {
    Answer::ok(&OrganisationView::of(it, *now)).at_version(it.version)
}

/// Register a provider. You become its owner.
#[utoipa::path(
    tag = "organisations",
    operation_id = "register_provider",
    request_body = RegisterProviderDraft,
    params(("Idempotency-Key" = Option<String>, Header, description = "The same key and body: the same answer")),
    responses(
        (status = 201, description = "Registered", body = OrganisationView),
        (status = 401, description = "Nobody has signed in", body = Problem),
        (status = 409, description = "Another organisation has one of the register numbers", body = Problem),
        (status = 422, description = "Fields cannot be what was sent", body = Problem),
    )
)]
#[post("/organisations/providers")]
async fn register_provider(asked: Asked<RegisterProviderDraft>) -> Result<HttpResponse, Problem> {
    let (draft, asked) = asked.open();
    let command = draft.parse()?;
    let unit = move |work: &mut Work<'_, '_>, by: &Actor| {
        let provider = organisations::register_provider(work, by, command.clone())?;
        Ok(seen(work, provider))
    };
    asked.write(unit, registered).await
}

/// Register a department, from a public-sector address. You become its buyer.
#[utoipa::path(
    tag = "organisations",
    operation_id = "register_department",
    request_body = RegisterDepartmentDraft,
    params(("Idempotency-Key" = Option<String>, Header, description = "The same key and body: the same answer")),
    responses(
        (status = 201, description = "Registered", body = OrganisationView),
        (status = 401, description = "Nobody has signed in", body = Problem),
        (status = 422, description = "Fields cannot be what was sent, or the mail domain is not admitted", body = Problem),
    )
)]
#[post("/organisations/departments")]
async fn register_department(asked: Asked<RegisterDepartmentDraft>) -> Result<HttpResponse, Problem> {
    let (draft, asked) = asked.open();
    let command = draft.parse()?;
    let unit = move |work: &mut Work<'_, '_>, by: &Actor| {
        let department = organisations::register_department(work, by, command.clone())?;
        Ok(seen(work, department))
    };
    asked.write(unit, registered).await
}

/// List providers, by name.
#[utoipa::path(
    tag = "organisations",
    operation_id = "list_providers",
    params(PageQuery),
    responses((status = 200, description = "A page of providers", body = Listed<OrganisationView>))
)]
#[get("/organisations/providers")]
async fn list_providers(caller: Caller, query: web::Query<PageQuery>) -> Result<HttpResponse, Problem> {
    let limit = query.limit()?;
    let page = Page { after: query.key()?, limit: limit + 1 };
    let unit = move |work: &mut Work<'_, '_>, by: &Actor| {
        let wanted = WantedOrganisations::of(OrganisationKind::Provider);
        Ok((organisations::list(work, by, &wanted, &page)?, work.now()))
    };
    let (found, now) = caller.read(unit).await?;
    let key = |(_, key): &OrganisationListed| key.clone();
    Ok(Answer::ok(&Listed::of(found, limit, key, |(it, _)| OrganisationView::of(it, now))).into())
}

/// Show an organisation.
#[utoipa::path(
    tag = "organisations",
    operation_id = "show_organisation",
    params(("id" = OrganisationId, Path, description = "The organisation")),
    responses(
        (status = 200, description = "The organisation", body = OrganisationView),
        (status = 404, description = "Not there, or not yours to know", body = Problem),
    )
)]
#[get("/organisations/{id}")]
async fn show_organisation(caller: Caller, id: web::Path<OrganisationId>) -> Result<HttpResponse, Problem> {
    let id = id.into_inner();
    let unit = move |work: &mut Work<'_, '_>, by: &Actor| -> Result<Seen, Refused> {
        let found = organisations::show(work, by, id)?;
        Ok(seen(work, found))
    };
    caller.show(unit, shown).await
}

/// Change an organisation's details, given whole: what is left out is emptied.
#[utoipa::path(
    tag = "organisations",
    operation_id = "edit_organisation",
    request_body = EditOrganisationDraft,
    params(
        ("id" = OrganisationId, Path, description = "The organisation"),
        ("If-Match" = String, Header, description = "The ETag you read"),
    ),
    responses(
        (status = 200, description = "As it is now", body = OrganisationView),
        (status = 404, description = "Not there, or not yours to know", body = Problem),
        (status = 409, description = "Another organisation has one of the register numbers", body = Problem),
        (status = 412, description = "Changed by someone else in between", body = Problem),
        (status = 422, description = "Fields cannot be what was sent", body = Problem),
        (status = 428, description = "If-Match is missing", body = Problem),
    )
)]
#[put("/organisations/{id}")]
async fn edit_organisation(
    id: web::Path<OrganisationId>,
    asked: Asked<EditOrganisationDraft>,
) -> Result<HttpResponse, Problem> {
    let (id, version) = (id.into_inner(), asked.version()?);
    let (draft, asked) = asked.open();
    let command = draft.parse()?;
    let unit = move |work: &mut Work<'_, '_>, by: &Actor| {
        let edited = organisations::edit(work, by, id, version, command.clone())?;
        Ok(seen(work, edited))
    };
    asked.write(unit, shown).await
}
