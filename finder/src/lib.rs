//! The in-memory search engine over published listings, and every postcode of the United Kingdom.
//!
//! A pure library: no I/O, no clock, no database. Whoever calls it passes the time in.
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

mod bits;
mod boxes;
mod circles;
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
