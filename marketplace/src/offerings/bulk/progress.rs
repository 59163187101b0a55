//! How far this node has come with files that it imports. All rows of a file are one transaction, so a count of them is
//! nowhere but here until it is over: another node knows that it goes on, and not how far it is.

use domain::OfferingImportId;
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

/// How far an import has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// So many rows are saved.
    pub done: u64,
    /// Of so many.
    pub of: u64,
}

/// The imports that go on here.
#[derive(Default)]
pub(crate) struct Importing(Mutex<BTreeMap<OfferingImportId, Progress>>);

impl Importing {
    /// How far one has come; `None` when it does not go on here.
    pub(crate) fn progress_of(&self, id: OfferingImportId) -> Option<Progress> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&id).copied()
    }

    /// Notes how far one has come.
    pub(super) fn note(&self, id: OfferingImportId, progress: Progress) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(id, progress);
    }

    /// It is over, one way or the other.
    pub(super) fn forget(&self, id: OfferingImportId) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&id);
    }
}
