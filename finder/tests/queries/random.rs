//! Listings, questions and changes by chance.

use finder::{
    BankHolidays, Change, Division, Exception, Facet, Filter, Finder, Hours, Listing, OnBankHolidays, Origin,
    Point, Query, Reach, Stretch,
};
use jiff::Timestamp;
use jiff::civil::{Weekday, date};
use proptest::prelude::*;
use std::collections::BTreeMap;
use uuid::Uuid;

pub const DIRECTORIES: u128 = 3;
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
const WELSH: [&str; 6] =
    ["cyngor am ddim", "gyngor i ofalwyr", "llyfrgell", "budd-daliadau", "ym Mangor a’r llyfrgelloedd", ""];
const ASKED: [&str; 20] = [
    "gofalwr",
    "bangor",
    "llyfrgelloedd",
    "buses",
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

pub fn holidays() -> BankHolidays {
    [
        (Division::Scotland, date(2026, 11, 30)),
        (Division::EnglandAndWales, date(2026, 11, 26)),
        (Division::NorthernIreland, date(2026, 11, 27)),
        (Division::NorthernIreland, date(2026, 11, 30)),
    ]
    .into_iter()
    .collect()
}

pub fn instant() -> impl Strategy<Value = Timestamp> {
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

pub fn value() -> impl Strategy<Value = (Facet, String)> {
    // Some kinds often, so that conditions meet; every kind at times.
    let facet = prop_oneof![
        3 => proptest::sample::select(vec![Facet::Channel, Facet::Language, Facet::Service]),
        2 => proptest::sample::select(Facet::ALL.to_vec()),
    ];
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
    let stretches = proptest::collection::vec(stretch, 0..2);
    let exception = (day, 0..3_i64, stretches.clone()).prop_map(|(first, days, open)| Exception {
        first,
        last: first.checked_add(jiff::Span::new().days(days)).expect("a day of this century"),
        open,
    });
    let on_bank_holidays = prop_oneof![
        Just(OnBankHolidays::AsUsual),
        Just(OnBankHolidays::Closed),
        stretches.prop_map(OnBankHolidays::Open),
    ];
    let division = proptest::sample::select(vec![
        Division::EnglandAndWales,
        Division::Scotland,
        Division::NorthernIreland,
    ]);
    let exceptions = proptest::collection::vec(exception, 0..3);
    let some = (week, exceptions, division, on_bank_holidays).prop_map(
        |(weekly, exceptions, division, bank_holidays)| Hours { division, weekly, bank_holidays, exceptions },
    );
    proptest::option::weighted(0.7, prop_oneof![some, Just(Hours::always())])
}

pub fn listing() -> impl Strategy<Value = Listing> {
    let words = (
        proptest::sample::select(NAMES.as_slice()),
        proptest::sample::select(TEXTS.as_slice()),
        proptest::sample::select(WELSH.as_slice()),
    );
    let listed = (proptest::option::weighted(0.2, instant()), proptest::option::weighted(0.2, instant()));
    let sets = (
        proptest::sample::subsequence((1..=DIRECTORIES).collect::<Vec<_>>(), 0..=2),
        proptest::collection::vec(value(), 0..9),
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

pub fn query() -> impl Strategy<Value = Query> {
    let filter = proptest::collection::vec(value(), 1..3).prop_map(|values| Filter {
        facet: values[0].0,
        any_of: values.into_iter().map(|(_, value)| value).collect(),
    });
    let narrowing = (
        proptest::collection::vec(filter, 0..3),
        (proptest::option::weighted(0.3, instant()), proptest::option::weighted(0.3, instant())),
        proptest::option::weighted(0.4, proptest::sample::select(ASKED.as_slice())),
        proptest::option::weighted(0.4, prop_oneof![Just(0.0), 0.5..40.0, Just(1e9)]),
    );
    (1..=DIRECTORIES, origin(), narrowing, instant(), 1..12_usize).prop_map(
        |(directory, origin, (filters, (open_at, closed_at), text, within_km), now, limit)| Query {
            within_km: within_km.filter(|_| origin != Origin::Unstated),
            origin,
            filters,
            open_at,
            closed_at,
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
pub enum Step {
    Apply(Vec<Change>),
    Merge,
}

pub fn step() -> impl Strategy<Value = Step> {
    prop_oneof![4 => proptest::collection::vec(change(), 1..6).prop_map(Step::Apply), 1 => Just(Step::Merge)]
}

pub fn take(finder: &Finder, listings: &mut BTreeMap<Uuid, Listing>, step: &Step) {
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

pub fn by_id(listings: Vec<Listing>) -> BTreeMap<Uuid, Listing> {
    listings.into_iter().map(|listing| (listing.id, listing)).collect()
}
