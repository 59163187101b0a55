//! What of a segment answers the filters, the hour and the words of a query, wherever it is asked
//! from: worked out once and remembered.

use super::{Admission, Openings, Segment};
use crate::bits::Layers;
use crate::hours::LocalMinute;
use crate::words::Asked;
use crate::{BankHolidays, Facet, Filter};
use roaring::RoaringBitmap;
use std::ops::Range;
use std::sync::{Arc, OnceLock};
use uuid::Uuid;

/// Up to so many documents are counted one by one; more, by intersecting sets.
const FEW: u64 = 40_000;

/// What narrows a query down, besides the position.
#[derive(Debug)]
pub(crate) struct Chosen<'q> {
    pub directory: Uuid,
    pub filters: Vec<&'q Filter>,
    /// When it is to be open.
    pub open: Option<LocalMinute>,
    /// When it is to be closed, in minutes since 1970.
    pub closed: Option<i64>,
    /// The words, and whether each is taken as a slip.
    pub words: Vec<(Asked, bool)>,
    /// All of this as bytes: equal for equal questions.
    pub key: Vec<u8>,
}

impl<'q> Chosen<'q> {
    pub fn new(
        directory: Uuid,
        filters: &'q [Filter],
        open: Option<LocalMinute>,
        closed: Option<i64>,
        words: Vec<(Asked, bool)>,
    ) -> Self {
        let filters: Vec<&Filter> = filters.iter().filter(|filter| !filter.any_of.is_empty()).collect();
        let mut key = directory.as_bytes().to_vec();
        if let Some(minute) = open {
            key.extend(minute.to_bytes());
        }
        let mut parts: Vec<Vec<u8>> = filters.iter().map(|filter| filter_key(filter)).collect();
        parts.extend(
            words.iter().map(|(word, slip)| part(if *slip { b's' } else { b'w' }, [word.word.as_str()])),
        );
        parts.extend(closed.map(|minute| part(b'c', [minute.to_string().as_str()])));
        parts.sort_unstable();
        parts.dedup();
        parts.iter().for_each(|part| key.extend_from_slice(part));
        Self { directory, filters, open, closed, words, key }
    }
}

fn filter_key(filter: &Filter) -> Vec<u8> {
    let mut values: Vec<&str> = filter.any_of.iter().map(String::as_str).collect();
    values.sort_unstable();
    values.dedup();
    part(filter.facet.number(), values)
}

/// One part of a key: what it is, then each text with its length before it, then an end.
fn part<'a>(tag: u8, texts: impl IntoIterator<Item = &'a str>) -> Vec<u8> {
    let mut part = vec![tag];
    for text in texts {
        part.push(1);
        part.extend((text.len() as u64).to_le_bytes());
        part.extend_from_slice(text.as_bytes());
    }
    part.push(0);
    part
}

/// The regions that are counted whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Whole {
    Places,
    Everywhere,
    All,
}

/// The documents of a segment that a question chooses.
#[derive(Debug)]
pub(crate) struct Selection {
    pub set: RoaringBitmap,
    pub layers: Layers,
    /// How many have a place, and how many reach everywhere without one.
    pub places: u64,
    pub everywhere: u64,
    tallies: [Tally; 3],
}

/// By kind: how many documents of a region have each of its values.
type Tally = [OnceLock<Box<[u64]>>; Facet::ALL.len()];

impl Segment {
    pub fn select(
        &self,
        chosen: &Chosen<'_>,
        admission: &Admission,
        holidays: &BankHolidays,
    ) -> Arc<Selection> {
        let mut key = Vec::with_capacity(chosen.key.len() + 8);
        key.extend_from_slice(&chosen.key);
        key.extend(admission.from.to_le_bytes());
        self.memories.selections.get(key.as_slice()).unwrap_or_else(|| {
            let selection = self.work_out(chosen, admission, holidays);
            self.memories.selections.put(key.into(), selection)
        })
    }

    fn work_out(&self, chosen: &Chosen<'_>, admission: &Admission, holidays: &BankHolidays) -> Selection {
        let mut sets: Vec<RoaringBitmap> =
            chosen.filters.iter().map(|filter| self.values.passing(filter)).collect();
        for (word, slip) in &chosen.words {
            let spoken = self.spoken(word, chosen.directory, admission);
            sets.push(if *slip {
                self.slips(&spoken, word, admission).clone()
            } else {
                spoken.exact.clone()
            });
        }
        if let Some(minute) = chosen.open {
            sets.push(self.open(minute, holidays).as_ref().clone());
        }
        if let Some(minute) = chosen.closed {
            sets.push(self.openings(minute, holidays).closed.clone());
        }
        sets.sort_by_key(RoaringBitmap::len);
        let set = sets.into_iter().reduce(|set, next| set & next);
        let set = set.map_or_else(|| admission.shown.clone(), |set| set & &admission.shown);
        self.selection_of(set)
    }

    fn selection_of(&self, set: RoaringBitmap) -> Selection {
        Selection {
            layers: Layers::of(&set, self.regions.slots()),
            places: set.range_cardinality(self.regions.places.clone()),
            everywhere: set.range_cardinality(self.regions.everywhere.clone()),
            tallies: Default::default(),
            set,
        }
    }

    /// What of a selection, which is closed at a minute, opens at a second.
    pub fn opening(&self, selection: &Selection, openings: &Openings, second: i64) -> Selection {
        let opening = openings.by_second.get(&second);
        self.selection_of(opening.map(|docs| docs & &selection.set).unwrap_or_default())
    }

    /// How many documents of a region have each value of a kind, in the order of the values.
    pub fn tally<'s>(&self, selection: &'s Selection, whole: Whole, facet: Facet) -> &'s [u64] {
        let tally = &selection.tallies[whole as usize];
        let kind = &tally[usize::from(facet.number())];
        if let Some(counts) = kind.get() {
            return counts;
        }
        let region = self.region(whole);
        if selection.set.range_cardinality(region.clone()) <= FEW {
            let mut counts = vec![0; self.values.len()];
            for doc in selection.set.range(region) {
                self.values.of(doc).iter().for_each(|value| counts[*value as usize] += 1);
            }
            for (facet, kind) in Facet::ALL.into_iter().zip(tally) {
                let range = self.values.range(facet);
                // Two askers may have counted at once, and counted the same.
                let _ = kind.set(counts[range.start as usize..range.end as usize].into());
            }
        }
        kind.get_or_init(|| {
            let mut set = selection.set.clone();
            set.remove_range(..self.region(whole).start);
            set.remove_range(self.region(whole).end..);
            self.values.range(facet).map(|value| set.intersection_len(self.values.posting(value))).collect()
        })
    }

    pub fn region(&self, whole: Whole) -> Range<u32> {
        match whole {
            Whole::Places => self.regions.places.clone(),
            Whole::Everywhere => self.regions.everywhere.clone(),
            Whole::All => 0..self.regions.rest.end,
        }
    }
}
