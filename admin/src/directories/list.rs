//! A department's directories, and setting one up.

use super::fields::{from_lines, look, slug, words};
use crate::door::parts::{TAKE_AWAY, buttons, chooser, form, heading_of, link, link_line, send, text};
use crate::door::{
    Answer, Asking, Outcome, Page, Rejected, Sent, SignedIn, Stop, Typed, Visit, encode, sought,
};
use crate::words::{said, state_tag};
use actix_web::web::{Path, Query, ServiceConfig};
use actix_web::{get, post};
use domain::directories::{Directory, DirectoryDraft, State};
use domain::organisations::Organisation;
use domain::{Action, FieldError, OrganisationId};
use marketplace::directories::{self, AfterDirectory, WantedDirectories};
use marketplace::organisations::Page as PageOf;
use serde::Deserialize;
use ui::Markup;
use ui::components::{Button, Cell, Field, Table};

pub(super) fn routes(config: &mut ServiceConfig) {
    config.service(show).service(ask).service(set_up);
}

/// How many are on a page.
const ON_A_PAGE: usize = 50;

/// Which directories are looked at, and from which on.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Which {
    text: String,
    state: String,
    after: String,
}

impl Which {
    /// What is asked for. A word that is none of the choices chooses nothing.
    fn of(&self, owner: OrganisationId) -> WantedDirectories {
        WantedDirectories { owner: Some(owner), text: sought(&self.text), state: self.state.parse().ok() }
    }

    fn is_all(&self) -> bool {
        self.text.is_empty() && self.state.is_empty() && self.after.is_empty()
    }

    fn choices(&self, here: &str) -> Markup {
        let states = State::ALL.iter().map(|state| (state.word().to_owned(), said(state.word())));
        let states = std::iter::once((String::new(), "Any".to_owned())).chain(states);
        let fields: [Markup; 3] = [
            Field::new("text", "Name, or a part of it").value(&self.text).input().into(),
            Field::new("state", "State").value(&self.state).select(states.collect::<Vec<_>>()).into(),
            Button::new("Search").secondary().into(),
        ];
        chooser(here, fields)
    }

    /// The same as part of an address.
    fn query(&self) -> String {
        format!("text={}&state={}", encode(&self.text), encode(&self.state))
    }

    /// The address of the same as a file.
    fn export(&self, owner: OrganisationId) -> String {
        let WantedDirectories { text, state, .. } = self.of(owner);
        let mut path = format!("/take-away/organisations/{owner}/directories/export?format=csv");
        path.extend(text.map(|text| format!("&text={}", encode(&text))));
        path.extend(state.map(|state| format!("&state={state}")));
        path
    }
}

fn key(text: &str) -> Option<AfterDirectory> {
    let (id, name) = text.split_once('~')?;
    Some((name.to_owned(), id.parse().ok()?))
}

struct Listed {
    owner: Organisation,
    directories: Vec<(Directory, AfterDirectory)>,
    /// Whether there are more than are shown.
    more: bool,
    may_keep: bool,
}

async fn listed(visit: &Visit, id: OrganisationId, which: &Which) -> Result<Listed, Answer> {
    let (wanted, after) = (which.of(id), key(&which.after));
    let limit = i64::try_from(ON_A_PAGE + 1).unwrap_or(i64::MAX);
    visit
        .read(move |work, by| {
            let mut directories = directories::list_of(work, by, &wanted, &PageOf { after, limit })?;
            let more = directories.len() > ON_A_PAGE;
            directories.truncate(ON_A_PAGE);
            let may_keep = by.may(Action::KeepDirectories, &id).is_ok();
            Ok(Listed { owner: work.find(id)?, directories, more, may_keep })
        })
        .await
}

/// How many offerings it lists now, in words.
pub(super) fn count_said(visit: &Visit, directory: &Directory) -> String {
    if directory.state != State::Live {
        return "Nothing: it is not open".to_owned();
    }
    match directories::count_listed(&visit.market(), directory) {
        Ok(number) => number.to_string(),
        Err(unready) => unready.to_string(),
    }
}

