//! Some listings, indexed once and never changed: a snapshot is a large segment and a few small
//! ones laid over it.
//!
//! Documents are numbered by how they are found: first those with a place, along the curve of the
//! tree; then those that reach a circle; then those of authorities; then those that reach
//! everywhere, by name; then the rest. Each of these regions begins a new word of bits, so that
//! counting and skipping work on whole words.

mod admission;
mod build;
mod record;
mod saved;
mod selection;
mod text;
mod values;

pub(crate) use admission::{Admission, Openings};
pub(crate) use record::Shown;
pub(crate) use selection::{Chosen, Selection, Whole};

use crate::bits::{Gone, Masks};
use crate::circles::{Circles, circle_of, covers};
use crate::hours::LocalMinute;
use crate::memo::Memo;
use crate::point::Unit;
use crate::tree::Tree;
use crate::words::Asked;
use crate::{Hours, Listing};
use jiff::Timestamp;
use record::Records;
use roaring::RoaringBitmap;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;
use text::Text;
use uuid::Uuid;
use values::Values;

/// Bytes that memory gives at once.
const LINE: usize = 64;
/// So many of them hold what lists show of a listing, nearly always.
const LINES: usize = 6;

/// No hours are known.
const UNKNOWN: u32 = u32::MAX;

/// Immutable, indexed listings.
#[derive(Debug)]
pub(crate) struct Segment {
    pub regions: Regions,
    pub ids: Vec<u128>,
    by_id: Vec<u32>,
    /// Documents by sort name and id.
    pub by_name: Vec<u32>,
    /// Where each document stands in `by_name`.
    pub ranks: Vec<u32>,
    /// The instants in microseconds from which and until which a listing may be shown.
    listed: Vec<(i64, i64)>,
    /// A hash of all that answers show of a listing or find it by.
    marks: Vec<u64>,
    records: Records,
    directories: HashMap<Uuid, RoaringBitmap>,
    /// The sets of directories that occur, and by document which.
    directory_sets: Vec<Vec<Uuid>>,
    directory_set_of: Vec<u32>,
    pub values: Values,
    /// The hours that occur, and by document which.
    hours: Vec<Hours>,
    hours_of: Vec<u32>,
    pub places: Tree,
    /// The circles of the region of circles.
    pub circles: Circles,
    /// The circles that listings with a place reach as well, and whose they are.
    pub place_circles: Circles,
    pub place_circle_docs: Vec<u32>,
    /// Those with a place that reach everywhere as well.
    pub places_everywhere: RoaringBitmap,
    /// By authority: those that serve it, with a place or without.
    pub authorities: HashMap<Box<str>, Masks>,
    text: Text,
    memories: Memories,
}

/// The memory that remembered selections may take, in bytes.
const SELECTIONS_BYTES: usize = 32 << 20;

/// What was asked of a segment before, and what came of it.
#[derive(Debug)]
struct Memories {
    admissions: Memo<Uuid, Admission>,
    open: Memo<LocalMinute, RoaringBitmap>,
    openings: Memo<i64, Openings>,
    words: Memo<(Box<str>, Uuid, i64), Spoken>,
    selections: Memo<Box<[u8]>, Selection>,
}

impl Memories {
    /// None yet, of a segment with so many slots.
    fn for_slots(count: usize) -> Self {
        let selections = SELECTIONS_BYTES / (count / 4 + 256);
        Self {
            admissions: Memo::new(1024),
            open: Memo::new(16),
            openings: Memo::new(4),
            words: Memo::new(selections.clamp(16, 1024)),
            selections: Memo::new(selections.clamp(16, 1024)),
        }
    }
}

/// The numbers of documents, by how they are found.
#[derive(Debug, Clone, Default)]
pub(crate) struct Regions {
    pub places: Range<u32>,
    pub circles: Range<u32>,
    pub everywhere: Range<u32>,
    pub rest: Range<u32>,
}

impl Regions {
    /// All slots, those without a listing too.
    pub fn slots(&self) -> usize {
        self.rest.end as usize
    }
}

/// The words of bits that a region takes. Each region begins a word.
pub(crate) fn words_of(region: &Range<u32>) -> Range<usize> {
    region.start as usize / 64..(region.end as usize).div_ceil(64)
}

/// The documents of a directory that a word finds.
#[derive(Debug)]
pub(crate) struct Spoken {
    pub exact: RoaringBitmap,
    pub slips: std::sync::OnceLock<RoaringBitmap>,
}

impl Segment {
    /// How many listings it has.
    pub fn len(&self) -> usize {
        self.by_id.len()
    }

