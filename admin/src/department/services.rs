//! Services, and whether each needs assisted digital support.

use super::keeper::Keeper;
use crate::door::parts::{TAKE_AWAY, buttons, chooser, heading, link, link_line, text};
use crate::door::{Outcome, Page, SignedIn, encode, sought};
use actix_web::get;
use actix_web::web::{Path, Query, ServiceConfig};
use domain::services::{Cluster, Service, Verdict};
use marketplace::organisations::Page as Slice;
use marketplace::services::{self, ServiceKey, ServiceSort, WantedServices};
use serde::Deserialize;
use ui::Markup;
use ui::components::{Button, Cell, Field, Table, Tag, TagColour};

pub(super) fn routes(config: &mut ServiceConfig) {
    config.service(show);
}

/// How many are on a page.
const ON_A_PAGE: usize = 50;

/// Which services are looked at: those kept here unless `all`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Which {
    show: String,
    text: String,
    cluster: String,
    sort: String,
    after: String,
}

fn key(text: &str) -> Option<ServiceKey> {
    let mut parts = text.splitn(3, '~');
    Some(ServiceKey {
        changed_at: parts.next()?.parse().ok()?,
        id: parts.next()?.parse().ok()?,
        name: parts.next()?.to_owned(),
    })
}

const fn sort_said(sort: ServiceSort) -> &'static str {
    match sort {
        ServiceSort::Name => "By name",
        ServiceSort::Changed => "Last changed first",
    }
}

impl Which {
    fn of(&self, keeper: Keeper) -> WantedServices {
        WantedServices {
            text: sought(&self.text),
            keeper: keeper.department().filter(|_| self.show != "all"),
            cluster: self.cluster.parse().ok(),
            sort: self.sort.parse().unwrap_or_default(),
        }
    }

    fn choices(&self, keeper: Keeper, clusters: &[Cluster]) -> Markup {
        let mut fields: Vec<Markup> =
            vec![Field::new("text", "Name, or a part of it").value(&self.text).input().into()];
        if keeper != Keeper::Authority {
            let kept_by = [("", "Your department"), ("all", "All of government")];
            fields.push(Field::new("show", "Kept by").value(&self.show).select(kept_by).into());
        }
        let each = clusters.iter().map(|it| (it.content.slug.to_string(), it.content.name.to_string()));
        let any = std::iter::once((String::new(), "Any".to_owned()));
        let clusters = any.chain(each).collect::<Vec<_>>();
        fields.push(Field::new("cluster", "Cluster").value(&self.cluster).select(clusters).into());
        let sorts = ServiceSort::ALL.iter().map(|it| (it.word(), sort_said(*it))).collect::<Vec<_>>();
        let sort: ServiceSort = self.sort.parse().unwrap_or_default();
        fields.push(Field::new("sort", "Order").value(sort.word()).select(sorts).into());
        fields.push(Button::new("Search").secondary().into());
        chooser(&format!("{}/services", keeper.base()), fields)
    }

    /// The same as a file.
    fn export(&self, keeper: Keeper) -> String {
        let WantedServices { text, keeper, cluster, sort } = self.of(keeper);
        let mut path = format!("/take-away/services/export?format=csv&sort={sort}");
        path.extend(text.map(|text| format!("&text={}", encode(&text))));
        path.extend(keeper.map(|id| format!("&keeper={id}")));
        path.extend(cluster.map(|slug| format!("&cluster={slug}")));
        path
    }

    /// The page after a service.
    fn next(&self, keeper: Keeper, ServiceKey { name, changed_at, id }: &ServiceKey) -> String {
        let after = encode(&format!("{changed_at}~{id}~{name}"));
        let sort = self.of(keeper).sort;
        let (text, cluster) = (encode(&self.text), encode(&self.cluster));
        let query =
            format!("show={}&text={text}&cluster={cluster}&sort={sort}&after={after}", encode(&self.show));
        format!("{}/services?{query}", keeper.base())
    }
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
    let (wanted, after) = (which.of(keeper), key(&which.after));
    let limit = i64::try_from(ON_A_PAGE + 1).unwrap_or(i64::MAX);
    let (mut found, clusters, may_keep) = visit
        .read(move |work, by| {
            let found = services::find(work, &wanted, &Slice { after, limit })?;
            Ok((found, services::list_clusters(work)?, keeper.may_enter(by)))
        })
        .await?;
    let more = found.len() > ON_A_PAGE;
    found.truncate(ON_A_PAGE);
    let base = keeper.base();
    let mut parts = vec![
        heading("Services"),
        text(
            "A service needs assisted digital support unless another service gives the same outcome, its users are staff at work or are overseas and not British, or someone who profits from it completes it for them.",
        ),
    ];
    if may_keep {
        parts.push(buttons([Button::link("Enter a service", format!("{base}/enter-service"))]));
    }
    parts.push(which.choices(keeper, &clusters));
    let head = ["Service", "Clusters", "Does it need support?"].map(Cell::new);
    let table = Table::new("Services").caption_size("m").first_cell_is_header(true).head(head);
    let table = found.iter().fold(table, |table, (service, _)| {
        let path = format!("{base}/services/{}", service.content.slug);
        table.row([
            Cell::new(link(service.content.name.as_str(), &path)),
            Cell::new(clusters_said(service, &clusters)),
            Cell::new(verdict_said(&service.verdict())),
        ])
    });
    if found.is_empty() {
        let any = which.text.trim().is_empty() && which.cluster.is_empty();
        parts.push(text(if any { "No services here yet." } else { "No services match what you chose." }));
    } else {
        parts.push(table.scrolling());
        parts.push(link_line(TAKE_AWAY, &which.export(keeper)));
    }
    if let Some((_, last)) = found.last().filter(|_| more) {
        parts.push(link_line("Next page", &which.next(keeper, last)));
    }
    Ok(visit.show(Page::new("Services", parts).back(keeper.home()).wide()))
}
