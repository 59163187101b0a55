//! Every organisation of a kind, with how far it is checked; and vouching for one that no register knows.

use super::registrations::{changes, held};
use crate::door::parts::{
    TAKE_AWAY, chooser, form, heading, heading_of, link, link_line, section, send, text,
};
use crate::door::{Answer, Asking, Outcome, Page, Sent, SignedIn, Typed, VERSION, Visit, encode, sought};
use crate::provider::sector_said;
use crate::words::{said, state_tag, when};
use actix_web::web::{Path, Query, ServiceConfig};
use actix_web::{get, post};
use domain::organisations::{Organisation, Trust};
use domain::values::Line;
use domain::{Action, Actor, FieldError, FieldErrors, Fields, OrganisationId, OrganisationKind, Timestamp};
use marketplace::Work;
use marketplace::organisations::{self, KEEPS_FOR, OrganisationKey, OrganisationSort, WantedOrganisations};
use serde::Deserialize;
use ui::Markup;
use ui::components::{Button, Cell, Field, SummaryList, SummaryRow, Table};

pub(super) fn routes(config: &mut ServiceConfig) {
    config.service(list).service(show).service(vouch);
}

const HERE: &str = "/authority/providers";
/// How many are on a page.
const ON_A_PAGE: usize = 50;

#[derive(Default, Deserialize)]
#[serde(default)]
struct Wanted {
    kind: String,
    text: String,
    trust: String,
    sort: String,
    after: String,
}

impl Wanted {
    /// What is asked for. A word that is none of the choices chooses nothing.
    fn organisations(&self) -> WantedOrganisations {
        WantedOrganisations {
            kind: self.kind.parse().unwrap_or(OrganisationKind::Provider),
            text: sought(&self.text),
            trust: self.trust.parse().ok().map(|trust| (trust, KEEPS_FOR)),
            sort: self.sort.parse().unwrap_or_default(),
        }
    }
}

/// The same as part of an address.
fn query(wanted: &WantedOrganisations) -> String {
    let WantedOrganisations { kind, text, trust, sort } = wanted;
    let mut query = format!("kind={kind}&sort={sort}");
    query.extend(trust.iter().map(|(trust, _)| format!("&trust={trust}")));
    query.extend(text.iter().map(|text| format!("&text={}", encode(text))));
    query
}

fn key(text: &str) -> Option<OrganisationKey> {
    let mut parts = text.splitn(3, '~');
    Some(OrganisationKey {
        registered_at: parts.next()?.parse().ok()?,
        id: parts.next()?.parse().ok()?,
        name: parts.next()?.to_owned(),
    })
}

const fn sort_said(sort: OrganisationSort) -> &'static str {
    match sort {
        OrganisationSort::Name => "By name",
        OrganisationSort::Newest => "What registered last, first",
    }
}

fn choices(wanted: &WantedOrganisations) -> Markup {
    let kinds = OrganisationKind::ALL.iter().map(|kind| (kind.word(), kinds_said(*kind)));
    let sorts = OrganisationSort::ALL.iter().map(|sort| (sort.word(), sort_said(*sort)));
    let text = wanted.text.as_deref().unwrap_or_default();
    let trusts = Trust::ALL.iter().map(|trust| (trust.word().to_owned(), said(trust.word())));
    let trusts = std::iter::once((String::new(), "Any".to_owned())).chain(trusts);
    let trust = wanted.trust.map_or("", |(trust, _)| trust.word());
    let fields: [Markup; 5] = [
        Field::new("text", "Name, or a part of it").value(text).input().into(),
        Field::new("kind", "Kind").value(wanted.kind.word()).select(kinds.collect::<Vec<_>>()).into(),
        Field::new("trust", "Checked").value(trust).select(trusts.collect::<Vec<_>>()).into(),
        Field::new("sort", "Order").value(wanted.sort.word()).select(sorts.collect::<Vec<_>>()).into(),
        Button::new("Search").into(),
    ];
    chooser(HERE, fields)
}

const fn kinds_said(kind: OrganisationKind) -> &'static str {
    match kind {
        OrganisationKind::Provider => "Providers",
        OrganisationKind::Partner => "Partners",
        OrganisationKind::Department => "Departments",
        OrganisationKind::Authority => "The authority",
    }
}

fn trust(provider: &Organisation, now: Timestamp) -> Markup {
    Markup::from(state_tag(provider.trust(now, KEEPS_FOR).word()))
}

#[get("/authority/providers")]
async fn list(visit: SignedIn, query: Query<Wanted>) -> Outcome {
    let (wanted, after) = (query.organisations(), key(&query.after));
    let (asked, limit) = (wanted.clone(), i64::try_from(ON_A_PAGE + 1).unwrap_or(i64::MAX));
    let (mut found, now) = visit
        .read(move |work, by| {
            let page = organisations::Page { after, limit };
            Ok((organisations::list(work, by, &asked, &page)?, work.now()))
        })
        .await?;
    let more = found.len() > ON_A_PAGE;
    found.truncate(ON_A_PAGE);
    let head = ["Organisation", "What it is", "Checked", "Registered"].map(Cell::new);
    let table = Table::new(kinds_said(wanted.kind)).caption_size("m").first_cell_is_header(true).head(head);
    let table = found.iter().fold(table, |table, (it, _)| {
        table.row([
            Cell::new(link(it.name.as_str(), &format!("{HERE}/{}", it.id))),
            Cell::new(it.sort.map_or("", |sort| sector_said(sort.sector()))),
            Cell::new(trust(it, now)),
            Cell::new(when(it.registered_at)),
        ])
    });
    let mut parts = vec![heading("Organisations"), choices(&wanted)];
    if found.is_empty() {
        parts.push(text("No organisations match what you chose."));
    } else {
        parts.push(table.scrolling());
        let export = format!("/take-away/organisations/export?{}", self::query(&wanted));
        parts.push(link_line(TAKE_AWAY, &export));
    }
    if let Some((_, OrganisationKey { name, registered_at, id })) = found.last().filter(|_| more) {
        let after = encode(&format!("{registered_at}~{id}~{name}"));
        parts.push(link_line("Next page", &format!("{HERE}?{}&after={after}", self::query(&wanted))));
    }
    Ok(visit.show(Page::new("Organisations", parts).wide()))
}