    /// The document with an id.
    pub fn find(&self, id: Uuid) -> Option<u32> {
        let id = id.as_u128();
        let at = self.by_id.binary_search_by_key(&id, |doc| self.ids[*doc as usize]).ok()?;
        Some(self.by_id[at])
    }

    pub fn id(&self, doc: u32) -> Uuid {
        Uuid::from_u128(self.ids[doc as usize])
    }

    pub fn shown(&self, doc: u32) -> Shown<'_> {
        self.records.shown(doc as usize)
    }

    /// A look at what lists show of a document, so that it is near when it is wanted. Gives nothing of use.
    pub fn touch(&self, doc: u32) -> u8 {
        let record = self.records.bytes(doc as usize);
        record.iter().step_by(LINE).take(LINES).fold(0, |seen, byte| seen ^ byte)
    }

    pub fn mark(&self, doc: u32) -> u64 {
        self.marks[doc as usize]
    }

    /// The key of a document in the order by name.
    pub fn name_key(&self, doc: u32) -> (&str, u128) {
        (self.records.sort_name(doc as usize), self.ids[doc as usize])
    }

    /// The first rank that comes after a key.
    pub fn rank_after(&self, name: &str, id: u128) -> u32 {
        crate::bits::narrow(self.by_name.partition_point(|doc| self.name_key(*doc) <= (name, id)))
    }

    /// Its listings without those that are gone, as they were given.
    pub fn listings(&self, gone: &Gone) -> impl Iterator<Item = Listing> {
        self.by_id.iter().copied().filter(|doc| !gone.contains(*doc)).map(|doc| self.listing(doc))
    }

    pub fn listing(&self, doc: u32) -> Listing {
        let at = doc as usize;
        let record = self.records.get(at);
        let (from, until) = self.listed[at];
        let facets =
            self.values.of(doc).iter().filter_map(|number| {
                Some((self.values.facet(*number)?, self.values.name(*number).to_string()))
            });
        Listing {
            id: self.id(doc),
            name: record.name.to_owned(),
            directories: self.directory_sets[self.directory_set_of[at] as usize].clone(),
            place: record.place,
            reach: record.reach,
            facets: facets.collect(),
            hours: self.hours.get(self.hours_of[at] as usize).cloned(),
            listed_from: Timestamp::from_microsecond(from).unwrap_or(Timestamp::MIN),
            listed_until: (until < i64::MAX)
                .then(|| Timestamp::from_microsecond(until).unwrap_or(Timestamp::MAX)),
            text: record.text.to_owned(),
            text_cy: record.text_cy.to_owned(),
            body: record.body.to_vec(),
            detail: record.detail.to_vec(),
        }
    }

    /// Does the circle of a document cover a position?
    pub fn covers(&self, doc: u32, from: Unit) -> bool {
        let reach = self.records.get(doc as usize).reach;
        reach.as_ref().and_then(circle_of).is_some_and(|circle| covers(circle, from))
    }

    /// Which documents of a directory have a word as written; which nearly, is worked out when asked.
    pub fn spoken(&self, asked: &Asked, directory: Uuid, admission: &Admission) -> Arc<Spoken> {
        let key = (Box::from(asked.word.as_str()), directory, admission.from);
        self.memories.words.get(&key).unwrap_or_else(|| {
            let exact = self.text.having(asked) & &admission.shown;
            self.memories.words.put(key, Spoken { exact, slips: std::sync::OnceLock::new() })
        })
    }

    /// Which documents of a directory nearly have a word.
    pub fn slips<'a>(&self, spoken: &'a Spoken, asked: &Asked, admission: &Admission) -> &'a RoaringBitmap {
        spoken.slips.get_or_init(|| self.text.nearly_having(asked) & &admission.shown)
    }

    /// The bytes that it takes in memory, with the text of the listings (first) and beyond it.
    pub fn memory_bytes(&self) -> (usize, usize) {
        let sets = |sets: &HashMap<_, RoaringBitmap>| {
            sets.values().map(RoaringBitmap::serialized_size).sum::<usize>()
        };
        let beyond = size_of_val(&*self.ids)
            + size_of_val(&*self.by_id)
            + size_of_val(&*self.by_name)
            + size_of_val(&*self.ranks)
            + size_of_val(&*self.listed)
            + size_of_val(&*self.marks)
            + size_of_val(&*self.directory_set_of)
            + size_of_val(&*self.hours_of)
            + self.hours.len() * 256
            + sets(&self.directories)
            + self.authorities.values().map(|masks| size_of_val(&**masks) + 48).sum::<usize>()
            + self.values.memory_bytes()
            + self.places.memory_bytes()
            + self.circles.memory_bytes()
            + self.place_circles.memory_bytes()
            + self.text.memory_bytes();
        (self.records.memory_bytes(), beyond)
    }
}
