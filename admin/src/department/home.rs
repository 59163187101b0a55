//! A department's home page: what stands, what waits.

use crate::door::parts::{bullets, heading, link, section};
use crate::door::{Outcome, Page, SignedIn};
use crate::words::count;
use actix_web::get;
use actix_web::web::{Path, ServiceConfig};
use domain::directories::{Directory, State};
use domain::organisations::Organisation;
use domain::{Action, OrganisationId, OrganisationKind, Refused};
use marketplace::directories::{self, AfterDirectory, WantedDirectories};
use marketplace::organisations::{self, Page as PageOf};
use ui::components::{SummaryList, SummaryRow, Task, TaskList, TaskStatus};

pub(super) fn routes(config: &mut ServiceConfig) {
    config.service(show);
}

struct Standing {
    department: Organisation,
    services: usize,
    directories: Vec<(Directory, AfterDirectory)>,
    may_edit: bool,
    may_keep: bool,
}

#[get("/department/{id}")]
async fn show(visit: SignedIn, id: Path<OrganisationId>) -> Outcome {
    let id = id.into_inner();
    let it = visit
        .read(move |work, by| {
            let department = organisations::show(work, by, id)?;
            if department.kind != OrganisationKind::Department {
                return Err(Refused::NotFound("department"));
            }
            let its_own = WantedDirectories { owner: Some(id), ..WantedDirectories::default() };
            let of_all = PageOf { after: None, limit: 500 };
            Ok(Standing {
                services: usize::try_from(work.count_services_of(id)?).unwrap_or(usize::MAX),
                directories: match by.may(Action::ReadDirectory, &id) {
                    Ok(_) => directories::list_of(work, by, &its_own, &of_all)?,
                    Err(_) => vec![],
                },
                may_edit: by.may(Action::EditOrganisation, &id).is_ok(),
                may_keep: by.may(Action::KeepDirectories, &id).is_ok(),
                department,
            })
        })
        .await?;
    let mut parts = vec![heading(it.department.name.as_str())];
    let closed = it
        .directories
        .iter()
        .map(|(it, _)| it)
        .filter(|directory| it.may_keep && directory.state != State::Live);
    let waiting = closed.map(|directory| {
        let content = &directory.content;
        let words = match directory.state {
            State::Draft => format!("Finish “{}” and open it", content.name),
            _ => format!("“{}” is closed for a while: open it again", content.name),
        };
        link(&words, &format!("/directories/{}", content.slug))
    });
    let waiting: Vec<_> = waiting.collect();
    if !waiting.is_empty() {
        parts.extend([section("What waits for you"), bullets(waiting)]);
    }
    let open = it.directories.iter().filter(|(directory, _)| directory.state == State::Live).count();
    let tasks = [
        ("Services", format!("/department/{id}/services"), count(it.services, "service", "services")),
        ("Clusters of services", format!("/department/{id}/clusters"), String::new()),
        ("Directories", format!("/department/{id}/directories"), count(open, "is open", "are open")),
        ("Team", format!("/organisation/{id}/team"), String::new()),
    ];
    let tasks = tasks.map(|(title, path, status)| Task::new(title, TaskStatus::done(status)).href(path));
    parts.push(TaskList::new(tasks).into());
    let mut name = SummaryRow::new("Name", it.department.name.to_string());
    if it.may_edit {
        name = name.action("Change", format!("/organisation/{id}/details"), "the entry");
    }
    let rows = [name, SummaryRow::new("Contact", it.department.contact_email.to_string())];
    parts.extend([section("Your entry"), SummaryList::new(rows).into()]);
    Ok(visit.show(Page::new(it.department.name.to_string(), parts)))
}
