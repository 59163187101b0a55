//! The records of everything that is published, in memory: the projector writes, everyone reads.

use super::ids::mark_of;
use super::question::{Near, Question};
use super::{Place, Publisher, Record, Surroundings, Taxonomies, Taxonomy, TaxonomyTerm};
use domain::{DirectoryId, OfferingId, Timestamp};
use finder::Reach;
use finder::words::{self, Language};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};
use uuid::Uuid;

/// What came of looking at an offering again.
pub(crate) enum Change {
    /// It is published, like this.
    Publish(Box<Record>),
    /// It is not published.
    Withdraw(OfferingId),
}

/// One page of what was found.
#[derive(Debug)]
pub struct Page<T> {
    /// How many there are on all pages.
    pub total: usize,
    /// This page.
    pub items: Vec<T>,
}

/// A service at one of its locations.
#[derive(Debug, Clone)]
pub struct Found {
    record: Arc<Record>,
    at: usize,
}

impl Found {
    /// The service.
    #[must_use]
    pub fn record(&self) -> &Record {
        &self.record
    }

    /// The place.
    #[must_use]
    pub fn place(&self) -> &Place {
        // Made only for a place that its record has, and records never change.
        &self.record.places[self.at]
    }
}

/// An organization with its services.
#[derive(Debug, Clone)]
pub struct Listed {
    /// The organization.
    pub publisher: Arc<Publisher>,
    /// What it gives, by identifier.
    pub services: Vec<Arc<Record>>,
}

/// The records.
#[derive(Debug, Default)]
pub(crate) struct Feed(RwLock<Records>);

#[derive(Debug, Default)]
struct Records {
    surroundings: Arc<Surroundings>,
    services: BTreeMap<Uuid, Arc<Record>>,
    /// Which place of which service.
    places: BTreeMap<Uuid, (Uuid, usize)>,
    organizations: BTreeMap<Uuid, BTreeSet<Uuid>>,
    /// When records end by time alone.
    ends: BTreeSet<(Timestamp, Uuid)>,
    /// The marks of all records, combined so that their order does not matter.
    mark: u128,
}

impl Feed {
    fn read(&self) -> RwLockReadGuard<'_, Records> {
        self.0.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self) -> RwLockWriteGuard<'_, Records> {
        self.0.write().unwrap_or_else(PoisonError::into_inner)
    }

    /// What new records are made against.
    pub(crate) fn surroundings(&self) -> Arc<Surroundings> {
        Arc::clone(&self.read().surroundings)
    }

    /// Makes changes visible, all at once.
    pub(crate) fn apply(&self, changes: Vec<Change>) {
        let mut records = self.write();
        for change in changes {
            match change {
                Change::Withdraw(id) => records.remove(id.uuid()),
                Change::Publish(record) => records.put(*record),
            }
        }
    }

    /// Forgets every record for these.
    pub(crate) fn replace(&self, surroundings: Arc<Surroundings>, changes: Vec<Change>) {
        let mut next = Records { surroundings, ..Records::default() };
        for change in changes {
            if let Change::Publish(record) = change {
                next.put(*record);
            }
        }
        *self.write() = next;
    }

    /// Takes away at once what only directories list that are not open any more.
    pub(crate) fn keep_only(&self, open: &BTreeSet<DirectoryId>) {
        let mut records = self.write();
        let closed = |record: &Arc<Record>| !record.directories.iter().any(|id| open.contains(id));
        let gone: Vec<Uuid> =
            records.services.iter().filter(|(_, record)| closed(record)).map(|(id, _)| *id).collect();
        gone.into_iter().for_each(|id| records.remove(id));
    }

    /// The records as they are now.
    pub(crate) fn publication(&self, now: Timestamp) -> Publication<'_> {
        Publication { records: self.read(), now }
    }
}

impl Records {
    fn put(&mut self, record: Record) {
        let id = record.service.id.uuid();
        self.remove(id);
        self.places.extend(record.places.iter().enumerate().map(|(at, place)| (place.id, (id, at))));
        self.organizations.entry(record.service.organization_id.uuid()).or_default().insert(id);
        self.ends.extend(record.until.map(|until| (until, id)));
        self.mark ^= record.mark;
        self.services.insert(id, Arc::new(record));
    }

