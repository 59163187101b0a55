//! How far imports have come. All rows of a file are one transaction, so a count of them is not in it until it is over:
//! the node at work counts in memory, and notes its count beside the transaction now and then, for the other nodes.

use crate::{Market, Work};
use domain::offerings::{ImportState, OfferingImport};
use domain::{OfferingImportId, Refused};
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};
use store::NotedProgress;

/// How often a count is noted for the other nodes.
const NOTED_EVERY: Duration = Duration::from_secs(1);
/// A note that is older than this tells of nothing: whoever made it has stopped. In microseconds.
const TOLD_FOR: i64 = 10_000_000;

/// How far an import has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// So many rows are saved.
    pub done: u64,
    /// Of so many.
    pub of: u64,
}

/// An import that goes on here.
struct Going {
    progress: Progress,
    noted: Instant,
}

/// The imports that go on here.
#[derive(Default)]
pub(crate) struct Importing(Mutex<BTreeMap<OfferingImportId, Going>>);

impl Importing {
    /// How far one has come; `None` when it does not go on here.
    fn progress_of(&self, id: OfferingImportId) -> Option<Progress> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&id).map(|going| going.progress)
    }

    /// Counts how far one has come. Whether it is time to note that for the other nodes.
    fn count(&self, id: OfferingImportId, progress: Progress) -> bool {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let noted = all.get(&id).map(|going| going.noted).filter(|noted| noted.elapsed() < NOTED_EVERY);
        all.insert(id, Going { progress, noted: noted.unwrap_or_else(Instant::now) });
        noted.is_none()
    }

    /// It is over, one way or the other.
    fn forget(&self, id: OfferingImportId) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&id);
    }
}

/// Counts how far an import has come. A note of it that fails is no reason to fail: people see less, and that is all.
pub(super) fn count(market: &Market, import: &OfferingImport, progress: Progress) {
    if !market.importing().count(import.id, progress) {
        return;
    }
    let rows = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
    let noted_at = market.clock().now().as_microsecond();
    let noted = NotedProgress { done: rows(progress.done), of: rows(progress.of), noted_at };
    if let Err(error) = market.store().note_import_progress((import.id, import.version), noted) {
        tracing::warn!(%error, "how far an import has come could not be noted");
    }
}

/// An import is over: its count is forgotten, and what was noted of it.
pub(super) fn forget(market: &Market, id: OfferingImportId) {
    market.importing().forget(id);
    if let Err(error) = market.store().forget_import_progress(id) {
        tracing::warn!(%error, "how far an import had come could not be forgotten");
    }
}

/// How far an import has come that goes on: by the count of this node, or by what the node at work noted lately.
pub(super) fn progress_of(
    work: &mut Work<'_, '_>,
    import: &OfferingImport,
) -> Result<Option<Progress>, Refused> {
    if let Some(counted) = work.market().importing().progress_of(import.id) {
        return Ok(Some(counted));
    }
    if import.state != ImportState::Confirmed {
        return Ok(None);
    }
    let now = work.now().as_microsecond();
    let noted = work.noted_progress_of(import.id, import.version)?;
    let rows = |count: i64| u64::try_from(count).unwrap_or_default();
    let lately = noted.filter(|noted| now.saturating_sub(noted.noted_at) < TOLD_FOR);
    Ok(lately.map(|noted| Progress { done: rows(noted.done), of: rows(noted.of) }))
}
