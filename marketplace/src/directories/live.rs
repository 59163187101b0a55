//! Directories as the public sees them: in memory, without the database.
//!
//! A [`LiveDirectories`] holds the search engine and the [`Shelf`] of directories and services. Only the
//! projector ([`super::project`]) writes to it, and only from the change feed, so that what is shown can
//! never drift from what was committed.

use super::SavedListings;
use super::keys::KeyRing;
use super::project::{Progress, Records};
use crate::open_referral::{Feed, Publication};
use arc_swap::ArcSwap;
use domain::directories::{Directory, HostName, State};
use domain::services::{Cluster, Service};
use domain::values::{Sha256, Slug};
use domain::{DirectoryId, Timestamp};
use finder::{BankHolidays, Finder, Snapshot};
use jiff::SignedDuration;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::sync::{Arc, Mutex};

/// How long a node serves what it has while the database is away.
const STALE_AFTER: SignedDuration = SignedDuration::from_mins(15);

/// Directories, services and clusters, as they were last read.
#[derive(Debug, Clone, Default)]
pub struct Shelf {
    /// Directories in any state, by short name.
    directories: BTreeMap<Slug, Arc<Directory>>,
    /// Which directory has a host name.
    hosts: BTreeMap<HostName, Slug>,
    /// Services by short name.
    services: BTreeMap<Slug, Arc<Service>>,
    /// Clusters by short name.
    clusters: BTreeMap<Slug, Arc<Cluster>>,
    /// The logos of directories, by hash: they are shown on every page, also while the database is away.
    logos: BTreeMap<Sha256, Arc<[u8]>>,
}

impl Shelf {
    pub(super) fn of(
        directories: Vec<Directory>,
        services: Vec<Service>,
        clusters: Vec<Cluster>,
        logos: BTreeMap<Sha256, Arc<[u8]>>,
    ) -> Self {
        let hosts = directories.iter().flat_map(|directory| {
            let slug = &directory.content.slug;
            directory.content.hosts.iter().map(move |host| (host.clone(), slug.clone()))
        });
        Self {
            logos,
            hosts: hosts.collect(),
            directories: directories.into_iter().map(|it| (it.content.slug.clone(), Arc::new(it))).collect(),
            services: services.into_iter().map(|it| (it.content.slug.clone(), Arc::new(it))).collect(),
            clusters: clusters.into_iter().map(|it| (it.content.slug.clone(), Arc::new(it))).collect(),
        }
    }

    /// The same services and clusters with one directory alone, for a preview of it.
    pub(super) fn with_only(&self, directory: Directory, logos: BTreeMap<Sha256, Arc<[u8]>>) -> Self {
        let directories = [(directory.content.slug.clone(), Arc::new(directory))].into();
        Self { directories, logos, hosts: BTreeMap::new(), ..self.clone() }
    }

    /// A logo that some directory has.
    #[must_use]
    pub fn logo(&self, sha256: &Sha256) -> Option<&Arc<[u8]>> {
        self.logos.get(sha256)
    }

    /// The directory with a short name, in any state.
    #[must_use]
    pub fn directory(&self, slug: &str) -> Option<&Arc<Directory>> {
        self.directories.get(&slug.parse().ok()?)
    }

    /// The directory with a short name, when it is open.
    #[must_use]
    pub fn open_directory(&self, slug: &str) -> Option<&Arc<Directory>> {
        self.directory(slug).filter(|directory| directory.state == State::Live)
    }

    /// The directory that owns a host name, in any state.
    #[must_use]
    pub fn of_host(&self, host: &str) -> Option<&Arc<Directory>> {
        let slug = self.hosts.get(&host.parse().ok()?)?;
        self.directories.get(slug)
    }

    /// Every directory, by short name.
    pub fn directories(&self) -> impl Iterator<Item = &Arc<Directory>> {
        self.directories.values()
    }

    /// The service with a short name.
    #[must_use]
    pub fn service(&self, slug: &str) -> Option<&Arc<Service>> {
        self.services.get(&slug.parse().ok()?)
    }

    /// Every service, by short name.
    pub fn services(&self) -> impl Iterator<Item = &Arc<Service>> {
        self.services.values()
    }

    /// Every cluster, by short name.
    pub fn clusters(&self) -> impl Iterator<Item = &Arc<Cluster>> {
        self.clusters.values()
    }

    /// The cluster with a short name.
    #[must_use]
    pub fn cluster(&self, slug: &str) -> Option<&Arc<Cluster>> {
        self.clusters.get(&slug.parse().ok()?)
    }
}

/// Why directories cannot be shown just now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unready {
    /// This node has not read the listings yet.
    #[error("The listings are being read: try again in a moment")]
    Starting,
    /// The database has been away for too long.
    #[error("The listings could not be brought up to date for too long: try again in a moment")]
    Stale,
}