    fn remove(&mut self, id: Uuid) {
        let Some(record) = self.services.remove(&id) else { return };
        record.places.iter().for_each(|place| {
            self.places.remove(&place.id);
        });
        let organization = record.service.organization_id.uuid();
        if let Some(services) = self.organizations.get_mut(&organization) {
            services.remove(&id);
            if services.is_empty() {
                self.organizations.remove(&organization);
            }
        }
        if let Some(until) = record.until {
            self.ends.remove(&(until, id));
        }
        self.mark ^= record.mark;
    }
}

/// The records as they are now. While it is held, nothing changes: hold it shortly.
pub struct Publication<'f> {
    records: RwLockReadGuard<'f, Records>,
    now: Timestamp,
}

impl Publication<'_> {
    /// A mark of everything that can be answered now; the same on every node.
    #[must_use]
    pub fn mark(&self) -> u128 {
        let ended = self.records.ends.range(..=(self.now, Uuid::max()));
        let ended = ended.filter_map(|(_, id)| self.records.services.get(id));
        ended.fold(self.records.mark, |mark, record| mark ^ record.mark) ^ self.taxonomies().mark()
    }

    /// The taxonomies.
    #[must_use]
    pub fn taxonomies(&self) -> &Arc<Taxonomies> {
        &self.records.surroundings.taxonomies
    }

    fn shown(&self, id: &Uuid) -> Option<&Arc<Record>> {
        self.records.services.get(id).filter(|record| self.shows(record))
    }

    fn shows(&self, record: &Record) -> bool {
        record.until.is_none_or(|until| self.now < until)
    }

    /// One service.
    #[must_use]
    pub fn service(&self, id: Uuid) -> Option<Arc<Record>> {
        self.shown(&id).cloned()
    }

    /// One service at a location.
    #[must_use]
    pub fn place(&self, id: Uuid) -> Option<Found> {
        let (service, at) = *self.records.places.get(&id)?;
        Some(Found { record: self.service(service)?, at })
    }

    /// One organization.
    #[must_use]
    pub fn organization(&self, id: Uuid) -> Option<Listed> {
        let services = self.records.organizations.get(&id)?;
        let services: Vec<_> = services.iter().filter_map(|id| self.service(*id)).collect();
        Some(Listed { publisher: Arc::clone(&services.first()?.publisher), services })
    }

    /// Services, by identifier; by distance when a distance is asked for.
    #[must_use]
    pub fn services(&self, question: &Question) -> Page<Arc<Record>> {
        let found = self.records.services.values().filter(|record| self.is_meant(record, question));
        let found = found.filter_map(|record| {
            let distance = match question.within_km {
                None => None,
                Some(_) => Some(record.places.iter().filter_map(|place| distance(place, question)).min()?),
            };
            Some((distance, Arc::clone(record)))
        });
        page(question, found)
    }

    /// Services at locations, by identifier; by distance when a distance is asked for.
    #[must_use]
    pub fn places(&self, question: &Question) -> Page<Found> {
        let found = self.records.places.values().filter_map(|(service, at)| {
            let record = self.records.services.get(service)?;
            let distance = match question.within_km {
                None => None,
                Some(_) => Some(distance(record.places.get(*at)?, question)?),
            };
            self.is_meant(record, question).then(|| (distance, Found { record: Arc::clone(record), at: *at }))
        });
        page(question, found)
    }

    /// Organizations, by identifier.
    #[must_use]
    pub fn organizations(&self, question: &Question) -> Page<Listed> {
        let found = self.records.organizations.keys().filter_map(|id| {
            let listed = self.organization(*id)?;
            let row = &listed.publisher.row;
            says(question, &[&row.name, &row.description]).then_some((None, listed))
        });
        page(question, found)
    }

    /// Taxonomies, by identifier.
    #[must_use]
    pub fn all_taxonomies(&self, question: &Question) -> Page<Taxonomy> {
        let found = self.taxonomies().all();
        let found = found.filter(|taxonomy| says(question, &[&taxonomy.name, &taxonomy.description]));
        page(question, found.map(|taxonomy| (None, taxonomy.clone())))
    }

    /// Terms, by identifier.
    #[must_use]
    pub fn terms(&self, question: &Question) -> Page<TaxonomyTerm> {
        let found = self.taxonomies().terms().filter(|term| {
            question.taxonomies.iter().all(|id| *id == term.taxonomy_id)
                && question.parent.is_none_or(|parent| term.parent_id == Some(parent))
                && !(question.top_only && term.parent_id.is_some())
                && says(question, &[&term.name, &term.description])
        });
        page(question, found.map(|term| (None, term.clone())))
    }

    fn is_meant(&self, record: &Record, question: &Question) -> bool {
        let serves = |near: &Near| question.within_km.is_some() || reaches(record.reach.as_ref(), near);
        self.shows(record)
            && question.terms.iter().all(|term| record.terms.contains(term))
            && question.taxonomies.iter().all(|taxonomy| record.taxonomies.contains(taxonomy))
            && question.organization.is_none_or(|id| record.service.organization_id.uuid() == id)
            && question.modified_after.is_none_or(|after| record.changed >= after)
            && question.near.as_ref().is_none_or(serves)
            && question.is_meant_by_words(|asked| record.has(asked))
    }
}

