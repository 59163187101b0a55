//! The compact file of postcodes.
//!
//! A header (mark, number of outcodes, of postcodes and of authorities, the length and the CRC-32
//! of what follows) and one deflated stream of columns, each written whole before the next so that
//! like lies beside like: outcodes, authority codes, the bitmaps of inward codes, and per postcode
//! in order the authority (0: as the one before; else its number plus one), then the steps of
//! latitude and longitude from the one before, zigzag-coded, as a plane of low bytes, a plane of
//! high bytes and a list of the few that need four bytes.

use super::{Bounds, Codes, Key, Outcode, Postcodes, SECTOR_WORDS, SECTORS, written::INWARD_CODES};
use crate::point::Point;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;

const MARK: &[u8; 8] = b"SIGNPC01";
const HEADER: usize = MARK.len() + 5 * 4;
const BITMAP_BYTES: usize = INWARD_CODES as usize / 8;
/// Both bytes of a step that does not fit in them.
const FAR: u8 = 0xFF;
/// No body is longer than this: over ten times what all postcodes need, and it stops a bomb.
const LONGEST: u64 = 256 << 20;

/// One postcode, to be compiled.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The postcode.
    pub key: Key,
    /// Its position; kept to a hundred-thousandth of a degree.
    pub point: Point,
    /// The code of the local authority it lies in.
    pub authority: String,
}

/// Why bytes are not a file of postcodes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadPostcodeFile {
    /// It does not begin as one, or is of a version that this program does not know.
    #[error("this is not a file of postcodes of a known version")]
    UnknownFormat,
    /// It is cut short or was changed: make it anew.
    #[error("the file of postcodes is damaged: compile it again")]
    Damaged,
}

/// Why rows cannot be written as a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CannotCompile {
    /// The format numbers authorities, and codes of at most 255 bytes, with sixteen bits.
    #[error("there are more than 65,534 local authorities, or one has a code longer than 255 bytes")]
    TooManyAuthorities,
}

pub(super) fn compile(rows: impl IntoIterator<Item = Row>) -> Result<Vec<u8>, CannotCompile> {
    let rows: BTreeMap<Key, Row> = rows.into_iter().map(|row| (row.key, row)).collect();
    let authorities: BTreeSet<&str> = rows.values().map(|row| row.authority.as_str()).collect();
    let too_many = || CannotCompile::TooManyAuthorities;
    let authorities: Vec<&str> = authorities.into_iter().collect();
    let mut outcodes: Vec<(Outcode, [u8; BITMAP_BYTES])> = Vec::new();
    for key in rows.keys() {
        if outcodes.last().is_none_or(|(outcode, _)| *outcode != key.outcode) {
            outcodes.push((key.outcode, [0; BITMAP_BYTES]));
        }
        if let Some((_, bits)) = outcodes.last_mut() {
            bits[usize::from(key.inward / 8)] |= 1 << (key.inward % 8);
        }
    }

    let mut body = Vec::with_capacity(rows.len() * 6);
    body.extend(outcodes.iter().flat_map(|(outcode, _)| outcode.0));
    for code in &authorities {
        body.push(u8::try_from(code.len()).map_err(|_| too_many())?);
        body.extend_from_slice(code.as_bytes());
    }
    body.extend(outcodes.iter().flat_map(|(_, bits)| bits));
    let mut previous = None;
    let mut column = Vec::with_capacity(rows.len());
    for row in rows.values() {
        let found = authorities.binary_search(&row.authority.as_str()).map_err(|_| too_many())?;
        let number = u16::try_from(found).ok().filter(|number| *number < u16::MAX).ok_or_else(too_many)?;
        column.push(if previous == Some(number) { 0 } else { number + 1 });
        previous = Some(number);
    }
    body.extend(column.iter().map(|step| step.to_le_bytes()[0]));
    body.extend(column.iter().map(|step| step.to_le_bytes()[1]));
    write_steps(&mut body, rows.values().map(|row| fixed(row.point.latitude())));
    write_steps(&mut body, rows.values().map(|row| fixed(row.point.longitude())));

    let mut deflated = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::best());
    // Writing to memory does not fail; were it to, the check when reading would say so.
    let packed =
        std::io::Write::write_all(&mut deflated, &body).and_then(|()| deflated.finish()).unwrap_or_default();
    let mut crc = flate2::Crc::new();
    crc.update(&packed);
    let mut file = Vec::with_capacity(HEADER + packed.len());
    file.extend_from_slice(MARK);
    for count in [outcodes.len(), rows.len(), authorities.len(), packed.len()] {
        file.extend_from_slice(&u32::try_from(count).map_err(|_| too_many())?.to_le_bytes());
    }
    file.extend_from_slice(&crc.sum().to_le_bytes());
    file.extend(packed);
    Ok(file)
}

pub(super) fn read(bytes: &[u8]) -> Result<Postcodes, BadPostcodeFile> {
    let (header, packed) = bytes.split_at_checked(HEADER).ok_or(BadPostcodeFile::UnknownFormat)?;
    let numbers = header.strip_prefix(MARK.as_slice()).ok_or(BadPostcodeFile::UnknownFormat)?;
    let mut numbers =
        numbers.chunks_exact(4).map(|word| u32::from_le_bytes([word[0], word[1], word[2], word[3]]));
    let mut number = || numbers.next().ok_or(BadPostcodeFile::UnknownFormat);
    let (outcodes, rows, authorities, length) = (number()?, number()?, number()?, number()?);
    let mut crc = flate2::Crc::new();
    crc.update(packed);
    if packed.len() != length as usize || crc.sum() != number()? {
        return Err(BadPostcodeFile::Damaged);
    }
    let mut body = Vec::new();
    flate2::read::DeflateDecoder::new(packed)
        .take(LONGEST)
        .read_to_end(&mut body)
        .map_err(|_| BadPostcodeFile::Damaged)?;
    read_body(&body, outcodes as usize, rows as usize, authorities as usize).ok_or(BadPostcodeFile::Damaged)
}

