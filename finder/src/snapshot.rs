//! All listings at one moment: immutable, and asked any number of questions at once.

use crate::counting;
use crate::cursor::{Key, question};
use crate::hours::LocalMinute;
use crate::memo::Memo;
use crate::point::centimetres_to_km;
use crate::search::{Asking, Found, Part};
use crate::segment::{Admission, Chosen, Openings, Segment, Selection, Shown};
use crate::words::{self, Asked};
use crate::{
    Answer, BadQuery, BankHolidays, Change, Cursor, FacetCounts, Hit, Listing, MOST_HITS, MOST_WORDS, Origin,
    Query,
};
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;
use uuid::Uuid;

/// A part lying on another is laid into it when that has no more than so many times its listings.
const SPREAD: usize = 4;

/// Parts with fewer listings than this are not worth keeping apart.
const SMALL: usize = 32;

/// A mark of everything that a directory can answer at an instant. The same answers have the same
/// mark on every node.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Version(u64);

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

/// The bytes that a snapshot takes, without what it remembers of questions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Memory {
    /// The names, texts and bodies of the listings themselves.
    pub listings: usize,
    /// Everything beyond that.
    pub index: usize,
}

/// All listings at one moment.
#[derive(Debug)]
pub struct Snapshot {
    /// The oldest and largest first.
    parts: Vec<Part>,
    holidays: Arc<BankHolidays>,
    holidays_mark: u64,
    counts: Memo<Box<[u8]>, Arc<[FacetCounts]>>,
    versions: Memo<Uuid, Dated>,
}

/// A version, and from when until when (in microseconds) it is that.
#[derive(Debug)]
struct Dated {
    from: i64,
    until: i64,
    version: Version,
}

/// A hit in the order of the whole answer: places before all others.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Entry<'a> {
    Place { centimetres: u32, id: u128, part: usize, doc: u32 },
    Named { name: &'a str, id: u128, part: usize, doc: u32 },
}

impl Snapshot {
    /// Indexes listings. Of two with the same id the later counts.
    #[must_use]
    pub fn build(listings: impl IntoIterator<Item = Listing>, holidays: Arc<BankHolidays>) -> Self {
        let by_id: HashMap<Uuid, Listing> =
            listings.into_iter().map(|listing| (listing.id, listing)).collect();
        let segment = Segment::build(by_id.into_values().collect());
        Self::of(vec![Part { segment: Arc::new(segment), gone: Arc::default() }], holidays)
    }

    pub(crate) fn of(mut parts: Vec<Part>, holidays: Arc<BankHolidays>) -> Self {
        parts.retain(|part| part.len() > 0);
        let mut hasher = DefaultHasher::new();
        holidays.hash(&mut hasher);
        Self {
            parts,
            holidays_mark: hasher.finish(),
            holidays,
            counts: Memo::new(512),
            versions: Memo::new(1024),
        }
    }

    /// This snapshot with changes: what is large is shared with it.
    pub(crate) fn with(&self, changes: impl IntoIterator<Item = Change>) -> Self {
        let mut changed: BTreeMap<Uuid, Option<Listing>> = BTreeMap::new();
        for change in changes {
            match change {
                Change::Upsert(listing) => changed.insert(listing.id, Some(*listing)),
                Change::Remove(id) => changed.insert(id, None),
            };
        }
        let mut parts = self.parts.clone();
        for part in &mut parts {
            for doc in changed.keys().filter_map(|id| part.segment.find(*id)) {
                Arc::make_mut(&mut part.gone).insert(doc);
            }
        }
        parts.retain(|part| part.len() > 0);
        let mut fresh: Vec<Listing> = changed.into_values().flatten().collect();
        while let Some(part) = parts.pop_if(|part| part.len() <= SMALL.max(SPREAD * fresh.len())) {
            fresh.extend(part.listings());
        }
        if !fresh.is_empty() {
            parts.push(Part { segment: Arc::new(Segment::build(fresh)), gone: Arc::default() });
        }
        Self::of(parts, Arc::clone(&self.holidays))
    }

    /// The same listings in one part.
    pub(crate) fn merged(&self, holidays: Arc<BankHolidays>) -> Self {
        Self::build(self.parts.iter().flat_map(Part::listings), holidays)
    }

    /// How many listings lie outside the largest part, or take room in it and are gone.
    pub(crate) fn loose(&self) -> usize {
        let gone: usize = self.parts.iter().map(|part| part.segment.len() - part.len()).sum();
        gone + self.parts.iter().skip(1).map(Part::len).sum::<usize>()
    }

    pub(crate) fn parts(&self) -> &[Part] {
        &self.parts
    }

