//! What a directory promises to those who ask it, told by example.

use finder::{
    BadQuery, BankHolidays, Change, Division, Facet, Filter, Finder, Hours, Listing, MOST_HITS,
    OnBankHolidays, Origin, Point, Query, Reach, Stretch,
};
use jiff::civil::{Weekday, date};
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

const CARERS: Uuid = Uuid::from_u128(1);
const DRIVERS: Uuid = Uuid::from_u128(2);

fn now() -> Timestamp {
    "2026-11-23T10:00:00Z".parse().expect("an instant")
}

fn at(latitude: f64, longitude: f64) -> Point {
    Point::new(latitude, longitude).expect("on Earth")
}

/// In the middle of Leeds, in the city's area.
fn leeds() -> Origin {
    Origin::At { point: at(53.7952, -1.5489), authority: Some("E08000035".into()) }
}

fn listed(id: u128, name: &str) -> Listing {
    Listing { directories: vec![CARERS], ..Listing::new(Uuid::from_u128(id), name) }
}

fn place(id: u128, name: &str, latitude: f64, longitude: f64) -> Listing {
    Listing { place: Some(at(latitude, longitude)), ..listed(id, name) }
}

/// On the line north of Leeds.
fn north_of_leeds(id: u128, name: &str, latitude: f64) -> Listing {
    place(id, name, latitude, -1.5489)
}

fn reaching(id: u128, name: &str, reach: Reach) -> Listing {
    Listing { reach: Some(reach), ..listed(id, name) }
}

fn from(origin: Origin) -> Query {
    Query { origin, ..Query::new(CARERS, now()) }
}

/// Names and distances, in order.
fn names(finder: &Finder, query: &Query) -> Vec<String> {
    let snapshot = finder.snapshot();
    let answer = snapshot.search(query).expect("an answer");
    answer
        .hits
        .iter()
        .map(|hit| hit.distance_km.map_or(hit.name.into(), |km| format!("{} {km:.1}", hit.name)))
        .collect()
}

fn upsert(listing: Listing) -> [Change; 1] {
    [Change::Upsert(Box::new(listing))]
}

#[test]
fn places_come_nearest_first_and_then_what_comes_to_people() {
    let leeds_area = Reach::Authorities(vec!["E08000035".into()]);
    let finder = Finder::new(
        [
            place(1, "Bradford library", 53.795, -1.759),
            place(2, "Leeds library", 53.8004, -1.5477),
            reaching(3, "Telephone line", Reach::Everywhere),
            reaching(4, "Home visits in Leeds", leeds_area),
            reaching(5, "Bus in Truro", Reach::Radius { centre: at(50.26, -5.05), km: 30.0 }),
            reaching(6, "Bus in Yorkshire", Reach::Radius { centre: at(53.96, -1.08), km: 60.0 }),
        ],
        BankHolidays::default(),
    );
    let expected = [
        "Leeds library 0.6",
        "Bradford library 13.8",
        "Bus in Yorkshire",
        "Home visits in Leeds",
        "Telephone line",
    ];
    assert_eq!(names(&finder, &from(leeds())), expected);
    let near = Query { within_km: Some(5.0), ..from(leeds()) };
    assert_eq!(names(&finder, &near).len(), 4);
}

#[test]
fn whoever_is_abroad_is_offered_what_reaches_everywhere() {
    let both = Listing { reach: Some(Reach::Everywhere), ..place(3, "Desk and line", 53.8, -1.5) };
    let finder = Finder::new(
        [place(1, "Library", 53.8, -1.5), reaching(2, "Telephone line", Reach::Everywhere), both],
        BankHolidays::default(),
    );
    assert_eq!(names(&finder, &from(Origin::Elsewhere)), ["Desk and line", "Telephone line"]);
}

#[test]
fn a_listing_begins_and_ends_by_the_clock_alone() {
    let listing = Listing {
        listed_from: now(),
        listed_until: Some(now() + SignedDuration::from_hours(1)),
        ..place(1, "Library", 53.8, -1.5)
    };
    let finder = Finder::new([listing], BankHolidays::default());
    let snapshot = finder.snapshot();
    let total = |minutes: i64| {
        let now = now() + SignedDuration::from_mins(minutes);
        (snapshot.search(&Query::new(CARERS, now)).expect("an answer").total, snapshot.version(CARERS, now))
    };
    assert_eq!([total(-1).0, total(0).0, total(59).0, total(60).0], [0, 1, 1, 0]);
    assert_eq!(total(0).1, total(59).1);
    assert_ne!(total(59).1, total(60).1);
    assert!(snapshot.listing(CARERS, Uuid::from_u128(1), now()).is_some());
    assert!(snapshot.listing(DRIVERS, Uuid::from_u128(1), now()).is_none());
}

