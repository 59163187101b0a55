//! What stands beside an entry or a service: other ways to help that the same directory lists, and the names of
//! what others cover. Nothing here goes past the directory: every listing comes from its own part of the snapshot.

use super::{ListedSupport, Shelf};
use domain::directories::Directory;
use domain::offerings::Channel;
use domain::services::Service;
use domain::values::Slug;
use domain::{OrganisationId, Timestamp};
use finder::{Facet, Filter, Origin, Point, Query, Snapshot};
use std::sync::Arc;

/// So many are shown at most.
const MOST: usize = 10;
/// What lies nearer than this is the same building.
const SAME_PLACE_KM: f64 = 0.03;
/// What reaches people where they are, without anyone travelling.
const LINES: [Channel; 2] = [Channel::Telephone, Channel::WebChat];

fn found(listings: &Snapshot, query: &Query) -> Vec<ListedSupport> {
    // The engine refuses only what people type: a limit, a radius, words, a cursor.
    let hits = listings.search(query).map(|answer| answer.hits).unwrap_or_default();
    hits.iter().filter_map(|hit| serde_json::from_slice(hit.detail).ok()).collect()
}

fn asking(directory: &Directory, origin: Origin, channels: &[Channel], now: Timestamp) -> Query {
    let mut query = Query::new(directory.id.uuid(), now);
    let any_of = channels.iter().map(ToString::to_string).collect();
    query.filters.push(Filter { facet: Facet::Channel, any_of });
    (query.origin, query.limit) = (origin, MOST);
    query
}

/// The telephone lines and web chats of a directory that help with a service wherever one lives.
#[must_use]
pub fn reaching_everywhere(
    listings: &Snapshot,
    directory: &Directory,
    service: &Slug,
    now: Timestamp,
) -> Vec<ListedSupport> {
    let mut query = asking(directory, Origin::Elsewhere, &LINES, now);
    query.filters.push(Filter::new(Facet::Service, service.as_str()));
    found(listings, &query)
}

/// What else a directory lists at the place of an entry.
#[must_use]
pub fn at_the_same_place(
    listings: &Snapshot,
    directory: &Directory,
    listed: &ListedSupport,
    now: Timestamp,
) -> Vec<ListedSupport> {
    let point = |listed: &ListedSupport| {
        listed.place.as_ref().and_then(|place| Point::new(place.latitude, place.longitude))
    };
    let Some(here) = point(listed) else { return vec![] };
    let origin = Origin::At { point: here, authority: None };
    let mut query = asking(directory, origin, &[Channel::InPerson], now);
    query.within_km = Some(SAME_PLACE_KM);
    let mut others = found(listings, &query);
    let is_here =
        |other: &ListedSupport| point(other).is_some_and(|there| here.km_to(there) <= SAME_PLACE_KM);
    others.retain(|other| other.id != listed.id && is_here(other));
    others
}

/// The telephone lines and web chats of a provider that a directory lists.
#[must_use]
pub fn lines_of(
    listings: &Snapshot,
    directory: &Directory,
    provider: OrganisationId,
    now: Timestamp,
) -> Vec<ListedSupport> {
    let mut query = asking(directory, Origin::Unstated, &LINES, now);
    query.filters.push(Filter::new(Facet::Provider, provider.to_string()));
    found(listings, &query)
}

impl Shelf {
    /// The services of an entry that its directory is not for, and another open one is: as names, which say that
    /// there is help and nothing of who else gives it.
    #[must_use]
    pub fn covered_by_others(&self, directory: &Directory, listed: &ListedSupport) -> Vec<&Arc<Service>> {
        let others = || self.directories().filter(|other| self.is_open(other) && other.id != directory.id);
        let is_covered = |service: &Service| {
            let content = &service.content;
            let is_for = |one: &Directory| one.content.admits.is_for(&content.slug, &content.clusters);
            !is_for(directory) && others().any(|other| is_for(other))
        };
        let helped = self.services().filter(|service| listed.services.contains(&service.content.slug));
        helped.filter(|service| is_covered(service)).collect()
    }

    fn is_open(&self, directory: &Directory) -> bool {
        self.open_directory(directory.content.slug.as_str()).is_some()
    }

    /// A service that a directory is for.
    #[must_use]
    pub fn service_of(&self, directory: &Directory, slug: &str) -> Option<&Arc<Service>> {
        self.service(slug).filter(|service| {
            directory.content.admits.is_for(&service.content.slug, &service.content.clusters)
        })
    }
}
