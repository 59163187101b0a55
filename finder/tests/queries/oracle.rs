//! What is meant, said as plainly as possible: a loop over all listings.

use finder::words::{self, Asked, Language};
use finder::{BankHolidays, Facet, Filter, Listing, Origin, Point, Query, Reach};
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// Where a listing stands in an answer: by when it opens, where only what is closed was asked for.
pub type Place = (Option<Timestamp>, Key);

/// Where a listing stands among those that open when it does.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Key {
    /// Whole centimetres away.
    Place(i64, Uuid),
    Named(String, Uuid),
}

impl Key {
    pub fn id(&self) -> Uuid {
        let (Self::Place(_, id) | Self::Named(_, id)) = self;
        *id
    }

    pub fn km(&self) -> Option<f64> {
        match self {
            Self::Place(centimetres, _) => Some(*centimetres as f64 / 100_000.0),
            Self::Named(..) => None,
        }
    }
}

pub type Counts = BTreeMap<(Facet, String), u64>;

/// All that matches, in order, and its counts.
pub fn answer(
    listings: &BTreeMap<Uuid, Listing>,
    holidays: &BankHolidays,
    query: &Query,
) -> (Vec<Place>, Counts) {
    let shown: Vec<&Listing> =
        listings.values().filter(|l| is_shown(l, query.directory, query.now)).collect();
    let words = words::asked(query.text.as_deref().unwrap_or_default());
    let slips: Vec<bool> =
        words.iter().map(|word| !shown.iter().any(|listing| has_word(listing, word))).collect();
    let (mut keys, mut counts) = (Vec::new(), Counts::new());
    for listing in shown {
        let has = |(word, slip): (&Asked, &bool)| {
            if *slip { has_nearly(listing, word) } else { has_word(listing, word) }
        };
        let is_open = |at| listing.hours.as_ref().is_some_and(|hours| hours.is_open_at(at, holidays));
        let matches = query.filters.iter().all(|filter| passes(listing, filter))
            && query.open_at.is_none_or(is_open)
            && words.iter().zip(&slips).all(has);
        let Some(key) = key(listing, query).filter(|_| matches) else { continue };
        let Some(opens) = opens(listing, holidays, query.closed_at) else { continue };
        keys.push((opens, key));
        for value in listing.facets.iter().collect::<BTreeSet<_>>() {
            *counts.entry(value.clone()).or_default() += 1;
        }
    }
    keys.sort();
    (keys, counts)
}

pub fn is_shown(listing: &Listing, directory: Uuid, now: Timestamp) -> bool {
    listing.directories.contains(&directory)
        && listing.listed_from <= now
        && listing.listed_until.is_none_or(|until| now < until)
}

/// `None`: it is open, or stays closed, or nobody knows. `Some(None)`: nobody asks.
fn opens(
    listing: &Listing,
    holidays: &BankHolidays,
    closed_at: Option<Timestamp>,
) -> Option<Option<Timestamp>> {
    let Some(instant) = closed_at else { return Some(None) };
    let minute = Timestamp::from_second(instant.as_second().div_euclid(60) * 60).expect("a minute");
    let hours = listing.hours.as_ref().filter(|hours| !hours.is_open_at(minute, holidays))?;
    hours.next_opening(minute, holidays).map(Some)
}

fn passes(listing: &Listing, filter: &Filter) -> bool {
    let has =
        |value: &String| listing.facets.iter().any(|(facet, has)| *facet == filter.facet && has == value);
    filter.any_of.is_empty() || filter.any_of.iter().any(has)
}

/// `None`: the listing is not for someone there.
fn key(listing: &Listing, query: &Query) -> Option<Key> {
    let named = || Key::Named(listing.sort_name(), listing.id);
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
            let place = near.map(|place| Key::Place(centimetres(point.km_to(place)), listing.id));
            place.or_else(|| reached(Some((*point, authority))).then(named))
        }
    }
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
    english.iter().any(|form| is(form, &asked.word) || asked.singulars.contains(form))
        || welsh.iter().any(|form| {
            is(form, &asked.word)
                || asked.welsh_singulars.contains(form)
                || asked.radicals.iter().any(|radical| is(form, radical))
        })
}

fn has_nearly(listing: &Listing, asked: &Asked) -> bool {
    let (english, welsh) = forms(listing);
    asked.may_be_a_slip() && english.iter().chain(&welsh).any(|form| words::is_one_slip(form, &asked.word))
}

#[expect(clippy::cast_possible_truncation, reason = "half the Earth's girth is 2e9 centimetres")]
fn centimetres(km: f64) -> i64 {
    (km * 100_000.0).round() as i64
}