#[test]
fn a_change_shows_at_once_and_also_after_a_merge() {
    let finder = Finder::new((1..200).map(|id| place(id, "Library", 53.8, -1.5)), BankHolidays::default());
    let held = finder.snapshot();
    finder.apply(upsert(place(7, "Moved", 53.7952, -1.5489)));
    finder.apply([Change::Remove(Uuid::from_u128(8))]);
    for _ in 0..2 {
        assert_eq!(names(&finder, &from(leeds()))[0], "Moved 0.0");
        assert_eq!(finder.snapshot().len(), 198);
        assert!(finder.merge());
    }
    assert_eq!(held.len(), 199, "who holds a snapshot keeps it as it was");
}

#[test]
fn a_word_is_taken_as_a_slip_only_while_nobody_here_has_it() {
    let carer = Listing { text: "carer support".into(), ..listed(1, "One") };
    let mut listings: Vec<Listing> = (10..100).map(|id| listed(id, "Library")).collect();
    listings.push(carer);
    let finder = Finder::new(listings, BankHolidays::default());
    let asked = Query { text: Some("career".into()), ..from(Origin::Unstated) };
    assert_eq!(names(&finder, &asked), ["One"]);

    let career = Listing { text: "career advice".into(), ..listed(2, "Two") };
    finder.apply(upsert(Listing { directories: vec![DRIVERS], ..career.clone() }));
    assert_eq!(names(&finder, &asked), ["One"], "what another directory has is not known here");
    finder.apply(upsert(career));
    assert_eq!(names(&finder, &asked), ["Two"]);
    finder.merge();
    finder.apply([Change::Remove(Uuid::from_u128(2))]);
    assert_eq!(names(&finder, &asked), ["One"], "what is gone says nothing");
}

#[test]
fn words_are_found_by_beginnings_plurals_and_mutations() {
    let listing = Listing {
        text: "Blue badges at the libraries".into(),
        text_cy: "Bathodynnau glas; gyngor yn y lyfrgell".into(),
        ..listed(1, "Tŷ Cymorth")
    };
    let finder = Finder::new([listing], BankHolidays::default());
    let total = |text: &str| {
        let query = Query { text: Some(text.into()), ..from(Origin::Unstated) };
        finder.snapshot().search(&query).expect("an answer").total
    };
    for text in
        ["badge", "badg", "BADGES", "library", "libary", "ty cymorth", "cyngor", "llyfrgell", "the badge", ""]
    {
        assert_eq!(total(text), 1, "{text}");
    }
    for text in ["badge car", "passport", "ymorthx"] {
        assert_eq!(total(text), 0, "{text}");
    }
}

#[test]
fn what_is_open_is_told_from_what_is_not_and_from_what_nobody_knows() {
    let finder = Finder::new(
        [Listing { hours: Some(Hours::always()), ..listed(1, "Always") }, listed(2, "Unknown")],
        BankHolidays::default(),
    );
    let query = Query { open_at: Some(now()), ..from(Origin::Unstated) };
    assert_eq!(names(&finder, &query), ["Always"]);
}

#[test]
fn values_of_one_filter_are_alternatives_and_filters_add_up() {
    let with = |id, name, values: &[(Facet, &str)]| Listing {
        facets: values.iter().map(|(facet, value)| (*facet, (*value).to_owned())).collect(),
        ..listed(id, name)
    };
    let (ramp, lift) = ((Facet::Facility, "ramp"), (Facet::Facility, "lift"));
    let finder = Finder::new([with(1, "A", &[ramp]), with(2, "B", &[ramp, lift])], BankHolidays::default());
    let query =
        |filters: Vec<Filter>| Query { filters, count: vec![Facet::Facility], ..from(Origin::Unstated) };
    let either = Filter { facet: Facet::Facility, any_of: vec!["ramp".into(), "lift".into(), "none".into()] };
    assert_eq!(names(&finder, &query(vec![either])), ["A", "B"]);
    let both = query(vec![Filter::new(Facet::Facility, "ramp"), Filter::new(Facet::Facility, "lift")]);
    assert_eq!(names(&finder, &both), ["B"]);
    let snapshot = finder.snapshot();
    let counts = snapshot.search(&query(Vec::new())).expect("an answer").facets;
    let counts: Vec<_> = counts[0].values.iter().map(|value| (&*value.value, value.count)).collect();
    assert_eq!(counts, [("ramp", 2), ("lift", 1)]);
}

