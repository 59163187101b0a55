//! Who has an account: found, looked after, and removed.

use crate::door::parts::{
    TAKE_AWAY, chooser, form, heading, heading_of, hidden, link, link_line, section, send, text,
};
use crate::door::{Answer, Outcome, Page, Rejected, Sent, SignedIn, VERSION, Visit, encode};
use crate::words::{said, when};
use actix_web::web::{Path, Query, ServiceConfig};
use actix_web::{get, post};
use domain::people::{AccountState, Person};
use domain::{Action, Actor, FieldError, OrganisationId, PersonId, Platform, Refused, Role};
use marketplace::organisations::Page as Keyset;
use marketplace::people::{self, PeopleSort, PersonKey, PersonShown, PersonSummary, WantedPeople};
use marketplace::{At, Work};
use serde::Deserialize;
use ui::components::{Button, Cell, Field, SummaryList, SummaryRow, Table, Tag, TagColour, WarningText};
use ui::{Content, Markup};

pub(super) fn routes(config: &mut ServiceConfig) {
    config.service(list).service(removal).service(take_step).service(show);
}

pub(super) const HERE: &str = "/authority/people";
/// How many are on a page.
const ON_A_PAGE: usize = 50;

#[derive(Default, Deserialize)]
struct Wanted {
    #[serde(default)]
    text: String,
    #[serde(default)]
    role: String,
    #[serde(default)]
    organisation: String,
    #[serde(default)]
    state: String,
    #[serde(default)]
    sort: String,
    after: Option<String>,
}

impl Wanted {
    fn query(&self) -> String {
        let Self { text, role, organisation, state, sort, .. } = self;
        format!("text={}&role={role}&organisation={organisation}&state={state}&sort={sort}", encode(text))
    }

    /// What is asked for. A word that is none of the choices chooses nothing.
    fn people(&self) -> WantedPeople {
        WantedPeople {
            text: Some(self.text.trim().to_owned()).filter(|text| !text.is_empty()),
            role: self.role.parse().ok(),
            organisation: self.organisation.parse::<OrganisationId>().ok(),
            state: self.state.parse().ok(),
            sort: self.sort.parse().unwrap_or_default(),
        }
    }

    /// The same as a file.
    fn export(&self) -> String {
        let wanted = self.people();
        let mut path = format!("/take-away/accounts/export?format=csv&sort={}", wanted.sort);
        path.extend(wanted.text.map(|text| format!("&text={}", encode(&text))));
        path.extend(wanted.role.map(|role| format!("&role={role}")));
        path.extend(wanted.organisation.map(|at| format!("&organisation={at}")));
        path.extend(wanted.state.map(|state| format!("&state={state}")));
        path
    }
}

fn key(text: &str) -> Option<PersonKey> {
    let mut parts = text.splitn(4, '~');
    Some(PersonKey {
        registered_at: parts.next()?.parse().ok()?,
        signed_in_at: parts.next()?.parse().ok()?,
        id: parts.next()?.parse().ok()?,
        name: parts.next()?.to_owned(),
    })
}

fn spelt(PersonKey { name, registered_at, signed_in_at, id }: &PersonKey) -> String {
    format!("{registered_at}~{signed_in_at}~{id}~{name}")
}

const fn sort_said(sort: PeopleSort) -> &'static str {
    match sort {
        PeopleSort::Name => "By name",
        PeopleSort::Newest => "Who registered last, first",
        PeopleSort::SignedIn => "Who signed in last, first",
    }
}

fn tag(state: AccountState) -> Markup {
    let (words, colour) = match state {
        AccountState::Unproven => ("Address not proven", TagColour::Grey),
        AccountState::Proven => ("In use", TagColour::Green),
        AccountState::Locked => ("Locked", TagColour::Red),
        AccountState::Removed => ("Removed", TagColour::Grey),
    };
    Markup::from(Tag::new(words).colour(colour))
}

fn places(summary: &PersonSummary) -> String {
    let places = summary.memberships.iter();
    places
        .map(|(at, name)| format!("{name} ({})", said(at.role.word()).to_lowercase()))
        .collect::<Vec<_>>()
        .join(", ")
}

/// Their name, with their address below it: two columns of both would not fit a screen.
fn named(person: &Person) -> Markup {
    let name = link(person.name.as_str(), &format!("{HERE}/{}", person.id));
    if person.removed_at.is_some() {
        return name;
    }
    let address = Content::from(person.email.as_str());
    Markup::trusted(format!("{name}<br><span class=\"govuk-!-font-weight-regular\">{address}</span>"))
}

