//! When the entries of the log were, a stretch of numbers at a time.
//!
//! Numbers follow commits and not times: a writer that is overtaken is numbered after entries that are later than its
//! own, and the clocks of two nodes differ. So a time is not found by halving the numbers. But within a stretch times
//! lie close together: the stretches that touch a time are few, and a million entries have a thousand stretches.

use crate::{StoreError, TableShape, Tx};
use diesel::prelude::*;
use std::collections::BTreeMap;
use std::ops::RangeInclusive;

diesel::table! {
    log_stretches (stretch) {
        stretch -> BigInt,
        earliest -> BigInt,
        latest -> BigInt,
    }
}

pub(crate) const STRETCHES: TableShape =
    TableShape { name: "log_stretches", columns: &["stretch", "earliest", "latest"] };

/// So many numbers are one stretch; the migration that made the table says the same.
const LENGTH: i64 = 1_000;

/// The times of stretches, in microseconds: of each the earliest and the latest.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Times(BTreeMap<i64, (i64, i64)>);

impl Times {
    /// Takes in when an entry was.
    pub(super) fn take_in(&mut self, number: i64, at: i64) {
        let (earliest, latest) = self.0.entry((number - 1) / LENGTH).or_insert((at, at));
        (*earliest, *latest) = (at.min(*earliest), at.max(*latest));
    }

    /// The first number of the first stretch that others have otherwise.
    fn differs_from(&self, others: &Self) -> Option<i64> {
        let stretches = self.0.keys().chain(others.0.keys());
        let differing = stretches.filter(|stretch| self.0.get(stretch) != others.0.get(stretch));
        differing.min().map(|stretch| stretch * LENGTH + 1)
    }
}

/// Stretches, in order, as the numbers of those that lie side by side.
fn runs(stretches: &[i64]) -> Vec<RangeInclusive<i64>> {
    let side_by_side = stretches.chunk_by(|one, next| one + 1 == *next);
    let numbers = side_by_side.filter_map(|run| {
        let (first, last) = (run.first()?, run.last()?);
        Some(first * LENGTH + 1..=(last + 1) * LENGTH)
    });
    numbers.collect()
}

impl Tx<'_> {
    /// Takes in when entries were that have just been numbered. One leader at a time does.
    pub(super) fn take_in_times(&mut self, sealed: &Times) -> Result<(), StoreError> {
        use log_stretches::{earliest, latest, stretch, table};
        for (at, (first, last)) in &sealed.0 {
            let known: Option<(i64, i64)> =
                table.find(at).select((earliest, latest)).first(self.connection).optional()?;
            match known {
                Some((known_first, known_last)) => diesel::update(table.find(at))
                    .set((earliest.eq(first.min(&known_first)), latest.eq(last.max(&known_last))))
                    .execute(self.connection)?,
                None => diesel::insert_into(table)
                    .values((stretch.eq(at), earliest.eq(first), latest.eq(last)))
                    .execute(self.connection)?,
            };
        }
        Ok(())
    }

    /// The numbers among which all entries of a time are, in runs, the first run first. Others may be among them.
    pub(super) fn numbers_about(
        &mut self,
        from: Option<i64>,
        to: Option<i64>,
    ) -> Result<Vec<RangeInclusive<i64>>, StoreError> {
        let touched: Vec<i64> = log_stretches::table
            .filter(log_stretches::latest.ge(from.unwrap_or(i64::MIN)))
            .filter(log_stretches::earliest.lt(to.unwrap_or(i64::MAX)))
            .order(log_stretches::stretch)
            .select(log_stretches::stretch)
            .load(self.connection)?;
        Ok(runs(&touched))
    }

    /// The first number of the first stretch that is not as the entries of the whole log say.
    pub(super) fn stretch_that_lies(&mut self, entries: &Times) -> Result<Option<i64>, StoreError> {
        let kept: Vec<(i64, i64, i64)> = log_stretches::table.load(self.connection)?;
        let kept = kept.into_iter().map(|(stretch, first, last)| (stretch, (first, last))).collect();
        Ok(entries.differs_from(&Times(kept)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stretches_that_lie_side_by_side_are_one_run() {
        assert_eq!(runs(&[]), vec![]);
        assert_eq!(runs(&[0]), vec![1..=1_000]);
        assert_eq!(runs(&[0, 2, 3, 7]), vec![1..=1_000, 2_001..=4_000, 7_001..=8_000]);
    }

    #[test]
    fn a_stretch_has_the_times_of_all_its_numbers_whatever_their_order() {
        let mut times = Times::default();
        for (number, at) in [(1, 5), (1_000, 3), (1_001, 9), (2_000, 11)] {
            times.take_in(number, at);
        }
        assert_eq!(times, Times(BTreeMap::from([(0, (3, 5)), (1, (9, 11))])));
        let mut others = Times(BTreeMap::from([(0, (3, 5)), (1, (9, 11))]));
        assert_eq!(times.differs_from(&others), None);
        others.take_in(1_500, 12);
        assert_eq!(times.differs_from(&others), Some(1_001));
    }
}
