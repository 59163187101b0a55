//! A provider's home page: what stands, what waits.

use super::beginning::beginning;
use super::entry::sector_said;
use super::waiting::waiting;
use crate::door::parts::{bullets, form, heading, hidden, link, section};
use crate::door::{Outcome, Page, Sent, SignedIn, Visit};
use crate::words::{count, said, state_tag, when};
use actix_web::web::{Path, ServiceConfig};
use actix_web::{get, post};
use domain::accreditation::Accreditation;
use domain::due::Due;
use domain::kernel::time::day_of;
use domain::offerings::{Offering, State};
use domain::organisations::{Organisation, RegisterNumber};
use domain::placements::{self, Placement};
use domain::{Action, Day, FieldErrors, Fields, OrganisationId, OrganisationKind, Timestamp};
use marketplace::accreditation::WantedAccreditations;
use marketplace::frameworks::{LotNames, lot_names};
use marketplace::organisations::{self, KEEPS_FOR, Led};
use marketplace::placements::WantedPlacements;
use serde::Deserialize;
use ui::Markup;
use ui::components::{Button, SummaryList, SummaryRow, Task, TaskList, TaskStatus};

pub(super) fn routes(config: &mut ServiceConfig) {
    config.service(show).service(check);
}

/// Cases of one sort that are looked at: more than a provider has open at once.
const MOST: i64 = 200;

/// A provider with everything that it has begun.
pub(super) struct Standing {
    pub(super) provider: Organisation,
    pub(super) offerings: Vec<Offering>,
    pub(super) placements: Vec<Placement>,
    /// What the lots of its placements are called.
    pub(super) lots: LotNames,
    pub(super) marks: Vec<Accreditation>,
    /// What is due, by its day.
    pub(super) due: Vec<Due>,
    /// The lead that named it as a partner.
    pub(super) led_by: Option<Led>,
    /// Whether whoever looks may change the entry.
    pub(super) may_edit: bool,
    pub(super) now: Timestamp,
}

impl Standing {
    /// Whether a day is over.
    pub(super) fn is_over(&self, on: Day) -> bool {
        on < day_of(self.now)
    }
}

/// Where everything of a provider is kept.
fn places(visit: &Visit, it: &Standing) -> Markup {
    let id = it.provider.id;
    let live = it.offerings.iter().filter(|offering| offering.state_at(it.now) == State::Live).count();
    let lots =
        it.placements.iter().filter(|placement| placement.state_at(it.now) == placements::State::OnFramework);
    let mark = it.marks.iter().filter_map(|case| case.mark.as_ref()).max_by_key(|mark| mark.ends);
    let mark = mark.map_or_else(|| "None".to_owned(), |mark| said(mark.status_at(it.now).word()));
    let tasks = [
        ("Offerings", format!("/provider/{id}/offerings"), count(live, "is live", "are live")),
        ("Quality mark", format!("/provider/{id}/mark"), mark),
        ("Frameworks and lots", format!("/provider/{id}/apply"), count(lots.count(), "place", "places")),
    ];
    let team = ("Team", format!("/organisation/{id}/team"), String::new());
    let partners = match it.provider.partners.len() {
        0 => "None".to_owned(),
        partners => partners.to_string(),
    };
    let partners = ("Partners", format!("/provider/{id}/partners"), partners);
    // A partner helps in its lead's name, and holds nothing of its own.
    let is_lead = it.provider.kind == OrganisationKind::Provider;
    let tasks = tasks.into_iter().chain([partners]).filter(|_| is_lead);
    let lead = it.led_by.iter().filter(|_| it.may_edit);
    let lead = lead.map(|led| ("Whom you work with", format!("/provider/{id}/lead"), led.name.to_string()));
    let tasks = tasks.chain(lead);
    let tasks = tasks.chain(visit.by.may(Action::ReadMembers, &id).ok().map(|_| team));
    let tasks = tasks.map(|(title, path, status)| Task::new(title, TaskStatus::done(status)).href(path));
    TaskList::new(tasks).into()
}

#[get("/provider/{id}")]
async fn show(visit: SignedIn, id: Path<OrganisationId>) -> Outcome {
    let id = id.into_inner();
    let standing = visit
        .read(move |work, by| {
            let provider = organisations::show(work, by, id)?;
            let of_all = organisations::Page { after: None, limit: MOST };
            let of_lots = WantedPlacements { provider: Some(id), ..WantedPlacements::default() };
            let of_marks = WantedAccreditations { provider: Some(id), ..WantedAccreditations::default() };
            let placements = marketplace::placements::list(work, by, &of_lots, None, MOST)?;
            let frameworks = placements.iter().map(|placement| placement.framework.clone());
            Ok(Standing {
                lots: lot_names(work, frameworks.collect::<Vec<_>>())?,
                offerings: marketplace::offerings::list_of(work, by, id, &of_all)?,
                placements,
                marks: marketplace::accreditation::list(work, by, &of_marks, None, MOST)?,
                due: marketplace::due::due_of(work, by, id)?,
                led_by: organisations::led_by(work, by, id)?,
                may_edit: by.may(Action::EditOrganisation, &provider.id).is_ok(),
                now: work.now(),
                provider,
            })
        })
        .await?;
    let waiting = waiting(&standing);
    let mut parts = vec![heading(standing.provider.name.as_str())];
    if !waiting.is_empty() {
        let links = waiting.iter().map(|(words, path)| link(words, path));
        parts.extend([section("What waits for you"), bullets(links)]);
    }
    parts.extend(beginning(&standing));
    parts.extend([places(&visit, &standing), entry(&visit, &standing.provider, standing.now)]);
    Ok(visit.show(Page::new(standing.provider.name.to_string(), parts)))
}

fn entry(visit: &Visit, provider: &Organisation, now: Timestamp) -> Markup {
    let change = format!("/organisation/{}/details", provider.id);
    let mut name = SummaryRow::new("Name", provider.name.to_string());
    let mut confirmed = SummaryRow::new("Confirmed", when(provider.details_confirmed_on()));
    if visit.by.may(Action::EditOrganisation, &provider.id).is_ok() {
        name = name.action("Change", &change, "the entry");
        let path = format!("/provider/{}/confirm", provider.id);
        confirmed = confirmed.action("Confirm", path, "that the entry is right");
    }
    let mut rows = vec![
        name,
        SummaryRow::new("What it is", provider.sort.map_or("", |sort| sector_said(sort.sector()))),
        SummaryRow::new("Checked", Markup::from(state_tag(provider.trust(now, KEEPS_FOR).word()))),
        confirmed,
        SummaryRow::new("Contact", provider.contact_email.to_string()),
    ];
    for identifier in &provider.identifiers {
        let standing = Markup::from(state_tag(identifier.standing(now, KEEPS_FOR).word()));
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
        rows.push(SummaryRow::new(said(identifier.scheme().register()), value));
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