fn choices(wanted: &Wanted) -> Markup {
    let any = |words: &str| (String::new(), words.to_owned());
    let roles = Role::ALL.iter().map(|it| (it.word().to_owned(), said(it.word())));
    let states = AccountState::ALL.iter().map(|it| (it.word().to_owned(), said(it.word())));
    let mut fields: Vec<Markup> = vec![
        Field::new("text", "Name or email address").value(&wanted.text).input().into(),
        Field::new("role", "Role")
            .value(&wanted.role)
            .select(std::iter::once(any("Any role")).chain(roles))
            .into(),
        Field::new("state", "Account")
            .value(&wanted.state)
            .select(std::iter::once(any("Any")).chain(states))
            .into(),
    ];
    let sorts = PeopleSort::ALL.iter().map(|it| (it.word(), sort_said(*it)));
    let sort: PeopleSort = wanted.sort.parse().unwrap_or_default();
    fields.push(Field::new("sort", "Order").value(sort.word()).select(sorts.collect::<Vec<_>>()).into());
    if !wanted.organisation.is_empty() {
        fields.push(hidden("organisation", &wanted.organisation));
    }
    fields.push(Button::new("Search").into());
    chooser(HERE, fields)
}

#[get("/authority/people")]
async fn list(visit: SignedIn, query: Query<Wanted>) -> Outcome {
    let wanted = query.into_inner();
    let (people, after) = (wanted.people(), wanted.after.as_deref().and_then(key));
    let limit = i64::try_from(ON_A_PAGE + 1).unwrap_or(i64::MAX);
    let mut found =
        visit.read(move |work, by| people::find(work, by, &people, &Keyset { after, limit })).await?;
    let more = found.len() > ON_A_PAGE;
    found.truncate(ON_A_PAGE);
    let by_age = wanted.people().sort == PeopleSort::Newest;
    let head = ["Name", "Account", "Belongs to", if by_age { "Registered" } else { "Last signed in" }];
    let mut table =
        Table::new("People").caption_size("m").first_cell_is_header(true).head(head.map(Cell::new));
    for (summary, _) in &found {
        let person = &summary.person;
        let at = if by_age { Some(person.registered_at) } else { person.signed_in_at };
        table = table.row([
            Cell::new(named(person)),
            Cell::new(tag(summary.state())),
            Cell::new(places(summary)),
            Cell::new(at.map_or_else(|| "Never".to_owned(), when)),
        ]);
    }
    let mut parts = vec![heading("People"), choices(&wanted)];
    if found.is_empty() {
        parts.push(text("Nobody matches what you chose."));
    } else {
        parts.push(table.scrolling());
        parts.push(link_line(TAKE_AWAY, &wanted.export()));
    }
    if let Some((_, last)) = found.last().filter(|_| more) {
        let after = encode(&spelt(last));
        parts.push(link_line("Next page", &format!("{HERE}?{}&after={after}", wanted.query())));
    }
    Ok(visit.show(Page::new("People", parts).wide()))
}

pub(super) struct Shown {
    pub(super) shown: PersonShown,
    pub(super) may_keep: bool,
}

pub(super) async fn read(visit: &Visit, id: PersonId) -> Result<Shown, Answer> {
    visit
        .read(move |work, by| {
            let own = by.person() == Some(id);
            let may_keep = !own && by.may(Action::KeepAccounts, &Platform).is_ok();
            Ok(Shown { shown: people::show_person(work, by, id)?, may_keep })
        })
        .await
}

fn step(visit: &Visit, id: PersonId, version: i64, word: &str, button: Button) -> Markup {
    let inside = [hidden(VERSION, &version.to_string()), button.into()];
    form(visit, &format!("{HERE}/{id}/{word}"), inside)
}

