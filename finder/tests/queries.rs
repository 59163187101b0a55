//! The index answers as the plain loop does: filters, order, totals, counts and pages, also while
//! listings come and go.

mod oracle;

use finder::{
    BankHolidays, Change, Cursor, Division, Exception, Facet, Filter, Finder, Hours, Listing, OnBankHolidays,
    Origin, Point, Query, Reach, Stretch,
};
use jiff::Timestamp;
use jiff::civil::{Weekday, date};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

const DIRECTORIES: u128 = 3;
const NAMES: [&str; 8] = [
    "Age Well",
    "Carers’ Centre",
    "Tŷ Cymorth",
    "Library",
    "Ymddiriedolaeth",
    "age well",
    "Help Point",
    "Éclair",
];
const TEXTS: [&str; 7] = [
    "help with benefits and forms",
    "carers allowance",
    "driving licences, buses",
    "a friendly library",
    "student finance",
    "",
    "blue badges",
];
const WELSH: [&str; 5] = ["cyngor am ddim", "gyngor i ofalwyr", "llyfrgell", "budd-daliadau", ""];
const ASKED: [&str; 16] = [
    "benefit",
    "benfits",
    "carer",
    "carres",
    "library",
    "libary",
    "licence",
    "bus",
    "gyngor",
    "cyngor",
    "lyfrgell",
    "f",
    "st fin",
    "helpp form",
    "the",
    "zzzz",
];
const CODES: [&str; 3] = ["E08000035", "W06000015", "S12000033"];

fn holidays() -> BankHolidays {
    [(Division::Scotland, date(2026, 11, 30)), (Division::EnglandAndWales, date(2026, 12, 25))]
        .into_iter()
        .collect()
}

fn instant() -> impl Strategy<Value = Timestamp> {
    (0_i64..8)
        .prop_map(|hours| Timestamp::new(1_795_600_000 + hours * 86_000, 0).expect("an instant of 2026"))
}

/// Few positions, so that distances tie; some far from the rest.
fn point() -> impl Strategy<Value = Point> {
    let near =
        (0..12_u32, 0..12_u32).prop_map(|(a, b)| (53.7 + f64::from(a) / 50.0, -1.6 + f64::from(b) / 50.0));
    let anywhere = (49.9..60.8, -8.1..1.7);
    prop_oneof![6 => near, 2 => anywhere, 1 => (-60.0..80.0, -170.0..170.0)]
        .prop_filter_map("on Earth", |(a, b): (f64, f64)| Point::new(a, b))
}

fn reach() -> impl Strategy<Value = Option<Reach>> {
    prop_oneof![
        Just(None),
        Just(Some(Reach::Everywhere)),
        (point(), prop_oneof![Just(-1.0), Just(0.0), 0.1..60.0])
            .prop_map(|(centre, km)| Some(Reach::Radius { centre, km })),
        proptest::sample::subsequence(CODES.as_slice(), 0..=2)
            .prop_map(|codes| Some(Reach::Authorities(codes.into_iter().map(str::to_owned).collect()))),
    ]
}

fn value() -> impl Strategy<Value = (Facet, String)> {
    let facet =
        proptest::sample::select(vec![Facet::Channel, Facet::Language, Facet::Service, Facet::Provider]);
    (facet, 0..4_u8).prop_map(|(facet, number)| (facet, format!("v{number}")))
}

fn hours() -> impl Strategy<Value = Option<Hours>> {
    let stretch = (0..1400_u16, 1..900_u16).prop_map(|(from, length)| Stretch { from, until: from + length });
    let week = proptest::collection::vec((0..7_i8, stretch.clone()), 0..4).prop_map(|week| {
        week.into_iter()
            .map(|(day, stretch)| (Weekday::from_monday_zero_offset(day).expect("one of seven"), stretch))
            .collect()
    });
    let day = (0..12_i8).prop_map(|day| date(2026, 11, 22 + day.min(8)));
    let exception = (day, proptest::collection::vec(stretch, 0..2)).prop_map(|(first, open)| Exception {
        first,
        last: first,
        open,
    });
    let some =
        (week, proptest::option::of(exception), any::<bool>()).prop_map(|(weekly, exception, scotland)| {
            Hours {
                division: if scotland { Division::Scotland } else { Division::NorthernIreland },
                weekly,
                bank_holidays: OnBankHolidays::Closed,
                exceptions: exception.into_iter().collect(),
            }
        });
    proptest::option::weighted(0.7, prop_oneof![some, Just(Hours::always())])
}

