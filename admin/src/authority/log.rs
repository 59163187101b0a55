//! The event log, searched: by what it is about, who did it, whose business it is, on which framework, and when.

use crate::door::parts::{TAKE_AWAY, chooser, heading, link, link_line, text};
use crate::door::{Asking, Outcome, Page, SignedIn, Typed, Visit, encode};
use crate::words::{said, when};
use actix_web::get;
use actix_web::web::{Query, ServiceConfig};
use domain::kernel::time::{end_of, start_of};
use domain::values::Slug;
use domain::{Action, Day, EventId, FieldErrors, Fields, OrganisationId, Timestamp};
use marketplace::audit::{self, Sealed, Wanted};
use serde::{Deserialize, Serialize};
use ui::Markup;
use ui::components::{Button, Cell, Table};

pub(super) fn routes(config: &mut ServiceConfig) {
    config.service(show);
}

const HERE: &str = "/authority/log";
/// How many entries are on a page.
const ON_A_PAGE: usize = 50;

#[derive(Default, Deserialize, Serialize)]
struct Asked {
    #[serde(default)]
    subject: String,
    #[serde(default)]
    actor: String,
    #[serde(default)]
    organisation: String,
    #[serde(default)]
    framework: String,
    #[serde(default)]
    from: String,
    #[serde(default)]
    to: String,
    #[serde(skip_serializing)]
    before: Option<i64>,
}

impl Asked {
    /// What is asked for: days in London, both within.
    fn wanted(&self) -> Result<Wanted, FieldErrors> {
        let mut fields = Fields::new();
        // Whatever kind of thing it is: all identifiers are written alike.
        let subject: Option<Option<EventId>> = fields.optional("/subject", Some(&self.subject));
        let organisation: Option<Option<OrganisationId>> =
            fields.optional("/organisation", Some(&self.organisation));
        let framework: Option<Option<Slug>> = fields.optional("/framework", Some(&self.framework));
        let from: Option<Option<Day>> = fields.optional_day("/from", Some(&self.from));
        let to: Option<Option<Day>> = fields.optional_day("/to", Some(&self.to));
        let actor = Some(self.actor.trim().to_owned()).filter(|actor| !actor.is_empty());
        fields.finish(|| {
            Some(Wanted {
                subject: subject?.map(EventId::uuid),
                organisations: organisation?.into_iter().collect(),
                actor,
                framework: framework?.map(|slug| slug.to_string()),
                from: from?.map(|day| start_of(day).as_microsecond()),
                to: to?.map(|day| end_of(day).as_microsecond()),
                ..Wanted::default()
            })
        })
    }

    /// The same as an address, without the page.
    fn query(&self) -> String {
        Typed::of(self).encoded()
    }

    /// The same as an address of the API, whose times are instants.
    fn export(&self, wanted: &Wanted, format: &str) -> String {
        let mut path = format!("/take-away/audit/export?format={format}");
        let mut add = |name: &str, value: Option<String>| {
            path.extend(
                value.filter(|value| !value.is_empty()).map(|value| format!("&{name}={}", encode(&value))),
            );
        };
        let instant = |micros: i64| Timestamp::from_microsecond(micros).map(|at| at.to_string()).ok();
        add("subject", wanted.subject.map(|id| id.to_string()));
        add("organisation", wanted.organisations.first().map(ToString::to_string));
        add("actor", wanted.actor.clone());
        add("framework", wanted.framework.clone());
        add("from", wanted.from.and_then(instant));
        add("to", wanted.to.and_then(instant));
        path
    }
}

fn fields(asking: &Asking<'_>) -> Vec<Markup> {
    vec![
        asking
            .ask("subject", "About what?")
            .hint("The identifier of a thing, as its address has it")
            .input()
            .width(30)
            .into(),
        asking
            .ask("actor", "Done by whom?")
            .hint("For example, worker:clock, or person: and their identifier")
            .input()
            .width(30)
            .into(),
        asking
            .ask("organisation", "Whose business?")
            .hint("The identifier of an organisation")
            .input()
            .width(30)
            .into(),
        asking.ask("framework", "On which framework?").hint("For example, focs").input().width(20).into(),
        asking.ask("from", "First day").hint("For example, 2027-03-27").input().width(10).into(),
        asking.ask("to", "Last day").input().width(10).into(),
        Button::new("Search").into(),
    ]
}

