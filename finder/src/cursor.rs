//! The end of one page, from which the next goes on.
//!
//! A cursor holds the key of the last hit, so that it stays right while listings come and go. It
//! also holds a mark of the question: the end of a page near Leeds means nothing near Truro.

use crate::{Facet, Origin, Query};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use std::{fmt, str::FromStr};
use uuid::Uuid;

/// Where a hit stands in the order of its answer.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Key {
    /// A place: whole centimetres away.
    Place(u32, Uuid),
    /// Without a distance: by its sort name.
    Named(Box<str>, Uuid),
}

/// The end of a page, opaque to whoever carries it. Written and read as text that is safe in
/// addresses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cursor {
    question: u64,
    key: Key,
    /// The second at which the last hit opens, where hits stand by that first.
    opens: Option<i64>,
}

/// A cursor that no answer to this question gave.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is not the cursor of a page of this question: begin again with the first page")]
pub struct BadCursor;

const PLACE: u8 = 1;
const NAMED: u8 = 2;
/// Added to either when the second of opening follows.
const OPENING: u8 = 4;

impl Cursor {
    pub(crate) fn new(question: u64, key: Key, opens: Option<i64>) -> Self {
        Self { question, key, opens }
    }

    pub(crate) const fn opens(&self) -> Option<i64> {
        self.opens
    }

    /// The key, when the cursor belongs to the question.
    pub(crate) fn key_for(&self, question: u64, query: &Query) -> Result<&Key, BadCursor> {
        let possible =
            matches!((&self.key, &query.origin), (Key::Named(..), _) | (Key::Place(..), Origin::At { .. }));
        let is_by_opening = self.opens.is_some() == query.closed_at.is_some();
        if self.question == question && possible && is_by_opening { Ok(&self.key) } else { Err(BadCursor) }
    }
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut bytes = Vec::with_capacity(48);
        let (kind, id) = match &self.key {
            Key::Place(_, id) => (PLACE, id),
            Key::Named(_, id) => (NAMED, id),
        };
        bytes.push(if self.opens.is_some() { kind | OPENING } else { kind });
        bytes.extend(self.question.to_le_bytes());
        bytes.extend(id.as_bytes());
        self.opens.iter().for_each(|opens| bytes.extend(opens.to_le_bytes()));
        match &self.key {
            Key::Place(centimetres, _) => bytes.extend(centimetres.to_le_bytes()),
            Key::Named(name, _) => bytes.extend(name.as_bytes()),
        }
        f.write_str(&URL_SAFE_NO_PAD.encode(bytes))
    }
}

impl FromStr for Cursor {
    type Err = BadCursor;

    fn from_str(text: &str) -> Result<Self, BadCursor> {
        let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| BadCursor)?;
        let (kind, rest) = bytes.split_first().ok_or(BadCursor)?;
        let (question, rest) = rest.split_first_chunk().ok_or(BadCursor)?;
        let (id, rest) = rest.split_first_chunk().ok_or(BadCursor)?;
        let id = Uuid::from_bytes(*id);
        let (opens, rest) = if kind & OPENING == 0 {
            (None, rest)
        } else {
            let (opens, rest) = rest.split_first_chunk().ok_or(BadCursor)?;
            (Some(i64::from_le_bytes(*opens)), rest)
        };
        let key = match kind & !OPENING {
            PLACE => Key::Place(u32::from_le_bytes(rest.try_into().map_err(|_| BadCursor)?), id),
            NAMED => Key::Named(str::from_utf8(rest).map_err(|_| BadCursor)?.into(), id),
            _ => return Err(BadCursor),
        };
        Ok(Self { question: u64::from_le_bytes(*question), key, opens })
    }
}

/// A mark of everything that decides which listings match and in which order, besides the instants:
/// a page asked for a minute later still follows the one before.
pub(crate) fn question(query: &Query) -> u64 {
    let mut mark = Mark(0xCBF2_9CE4_8422_2325);
    mark.add(query.directory.as_bytes());
    match &query.origin {
        Origin::Unstated => mark.add(b"u"),
        Origin::Elsewhere => mark.add(b"e"),
        Origin::At { point, authority } => {
            mark.add(&point.latitude().to_bits().to_le_bytes());
            mark.add(&point.longitude().to_bits().to_le_bytes());
            mark.add(authority.as_deref().unwrap_or_default().as_bytes());
        }
    }
    mark.add(&query.within_km.map_or(0, f64::to_bits).to_le_bytes());
    mark.add(query.text.as_deref().unwrap_or_default().as_bytes());
    // Filters stand in any order: their marks are summed.
    let filters = query.filters.iter().map(|filter| {
        let mut mark = Mark(u64::from(filter.facet.number()) + 1);
        let values = filter.any_of.iter().map(|value| Mark::of(filter.facet, value));
        mark.add(&values.fold(0, u64::wrapping_add).to_le_bytes());
        mark.0
    });
    mark.add(&filters.fold(0, u64::wrapping_add).to_le_bytes());
    mark.0
}

/// FNV-1a, which needs no key and is the same in every process.
struct Mark(u64);

impl Mark {
    fn of(facet: Facet, value: &str) -> u64 {
        let mut mark = Self(u64::from(facet.number()) + 0x9E37_79B9);
        mark.add(value.as_bytes());
        mark.0
    }

    fn add(&mut self, bytes: &[u8]) {
        for byte in bytes.iter().copied().chain([0xFF]) {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Filter, Point};
    use jiff::Timestamp;

    #[test]
    fn a_cursor_is_read_as_it_was_written() {
        for key in
            [Key::Place(123_456, Uuid::from_u128(7)), Key::Named("age well".into(), Uuid::from_u128(8))]
        {
            for opens in [None, Some(1_795_600_000)] {
                let cursor = Cursor::new(42, key.clone(), opens);
                assert_eq!(cursor.to_string().parse(), Ok(cursor));
            }
        }
    }

    #[test]
    fn anything_else_is_refused() {
        let whole = Cursor::new(42, Key::Place(1, Uuid::from_u128(7)), None).to_string();
        for text in [
            "",
            "?",
            "AAAA",
            &whole[..whole.len() - 2],
            &format!("{whole}AA"),
            "AwAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        ] {
            assert_eq!(text.parse::<Cursor>(), Err(BadCursor), "{text}");
        }
    }

    #[test]
    fn a_cursor_belongs_to_its_question() {
        let here = Query::new(Uuid::from_u128(1), Timestamp::UNIX_EPOCH);
        let mut there = here.clone();
        let point = Point::new(53.8, -1.5).unwrap();
        there.origin = Origin::At { point, authority: None };
        let cursor = Cursor::new(question(&there), Key::Place(5, Uuid::from_u128(9)), None);
        assert!(cursor.key_for(question(&there), &there).is_ok());
        assert!(cursor.key_for(question(&here), &here).is_err());
        let mut filtered = there.clone();
        filtered.filters.push(Filter::new(Facet::Channel, "telephone"));
        assert!(cursor.key_for(question(&filtered), &filtered).is_err());
    }
}
