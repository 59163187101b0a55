//! The in-memory search engine over published listings, and every postcode of the United Kingdom.
//!
//! A pure library: no I/O, no clock, no database. Whoever calls it passes the time in.

mod point;
pub mod postcodes;

pub use point::{EARTH_RADIUS_KM, Point};
