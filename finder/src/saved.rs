//! Listings as a file, so that a node need not ask a database for each of them when it starts.
//!
//! A header of 28 bytes: a mark with the version of the format (8), the number of the event up to
//! which the listings are known (8), the length of the rest (8) and a CRC-32 of everything else (4).
//! Then, in columns: what the writer wants to know again, and the listings. The
//! sum is over the header too, so that a byte changed anywhere is noticed before anything is read.
//!
//! It holds listings as they are indexed, part by part, with what of the index is costly to work out:
//! to begin with a million of them takes little longer than to read the file. The format changes with
//! the index, so that a file should be believed only by the program that wrote it.

use crate::bits::Gone;
use crate::columns::Columns;
use crate::parts::{Pieces, put_length};
use crate::search::Part;
use crate::segment::Segment;
use crate::{Division, Exception, Hours, OnBankHolidays, Snapshot, Stretch};
use flate2::Crc;
use jiff::civil::{Date, Weekday};
use std::fmt;
use std::io::{self, Seek, SeekFrom, Write};
use std::sync::Arc;

/// The last two are the version: raised with every change of what follows.
const MARK: &[u8; 8] = b"SIGNLS02";

/// Mark, number, length and sum.
const HEADER: usize = 8 + 8 + 8 + 4;

/// Listings as they were when an event had been followed.
pub struct Saved {
    /// The number of the last event that they know.
    pub number: i64,
    /// What the writer wanted to know again, as it was given.
    pub about: Vec<u8>,
    pub(crate) parts: Vec<Part>,
}

impl Saved {
    /// How many listings there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.parts.iter().map(Part::len).sum()
    }

    /// Is there none?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl fmt::Debug for Saved {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Saved({} listings, up to event {})", self.len(), self.number)
    }
}

/// Why a file of listings is of no use. None of these loses anything: the listings are worked out
/// from the database again.
#[derive(Debug, thiserror::Error)]
pub enum BadSavedFile {
    /// It cannot be read.
    #[error("the file of listings cannot be read: {0}")]
    Unreadable(#[from] io::Error),
    /// It does not begin as one, or is of a version that this program does not know.
    #[error("this is not a file of listings of a known version")]
    UnknownFormat,
    /// It is cut short or was changed.
    #[error("the file of listings is damaged")]
    Damaged,
}

/// Sums up what passes through.
struct Summing<W> {
    to: W,
    sum: Crc,
    length: u64,
}

impl<W: Write> Write for Summing<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.to.write(bytes)?;
        self.sum.update(&bytes[..written]);
        self.length += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}

impl Snapshot {
    /// Writes the listings as a file: who reads it again with [`Saved::read`] has the same. `number`
    /// is the last event that they know; `about` is kept with them as it is.
    ///
    /// Nobody should see the file before this has returned: write it beside its place and move it.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn save(&self, number: i64, about: &[u8], mut to: impl Write + Seek) -> io::Result<()> {
        let begin = to.stream_position()?;
        to.write_all(&[0; HEADER])?;
        let body = Summing { to: &mut to, sum: Crc::new(), length: 0 };
        let mut columns = Columns::new(body);
        columns.bytes(about)?;
        columns.length(self.parts().len())?;
        for part in self.parts() {
            part.segment.save(&mut columns)?;
            columns.set(&part.gone.set)?;
        }
        let body = columns.finish()?;
        let (length, sum) = (body.length, body.sum);
        to.seek(SeekFrom::Start(begin))?;
        to.write_all(&header(number, length, &sum))?;
        to.seek(SeekFrom::End(0))?;
        to.flush()
    }
}

/// The header for a body of a length and a sum.
fn header(number: i64, length: u64, body: &Crc) -> [u8; HEADER] {
    let mut header = [0; HEADER];
    header[..8].copy_from_slice(MARK);
    header[8..16].copy_from_slice(&number.to_le_bytes());
    header[16..24].copy_from_slice(&length.to_le_bytes());
    let mut sum = Crc::new();
    sum.update(&header[..24]);
    sum.combine(body);
    header[24..].copy_from_slice(&sum.sum().to_le_bytes());
    header
}

