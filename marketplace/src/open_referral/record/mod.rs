//! One offering, as everything that the feed says of it.

mod hours;
mod place;
mod publisher;
mod service;

pub use hours::Schedule;
pub use place::{Accessibility, LocationDetail, LocationRow, Phone, Place, PostalAddress, ServiceArea};
pub use publisher::{OrganizationIdentifier, OrganizationRow, Publisher};
pub use service::{CostOption, ServiceDetail, ServiceLanguage, ServiceRow};

use super::ids::{derived, mark_of};
use super::surroundings::Surroundings;
use super::taxonomy::{HOME_VISITS, IDENTITY_CHECK, IN_FORCE, Kind, Taxonomies, lot_code};
use crate::directories::{ProviderFacts, Shelf, reach};
use crate::reference::Reference;
use domain::directories::{Entitlement, Facts};
use domain::offerings::{Area, Channel, Offering};
use domain::services::Catalogue;
use domain::values::Slug;
use domain::{DirectoryId, Timestamp};
use finder::Reach;
use finder::words::{self, Language};
use jiff::{RoundMode, TimestampRound, Unit};
use serde::Serialize;
use std::collections::BTreeSet;
use std::sync::Arc;
use utoipa::ToSchema;
use uuid::Uuid;

/// An offering with all that its record is made of.
pub(crate) struct Given<'a> {
    pub offering: &'a Offering,
    /// When the last event about the offering was.
    pub changed: Option<Timestamp>,
    pub provider: &'a ProviderFacts,
    pub catalogue: &'a Catalogue,
    /// The open directories that list it, each with its entitlement there.
    pub listed_in: &'a [(DirectoryId, Entitlement)],
    pub shelf: &'a Shelf,
    pub surroundings: &'a Surroundings,
    pub reference: &'a Reference,
    pub base_url: &'a str,
    pub now: Timestamp,
}

/// That a term holds for a service.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = OpenReferralAttribute)]
pub struct Attribute<'a> {
    id: Uuid,
    /// The service.
    link_id: Uuid,
    /// `service`
    link_type: &'static str,
    taxonomy_term_id: Uuid,
    taxonomy_term: &'a super::TaxonomyTerm,
}

/// One offering, as everything that the feed says of it.
#[derive(Debug)]
pub struct Record {
    /// The service in one line.
    pub service: ServiceRow,
    /// The rest of the service.
    pub detail: ServiceDetail,
    /// Where it is had.
    pub places: Vec<Place>,
    /// Its provider.
    pub publisher: Arc<Publisher>,
    pub(super) directories: Vec<DirectoryId>,
    pub(super) terms: BTreeSet<Uuid>,
    pub(super) taxonomies: BTreeSet<Uuid>,
    pub(super) changed: Timestamp,
    pub(super) until: Option<Timestamp>,
    pub(super) reach: Option<Reach>,
    pub(super) words: BTreeSet<Box<str>>,
    pub(super) mark: u128,
}