/// The page of a thing, where it has one that whoever looks may open.
fn page_of(visit: &Visit, kind: &str, id: &str) -> Option<String> {
    let (needs, path) = match kind {
        "placement" => (Action::ReadPlacement, "/placements"),
        "accreditation" => (Action::ReadAccreditation, "/marks"),
        "person" => (Action::ReadPeople, "/authority/people"),
        "framework_revision" => (Action::LoadReference, "/authority/framework-drafts"),
        "standard_proposal" => (Action::ProposeStandard, "/authority/standard"),
        _ => return None,
    };
    visit.may(needs).then(|| format!("{path}/{id}"))
}

/// The end of an identifier, by which rows are told apart: whole, it would fill the table. Its link has all of it.
fn short(id: &str) -> String {
    let end = id.len().saturating_sub(8);
    if end > 8 { format!("…{}", id.get(end..).unwrap_or(id)) } else { id.to_owned() }
}

/// An actor as the table shows it: `person …e2ced0da`.
fn actor_said(actor: &str) -> String {
    match actor.split_once(':') {
        Some((kind, id)) => format!("{kind} {}", short(id)),
        None => actor.to_owned(),
    }
}

fn table(visit: &Visit, found: &[Sealed]) -> Markup {
    let mut table = Table::new("Entries, the newest first").caption_size("m").head([
        Cell::new("Number"),
        Cell::new("When"),
        Cell::new("What happened"),
        Cell::new("About"),
        Cell::new("By"),
        Cell::new("Facts"),
    ]);
    for Sealed { number, entry, .. } in found {
        let about = format!("{} {}", said(&entry.subject_kind), short(&entry.subject_id));
        let about = match page_of(visit, &entry.subject_kind, &entry.subject_id) {
            Some(page) => link(&about, &page),
            None => link(&about, &format!("{HERE}?subject={}", entry.subject_id)),
        };
        let at = Timestamp::from_microsecond(entry.at).map(when).unwrap_or_default();
        table = table.row([
            Cell::new(number.to_string()),
            Cell::new(at),
            Cell::new(said(&entry.name.replace('.', " "))),
            Cell::new(about),
            Cell::new(link(actor_said(&entry.actor), &format!("{HERE}?actor={}", encode(&entry.actor)))),
            Cell::new(if matches!(entry.body.as_str(), "{}" | "null") { "" } else { entry.body.as_str() }),
        ]);
    }
    table.scrolling()
}

#[get("/authority/log")]
async fn show(visit: SignedIn, query: Query<Asked>) -> Outcome {
    let asked = query.into_inner();
    let typed = Typed::of(&asked);
    let wanted = asked.wanted();
    let mistakes = wanted.as_ref().err().map(|errors| errors.all().to_vec()).unwrap_or_default();
    let mut parts = vec![heading("The log"), chooser(HERE, fields(&Asking::of(&typed, &mistakes)))];
    // Who may not read it is told so, whatever was typed.
    let first = wanted.clone().unwrap_or_default();
    let (before, limit) = (asked.before, i64::try_from(ON_A_PAGE + 1).unwrap_or(i64::MAX));
    let mut found = visit.read(move |work, by| audit::newest_entries(work, by, first, before, limit)).await?;
    if let Ok(wanted) = &wanted {
        let more = found.len() > ON_A_PAGE;
        found.truncate(ON_A_PAGE);
        if found.is_empty() {
            parts.push(text("No entries match what you chose."));
        } else {
            parts.push(table(&visit, &found));
            let (json, csv) = (asked.export(wanted, "ndjson"), asked.export(wanted, "csv"));
            parts.push(link_line(TAKE_AWAY, &csv));
            parts.push(link_line("Take all of these away as NDJSON", &json));
        }
        if let Some(last) = found.last().filter(|_| more) {
            let older = format!("{HERE}?{}&before={}", asked.query(), last.number);
            parts.push(link_line("Older entries", &older));
        }
    }
    let page = Page::new("The log", parts).wide().mistakes(&mistakes);
    let status = if mistakes.is_empty() { 200 } else { 422 };
    Ok(visit.show(page.status(actix_web::http::StatusCode::from_u16(status).unwrap_or_default())))
}