/// Whether people there are served where they are. What has no area serves whoever comes.
fn reaches(reach: Option<&Reach>, near: &Near) -> bool {
    match (reach, near.point) {
        (Some(Reach::Everywhere), _) => true,
        (Some(Reach::Radius { centre, km }), Some(point)) => centre.is_within(*km, point),
        (Some(Reach::Authorities(codes)), Some(_)) => {
            near.authority.as_ref().is_some_and(|authority| codes.contains(authority))
        }
        // Forces post: whoever cannot come is served only by what reaches everywhere.
        (_, None) => false,
        (None, Some(_)) => true,
    }
}

/// The distance to a place that lies near enough, in millimetres: a number that sorts.
fn distance(place: &Place, question: &Question) -> Option<u64> {
    let (km, point) = (question.within_km?, question.near.as_ref()?.point?);
    let there = place.point.filter(|there| point.is_within(km, *there))?;
    // At most half the way round the Earth, and never negative.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "see above")]
    let millimetres = (point.km_to(there) * 1_000_000.0) as u64;
    Some(millimetres)
}

/// Whether some texts have all the words that are asked for.
fn says(question: &Question, texts: &[&str]) -> bool {
    if question.words.is_empty() {
        return true;
    }
    let mut found: BTreeSet<Box<str>> = BTreeSet::new();
    for text in texts {
        words::indexed(text, Language::English, |word| {
            found.insert(word.into());
        });
    }
    question.is_meant_by_words(|asked| has(&found, asked))
}

/// Whether words have one that was asked for, whole or as a beginning.
pub(super) fn has(words: &BTreeSet<Box<str>>, asked: &words::Asked) -> bool {
    let begins = |form: &str| {
        let from = (std::ops::Bound::Included(form), std::ops::Bound::Unbounded);
        let next = words.range::<str, _>(from).next();
        next.is_some_and(|word| if asked.is_prefix() { word.starts_with(form) } else { **word == *form })
    };
    begins(&asked.word)
        || asked.singulars.iter().chain(&asked.welsh_singulars).any(|form| words.contains(form.as_str()))
        || asked.radicals.iter().any(|form| begins(form))
}

/// One page, in the order of what was found or, when there are distances, nearest first.
fn page<T>(question: &Question, found: impl Iterator<Item = (Option<u64>, T)>) -> Page<T> {
    let per_page = question.per_page.map_or(usize::MAX, std::num::NonZeroUsize::get);
    let from = per_page.saturating_mul(question.page.saturating_sub(1));
    let (mut total, mut items) = (0, vec![]);
    if question.within_km.is_some() {
        let mut all: Vec<_> = found.collect();
        all.sort_by_key(|(distance, _)| *distance);
        total = all.len();
        items.extend(all.into_iter().map(|(_, item)| item).skip(from).take(per_page));
    } else {
        for (_, item) in found {
            if total >= from && items.len() < per_page {
                items.push(item);
            }
            total += 1;
        }
    }
    Page { total, items }
}

impl Listed {
    /// A mark of everything that it says, the words of its terms aside.
    #[must_use]
    pub fn mark(&self) -> u128 {
        let of_services = self.services.iter().fold(0, |mark, record| mark ^ record.mark());
        mark_of(&(of_services.to_string(), self.publisher.mark.to_string()))
    }
}
