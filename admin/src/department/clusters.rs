//! Clusters: services grouped by what people need. Everyone reads them; the authority's administrators keep them.

use super::keeper::Keeper;
use crate::door::parts::{
    TAKE_AWAY, about, form, heading, heading_of, hidden, link, link_line, section, send, text,
};
use crate::door::{Answer, Asking, Outcome, Page, Sent, SignedIn, Stop, Typed, VERSION, Visit};
use actix_web::web::{Path, Query, ServiceConfig};
use actix_web::{get, post};
use domain::services::{Cluster, ClusterContent, ClusterDraft};
use domain::values::Slug;
use domain::{Action, FieldError, Platform};
use marketplace::organisations::Page as Keyset;
use marketplace::services;
use serde::Deserialize;
use ui::Markup;
use ui::components::{Cell, Table};

pub(super) fn routes(config: &mut ServiceConfig) {
    config.service(show).service(enter).service(change).service(save);
}

/// How many are on a page.
const ON_A_PAGE: usize = 50;

/// From which cluster on.
#[derive(Default, Deserialize)]
struct From {
    after: Option<String>,
}

struct Clusters {
    /// Each with how many services are in it.
    clusters: Vec<(Cluster, i64)>,
    /// Whether there are more than are shown.
    more: bool,
    may_keep: bool,
}

async fn clusters(visit: &Visit, from: From) -> Result<Clusters, Answer> {
    let after = from.after.as_deref().and_then(|slug| slug.parse().ok());
    let limit = i64::try_from(ON_A_PAGE + 1).unwrap_or(i64::MAX);
    visit
        .read(move |work, by| {
            let mut clusters = services::find_clusters(work, &Keyset { after, limit })?;
            let more = clusters.len() > ON_A_PAGE;
            clusters.truncate(ON_A_PAGE);
            Ok(Clusters { clusters, more, may_keep: by.may(Action::KeepServices, &Platform).is_ok() })
        })
        .await
}

fn fields(asking: &Asking<'_>, is_new: bool) -> Vec<Markup> {
    let mut fields: Vec<Markup> = vec![
        asking
            .ask("name", "Name of the cluster")
            .hint("What people need, not who provides it")
            .input()
            .into(),
        asking.ask("name_cy", "Name in Welsh").input().into(),
        asking.ask("description", "What is in it?").input().into(),
        asking.ask("description_cy", "What is in it, in Welsh").input().into(),
    ];
    if is_new {
        let slug = asking.ask("slug", "Short name").hint("In addresses and queries. It never changes");
        fields.push(slug.input().width(20).spellcheck(false).into());
    }
    fields
}

/// How many services are in a cluster, as a link to them.
fn within(keeper: Keeper, cluster: &ClusterContent, number: i64) -> Markup {
    let of_it = about(&number.to_string(), &format!("in {}", cluster.name));
    match number {
        0 => of_it,
        _ => link(of_it, &format!("{}/services?show=all&cluster={}", keeper.base(), cluster.slug)),
    }
}

fn page(visit: &Visit, keeper: Keeper, it: &Clusters, typed: &Typed, mistakes: &[FieldError]) -> Page {
    let head = ["Cluster", "What is in it", "Services"].map(Cell::new);
    let table = Table::new("Clusters of services").caption_size("m").first_cell_is_header(true).head(head);
    let table = it.clusters.iter().fold(table, |table, (cluster, number)| {
        let content = &cluster.content;
        let within = within(keeper, content, *number);
        let name = if it.may_keep {
            Cell::new(link(content.name.as_str(), &format!("/authority/clusters/{}", content.slug)))
        } else {
            Cell::new(content.name.as_str())
        };
        table.row([name, Cell::new(content.description.as_str()), Cell::new(within)])
    });
    let mut parts = vec![
        heading("Clusters of services"),
        text("Directories group services by what people need, not by department."),
        table.scrolling(),
        link_line(TAKE_AWAY, "/take-away/clusters/export"),
    ];
    if let Some((last, _)) = it.clusters.last().filter(|_| it.more) {
        let next = format!("{}/clusters?after={}", keeper.base(), last.content.slug);
        parts.push(link_line("Next page", &next));
    }
    if it.may_keep {
        let asking = Asking::of(typed, mistakes);
        let mut inside = fields(&asking, true);
        inside.push(send("Enter the cluster").into());
        parts.extend([section("Enter a cluster"), form(visit, "/authority/clusters", inside)]);
    } else {
        parts.push(text(
            "An administrator of the authority keeps the clusters. Ask them when one is missing.",
        ));
    }
    Page::new("Clusters of services", parts).back(keeper.home()).wide()
}

