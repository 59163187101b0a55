//! What is kept of each listing in one long run of bytes, so that a million of them are a few
//! allocations and not many millions.

use crate::columns::Columns;
use crate::parts::{Pieces, put, put_length, put_point};
use crate::{Point, Reach};
use std::io::{self, Write};

/// Records one after another.
#[derive(Debug, Default)]
pub(super) struct Records {
    bytes: Vec<u8>,
    /// Where each begins, and the end of the last.
    starts: Vec<u64>,
}

/// One record, read in place.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Record<'a> {
    pub sort_name: &'a str,
    pub name: &'a str,
    pub text: &'a str,
    pub text_cy: &'a str,
    pub body: &'a [u8],
    pub detail: &'a [u8],
    pub place: Option<Point>,
    pub reach: Option<Reach>,
}

/// What a hit shows.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Shown<'a> {
    pub name: &'a str,
    pub body: &'a [u8],
    pub detail: &'a [u8],
    pub place: Option<Point>,
}

const NO_REACH: u8 = 0;
const RADIUS: u8 = 1;
const AUTHORITIES: u8 = 2;
const EVERYWHERE: u8 = 3;

impl Records {
    pub fn push(&mut self, record: &Record<'_>) {
        if self.starts.is_empty() {
            self.starts.push(0);
        }
        let to = &mut self.bytes;
        // What a hit shows stands together at the beginning.
        for part in [record.name.as_bytes(), record.body, record.detail] {
            put_length(to, part.len());
        }
        to.push(u8::from(record.place.is_some()));
        record.place.iter().for_each(|place| put_point(to, *place));
        for part in [record.name.as_bytes(), record.body, record.detail] {
            to.extend_from_slice(part);
        }
        for text in [record.sort_name, record.text, record.text_cy] {
            put(to, text.as_bytes());
        }
        match &record.reach {
            None => to.push(NO_REACH),
            Some(Reach::Everywhere) => to.push(EVERYWHERE),
            Some(Reach::Radius { centre, km }) => {
                to.push(RADIUS);
                put_point(to, *centre);
                to.extend(km.to_le_bytes());
            }
            Some(Reach::Authorities(codes)) => {
                to.push(AUTHORITIES);
                put_length(to, codes.len());
                codes.iter().for_each(|code| put(to, code.as_bytes()));
            }
        }
        self.starts.push(self.bytes.len() as u64);
    }

    /// An empty record for a slot that no listing takes.
    pub fn push_nothing(&mut self) {
        if self.starts.is_empty() {
            self.starts.push(0);
        }
        self.starts.push(self.bytes.len() as u64);
    }

    pub fn bytes(&self, slot: usize) -> &[u8] {
        let at =
            |slot: usize| self.starts.get(slot).and_then(|start| usize::try_from(*start).ok()).unwrap_or(0);
        self.bytes.get(at(slot)..at(slot + 1)).unwrap_or_default()
    }

    /// What is not there is empty or 0.
    pub fn get(&self, slot: usize) -> Record<'_> {
        let (shown, mut rest) = shown(self.bytes(slot));
        let [sort_name, text, text_cy] =
            [rest.text(), rest.text(), rest.text()].map(Option::unwrap_or_default);
        let reach = reach(&mut rest);
        let Shown { name, body, detail, place } = shown;
        Record { sort_name, name, text, text_cy, body, detail, place, reach }
    }

    /// What a hit shows of it, without a look at the rest.
    pub fn shown(&self, slot: usize) -> Shown<'_> {
        shown(self.bytes(slot)).0
    }

    pub fn sort_name(&self, slot: usize) -> &str {
        shown(self.bytes(slot)).1.text().unwrap_or_default()
    }

    pub fn memory_bytes(&self) -> usize {
        self.bytes.capacity() + size_of_val(&*self.starts)
    }

    pub fn save(&self, to: &mut Columns<impl Write>) -> io::Result<()> {
        to.bytes(&self.bytes)?;
        to.numbers(&self.starts)
    }

    pub fn read(from: &mut Pieces<'_>) -> Option<Self> {
        Some(Self { bytes: from.column_bytes()?.to_vec(), starts: from.numbers()? })
    }

    /// Gives back what was reserved and not used.
    pub fn shrink(&mut self) {
        self.bytes.shrink_to_fit();
        self.starts.shrink_to_fit();
    }
}

/// What a hit shows, and what comes after it.
fn shown(record: &[u8]) -> (Shown<'_>, Pieces<'_>) {
    let mut from = Pieces(record);
    let [name, body, detail] = [from.length(), from.length(), from.length()].map(Option::unwrap_or_default);
    let place = if from.byte() == Some(1) { from.point() } else { None };
    let [name, body, detail] = [name, body, detail].map(|length| from.take(length).unwrap_or_default());
    (Shown { name: str::from_utf8(name).unwrap_or_default(), body, detail, place }, from)
}

fn reach(from: &mut Pieces<'_>) -> Option<Reach> {
    match from.byte()? {
        RADIUS => Some(Reach::Radius { centre: from.point()?, km: from.float()? }),
        AUTHORITIES => Some(Reach::Authorities(from.each(|from| from.text().map(str::to_owned))?)),
        EVERYWHERE => Some(Reach::Everywhere),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_are_read_as_they_were_written() {
        let point = Point::new(53.8, -1.5).unwrap();
        let plain = Record {
            sort_name: "ty",
            name: "Tŷ",
            text: "",
            text_cy: "cymorth",
            body: &[7; 300],
            detail: &[],
            place: Some(point),
            reach: None,
        };
        let mut records = Records::default();
        let reaches = [
            None,
            Some(Reach::Everywhere),
            Some(Reach::Radius { centre: point, km: 12.5 }),
            Some(Reach::Authorities(vec!["E08000035".into(), "W06000015".into()])),
        ];
        for reach in &reaches {
            records.push(&Record { reach: reach.clone(), ..plain.clone() });
            records.push_nothing();
        }
        for (slot, reach) in reaches.iter().enumerate() {
            assert_eq!(records.get(slot * 2), Record { reach: reach.clone(), ..plain.clone() });
            assert_eq!(records.sort_name(slot * 2 + 1), "");
        }
    }
}
