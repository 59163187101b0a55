//! Chance that is the same every time.

use crate::seeds::BadSeed;

/// A stream of numbers that follows from its seed alone: SplitMix64 (Steele, Lea and Flood, 2014).
#[derive(Debug, Clone)]
pub struct Chance(u64);

const STEP: u64 = 0x9E37_79B9_7F4A_7C15;

impl Chance {
    /// The stream of a seed, apart from its other streams.
    #[must_use]
    pub fn new(seed: u64, stream: u64) -> Self {
        let mut chance = Self(seed ^ stream.wrapping_mul(STEP).rotate_left(17));
        chance.next();
        chance
    }

    const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(STEP);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`; 0 when there is none.
    pub fn below(&mut self, end: usize) -> usize {
        let wide = u128::from(self.next()) * (end as u128);
        usize::try_from(wide >> 64).unwrap_or(0)
    }

    /// A number from `first` to `last`, both included.
    pub fn between(&mut self, first: u32, last: u32) -> u32 {
        let span = last.saturating_sub(first) as usize + 1;
        first + u32::try_from(self.below(span)).unwrap_or(0)
    }

    /// Whether something happens that happens so often in a thousand.
    pub fn happens(&mut self, per_thousand: u32) -> bool {
        self.below(1000) < per_thousand as usize
    }

    /// One of a list, each as likely as the next.
    ///
    /// # Errors
    /// When the list is empty.
    pub fn one_of<'a, T>(&mut self, list: &'a [T]) -> Result<&'a T, BadSeed> {
        let place = self.below(list.len());
        list.get(place).ok_or_else(|| BadSeed::of("demo/generated", "a list is empty"))
    }

    /// One of a list, each as likely as its weight says.
    ///
    /// # Errors
    /// When no weight is above nothing.
    pub fn weighed<'a, T>(&mut self, list: &'a [T], weight: impl Fn(&T) -> u32) -> Result<&'a T, BadSeed> {
        let total: usize = list.iter().map(|item| weight(item) as usize).sum();
        let mut left = self.below(total);
        for item in list {
            let weight = weight(item) as usize;
            if left < weight {
                return Ok(item);
            }
            left -= weight;
        }
        Err(BadSeed::of("demo/generated", "a list of weights is empty"))
    }

    /// So many digits.
    pub fn digits(&mut self, count: u32) -> String {
        (0..count).map(|_| char::from_digit(self.between(0, 9), 10).unwrap_or('0')).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_numbers_and_another_stream_gives_others() {
        let drawn = |stream| {
            let mut chance = Chance::new(7, stream);
            (0..50).map(|_| chance.below(1_000_000)).collect::<Vec<_>>()
        };
        assert_eq!(drawn(1), drawn(1));
        assert_ne!(drawn(1), drawn(2));
    }

    #[test]
    fn weights_are_kept_within_a_hundredth() {
        let mut chance = Chance::new(1, 1);
        let list = [("often", 900), ("seldom", 100), ("never", 0)];
        let often =
            (0..20_000).filter(|_| chance.weighed(&list, |item| item.1).unwrap().0 == "often").count();
        assert!((17_800..18_200).contains(&often), "{often}");
        assert!(chance.weighed(&[("never", 0)], |item| item.1).is_err());
    }
}