/// A provider, as whoever looks may see it.
pub(super) struct Shown {
    provider: Organisation,
    now: Timestamp,
    may_vouch: bool,
    held: Vec<(String, String)>,
}

pub(super) async fn read(visit: &Visit, id: OrganisationId) -> Result<Shown, Answer> {
    let unit = move |work: &mut Work<'_, '_>, by: &Actor| {
        let may_vouch = by.may(Action::VouchForOrganisation, &id).is_ok();
        let provider = organisations::show(work, by, id)?;
        let is_changed = provider.registration_changed_at().is_some();
        let held = if is_changed { held(work, by, id)? } else { vec![] };
        Ok(Shown { provider, now: work.now(), may_vouch, held })
    };
    visit.read(unit).await
}

/// The page with what someone typed about a change in a register, and what is wrong with that.
pub(super) fn page_again(sent: &Sent, shown: &Shown, mistakes: &[FieldError]) -> Page {
    page(&sent.visit, shown, &sent.typed, mistakes)
}

fn page(visit: &Visit, shown: &Shown, typed: &Typed, mistakes: &[FieldError]) -> Page {
    let Shown { provider, now, may_vouch, held } = shown;
    let now = *now;
    let mut rows = vec![
        SummaryRow::new("What it is", provider.sort.map_or("", |sort| sector_said(sort.sector()))),
        SummaryRow::new("Checked", trust(provider, now)),
        SummaryRow::new("Contact", provider.contact_email.to_string()),
        SummaryRow::new("Registered", when(provider.registered_at)),
    ];
    for identifier in &provider.identifiers {
        let standing = Markup::from(state_tag(identifier.standing(now, KEEPS_FOR).word()));
        let value = Markup::trusted(format!("{} {standing}", ui::Content::from(identifier.number.as_str())));
        rows.push(SummaryRow::new(said(identifier.scheme().register()), value));
    }
    let mut parts =
        vec![heading_of(kinds_said(provider.kind), provider.name.as_str()), SummaryList::new(rows).into()];
    parts.extend(changes(visit, provider, (*may_vouch, held.as_slice()), &Asking::of(typed, mistakes)));
    let looked_up = [
        (Action::ReadPeople, "Its people", "people"),
        (Action::TendOutbox, "Mails to it and its people", "running"),
        (Action::ReadAudit, "What happened to it, in the log", "log"),
    ];
    for (_, words, place) in looked_up.into_iter().filter(|(action, ..)| visit.may(*action)) {
        let all = if place == "running" { "&mails=all" } else { "" };
        parts.push(link_line(words, &format!("/authority/{place}?organisation={}{all}", provider.id)));
    }
    if provider.kind == OrganisationKind::Provider {
        let concern = format!("/concerns/new?provider={}", provider.id);
        parts.push(link_line("Raise a concern about this provider", &concern));
    }
    if *may_vouch && provider.kind == OrganisationKind::Provider {
        parts.extend(vouching(visit, provider, &Asking::of(typed, mistakes)));
    }
    Page::new(provider.name.to_string(), parts).mistakes(mistakes).back("/authority/providers")
}

fn vouching(visit: &Visit, provider: &Organisation, asking: &Asking<'_>) -> [Markup; 3] {
    let path = format!("/authority/providers/{}", provider.id);
    let fields: [Markup; 3] = [
        crate::door::parts::hidden(VERSION, &provider.version.to_string()),
        asking.ask("how", "How was it checked?").hint("What was seen, by whom and when").input().into(),
        send("Vouch for it").into(),
    ];
    [
        section("Check it by other means"),
        text(
            "For a group without a register number: say what you saw, such as its constitution or its bank statement.",
        ),
        form(visit, &path, fields),
    ]
}

#[get("/authority/providers/{id}")]
async fn show(visit: SignedIn, id: Path<OrganisationId>) -> Outcome {
    let id = id.into_inner();
    let shown = read(&visit, id).await?;
    Ok(visit.show(page(&visit, &shown, &Typed::default(), &[])))
}

/// How someone knows.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct VouchDraft {
    how: String,
}

impl VouchDraft {
    fn parse(self) -> Result<Line, FieldErrors> {
        let mut fields = Fields::new();
        let how = fields.parse("/how", &self.how);
        fields.finish(|| how)
    }
}

#[post("/authority/providers/{id}")]
async fn vouch(sent: Sent, id: Path<OrganisationId>) -> Outcome {
    let (id, version) = (id.into_inner(), sent.version);
    let done = sent
        .act(VouchDraft::parse, move |work, by, how| organisations::vouch(work, by, id, version, how))
        .await;
    match done {
        Ok(provider) => {
            let said = format!("You have vouched for {}.", provider.name);
            Ok(sent.visit.go(format!("/authority/providers/{id}"), &said))
        }
        Err(rejected) => {
            let shown = read(&sent.visit, id).await?;
            rejected.on(&sent.visit, |mistakes| page(&sent.visit, &shown, &sent.typed, mistakes))
        }
    }
}
