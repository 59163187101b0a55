//! The committed postcodes: whole, quick to load, small, and each found under its own name.

use finder::Point;
use finder::postcodes::{BadPostcodeFile, Key, Postcodes, Precision, Row, Unresolved};
use proptest::prelude::*;
use std::sync::LazyLock;
use std::time::Instant;

const FILE: &[u8] = include_bytes!("../../seeds/postcodes/postcodes.bin");
static ALL: LazyLock<Postcodes> = LazyLock::new(|| Postcodes::read(FILE).expect("the committed file"));

#[test]
fn all_postcodes_are_there_within_forty_megabytes() {
    assert_eq!(ALL.len(), 1_799_310);
    assert_eq!(ALL.authorities().count(), 361);
    assert!(ALL.memory_bytes() < 40_000_000, "{}", ALL.memory_bytes());
    assert!(FILE.len() < 8_000_000, "{}", FILE.len());
}

#[test]
fn loading_takes_well_under_a_second() {
    let start = Instant::now();
    let postcodes = Postcodes::read(FILE).unwrap();
    // Ten times what it takes on a quiet machine, since this one may be busy.
    assert!(start.elapsed().as_secs_f64() < 3.0, "{:?} for {}", start.elapsed(), postcodes.len());
}

#[test]
fn every_postcode_is_found_under_its_own_name() {
    let mut count = 0;
    for (key, place) in ALL.iter() {
        let written = key.to_string();
        assert_eq!(Key::parse(&written), Some(key));
        assert_eq!(ALL.find(&written), Some(place), "{written}");
        count += 1;
    }
    assert_eq!(count, ALL.len());
}

#[test]
fn known_places_are_where_they_are() {
    let cases = [
        ("LS1 4AP", 53.795, -1.549, "E08000035"),  // Leeds
        ("SW1A 1AA", 51.501, -0.141, "E09000033"), // Westminster
        ("CF10 3AT", 51.485, -3.18, "W06000015"),  // Cardiff
        ("BT1 5GS", 54.597, -5.93, "N09000003"),   // Belfast, which is not in Wirral
        ("ZE1 0HB", 60.154, -1.145, "S12000027"),  // Lerwick
    ];
    for (postcode, latitude, longitude, authority) in cases {
        let place = ALL.find(postcode).unwrap_or_else(|| panic!("{postcode} is not there"));
        let km = place.point.km_to(Point::new(latitude, longitude).unwrap());
        assert!(km < 2.0, "{postcode} is {km} km away");
        assert_eq!((place.authority, place.precision), (authority, Precision::Postcode), "{postcode}");
    }
}

#[test]
fn a_part_of_a_postcode_is_found_less_exactly() {
    let leeds = ALL.find("LS1 4AP").unwrap().point;
    for (part, precision) in [("ls1", Precision::Outcode), ("LS1 4", Precision::Sector)] {
        let place = ALL.resolve(part).unwrap();
        assert_eq!((place.authority, place.precision), ("E08000035", precision));
        assert!(place.point.km_to(leeds) < 1.0);
        assert_eq!(ALL.find(part), None);
    }
}

#[test]
fn what_leads_nowhere_says_why() {
    let why = |text: &str| ALL.resolve(text).unwrap_err();
    assert_eq!(why("hello"), Unresolved::NotAPostcode);
    assert!(matches!(why("LS1 4ZZ"), Unresolved::NotInUse(_)));
    assert!(matches!(why("ZX9 9ZZ"), Unresolved::NoSuchOutcode(_)));
    for crown in ["JE2 3QA", "GY1 1AA", "IM1 1AA"] {
        assert!(matches!(why(crown), Unresolved::CrownDependency(_)), "{crown}");
    }
    assert_eq!(why("BF1 3AD"), Unresolved::Forces);
    assert_eq!(why("bfpo 12"), Unresolved::Forces);
}

#[test]
fn the_nearest_postcode_tells_whose_area_a_position_lies_in() {
    let found = ALL.nearest(Point::new(53.7952, -1.5489).unwrap()).unwrap();
    assert_eq!(found.authority, "E08000035");
    assert!(found.km < 0.2);
    let paris = ALL.nearest(Point::new(48.857, 2.352).unwrap()).unwrap();
    assert!(paris.km > 200.0);
}

#[test]
fn the_nearest_postcode_is_the_nearest_of_all() {
    for (latitude, longitude) in [(51.5, -0.1), (54.2, -4.5), (57.1, -5.0), (52.9, 1.4), (50.0, -5.3)] {
        let at = Point::new(latitude, longitude).unwrap();
        let slow = ALL.iter().map(|(_, place)| place.point.km_to(at)).fold(f64::INFINITY, f64::min);
        let quick = ALL.nearest(at).unwrap().km;
        // The plane bends a little over the sea; over land the two agree.
        assert!(quick <= slow * 1.02 + 0.001, "{at:?}: {quick} and {slow}");
    }
}

#[test]
fn a_damaged_file_is_refused_and_never_half_read() {
    assert_eq!(Postcodes::read(b"").unwrap_err(), BadPostcodeFile::UnknownFormat);
    assert_eq!(Postcodes::read(&FILE[..FILE.len() - 1]).unwrap_err(), BadPostcodeFile::Damaged);
    let mut damaged = FILE.to_vec();
    damaged[1_000_000] ^= 1;
    assert_eq!(Postcodes::read(&damaged).unwrap_err(), BadPostcodeFile::Damaged);
    damaged[3] ^= 1;
    assert_eq!(Postcodes::read(&damaged).unwrap_err(), BadPostcodeFile::UnknownFormat);
}

/// Rows of any postcodes at any places.
fn rows() -> impl Strategy<Value = Vec<Row>> {
    let key = ("[A-PR-UWYZ][A-HK-Y]?[0-9][0-9]? [0-9][ABD-HJLNP-UW-Z]{2}")
        .prop_filter_map("a key", |text| Key::parse(&text));
    let point = (-90.0..90.0, -180.0..180.0)
        .prop_map(|(a, b): (f64, f64)| ((a * 1e5).round() / 1e5, (b * 1e5).round() / 1e5))
        .prop_filter_map("a point", |(a, b)| Point::new(a, b));
    let row =
        (key, point, "E0[6-9]00000[0-9]").prop_map(|(key, point, authority)| Row { key, point, authority });
    proptest::collection::vec(row, 0..60)
}

proptest! {
    #[test]
    fn what_is_compiled_is_read_back(rows in rows()) {
        let read = Postcodes::read(&Postcodes::compile(rows.clone()).unwrap()).unwrap();
        let mut last = std::collections::BTreeMap::new();
        for row in &rows {
            last.insert(row.key, row);
        }
        prop_assert_eq!(read.len(), last.len());
        for (key, row) in last {
            let place = read.find_key(key).unwrap();
            prop_assert_eq!(place.authority, &row.authority);
            prop_assert!(place.point.km_to(row.point) < 0.001);
        }
    }
}
