//! Which of several places are visited: a rule that anyone can repeat, and nobody can steer.

use crate::AccreditationId;
use crate::values::Postcode;

/// The places that are visited: as many as the square root of their number, rounded up, and two where there are
/// two. Which ones follows from the application's identifier and the postcodes alone, so that neither the
/// provider nor the assessor can choose, and anyone can check.
#[must_use]
pub fn sample_of(case: AccreditationId, places: &[Postcode]) -> Vec<Postcode> {
    let mut places = places.to_vec();
    places.sort();
    places.dedup();
    let root = places.len().isqrt();
    let root = if root * root < places.len() { root + 1 } else { root };
    let wanted = root.max(places.len().min(2));
    places.sort_by_cached_key(|place| (mixed(case, place), place.clone()));
    places.truncate(wanted);
    places.sort();
    places
}

/// FNV-1a over both names, stirred so that close names lie far apart.
fn mixed(case: AccreditationId, place: &Postcode) -> u64 {
    let bytes = case.uuid().into_bytes().into_iter().chain(place.as_str().bytes());
    let hash = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    let hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^ (hash >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn places(count: usize) -> Vec<Postcode> {
        (0..count).map(|n| format!("LS{} {}AB", 1 + n / 10, n % 10).parse().unwrap()).collect()
    }

    #[test]
    fn as_many_are_visited_as_the_rule_says() {
        let case = Uuid::from_u128(7).into();
        for (all, wanted) in [(0, 0), (1, 1), (2, 2), (3, 2), (4, 2), (5, 3), (9, 3), (10, 4), (50, 8)] {
            assert_eq!(sample_of(case, &places(all)).len(), wanted, "{all}");
        }
    }

    #[test]
    fn the_order_in_which_places_are_named_changes_nothing_and_every_place_may_be_drawn() {
        let all = places(9);
        let mut backwards = all.clone();
        backwards.reverse();
        let mut drawn = std::collections::BTreeSet::new();
        for number in 0..60 {
            let case = Uuid::from_u128(number).into();
            let sample = sample_of(case, &all);
            assert_eq!(sample, sample_of(case, &backwards));
            drawn.extend(sample);
        }
        assert_eq!(drawn.len(), all.len());
    }
}
