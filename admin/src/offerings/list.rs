//! A provider's offerings, and beginning one.

use crate::door::parts::{TAKE_AWAY, chooser, form, heading_of, link, link_line, section, send, text};
use crate::door::{Asking, Outcome, Page, Sent, SignedIn, Typed, Visit, encode, sought};
use crate::marks::channels_asked;
use crate::words::{channels_said, said, state_tag};
use actix_web::web::{Path, Query, ServiceConfig};
use actix_web::{get, post};
use domain::kernel::time::day_of;
use domain::offerings::{Offering, OfferingDraft, State};
use domain::organisations::Organisation;
use domain::{Action, FieldError, OrganisationId, Timestamp};
use marketplace::offerings::{self, OfferingKey, OfferingSort, WantedOfferings};
use marketplace::organisations;
use serde::Deserialize;
use ui::Markup;
use ui::components::{Button, Cell, Field, Table};

pub(super) fn routes(config: &mut ServiceConfig) {
    config.service(show).service(begin);
}

const ON_A_PAGE: i64 = 50;

/// Which offerings are looked at, and from which on.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Which {
    text: String,
    state: String,
    sort: String,
    after: String,
}

fn key(text: &str) -> Option<OfferingKey> {
    let mut parts = text.splitn(4, '~');
    Some(OfferingKey {
        changed_at: parts.next()?.parse().ok()?,
        id: parts.next()?.parse().ok()?,
        state: parts.next()?.to_owned(),
        name: parts.next()?.to_owned(),
    })
}

fn spelt(OfferingKey { name, state, changed_at, id }: &OfferingKey) -> String {
    format!("{changed_at}~{id}~{state}~{name}")
}

const fn sort_said(sort: OfferingSort) -> &'static str {
    match sort {
        OfferingSort::Name => "By name",
        OfferingSort::State => "By state",
        OfferingSort::Changed => "Last changed first",
    }
}

impl Which {
    /// What is asked for. A word that is none of the choices chooses nothing.
    fn of(&self, provider: OrganisationId) -> WantedOfferings {
        let text = sought(&self.text);
        let sort = self.sort.parse().unwrap_or_default();
        WantedOfferings { provider, text, state: self.state.parse().ok(), sort }
    }

    fn query(&self, provider: OrganisationId) -> String {
        let WantedOfferings { text, state, sort, .. } = self.of(provider);
        let mut query = format!("sort={sort}");
        query.extend(text.map(|text| format!("&text={}", encode(&text))));
        query.extend(state.map(|state| format!("&state={state}")));
        query
    }

    fn choices(&self, here: &str) -> Markup {
        let states = State::ALL.iter().map(|state| (state.word().to_owned(), said(state.word())));
        let states = std::iter::once((String::new(), "Any".to_owned())).chain(states);
        let sorts = OfferingSort::ALL.iter().map(|it| (it.word(), sort_said(*it))).collect::<Vec<_>>();
        let sort: OfferingSort = self.sort.parse().unwrap_or_default();
        let fields: [Markup; 4] = [
            Field::new("text", "Name, or a part of it").value(&self.text).input().into(),
            Field::new("state", "State").value(&self.state).select(states.collect::<Vec<_>>()).into(),
            Field::new("sort", "Order").value(sort.word()).select(sorts).into(),
            Button::new("Search").secondary().into(),
        ];
        chooser(here, fields)
    }

    fn is_all(&self) -> bool {
        self.text.is_empty() && self.state.is_empty() && self.after.is_empty()
    }
}

struct Listed {
    provider: Organisation,
    offerings: Vec<(Offering, OfferingKey)>,
    may_keep: bool,
    now: Timestamp,
}

async fn listed(visit: &Visit, id: OrganisationId, which: &Which) -> Result<Listed, crate::door::Answer> {
    let (wanted, after) = (which.of(id), key(&which.after));
    visit
        .read(move |work, by| {
            let page = organisations::Page { after, limit: ON_A_PAGE + 1 };
            let offerings = offerings::find(work, by, &wanted, &page)?;
            let provider: Organisation = work.find(id)?;
            let may_keep = by.may(Action::KeepOfferings, &id).is_ok();
            Ok(Listed { provider, offerings, may_keep, now: work.now() })
        })
        .await
}

