//! Members and invitations over HTTP.

use crate::door::{Answer, Asked, Caller, Listed, NoBody, PageQuery, Problem, in_background};
use actix_web::{HttpResponse, delete, get, post, put, web};
use domain::people::{AcceptInvitationDraft, Invitation, InvitationDraft, InvitationState, RoleDraft};
use domain::values::{EmailAddress, Name};
use domain::{Actor, InvitationId, OrganisationId, PersonId, Refused, Role, Timestamp};
use marketplace::Work;
use marketplace::organisations::Page;
use marketplace::people::{self, MemberShown};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(change_member_role)
        .service(remove_member)
        .service(invite_member)
        .service(list_invitations)
        .service(withdraw_invitation)
        .service(accept_invitation);
}

/// Someone in an organisation.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MemberView {
    pub(crate) person: PersonId,
    pub(crate) name: Name,
    pub(crate) email: EmailAddress,
    pub(crate) role: Role,
    pub(crate) since: Timestamp,
}

impl MemberView {
    pub(crate) fn of(member: &MemberShown) -> Self {
        let MemberShown { person, name, email, role, since } = member.clone();
        Self { person, name, email, role, since }
    }
}

/// An invitation into an organisation.
#[derive(Debug, Serialize, ToSchema)]
struct InvitationView {
    id: InvitationId,
    version: i64,
    organisation: OrganisationId,
    email: EmailAddress,
    role: Role,
    state: InvitationState,
    sent_at: Timestamp,
    expires_at: Timestamp,
}

impl InvitationView {
    fn of(it: &Invitation, now: Timestamp) -> Self {
        Self {
            id: it.id,
            version: it.version,
            organisation: it.organisation,
            email: it.email.clone(),
            role: it.role,
            state: it.state(now),
            sent_at: it.sent_at,
            expires_at: it.expires_at,
        }
    }
}

/// Give a member another role.
#[utoipa::path(
    tag = "people",
    operation_id = "change_member_role",
    request_body = RoleDraft,
    params(
        ("id" = OrganisationId, Path, description = "The organisation"),
        ("person" = PersonId, Path, description = "The member"),
    ),
    responses(
        (status = 200, description = "The member as they are now", body = MemberView),
        (status = 403, description = "Not yours to do", body = Problem),
        (status = 404, description = "Not there, or not yours to know", body = Problem),
        (status = 409, description = "Nobody would be left to answer for the organisation", body = Problem),
        (status = 422, description = "The role does not exist there", body = Problem),
    )
)]
#[put("/organisations/{id}/members/{person}")]
async fn change_member_role(
    path: web::Path<(OrganisationId, PersonId)>,
    asked: Asked<RoleDraft>,
) -> Result<HttpResponse, Problem> {
    let (organisation, person) = path.into_inner();
    let (draft, asked) = asked.open();
    let role = draft.parse()?;
    let unit =
        move |work: &mut Work<'_, '_>, by: &Actor| people::change_role(work, by, organisation, person, role);
    asked.write(unit, |member| Answer::ok(&MemberView::of(member))).await
}

/// End a membership: another's, or one's own.
#[utoipa::path(
    tag = "people",
    operation_id = "remove_member",
    params(
        ("id" = OrganisationId, Path, description = "The organisation"),
        ("person" = PersonId, Path, description = "The member"),
    ),
    responses(
        (status = 204, description = "Ended"),
        (status = 403, description = "Not yours to do", body = Problem),
        (status = 404, description = "Not there, or not yours to know", body = Problem),
        (status = 409, description = "Nobody would be left to answer for the organisation", body = Problem),
    )
)]
#[delete("/organisations/{id}/members/{person}")]
async fn remove_member(
    path: web::Path<(OrganisationId, PersonId)>,
    asked: Asked<NoBody>,
) -> Result<HttpResponse, Problem> {
    let (organisation, person) = path.into_inner();
    let unit =
        move |work: &mut Work<'_, '_>, by: &Actor| people::remove_member(work, by, organisation, person);
    asked.write(unit, |()| Answer::done()).await
}

