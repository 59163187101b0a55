//! Listings in a file are the listings, and a file that was touched is none.

use super::random::{by_id, holidays, listing, query, step, take};
use finder::{BadSavedFile, Finder, Saved, Snapshot};
use proptest::prelude::*;
use std::io::Cursor;

fn file_of(snapshot: &Snapshot) -> Vec<u8> {
    let mut file = Cursor::new(Vec::new());
    snapshot.save(42, b"who wrote it", &mut file).expect("memory takes it");
    file.into_inner()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn what_was_saved_answers_as_the_original(
        listings in proptest::collection::vec(listing(), 0..150),
        steps in proptest::collection::vec(step(), 0..4),
        queries in proptest::collection::vec(query(), 1..8),
    ) {
        let mut listings = by_id(listings);
        let original = Finder::new(listings.values().cloned(), holidays());
        steps.iter().for_each(|step| take(&original, &mut listings, step));
        let original = original.snapshot();

        let saved = Saved::read(&file_of(&original)[..]).expect("as it was written");

        prop_assert_eq!((saved.number, &saved.about[..]), (42, &b"who wrote it"[..]));
        prop_assert_eq!(saved.len(), listings.len());
        let loaded = Finder::new([], holidays());
        loaded.restore(saved);
        let loaded = loaded.snapshot();
        prop_assert_eq!(loaded.len(), listings.len());
        for query in &queries {
            let (a, b) = (original.search(query).unwrap(), loaded.search(query).unwrap());
            prop_assert_eq!((a.total, &a.hits, &a.facets, &a.next), (b.total, &b.hits, &b.facets, &b.next));
            let version = |snapshot: &Snapshot| snapshot.version(query.directory, query.now);
            prop_assert_eq!(version(&original), version(&loaded), "every node gives the same marks");
        }
        prop_assert_eq!(file_of(&loaded), file_of(&original), "the same listings make the same file");
    }

    #[test]
    fn a_byte_that_changed_anywhere_is_noticed(
        listings in proptest::collection::vec(listing(), 0..12),
        flip in 1..=u8::MAX,
    ) {
        let file = file_of(&Finder::new(listings, holidays()).snapshot());
        for at in 0..file.len() {
            let mut damaged = file.clone();
            damaged[at] ^= flip;
            prop_assert!(Saved::read(&damaged[..]).is_err(), "byte {} of {}", at, file.len());
        }
        for length in 0..file.len() {
            prop_assert!(Saved::read(&file[..length]).is_err(), "cut to {} of {}", length, file.len());
        }
        let longer = [&file[..], &[0]].concat();
        prop_assert!(matches!(Saved::read(&longer[..]), Err(BadSavedFile::Damaged)));
    }
}

#[test]
fn another_format_is_told_from_damage() {
    let file = file_of(&Finder::new([], holidays()).snapshot());
    let mut newer = file.clone();
    newer[7] += 1;
    assert!(matches!(Saved::read(&newer[..]), Err(BadSavedFile::UnknownFormat)));
    assert!(matches!(Saved::read(&b""[..]), Err(BadSavedFile::UnknownFormat)));
    assert_eq!(Saved::read(&file[..]).expect("whole").len(), 0);
}
