//! What is asked by each key on this node: counted in memory, so that no row of the database is hot.

use super::Asked;
use domain::directories::keys::{DirectoryKey, Left, Quota, QuotaSpent, Used, minute_of};
use domain::kernel::time::day_of;
use domain::{Day, DirectoryKeyId, Timestamp};
use std::collections::{BTreeMap, HashMap};
use std::sync::{Mutex, MutexGuard, PoisonError};
use uuid::Uuid;

/// What was asked by one key.
#[derive(Debug, Default)]
struct Tally {
    minute: i64,
    in_minute: u64,
    day: Option<Day>,
    /// On this day on this node.
    here: u64,
    /// On this day on all others, as far as this one knows.
    elsewhere: u64,
    unwritten: BTreeMap<Day, Asked>,
}

impl Tally {
    fn turn_to(&mut self, minute: i64, day: Day) {
        if self.minute != minute {
            (self.minute, self.in_minute) = (minute, 0);
        }
        if self.day != Some(day) {
            (self.day, self.here, self.elsewhere) = (Some(day), 0, 0);
        }
    }

    const fn used(&self) -> Used {
        Used { in_minute: self.in_minute, in_day: self.here + self.elsewhere }
    }

    fn note(&mut self, day: Day, asked: Asked) {
        *self.unwritten.entry(day).or_default() += asked;
    }
}

/// Counts what is asked by keys on this node.
#[derive(Debug)]
pub(super) struct Meter {
    /// This node's run: what it counted is told from what it counted before it was started again.
    node: String,
    tallies: Mutex<HashMap<DirectoryKeyId, Tally>>,
}

impl Default for Meter {
    fn default() -> Self {
        Self { node: Uuid::now_v7().to_string(), tallies: Mutex::default() }
    }
}

impl Meter {
    pub(super) fn node(&self) -> &str {
        &self.node
    }

    fn tallies(&self) -> MutexGuard<'_, HashMap<DirectoryKeyId, Tally>> {
        self.tallies.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes so many questions off a key's quota, or none.
    ///
    /// # Errors
    /// When they are more than are left.
    pub(super) fn spend(
        &self,
        key: &DirectoryKey,
        questions: u32,
        now: Timestamp,
    ) -> Result<Left, QuotaSpent> {
        self.spend_of(key.id, key.quota, questions, now)
    }

    fn spend_of(
        &self,
        key: DirectoryKeyId,
        quota: Quota,
        questions: u32,
        now: Timestamp,
    ) -> Result<Left, QuotaSpent> {
        let day = day_of(now);
        let mut tallies = self.tallies();
        let tally = tallies.entry(key).or_default();
        tally.turn_to(minute_of(now), day);
        let answer = quota.allow(questions, tally.used(), now);
        match answer {
            Ok(_) => {
                tally.in_minute += u64::from(questions);
                tally.here += u64::from(questions);
                tally.note(day, Asked { requests: 1, questions: questions.into(), refused: 0 });
            }
            Err(_) => tally.note(day, Asked { refused: 1, ..Asked::default() }),
        }
        answer
    }

    /// What a key has left.
    pub(super) fn left(&self, key: &DirectoryKey, now: Timestamp) -> Left {
        let mut tallies = self.tallies();
        let tally = tallies.entry(key.id).or_default();
        tally.turn_to(minute_of(now), day_of(now));
        key.quota.left(tally.used(), now)
    }

    /// What is not written down yet: from here on it is the taker's to write.
    pub(super) fn take_unwritten(&self) -> Vec<(DirectoryKeyId, Day, Asked)> {
        let mut tallies = self.tallies();
        let of_key = |(key, tally): (&DirectoryKeyId, &mut Tally)| {
            let (key, unwritten) = (*key, std::mem::take(&mut tally.unwritten));
            unwritten.into_iter().map(move |(day, asked)| (key, day, asked))
        };
        tallies.iter_mut().flat_map(of_key).collect()
    }

    /// Takes back what could not be written down.
    pub(super) fn put_back(&self, unwritten: Vec<(DirectoryKeyId, Day, Asked)>) {
        let mut tallies = self.tallies();
        for (key, day, asked) in unwritten {
            tallies.entry(key).or_default().note(day, asked);
        }
    }

    /// Learns what others counted on a day.
    pub(super) fn note_elsewhere(&self, day: Day, questions: BTreeMap<DirectoryKeyId, i64>) {
        let mut tallies = self.tallies();
        for (key, questions) in questions {
            let tally = tallies.entry(key).or_default();
            if tally.day.is_some_and(|counted| counted > day) {
                // Midnight has passed since it was read.
                continue;
            }
            tally.turn_to(tally.minute, day);
            tally.elsewhere = questions.try_into().unwrap_or_default();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const QUOTA: Quota = Quota { a_minute: 10, a_day: 25 };

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn key() -> DirectoryKeyId {
        Uuid::from_u128(1).into()
    }

    #[test]
    fn a_minute_and_a_day_begin_anew_and_a_refusal_spends_nothing() {
        let meter = Meter::default();
        let spend = |questions, when| meter.spend_of(key(), QUOTA, questions, at(when));
        assert_eq!(spend(8, "2026-11-25T10:00:00Z").unwrap().in_minute, 2);
        assert!(spend(3, "2026-11-25T10:00:59Z").is_err());
        assert_eq!(spend(2, "2026-11-25T10:00:59Z").unwrap().in_minute, 0);
        assert_eq!(spend(10, "2026-11-25T10:01:00Z").unwrap().in_day, 5);
        assert!(matches!(spend(6, "2026-11-25T10:02:00Z"), Err(QuotaSpent::Day { left: 5, .. })));
        assert_eq!(spend(6, "2026-11-26T00:00:00Z").unwrap().in_day, 19);
        let unwritten = meter.take_unwritten();
        let first = Asked { requests: 3, questions: 20, refused: 2 };
        let second = Asked { requests: 1, questions: 6, refused: 0 };
        assert_eq!(unwritten.iter().map(|(_, _, asked)| *asked).collect::<Vec<_>>(), [first, second]);
        assert!(meter.take_unwritten().is_empty());
        meter.put_back(unwritten);
        assert_eq!(meter.take_unwritten().len(), 2, "nothing is lost when it could not be written");
    }

    #[test]
    fn what_others_counted_is_spent_here_too_until_the_day_ends() {
        let meter = Meter::default();
        meter.note_elsewhere(day_of(at("2026-11-25T10:00:00Z")), [(key(), 20)].into());
        let spend = |questions, when| meter.spend_of(key(), QUOTA, questions, at(when));
        assert!(spend(6, "2026-11-25T10:00:00Z").is_err());
        assert_eq!(spend(5, "2026-11-25T10:00:00Z").unwrap().in_day, 0);
        assert_eq!(spend(10, "2026-11-26T10:00:00Z").unwrap().in_day, 15);
    }
}