fn listing() -> impl Strategy<Value = Listing> {
    let words = (
        proptest::sample::select(NAMES.as_slice()),
        proptest::sample::select(TEXTS.as_slice()),
        proptest::sample::select(WELSH.as_slice()),
    );
    let listed = (proptest::option::weighted(0.2, instant()), proptest::option::weighted(0.2, instant()));
    let sets = (
        proptest::sample::subsequence((1..=DIRECTORIES).collect::<Vec<_>>(), 0..=2),
        proptest::collection::vec(value(), 0..6),
    );
    (0..400_u128, words, proptest::option::weighted(0.6, point()), reach(), sets, hours(), listed).prop_map(
        |(id, (name, text, welsh), place, reach, (directories, facets), hours, (from, until))| Listing {
            directories: directories.into_iter().map(Uuid::from_u128).collect(),
            place,
            reach,
            facets,
            hours,
            listed_from: from.unwrap_or(Timestamp::MIN),
            listed_until: until,
            text: text.into(),
            text_cy: welsh.into(),
            body: format!("body {id} {text}").into_bytes(),
            ..Listing::new(Uuid::from_u128(id), name)
        },
    )
}

fn origin() -> impl Strategy<Value = Origin> {
    let code = proptest::option::of(proptest::sample::select(CODES.as_slice()));
    prop_oneof![
        2 => Just(Origin::Unstated),
        1 => Just(Origin::Elsewhere),
        6 => (point(), code).prop_map(|(point, code)| Origin::At { point, authority: code.map(str::to_owned) }),
    ]
}

fn query() -> impl Strategy<Value = Query> {
    let filter = proptest::collection::vec(value(), 1..3).prop_map(|values| Filter {
        facet: values[0].0,
        any_of: values.into_iter().map(|(_, value)| value).collect(),
    });
    let narrowing = (
        proptest::collection::vec(filter, 0..3),
        proptest::option::weighted(0.3, instant()),
        proptest::option::weighted(0.4, proptest::sample::select(ASKED.as_slice())),
        proptest::option::weighted(0.4, prop_oneof![Just(0.0), 0.5..40.0, Just(1e9)]),
    );
    (1..=DIRECTORIES, origin(), narrowing, instant(), 1..12_usize).prop_map(
        |(directory, origin, (filters, open_at, text, within_km), now, limit)| Query {
            within_km: within_km.filter(|_| origin != Origin::Unstated),
            origin,
            filters,
            open_at,
            text: text.map(str::to_owned),
            limit,
            count: Facet::ALL.to_vec(),
            ..Query::new(Uuid::from_u128(directory), now)
        },
    )
}

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        2 => listing().prop_map(|listing| Change::Upsert(Box::new(listing))),
        1 => (0..400_u128).prop_map(|id| Change::Remove(Uuid::from_u128(id))),
    ]
}

/// What the finder is told, told to a plain map too.
#[derive(Debug, Clone)]
enum Step {
    Apply(Vec<Change>),
    Merge,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![4 => proptest::collection::vec(change(), 1..6).prop_map(Step::Apply), 1 => Just(Step::Merge)]
}

fn take(finder: &Finder, listings: &mut BTreeMap<Uuid, Listing>, step: &Step) {
    match step {
        Step::Merge => assert!(finder.merge()),
        Step::Apply(changes) => {
            finder.apply(changes.clone());
            for change in changes {
                match change {
                    Change::Upsert(listing) => listings.insert(listing.id, listing.as_ref().clone()),
                    Change::Remove(id) => listings.remove(id),
                };
            }
        }
    }
}

fn by_id(listings: Vec<Listing>) -> BTreeMap<Uuid, Listing> {
    listings.into_iter().map(|listing| (listing.id, listing)).collect()
}

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
            keys.push((hit.id, hit.distance_km));
        }
        let Some(next) = answer.next else { break };
        prop_assert_eq!(answer.hits.len(), query.limit);
        query.after =
            Some(next.to_string().parse::<Cursor>().map_err(|bad| TestCaseError::fail(bad.to_string()))?);
    }
    let expected: Vec<_> = expected.iter().map(|key| (key.id(), key.km())).collect();
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
            oracle::answer(listings, &holidays(), &query).0.iter().map(oracle::Key::id).collect()
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