#[get("/{keeper:authority|department/[^/]+}/clusters")]
async fn show(visit: SignedIn, keeper: Path<String>, from: Query<From>) -> Outcome {
    let keeper = Keeper::of(&visit, &keeper)?;
    let it = clusters(&visit, from.into_inner()).await?;
    Ok(visit.show(page(&visit, keeper, &it, &Typed::default(), &[])))
}

#[post("/authority/clusters")]
async fn enter(sent: Sent) -> Outcome {
    let parse = |draft: ClusterDraft| draft.parse();
    match sent.act(parse, services::enter_cluster).await {
        Ok(_) => Ok(sent.visit.go("/authority/clusters", "The cluster is entered.")),
        Err(rejected) => {
            let it = clusters(&sent.visit, From::default()).await?;
            let page =
                |mistakes: &[FieldError]| page(&sent.visit, Keeper::Authority, &it, &sent.typed, mistakes);
            rejected.on(&sent.visit, page)
        }
    }
}

async fn one(visit: &Visit, slug: &Slug) -> Result<Cluster, Answer> {
    if visit.by.may(Action::KeepServices, &Platform).is_err() {
        return Err(visit.stop(Stop::WrongRole));
    }
    let slug = slug.clone();
    visit.read(move |work, _| services::show_cluster(work, &slug)).await
}

fn change_page(
    visit: &Visit,
    cluster: &Cluster,
    typed: &Typed,
    version: i64,
    mistakes: &[FieldError],
    both: Option<Markup>,
) -> Page {
    let asking = Asking::of(typed, mistakes);
    let slug = &cluster.content.slug;
    let mut inside = vec![hidden(VERSION, &version.to_string()), hidden("slug", slug.as_str())];
    inside.extend(fields(&asking, false));
    inside.push(send("Save").into());
    let mut parts = vec![heading_of(cluster.content.name.as_str(), "Change the cluster")];
    parts.extend(both);
    parts.push(form(visit, &format!("/authority/clusters/{slug}"), inside));
    Page::new("Change the cluster", parts).back("/authority/clusters")
}

#[get("/authority/clusters/{slug}")]
async fn change(visit: SignedIn, slug: Path<Slug>) -> Outcome {
    let cluster = one(&visit, &slug).await?;
    let typed = Typed::of(&ClusterDraft::from(&cluster.content));
    Ok(visit.show(change_page(&visit, &cluster, &typed, cluster.version, &[], None)))
}

#[post("/authority/clusters/{slug}")]
async fn save(sent: Sent, slug: Path<Slug>) -> Outcome {
    let (version, slug) = (sent.version, slug.into_inner());
    let named = slug.clone();
    let parse = |draft: ClusterDraft| draft.parse();
    let done = sent
        .act(parse, move |work, by, content| services::revise_cluster(work, by, &named, version, content))
        .await;
    match done {
        Ok(_) => Ok(sent.visit.go("/authority/clusters", "The cluster is saved.")),
        Err(rejected) => {
            let now = one(&sent.visit, &slug).await?;
            let theirs = Typed::of(&ClusterDraft::from(&now.content)).closed_up();
            sent.again(rejected, Some((&theirs, now.version)), |typed, version, mistakes, both| {
                change_page(&sent.visit, &now, typed, version, mistakes, both)
            })
        }
    }
}