    pub(crate) fn holidays(&self) -> &Arc<BankHolidays> {
        &self.holidays
    }

    /// Answers a question.
    ///
    /// # Errors
    /// When it makes no sense: a page too long, a radius without a position, a foreign cursor.
    pub fn search(&self, query: &Query) -> Result<Answer<'_>, BadQuery> {
        check(query)?;
        let mark = question(query);
        let after = query.after.as_ref().map(|cursor| cursor.key_for(mark, query)).transpose()?;
        let now = query.now.as_microsecond();
        let admissions: Vec<Arc<Admission>> =
            self.parts.iter().map(|part| part.segment.admission(query.directory, now)).collect();
        let words = words::asked(query.text.as_deref().unwrap_or_default());
        if words.len() > MOST_WORDS {
            return Err(BadQuery::TextTooLong);
        }
        let words = words.into_iter().map(|word| {
            let slip = !self.is_spoken(&word, query.directory, &admissions);
            (word, slip)
        });
        let open = query.open_at.map(LocalMinute::of);
        let closed = query.closed_at.map(|instant| instant.as_second().div_euclid(60));
        let chosen = Chosen::new(query.directory, &query.filters, open, closed, words.collect());
        let selections: Vec<Arc<Selection>> = self
            .parts
            .iter()
            .zip(&admissions)
            .map(|(part, admission)| part.segment.select(&chosen, admission, &self.holidays))
            .collect();
        let asking = |at: usize| Asking { part: &self.parts[at], selection: &selections[at], query, after };
        let found: Vec<Found> = (0..self.parts.len()).map(|at| asking(at).find()).collect();
        let mut page = match closed {
            None => self.page(&found).into_iter().map(|entry| (None, entry)).collect(),
            Some(minute) => self.by_opening(query, minute, &selections, after),
        };
        let has_more = page.len() > query.limit;
        page.truncate(query.limit);
        let next = page.last().filter(|_| has_more);
        let next = next.map(|(opens, last)| Cursor::new(mark, last.key(), *opens));
        self.fetch(&page);
        let facets = if query.count.is_empty() {
            Arc::default()
        } else {
            let key = counting::key(query, &chosen, &admissions, &found);
            let counts = self.counts.get(key.as_slice()).unwrap_or_else(|| {
                self.counts.put(key.into(), counting::count(&self.parts, &query.count, &found, asking))
            });
            Arc::clone(counts.as_ref())
        };
        Ok(Answer {
            total: found.iter().map(|found| found.total).sum(),
            hits: page.iter().map(|(opens, entry)| self.hit(*opens, entry)).collect(),
            facets,
            next,
        })
    }

    /// One listing, if this directory admits it and it may be shown now.
    #[must_use]
    pub fn listing(&self, directory: Uuid, id: Uuid, now: Timestamp) -> Option<Hit<'_>> {
        self.parts.iter().find_map(|part| {
            let doc = part.segment.find(id).filter(|doc| !part.gone.contains(*doc))?;
            let admission = part.segment.admission(directory, now.as_microsecond());
            admission.shown.contains(doc).then(|| part.hit(doc, None))
        })
    }

    /// The version of a directory: it changes when the directory can answer otherwise than before,
    /// and by nothing that happens elsewhere.
    #[must_use]
    pub fn version(&self, directory: Uuid, now: Timestamp) -> Version {
        let now = now.as_microsecond();
        if let Some(known) =
            self.versions.get(&directory).filter(|known| (known.from..known.until).contains(&now))
        {
            return known.version;
        }
        let mut dated = Dated { from: i64::MIN, until: i64::MAX, version: Version(self.holidays_mark) };
        for part in &self.parts {
            let admission = part.segment.admission(directory, now);
            let gone = part.gone.set.iter().filter(|doc| admission.shown.contains(*doc));
            let gone = gone.map(|doc| part.segment.mark(doc)).fold(0, u64::wrapping_add);
            dated.version.0 = dated.version.0.wrapping_add(admission.mark).wrapping_sub(gone);
            dated.from = dated.from.max(admission.from);
            dated.until = dated.until.min(admission.until);
        }
        self.versions.put(directory, dated).version
    }

    /// How many listings there are, in all directories and at all times.
    #[must_use]
    pub fn len(&self) -> usize {
        self.parts.iter().map(Part::len).sum()
    }

    /// Is there none?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// The bytes that it takes.
    #[must_use]
    pub fn memory(&self) -> Memory {
        self.parts.iter().map(|part| part.segment.memory_bytes()).fold(
            Memory::default(),
            |sum, (listings, index)| Memory { listings: sum.listings + listings, index: sum.index + index },
        )
    }

    /// Does any listing that the directory shows have this word as written?
    fn is_spoken(&self, word: &Asked, directory: Uuid, admissions: &[Arc<Admission>]) -> bool {
        self.parts.iter().zip(admissions).any(|(part, admission)| {
            let spoken = part.segment.spoken(word, directory, admission);
            spoken.exact.iter().any(|doc| !part.gone.contains(doc))
        })
    }

    /// The first hits of all parts, in order.
    fn page(&self, found: &[Found]) -> Vec<Entry<'_>> {
        let mut page = Vec::new();
        for ((part, found), at) in self.parts.iter().zip(found).zip(0..) {
            let place = |near: &crate::tree::Near| Entry::Place {
                centimetres: near.centimetres,
                id: near.id,
                part: at,
                doc: near.doc,
            };
            page.extend(found.near.iter().map(place));
            page.extend(found.named.iter().map(|&doc| {
                let (name, id) = part.segment.name_key(doc);
                Entry::Named { name, id, part: at, doc }
            }));
        }
        if found.len() > 1 {
            page.sort();
        }
        page
    }

    /// The first hits of what is closed, what opens soonest first: the same question again for what
    /// opens at each minute in turn, until there are enough.
    fn by_opening(
        &self,
        query: &Query,
        minute: i64,
        selections: &[Arc<Selection>],
        after: Option<&Key>,
    ) -> Vec<(Option<i64>, Entry<'_>)> {
        let openings: Vec<Arc<Openings>> =
            self.parts.iter().map(|part| part.segment.openings(minute, &self.holidays)).collect();
        let seconds: BTreeSet<i64> =
            openings.iter().flat_map(|part| part.by_second.keys().copied()).collect();
        let first = query.after.as_ref().and_then(Cursor::opens);
        let mut page = Vec::new();
        for second in seconds.range(first.unwrap_or(i64::MIN)..) {
            let after = after.filter(|_| first == Some(*second));
            let found =
                self.parts.iter().zip(selections).zip(&openings).map(|((part, selection), openings)| {
                    let selection = &part.segment.opening(selection, openings, *second);
                    Asking { part, selection, query, after }.find()
                });
            let found: Vec<Found> = found.collect();
            page.extend(self.page(&found).into_iter().map(|entry| (Some(*second), entry)));
            if page.len() > query.limit {
                break;
            }
        }
        page
    }

    /// Asks the memory for what the hits will show, all at once and not one after the other: each
    /// lies somewhere else, and to wait for twenty takes longer than to find them.
    fn fetch(&self, page: &[(Option<i64>, Entry<'_>)]) {
        for (_, entry) in page {
            let (Entry::Place { part, doc, .. } | Entry::Named { part, doc, .. }) = entry;
            std::hint::black_box(self.parts[*part].segment.touch(*doc));
        }
    }

    fn hit(&self, opens: Option<i64>, entry: &Entry<'_>) -> Hit<'_> {
        let (part, doc, distance) = match entry {
            Entry::Place { centimetres, part, doc, .. } => (part, doc, Some(centimetres_to_km(*centimetres))),
            Entry::Named { part, doc, .. } => (part, doc, None),
        };
        let opens_at = opens.and_then(|second| Timestamp::from_second(second).ok());
        Hit { opens_at, ..self.parts[*part].hit(*doc, distance) }
    }
}

impl Part {
    pub(crate) fn len(&self) -> usize {
        self.segment.len() - usize::try_from(self.gone.set.len()).unwrap_or(0)
    }

    fn listings(&self) -> impl Iterator<Item = Listing> {
        self.segment.listings(&self.gone)
    }

    fn hit(&self, doc: u32, distance_km: Option<f64>) -> Hit<'_> {
        let Shown { name, body, detail, place } = self.segment.shown(doc);
        Hit { id: self.segment.id(doc), name, body, detail, place, distance_km, opens_at: None }
    }
}

impl Entry<'_> {
    fn key(&self) -> Key {
        match self {
            Entry::Place { centimetres, id, .. } => Key::Place(*centimetres, Uuid::from_u128(*id)),
            Entry::Named { name, id, .. } => Key::Named((*name).into(), Uuid::from_u128(*id)),
        }
    }
}

fn check(query: &Query) -> Result<(), BadQuery> {
    if query.limit > MOST_HITS {
        return Err(BadQuery::LimitTooGreat);
    }
    match (query.within_km, &query.origin) {
        (Some(_), Origin::Unstated) => Err(BadQuery::Radius),
        (Some(km), _) if km.is_nan() || km < 0.0 => Err(BadQuery::Radius),
        _ => Ok(()),
    }
}
