//! Which column of a file of postcodes holds what.

use super::import::{BadRows, Fault};
use super::{Grid, Key, Row};
use crate::Point;
use csv::StringRecord;

/// The columns of one kind of file.
#[derive(Debug)]
pub(super) struct Columns {
    postcode: usize,
    position: Position,
    authority: usize,
    /// The date on which it ended, where the file has ended ones.
    ended: Option<usize>,
    has_heading: bool,
}

/// How a file gives positions.
#[derive(Debug, Clone, Copy)]
enum Position {
    /// Latitude and longitude.
    Degrees(usize, usize),
    /// Metres east and north.
    Metres(usize, usize),
}

/// Code-Point Open marks with this what has no position.
const NO_POSITION: &str = "90";
const QUALITY: usize = 1;

/// The latitude that the ONS gives to what has no position.
const NO_LATITUDE: f64 = 99.0;

impl Columns {
    /// Finds the columns by the first record of a file.
    pub fn of(first: &StringRecord) -> Result<Self, BadRows> {
        let named = |name: &str| {
            let is_it = |heading: &str| heading.trim_start_matches('\u{feff}').eq_ignore_ascii_case(name);
            first.iter().position(is_it)
        };
        let needed = |name: &'static str| named(name).ok_or(BadRows::NoColumn(name));
        if first.get(0).is_some_and(|text| Key::parse(text).is_some()) {
            let position = Position::Metres(2, 3);
            return Ok(Self { postcode: 0, position, authority: 8, ended: None, has_heading: false });
        }
        if let Some(postcode) = named("pcds") {
            let degrees = named("lat").zip(named("long")).map(|(north, east)| Position::Degrees(north, east));
            let metres = named("oseast1m")
                .or_else(|| named("east1m"))
                .zip(named("osnrth1m").or_else(|| named("north1m")));
            let position = degrees.or(metres.map(|(east, north)| Position::Metres(east, north)));
            // Its newer columns carry the year of the boundaries: lad25cd.
            let is_dated = |heading: &str| {
                let year = heading.strip_prefix("lad").and_then(|rest| rest.strip_suffix("cd"));
                year.is_some_and(|year| year.len() == 2 && year.bytes().all(|digit| digit.is_ascii_digit()))
            };
            let dated = || first.iter().position(|heading| is_dated(&heading.to_ascii_lowercase()));
            let authority = named("oslaua").or_else(|| named("laua")).or_else(dated);
            return Ok(Self {
                postcode,
                position: position.ok_or(BadRows::NoColumn("lat"))?,
                authority: authority.ok_or(BadRows::NoColumn("oslaua"))?,
                ended: Some(needed("doterm")?),
                has_heading: true,
            });
        }
        Ok(Self {
            postcode: needed("postcode")?,
            position: Position::Degrees(needed("latitude")?, needed("longitude")?),
            authority: needed("local_authority")?,
            ended: None,
            has_heading: true,
        })
    }

    /// Is the first record a row already?
    pub const fn begin_at_once(&self) -> bool {
        !self.has_heading
    }

    /// Reads a row; `None` when it is left out.
    pub fn row(&self, record: &StringRecord) -> Result<Option<Row>, Fault> {
        let field = |at: usize| record.get(at).unwrap_or_default();
        let authority = field(self.authority);
        let is_foreign = self.ended.is_some() && (authority.is_empty() || authority.starts_with(['L', 'M']));
        let has_ended = self.ended.is_some_and(|at| !field(at).is_empty());
        let is_nowhere = !self.has_heading && field(QUALITY) == NO_POSITION;
        if is_foreign || has_ended || is_nowhere {
            return Ok(None);
        }
        let postcode = field(self.postcode);
        let key = Key::parse(postcode).ok_or_else(|| Fault::Postcode(postcode.to_owned()))?;
        let (Position::Degrees(first, second) | Position::Metres(first, second)) = self.position;
        let numbers = field(first).parse::<f64>().ok().zip(field(second).parse::<f64>().ok());
        let point = match (self.position, numbers) {
            (Position::Degrees(..), Some((latitude, _)))
                if self.ended.is_some() && latitude > NO_LATITUDE =>
            {
                return Ok(None);
            }
            (Position::Degrees(..), Some((latitude, longitude))) => Point::new(latitude, longitude),
            (Position::Metres(..), Some((east, north))) => {
                let grid = if key.outcode().area() == "BT" { Grid::Irish } else { Grid::British };
                grid.to_point(east, north)
            }
            (_, None) => None,
        };
        let point =
            point.ok_or_else(|| Fault::Position(field(first).to_owned(), field(second).to_owned()))?;
        match authority.as_bytes() {
            [b'A'..=b'Z', digits @ ..] if digits.len() == 8 && digits.iter().all(u8::is_ascii_digit) => {
                Ok(Some(Row { key, point, authority: authority.to_owned() }))
            }
            _ => Err(Fault::Authority(authority.to_owned())),
        }
    }
}