/// `None`: the body does not hold what the header says.
fn read_body(body: &[u8], outcodes: usize, rows: usize, authorities: usize) -> Option<Postcodes> {
    let mut rest = Cursor(body);
    let names = rest.take(outcodes.checked_mul(4)?)?;
    let authorities = (0..authorities)
        .map(|_| {
            let length = usize::from(rest.take(1)?[0]);
            str::from_utf8(rest.take(length)?).ok().map(Box::from)
        })
        .collect::<Option<Vec<Box<str>>>>()?;
    let mut next = 0_u32;
    let names = names.chunks_exact(4).map(|name| Outcode::parse(name.trim_ascii_end()));
    let names = names.collect::<Option<Vec<Outcode>>>()?;
    if !names.is_sorted_by(|before, after| before < after) {
        return None;
    }
    let mut codes: Vec<Codes> = Vec::with_capacity(outcodes);
    for _ in &names {
        let (starts, bits, end) = spread(rest.take(BITMAP_BYTES)?, next);
        next = end;
        codes.push(Codes { starts, end, bits });
    }
    if next as usize != rows {
        return None;
    }
    let (low, high) = (rest.take(rows)?, rest.take(rows)?);
    let mut current = None;
    let authority_of = low.iter().zip(high).map(|(&low, &high)| {
        let step = u16::from_le_bytes([low, high]);
        current = step.checked_sub(1).or(current);
        current.filter(|number| usize::from(*number) < authorities.len())
    });
    let authority_of = authority_of.collect::<Option<Vec<u16>>>()?;
    let latitudes = read_steps(&mut rest, rows, 90)?;
    let longitudes = read_steps(&mut rest, rows, 180)?;
    let boxes = codes.iter().map(|codes| bounds(&latitudes[codes.all()], &longitudes[codes.all()])).collect();
    rest.0.is_empty().then_some(Postcodes {
        names,
        outcodes: codes,
        boxes,
        latitudes,
        longitudes,
        authority_of,
        authorities,
    })
}

/// Lays a bitmap of 4,000 out by sectors, with the row at which each begins.
fn spread(bitmap: &[u8], first: u32) -> ([u32; SECTORS], [[u64; SECTOR_WORDS]; SECTORS], u32) {
    let (mut starts, mut bits, mut row) = ([0; SECTORS], [[0; SECTOR_WORDS]; SECTORS], first);
    for (sector, bytes) in bitmap.chunks_exact(BITMAP_BYTES / SECTORS).enumerate() {
        starts[sector] = row;
        for (word, bytes) in bytes.chunks(8).enumerate() {
            let mut whole = [0; 8];
            whole[..bytes.len()].copy_from_slice(bytes);
            bits[sector][word] = u64::from_le_bytes(whole);
            row += bits[sector][word].count_ones();
        }
    }
    (starts, bits, row)
}

fn bounds(latitudes: &[i32], longitudes: &[i32]) -> Bounds {
    let ends = |column: &[i32]| {
        column.iter().fold((i32::MAX, i32::MIN), |(low, high), &value| (low.min(value), high.max(value)))
    };
    let ((south, north), (west, east)) = (ends(latitudes), ends(longitudes));
    Bounds { south, north, west, east }
}

#[expect(clippy::cast_possible_truncation, reason = "a point's degrees are at most 180")]
fn fixed(degrees: f64) -> i32 {
    (degrees * super::SCALE).round() as i32
}

fn write_steps(body: &mut Vec<u8>, values: impl Iterator<Item = i32>) {
    let (mut previous, mut low, mut high, mut far) = (0_i32, Vec::new(), Vec::new(), Vec::new());
    for value in values {
        let step = value.wrapping_sub(previous);
        let zigzag = ((step << 1) ^ (step >> 31)).cast_unsigned();
        match zigzag.to_le_bytes() {
            [l, h, 0, 0] if h != FAR => {
                low.push(l);
                high.push(h);
            }
            whole => {
                low.push(FAR);
                high.push(FAR);
                far.extend_from_slice(&whole);
            }
        }
        previous = value;
    }
    body.extend(low);
    body.extend(high);
    body.extend(far);
}

fn read_steps(rest: &mut Cursor<'_>, rows: usize, limit: i32) -> Option<Vec<i32>> {
    let (low, high) = (rest.take(rows)?, rest.take(rows)?);
    let limit = limit * 100_000;
    let mut value = 0_i32;
    let steps = low.iter().zip(high).map(|(&l, &h)| {
        let zigzag = if h == FAR {
            u32::from_le_bytes(*rest.take(4)?.first_chunk()?)
        } else {
            u32::from(u16::from_le_bytes([l, h]))
        };
        value = value.wrapping_add((zigzag >> 1).cast_signed() ^ -(zigzag & 1).cast_signed());
        (-limit..=limit).contains(&value).then_some(value)
    });
    steps.collect()
}

/// The bytes not yet read.
struct Cursor<'a>(&'a [u8]);

impl<'a> Cursor<'a> {
    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }
}
