//! Offerings as the rows of a table, which people keep in spreadsheets: the same draft as JSON and forms have,
//! one field a column.
//!
//! A column is named as its field, with the place in a list counted from 1: `costs.1.kind`. A short list of
//! words or lines has one cell, parted by `|`. What leaves goes out with the guard of [`guarded`], since
//! spreadsheets run cells that begin like a formula; what comes back loses it.
//!
//! A row finds its offering by `id` or, without one, by `reference`; a row with neither, or with a reference
//! that nothing has yet, begins a new one. A column that the table leaves out changes nothing. A list of which
//! any column is there is taken whole.

mod cells;
mod columns;
mod guard;
mod reading;

pub use cells::{Difference, differences};
pub use columns::header;
pub use guard::{guarded, unguarded};
pub use reading::{MOST_ROWS, Row, Sheet, Wanted};

use super::{Offering, OfferingDraft};
use crate::Timestamp;

/// An offering as a row below a header.
#[must_use]
pub fn row(offering: &Offering, header: &[String], now: Timestamp) -> Vec<String> {
    let mut cells = cells::of(&OfferingDraft::from(&offering.support));
    cells.insert("id".to_owned(), offering.id.to_string());
    cells.insert("state".to_owned(), offering.state_at(now).to_string());
    header.iter().map(|column| guarded(&cells.remove(column).unwrap_or_default())).collect()
}

#[cfg(test)]
mod tests;
