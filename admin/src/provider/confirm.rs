//! Looking at an organisation's details before an application is sent, and saying that they are right.

use super::entry::sector_said;
use crate::door::parts::{buttons, form, heading_of, hidden, link, send, text};
use crate::door::{Outcome, Page, Sent, SignedIn, VERSION, Visit};
use crate::words::{said, state_tag, when};
use actix_web::web::{Path, ServiceConfig};
use actix_web::{get, post};
use domain::organisations::{CONFIRMED_FOR_DAYS, Check, Identifier, Organisation};
use domain::{Action, FieldError, OrganisationId, Timestamp};
use marketplace::organisations::{self, KEEPS_FOR};
use marketplace::{At, Work};
use ui::components::{SummaryList, SummaryRow};
use ui::{Content, Markup};

pub(super) fn routes(config: &mut ServiceConfig) {
    config.service(show).service(confirm);
}

/// A number with what its register said last.
fn number_row(identifier: &Identifier, now: Timestamp) -> SummaryRow {
    let standing = Markup::from(state_tag(identifier.standing(now, KEEPS_FOR).word()));
    let says = match &identifier.check {
        Check::Verified { at, registered_name } => format!("“{registered_name}”, as of {}", when(*at)),
        Check::Failed { at, reason } => format!("{}, as of {}", reason.sentence(), when(*at)),
        Check::Unverified => "No register has answered yet".to_owned(),
    };
    let number = Markup::trusted(format!("{} {standing}", Content::from(identifier.number.as_str())));
    SummaryRow::new(said(identifier.scheme().register()), Markup::joined([text(number), text(says)]))
}

fn details(organisation: &Organisation, now: Timestamp) -> Markup {
    let address = organisation.address.as_ref().map(|address| {
        let lines = address.lines.iter().map(ToString::to_string);
        let lines = lines.chain([address.town.to_string(), address.postcode.to_string()]);
        lines.collect::<Vec<_>>().join(", ")
    });
    let given = |value: Option<String>| value.unwrap_or_else(|| "Not given".to_owned());
    let mut rows = vec![
        SummaryRow::new("Name", organisation.name.to_string()),
        SummaryRow::new("What it is", organisation.sort.map_or("", |sort| sector_said(sort.sector()))),
    ];
    rows.extend(organisation.identifiers.iter().map(|identifier| number_row(identifier, now)));
    if organisation.identifiers.is_empty() {
        rows.push(SummaryRow::new("Register numbers", "None given"));
    }
    rows.extend([
        SummaryRow::new("Email", organisation.contact_email.to_string()),
        SummaryRow::new("Telephone", given(organisation.contact_phone.as_ref().map(ToString::to_string))),
        SummaryRow::new("Website", given(organisation.website.as_ref().map(ToString::to_string))),
        SummaryRow::new("Address", given(address)),
    ]);
    SummaryList::new(rows).into()
}

fn page(visit: &Visit, organisation: &Organisation, now: Timestamp, mistakes: &[FieldError]) -> Page {
    let title = "Are these details right?";
    let id = organisation.id;
    let button = [
        hidden(VERSION, &organisation.version.to_string()),
        buttons([
            Markup::from(send("They are right")),
            link("Change them", &format!("/organisation/{id}/details")),
        ]),
    ];
    let parts = [
        heading_of(organisation.name.as_str(), title),
        text(format!(
            "They go with each application that you send. You last looked at them at {}; an application is sent within {CONFIRMED_FOR_DAYS} days of that.",
            when(organisation.details_confirmed_on())
        )),
        details(organisation, now),
        form(visit, &format!("/provider/{id}/confirm"), button),
    ];
    Page::new(title, parts).back(format!("/provider/{id}")).mistakes(mistakes)
}

async fn read(visit: &Visit, id: OrganisationId) -> Result<(Organisation, Timestamp), crate::door::Answer> {
    let unit = move |work: &mut Work<'_, '_>, by: &domain::Actor| {
        let _permit = by.may(Action::EditOrganisation, &id)?;
        Ok((organisations::show(work, by, id)?, work.now()))
    };
    visit.read(unit).await
}

#[get("/provider/{id}/confirm")]
async fn show(visit: SignedIn, id: Path<OrganisationId>) -> Outcome {
    let (organisation, now) = read(&visit, id.into_inner()).await?;
    Ok(visit.show(page(&visit, &organisation, now, &[])))
}

#[post("/provider/{id}/confirm")]
async fn confirm(sent: Sent, id: Path<OrganisationId>) -> Outcome {
    let at = At { id: id.into_inner(), version: sent.version };
    match sent.visit.write(move |work, by| organisations::confirm_details(work, by, at)).await {
        Ok(_) => Ok(sent.visit.go(format!("/provider/{}", at.id), "Your details are confirmed.")),
        Err(rejected) => {
            let (organisation, now) = read(&sent.visit, at.id).await?;
            rejected.on(&sent.visit, |mistakes| page(&sent.visit, &organisation, now, mistakes))
        }
    }
}
