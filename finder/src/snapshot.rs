//! All listings at one moment: immutable, and asked any number of questions at once.

use crate::cursor::{Key, question};
use crate::hours::LocalMinute;
use crate::words::{self, Asked, Language};
use crate::{
    Answer, BadQuery, BankHolidays, Cursor, Facet, FacetCounts, Filter, Hit, Listing, MOST_HITS, MOST_WORDS,
    Origin, Point, Query, Reach, ValueCount,
};
use jiff::Timestamp;
use std::collections::BTreeMap;
use std::fmt;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;
use uuid::Uuid;

/// A mark of everything that a directory can answer at an instant. The same answers have the same
/// mark on every node.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Version(u64);

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

/// All listings at one moment.
#[derive(Debug)]
pub struct Snapshot {
    listings: Vec<Listing>,
    holidays: Arc<BankHolidays>,
}

impl Snapshot {
    /// Indexes listings. Of two with the same id the later counts.
    #[must_use]
    pub fn build(listings: impl IntoIterator<Item = Listing>, holidays: Arc<BankHolidays>) -> Self {
        let by_id: BTreeMap<Uuid, Listing> =
            listings.into_iter().map(|listing| (listing.id, listing)).collect();
        Self { listings: by_id.into_values().collect(), holidays }
    }

