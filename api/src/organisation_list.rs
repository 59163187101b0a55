//! Organisations of any kind in a list, and taken away whole: for those who may read any.

use crate::door::{Answer, Caller, Listed, PageQuery, Problem, Row, TableFormat, cells};
use actix_web::{HttpResponse, get, web};
use domain::organisations::Organisation;
use domain::{Fields, OrganisationId, OrganisationKind, Timestamp};
use marketplace::organisations::{self, KEEPS_FOR, Page};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) fn routes(config: &mut ServiceConfig<'_>) {
    config.service(list_organisations).service(export_organisations);
}

/// So many rows are read at a time.
const AT_ONCE: i64 = 500;

/// Which organisations are wanted.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct OrganisationsQuery {
    /// `provider`, `partner`, `department` or `authority`. Left out: `provider`.
    kind: Option<String>,
    /// At most so many items, 1 to 200.
    #[param(minimum = 1, maximum = 200, default = 50)]
    limit: Option<i64>,
    /// The `next` of the page before.
    after: Option<String>,
}

/// An organisation in a list.
#[derive(Debug, Serialize, ToSchema)]
struct OrganisationRow {
    id: OrganisationId,
    name: String,
    /// `provider`, `partner`, `department` or `authority`.
    kind: &'static str,
    /// How far it is checked: `verified`, `unverified`, `failed` or `stale`.
    trust: &'static str,
    contact_email: String,
    registered_at: Timestamp,
}

impl OrganisationRow {
    fn of(organisation: &Organisation, now: Timestamp) -> Self {
        Self {
            id: organisation.id,
            name: organisation.name.to_string(),
            kind: organisation.kind.word(),
            trust: organisation.trust(now, KEEPS_FOR).word(),
            contact_email: organisation.contact_email.to_string(),
            registered_at: organisation.registered_at,
        }
    }
}

impl Row for OrganisationRow {
    const HEAD: &'static [&'static str] = &["id", "name", "kind", "trust", "contact_email", "registered_at"];

    fn cells(&self) -> Vec<String> {
        cells![self.id, self.name, self.kind, self.trust, self.contact_email, self.registered_at]
    }
}

fn kind_of(word: Option<&str>) -> Result<OrganisationKind, Problem> {
    let mut fields = Fields::new();
    let kind: Option<Option<OrganisationKind>> = fields.optional("?kind", word);
    Ok(fields.finish(|| kind)?.unwrap_or(OrganisationKind::Provider))
}

/// List organisations of a kind by name.
#[utoipa::path(
    tag = "organisations",
    params(OrganisationsQuery),
    responses(
        (status = 200, description = "A page of organisations", body = Listed<OrganisationRow>),
        (status = 400, description = "The query is not understood", body = Problem),
        (status = 401, description = "Nobody has signed in", body = Problem),
        (status = 403, description = "Not for your role", body = Problem),
        (status = 422, description = "There is no such kind", body = Problem),
    )
)]
#[get("/organisations")]
async fn list_organisations(
    caller: Caller,
    query: web::Query<OrganisationsQuery>,
) -> Result<HttpResponse, Problem> {
    let OrganisationsQuery { kind, limit, after } = query.into_inner();
    let page = PageQuery { limit, after };
    let (kind, limit) = (kind_of(kind.as_deref())?, page.limit()?);
    let page = Page { after: page.key()?, limit: limit + 1 };
    let (found, now) =
        caller.read(move |work, by| Ok((organisations::list(work, by, kind, &page)?, work.now()))).await?;
    let key = |it: &Organisation| (it.name.to_string(), it.id);
    Ok(Answer::ok(&Listed::of(found, limit, key, |it| OrganisationRow::of(it, now))).into())
}

/// Which organisations are taken away.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct ExportQuery {
    /// `provider`, `partner`, `department` or `authority`. Left out: `provider`.
    kind: Option<String>,
    /// `csv`, or `ndjson`. Left out: `csv`.
    format: Option<TableFormat>,
}

/// Take organisations of a kind away whole.
#[utoipa::path(
    tag = "organisations",
    params(ExportQuery),
    responses(
        (status = 200, description = "Every row", body = String, content_type = "text/csv"),
        (status = 400, description = "The query is not understood", body = Problem),
        (status = 401, description = "Nobody has signed in", body = Problem),
        (status = 403, description = "Not for your role", body = Problem),
        (status = 422, description = "There is no such kind", body = Problem),
    )
)]
#[get("/organisations/export")]
async fn export_organisations(
    caller: Caller,
    query: web::Query<ExportQuery>,
) -> Result<HttpResponse, Problem> {
    let kind = kind_of(query.kind.as_deref())?;
    caller
        .export(
            "organisations",
            query.format.unwrap_or_default(),
            move |work, by, after: Option<(String, OrganisationId)>| {
                let found = organisations::list(work, by, kind, &Page { after, limit: AT_ONCE })?;
                let full = i64::try_from(found.len()) == Ok(AT_ONCE);
                let next = found.last().filter(|_| full).map(|it| (it.name.to_string(), it.id));
                let now = work.now();
                Ok((found.iter().map(|it| OrganisationRow::of(it, now)).collect(), next))
            },
        )
        .await
}
