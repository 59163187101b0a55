//! Every key, in memory: what is asked by one is answered without the database, as everything of a directory is.

use super::meter::Meter;
use crate::Market;
use crate::people::secret_hash;
use arc_swap::ArcSwap;
use domain::directories::keys::{DirectoryKey, KeyRefused, Left, QuotaSpent};
use domain::people::TokenHash;
use domain::{DirectoryId, Refused, Timestamp};
use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Keys by their secrets, present and former.
type BySecret = HashMap<TokenHash, Arc<DirectoryKey>>;

/// Every key, and what was asked by each. It follows the log as listings do: a key that was revoked is refused on
/// every node within a second.
#[derive(Debug, Default)]
pub struct KeyRing {
    keys: ArcSwap<BySecret>,
    /// Whether it was read, and no key changed since.
    is_read: AtomicBool,
    meter: Meter,
}

impl KeyRing {
    /// Whether it has to be read again.
    pub(in crate::directories) fn is_stale(&self) -> bool {
        !self.is_read.load(Ordering::Acquire)
    }

    /// Reads every key.
    pub(in crate::directories) fn read(&self, market: &Market) -> Result<(), Refused> {
        let keys = market.read(|work| Ok(work.directory_keys()?))?;
        let mut by_secret = BySecret::with_capacity(keys.len());
        for key in keys.into_iter().map(Arc::new) {
            if let Some(former) = &key.former {
                by_secret.insert(former.secret.clone(), key.clone());
            }
            by_secret.insert(key.secret.clone(), key);
        }
        self.keys.store(Arc::new(by_secret));
        self.is_read.store(true, Ordering::Release);
        Ok(())
    }

    pub(super) const fn meter(&self) -> &Meter {
        &self.meter
    }

    /// The key that a request was sent with, when it may be answered by it: to a directory, from a page of an
    /// origin or from a program.
    ///
    /// # Errors
    /// Why not.
    pub fn admit(
        &self,
        secret: &str,
        directory: DirectoryId,
        origin: Option<&str>,
        now: Timestamp,
    ) -> Result<Arc<DirectoryKey>, KeyRefused> {
        let hash = secret_hash(secret);
        let key = self.keys.load().get(&hash).cloned().ok_or(KeyRefused::Unknown)?;
        key.admit(&hash, directory, origin, now)?;
        Ok(key)
    }

    /// Whether pages of an origin may ask a directory by some key: what a browser asks before it sends one.
    #[must_use]
    pub fn some_key_allows(&self, directory: DirectoryId, origin: &str, now: Timestamp) -> bool {
        let keys = self.keys.load();
        keys.values().any(|key| key.directory == directory && key.works(now) && key.allows(origin))
    }

    /// Takes so many questions off a key's quota, or none.
    ///
    /// # Errors
    /// When they are more than are left.
    pub fn spend(&self, key: &DirectoryKey, questions: u32, now: Timestamp) -> Result<Left, QuotaSpent> {
        self.meter.spend(key, questions, now)
    }

    /// What a key has left.
    #[must_use]
    pub fn left(&self, key: &DirectoryKey, now: Timestamp) -> Left {
        self.meter.left(key, now)
    }
}
