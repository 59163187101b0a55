//! A directory, as its department sees it.

use super::fields::typeface_said;
use super::keys::list_path;
use super::list::count_said;
use super::part::Part;
use super::revision::{further, waiting};
use super::steps::offered;
use crate::door::parts::{bullets, buttons, heading_of, link, section, text, written};
use crate::door::{Answer, Outcome, Page, SignedIn, Visit};
use crate::words::{channels_said, day, nation_said, said as said_word, state_tag};
use actix_web::get;
use actix_web::web::{Path, ServiceConfig};
use domain::directories::{AdmissionRule, BrandLink, Directory, DirectoryContent, Guidance};
use domain::organisations::Organisation;
use domain::people::Person;
use domain::services::{Cluster, Service};
use domain::values::Slug;
use domain::{Action, PersonId, Refused};
use marketplace::Work;
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
    /// Who saved what waits, by name.
    pub(super) revised_by: Option<String>,
}

impl Case {
    /// The heading above everything about it.
    pub(super) fn headed(&self, title: &str) -> Markup {
        heading_of(self.working().name.as_str(), title)
    }

    /// What it will say: what waits to be published, else what is live.
    pub(super) fn working(&self) -> &DirectoryContent {
        self.directory.revision.as_deref().map_or(&self.directory.content, |revision| &revision.content)
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
                revised_by: match &directory.revision {
                    Some(revision) => Some(who(work, &revision.by)?),
                    None => None,
                },
                directory,
            })
        })
        .await
}

/// Whoever the log names, as a colleague knows them.
pub(super) fn who(work: &mut Work<'_, '_>, actor: &str) -> Result<String, Refused> {
    let id = actor.strip_prefix("person:").and_then(|id| id.parse::<PersonId>().ok());
    let Some(id) = id else {
        let program = actor.starts_with("client:");
        return Ok(if program { "a program of yours".to_owned() } else { "Signpost".to_owned() });
    };
    let person: Option<Person> = work.look_for(id)?;
    Ok(person.map_or_else(|| "someone who has left".to_owned(), |person| person.name.to_string()))
}

fn words(case: &Case) -> Vec<SummaryRow> {
    let content = case.working();
    let hosts = content.hosts.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
    let origins = content.allowed_origins.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
    let contact = content.contact_email.as_ref().map_or_else(|| "Nobody".to_owned(), ToString::to_string);
    vec![
        SummaryRow::new("Name", content.name.to_string()),
        SummaryRow::new("Name in Welsh", content.name_cy.to_string()),
        SummaryRow::new("What people read first", written(content.intro.as_str())),
        SummaryRow::new("The same in Welsh", written(content.intro_cy.as_str())),
        SummaryRow::new("Guidance", guidance(case, content.guidance.as_ref())),
        SummaryRow::new("Guidance in Welsh", guidance(case, content.guidance_cy.as_ref())),
        SummaryRow::new("People write to", contact),
        SummaryRow::new("Host names", if hosts.is_empty() { text("None") } else { written(&hosts) }),
        SummaryRow::new(
            "Shown within",
            if origins.is_empty() { text("No other site") } else { written(&origins) },
        ),
    ]
}

fn guidance(case: &Case, said: Option<&Guidance>) -> Markup {
    let base = format!("/d/{}", case.directory.content.slug);
    said.map_or_else(|| text("None"), |said| ui::guidance::guidance(&said.blocks(), &base))
}

fn look(case: &Case) -> Vec<SummaryRow> {
    let brand = &case.working().brand;
    let mut rows = vec![
        SummaryRow::new("Header", format!("{} on {}", brand.header_text, brand.header_background)),
        SummaryRow::new("Line below it", brand.accent.to_string()),
        SummaryRow::new("Links", brand.link.to_string()),
        SummaryRow::new("Buttons", format!("{} on {}", brand.button_text, brand.button)),
    ];
    rows.push(SummaryRow::new("Typeface", typeface_said(brand.typeface)));
    let logo = match super::logo::picture(case) {
        Some(picture) if case.may_keep => picture,
        _ => text(brand.logo_text.as_ref().map_or("None", |says| says.as_str())),
    };
    let row = SummaryRow::new("Logo", logo);
    let path = format!("{}/logo", case.path());
    rows.push(if case.may_keep { row.action("Change", path, "Logo") } else { row });
    rows
}

fn links(case: &Case) -> Vec<SummaryRow> {
    let brand = &case.working().brand;
    let said = |links: &[BrandLink]| match links {
        [] => text("None"),
        some => {
            bullets(some.iter().map(|link| format!("{} / {}: {}", link.words, link.words_cy, link.address)))
        }
    };
    let phase = match &brand.phase {
        Some(banner) => format!("{}, feedback to {}", said_word(banner.phase.word()), banner.feedback),
        None => "No banner".to_owned(),
    };
    vec![
        SummaryRow::new("In the header", said(&brand.header_links)),
        SummaryRow::new("In the footer", said(&brand.footer_links)),
        SummaryRow::new("Phase", phase),
    ]
}

/// What a rule admits, in words.
fn rule(case: &Case, reference: &Reference) -> Vec<SummaryRow> {
    let AdmissionRule { clusters, services, channels, authorities, nations, excluded, exempt } =
        &case.working().admits;
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
        SummaryRow::new("State", Markup::from(state_tag(case.directory.state.word()))),
        SummaryRow::new("Address", link(&public, &public)),
        SummaryRow::new("Listed now", count_said(&visit, &case.directory)),
        SummaryRow::new("Edition", case.directory.edition.to_string()),
        SummaryRow::new("Feedback", link("Did people find help?", &format!("{}/feedback", case.path()))),
        SummaryRow::new("Keys", link("For services that ask for more", &list_path(&content.slug))),
    ];
    let mut parts = vec![
        heading_of(case.owner.name.as_str(), content.name.as_str()),
        SummaryList::new(facts).into(),
        buttons(offered(&case)),
        further(&case),
    ];
    parts.extend(waiting(&case));
    for part in Part::ALL {
        let mut rows = match part {
            Part::Words => words(&case),
            Part::Look => look(&case),
            Part::Links => links(&case),
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
