//! The snapshot of now, swapped whole at each change, so that readers never wait.

use crate::{BankHolidays, Change, Listing, Saved, Snapshot};
use arc_swap::ArcSwap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// A snapshot is worth merging when this share of it lies outside its largest part.
const LOOSE_SHARE: usize = 16;

/// Fewer loose listings than this do no harm.
const LOOSE_AT_LEAST: usize = 256;

/// Holds the newest snapshot.
#[derive(Debug)]
pub struct Finder {
    current: ArcSwap<Snapshot>,
    /// Held by who writes, one at a time; readers never take it.
    writing: Mutex<Writing>,
}

#[derive(Debug, Default)]
struct Writing {
    /// The changes since a merge began, when one is under way.
    since_merge: Option<Vec<Change>>,
    /// How often everything was replaced, so that a merge begun before comes to nothing.
    replaced: u64,
}

impl Finder {
    /// Begins with these listings.
    #[must_use]
    pub fn new(listings: impl IntoIterator<Item = Listing>, holidays: BankHolidays) -> Self {
        let snapshot = Snapshot::build(listings, Arc::new(holidays));
        Self { current: ArcSwap::from_pointee(snapshot), writing: Mutex::default() }
    }

    /// The snapshot of now. Keep it for one question, or for all that must agree with each other.
    #[must_use]
    pub fn snapshot(&self) -> Arc<Snapshot> {
        self.current.load_full()
    }

    /// Makes changes visible, all at once: whoever asks after this returns sees them. It takes the
    /// longer the more changes there were since the last [`Finder::merge`], and at most
    /// milliseconds.
    pub fn apply(&self, changes: impl IntoIterator<Item = Change>) {
        let changes: Vec<Change> = changes.into_iter().collect();
        if changes.is_empty() {
            return;
        }
        let mut writing = self.writing();
        if let Some(since) = &mut writing.since_merge {
            since.extend_from_slice(&changes);
        }
        self.current.store(Arc::new(self.snapshot().with(changes)));
    }

    /// Forgets every listing for these.
    pub fn replace(&self, listings: impl IntoIterator<Item = Listing>) {
        let snapshot = Snapshot::build(listings, Arc::clone(self.snapshot().holidays()));
        self.overtake(&mut self.writing(), snapshot);
    }

    /// Forgets every listing for those of a file.
    pub fn restore(&self, saved: Saved) {
        let snapshot = Snapshot::of(saved.parts, Arc::clone(self.snapshot().holidays()));
        self.overtake(&mut self.writing(), snapshot);
    }

    /// Takes other bank holidays.
    pub fn set_bank_holidays(&self, holidays: BankHolidays) {
        let mut writing = self.writing();
        let snapshot = self.snapshot().merged(Arc::new(holidays));
        self.overtake(&mut writing, snapshot);
    }

    /// Would a merge make questions noticeably cheaper?
    #[must_use]
    pub fn wants_merge(&self) -> bool {
        let snapshot = self.snapshot();
        snapshot.loose() > LOOSE_AT_LEAST.max(snapshot.len() / LOOSE_SHARE)
    }

    /// Lays all changes into one new base, which takes seconds for a million listings. Meant for a
    /// thread of its own: questions and changes go on meanwhile. Says whether it was done; it is
    /// not when another merge is under way, or when everything was replaced meanwhile.
    pub fn merge(&self) -> bool {
        let mut writing = self.writing();
        if writing.since_merge.is_some() {
            return false;
        }
        writing.since_merge = Some(Vec::new());
        let (before, replaced) = (self.snapshot(), writing.replaced);
        drop(writing);
        let merged = before.merged(Arc::clone(before.holidays()));
        let mut writing = self.writing();
        if writing.replaced != replaced {
            return false;
        }
        let since = writing.since_merge.take().unwrap_or_default();
        let snapshot = if since.is_empty() { merged } else { merged.with(since) };
        self.current.store(Arc::new(snapshot));
        true
    }

    /// Puts a snapshot in place of all there was, and of any merge under way.
    fn overtake(&self, writing: &mut Writing, snapshot: Snapshot) {
        writing.since_merge = None;
        writing.replaced += 1;
        self.current.store(Arc::new(snapshot));
    }

    fn writing(&self) -> MutexGuard<'_, Writing> {
        self.writing.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
