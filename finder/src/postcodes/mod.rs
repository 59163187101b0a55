//! Every postcode of the United Kingdom, in memory: where it is and whose area it lies in.
//!
//! For each outcode a bitmap says which of its 4,000 possible inward codes exist; the count of set
//! bits before a code is its row in three columns (latitude, longitude, authority). That is some
//! eleven bytes a postcode, and a look-up touches three cache lines.

mod columns;
mod file;
mod grid;
mod import;
mod nearest;
mod written;

pub use file::{BadPostcodeFile, CannotCompile, Row};
pub use grid::Grid;
pub use import::{BadRow, BadRows, Fault, read_csv};
pub use nearest::Nearest;
pub use written::{Key, Outcode, Written};

use crate::point::Point;

/// Coordinates are kept as whole hundred-thousandths of a degree, about a metre.
const SCALE: f64 = 100_000.0;

/// The sectors of an outcode are this many: the first digit of the inward code.
const SECTORS: usize = 10;

/// The possible inward codes of one sector fit in seven words of bits.
const SECTOR_WORDS: usize = 7;

/// How exactly a place was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Precision {
    /// The position of the postcode itself.
    Postcode,
    /// The centre of the postcodes of a sector, such as `LS1 4`.
    Sector,
    /// The centre of the postcodes of an outcode, such as `LS1`.
    Outcode,
}

impl Precision {
    /// The word for it in addresses and bodies.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Postcode => "postcode",
            Self::Sector => "sector",
            Self::Outcode => "outcode",
        }
    }
}

/// Where a postcode, or a part of one, is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Place<'a> {
    /// The position; for a part of a postcode, the centre of those that begin so.
    pub point: Point,
    /// The code of the local authority, such as `E08000035`; for a part, the one most of it lies in.
    pub authority: &'a str,
    /// How exactly it was found.
    pub precision: Precision,
}

/// Why what was written leads to no place, each with its own way on for the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unresolved {
    /// No postcode has this shape.
    #[error("this is not a full UK postcode")]
    NotAPostcode,
    /// The shape is right, the first half exists, and the whole does not: new, mistyped or ended.
    #[error("this postcode is not in use")]
    NotInUse(Outcode),
    /// The shape is right, and no postcode begins so.
    #[error("no postcode begins like this")]
    NoSuchOutcode(Outcode),
    /// Jersey, Guernsey or the Isle of Man, which are not part of the United Kingdom.
    #[error("this postcode is in a Crown dependency")]
    CrownDependency(Outcode),
    /// British forces post: it names a unit, and not where it is.
    #[error("this is a British Forces postcode")]
    Forces,
}

/// All postcodes, compact and immutable.
#[derive(Debug)]
pub struct Postcodes {
    /// In order. They lie apart from what they have, so that a look-up finds its outcode in few lines of memory.
    names: Vec<Outcode>,
    /// In the same order.
    outcodes: Vec<Codes>,
    /// The smallest box round each outcode's postcodes, in the same order.
    boxes: Vec<Bounds>,
    latitudes: Vec<i32>,
    longitudes: Vec<i32>,
    authority_of: Vec<u16>,
    authorities: Vec<Box<str>>,
}

/// Which inward codes one outcode has.
#[derive(Debug, Clone)]
struct Codes {
    /// The row of each sector's first postcode.
    starts: [u32; SECTORS],
    end: u32,
    bits: [[u64; SECTOR_WORDS]; SECTORS],
}

/// A box in fixed-point degrees.
#[derive(Debug, Clone, Copy)]
struct Bounds {
    south: i32,
    north: i32,
    west: i32,
    east: i32,
}

impl Postcodes {
    /// Reads the compact file that [`Postcodes::compile`] writes, and checks it whole.
    ///
    /// # Errors
    /// When the bytes are not such a file, or are damaged or cut short.
    pub fn read(bytes: &[u8]) -> Result<Self, BadPostcodeFile> {
        file::read(bytes)
    }

    /// Writes rows, in any order, as the compact file. The last row of a postcode counts.
    ///
    /// # Errors
    /// When there are more authorities than the file can number.
    pub fn compile(rows: impl IntoIterator<Item = Row>) -> Result<Vec<u8>, CannotCompile> {
        file::compile(rows)
    }