#[test]
fn questions_without_sense_are_refused() {
    let finder = Finder::new((0..50).map(|id| place(id, "Library", 53.8, -1.5)), BankHolidays::default());
    let snapshot = finder.snapshot();
    let refused = |query: &Query| snapshot.search(query).expect_err("no answer");
    let plain = from(Origin::Unstated);
    assert_eq!(refused(&Query { limit: MOST_HITS + 1, ..plain.clone() }), BadQuery::LimitTooGreat);
    assert_eq!(refused(&Query { within_km: Some(5.0), ..plain.clone() }), BadQuery::Radius);
    assert_eq!(refused(&Query { within_km: Some(f64::NAN), ..from(leeds()) }), BadQuery::Radius);
    let long = (0..20).map(|word| format!("word{word} ")).collect();
    assert_eq!(refused(&Query { text: Some(long), ..plain.clone() }), BadQuery::TextTooLong);
    let next = snapshot.search(&from(leeds())).expect("an answer").next;
    assert!(next.is_some());
    assert!(matches!(refused(&Query { after: next, ..plain }), BadQuery::Cursor(_)));
}

#[test]
fn what_is_closed_comes_by_when_it_opens_and_what_never_opens_not_at_all() {
    // A Monday, ten in the morning.
    let open = |id, name, from: u16, place: f64| Listing {
        hours: Some(Hours {
            division: Division::Scotland,
            weekly: vec![(Weekday::Monday, Stretch { from, until: from + 60 })],
            bank_holidays: OnBankHolidays::Closed,
            exceptions: Vec::new(),
        }),
        ..north_of_leeds(id, name, place)
    };
    let never = Hours { weekly: Vec::new(), ..open(0, "", 0, 0.0).hours.expect("hours") };
    let finder = Finder::new(
        [
            open(1, "Open now", 600, 53.80),
            open(2, "At two, here", 840, 53.80),
            open(3, "At noon, far", 720, 54.80),
            open(4, "At noon, near", 720, 53.81),
            open(5, "Next Monday, it was open at eight", 480, 53.80),
            Listing { hours: Some(never), ..north_of_leeds(6, "Never", 53.80) },
            north_of_leeds(7, "Nobody knows", 53.80),
        ],
        [(Division::Scotland, date(2026, 11, 30))].into_iter().collect(),
    );
    let query = Query { closed_at: Some(now()), ..from(leeds()) };
    let snapshot = finder.snapshot();
    let answer = snapshot.search(&query).expect("an answer");
    let found: Vec<_> =
        answer.hits.iter().map(|hit| (hit.name, hit.opens_at.expect("asked for").to_string())).collect();
    let expected = [
        ("At noon, near", "2026-11-23T12:00:00Z"),
        ("At noon, far", "2026-11-23T12:00:00Z"),
        ("At two, here", "2026-11-23T14:00:00Z"),
        ("Next Monday, it was open at eight", "2026-12-07T08:00:00Z"), // the 30th is a holiday
    ];
    assert_eq!(found, expected.map(|(name, at)| (name, at.to_owned())));
}

#[test]
fn words_are_found_by_slips_plurals_and_mutations_in_both_languages() {
    let texts = [
        (1, "Buses and people", "Llyfrgelloedd ym Mangor"),
        (2, "One library for a person", "Gwasanaeth i ofalwyr"),
        (3, "Identity documents", "Ei hysgol a'i chyngor"),
    ];
    let listing = |(id, english, welsh): (u128, &str, &str)| Listing {
        text: english.into(),
        text_cy: welsh.into(),
        ..listed(id, &format!("No {id}"))
    };
    let finder = Finder::new(texts.map(listing), BankHolidays::default());
    let found = |text: &str| -> Vec<u128> {
        let query = Query { text: Some(text.into()), ..from(Origin::Unstated) };
        let snapshot = finder.snapshot();
        let answer = snapshot.search(&query).expect("an answer");
        answer.hits.iter().map(|hit| hit.id.as_u128()).collect()
    };
    for (asked, expected) in [
        // Plurals and singulars, either way round
        ("bus", &[1][..]),
        ("buses", &[1]),
        ("libraries", &[2]),
        ("person", &[1, 2]),
        ("llyfrgell", &[1]),
        ("gwasanaethau", &[2]),
        ("gofalwr", &[2]),
        // Mutations
        ("bangor", &[1]),
        ("lyfrgell", &[1]),
        ("wasanaeth", &[2]),
        ("ysgol", &[3]),
        ("gyngor", &[3]),
        ("nghyngor", &[3]),
        // Beginnings
        ("ident", &[3]),
        ("llyfr", &[1]),
        // A slip: a letter other, missing, more, two changed places
        ("documints", &[3]),
        ("documnts", &[3]),
        ("docuuments", &[3]),
        ("dcouments", &[3]),
        ("gwasanaerh", &[2]),
        // Two slips are another word
        ("dokumints", &[]),
        ("passport", &[]),
    ] {
        assert_eq!(found(asked), expected, "{asked}");
    }
}
