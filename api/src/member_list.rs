//! Who belongs to an organisation, in a list and taken away whole.

use crate::door::{Answer, AsTable, Caller, Listed, PageQuery, Problem, Query, Row, cells, sought};
use crate::members::MemberView;
use actix_web::{HttpResponse, get, web};
use domain::{Fields, OrganisationId, Role};
use marketplace::organisations::Page;
use marketplace::people::{self, AfterMember, MemberShown, WantedMembers};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) fn routes(config: &mut ServiceConfig<'_>) {
    config.service(list_members).service(export_members);
}

/// Which members are wanted.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct WhichMembers {
    /// Whose name or address has this in it.
    text: Option<String>,
    /// In this role.
    role: Option<String>,
}

impl WhichMembers {
    fn wanted(self) -> Result<WantedMembers, Problem> {
        let mut fields = Fields::new();
        let role: Option<Option<Role>> = fields.optional("?role", self.role.as_deref());
        Ok(fields.finish(|| Some(WantedMembers { text: sought(self.text), role: role? }))?)
    }
}

fn key(member: &MemberShown) -> AfterMember {
    (member.since.as_microsecond(), member.person)
}

/// List who belongs to an organisation, longest first.
#[utoipa::path(
    tag = "people",
    operation_id = "list_members",
    params(("id" = OrganisationId, Path, description = "The organisation"), WhichMembers, PageQuery),
    responses(
        (status = 200, description = "A page of members", body = Listed<MemberView>),
        (status = 400, description = "The query is not understood", body = Problem),
        (status = 404, description = "Not there, or not yours to know", body = Problem),
        (status = 422, description = "There is no such role", body = Problem),
    )
)]
#[get("/organisations/{id}/members")]
async fn list_members(
    caller: Caller,
    id: web::Path<OrganisationId>,
    query: Query<WhichMembers, PageQuery>,
) -> Result<HttpResponse, Problem> {
    let (wanted, limit) = (query.which.wanted()?, query.how.limit()?);
    let page = Page { after: query.how.key()?, limit: limit + 1 };
    let found = caller.read(move |work, by| people::list_members(work, by, *id, &wanted, &page)).await?;
    Ok(Answer::ok(&Listed::of(found, limit, key, MemberView::of)).into())
}

impl Row for MemberView {
    const HEAD: &'static [&'static str] = &["person", "name", "email", "role", "since"];

    fn cells(&self) -> Vec<String> {
        cells![self.person, self.name, self.email, self.role, self.since]
    }
}

/// Take the team of an organisation away whole, as it is filtered.
#[utoipa::path(
    tag = "people",
    params(("id" = OrganisationId, Path, description = "The organisation"), WhichMembers, AsTable),
    responses(
        (status = 200, description = "Every row", body = String, content_type = "text/csv"),
        (status = 400, description = "The query is not understood", body = Problem),
        (status = 404, description = "Not there, or not yours to know", body = Problem),
        (status = 422, description = "There is no such role", body = Problem),
    )
)]
#[get("/organisations/{id}/members/export")]
pub(crate) async fn export_members(
    caller: Caller,
    id: web::Path<OrganisationId>,
    query: Query<WhichMembers, AsTable>,
) -> Result<HttpResponse, Problem> {
    let wanted = query.which.wanted()?;
    caller
        .export_list(
            "team",
            query.how,
            move |work, by, page| people::list_members(work, by, *id, &wanted, page),
            key,
            |it, _| MemberView::of(&it),
        )
        .await
}
