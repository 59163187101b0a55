//! One service: its entry, and entering or changing it.

use super::keeper::Keeper;
use super::service_fields::{fields, tidied};
use super::services::{clusters_said, verdict_said};
use crate::door::parts::{buttons, form, heading, heading_of, hidden, link, send, text, written};
use crate::door::{Answer, Asking, Outcome, Page, Sent, SignedIn, Stop, Typed, VERSION, Visit};
use crate::words::nation_said;
use actix_web::web::{Path, ServiceConfig};
use actix_web::{get, post};
use domain::services::{Cluster, Service, ServiceDraft};
use domain::values::Slug;
use domain::{Action, FieldError};
use marketplace::services;
use ui::Markup;
use ui::components::{Button, SummaryList, SummaryRow};

pub(super) fn routes(config: &mut ServiceConfig) {
    config.service(show).service(ask).service(enter).service(change).service(save);
}

/// What the pages of a service choose from.
struct Known {
    services: Vec<Service>,
    clusters: Vec<Cluster>,
}

async fn known(visit: &Visit) -> Result<Known, Answer> {
    let read = visit.read(|work, _| {
        Ok(Known { services: services::list(work)?, clusters: services::list_clusters(work)? })
    });
    read.await
}

async fn one(visit: &Visit, slug: Slug) -> Result<(Service, bool), Answer> {
    visit
        .read(move |work, by| {
            let service = services::show(work, &slug)?;
            let may_keep = by.may(Action::KeepServices, &service).is_ok();
            Ok((service, may_keep))
        })
        .await
}

#[get("/{keeper:authority|department/[^/]+}/services/{slug}")]
async fn show(visit: SignedIn, path: Path<(String, Slug)>) -> Outcome {
    let (keeper, slug) = path.into_inner();
    let keeper = Keeper::of(&visit, &keeper)?;
    let (service, may_keep) = one(&visit, slug).await?;
    let known = known(&visit).await?;
    let content = &service.content;
    let base = keeper.base();
    let market = visit.market();
    let department = market.reference().department(&content.department);
    let nations = content.nations.iter().map(|nation| nation_said(*nation)).collect::<Vec<_>>().join(", ");
    let mut rows = vec![
        SummaryRow::new("Does it need support?", verdict_said(&service.verdict())),
        SummaryRow::new("Name in Welsh", content.name_cy.to_string()),
        SummaryRow::new("Short name", content.slug.to_string()),
        SummaryRow::new("Department", department.map_or(content.department.as_str(), |it| it.name.as_str())),
        SummaryRow::new("Clusters", clusters_said(&service, &known.clusters)),
        SummaryRow::new("Where it is given", nations),
    ];
    if let Some(url) = &content.url {
        rows.push(SummaryRow::new("Start page", link(url.as_str(), url.as_str())));
    }
    match &content.identity_route {
        None => rows.push(SummaryRow::new("Checks identity online", "No")),
        Some(route) => {
            rows.push(SummaryRow::new(
                "Who cannot be checked online",
                written(route.cannot_be_checked.as_str()),
            ));
            rows.push(SummaryRow::new("What they do instead", written(route.other_route.as_str())));
        }
    }
    let mut parts = vec![heading_of("Service", content.name.as_str()), SummaryList::new(rows).into()];
    if may_keep {
        let path = format!("{base}/services/{}/edit", content.slug);
        parts.push(buttons([Button::link("Change the entry", path).secondary()]));
    } else {
        parts.push(text("Another department keeps this entry."));
    }
    Ok(visit.show(Page::new(content.name.to_string(), parts).back(format!("{base}/services"))))
}

