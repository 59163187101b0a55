//! Organisations of any kind in a list, and taken away whole: for those who may read any.

use crate::door::{Answer, AsTable, Caller, Listed, PageQuery, Problem, Query, Row, cells, sought};
use actix_web::{HttpResponse, get};
use domain::organisations::{Organisation, Trust};
use domain::{Fields, OrganisationId, OrganisationKind, Timestamp};
use marketplace::organisations::{
    self, KEEPS_FOR, OrganisationKey, OrganisationListed, OrganisationSort, Page, WantedOrganisations,
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) fn routes(config: &mut ServiceConfig<'_>) {
    config.service(list_organisations).service(export_organisations);
}

/// Which organisations are wanted, in which order.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct WhichOrganisations {
    /// `provider`, `partner`, `department` or `authority`. Left out: `provider`.
    kind: Option<String>,
    /// Whose name has this in it.
    text: Option<String>,
    /// So far checked: `verified`, `vouched`, `stale`, `unverified` or `failed`.
    trust: Option<String>,
    /// `name`, or `newest` (what registered last, first). Left out: `name`.
    sort: Option<String>,
}

impl WhichOrganisations {
    fn wanted(self) -> Result<WantedOrganisations, Problem> {
        let Self { kind, text, trust, sort } = self;
        let mut fields = Fields::new();
        let kind: Option<Option<OrganisationKind>> = fields.optional("?kind", kind.as_deref());
        let trust: Option<Option<Trust>> = fields.optional("?trust", trust.as_deref());
        let sort: Option<Option<OrganisationSort>> = fields.optional("?sort", sort.as_deref());
        let text = sought(text);
        let wanted = fields.finish(|| {
            let kind = kind?.unwrap_or(OrganisationKind::Provider);
            let trust = trust?.map(|trust| (trust, KEEPS_FOR));
            Some(WantedOrganisations { kind, text, trust, sort: sort?.unwrap_or_default() })
        });
        Ok(wanted?)
    }
}

/// An organisation in a list.
#[derive(Debug, Serialize, ToSchema)]
struct OrganisationRow {
    id: OrganisationId,
    name: String,
    /// `provider`, `partner`, `department` or `authority`.
    kind: &'static str,
    /// How far it is checked: `verified`, `vouched`, `stale`, `unverified` or `failed`.
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

fn key((_, key): &OrganisationListed) -> OrganisationKey {
    key.clone()
}

/// List organisations of a kind.
#[utoipa::path(
    tag = "organisations",
    params(WhichOrganisations, PageQuery),
    responses(
        (status = 200, description = "A page of organisations", body = Listed<OrganisationRow>),
        (status = 400, description = "The query is not understood", body = Problem),
        (status = 401, description = "Nobody has signed in", body = Problem),
        (status = 403, description = "Not for your role", body = Problem),
        (status = 422, description = "The query asks for what cannot be", body = Problem),
    )
)]
#[get("/organisations")]
async fn list_organisations(
    caller: Caller,
    query: Query<WhichOrganisations, PageQuery>,
) -> Result<HttpResponse, Problem> {
    let (wanted, limit) = (query.which.wanted()?, query.how.limit()?);
    let page = Page { after: query.how.key()?, limit: limit + 1 };
    let (found, now) =
        caller.read(move |work, by| Ok((organisations::list(work, by, &wanted, &page)?, work.now()))).await?;
    Ok(Answer::ok(&Listed::of(found, limit, key, |(it, _)| OrganisationRow::of(it, now))).into())
}

/// Take organisations of a kind away whole.
#[utoipa::path(
    tag = "organisations",
    params(WhichOrganisations, AsTable),
    responses(
        (status = 200, description = "Every row", body = String, content_type = "text/csv"),
        (status = 400, description = "The query is not understood", body = Problem),
        (status = 401, description = "Nobody has signed in", body = Problem),
        (status = 403, description = "Not for your role", body = Problem),
        (status = 422, description = "The query asks for what cannot be", body = Problem),
    )
)]
#[get("/organisations/export")]
pub(crate) async fn export_organisations(
    caller: Caller,
    query: Query<WhichOrganisations, AsTable>,
) -> Result<HttpResponse, Problem> {
    let wanted = query.which.wanted()?;
    caller
        .export_list(
            "organisations",
            query.how,
            move |work, by, page| organisations::list(work, by, &wanted, page),
            key,
            |(it, _), now| OrganisationRow::of(&it, now),
        )
        .await
}
