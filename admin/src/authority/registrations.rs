//! What registers say otherwise than before: whoever vouches for organisations looks into it, and says what came of it.

use super::providers::{page_again, read};
use crate::door::parts::{
    TAKE_AWAY, bullets, chooser, form, heading, hidden, link, link_line, section, send, small, text,
};
use crate::door::{Asking, Outcome, Page, Sent, SignedIn, VERSION, Visit, encode, sought};
use crate::words::{said, when};
use actix_web::web::{Path, Query, ServiceConfig};
use actix_web::{get, post};
use domain::organisations::{Organisation, RegistrationChange, SettleDraft};
use domain::placements::State as PlaceState;
use domain::{Action, Actor, OrganisationId, Refused, Timestamp};
use marketplace::accreditation::{self, WantedAccreditations};
use marketplace::placements::{self, WantedPlacements};
use marketplace::{At, Work, organisations};
use serde::Deserialize;
use ui::Markup;
use ui::components::{Button, Cell, Field, Table};

pub(super) fn routes(config: &mut ServiceConfig) {
    config.service(queue).service(settle);
}

const ON_A_PAGE: usize = 50;

/// Of which organisations, and from which on.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Which {
    text: String,
    after: String,
}

const HERE: &str = "/authority/registrations";

fn key(text: &str) -> Option<(i64, OrganisationId)> {
    let (at, id) = text.split_once('~')?;
    Some((at.parse().ok()?, id.parse().ok()?))
}

#[get("/authority/registrations")]
async fn queue(visit: SignedIn, which: Query<Which>) -> Outcome {
    let (wanted, after) = (sought(&which.text), key(&which.after));
    let named = wanted.as_deref().map(|text| format!("text={}", encode(text))).unwrap_or_default();
    let limit = i64::try_from(ON_A_PAGE + 1).unwrap_or(i64::MAX);
    let found = visit
        .read(move |work, by| organisations::changed_registrations(work, by, wanted.as_deref(), after, limit))
        .await?;
    let head = ["Organisation", "What a register says", "Since"].map(Cell::new);
    let table =
        Table::new("Changed registrations, longest first").caption_size("m").first_cell_is_header(true);
    let table = found.iter().take(ON_A_PAGE).fold(table.head(head), |table, organisation| {
        let says = organisation.open_registration_changes().map(|(_, change)| text(change.sentence()));
        table.row([
            Cell::new(link(organisation.name.as_str(), &format!("/authority/providers/{}", organisation.id))),
            Cell::new(Markup::joined(says)),
            Cell::new(organisation.registration_changed_at().map_or_else(String::new, when)),
        ])
    });
    let title = "Changed registrations";
    let mut parts = vec![
        heading(title),
        text(
            "A register says something else of these organisations than it did. Nothing follows from it by itself: what they offer stays where it is until you suspend a place or a mark.",
        ),
    ];
    if !(found.is_empty() && named.is_empty()) {
        let name = Field::new("text", "Name, or a part of it").value(&which.text).input();
        parts.push(chooser(HERE, [Markup::from(name), Button::new("Search").secondary().into()]));
    }
    if found.is_empty() {
        let none =
            if named.is_empty() { "Nothing waits." } else { "Nothing that waits matches what you chose." };
        parts.push(text(none));
    } else {
        parts.push(table.scrolling());
        parts.push(link_line(TAKE_AWAY, &format!("/take-away/registration-changes/export?{named}")));
    }
    if let Some(last) = found.get(ON_A_PAGE - 1).filter(|_| found.len() > ON_A_PAGE) {
        let since = last.registration_changed_at().map_or(0, Timestamp::as_microsecond);
        parts.push(link_line("Next page", &format!("{HERE}?after={since}~{}&{named}", last.id)));
    }
    Ok(visit.show(Page::new(title, parts).wide()))
}

