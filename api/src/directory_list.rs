//! A department's directories in a list, and taken away whole.

use crate::directories::DirectoryView;
use crate::door::{Answer, AsTable, Caller, Listed, PageQuery, Problem, Query, Row, cells, sought};
use actix_web::{HttpResponse, get, web};
use domain::directories::{Directory, State};
use domain::{DirectoryId, Fields, OrganisationId};
use marketplace::directories::{self, AfterDirectory, WantedDirectories};
use marketplace::organisations::Page;
use serde::{Deserialize, Serialize};
use utoipa::IntoParams;
use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) fn routes(config: &mut ServiceConfig<'_>) {
    config.service(list_directories).service(export_directories);
}

/// Which directories are wanted.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct WhichDirectories {
    /// Whose name has this in it.
    text: Option<String>,
    /// `draft`, `live` or `paused`.
    state: Option<String>,
}

impl WhichDirectories {
    fn wanted(self, owner: OrganisationId) -> Result<WantedDirectories, Problem> {
        let mut fields = Fields::new();
        let state: Option<Option<State>> = fields.optional("?state", self.state.as_deref());
        let (owner, text) = (Some(owner), sought(self.text));
        Ok(fields.finish(|| Some(WantedDirectories { owner, text, state: state? }))?)
    }
}

fn key((_, key): &(Directory, AfterDirectory)) -> AfterDirectory {
    key.clone()
}

/// List a department's directories, by name.
#[utoipa::path(
    tag = "directories",
    operation_id = "list_directories",
    params(("id" = OrganisationId, Path, description = "The department"), WhichDirectories, PageQuery),
    responses(
        (status = 200, description = "A page of directories", body = Listed<DirectoryView>),
        (status = 400, description = "The query is not understood", body = Problem),
        (status = 404, description = "Not there, or not yours to know", body = Problem),
        (status = 422, description = "There is no such state", body = Problem),
    )
)]
#[get("/organisations/{id}/directories")]
async fn list_directories(
    caller: Caller,
    id: web::Path<OrganisationId>,
    query: Query<WhichDirectories, PageQuery>,
) -> Result<HttpResponse, Problem> {
    let (wanted, limit) = (query.which.wanted(*id)?, query.how.limit()?);
    let page = Page { after: query.how.key()?, limit: limit + 1 };
    let found = caller.read(move |work, by| directories::list_of(work, by, &wanted, &page)).await?;
    Ok(Answer::ok(&Listed::of(found, limit, key, |(it, _)| DirectoryView::of(it))).into())
}

/// A directory as a row of a table.
#[derive(Serialize)]
struct DirectoryRow {
    id: DirectoryId,
    slug: String,
    name: String,
    name_cy: String,
    state: State,
    address: String,
    hosts: String,
    edition: u32,
    revision_waits: bool,
    contact_email: Option<String>,
}

impl DirectoryRow {
    fn of(directory: Directory) -> Self {
        let content = directory.content;
        let hosts: Vec<_> = content.hosts.iter().map(ToString::to_string).collect();
        Self {
            id: directory.id,
            address: format!("/d/{}", content.slug),
            slug: content.slug.to_string(),
            name: content.name.to_string(),
            name_cy: content.name_cy.to_string(),
            state: directory.state,
            hosts: hosts.join(" "),
            edition: directory.edition,
            revision_waits: directory.revision.is_some(),
            contact_email: content.contact_email.map(|email| email.to_string()),
        }
    }
}

impl Row for DirectoryRow {
    const HEAD: &'static [&'static str] = &[
        "id",
        "slug",
        "name",
        "name_cy",
        "state",
        "address",
        "hosts",
        "edition",
        "revision_waits",
        "contact_email",
    ];

    fn cells(&self) -> Vec<String> {
        cells![
            self.id,
            self.slug,
            self.name,
            self.name_cy,
            self.state,
            self.address,
            self.hosts,
            self.edition,
            self.revision_waits,
            self.contact_email.as_deref().unwrap_or_default(),
        ]
    }
}

/// Take a department's directories away whole, as they are filtered.
#[utoipa::path(
    tag = "directories",
    params(("id" = OrganisationId, Path, description = "The department"), WhichDirectories, AsTable),
    responses(
        (status = 200, description = "Every row", body = String, content_type = "text/csv"),
        (status = 400, description = "The query is not understood", body = Problem),
        (status = 404, description = "Not there, or not yours to know", body = Problem),
        (status = 422, description = "There is no such state", body = Problem),
    )
)]
#[get("/organisations/{id}/directories/export")]
pub(crate) async fn export_directories(
    caller: Caller,
    id: web::Path<OrganisationId>,
    query: Query<WhichDirectories, AsTable>,
) -> Result<HttpResponse, Problem> {
    let wanted = query.which.wanted(*id)?;
    caller
        .export_list(
            "directories",
            query.how,
            move |work, by, page| directories::list_of(work, by, &wanted, page),
            key,
            |(it, _), _| DirectoryRow::of(it),
        )
        .await
}