fn missing_said(offering: &Offering, now: Timestamp) -> String {
    let missing = offering.support.missing(day_of(now)).len();
    match missing {
        0 => "Nothing".to_owned(),
        some => crate::words::count(some, "thing", "things"),
    }
}

/// Where people come to, to tell offerings of one name apart.
fn place_said(offering: &Offering) -> String {
    offering
        .support
        .place
        .as_ref()
        .map_or_else(String::new, |place| format!("{}, {}", place.name, place.address.postcode))
}

fn page(visit: &Visit, listed: &Listed, which: &Which, typed: &Typed, mistakes: &[FieldError]) -> Page {
    let id = listed.provider.id;
    let here = format!("/provider/{id}/offerings");
    let mut parts = vec![heading_of(listed.provider.name.as_str(), "Offerings")];
    let on_page = usize::try_from(ON_A_PAGE).unwrap_or_default();
    let shown = &listed.offerings[..listed.offerings.len().min(on_page)];
    if shown.is_empty() && which.is_all() {
        parts
            .push(text("You offer nothing yet. Directories list what you offer here, once it is published."));
    } else {
        parts.push(which.choices(&here));
    }
    if shown.is_empty() && !which.is_all() {
        parts.push(text("No offerings match what you chose."));
    } else if !shown.is_empty() {
        let head = ["Name", "Where", "Channels", "State", "Missing"].map(Cell::new);
        let table = Table::new("What you offer").caption_size("m").first_cell_is_header(true).head(head);
        let table = shown.iter().fold(table, |table, (offering, _)| {
            let path = format!("/offerings/{}", offering.id);
            table.row([
                Cell::new(link(offering.support.name.as_str(), &path)),
                Cell::new(place_said(offering)),
                Cell::new(channels_said(&offering.support.channels)),
                Cell::new(Markup::from(state_tag(offering.state_at(listed.now).word()))),
                Cell::new(missing_said(offering, listed.now)),
            ])
        });
        parts.push(table.scrolling());
        let export = format!("/take-away/organisations/{id}/offerings/table?{}", which.query(id));
        parts.push(link_line(TAKE_AWAY, &export));
    }
    if let Some((_, last)) = shown.last().filter(|_| listed.offerings.len() > on_page) {
        let next = format!("{here}?{}&after={}", which.query(id), encode(&spelt(last)));
        parts.push(link_line("Next page", &next));
    }
    if listed.may_keep {
        parts.push(link_line("Change many offerings with a spreadsheet", &format!("{here}/file")));
        let asking = Asking::of(typed, mistakes);
        parts.push(section("Offer something"));
        parts.push(text("Say what it is and how it reaches people. The rest is asked page by page, and each page is saved."));
        let fields = [
            asking
                .ask("name", "What is it called?")
                .hint("For example, Help at Headingley library")
                .input()
                .into(),
            channels_asked(&asking, "channels[]", "How do you help people?"),
            send("Save and continue").into(),
        ];
        parts.push(form(visit, &here, fields));
    }
    Page::new("Offerings", parts).back(format!("/provider/{id}")).wide()
}

#[get("/provider/{id}/offerings")]
async fn show(visit: SignedIn, id: Path<OrganisationId>, which: Query<Which>) -> Outcome {
    let listed = listed(&visit, id.into_inner(), &which).await?;
    Ok(visit.show(page(&visit, &listed, &which, &Typed::default(), &[])))
}

#[post("/provider/{id}/offerings")]
async fn begin(sent: Sent, id: Path<OrganisationId>) -> Outcome {
    let id = id.into_inner();
    let done = sent
        .act(OfferingDraft::parse, move |work, by, support| offerings::draft(work, by, id, support))
        .await;
    match done {
        Ok(offering) => {
            let said = "It is begun. You can stop at any time: each page is saved.";
            Ok(sent.visit.go(format!("/offerings/{}", offering.id), said))
        }
        Err(rejected) => {
            let all = Which::default();
            let listed = listed(&sent.visit, id, &all).await?;
            rejected.on(&sent.visit, |mistakes| page(&sent.visit, &listed, &all, &sent.typed, mistakes))
        }
    }
}