fn page(
    visit: &Visit,
    keeper: Keeper,
    known: &Known,
    service: Option<&Service>,
    (typed, version, mistakes): (&Typed, i64, &[FieldError]),
    both: Option<Markup>,
) -> Page {
    let asking = Asking::of(typed, mistakes);
    let (base, market) = (keeper.base(), visit.market());
    let (title, path, back) = match service {
        None => ("Enter a service", format!("{base}/enter-service"), format!("{base}/services")),
        Some(service) => {
            let back = format!("{base}/services/{}", service.content.slug);
            ("Change the entry of a service", format!("{back}/edit"), back)
        }
    };
    let mut inside = vec![hidden(VERSION, &version.to_string())];
    if let Some(service) = service {
        inside.push(hidden("slug", service.content.slug.as_str()));
    }
    inside.extend(fields(&asking, service.is_none(), &known.services, &known.clusters, market.reference()));
    inside.push(send("Save").into());
    let mut parts = vec![match service {
        None => heading(title),
        Some(service) => heading_of(service.content.name.as_str(), title),
    }];
    parts.extend(both);
    parts.push(form(visit, &path, inside));
    Page::new(title, parts).back(back)
}

#[get("/{keeper:authority|department/[^/]+}/enter-service")]
async fn ask(visit: SignedIn, keeper: Path<String>) -> Outcome {
    let keeper = Keeper::of(&visit, &keeper)?;
    if !keeper.may_enter(&visit.by) {
        return Err(visit.stop(Stop::WrongRole));
    }
    let known = known(&visit).await?;
    let mut typed = Typed::default();
    for (name, value) in
        [("support[users]", "public"), ("support[intermediary]", "nobody"), ("identity_check", "no")]
    {
        typed.set(name, value);
    }
    Ok(visit.show(page(&visit, keeper, &known, None, (&typed, 0, &[]), None)))
}

#[post("/{keeper:authority|department/[^/]+}/enter-service")]
async fn enter(mut sent: Sent, keeper: Path<String>) -> Outcome {
    let keeper = Keeper::of(&sent.visit, &keeper)?;
    tidied(&mut sent.typed);
    let department = keeper.department();
    let done = sent
        .act(ServiceDraft::parse, move |work, by, content| services::enter(work, by, department, content))
        .await;
    match done {
        Ok(service) => {
            let path = format!("{}/services/{}", keeper.base(), service.content.slug);
            Ok(sent.visit.go(path, "The service is entered."))
        }
        Err(rejected) => {
            let known = known(&sent.visit).await?;
            rejected.on(&sent.visit, |mistakes| {
                page(&sent.visit, keeper, &known, None, (&sent.typed, 0, mistakes), None)
            })
        }
    }
}

#[get("/{keeper:authority|department/[^/]+}/services/{slug}/edit")]
async fn change(visit: SignedIn, path: Path<(String, Slug)>) -> Outcome {
    let (keeper, slug) = path.into_inner();
    let keeper = Keeper::of(&visit, &keeper)?;
    let (service, may_keep) = one(&visit, slug).await?;
    if !may_keep {
        return Err(visit.stop(Stop::WrongRole));
    }
    let known = known(&visit).await?;
    let typed = Typed::of(&ServiceDraft::from(&service.content));
    Ok(visit.show(page(&visit, keeper, &known, Some(&service), (&typed, service.version, &[]), None)))
}

#[post("/{keeper:authority|department/[^/]+}/services/{slug}/edit")]
async fn save(mut sent: Sent, path: Path<(String, Slug)>) -> Outcome {
    let (keeper, slug) = path.into_inner();
    let keeper = Keeper::of(&sent.visit, &keeper)?;
    tidied(&mut sent.typed);
    let (version, named) = (sent.version, slug.clone());
    let done = sent
        .act(ServiceDraft::parse, move |work, by, content| {
            services::revise(work, by, &named, version, content)
        })
        .await;
    match done {
        Ok(_) => Ok(sent.visit.go(format!("{}/services/{slug}", keeper.base()), "The entry is saved.")),
        Err(rejected) => {
            let (now, _) = one(&sent.visit, slug).await?;
            let known = known(&sent.visit).await?;
            let theirs = Typed::of(&ServiceDraft::from(&now.content)).closed_up();
            sent.again(rejected, Some((&theirs, now.version)), |typed, version, mistakes, both| {
                page(&sent.visit, keeper, &known, Some(&now), (typed, version, mistakes), both)
            })
        }
    }
}
