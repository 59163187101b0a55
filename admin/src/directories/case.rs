//! A directory, as its department sees it.

use super::keys::list_path;
use super::list::count_said;
use super::part::Part;
use super::steps::offered;
use crate::door::parts::{bullets, buttons, heading_of, link, section, text, written};
use crate::door::{Answer, Outcome, Page, SignedIn, Visit};
use crate::words::{channels_said, day, nation_said, state_tag};
use actix_web::get;
use actix_web::web::{Path, ServiceConfig};
use domain::Action;
use domain::directories::{AdmissionRule, Directory};
use domain::organisations::Organisation;
use domain::services::{Cluster, Service};
use domain::values::Slug;
use marketplace::reference::Reference;
use marketplace::{directories, services};
use ui::Markup;
use ui::components::{SummaryList, SummaryRow};

pub(super) fn routes(config: &mut ServiceConfig) {
    config.service(show);
}

/// A directory with what stands around it.
pub(super) struct Case {
    pub(super) directory: Directory,
    pub(super) owner: Organisation,
    pub(super) services: Vec<Service>,
    pub(super) clusters: Vec<Cluster>,
    pub(super) may_keep: bool,
}

impl Case {
    /// The heading above everything about it.
    pub(super) fn headed(&self, title: &str) -> Markup {
        heading_of(self.directory.content.name.as_str(), title)
    }

    /// Its page.
    pub(super) fn path(&self) -> String {
        format!("/directories/{}", self.directory.content.slug)
    }
}

pub(super) async fn case(visit: &Visit, slug: &Slug) -> Result<Case, Answer> {
    let slug = slug.clone();
    visit
        .read(move |work, by| {
            let directory = directories::show(work, by, &slug)?;
            Ok(Case {
                owner: work.find(directory.owner)?,
                services: services::list(work)?,
                clusters: services::list_clusters(work)?,
                may_keep: by.may(Action::KeepDirectories, &directory).is_ok(),
                directory,
            })
        })
        .await
}

fn words(case: &Case) -> Vec<SummaryRow> {
    let content = &case.directory.content;
    let hosts = content.hosts.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
    let origins = content.allowed_origins.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
    let contact = content.contact_email.as_ref().map_or_else(|| "Nobody".to_owned(), ToString::to_string);
    vec![
        SummaryRow::new("Name", content.name.to_string()),
        SummaryRow::new("Name in Welsh", content.name_cy.to_string()),
        SummaryRow::new("What people read first", written(content.intro.as_str())),
        SummaryRow::new("The same in Welsh", written(content.intro_cy.as_str())),
        SummaryRow::new("People write to", contact),
        SummaryRow::new("Host names", if hosts.is_empty() { text("None") } else { written(&hosts) }),
        SummaryRow::new(
            "Shown within",
            if origins.is_empty() { text("No other site") } else { written(&origins) },
        ),
    ]
}

fn look(case: &Case) -> Vec<SummaryRow> {
    let brand = &case.directory.content.brand;
    let mut rows = vec![
        SummaryRow::new("Header", format!("{} on {}", brand.header_text, brand.header_background)),
        SummaryRow::new("Line below it", brand.accent.to_string()),
        SummaryRow::new("Links", brand.link.to_string()),
        SummaryRow::new("Buttons", format!("{} on {}", brand.button_text, brand.button)),
    ];
    if let Some(logo) = &brand.logo {
        let says = brand.logo_text.as_ref().map_or("", |text| text.as_str());
        rows.push(SummaryRow::new("Logo", format!("{logo} ({says})")));
    }
    rows
}

/// What a rule admits, in words.
fn rule(case: &Case, reference: &Reference) -> Vec<SummaryRow> {
    let AdmissionRule { clusters, services, channels, authorities, nations, excluded, exempt } =
        &case.directory.content.admits;
    let clusters = clusters.iter().map(|slug| {
        let known = case.clusters.iter().find(|it| it.content.slug == *slug);
        format!("Everything in: {}", known.map_or(slug.as_str(), |it| it.content.name.as_str()))
    });
    let services = services.iter().map(|slug| {
        let known = case.services.iter().find(|it| it.content.slug == *slug);
        known.map_or(slug.as_str(), |it| it.content.name.as_str()).to_owned()
    });
    let helps: Vec<String> = clusters.chain(services).collect();
    let named = authorities.iter().map(|code| reference.authority(code).unwrap_or(code.as_str()).to_owned());
    let named: Vec<String> = named.collect();
    let nations: Vec<String> = nations.iter().map(|nation| nation_said(*nation).to_owned()).collect();
    let any = |all: &[String], otherwise: &str| match all {
        [] => text(otherwise),
        some => bullets(some.iter().map(String::as_str)),
    };
    let channels = if channels.is_empty() { "Any way".to_owned() } else { channels_said(channels) };
    let mut rows = vec![
        SummaryRow::new("Help with", any(&helps, "Any service")),
        SummaryRow::new("How people get it", channels),
        SummaryRow::new("In which nations", any(&nations, "Any")),
        SummaryRow::new("In which local authorities", any(&named, "Any")),
    ];
    if !excluded.is_empty() {
        rows.push(SummaryRow::new("Excluded", crate::words::count(excluded.len(), "provider", "providers")));
    }
    for exempt in exempt {
        let value = format!("{}, until {}", exempt.reference, day(exempt.until));
        rows.push(SummaryRow::new("Listed by exemption", value));
    }
    rows
}

#[get("/directories/{slug}")]
async fn show(visit: SignedIn, slug: Path<Slug>) -> Outcome {
    let case = case(&visit, &slug).await?;
    let market = visit.market();
    let content = &case.directory.content;
    let public = format!("/d/{}", content.slug);
    let facts = [
        SummaryRow::new("State", Markup::of(&state_tag(case.directory.state.word()))),
        SummaryRow::new("Address", link(&public, &public)),
        SummaryRow::new("Listed now", count_said(&visit, &case.directory)),
        SummaryRow::new("Keys", link("For services that ask for more", &list_path(&content.slug))),
    ];
    let mut parts = vec![
        heading_of(case.owner.name.as_str(), content.name.as_str()),
        SummaryList::new(facts).into(),
        buttons(offered(&case)),
    ];
    for part in Part::ALL {
        let mut rows = match part {
            Part::Words => words(&case),
            Part::Look => look(&case),
            Part::Rule => rule(&case, market.reference()),
        };
        if case.may_keep {
            let path = format!("{}/edit/{}", case.path(), part.word());
            if let Some(first) = rows.first_mut() {
                *first = std::mem::take(first).action("Change", path, part.title());
            }
        }
        parts.extend([section(part.title()), SummaryList::new(rows).into()]);
    }
    let back = format!("/department/{}/directories", case.owner.id);
    Ok(visit.show(Page::new(content.name.to_string(), parts).back(back)))
}