/// Directories as the public sees them.
pub struct LiveDirectories {
    finder: Finder,
    feed: Feed,
    shelf: ArcSwap<Shelf>,
    keys: KeyRing,
    pub(super) progress: Mutex<Progress>,
    /// When the projector last followed the feed to its end, in microseconds; minimum: never.
    followed_at: AtomicI64,
    /// Up to which number of the feed.
    followed_to: AtomicI64,
    stale_after: SignedDuration,
    saved: Option<SavedListings>,
    began_from_file: AtomicBool,
    /// Whether open records are still to be worked out.
    lacks_records: AtomicBool,
}

impl LiveDirectories {
    /// Nothing yet.
    #[must_use]
    pub fn new(holidays: BankHolidays) -> Self {
        Self {
            finder: Finder::new([], holidays),
            feed: Feed::default(),
            shelf: ArcSwap::from_pointee(Shelf::default()),
            keys: KeyRing::default(),
            progress: Mutex::default(),
            followed_at: AtomicI64::new(i64::MIN),
            followed_to: AtomicI64::new(0),
            stale_after: STALE_AFTER,
            saved: None,
            began_from_file: AtomicBool::new(false),
            lacks_records: AtomicBool::new(false),
        }
    }

    /// The same, that serves what it has for so long while the database is away.
    #[must_use]
    pub fn serving_stale_for(mut self, stale_after: SignedDuration) -> Self {
        self.stale_after = stale_after;
        self
    }

    /// The same, that keeps its listings in a file for its next start.
    #[must_use]
    pub fn saved_in(mut self, saved: SavedListings) -> Self {
        self.saved = Some(saved);
        self
    }

    /// For how long it serves what it has while the database is away.
    #[must_use]
    pub const fn stale_after(&self) -> SignedDuration {
        self.stale_after
    }

    /// Did it begin with the listings of its file, and not with those of the database?
    #[must_use]
    pub fn began_from_file(&self) -> bool {
        self.began_from_file.load(Ordering::SeqCst)
    }

    /// The listings of now.
    ///
    /// # Errors
    /// Before they were first read, and when they are too old.
    pub fn listings(&self, now: Timestamp) -> Result<Arc<Snapshot>, Unready> {
        self.as_of(now).map(|_| self.finder.snapshot())
    }

    /// The same as open records, with the instant whose state is shown.
    ///
    /// # Errors
    /// Before the listings were first read, and when they are too old.
    pub fn publication(&self, now: Timestamp) -> Result<(Publication<'_>, Timestamp), Unready> {
        if self.lacks_records.load(Ordering::Acquire) {
            return Err(Unready::Starting);
        }
        self.as_of(now).map(|as_of| (self.feed.publication(now), as_of))
    }

    /// The instant whose state is shown.
    ///
    /// # Errors
    /// Before the listings were first read, and when they are too old.
    pub fn as_of(&self, now: Timestamp) -> Result<Timestamp, Unready> {
        let followed = self.followed_at.load(Ordering::Acquire);
        let followed = (followed != i64::MIN).then(|| Timestamp::from_microsecond(followed).ok()).flatten();
        let followed = followed.ok_or(Unready::Starting)?;
        if now.duration_since(followed) > self.stale_after { Err(Unready::Stale) } else { Ok(followed) }
    }

    /// The directories and services of now.
    #[must_use]
    pub fn shelf(&self) -> Arc<Shelf> {
        self.shelf.load_full()
    }

    /// The keys of directories.
    #[must_use]
    pub const fn keys(&self) -> &KeyRing {
        &self.keys
    }

    /// Up to which number of the change feed this node shows.
    #[must_use]
    pub fn followed_to(&self) -> i64 {
        self.followed_to.load(Ordering::Acquire)
    }

    /// Have so many listings changed that the index should be merged?
    #[must_use]
    pub fn wants_merge(&self) -> bool {
        self.finder.wants_merge()
    }

    pub(super) const fn saved(&self) -> Option<&SavedListings> {
        self.saved.as_ref()
    }

    pub(super) fn note_records(&self, records: &Records) {
        self.lacks_records.store(matches!(records, Records::UpTo(_)), Ordering::Release);
    }

    pub(super) fn note_beginning_from_file(&self) {
        self.began_from_file.store(true, Ordering::SeqCst);
    }

    pub(super) const fn finder(&self) -> &Finder {
        &self.finder
    }

    pub(super) const fn feed(&self) -> &Feed {
        &self.feed
    }

    pub(super) fn put_shelf(&self, shelf: Shelf) {
        self.feed.keep_only(&open_directories(&shelf).map(|(id, _)| id).collect());
        self.shelf.store(Arc::new(shelf));
    }

    pub(super) fn followed(&self, to: i64, at: Timestamp) {
        self.followed_to.store(to, Ordering::Release);
        self.followed_at.store(at.as_microsecond(), Ordering::Release);
    }
}

/// Directories by identifier, for listings that name them so.
pub(super) fn open_directories(shelf: &Shelf) -> impl Iterator<Item = (DirectoryId, &Directory)> {
    let open = shelf.directories.values().filter(|directory| directory.state == State::Live);
    open.map(|directory| (directory.id, &**directory))
}