fn waiting(visit: &Visit, organisation: &Organisation, place: usize, asking: &Asking<'_>) -> Markup {
    let path = format!("/authority/providers/{}/registrations/{place}", organisation.id);
    let how =
        asking.ask("how", "What did you find, and what was done?").hint("It is kept with the organisation");
    let fields: [Markup; 3] = [
        hidden(VERSION, &organisation.version.to_string()),
        how.input().into(),
        send("This is looked into").secondary().into(),
    ];
    form(visit, &path, fields)
}

fn settled_said(change: &RegistrationChange) -> Option<String> {
    let settled = change.settled.as_ref()?;
    let says = settled.how.as_ref().map_or("The register has taken it back.", |how| how.as_str());
    Some(format!("Looked into at {}: {says}", when(settled.at)))
}

/// What registers say otherwise of an organisation, the newest first; with a field for what came of it, for who may
/// say so, and what it holds.
pub(super) fn changes(
    visit: &Visit,
    organisation: &Organisation,
    (may_settle, held): (bool, &[(String, String)]),
    asking: &Asking<'_>,
) -> Vec<Markup> {
    let all: Vec<_> = organisation.registration_changes.iter().enumerate().rev().collect();
    if all.is_empty() {
        return vec![];
    }
    let mut parts = vec![section("What registers say otherwise than before")];
    for (place, change) in all {
        parts.push(text(format!("{}. Noticed at {}.", change.sentence(), when(change.noticed_at))));
        match settled_said(change) {
            Some(said) => parts.push(small(said)),
            None if may_settle => parts.push(waiting(visit, organisation, place, asking)),
            None => {}
        }
    }
    if organisation.registration_changed_at().is_some() && !held.is_empty() {
        parts.push(text("What it holds, which can be suspended:"));
        parts.push(bullets(held.iter().map(|(words, path)| link(words, path))));
    }
    parts
}

/// What an organisation holds on lots, and its quality marks, for who may read them: in words, and where they are.
pub(super) fn held(
    work: &mut Work<'_, '_>,
    by: &Actor,
    id: OrganisationId,
) -> Result<Vec<(String, String)>, Refused> {
    if by.may(Action::ReadPlacement, &id).is_err() {
        return Ok(vec![]);
    }
    let states = vec![PlaceState::OnFramework, PlaceState::Suspended];
    let on_lots = WantedPlacements { provider: Some(id), states, ..WantedPlacements::default() };
    let places = placements::list(work, by, &on_lots, None, 200)?;
    let places = places.into_iter().map(|it| {
        let words = format!(
            "Its place on {}, lot {} ({})",
            it.framework,
            it.lot,
            said(it.state.word()).to_lowercase()
        );
        (words, format!("/placements/{}", it.id))
    });
    let mut held: Vec<_> = places.collect();
    if by.may(Action::ReadAccreditation, &id).is_ok() {
        let of_it = WantedAccreditations { provider: Some(id), ..WantedAccreditations::default() };
        let cases = accreditation::list(work, by, &of_it, None, 200)?.into_iter();
        let marks = cases.filter(|case| case.state.holds_a_mark());
        held.extend(marks.map(|case| ("Its quality mark".to_owned(), format!("/marks/{}", case.id))));
    }
    Ok(held)
}

#[post("/authority/providers/{id}/registrations/{place}")]
async fn settle(sent: Sent, path: Path<(OrganisationId, usize)>) -> Outcome {
    let (id, place) = path.into_inner();
    let at = At { id, version: sent.version };
    let done = sent
        .act(SettleDraft::parse, move |work, by, how| {
            organisations::settle_registration_change(work, by, at, place, how)
        })
        .await;
    match done {
        Ok(organisation) => {
            let said = format!("What you found about {} is kept.", organisation.name);
            Ok(sent.visit.go(format!("/authority/providers/{id}"), &said))
        }
        Err(rejected) => {
            let shown = read(&sent.visit, id).await?;
            rejected.on(&sent.visit, |mistakes| page_again(&sent, &shown, mistakes))
        }
    }
}