    /// The place of a whole postcode, lenient in case and spaces. A part of one is `None`: use
    /// [`Postcodes::resolve`] where less exact answers will do.
    #[must_use]
    pub fn find(&self, text: &str) -> Option<Place<'_>> {
        self.find_key(Key::parse(text)?)
    }

    /// The place of a postcode that was parsed before.
    #[must_use]
    pub fn find_key(&self, key: Key) -> Option<Place<'_>> {
        self.codes(key.outcode)?.row(key.inward).map(|row| self.place(row))
    }

    /// The place of what someone wrote: a postcode, or less exactly a sector or an outcode.
    ///
    /// # Errors
    /// Why there is none.
    pub fn resolve(&self, text: &str) -> Result<Place<'_>, Unresolved> {
        if is_forces_number(text) {
            return Err(Unresolved::Forces);
        }
        let written = Written::parse(text).ok_or(Unresolved::NotAPostcode)?;
        let (Written::Outcode(outcode) | Written::Sector(outcode, _) | Written::Whole(Key { outcode, .. })) =
            written;
        let codes = self.codes(outcode).ok_or_else(|| match outcode.area() {
            "JE" | "GY" | "IM" => Unresolved::CrownDependency(outcode),
            "BF" => Unresolved::Forces,
            _ => Unresolved::NoSuchOutcode(outcode),
        })?;
        match written {
            Written::Whole(key) => codes.row(key.inward).map(|row| self.place(row)),
            Written::Sector(_, sector) => self.centre(codes.sector(sector), Precision::Sector),
            Written::Outcode(_) => self.centre(codes.all(), Precision::Outcode),
        }
        .ok_or(Unresolved::NotInUse(outcode))
    }

    /// How many postcodes there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.latitudes.len()
    }

    /// Is there none?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.latitudes.is_empty()
    }

    /// The codes of all local authorities that some postcode lies in, in order.
    pub fn authorities(&self) -> impl Iterator<Item = &str> {
        self.authorities.iter().map(AsRef::as_ref)
    }

    /// Every postcode with its place, in order.
    pub fn iter(&self) -> impl Iterator<Item = (Key, Place<'_>)> {
        self.names.iter().zip(&self.outcodes).flat_map(move |(name, codes)| {
            codes.inwards().zip(codes.all()).map(|(inward, row)| (Key::new(*name, inward), self.place(row)))
        })
    }

    /// The bytes that all of it takes in memory.
    #[must_use]
    pub fn memory_bytes(&self) -> usize {
        size_of::<Self>()
            + size_of_val(&*self.names)
            + size_of_val(&*self.outcodes)
            + size_of_val(&*self.boxes)
            + size_of_val(&*self.latitudes)
            + size_of_val(&*self.longitudes)
            + size_of_val(&*self.authority_of)
            + self.authorities.iter().map(|code| size_of::<Box<str>>() + code.len()).sum::<usize>()
    }

    fn codes(&self, outcode: Outcode) -> Option<&Codes> {
        self.names.binary_search(&outcode).ok().map(|at| &self.outcodes[at])
    }

    fn place(&self, row: usize) -> Place<'_> {
        Place {
            point: from_fixed(self.latitudes[row], self.longitudes[row]),
            authority: self.authority(self.authority_of[row]),
            precision: Precision::Postcode,
        }
    }

    fn authority(&self, number: u16) -> &str {
        self.authorities.get(usize::from(number)).map_or("", AsRef::as_ref)
    }

    /// The middle of some rows and the authority that most of them lie in.
    fn centre(&self, rows: std::ops::Range<usize>, precision: Precision) -> Option<Place<'_>> {
        let mean = |column: &[i32]| {
            let sum: i64 = column[rows.clone()].iter().map(|&value| i64::from(value)).sum();
            i32::try_from(sum / i64::try_from(rows.len()).ok().filter(|&count| count > 0)?).ok()
        };
        let mut counts = vec![0_u32; self.authorities.len()];
        for &authority in &self.authority_of[rows.clone()] {
            counts[usize::from(authority)] += 1;
        }
        let (_, authority) =
            counts.iter().zip(0_u16..).max_by_key(|(count, number)| (**count, u16::MAX - number))?;
        let point = from_fixed(mean(&self.latitudes)?, mean(&self.longitudes)?);
        Some(Place { point, authority: self.authority(authority), precision })
    }
}

impl Codes {
    /// The row of an inward code, if it exists.
    fn row(&self, inward: u16) -> Option<usize> {
        let (sector, unit) = (usize::from(inward / 400), usize::from(inward % 400));
        let (word, bit) = (unit / 64, unit % 64);
        let words = self.bits.get(sector)?;
        (words[word] >> bit & 1 == 1).then(|| {
            let before = words[..word].iter().map(|word| word.count_ones()).sum::<u32>();
            let within = (words[word] & ((1 << bit) - 1)).count_ones();
            (self.starts[sector] + before + within) as usize
        })
    }

    fn all(&self) -> std::ops::Range<usize> {
        self.starts[0] as usize..self.end as usize
    }

    fn sector(&self, sector: u8) -> std::ops::Range<usize> {
        let next = usize::from(sector) + 1;
        let end = self.starts.get(next).copied().unwrap_or(self.end);
        self.starts[next - 1] as usize..end as usize
    }

    /// The inward codes that exist, in order.
    fn inwards(&self) -> impl Iterator<Item = u16> {
        (0..written::INWARD_CODES).filter(|inward| {
            let unit = usize::from(inward % 400);
            self.bits[usize::from(inward / 400)][unit / 64] >> (unit % 64) & 1 == 1
        })
    }
}

/// `BFPO 12`: the number of a forces post office, which has no shape of a postcode.
fn is_forces_number(text: &str) -> bool {
    let text = text.trim().as_bytes();
    text.split_first_chunk::<4>().is_some_and(|(name, number)| {
        let number = number.trim_ascii();
        name.eq_ignore_ascii_case(b"BFPO")
            && (1..=4).contains(&number.len())
            && number.iter().all(u8::is_ascii_digit)
    })
}

fn from_fixed(latitude: i32, longitude: i32) -> Point {
    Point::checked(f64::from(latitude) / SCALE, f64::from(longitude) / SCALE)
}