#[get("/department/{id}/directories")]
async fn show(visit: SignedIn, id: Path<OrganisationId>, which: Query<Which>) -> Outcome {
    let id = id.into_inner();
    let here = format!("/department/{id}/directories");
    let listed = listed(&visit, id, &which).await?;
    let mut parts = vec![
        heading_of(listed.owner.name.as_str(), "Directories"),
        text("A directory shows the users of your services who can help them, under your own brand."),
    ];
    let is_empty = listed.directories.is_empty();
    if !(is_empty && which.is_all()) {
        parts.push(which.choices(&here));
    }
    if is_empty {
        let says = if which.is_all() {
            "There is no directory yet."
        } else {
            "No directories match what you chose."
        };
        parts.push(text(says));
    } else {
        let head = ["Name", "Address", "State", "Listed now"].map(Cell::new);
        let table = Table::new("Your directories").caption_size("m").first_cell_is_header(true).head(head);
        let table = listed.directories.iter().fold(table, |table, (directory, _)| {
            let content = &directory.content;
            table.row([
                Cell::new(link(content.name.as_str(), &format!("/directories/{}", content.slug))),
                Cell::new(format!("/d/{}", content.slug)),
                Cell::new(Markup::from(state_tag(directory.state.word()))),
                Cell::new(count_said(&visit, directory)),
            ])
        });
        parts.push(table.scrolling());
        parts.push(link_line(TAKE_AWAY, &which.export(id)));
    }
    if let Some((_, (name, last))) = listed.directories.last().filter(|_| listed.more) {
        let after = encode(&format!("{last}~{name}"));
        parts.push(link_line("Next page", &format!("{here}?{}&after={after}", which.query())));
    }
    if listed.may_keep {
        let path = format!("/department/{id}/set-up-directory");
        parts.push(buttons([Button::link("Set up a directory", path)]));
    }
    Ok(visit.show(Page::new("Directories", parts).back(format!("/department/{id}")).wide()))
}

fn page(visit: &Visit, owner: &Organisation, typed: &Typed, mistakes: &[FieldError]) -> Page {
    let asking = Asking::of(typed, mistakes);
    let here = format!("/department/{}/set-up-directory", owner.id);
    let mut inside = words(&asking);
    inside.insert(2, slug(&asking));
    inside.push(crate::door::parts::section("How it looks"));
    inside.extend(look(&asking));
    inside.push(send("Save and continue").into());
    let parts = [
        heading_of(owner.name.as_str(), "Set up a directory"),
        text("Nobody sees it until you open it. What it lists is asked next."),
        form(visit, &here, inside),
    ];
    Page::new("Set up a directory", parts).back(format!("/department/{}/directories", owner.id))
}

#[get("/department/{id}/set-up-directory")]
async fn ask(visit: SignedIn, id: Path<OrganisationId>) -> Outcome {
    let listed = listed(&visit, id.into_inner(), &Which::default()).await?;
    if !listed.may_keep {
        return Err(visit.stop(Stop::WrongRole));
    }
    Ok(visit.show(page(&visit, &listed.owner, &Typed::default(), &[])))
}

#[post("/department/{id}/set-up-directory")]
async fn set_up(sent: Sent, id: Path<OrganisationId>) -> Outcome {
    let id = id.into_inner();
    let mut given = sent.typed.clone();
    from_lines(&mut given);
    let read = crate::door::draft::<DirectoryDraft>(given.tree()).and_then(DirectoryDraft::parse);
    let done = match read {
        Ok(content) => {
            let set_up = move |work: &mut marketplace::Work<'_, '_>, by: &domain::Actor| {
                directories::set_up(work, by, id, content.clone())
            };
            sent.visit.write(set_up).await
        }
        Err(errors) => Err(Rejected::from(errors)),
    };
    match done {
        Ok(directory) => {
            let path = format!("/directories/{}/edit/rule", directory.content.slug);
            Ok(sent.visit.go(path, "The directory is set up. Say what it lists."))
        }
        Err(rejected) => {
            let listed = listed(&sent.visit, id, &Which::default()).await?;
            rejected.on(&sent.visit, |mistakes| page(&sent.visit, &listed.owner, &sent.typed, mistakes))
        }
    }
}
