//! What was worked out before, kept while it is asked for.

use foldhash::fast::RandomState;
use std::borrow::Borrow;
use std::collections::HashMap;
use std::hash::Hash;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

/// A bounded memory. When it is full, what was asked for longest ago goes, half of it at a time.
#[derive(Debug)]
pub(crate) struct Memo<K, V> {
    known: RwLock<HashMap<K, (Arc<V>, AtomicU64), RandomState>>,
    clock: AtomicU64,
    capacity: usize,
}

impl<K: Hash + Eq + Clone, V> Memo<K, V> {
    pub fn new(capacity: usize) -> Self {
        Self { known: RwLock::default(), clock: AtomicU64::new(0), capacity: capacity.max(2) }
    }

    pub fn get<Q: Hash + Eq + ?Sized>(&self, key: &Q) -> Option<Arc<V>>
    where
        K: Borrow<Q>,
    {
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner);
        let (value, used) = known.get(key)?;
        used.store(self.clock.fetch_add(1, Ordering::Relaxed), Ordering::Relaxed);
        Some(Arc::clone(value))
    }

    /// Remembers a value; of two that were worked out at once, either.
    pub fn put(&self, key: K, value: V) -> Arc<V> {
        let value = Arc::new(value);
        let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= self.capacity {
            let mut uses: Vec<u64> = known.values().map(|(_, used)| used.load(Ordering::Relaxed)).collect();
            let middle = uses.len() / 2;
            let (_, median, _) = uses.select_nth_unstable(middle);
            let median = *median;
            known.retain(|_, (_, used)| used.load(Ordering::Relaxed) > median);
        }
        let now = AtomicU64::new(self.clock.fetch_add(1, Ordering::Relaxed));
        known.insert(key, (Arc::clone(&value), now));
        value
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_for_stays_and_the_rest_goes() {
        let memo = Memo::new(8);
        for number in 0..100_u32 {
            memo.put(number, number * 2);
            assert_eq!(memo.get(&0).as_deref(), Some(&0));
        }
        assert!(memo.known.read().unwrap().len() <= 8);
        assert_eq!(memo.get(&99).as_deref(), Some(&198));
    }
}
