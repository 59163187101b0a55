//! Who belongs to an organisation, and who is invited: the same pages for providers, departments and the authority.

use crate::door::parts::{
    TAKE_AWAY, about, chooser, form, heading_of, hidden, link_line, section, send, text,
};
use crate::door::{Asking, Outcome, Page, Sent, SignedIn, Typed, Visit, encode, sought};
use crate::words::{said, when};
use actix_web::web::{Path, Query, ServiceConfig};
use actix_web::{get, post};
use domain::organisations::Organisation;
use domain::people::{Invitation, InvitationDraft, InvitationState};
use domain::{
    Action, FieldError, FieldErrors, InvitationId, OrganisationId, OrganisationKind, PersonId, Role,
    Timestamp,
};
use marketplace::organisations::Page as Slice;
use marketplace::people::{self, AfterMember, MemberShown, WantedMembers};
use serde::Deserialize;
use ui::Markup;
use ui::components::{Button, Cell, Field, Radio, Table};

pub(super) fn routes(config: &mut ServiceConfig) {
    config.service(show).service(invite).service(withdraw).service(change_role);
}

/// How many members are on a page.
const ON_A_PAGE: usize = 50;

/// Which members are looked at, and from which on.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Which {
    text: String,
    /// Not `role`, which the form below asks for.
    in_role: String,
    after: String,
}

impl Which {
    /// What is asked for. A word that is none of the choices chooses nothing.
    fn wanted(&self) -> WantedMembers {
        WantedMembers { text: sought(&self.text), role: self.in_role.parse().ok() }
    }

    fn is_all(&self) -> bool {
        self.text.is_empty() && self.in_role.is_empty() && self.after.is_empty()
    }

    fn choices(&self, here: &str, kind: OrganisationKind) -> Markup {
        let roles = Role::ALL.iter().filter(|role| role.lives_in(kind));
        let roles = roles.map(|role| (role.word().to_owned(), said(role.word())));
        let roles = std::iter::once((String::new(), "Any".to_owned())).chain(roles);
        let fields: [Markup; 3] = [
            Field::new("text", "Name or email address, or a part of it").value(&self.text).input().into(),
            Field::new("in_role", "Role").value(&self.in_role).select(roles.collect::<Vec<_>>()).into(),
            Button::new("Search").secondary().into(),
        ];
        chooser(here, fields)
    }

    /// The same as a file.
    fn export(&self, organisation: OrganisationId) -> String {
        let WantedMembers { text, role } = self.wanted();
        let mut path = format!("/take-away/organisations/{organisation}/members/export?format=csv");
        path.extend(text.map(|text| format!("&text={}", encode(&text))));
        path.extend(role.map(|role| format!("&role={role}")));
        path
    }
}

fn key(text: &str) -> Option<AfterMember> {
    let (since, person) = text.split_once('~')?;
    Some((since.parse().ok()?, person.parse().ok()?))
}

struct Team {
    organisation: Organisation,
    members: Vec<MemberShown>,
    /// Whether there are more members than are shown.
    more: bool,
    invitations: Vec<Invitation>,
    may_manage: bool,
    now: Timestamp,
}

async fn team(visit: &Visit, id: OrganisationId, which: &Which) -> Result<Team, crate::door::Answer> {
    let (wanted, after) = (which.wanted(), key(&which.after));
    let limit = i64::try_from(ON_A_PAGE + 1).unwrap_or(i64::MAX);
    visit
        .read(move |work, by| {
            let mut members = people::list_members(work, by, id, &wanted, &Slice { after, limit })?;
            let more = members.len() > ON_A_PAGE;
            members.truncate(ON_A_PAGE);
            let invitations = people::list_invitations(work, by, id, &Slice { after: None, limit: 50 })?;
            let organisation: Organisation = work.find(id)?;
            let may_manage = by.may(Action::ManageMembers, &id).is_ok();
            Ok(Team { organisation, members, more, invitations, may_manage, now: work.now() })
        })
        .await
}

/// What a role may do, in a line.
const fn role_hint(role: Role) -> &'static str {
    match role {
        Role::Owner => "Answers for the organisation: signs agreements, keeps the team",
        Role::Editor => "Writes applications and offerings",
        Role::Buyer => "Procures support, keeps the team",
        Role::Evaluator => "Scores responses",
        Role::ServiceManager => "Keeps services and their directories, keeps the team",
        Role::CategoryManager => "Runs frameworks and lots",
        Role::Assessor => "Judges evidence against the Standard",
        Role::DecisionMaker => "Decides on what was assessed",
        Role::Support => "Helps users; decides nothing",
        Role::BoardMember => "Approves versions of the Standard",
        Role::Administrator => "People, mail domains, reference data",
    }
}