    /// Answers a question.
    ///
    /// # Errors
    /// When it makes no sense: a page too long, a radius without a position, a foreign cursor.
    pub fn search(&self, query: &Query) -> Result<Answer<'_>, BadQuery> {
        check(query)?;
        let mark = question(query);
        let after = query.after.as_ref().map(|cursor| cursor.key_for(mark, query)).transpose()?;
        let admitted =
            || self.listings.iter().filter(|listing| is_shown(listing, query.directory, query.now));
        let words = words::asked(query.text.as_deref().unwrap_or_default());
        if words.len() > MOST_WORDS {
            return Err(BadQuery::TextTooLong);
        }
        let slips: Vec<bool> =
            words.iter().map(|word| !admitted().any(|listing| has_word(listing, word))).collect();
        let minute = query.open_at.map(LocalMinute::of);
        let mut found: Vec<(Key, &Listing)> = admitted()
            .filter(|listing| query.filters.iter().all(|filter| passes(listing, filter)))
            .filter(|listing| {
                minute.is_none_or(|at| {
                    listing.hours.as_ref().is_some_and(|hours| hours.is_open(at, &self.holidays))
                })
            })
            .filter(|listing| {
                words.iter().zip(&slips).all(|(word, slip)| {
                    if *slip { has_nearly(listing, word) } else { has_word(listing, word) }
                })
            })
            .filter_map(|listing| Some((key(listing, query)?, listing)))
            .collect();
        found.sort_by(|a, b| a.0.cmp(&b.0));
        let mut counts: BTreeMap<(Facet, &str), u64> = BTreeMap::new();
        for (_, listing) in &found {
            let mut values: Vec<_> =
                listing.facets.iter().map(|(facet, value)| (*facet, value.as_str())).collect();
            values.sort_unstable();
            values.dedup();
            values.into_iter().for_each(|value| *counts.entry(value).or_default() += 1);
        }
        let total = found.len() as u64;
        let begin = after.map_or(0, |after| found.partition_point(|(key, _)| key <= after));
        let page = &found[begin..];
        let hits: Vec<_> = page.iter().take(query.limit).map(|(key, listing)| hit(key, listing)).collect();
        let last = page.get(hits.len()).and_then(|_| Some(page.get(hits.len().checked_sub(1)?)?.0.clone()));
        let facets = query.count.iter().map(|facet| {
            let of = counts.iter().filter(|((kind, _), _)| kind == facet);
            let mut values: Vec<_> =
                of.map(|((_, value), count)| ValueCount { value: (*value).into(), count: *count }).collect();
            values.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.value.cmp(&b.value)));
            FacetCounts { facet: *facet, values }
        });
        Ok(Answer { total, hits, facets: facets.collect(), next: last.map(|key| Cursor::new(mark, key)) })
    }

    /// One listing, if this directory admits it and it may be shown now.
    #[must_use]
    pub fn listing(&self, directory: Uuid, id: Uuid, now: Timestamp) -> Option<Hit<'_>> {
        let at = self.listings.binary_search_by_key(&id, |listing| listing.id).ok()?;
        let listing = &self.listings[at];
        is_shown(listing, directory, now).then(|| hit(&Key::Named("".into(), id), listing))
    }

    /// The version of a directory: it changes when the directory can answer otherwise than before.
    #[must_use]
    pub fn version(&self, directory: Uuid, now: Timestamp) -> Version {
        let mut sum = 0_u64;
        for listing in self.listings.iter().filter(|listing| is_shown(listing, directory, now)) {
            let mut hasher = DefaultHasher::new();
            format!("{listing:?}").hash(&mut hasher);
            sum = sum.wrapping_add(hasher.finish());
        }
        Version(sum)
    }

    /// How many listings there are, in all directories and at all times.
    #[must_use]
    pub fn len(&self) -> usize {
        self.listings.len()
    }

    /// Is there none?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.listings.is_empty()
    }

    pub(crate) fn listings(&self) -> impl Iterator<Item = &Listing> {
        self.listings.iter()
    }

    pub(crate) fn holidays(&self) -> &Arc<BankHolidays> {
        &self.holidays
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

fn is_shown(listing: &Listing, directory: Uuid, now: Timestamp) -> bool {
    listing.directories.contains(&directory)
        && listing.listed_from <= now
        && listing.listed_until.is_none_or(|until| now < until)
}

fn passes(listing: &Listing, filter: &Filter) -> bool {
    let has =
        |value: &String| listing.facets.iter().any(|(facet, has)| *facet == filter.facet && has == value);
    filter.any_of.is_empty() || filter.any_of.iter().any(has)
}

/// `None`: the listing is not for someone there.
fn key(listing: &Listing, query: &Query) -> Option<Key> {
    let named = || Key::Named(listing.sort_name().into(), listing.id);
    let reached = |at: Option<(Point, &Option<String>)>| match (&listing.reach, at) {
        (None, _) => false,
        (Some(Reach::Everywhere), _) => true,
        (Some(Reach::Radius { centre, km }), Some((point, _))) => point.is_within(*km, *centre),
        (Some(Reach::Authorities(codes)), Some((_, Some(code)))) => codes.contains(code),
        (Some(_), _) => false,
    };
    match &query.origin {
        Origin::Unstated => Some(named()),
        Origin::Elsewhere => reached(None).then(named),
        Origin::At { point, authority } => {
            let near =
                listing.place.filter(|place| query.within_km.is_none_or(|km| point.is_within(km, *place)));
            let place = near.map(|place| Key::Place(point.centimetres_to(place), listing.id));
            place.or_else(|| reached(Some((*point, authority))).then(named))
        }
    }
}

fn hit<'a>(key: &Key, listing: &'a Listing) -> Hit<'a> {
    let distance_km = match key {
        Key::Place(centimetres, _) => Some(crate::point::centimetres_to_km(*centimetres)),
        Key::Named(..) => None,
    };
    let Listing { id, name, body, detail, place, .. } = listing;
    Hit { id: *id, name, body, detail, place: *place, distance_km }
}

fn forms(listing: &Listing) -> (Vec<String>, Vec<String>) {
    let (mut english, mut welsh) = (Vec::new(), Vec::new());
    words::indexed(&listing.name, Language::English, |form| english.push(form.to_owned()));
    words::indexed(&listing.text, Language::English, |form| english.push(form.to_owned()));
    words::indexed(&listing.text_cy, Language::Welsh, |form| welsh.push(form.to_owned()));
    (english, welsh)
}

fn has_word(listing: &Listing, asked: &Asked) -> bool {
    let (english, welsh) = forms(listing);
    let is =
        |form: &String, word: &String| form == word || (asked.is_prefix() && form.starts_with(word.as_str()));
    english.iter().any(|form| is(form, &asked.word) || asked.singular.as_ref() == Some(form))
        || welsh
            .iter()
            .any(|form| is(form, &asked.word) || asked.radicals.iter().any(|radical| is(form, radical)))
}

fn has_nearly(listing: &Listing, asked: &Asked) -> bool {
    let (english, welsh) = forms(listing);
    asked.may_be_a_slip() && english.iter().chain(&welsh).any(|form| words::is_one_slip(form, &asked.word))
}
