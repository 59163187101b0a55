//! The projector: from the change feed to what the public sees.
//!
//! Each entry of the feed says which offerings it may touch; their listings are worked out again by the
//! one rule of entitlement, and replaced. What only time changes is foretold by the same rule: it waits
//! in a schedule and is worked out again when its instant has come. The engine hides what has ended by
//! the clock besides, so that an end is exact.

use super::facts::ProviderFacts;
use super::listing::listing;
use super::live::{Shelf, open_directories};
use super::saved::load;
use crate::open_referral::{self, Given, Surroundings};
use crate::{Market, Work};
use domain::directories::{Directory, entitlement, waits};
use domain::offerings::Offering;
use domain::services::{Catalogue, Service};
use domain::values::Sha256;
use domain::{OfferingId, OrganisationId, Refused, Timestamp};
use finder::{Change, Listing};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Arc, PoisonError};
use store::events::Entry;
use uuid::Uuid;

/// Entries of the feed read at once.
const BATCH: i64 = 500;
/// Offerings read at once when everything is worked out again.
const OFFERINGS: i64 = 1_000;

/// How far the projector has come. `None` in `number`: it has not begun.
#[derive(Debug, Default)]
pub(super) struct Progress {
    pub(super) number: Option<i64>,
    /// When which offerings must be looked at again, because time alone changes them.
    pub(super) due: BTreeMap<Timestamp, BTreeSet<OfferingId>>,
    pub(super) records: Records,
}

/// Which open records there are.
#[derive(Debug, Default)]
pub(super) enum Records {
    /// Those of everything that is listed.
    #[default]
    Whole,
    /// Those of offerings up to this one: the others are worked out batch by batch, between looks at the feed.
    UpTo(Option<OfferingId>),
}

/// What entries of the feed may have touched.
#[derive(Debug, Default)]
struct Touched {
    everything: bool,
    shelf: bool,
    keys: bool,
    marks: bool,
    providers: BTreeSet<OrganisationId>,
    offerings: BTreeSet<OfferingId>,
}

impl Touched {
    fn note(&mut self, entry: &Entry) {
        let (subject, organisation) = (entry.subject_id.as_str(), entry.organisation.as_deref());
        self.marks |= entry.subject_kind == "accreditation";
        match entry.subject_kind.as_str() {
            // What prepares a directory's next edition is nothing to the public yet.
            "directory" if waits(&entry.name) => {}
            "offering" => self.offerings.extend(subject.parse::<OfferingId>()),
            "directory" | "service" | "cluster" => (self.shelf, self.everything) = (true, true),
            "directory_key" => self.keys = true,
            "framework" => self.everything = true,
            // Organisations, placements, quality marks, and whatever else an organisation's listings
            // may come to depend on: looking again costs little.
            _ => self.providers.extend(organisation.and_then(|id| id.parse::<OrganisationId>().ok())),
        }
    }

    fn is_nothing(&self) -> bool {
        !self.everything && !self.shelf && self.providers.is_empty() && self.offerings.is_empty()
    }
}

/// What came of looking at offerings again.
#[derive(Default)]
struct Outcome {
    changes: Vec<Change>,
    records: Vec<open_referral::Change>,
    due: Vec<(Timestamp, OfferingId)>,
}

impl Outcome {
    fn withdraw(&mut self, id: OfferingId) {
        self.changes.push(Change::Remove(id.uuid()));
        self.records.push(open_referral::Change::Withdraw(id));
    }
}

/// The listings among changes.
pub(super) fn listings(changes: Vec<Change>) -> impl Iterator<Item = Listing> {
    changes.into_iter().filter_map(|change| match change {
        Change::Upsert(listing) => Some(*listing),
        Change::Remove(_) => None,
    })
}

/// Every service with its clusters.
pub(crate) fn catalogue(services: &[Service]) -> Catalogue {
    services.iter().map(|service| (service.content.slug.clone(), service.content.clusters.clone())).collect()
}

