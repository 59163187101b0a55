//! A provider's home page: what stands, what waits.

use super::entry::sector_said;
use crate::door::parts::{form, heading, hidden, section};
use crate::door::{Outcome, Page, Sent, SignedIn, Visit};
use crate::words::{said, state_tag, when};
use actix_web::web::{Path, ServiceConfig};
use actix_web::{get, post};
use domain::organisations::{Organisation, RegisterNumber};
use domain::{FieldErrors, Fields, OrganisationId, Timestamp};
use marketplace::organisations::{self, KEEPS_FOR};
use serde::Deserialize;
use ui::Markup;
use ui::components::{Button, SummaryList, SummaryRow};

pub(super) fn routes(config: &mut ServiceConfig) {
    config.service(show).service(check);
}

#[get("/provider/{id}")]
async fn show(visit: SignedIn, id: Path<OrganisationId>) -> Outcome {
    let id = id.into_inner();
    let (provider, now) =
        visit.read(move |work, by| Ok((organisations::show(work, by, id)?, work.now()))).await?;
    let parts = [heading(provider.name.as_str()), entry(&visit, &provider, now)];
    Ok(visit.show(Page::new(provider.name.to_string(), parts)))
}

fn entry(visit: &Visit, provider: &Organisation, now: Timestamp) -> Markup {
    let change = format!("/organisation/{}/details", provider.id);
    let mut rows = vec![
        SummaryRow::new("Name", provider.name.to_string()).action("Change", &change, "the entry"),
        SummaryRow::new("What it is", provider.sort.map_or("", |sort| sector_said(sort.sector()))),
        SummaryRow::new("Checked", Markup::of(&state_tag(provider.trust(now, KEEPS_FOR).word()))),
        SummaryRow::new("Contact", provider.contact_email.to_string()),
    ];
    for identifier in &provider.identifiers {
        let standing = Markup::of(&state_tag(identifier.standing(now, KEEPS_FOR).word()));
        let trouble = identifier.trouble.as_ref().map_or_else(String::new, |note| {
            format!(
                " The register could not be asked at {}: {}.",
                when(note.at),
                said(note.trouble.word()).to_lowercase()
            )
        });
        let again = form(
            visit,
            &format!("/provider/{}/check", provider.id),
            [
                hidden("scheme", identifier.scheme().word()),
                hidden("number", identifier.number.as_str()),
                Button::new("Ask the register again").secondary().into(),
            ],
        );
        let value = Markup::trusted(format!(
            "{} {standing}{}{again}",
            ui::Content::from(identifier.number.as_str()),
            ui::Content::from(trouble)
        ));
        rows.push(SummaryRow::new(identifier.scheme().register(), value));
    }
    Markup::joined([section("Your entry"), SummaryList::new(rows).into()])
}

/// Which number is to be checked.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct CheckDraft {
    scheme: String,
    number: String,
}

impl CheckDraft {
    fn parse(self) -> Result<RegisterNumber, FieldErrors> {
        let mut fields = Fields::new();
        let scheme = fields.parse("/scheme", &self.scheme);
        let number =
            scheme.and_then(|scheme| fields.check("/number", RegisterNumber::parse(scheme, &self.number)));
        fields.finish(|| number)
    }
}

#[post("/provider/{id}/check")]
async fn check(sent: Sent, id: Path<OrganisationId>) -> Outcome {
    let id = id.into_inner();
    let done = sent
        .act(CheckDraft::parse, move |work, by, number| organisations::ask_for_check(work, by, id, &number))
        .await;
    match done {
        Ok(_) => {
            Ok(sent.visit.go(format!("/provider/{id}"), "We ask the register again within a few minutes."))
        }
        Err(rejected) => {
            rejected.on(&sent.visit, |_| Page::new("Check", [heading("This cannot be checked")]))
        }
    }
}
