//! What is indexed: one entry of the directories, ready to be found.

use crate::{Hours, Point, words};
use jiff::Timestamp;
use std::fmt;
use uuid::Uuid;

/// A kind of property that listings have values of, that queries filter by and answers count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Facet {
    /// In person at a place, as an outreach visit, by telephone or by web chat.
    Channel,
    /// A language that the support is given in.
    Language,
    /// Something that makes the place or the support easier to use.
    Facility,
    /// A cost that the user still bears.
    Cost,
    /// Who the support is for.
    Eligibility,
    /// What can be done there beyond help: identity checks, scanning, payment in cash.
    Capability,
    /// A government service that users are helped with.
    Service,
    /// A cluster of services.
    Cluster,
    /// A framework lot that the provider stands on.
    Lot,
    /// Who gives the support.
    Provider,
}

impl Facet {
    /// Every kind, in the order in which answers give them.
    pub const ALL: [Self; 10] = [
        Self::Channel,
        Self::Language,
        Self::Facility,
        Self::Cost,
        Self::Eligibility,
        Self::Capability,
        Self::Service,
        Self::Cluster,
        Self::Lot,
        Self::Provider,
    ];

    /// The word for it in addresses and bodies.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Channel => "channel",
            Self::Language => "language",
            Self::Facility => "facility",
            Self::Cost => "cost",
            Self::Eligibility => "eligibility",
            Self::Capability => "capability",
            Self::Service => "service",
            Self::Cluster => "cluster",
            Self::Lot => "lot",
            Self::Provider => "provider",
        }
    }

    /// The kind that a word names.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|facet| facet.as_str() == word)
    }

    pub(crate) const fn number(self) -> u8 {
        self as u8
    }
}

impl fmt::Display for Facet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The area whose people a listing serves where they are.
#[derive(Debug, Clone, PartialEq)]
pub enum Reach {
    /// Whoever is within so many kilometres of a position.
    Radius {
        /// The middle of the circle.
        centre: Point,
        /// Kilometres; a negative one reaches nobody.
        km: f64,
    },
    /// Whoever lives in one of these local authorities, by code.
    Authorities(Vec<String>),
    /// Everyone: the whole country, and its citizens abroad.
    Everywhere,
}

/// One entry: an offering at a place, or one that reaches people where they are.
#[derive(Debug, Clone, PartialEq)]
pub struct Listing {
    /// Its identity; a change replaces what has the same.
    pub id: Uuid,
    /// Its name, searched and sorted by.
    pub name: String,
    /// The directories that admit it. Through any other it cannot be reached or counted.
    pub directories: Vec<Uuid>,
    /// Where people come to, if they do: such a listing ranks by distance.
    pub place: Option<Point>,
    /// Where it comes or speaks to people, if it does: such a listing matches by area.
    pub reach: Option<Reach>,
    /// Its values of every kind, in any order.
    pub facets: Vec<(Facet, String)>,
    /// When it is open; `None` when nobody said, and then no question about a time finds it.
    pub hours: Option<Hours>,
    /// The instant from which it may be shown.
    pub listed_from: Timestamp,
    /// The instant from which it may be shown no more.
    pub listed_until: Option<Timestamp>,
    /// What is searched besides the name, in English.
    pub text: String,
    /// What is searched besides the name, in Welsh.
    pub text_cy: String,
    /// What lists show of it, ready to be sent: an opaque fragment, copied as it is.
    pub body: Vec<u8>,
    /// What its own page shows of it, ready to be sent; may be empty.
    pub detail: Vec<u8>,
}

impl Listing {
    /// A listing of no directory yet, found nowhere and always current.
    #[must_use]
    pub fn new(id: Uuid, name: impl Into<String>) -> Self {
        Self {
            id,
            name: name.into(),
            directories: Vec::new(),
            place: None,
            reach: None,
            facets: Vec::new(),
            hours: None,
            listed_from: Timestamp::MIN,
            listed_until: None,
            text: String::new(),
            text_cy: String::new(),
            body: Vec::new(),
            detail: Vec::new(),
        }
    }

    /// The key that listings without a distance are sorted by, before their ids: the name without
    /// case and accents, and no more of it than a cursor should carry.
    #[must_use]
    pub fn sort_name(&self) -> String {
        words::sort_key(&self.name)
    }
}

/// What happened to a listing.
#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    /// It is new, or it is now like this.
    Upsert(Box<Listing>),
    /// It is gone.
    Remove(Uuid),
}
