//! Leaving a team, or taking someone out of it: asked before it is done, since only an invitation brings them back.

use crate::door::parts::{bullets, buttons, form, heading_of, link, send, text};
use crate::door::{Outcome, Page, Sent, SignedIn, Stop, Visit};
use actix_web::web::{Path, ServiceConfig};
use actix_web::{get, post};
use domain::organisations::Organisation;
use domain::{Action, FieldError, OrganisationId, PersonId, Refused};
use marketplace::organisations;
use marketplace::people::{self, WantedMembers};
use ui::Markup;

pub(super) fn routes(config: &mut ServiceConfig) {
    config.service(ask).service(remove);
}

/// Members that are looked at: more than a team has.
const MOST: i64 = 10_000;

/// What is asked, as who it is about.
struct Asked {
    organisation: String,
    /// Who is taken out. `None`: whoever looks leaves.
    other: Option<String>,
}

async fn asked(visit: &Visit, id: OrganisationId, person: PersonId) -> Result<Asked, crate::door::Answer> {
    let is_me = visit.by.person() == Some(person);
    if !is_me && visit.by.may(Action::ManageMembers, &id).is_err() {
        return Err(visit.stop(Stop::WrongRole));
    }
    visit
        .read(move |work, by| {
            let organisation = work.find::<Organisation>(id)?.name.to_string();
            let page = organisations::Page { after: None, limit: MOST };
            let members = people::list_members(work, by, id, &WantedMembers::default(), &page)?;
            let member = members.into_iter().find(|member| member.person == person);
            let name = member.ok_or(Refused::NotFound("member"))?.name.to_string();
            Ok(Asked { organisation, other: (!is_me).then_some(name) })
        })
        .await
}

fn page(visit: &Visit, at: (OrganisationId, PersonId), asked: &Asked, mistakes: &[FieldError]) -> Page {
    let (id, person) = at;
    let team = format!("/organisation/{id}/team");
    let (title, does, says) = match &asked.other {
        Some(name) => (
            format!("Remove {name} from the team"),
            format!("Remove {name}"),
            format!("{name} can no longer do anything for {}.", asked.organisation),
        ),
        None => (
            format!("Leave {}", asked.organisation),
            "Leave".to_owned(),
            format!("You can no longer do anything for {}.", asked.organisation),
        ),
    };
    let points = [
        says,
        "What was done stays on record, with who did it.".to_owned(),
        format!("Only a new invitation brings {} back.", if asked.other.is_some() { "them" } else { "you" }),
    ];
    let row: [Markup; 2] = [send(&does).warning().into(), link("Cancel", &team)];
    let form = form(visit, &format!("{team}/{person}/remove"), [buttons(row)]);
    Page::new(
        title.clone(),
        [heading_of(&asked.organisation, &title), text("When you go on:"), bullets(points), form],
    )
    .mistakes(mistakes)
    .back(team)
}

#[get("/organisation/{id}/team/{person}/remove")]
async fn ask(visit: SignedIn, path: Path<(OrganisationId, PersonId)>) -> Outcome {
    let at = path.into_inner();
    let asked = asked(&visit, at.0, at.1).await?;
    Ok(visit.show(page(&visit, at, &asked, &[])))
}

#[post("/organisation/{id}/team/{person}/remove")]
async fn remove(sent: Sent, path: Path<(OrganisationId, PersonId)>) -> Outcome {
    let at = path.into_inner();
    let (id, person) = at;
    let is_me = sent.visit.by.person() == Some(person);
    let done = sent.visit.write(move |work, by| people::remove_member(work, by, id, person)).await;
    match done {
        Ok(()) if is_me => Ok(sent.visit.go("/home", "You have left the organisation.")),
        Ok(()) => Ok(sent.visit.go(format!("/organisation/{id}/team"), "They are no longer a member.")),
        Err(rejected) => {
            let asked = asked(&sent.visit, id, person).await?;
            rejected.on(&sent.visit, |mistakes| page(&sent.visit, at, &asked, mistakes))
        }
    }
}
