//! What is asked of a snapshot, and what it answers.

use crate::{BadCursor, Cursor, Facet, Point};
use jiff::Timestamp;
use std::sync::Arc;
use uuid::Uuid;

/// No page has more hits than this.
pub const MOST_HITS: usize = 1000;

/// No text that is searched for has more words than this.
pub const MOST_WORDS: usize = 16;

/// Where the person who asks is.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Origin {
    /// Nobody said. Everything is found, by name.
    #[default]
    Unstated,
    /// At a position: places are found by distance, and then whatever reaches it.
    At {
        /// The position.
        point: Point,
        /// The code of the local authority it lies in; without it, what serves by authority is not
        /// found.
        authority: Option<String>,
    },
    /// Abroad, or where positions say nothing (forces post): only what reaches everywhere is found.
    Elsewhere,
}

/// One condition: a listing has at least one of these values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filter {
    /// The kind that the values are of.
    pub facet: Facet,
    /// The values; an empty list is no condition.
    pub any_of: Vec<String>,
}

impl Filter {
    /// The condition that a listing has this value.
    #[must_use]
    pub fn new(facet: Facet, value: impl Into<String>) -> Self {
        Self { facet, any_of: vec![value.into()] }
    }
}

/// A question to one directory.
///
/// Every filter must hold, so another filter only ever narrows; of the values inside one filter,
/// any will do.
///
/// The order is total. With a position: places first, nearest first in whole centimetres, then by
/// id; after all places what reaches the position, by name without case and accents, then by id.
/// Without one: by name and id. Before all of that stands the minute of opening, where only what is
/// closed was asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct Query {
    /// The directory that is asked, and beyond which nothing is seen.
    pub directory: Uuid,
    /// Where the person is.
    pub origin: Origin,
    /// Only places within so many kilometres; what reaches the person is found all the same. Not
    /// used for [`Origin::Elsewhere`].
    pub within_km: Option<f64>,
    /// The conditions, all of which hold.
    pub filters: Vec<Filter>,
    /// Only what is open then, to the minute.
    pub open_at: Option<Timestamp>,
    /// Only what is closed then and opens within sixty days: what opens soonest first, and what opens
    /// at the same minute in the usual order.
    pub closed_at: Option<Timestamp>,
    /// Only what has all of these words: whole or as a beginning, English or Welsh. A word that no
    /// listing of this directory has is taken as a slip of one letter, if it has at least four.
    pub text: Option<String>,
    /// The instant of asking, by which listings begin and end.
    pub now: Timestamp,
    /// How many hits the page has, at most [`MOST_HITS`].
    pub limit: usize,
    /// The end of the page before.
    pub after: Option<Cursor>,
    /// The kinds whose values are to be counted.
    pub count: Vec<Facet>,
}

impl Query {
    /// Asks a directory for its first twenty listings by name, without counts.
    #[must_use]
    pub fn new(directory: Uuid, now: Timestamp) -> Self {
        Self {
            directory,
            origin: Origin::Unstated,
            within_km: None,
            filters: Vec::new(),
            open_at: None,
            closed_at: None,
            text: None,
            now,
            limit: 20,
            after: None,
            count: Vec::new(),
        }
    }
}

/// Why a question has no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadQuery {
    /// The page asked for is too long.
    #[error("a page has at most {MOST_HITS} hits")]
    LimitTooGreat,
    /// A radius without a position, or one that is no distance.
    #[error("a radius needs a position to be round, and is a number of kilometres from 0")]
    Radius,
    /// Too many words to search for.
    #[error("a text to search for has at most {MOST_WORDS} words")]
    TextTooLong,
    /// The cursor was not given by an answer to this question.
    #[error(transparent)]
    Cursor(#[from] BadCursor),
}

/// One value of a kind, and how many of the listings found have it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValueCount {
    /// The value.
    pub value: Arc<str>,
    /// How many have it: never 0.
    pub count: u64,
}

/// The counts of one kind: the most frequent value first, then by value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacetCounts {
    /// The kind.
    pub facet: Facet,
    /// The values that occur.
    pub values: Vec<ValueCount>,
}

/// A listing that was found, as it is in the snapshot.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Hit<'a> {
    /// Its identity.
    pub id: Uuid,
    /// Its name.
    pub name: &'a str,
    /// What lists show of it.
    pub body: &'a [u8],
    /// What its own page shows of it.
    pub detail: &'a [u8],
    /// Where people come to, if they do.
    pub place: Option<Point>,
    /// Kilometres from the person to its place. `None`, and never 0, when it was not found by its
    /// place.
    pub distance_km: Option<f64>,
    /// When it opens next, where only what is closed was asked for.
    pub opens_at: Option<Timestamp>,
}

/// One page of what was found, and what there is in all.
#[derive(Debug, Clone)]
pub struct Answer<'a> {
    /// How many listings match, on all pages.
    pub total: u64,
    /// This page, in order.
    pub hits: Vec<Hit<'a>>,
    /// The counts that were asked for, over all pages.
    pub facets: Arc<[FacetCounts]>,
    /// Where the next page begins, if there is one.
    pub next: Option<Cursor>,
}
