//! The index answers as the plain loop does: filters, order, totals, counts and pages, also while
//! listings come and go.

mod oracle;
mod random;
mod saved;

use finder::{Change, Cursor, Filter, Finder, Listing, Query};
use proptest::prelude::*;
use random::{DIRECTORIES, Step, by_id, holidays, instant, listing, query, step, take, value};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// Asks page by page, each cursor through its text, and compares everything with the plain loop.
fn agrees(finder: &Finder, listings: &BTreeMap<Uuid, Listing>, query: &Query) -> Result<(), TestCaseError> {
    let (expected, expected_counts) = oracle::answer(listings, &holidays(), query);
    let snapshot = finder.snapshot();
    let (mut query, mut keys) = (query.clone(), Vec::new());
    loop {
        let answer = snapshot.search(&query).map_err(|bad| TestCaseError::fail(bad.to_string()))?;
        prop_assert_eq!(answer.total, expected.len() as u64);
        let counts: oracle::Counts = answer
            .facets
            .iter()
            .flat_map(|kind| {
                kind.values.iter().map(|value| ((kind.facet, value.value.to_string()), value.count))
            })
            .collect();
        prop_assert_eq!(&counts, &expected_counts);
        for hit in &answer.hits {
            let listing = &listings[&hit.id];
            prop_assert_eq!(
                (hit.name, hit.body, hit.place),
                (listing.name.as_str(), &listing.body[..], listing.place)
            );
            keys.push((hit.id, hit.distance_km, hit.opens_at));
        }
        let Some(next) = answer.next else { break };
        prop_assert_eq!(answer.hits.len(), query.limit);
        query.after =
            Some(next.to_string().parse::<Cursor>().map_err(|bad| TestCaseError::fail(bad.to_string()))?);
    }
    let expected: Vec<_> = expected.iter().map(|(opens, key)| (key.id(), key.km(), *opens)).collect();
    prop_assert_eq!(keys, expected);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, max_shrink_iters: 2_000, ..ProptestConfig::default() })]

    #[test]
    fn every_answer_is_that_of_a_plain_loop(
        listings in proptest::collection::vec(listing(), 0..220),
        steps in proptest::collection::vec(step(), 0..8),
        queries in proptest::collection::vec(query(), 1..12),
    ) {
        let mut listings = by_id(listings);
        let finder = Finder::new(listings.values().cloned(), holidays());
        for query in &queries {
            agrees(&finder, &listings, query)?;
        }
        for step in &steps {
            take(&finder, &mut listings, step);
            prop_assert_eq!(finder.snapshot().len(), listings.len());
            for query in &queries {
                agrees(&finder, &listings, query)?;
            }
        }
    }

    #[test]
    fn pages_never_repeat_and_never_skip_what_stays(
        listings in proptest::collection::vec(listing(), 50..200),
        steps in proptest::collection::vec(step(), 1..20),
        query in query(),
    ) {
        let mut listings = by_id(listings);
        let finder = Finder::new(listings.values().cloned(), holidays());
        let mut query = Query { text: None, limit: query.limit.min(4), ..query };
        let found = |listings: &BTreeMap<Uuid, Listing>| -> BTreeSet<Uuid> {
            oracle::answer(listings, &holidays(), &query).0.iter().map(|(_, key)| key.id()).collect()
        };
        let (before, first) = (found(&listings), listings.clone());
        let mut touched = BTreeSet::new();
        let mut steps = steps.iter();
        let mut seen = Vec::new();
        loop {
            let snapshot = finder.snapshot();
            let answer = snapshot.search(&query).unwrap();
            seen.extend(answer.hits.iter().map(|hit| hit.id));
            let Some(next) = answer.next else { break };
            query.after = Some(next);
            if let Some(step) = steps.next() {
                if let Step::Apply(changes) = step {
                    touched.extend(changes.iter().map(|change| match change {
                        Change::Upsert(listing) => listing.id,
                        Change::Remove(id) => *id,
                    }));
                }
                take(&finder, &mut listings, step);
            }
        }
        let stayed = |id: &Uuid| first.contains_key(id) && !touched.contains(id);
        let unchanged: Vec<Uuid> = seen.iter().copied().filter(stayed).collect();
        let once: BTreeSet<Uuid> = unchanged.iter().copied().collect();
        prop_assert_eq!(once.len(), unchanged.len(), "a page repeated a listing that nobody touched");
        let expected: BTreeSet<Uuid> = before.into_iter().filter(stayed).collect();
        prop_assert_eq!(once, expected);
    }

    #[test]
    fn a_filter_only_narrows(
        listings in proptest::collection::vec(listing(), 0..150),
        query in query(),
        more in value(),
        open_at in instant(),
    ) {
        let finder = Finder::new(listings, holidays());
        let snapshot = finder.snapshot();
        let ids = |query: &Query| -> BTreeSet<Uuid> {
            let all = Query { limit: 1000, ..query.clone() };
            snapshot.search(&all).unwrap().hits.iter().map(|hit| hit.id).collect()
        };
        let wide = ids(&query);
        let mut narrow = query.clone();
        narrow.filters.push(Filter::new(more.0, more.1));
        prop_assert!(ids(&narrow).is_subset(&wide));
        let open = Query { open_at: query.open_at.or(Some(open_at)), ..query };
        prop_assert!(ids(&open).is_subset(&wide));
    }

    #[test]
    fn nothing_of_another_directory_shows(
        listings in proptest::collection::vec(listing(), 0..150),
        others in proptest::collection::vec(listing(), 0..60),
        queries in proptest::collection::vec(query(), 1..8),
    ) {
        let own = by_id(listings);
        let finder = Finder::new(own.values().cloned(), holidays());
        let hidden = Uuid::from_u128(99);
        let others = others.into_iter().map(|other| Change::Upsert(Box::new(Listing {
            id: Uuid::from_u128(other.id.as_u128() + 1000),
            directories: vec![hidden],
            ..other
        })));
        let before = finder.snapshot();
        finder.apply(others);
        let after = finder.snapshot();
        for query in &queries {
            let (a, b) = (before.search(query).unwrap(), after.search(query).unwrap());
            prop_assert_eq!((a.total, &a.hits, &a.facets, &a.next), (b.total, &b.hits, &b.facets, &b.next));
            prop_assert_eq!(before.version(query.directory, query.now), after.version(query.directory, query.now));
        }
    }

    #[test]
    fn a_version_changes_exactly_with_what_a_directory_shows(
        listings in proptest::collection::vec(listing(), 0..80),
        steps in proptest::collection::vec(step(), 1..6),
        now in instant(),
    ) {
        let mut listings = by_id(listings);
        let finder = Finder::new(listings.values().cloned(), holidays());
        for step in &steps {
            let (before, known) = (finder.snapshot(), listings.clone());
            take(&finder, &mut listings, step);
            for directory in (1..=DIRECTORIES).map(Uuid::from_u128) {
                let shown = |listings: &BTreeMap<Uuid, Listing>| -> Vec<String> {
                    let is_shown = |listing: &&Listing| oracle::is_shown(listing, directory, now);
                    listings.values().filter(is_shown).map(essence).collect()
                };
                let same = before.version(directory, now) == finder.snapshot().version(directory, now);
                prop_assert_eq!(same, shown(&known) == shown(&listings));
            }
        }
    }
}

/// What a listing shows or is found by.
fn essence(listing: &Listing) -> String {
    let facets: BTreeSet<_> = listing.facets.iter().collect();
    let Listing { id, name, place, reach, hours, text, text_cy, body, .. } = listing;
    format!("{id} {name} {place:?} {reach:?} {hours:?} {text} {text_cy} {body:?} {facets:?}")
}