/// Brings what the public sees up to the end of the change feed, and to now.
///
/// # Errors
/// When the database fails: what was shown stays, and the next call goes on.
pub fn project(market: &Market) -> Result<(), Refused> {
    let live = market.directories();
    let mut progress = live.progress.lock().unwrap_or_else(PoisonError::into_inner);
    loop {
        let now = market.clock().now();
        let Some(number) = progress.number else {
            if !load(market, &mut progress)? {
                begin(market, &mut progress, now)?;
            }
            continue;
        };
        let (to, mut touched) = market.read(|work| read_feed(work, number))?;
        if touched.marks {
            market.signed_lists().marks_changed();
        }
        let due: Vec<_> = progress.due.range(..=now).map(|(instant, _)| *instant).collect();
        touched
            .offerings
            .extend(due.iter().flat_map(|instant| progress.due.get(instant).into_iter().flatten()));
        if touched.everything {
            begin(market, &mut progress, now)?;
        } else if !touched.is_nothing() {
            let shelf = live.shelf();
            let surroundings = live.feed().surroundings();
            let outcome = market.read(|work| look_again(work, &shelf, &surroundings, &touched, now))?;
            live.finder().apply(outcome.changes);
            live.feed().apply(outcome.records);
            for instant in due {
                progress.due.remove(&instant);
            }
            plan(&mut progress, outcome.due);
        }
        if touched.keys || live.keys().is_stale() {
            live.keys().read(market)?;
        }
        progress.number = Some(progress.number.unwrap_or_default().max(to));
        live.followed(to, now);
        if to == number {
            return add_records(market, &mut progress, now);
        }
    }
}

/// Works out the next open records, when the listings began with a file, which has none.
fn add_records(market: &Market, progress: &mut Progress, now: Timestamp) -> Result<(), Refused> {
    let Records::UpTo(after) = progress.records else { return Ok(()) };
    let live = market.directories();
    let (shelf, surroundings) = (live.shelf(), live.feed().surroundings());
    let (records, last) = market.read(|work| {
        let batch = work.given_offerings(after, OFFERINGS)?;
        let mut desk = Desk::new(&shelf, &surroundings, now);
        desk.work_out_all(work, &batch)?;
        Ok((desk.outcome.records, batch.last().map(|offering| offering.id)))
    })?;
    live.feed().apply(records);
    progress.records = last.map_or(Records::Whole, |last| Records::UpTo(Some(last)));
    live.note_records(&progress.records);
    Ok(())
}

fn plan(progress: &mut Progress, due: Vec<(Timestamp, OfferingId)>) {
    for (instant, offering) in due {
        progress.due.entry(instant).or_default().insert(offering);
    }
}

fn read_feed(work: &mut Work<'_, '_>, after: i64) -> Result<(i64, Touched), Refused> {
    let mut touched = Touched::default();
    let mut to = after;
    for sealed in work.entries_after(after, BATCH)? {
        touched.note(&sealed.entry);
        to = sealed.number;
    }
    Ok((to, touched))
}

/// Reads directories and services, and works every listing out.
fn begin(market: &Market, progress: &mut Progress, now: Timestamp) -> Result<(), Refused> {
    let live = market.directories();
    let (number, shelf) = market.read(|work| {
        // The number first: what is read after it may be newer, and is then only read again.
        let number = work.head()?.map_or(0, |(number, _)| number);
        Ok((number, read_shelf(work, &live.shelf())?))
    })?;
    // A directory that closed is closed from here on, however long its listings take.
    live.put_shelf(shelf.clone());
    let (surroundings, outcome) = market.read(|work| {
        let surroundings = Arc::new(Surroundings::of(work, &shelf)?);
        let outcome = look_at_everything(work, &shelf, &surroundings, now)?;
        Ok((surroundings, outcome))
    })?;
    live.finder().replace(listings(outcome.changes));
    live.feed().replace(surroundings, outcome.records);
    progress.due.clear();
    plan(progress, outcome.due);
    progress.records = Records::Whole;
    live.note_records(&progress.records);
    progress.number = Some(number);
    Ok(())
}

/// Directories and services as they are now.
pub(super) fn read_shelf(work: &mut Work<'_, '_>, before: &Shelf) -> Result<Shelf, Refused> {
    let directories = work.directories()?;
    let logos = logos(work, before, &directories)?;
    Ok(Shelf::of(directories, work.services()?, work.clusters()?, logos))
}

/// The logo of each directory. Those that are there already are not read again.
pub(super) fn logos(
    work: &mut Work<'_, '_>,
    shelf: &Shelf,
    directories: &[Directory],
) -> Result<BTreeMap<Sha256, Arc<[u8]>>, Refused> {
    let named = directories.iter().filter_map(|directory| directory.content.brand.logo.as_ref());
    named
        .map(|sha256| {
            let bytes = match shelf.logo(sha256) {
                Some(bytes) => bytes.clone(),
                None => work.kept_file(sha256)?.into(),
            };
            Ok((sha256.clone(), bytes))
        })
        .collect()
}

