//! The home page: where whoever has signed in belongs, and what they can do there.

use crate::door::parts::{buttons, heading, link, section, text};
use crate::door::{Outcome, Page, SignedIn};
use crate::words::said_within;
use actix_web::get;
use actix_web::web::ServiceConfig;
use domain::organisations::Organisation;
use domain::{Membership, OrganisationKind, Role};
use marketplace::people;
use ui::Markup;
use ui::components::{Button, Task, TaskList, TaskStatus};

pub(crate) fn routes(config: &mut ServiceConfig) {
    config.service(home);
}

/// The pages of an organisation that are for a role there.
fn places(visit: &SignedIn, at: &Membership) -> Vec<(&'static str, String)> {
    let id = at.organisation;
    match at.kind {
        OrganisationKind::Provider | OrganisationKind::Partner => vec![
            ("What waits for you, and your entry", format!("/provider/{id}")),
            ("Offerings", format!("/provider/{id}/offerings")),
            ("Quality mark", format!("/provider/{id}/mark")),
            ("Frameworks and lots", format!("/provider/{id}/apply")),
            ("Team", format!("/organisation/{id}/team")),
        ],
        OrganisationKind::Department => vec![
            ("What waits for you, and your entry", format!("/department/{id}")),
            ("Services", format!("/department/{id}/services")),
            ("Directories", format!("/department/{id}/directories")),
            ("Raise a concern about a provider", "/concerns".to_owned()),
            ("Concerns that you raised", "/concerns/raised".to_owned()),
            ("Team", format!("/organisation/{id}/team")),
        ],
        OrganisationKind::Authority => {
            let for_everyone =
                [("Services", "/authority/services"), ("Clusters of services", "/authority/clusters")];
            let all = visit.authority_pages().into_iter().chain(for_everyone);
            all.map(|(words, path)| (words, path.to_owned())).collect()
        }
    }
}

fn part(name: &str, role: Role, places: Vec<(&'static str, String)>) -> Markup {
    let tasks = places.into_iter().map(|(words, path)| Task::new(words, TaskStatus::default()).href(path));
    let tasks = TaskList::new(tasks.collect::<Vec<_>>());
    let role = text(format!("Your role: {}", said_within(role.word())));
    Markup::joined([section(name), role, tasks.into()])
}

#[get("/home")]
async fn home(visit: SignedIn) -> Outcome {
    let (account, names) = visit
        .read(|work, by| {
            let account = people::me(work, by)?;
            let mut names = vec![];
            for at in &account.memberships {
                names.push(work.find::<Organisation>(at.organisation)?.name.to_string());
            }
            Ok((account, names))
        })
        .await?;
    let name = account.person.name.to_string();
    let mut parts = vec![heading(&format!("Welcome, {name}"))];
    if account.memberships.is_empty() {
        parts.extend([
            text(
                "You do not belong to an organisation yet. Register yours, or ask a colleague to invite you.",
            ),
            buttons([
                Button::link("Register a provider", "/register/provider").start(),
                Button::link("Register a department", "/register/department").secondary(),
            ]),
        ]);
    } else {
        let places =
            account.memberships.iter().zip(&names).map(|(at, name)| part(name, at.role, places(&visit, at)));
        parts.extend(places);
        parts.push(text(link("Your account", "/account")));
    }
    Ok(visit.show(Page::new("Home", parts)))
}