/// Invite someone. The link is mailed to them.
#[utoipa::path(
    tag = "people",
    operation_id = "invite_member",
    request_body = InvitationDraft,
    params(("id" = OrganisationId, Path, description = "The organisation")),
    responses(
        (status = 201, description = "Invited", body = InvitationView),
        (status = 403, description = "Not yours to do", body = Problem),
        (status = 404, description = "Not there, or not yours to know", body = Problem),
        (status = 422, description = "Fields cannot be what was sent, or the mail domain is not admitted", body = Problem),
    )
)]
#[post("/organisations/{id}/invitations")]
async fn invite_member(
    id: web::Path<OrganisationId>,
    asked: Asked<InvitationDraft>,
) -> Result<HttpResponse, Problem> {
    let id = id.into_inner();
    let (draft, asked) = asked.open();
    let command = draft.parse()?;
    let unit = move |work: &mut Work<'_, '_>, by: &Actor| {
        let invitation = people::invite(work, by, id, command.clone())?;
        Ok(InvitationView::of(&invitation, work.now()))
    };
    asked.write(unit, |view| Answer::created(format!("/api/v1/invitations/{}", view.id), view)).await
}

/// List an organisation's invitations, newest first.
#[utoipa::path(
    tag = "people",
    operation_id = "list_invitations",
    params(("id" = OrganisationId, Path, description = "The organisation"), PageQuery),
    responses(
        (status = 200, description = "A page of invitations", body = Listed<InvitationView>),
        (status = 404, description = "Not there, or not yours to know", body = Problem),
    )
)]
#[get("/organisations/{id}/invitations")]
async fn list_invitations(
    caller: Caller,
    id: web::Path<OrganisationId>,
    query: web::Query<PageQuery>,
) -> Result<HttpResponse, Problem> {
    let (id, limit) = (id.into_inner(), query.limit()?);
    let page = Page { after: query.key()?, limit: limit + 1 };
    let unit = move |work: &mut Work<'_, '_>, by: &Actor| -> Result<_, Refused> {
        let found = people::list_invitations(work, by, id, &page)?;
        Ok((found, work.now()))
    };
    let (found, now) = caller.read(unit).await?;
    let listed = Listed::of(found, limit, |it: &Invitation| it.id, |it| InvitationView::of(it, now));
    Ok(Answer::ok(&listed).into())
}

/// Take an invitation back.
#[utoipa::path(
    tag = "people",
    operation_id = "withdraw_invitation",
    params(("id" = InvitationId, Path, description = "The invitation")),
    responses(
        (status = 204, description = "Withdrawn"),
        (status = 404, description = "Not there, or not yours to know", body = Problem),
        (status = 409, description = "Not open any more", body = Problem),
    )
)]
#[delete("/invitations/{id}")]
async fn withdraw_invitation(
    id: web::Path<InvitationId>,
    asked: Asked<NoBody>,
) -> Result<HttpResponse, Problem> {
    let id = id.into_inner();
    let unit = move |work: &mut Work<'_, '_>, by: &Actor| people::withdraw_invitation(work, by, id);
    asked.write(unit, |_| Answer::done()).await
}

/// Accept an invitation by its mailed link. Who has signed in sends the link alone; who has no account sends a name
/// and a password besides, and then signs in.
#[utoipa::path(
    tag = "people",
    operation_id = "accept_invitation",
    request_body = AcceptInvitationDraft,
    responses(
        (status = 200, description = "Accepted", body = InvitationView),
        (status = 404, description = "There is no such link", body = Problem),
        (status = 409, description = "Not open any more, or sent to another address", body = Problem),
        (status = 422, description = "Fields cannot be what was sent", body = Problem),
    )
)]
#[post("/invitations/acceptances")]
async fn accept_invitation(asked: Asked<AcceptInvitationDraft>) -> Result<HttpResponse, Problem> {
    let (draft, asked) = asked.open();
    let answer = |view: &InvitationView| Answer::ok(view);
    if matches!(asked.by(), Actor::Visitor) {
        let (market, token) = (asked.market(), draft.token.clone());
        let (name, hash) = in_background(move || {
            let invited = market.read(|work| people::show_invitation(work, &draft.token))?;
            let (name, password) = draft.parse_new(&invited.invitation.email)?;
            Ok((name, people::hash_password(&password)?))
        })
        .await?;
        let unit = move |work: &mut Work<'_, '_>, _: &Actor| {
            let (accepted, _) = people::register_by_invitation(work, &token, name.clone(), hash.clone())?;
            Ok(InvitationView::of(&accepted, work.now()))
        };
        return asked.write(unit, answer).await;
    }
    let unit = move |work: &mut Work<'_, '_>, by: &Actor| {
        let accepted = people::accept_invitation(work, by, &draft.token)?;
        Ok(InvitationView::of(&accepted, work.now()))
    };
    asked.write(unit, answer).await
}
