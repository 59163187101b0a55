//! Services, and whether each needs assisted digital support.

use super::keeper::Keeper;
use crate::door::parts::{buttons, filter, heading, link, text};
use crate::door::{Outcome, Page, SignedIn};
use actix_web::get;
use actix_web::web::{Path, Query, ServiceConfig};
use domain::services::{Cluster, Service, Verdict};
use marketplace::services;
use serde::Deserialize;
use ui::Markup;
use ui::components::{Button, Cell, Table, Tag, TagColour};

pub(super) fn routes(config: &mut ServiceConfig) {
    config.service(show);
}

/// Which services are looked at: those kept here unless `all`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Which {
    show: String,
}

/// Whether a service needs support, in a tag and a sentence.
pub(super) fn verdict_said(verdict: &Verdict) -> Markup {
    let (tag, sentence) = match verdict {
        Verdict::Needed { people_a_year: Some(people) } => {
            (Tag::new("Needed").colour(TagColour::Green), format!("For {people} people a year."))
        }
        Verdict::Needed { people_a_year: None } => (
            Tag::new("Needed").colour(TagColour::Green),
            "Nobody has said for how many people yet.".to_owned(),
        ),
        Verdict::NotNeeded(because) => {
            (Tag::new("Not needed").colour(TagColour::Grey), format!("Because {because}."))
        }
    };
    Markup::trusted(format!("{tag} {}", ui::Content::from(sentence)))
}

/// The names of a service's clusters.
pub(super) fn clusters_said(service: &Service, clusters: &[Cluster]) -> String {
    let names = service.content.clusters.iter().map(|slug| {
        let known = clusters.iter().find(|cluster| cluster.content.slug == *slug);
        known.map_or(slug.as_str(), |cluster| cluster.content.name.as_str())
    });
    names.collect::<Vec<_>>().join(", ")
}

#[get("/{keeper:authority|department/[^/]+}/services")]
async fn show(visit: SignedIn, keeper: Path<String>, which: Query<Which>) -> Outcome {
    let keeper = Keeper::of(&visit, &keeper)?;
    let (services, clusters, may_keep) = visit
        .read(move |work, by| {
            Ok((services::list(work)?, services::list_clusters(work)?, keeper.may_enter(by)))
        })
        .await?;
    let base = keeper.base();
    let everything = keeper == Keeper::Authority || which.show == "all";
    let shown: Vec<_> = services.iter().filter(|it| everything || it.keeper == keeper.department()).collect();
    let mut parts = vec![
        heading("Services"),
        text(
            "A service needs assisted digital support unless another service gives the same outcome, its users are staff at work or are overseas and not British, or someone who profits from it completes it for them.",
        ),
    ];
    if may_keep {
        parts.push(buttons([Button::link("Enter a service", format!("{base}/enter-service"))]));
    }
    if keeper != Keeper::Authority {
        let choices = [("", "Kept by your department"), ("all", "All of government")];
        let choices = choices.map(|(value, words)| (value.to_owned(), words.to_owned()));
        parts.push(filter(choices, &which.show, &format!("{base}/services"), "show"));
    }
    let head = ["Service", "Clusters", "Does it need support?"].map(Cell::new);
    let table = Table::new("Services, by name").caption_size("m").first_cell_is_header(true).head(head);
    let table = shown.iter().fold(table, |table, service| {
        let path = format!("{base}/services/{}", service.content.slug);
        table.row([
            Cell::new(link(service.content.name.as_str(), &path)),
            Cell::new(clusters_said(service, &clusters)),
            Cell::new(verdict_said(&service.verdict())),
        ])
    });
    parts.push(if shown.is_empty() { text("No services here yet.") } else { table.scrolling() });
    Ok(visit.show(Page::new("Services", parts).back(keeper.home()).wide()))
}