impl Saved {
    /// Reads a file that [`Snapshot::save`] wrote.
    ///
    /// # Errors
    /// When it is not one, or not as it was written.
    pub fn read(bytes: &[u8]) -> Result<Self, BadSavedFile> {
        let (given, body) = bytes.split_first_chunk::<HEADER>().ok_or(BadSavedFile::UnknownFormat)?;
        if given[..8] != *MARK {
            return Err(BadSavedFile::UnknownFormat);
        }
        let mut number = [0; 8];
        number.copy_from_slice(&given[8..16]);
        let number = i64::from_le_bytes(number);
        let mut sum = Crc::new();
        sum.update(body);
        if *given != header(number, body.len() as u64, &sum) {
            return Err(BadSavedFile::Damaged);
        }
        let mut pieces = Pieces(body);
        Self::take(number, &mut pieces).filter(|_| pieces.0.is_empty()).ok_or(BadSavedFile::Damaged)
    }

    fn take(number: i64, from: &mut Pieces<'_>) -> Option<Self> {
        let about = from.column_bytes()?.to_vec();
        let count = from.column_length()?;
        let parts = (0..count).map(|_| {
            let (segment, gone) = (Segment::read(from)?, from.set()?);
            Some(Part { segment: Arc::new(segment), gone: Arc::new(Gone::of(gone)) })
        });
        Some(Self { number, about, parts: parts.collect::<Option<_>>()? })
    }
}

const DIVISIONS: [Division; 3] = [Division::EnglandAndWales, Division::Scotland, Division::NorthernIreland];

/// The hours of a listing.
pub(crate) fn put_hours(to: &mut Vec<u8>, hours: &Hours) {
    to.push(hours.division as u8);
    put_length(to, hours.weekly.len());
    for (day, stretch) in &hours.weekly {
        to.extend(day.to_monday_zero_offset().to_le_bytes());
        put_stretch(to, *stretch);
    }
    match &hours.bank_holidays {
        OnBankHolidays::AsUsual => to.push(0),
        OnBankHolidays::Closed => to.push(1),
        OnBankHolidays::Open(stretches) => {
            to.push(2);
            put_stretches(to, stretches);
        }
    }
    put_length(to, hours.exceptions.len());
    for exception in &hours.exceptions {
        put_day(to, exception.first);
        put_day(to, exception.last);
        put_stretches(to, &exception.open);
    }
}

pub(crate) fn take_hours(from: &mut Pieces<'_>) -> Option<Hours> {
    Some(Hours {
        division: *DIVISIONS.get(usize::from(from.byte()?))?,
        weekly: from.each(|from| {
            let day = i8::from_le_bytes(from.chunk()?);
            Some((Weekday::from_monday_zero_offset(day).ok()?, take_stretch(from)?))
        })?,
        bank_holidays: match from.byte()? {
            0 => OnBankHolidays::AsUsual,
            1 => OnBankHolidays::Closed,
            2 => OnBankHolidays::Open(from.each(take_stretch)?),
            _ => return None,
        },
        exceptions: from.each(|from| {
            Some(Exception { first: take_day(from)?, last: take_day(from)?, open: from.each(take_stretch)? })
        })?,
    })
}

fn put_stretches(to: &mut Vec<u8>, stretches: &[Stretch]) {
    put_length(to, stretches.len());
    stretches.iter().for_each(|stretch| put_stretch(to, *stretch));
}

fn put_stretch(to: &mut Vec<u8>, stretch: Stretch) {
    to.extend(stretch.from.to_le_bytes());
    to.extend(stretch.until.to_le_bytes());
}

fn take_stretch(from: &mut Pieces<'_>) -> Option<Stretch> {
    let [begin, end] = [from.chunk()?, from.chunk()?].map(u16::from_le_bytes);
    Some(Stretch { from: begin, until: end })
}

fn put_day(to: &mut Vec<u8>, day: Date) {
    to.extend(day.year().to_le_bytes());
    to.extend(day.month().to_le_bytes());
    to.extend(day.day().to_le_bytes());
}

fn take_day(from: &mut Pieces<'_>) -> Option<Date> {
    let year = i16::from_le_bytes(from.chunk()?);
    let [month, day] = [from.chunk()?, from.chunk()?].map(i8::from_le_bytes);
    Date::new(year, month, day).ok()
}