fn page(visit: &Visit, team: &Team, which: &Which, typed: &Typed, mistakes: &[FieldError]) -> Page {
    let id = team.organisation.id;
    let here = format!("/organisation/{id}/team");
    let me = visit.by.person();
    let mut members = Table::new("Members").caption_size("m").first_cell_is_header(true).head([
        Cell::new("Name"),
        Cell::new("Email address"),
        Cell::new("Role"),
        Cell::new("Change"),
    ]);
    for member in &team.members {
        let leave = if me == Some(member.person) { "Leave" } else { "Remove" };
        let button = |words: &str, action: &str, parts: Vec<Markup>| {
            let button = Button::new(about(words, member.name.as_str()))
                .classes("govuk-!-margin-bottom-1")
                .secondary();
            form(
                visit,
                &format!("{here}/{}/{action}", member.person),
                parts.into_iter().chain([button.into()]),
            )
        };
        let mut actions = vec![];
        if team.may_manage {
            let other = Role::ALL
                .iter()
                .filter(|role| role.lives_in(team.organisation.kind) && **role != member.role);
            for role in other {
                let words = format!("Make {}", said(role.word()).to_lowercase());
                actions.push(button(&words, "role", vec![hidden("role", role.word())]));
            }
        }
        if team.may_manage || me == Some(member.person) {
            let path = format!("{here}/{}/remove", member.person);
            let about = about(leave, member.name.as_str());
            actions.push(Button::link(about, path).classes("govuk-!-margin-bottom-1").secondary().into());
        }
        members = members.row([
            Cell::new(member.name.to_string()),
            Cell::new(member.email.to_string()),
            Cell::new(said(member.role.word())),
            Cell::new(Markup::joined(actions)),
        ]);
    }
    let mut parts = vec![heading_of(team.organisation.name.as_str(), "Team")];
    if team.more || !which.is_all() {
        parts.push(which.choices(&here, team.organisation.kind));
    }
    if team.members.is_empty() {
        parts.push(text("Nobody matches what you chose."));
    } else {
        parts.push(members.scrolling());
        parts.push(link_line(TAKE_AWAY, &which.export(id)));
    }
    if let Some(last) = team.members.last().filter(|_| team.more) {
        let (text, role) = (encode(&which.text), encode(&which.in_role));
        let after = format!("{}~{}", last.since.as_microsecond(), last.person);
        let next = format!("{here}?text={text}&in_role={role}&after={after}");
        parts.push(link_line("Next page", &next));
    }
    let open: Vec<_> =
        team.invitations.iter().filter(|it| it.state(team.now) == InvitationState::Open).collect();
    if !open.is_empty() {
        let table = Table::new("Invited").caption_size("m").first_cell_is_header(true);
        let head =
            [Cell::new("Email address"), Cell::new("Role"), Cell::new("Works until"), Cell::new("Change")];
        let table = open.into_iter().fold(table.head(head), |table, invitation| {
            let action = format!("{here}/invitations/{}/withdraw", invitation.id);
            let words = about("Withdraw", &format!("the invitation of {}", invitation.email));
            let button = Button::new(words).classes("govuk-!-margin-bottom-1").secondary();
            let button = if team.may_manage { form(visit, &action, [button]) } else { Markup::default() };
            table.row([
                Cell::new(invitation.email.to_string()),
                Cell::new(said(invitation.role.word())),
                Cell::new(when(invitation.expires_at)),
                Cell::new(button),
            ])
        });
        parts.push(table.scrolling());
    }
    if team.may_manage {
        let asking = Asking::of(typed, mistakes);
        let roles = Role::ALL.iter().filter(|role| role.lives_in(team.organisation.kind));
        let roles = roles.map(|role| Radio::new(role.word(), said(role.word())).hint(role_hint(*role)));
        let fields: [Markup; 3] = [
            asking.ask("email", "Email address").input().kind("email").spellcheck(false).into(),
            asking.ask("role", "Role").radios(roles.collect::<Vec<_>>()).into(),
            send("Send the invitation").into(),
        ];
        parts.extend([
            section("Invite someone"),
            text("We send them a link that works for 14 days."),
            form(visit, &here, fields),
        ]);
    }
    Page::new("Team", parts).back(super::details::page_of(&team.organisation)).wide()
}

#[get("/organisation/{id}/team")]
async fn show(visit: SignedIn, id: Path<OrganisationId>, which: Query<Which>) -> Outcome {
    let team = team(&visit, id.into_inner(), &which).await?;
    Ok(visit.show(page(&visit, &team, &which, &Typed::default(), &[])))
}

#[post("/organisation/{id}/team")]
async fn invite(sent: Sent, id: Path<OrganisationId>) -> Outcome {
    let id = id.into_inner();
    let done = sent
        .act(InvitationDraft::parse, move |work, by, command| people::invite(work, by, id, command))
        .await;
    let here = format!("/organisation/{id}/team");
    match done {
        Ok(invitation) => Ok(sent.visit.go(here, format!("We have invited {}.", invitation.email))),
        Err(rejected) => again(&sent, id, rejected).await,
    }
}

async fn again(sent: &Sent, id: OrganisationId, rejected: crate::door::Rejected) -> Outcome {
    let everyone = Which::default();
    let team = team(&sent.visit, id, &everyone).await?;
    rejected.on(&sent.visit, |mistakes| page(&sent.visit, &team, &everyone, &sent.typed, mistakes))
}

#[post("/organisation/{id}/team/invitations/{invitation}/withdraw")]
async fn withdraw(sent: Sent, path: Path<(OrganisationId, InvitationId)>) -> Outcome {
    let (id, invitation) = path.into_inner();
    let done = sent.visit.write(move |work, by| people::withdraw_invitation(work, by, invitation)).await;
    match done {
        Ok(_) => Ok(sent.visit.go(format!("/organisation/{id}/team"), "The invitation is withdrawn.")),
        Err(rejected) => again(&sent, id, rejected).await,
    }
}

/// A role alone.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct RoleDraft {
    role: String,
}

#[post("/organisation/{id}/team/{person}/role")]
async fn change_role(sent: Sent, path: Path<(OrganisationId, PersonId)>) -> Outcome {
    let (id, person) = path.into_inner();
    let parse = |draft: RoleDraft| -> Result<Role, FieldErrors> {
        draft.role.parse().map_err(|_| FieldErrors::one("/role", "invalid", "Choose a role"))
    };
    let done = sent.act(parse, move |work, by, role| people::change_role(work, by, id, person, role)).await;
    match done {
        Ok(member) => {
            let said = format!("{} is {} now.", member.name, said(member.role.word()).to_lowercase());
            Ok(sent.visit.go(format!("/organisation/{id}/team"), &said))
        }
        Err(rejected) => again(&sent, id, rejected).await,
    }
}
