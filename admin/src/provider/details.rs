//! Changing an organisation's entry.

use super::entry::{contact_fields, draft_of, identity_fields, number_fields};
use crate::door::parts::{form, heading_of, hidden, section, send};
use crate::door::{Asking, Outcome, Page, Sent, SignedIn, Typed, VERSION, Visit};
use actix_web::web::{Path, ServiceConfig};
use actix_web::{get, post};
use domain::organisations::{EditOrganisationDraft, Organisation};
use domain::{FieldError, OrganisationId, OrganisationKind};
use marketplace::organisations;
use ui::Markup;

pub(super) fn routes(config: &mut ServiceConfig) {
    config.service(show).service(save);
}

pub(crate) fn page_of(organisation: &Organisation) -> String {
    match organisation.kind {
        OrganisationKind::Department => format!("/department/{}", organisation.id),
        _ => format!("/provider/{}", organisation.id),
    }
}

fn page(
    visit: &Visit,
    organisation: &Organisation,
    typed: &Typed,
    version: i64,
    mistakes: &[FieldError],
    both: Option<Markup>,
) -> Page {
    let asking = Asking::of(typed, mistakes);
    let mut fields = vec![hidden(VERSION, &version.to_string())];
    if organisation.kind == OrganisationKind::Department {
        fields.push(asking.ask("name", "Name of the department").input().into());
    } else {
        fields.extend(identity_fields(&asking));
    }
    fields.extend(contact_fields(&asking));
    if organisation.kind != OrganisationKind::Department {
        fields.push(section("Register numbers"));
        fields.extend(number_fields(&asking));
    }
    fields.push(send("Save").into());
    let mut parts = vec![heading_of(organisation.name.as_str(), "Change the entry")];
    parts.extend(both);
    parts.push(form(visit, &format!("/organisation/{}/details", organisation.id), fields));
    Page::new("Change the entry", parts).back(page_of(organisation))
}

#[get("/organisation/{id}/details")]
async fn show(visit: SignedIn, id: Path<OrganisationId>) -> Outcome {
    let id = id.into_inner();
    let organisation = visit
        .read(move |work, by| {
            let _permit = by.may(domain::Action::EditOrganisation, &id)?;
            organisations::show(work, by, id)
        })
        .await?;
    let typed = Typed::of(&draft_of(&organisation));
    Ok(visit.show(page(&visit, &organisation, &typed, organisation.version, &[], None)))
}

#[post("/organisation/{id}/details")]
async fn save(mut sent: Sent, id: Path<OrganisationId>) -> Outcome {
    let (id, version) = (id.into_inner(), sent.version);
    // A form that only a voluntary organisation has is dropped when it became another sort.
    if sent.typed.get("sector") != "voluntary" {
        sent.typed.take("form");
    }
    let done = sent
        .act(EditOrganisationDraft::parse, move |work, by, command| {
            organisations::edit(work, by, id, version, command)
        })
        .await;
    match done {
        Ok(organisation) => Ok(sent.visit.go(page_of(&organisation), "The entry is saved.")),
        Err(rejected) => {
            let now = sent.visit.read(move |work, by| organisations::show(work, by, id)).await?;
            let theirs = Typed::of(&draft_of(&now)).closed_up();
            sent.again(rejected, Some((&theirs, now.version)), |typed, version, mistakes, both| {
                page(&sent.visit, &now, typed, version, mistakes, both)
            })
        }
    }
}
