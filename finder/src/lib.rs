//! The in-memory search engine over published listings, and every postcode of the United Kingdom.
//!
//! A pure library: no network, no clock, no database. Whoever calls it passes the time in. It knows
//! nothing of who lists what and why: a [`Listing`] is what can be found, with its values of ten kinds
//! ([`Facet`]) and bytes that are ready to be sent.
//!
//! - [`Finder`] holds the newest [`Snapshot`]. Readers take one and never wait; [`Finder::apply`] makes
//!   changes visible all at once; [`Finder::merge`] keeps questions cheap, on a thread of its own, when
//!   [`Finder::wants_merge`] says so.
//! - [`Snapshot::search`] answers a [`Query`]: near a position, within a radius, by values, open or
//!   closed at a time, by words in English and Welsh; in a total order, page by page, with counts.
//!   Pages never repeat or skip what stays, also while listings come and go between them.
//! - [`Snapshot::version`] is a mark of all that one directory can answer, the same on every node: an
//!   `ETag` without asking anything.
//! - [`Snapshot::save`] and [`Saved::read`] keep listings in a file for the next start.
//! - [`postcodes`] tells where a postcode is, from a file of a few megabytes.
//!
//! # Example
//!
//! ```
//! use finder::{BankHolidays, Change, Facet, Filter, Finder, Listing, Origin, Point, Query, Reach};
//! use uuid::Uuid;
//!
//! let carers = Uuid::from_u128(1);
//! let leeds = Point::new(53.7952, -1.5489).ok_or("not on Earth")?;
//!
//! let mut library = Listing::new(Uuid::from_u128(10), "Leeds Central Library");
//! library.directories = vec![carers];
//! library.place = Point::new(53.8004, -1.5477);
//! library.facets = vec![(Facet::Channel, "in-person".into()), (Facet::Language, "en".into())];
//! library.body = br#""name":"Leeds Central Library""#.to_vec();
//!
//! let mut line = Listing::new(Uuid::from_u128(11), "Help by telephone");
//! line.directories = vec![carers];
//! line.reach = Some(Reach::Everywhere);
//! line.facets = vec![(Facet::Channel, "telephone".into())];
//!
//! let finder = Finder::new([library], BankHolidays::default());
//! finder.apply([Change::Upsert(Box::new(line))]);
//!
//! let now = "2026-11-22T10:00:00Z".parse()?;
//! let mut query = Query::new(carers, now);
//! query.origin = Origin::At { point: leeds, authority: Some("E08000035".into()) };
//! query.count = vec![Facet::Channel];
//! let snapshot = finder.snapshot();
//! let answer = snapshot.search(&query)?;
//! assert_eq!(answer.total, 2);
//! assert_eq!(answer.hits[0].name, "Leeds Central Library");
//! assert!(answer.hits[0].distance_km < Some(1.0));
//! assert_eq!(answer.hits[1].distance_km, None); // it comes to them
//! assert_eq!(answer.facets[0].values.len(), 2);
//!
//! query.filters.push(Filter::new(Facet::Channel, "telephone"));
//! assert_eq!(snapshot.search(&query)?.total, 1);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! What is closed now and opens next, and a start from a file:
//!
//! ```
//! use finder::{BankHolidays, Division, Finder, Hours, Listing, OnBankHolidays, Query, Saved, Stretch};
//! use jiff::civil::Weekday;
//! use std::io::Cursor;
//! use uuid::Uuid;
//!
//! let mut library = Listing::new(Uuid::from_u128(10), "Leeds Central Library");
//! library.directories = vec![Uuid::from_u128(1)];
//! library.hours = Some(Hours {
//!     division: Division::EnglandAndWales,
//!     weekly: vec![(Weekday::Monday, Stretch { from: 9 * 60, until: 17 * 60 })],
//!     bank_holidays: OnBankHolidays::Closed,
//!     exceptions: vec![],
//! });
//! let mut file = Cursor::new(vec![]);
//! Finder::new([library], BankHolidays::default()).snapshot().save(42, b"", &mut file)?;
//!
//! let saved = Saved::read(&file.into_inner()[..])?;
//! assert_eq!(saved.number, 42); // go on from this event
//! let finder = Finder::new([], BankHolidays::default());
//! finder.restore(saved);
//! let sunday = "2026-11-22T10:00:00Z".parse()?;
//! let query = Query { closed_at: Some(sunday), ..Query::new(Uuid::from_u128(1), sunday) };
//! let snapshot = finder.snapshot();
//! assert_eq!(snapshot.search(&query)?.hits[0].opens_at, Some("2026-11-23T09:00:00Z".parse()?));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # What it costs
//!
//! About 150 bytes a listing beyond its own text and bytes. `cargo bench -p finder` measures questions and
//! changes on a hundred thousand listings at real postcodes; `FINDER_BENCH_LISTINGS=1000000` takes more.

mod bits;
mod boxes;
mod circles;
mod columns;
mod counting;
mod cursor;
mod finder;
mod hours;
mod listing;
mod memo;
mod parts;
mod point;
pub mod postcodes;
mod query;
mod saved;
mod search;
mod segment;
mod snapshot;
mod tree;
pub mod words;

pub use cursor::{BadCursor, Cursor};
pub use finder::Finder;
pub use hours::{BankHolidays, Division, Exception, Hours, OnBankHolidays, Stretch};
pub use listing::{Change, Facet, Listing, Reach};
pub use point::{EARTH_RADIUS_KM, Point};
pub use query::{
    Answer, BadQuery, FacetCounts, Filter, Hit, MOST_HITS, MOST_WORDS, Origin, Query, ValueCount,
};
pub use saved::{BadSavedFile, Saved};
pub use snapshot::{Memory, Snapshot, Version};
