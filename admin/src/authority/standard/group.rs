//! A group of criteria, on a page of its own.

use super::{Shown, faults_in, load, path, save, saved_or_again};
use crate::door::parts::{buttons, form, heading_of, hidden, link, send, text};
use crate::door::{Answer, Asking, Outcome, Page, Sent, SignedIn, Stop, Sure, Typed, VERSION, Visit, draft};
use crate::words::count;
use actix_web::web::{Path, ServiceConfig};
use actix_web::{get, post};
use domain::accreditation::{GroupDraft, Proposal};
use domain::{FieldError, StandardProposalId};
use serde::Deserialize;
use ui::Markup;

pub(super) fn routes(config: &mut ServiceConfig) {
    config.service(show).service(keep).service(remove).service(add);
}

fn group_at(visit: &Visit, proposal: &Proposal, place: usize) -> Result<GroupDraft, Answer> {
    let found = proposal.content.groups.get(place).cloned();
    found.ok_or_else(|| visit.stop(Stop::NotFound))
}

/// How many criteria are numbered within a group.
fn criteria_in(proposal: &Proposal, group: u32) -> usize {
    proposal.content.criteria.iter().filter(|criterion| criterion.group == group).count()
}

fn page(visit: &Visit, proposal: &Proposal, place: usize, typed: &Typed, mistakes: &[FieldError]) -> Page {
    let asking = Asking::of(typed, mistakes);
    let back = path(proposal.id);
    let here = format!("{back}/groups/{place}");
    let version = || hidden(VERSION, &proposal.version.to_string());
    let inside = [
        version(),
        asking
            .ask("id", "Number")
            .hint("Criteria in it are numbered after it: 4.1, 4.2 and so on")
            .input()
            .width(3)
            .numeric()
            .into(),
        asking.ask("title", "Title in English").input().into(),
        asking.ask("title_cy", "Title in Welsh").input().into(),
        buttons([Markup::from(send("Save")), link("Go back without saving", &back)]),
    ];
    let mut parts = vec![
        heading_of(&format!("Version {} of the Standard", proposal.content.version), "Group of criteria"),
        form(visit, &here, inside),
    ];
    let own = proposal.content.groups.get(place).map_or(0, |group| criteria_in(proposal, group.id));
    parts.push(if own == 0 {
        form(visit, &format!("{here}/remove"), [version(), send("Remove the group").warning().into()])
    } else {
        let own = count(own, "criterion is", "criteria are");
        text(format!("{own} in it: it can be removed once they are moved or removed."))
    });
    Page::new("Group of criteria", parts).mistakes(mistakes).back(back)
}

#[get("/authority/standard/{id}/groups/{place}")]
async fn show(visit: SignedIn, at: Path<(StandardProposalId, usize)>) -> Outcome {
    let (id, place) = at.into_inner();
    let Shown { proposal, .. } = load(&visit, id).await?;
    let typed = Typed::of(&group_at(&visit, &proposal, place)?);
    Ok(visit.show(page(&visit, &proposal, place, &typed, &[])))
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct GroupTyped {
    id: u32,
    title: String,
    title_cy: String,
}

#[post("/authority/standard/{id}/groups/{place}")]
async fn keep(sent: Sent, at: Path<(StandardProposalId, usize)>) -> Outcome {
    let (id, place) = at.into_inner();
    let Shown { proposal: before, now, .. } = load(&sent.visit, id).await?;
    group_at(&sent.visit, &before, place)?;
    let done = match draft::<GroupTyped>(sent.typed.tree()) {
        Ok(GroupTyped { id: number, title, title_cy }) => {
            let mut content = before.content.clone();
            content.groups[place] = GroupDraft { id: number, title, title_cy };
            save(&sent, id, content).await
        }
        Err(errors) => Err(errors.into()),
    };
    let within = format!("/groups/{place}");
    let own = |proposal: &Proposal| faults_in(proposal, now, &within);
    saved_or_again(&sent, done, &before, own, |proposal, typed, mistakes| {
        page(&sent.visit, proposal, place, typed, mistakes)
    })
}

#[post("/authority/standard/{id}/groups/{place}/remove")]
async fn remove(sent: Sent, at: Path<(StandardProposalId, usize)>) -> Outcome {
    let (id, place) = at.into_inner();
    let Shown { proposal: before, .. } = load(&sent.visit, id).await?;
    let group = group_at(&sent.visit, &before, place)?;
    sent.sure(&Sure {
        of: &group.title,
        title: "Remove this group from the draft",
        points: &["What was written of it cannot be brought back."],
        does: "Remove the group",
        back: format!("{}/groups/{place}", path(id)),
    })?;
    let mut content = before.content.clone();
    content.groups.remove(place);
    match save(&sent, id, content).await {
        Ok(_) => Ok(sent.visit.go(path(id), "The group is removed from the draft.")),
        Err(rejected) => {
            let typed = Typed::of(&group);
            rejected.on(&sent.visit, |mistakes| page(&sent.visit, &before, place, &typed, mistakes))
        }
    }
}

#[post("/authority/standard/{id}/groups")]
async fn add(sent: Sent, id: Path<StandardProposalId>) -> Outcome {
    let id = id.into_inner();
    let Shown { proposal: before, .. } = load(&sent.visit, id).await?;
    let mut content = before.content.clone();
    let number = content.groups.iter().map(|group| group.id).max().unwrap_or(0).saturating_add(1);
    let place = content.groups.len();
    content.groups.push(GroupDraft { id: number, title: String::new(), title_cy: String::new() });
    match save(&sent, id, content).await {
        Ok(_) => Ok(sent.visit.go(format!("{}/groups/{place}", path(id)), "")),
        Err(rejected) => rejected.on(&sent.visit, |mistakes| {
            let parts = [heading_of("The Standard", "The group was not added")];
            Page::new("The group was not added", parts).mistakes(mistakes).back(path(id))
        }),
    }
}
