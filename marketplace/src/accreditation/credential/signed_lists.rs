//! Signed status lists, kept in memory while they are true: a verifier of badges asks for the same two lists as every
//! other, and each would be counted, compressed and signed for it.
//!
//! What people decide about a mark comes by the change feed, within a second; what time alone does to marks it does on
//! the minute, at the beginning of a day.

use domain::{Refused, Timestamp};
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

/// A purpose's word, and the number of a list.
type Which = (&'static str, u32);

#[derive(Debug)]
struct Kept {
    /// How often marks had changed before it was looked up.
    changes: u64,
    minute: i64,
    token: String,
}

/// The lists that this node has signed.
#[derive(Debug, Default)]
pub(crate) struct SignedLists {
    changes: AtomicU64,
    kept: Mutex<BTreeMap<Which, Kept>>,
}

impl SignedLists {
    /// A list as it was signed last, while that is true; else as it is signed now.
    pub(super) fn kept_or(
        &self,
        which: Which,
        now: Timestamp,
        sign: impl FnOnce() -> Result<String, Refused>,
    ) -> Result<String, Refused> {
        let minute = now.as_second().div_euclid(60);
        // Before it is looked up: a change that comes meanwhile makes it old at once.
        let changes = self.changes.load(Ordering::Acquire);
        let lock = || self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(kept) = lock().get(&which).filter(|it| (it.changes, it.minute) == (changes, minute)) {
            return Ok(kept.token.clone());
        }
        let token = sign()?;
        lock().insert(which, Kept { changes, minute, token: token.clone() });
        Ok(token)
    }

    /// Notes that something about a mark was committed.
    pub(crate) fn marks_changed(&self) {
        self.changes.fetch_add(1, Ordering::AcqRel);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;

    #[test]
    fn a_list_is_signed_again_once_a_mark_has_changed_and_with_every_minute() {
        let (lists, signed) = (SignedLists::default(), Cell::new(0));
        let at = |second: i64| Timestamp::from_second(second).unwrap();
        let ask = |which, second| {
            let sign = || {
                signed.set(signed.get() + 1);
                Ok(format!("{}", signed.get()))
            };
            lists.kept_or((which, 1), at(second), sign).unwrap()
        };
        assert_eq!([ask("revocation", 60), ask("revocation", 119)], ["1", "1"]);
        assert_eq!(ask("suspension", 60), "2", "each list is its own");
        assert_eq!(ask("revocation", 120), "3", "the next minute");
        lists.marks_changed();
        assert_eq!([ask("revocation", 121), ask("revocation", 122)], ["4", "4"]);
    }

    #[test]
    fn what_changes_while_a_list_is_looked_up_makes_it_old() {
        let (lists, now) = (SignedLists::default(), Timestamp::UNIX_EPOCH);
        let overtaken = || {
            lists.marks_changed();
            Ok("from before".to_owned())
        };
        lists.kept_or(("revocation", 1), now, overtaken).unwrap();
        let next = lists.kept_or(("revocation", 1), now, || Ok("from after".to_owned()));
        assert_eq!(next.unwrap(), "from after");
    }
}