/// What it takes to work a listing out.
pub(super) struct Desk<'s> {
    shelf: &'s Shelf,
    surroundings: &'s Surroundings,
    catalogue: Catalogue,
    providers: HashMap<OrganisationId, ProviderFacts>,
    now: Timestamp,
    outcome: Outcome,
}

impl<'s> Desk<'s> {
    pub(super) fn new(shelf: &'s Shelf, surroundings: &'s Surroundings, now: Timestamp) -> Self {
        let services = shelf.services();
        let clusters = |service: &Service| (service.content.slug.clone(), service.content.clusters.clone());
        let catalogue = services.map(|service| clusters(service)).collect();
        let (providers, outcome) = (HashMap::new(), Outcome::default());
        Self { shelf, surroundings, catalogue, providers, now, outcome }
    }

    /// What came of it, for the engine.
    pub(super) fn changes(self) -> Vec<Change> {
        self.outcome.changes
    }

    pub(super) fn work_out_all(
        &mut self,
        work: &mut Work<'_, '_>,
        offerings: &[Offering],
    ) -> Result<(), Refused> {
        let ids: Vec<Uuid> = offerings.iter().map(|offering| offering.id.uuid()).collect();
        let changed = work.last_events_about(&ids)?;
        offerings
            .iter()
            .zip(ids)
            .try_for_each(|(offering, id)| self.work_out(work, offering, changed.get(&id).copied()))
    }

    /// `changed`: when the last event about the offering was.
    fn work_out(
        &mut self,
        work: &mut Work<'_, '_>,
        offering: &Offering,
        changed: Option<Timestamp>,
    ) -> Result<(), Refused> {
        let id = offering.provider;
        let provider = match self.providers.entry(id) {
            std::collections::hash_map::Entry::Occupied(known) => known.into_mut(),
            std::collections::hash_map::Entry::Vacant(unknown) => {
                unknown.insert(ProviderFacts::of(work, id)?)
            }
        };
        let facts = provider.facts(offering, &self.catalogue);
        let has_room_from = offering.has_room_from().filter(|instant| *instant > self.now);
        self.outcome.due.extend(has_room_from.map(|instant| (instant, offering.id)));
        let mut listed_in = vec![];
        for (directory, settings) in open_directories(self.shelf) {
            let entitled = entitlement(&facts, settings, self.now);
            self.outcome.due.extend(entitled.changes.map(|instant| (instant, offering.id)));
            if entitled.listed {
                listed_in.push((directory, entitled));
            }
        }
        let given = Given {
            offering,
            changed,
            provider,
            catalogue: &self.catalogue,
            listed_in: &listed_in,
            shelf: self.shelf,
            surroundings: self.surroundings,
            reference: work.market().reference(),
            base_url: &work.market().settings().base_url,
            now: self.now,
        };
        let entry = listing(offering, provider, &self.catalogue, &listed_in, self.now);
        match entry.zip(given.record()) {
            Some((entry, record)) => {
                self.outcome.changes.push(Change::Upsert(Box::new(entry)));
                self.outcome.records.push(open_referral::Change::Publish(Box::new(record)));
            }
            None => self.outcome.withdraw(offering.id),
        }
        Ok(())
    }
}

fn look_at_everything(
    work: &mut Work<'_, '_>,
    shelf: &Shelf,
    surroundings: &Surroundings,
    now: Timestamp,
) -> Result<Outcome, Refused> {
    let mut desk = Desk::new(shelf, surroundings, now);
    let mut after = None;
    loop {
        let batch = work.given_offerings(after, OFFERINGS)?;
        let Some(last) = batch.last() else { return Ok(desk.outcome) };
        after = Some(last.id);
        desk.work_out_all(work, &batch)?;
    }
}

fn look_again(
    work: &mut Work<'_, '_>,
    shelf: &Shelf,
    surroundings: &Surroundings,
    touched: &Touched,
    now: Timestamp,
) -> Result<Outcome, Refused> {
    let mut desk = Desk::new(shelf, surroundings, now);
    for provider in &touched.providers {
        let offerings = work.given_offerings_of(*provider)?;
        desk.work_out_all(work, &offerings)?;
    }
    let mut others = vec![];
    for id in &touched.offerings {
        match work.look_for::<Offering>(*id)? {
            Some(offering) if touched.providers.contains(&offering.provider) && offering.state.is_given() => {
            }
            Some(offering) => others.push(offering),
            None => desk.outcome.withdraw(*id),
        }
    }
    desk.work_out_all(work, &others)?;
    Ok(desk.outcome)
}