fn page(visit: &Visit, Shown { shown, may_keep }: &Shown, mistakes: &[FieldError]) -> Page {
    let (summary, person) = (&shown.summary, &shown.summary.person);
    let state = summary.state();
    let mut rows = vec![
        SummaryRow::new("Account", tag(state)),
        SummaryRow::new("Email address", person.email.to_string()),
        SummaryRow::new("Made", when(person.registered_at)),
        SummaryRow::new("Last signed in", person.signed_in_at.map_or_else(|| "Never".to_owned(), when)),
        SummaryRow::new("Two steps to sign in", if person.totp_secret.is_some() { "Yes" } else { "No" }),
    ];
    if state == AccountState::Removed {
        rows.remove(1);
    }
    for (at, name) in &summary.memberships {
        let where_to = link(name.as_str(), &format!("{HERE}?organisation={}", at.organisation));
        rows.push(SummaryRow::new(said(at.role.word()), where_to));
    }
    let mut parts = vec![heading_of("Person", person.name.as_str()), SummaryList::new(rows).into()];
    parts.push(link_line("What they did, in the log", &format!("/authority/log?actor=person:{}", person.id)));
    parts.push(link_line("What happened to the account", &format!("/authority/log?subject={}", person.id)));
    parts.push(section("Sessions"));
    if shown.sessions.is_empty() {
        parts.push(text("They are not signed in."));
    } else {
        let mut table = Table::new("Signed in now").caption_size("s");
        table = table.head([Cell::new("Since"), Cell::new("Last used")]);
        for session in &shown.sessions {
            table = table.row([Cell::new(when(session.started_at)), Cell::new(when(session.seen_at))]);
        }
        parts.push(table.scrolling());
    }
    if *may_keep && state != AccountState::Removed {
        let act = |word, button| step(visit, person.id, person.version, word, button);
        if !shown.sessions.is_empty() {
            parts.push(act("end-sessions", send("End their sessions").secondary()));
        }
        parts.push(section("The account"));
        let now = visit.market().clock().now();
        parts.push(if person.is_locked(now) {
            act("unlock", send("Unlock the account").secondary())
        } else {
            act("lock", send("Lock the account").warning())
        });
        if person.totp_secret.is_some() {
            let path = format!("{HERE}/{}/end-codes", person.id);
            parts.push(link_line("They lost what makes their security codes", &path));
        }
        parts.push(link_line("Remove what is kept of them", &format!("{HERE}/{}/removal", person.id)));
    }
    Page::new(person.name.to_string(), parts).mistakes(mistakes).back(HERE)
}

#[get("/authority/people/{id}")]
async fn show(visit: SignedIn, id: Path<PersonId>) -> Outcome {
    let shown = read(&visit, id.into_inner()).await?;
    Ok(visit.show(page(&visit, &shown, &[])))
}

fn removal_page(visit: &Visit, Shown { shown, .. }: &Shown, mistakes: &[FieldError]) -> Page {
    let person = &shown.summary.person;
    let warning = "This cannot be undone: nobody can find out afterwards who this was.";
    let button = send("Remove what is kept of them").warning();
    let parts = [
        heading_of(person.name.as_str(), "Remove what is kept of them"),
        text(
            "Their name, address and password are overwritten; memberships and sessions end; links, invitations and letters to them are forgotten.",
        ),
        text(
            "The log stays whole: it knows them by a number alone. What they signed for an organisation stays with the agreement.",
        ),
        WarningText::new(warning).into(),
        step(visit, person.id, person.version, "remove", button),
    ];
    Page::new("Remove what is kept of them", parts).mistakes(mistakes).back(format!("{HERE}/{}", person.id))
}

#[get("/authority/people/{id}/removal")]
async fn removal(visit: SignedIn, id: Path<PersonId>) -> Outcome {
    let shown = read(&visit, id.into_inner()).await?;
    Ok(visit.show(removal_page(&visit, &shown, &[])))
}

#[post("/authority/people/{id}/{step}")]
async fn take_step(sent: Sent, path: Path<(PersonId, String)>) -> Outcome {
    let (id, word) = path.into_inner();
    let at = At { id, version: sent.version };
    let (done, said) = match word.as_str() {
        "lock" => (
            act_on(&sent, move |work, by| people::lock(work, by, at).map(drop)).await,
            "The account is locked. Its sessions are ended.",
        ),
        "unlock" => (
            act_on(&sent, move |work, by| people::unlock(work, by, at).map(drop)).await,
            "The account is unlocked.",
        ),
        "end-sessions" => (
            act_on(&sent, move |work, by| people::end_sessions(work, by, id).map(drop)).await,
            "Their sessions are ended.",
        ),
        "remove" => (
            act_on(&sent, move |work, by| people::remove_person(work, by, at).map(drop)).await,
            "What was kept of them is removed.",
        ),
        _ => return Err(sent.visit.stop(crate::door::Stop::NotFound)),
    };
    match done {
        Ok(()) => Ok(sent.visit.go(format!("{HERE}/{id}"), said)),
        Err(rejected) => {
            let shown = read(&sent.visit, id).await?;
            rejected.on(&sent.visit, |mistakes| match word.as_str() {
                "remove" => removal_page(&sent.visit, &shown, mistakes),
                _ => page(&sent.visit, &shown, mistakes),
            })
        }
    }
}

async fn act_on(
    sent: &Sent,
    unit: impl Fn(&mut Work<'_, '_>, &Actor) -> Result<(), Refused> + Send + 'static,
) -> Result<(), Rejected> {
    sent.visit.write(unit).await
}