impl Given<'_> {
    /// The record. `None`: no open directory lists the offering.
    pub(crate) fn record(&self) -> Option<Record> {
        self.listed_in.first()?;
        let channels: BTreeSet<Channel> =
            self.listed_in.iter().flat_map(|(_, entitled)| &entitled.channels).copied().collect();
        let terms = self.terms(&channels);
        let changed = self.changed_at(&terms);
        let service = service::row(self, &channels, changed.strftime("%Y-%m-%dT%H:%M:%S%.3fZ").to_string());
        let places = place::places(self, channels.iter().copied());
        let detail = service::detail(self, &channels, &places);
        let taxonomies = &self.surroundings.taxonomies;
        let locations: Vec<_> = places.iter().map(|place| (place, &place.location, &place.detail)).collect();
        let publisher = &self.provider.publisher;
        let mark = mark_of(&(&service, &detail, locations, &terms, publisher.mark.to_string()));
        Some(Record {
            directories: self.listed_in.iter().map(|(directory, _)| *directory).collect(),
            taxonomies: terms.iter().filter_map(|id| Some(taxonomies.term(*id)?.taxonomy_id)).collect(),
            changed,
            until: self.listed_in.iter().filter_map(|(_, entitled)| entitled.until).min(),
            reach: self.area(&channels).and_then(reach),
            words: self.words(&channels),
            publisher: Arc::clone(publisher),
            service,
            detail,
            places,
            terms,
            mark,
        })
    }

    /// The area whose people it serves where they are, when it does.
    fn area(&self, channels: &BTreeSet<Channel>) -> Option<&Area> {
        let reaches_out = channels.iter().any(|channel| *channel != Channel::InPerson);
        self.offering.support.area.as_ref().filter(|_| reaches_out)
    }

    /// Its page in the first directory that lists it.
    fn page(&self) -> String {
        let of = |id: &DirectoryId| self.shelf.directories().find(|directory| directory.id == *id);
        let directory = self.listed_in.iter().find_map(|(id, _)| of(id));
        let slug = directory.map_or("", |directory| directory.content.slug.as_str());
        format!("{}/d/{slug}/listings/{}", self.base_url, self.offering.id)
    }

    fn terms(&self, channels: &BTreeSet<Channel>) -> BTreeSet<Uuid> {
        let support = &self.offering.support;
        let helps = &support.helps_with;
        let known = &self.surroundings.taxonomies;
        let clusters_of = |service: &Slug| self.catalogue.clusters_of(service).into_iter().flatten();
        let needs: BTreeSet<&Slug> = if helps.every_service {
            self.shelf.clusters().map(|cluster| &cluster.content.slug).collect()
        } else {
            helps.clusters.iter().chain(helps.services.iter().flat_map(clusters_of)).collect()
        };
        let lots = self.provider.standings.iter();
        let lots = lots.filter(|lot| lot.counts(self.now) && !lot.covers.is_disjoint(channels));
        let lots =
            lots.map(|standing| Kind::Lot.term(&lot_code(&standing.lot.framework, &standing.lot.number)));
        let capabilities =
            [(support.identity_check.supported, IDENTITY_CHECK), (support.visits_homes, HOME_VISITS)];
        let capabilities = capabilities.into_iter().filter(|(can, _)| *can);
        [Kind::QualityMark.term(IN_FORCE)]
            .into_iter()
            .chain(channels.iter().map(|channel| Taxonomies::of_channel(*channel)))
            .chain(support.languages.iter().map(Taxonomies::of_language))
            .chain(support.facilities.iter().map(Taxonomies::of_facility))
            .chain(lots)
            .chain(capabilities.map(|(_, code)| Kind::Capability.term(code)))
            .chain(needs.into_iter().map(Taxonomies::of_need))
            .chain(helps.services.iter().map(Taxonomies::of_service))
            .filter(|term| known.term(*term).is_some())
            .collect()
    }

    /// When anything in the record last changed, or when it last came to be listed, to the millisecond:
    /// the last event about what it rests on, or the last instant at which time alone changed it.
    fn changed_at(&self, terms: &BTreeSet<Uuid>) -> Timestamp {
        let directories = self.listed_in.iter();
        let directories =
            directories.filter_map(|(directory, _)| self.surroundings.directory_changed(*directory));
        let known = &self.surroundings.taxonomies;
        let terms = terms.iter().filter_map(|term| Some(known.term(*term)?.changed));
        let facts: Facts<'_> = self.provider.facts(self.offering, self.catalogue);
        let by_time = facts.instants().range(..=self.now).next_back().copied();
        let has_room = self.offering.has_room_from().filter(|instant| *instant <= self.now);
        let last =
            [Some(self.provider.publisher.changed), self.changed, by_time, has_room].into_iter().flatten();
        let last = last.chain(directories).chain(terms).max().unwrap_or(self.offering.drafted_at);
        let to_the_millisecond = TimestampRound::new().smallest(Unit::Millisecond).mode(RoundMode::Trunc);
        last.round(to_the_millisecond).unwrap_or(last)
    }

    fn words(&self, channels: &BTreeSet<Channel>) -> BTreeSet<Box<str>> {
        let support = &self.offering.support;
        let place = support.place.as_ref().filter(|_| channels.contains(&Channel::InPerson));
        let text = |of: Option<&dyn ToString>| of.map(ToString::to_string).unwrap_or_default();
        let english = [
            support.name.to_string(),
            text(support.summary.as_ref().map(|it| it as _)),
            self.provider.publisher.row.name.clone(),
            text(place.map(|place| &place.name as _)),
            text(place.map(|place| &place.address.town as _)),
            text(place.map(|place| &place.address.postcode as _)),
        ];
        let welsh = [
            text(support.name_cy.as_ref().map(|it| it as _)),
            text(support.summary_cy.as_ref().map(|it| it as _)),
            text(place.and_then(|place| place.name_cy.as_ref()).map(|it| it as _)),
        ];
        let mut found = BTreeSet::new();
        words::indexed(&english.join(" "), Language::English, |word| {
            found.insert(word.into());
        });
        words::indexed(&welsh.join(" "), Language::Welsh, |word| {
            found.insert(word.into());
        });
        found
    }
}

impl Record {
    /// The terms that hold for it.
    pub fn attributes<'a>(&'a self, taxonomies: &'a Taxonomies) -> impl Iterator<Item = Attribute<'a>> {
        let service = self.service.id.uuid();
        self.terms.iter().filter_map(move |id| {
            Some(Attribute {
                id: derived(service, &id.to_string()),
                link_id: service,
                link_type: "service",
                taxonomy_term_id: *id,
                taxonomy_term: taxonomies.term(*id)?,
            })
        })
    }

    /// A mark of everything that it says, the words of its terms aside.
    #[must_use]
    pub const fn mark(&self) -> u128 {
        self.mark
    }

    /// Whether it has a word that was asked for, whole or as a beginning.
    pub(super) fn has(&self, asked: &words::Asked) -> bool {
        super::feed::has(&self.words, asked)
    }
}
