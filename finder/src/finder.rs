//! The snapshot of now, swapped whole at each change, so that readers never wait.

use crate::{BankHolidays, Change, Listing, Snapshot};
use arc_swap::ArcSwap;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use uuid::Uuid;

/// Holds the newest snapshot.
#[derive(Debug)]
pub struct Finder {
    current: ArcSwap<Snapshot>,
    /// Held by who writes, one at a time; readers never take it.
    writing: Mutex<()>,
}

impl Finder {
    /// Begins with these listings.
    #[must_use]
    pub fn new(listings: impl IntoIterator<Item = Listing>, holidays: BankHolidays) -> Self {
        let snapshot = Snapshot::build(listings, Arc::new(holidays));
        Self { current: ArcSwap::from_pointee(snapshot), writing: Mutex::new(()) }
    }

    /// The snapshot of now. Keep it for one question, or for all that must agree with each other.
    #[must_use]
    pub fn snapshot(&self) -> Arc<Snapshot> {
        self.current.load_full()
    }

    /// Makes changes visible, all at once: whoever asks after this returns sees them.
    pub fn apply(&self, changes: impl IntoIterator<Item = Change>) {
        let _writing = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
        let before = self.snapshot();
        let mut listings: BTreeMap<Uuid, Listing> =
            before.listings().map(|listing| (listing.id, listing.clone())).collect();
        for change in changes {
            match change {
                Change::Upsert(listing) => listings.insert(listing.id, *listing),
                Change::Remove(id) => listings.remove(&id),
            };
        }
        self.current.store(Arc::new(Snapshot::build(listings.into_values(), before.holidays().clone())));
    }

    /// Forgets every listing for these.
    pub fn replace(&self, listings: impl IntoIterator<Item = Listing>) {
        let holidays = self.snapshot().holidays().clone();
        let snapshot = Snapshot::build(listings, holidays);
        let _writing = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
        self.current.store(Arc::new(snapshot));
    }

    /// Takes other bank holidays.
    pub fn set_bank_holidays(&self, holidays: BankHolidays) {
        let _writing = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
        let listings: Vec<Listing> = self.snapshot().listings().cloned().collect();
        self.current.store(Arc::new(Snapshot::build(listings, Arc::new(holidays))));
    }
}
