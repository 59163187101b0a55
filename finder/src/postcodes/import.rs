//! Rows of postcodes from CSV, all or none, with every bad row named.

use super::{Key, Row};
use crate::point::Point;
use std::collections::HashMap;
use std::io::Read;

/// What is wrong with one row.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {fault}")]
pub struct BadRow {
    /// The line of the file, counted from 1 with its heading.
    pub line: u64,
    /// What to mend there.
    pub fault: Fault,
}

/// Why a row cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// Not a whole postcode.
    #[error("`{0}` is not a full UK postcode")]
    Postcode(String),
    /// Not degrees of latitude and longitude.
    #[error("`{0}, {1}` is not a latitude and a longitude in degrees")]
    Position(String, String),
    /// Not nine characters: a letter and eight digits.
    #[error("`{0}` is not the code of a local authority, such as E08000035")]
    Authority(String),
    /// The same postcode stands on an earlier line.
    #[error("{0} is on line {1} already")]
    Repeated(Key, u64),
    /// Wrong number of columns, quotes that do not close, or not UTF-8.
    #[error("not a row of this file: {0}")]
    Malformed(String),
}

/// Why a file of postcodes was not taken. Nothing of it is.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadRows {
    /// A heading that is needed is not there.
    #[error("the heading has no column `{0}`: postcode, latitude, longitude and local_authority are needed")]
    NoColumn(&'static str),
    /// The bad rows, in order.
    #[error("{} rows cannot be read, the first on {}", .0.len(), .0.first().map(ToString::to_string).unwrap_or_default())]
    Rows(Vec<BadRow>),
}

/// Reads rows under the headings `postcode`, `latitude`, `longitude` (WGS 84, degrees) and
/// `local_authority`, in any order and beside any others.
///
/// # Errors
/// Which heading is missing, or every row that cannot be read.
pub fn read_csv(csv: impl Read) -> Result<Vec<Row>, BadRows> {
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(csv);
    let headings = reader.headers().cloned().unwrap_or_default();
    let column = |name: &'static str| {
        let is_it = |heading: &str| heading.trim_start_matches('\u{feff}').eq_ignore_ascii_case(name);
        headings.iter().position(is_it).ok_or(BadRows::NoColumn(name))
    };
    let columns =
        [column("postcode")?, column("latitude")?, column("longitude")?, column("local_authority")?];
    let (mut rows, mut bad, mut seen) = (Vec::new(), Vec::new(), HashMap::new());
    let mut record = csv::StringRecord::new();
    loop {
        let line = reader.position().line();
        let row = match reader.read_record(&mut record) {
            Ok(false) => break,
            Ok(true) => parse(columns.map(|at| record.get(at).unwrap_or_default())),
            Err(error) if error.is_io_error() => {
                bad.push(BadRow { line, fault: Fault::Malformed(error.to_string()) });
                break;
            }
            Err(error) => Err(Fault::Malformed(error.to_string())),
        };
        let line = record.position().map_or(line, csv::Position::line);
        match row {
            Err(fault) => bad.push(BadRow { line, fault }),
            Ok(row) => match seen.insert(row.key, line) {
                Some(first) => bad.push(BadRow { line, fault: Fault::Repeated(row.key, first) }),
                None => rows.push(row),
            },
        }
    }
    if bad.is_empty() { Ok(rows) } else { Err(BadRows::Rows(bad)) }
}

fn parse([postcode, latitude, longitude, authority]: [&str; 4]) -> Result<Row, Fault> {
    let key = Key::parse(postcode).ok_or_else(|| Fault::Postcode(postcode.to_owned()))?;
    let point =
        latitude.parse().ok().zip(longitude.parse().ok()).and_then(|(north, east)| Point::new(north, east));
    let point = point.ok_or_else(|| Fault::Position(latitude.to_owned(), longitude.to_owned()))?;
    match authority.as_bytes() {
        [b'A'..=b'Z', digits @ ..] if digits.len() == 8 && digits.iter().all(u8::is_ascii_digit) => {
            Ok(Row { key, point, authority: authority.to_owned() })
        }
        _ => Err(Fault::Authority(authority.to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_read_under_their_headings_in_any_order() {
        let csv = "local_authority,name,postcode,longitude,latitude\nE08000035,x,ls14ap,-1.5536,53.7952\n";
        let rows = read_csv(csv.as_bytes()).unwrap();
        assert_eq!(rows.len(), 1);
        assert_eq!((rows[0].key.to_string().as_str(), rows[0].authority.as_str()), ("LS1 4AP", "E08000035"));
        assert_eq!(Point::new(53.7952, -1.5536), Some(rows[0].point));
    }

    #[test]
    fn every_bad_row_is_named_with_its_line() {
        let csv = "postcode,latitude,longitude,local_authority\n\
            LS1 4AP,53.7952,-1.5536,E08000035\n\
            LS1,53.8,-1.5,E08000035\n\
            LS1 4AQ,530,-1.5,E08000035\n\
            LS1 4AR,53.8,-1.5,Leeds\n\
            LS1 4AP,53.8,-1.5,E08000035\n\
            LS1 4AS,53.8\n";
        let Err(BadRows::Rows(bad)) = read_csv(csv.as_bytes()) else { panic!("bad rows were taken") };
        assert_eq!(bad.iter().map(|row| row.line).collect::<Vec<_>>(), [3, 4, 5, 6, 7]);
        assert_eq!(bad[0].to_string(), "line 3: `LS1` is not a full UK postcode");
        assert_eq!(bad[3].fault, Fault::Repeated(Key::parse("LS1 4AP").unwrap(), 2));
    }

    #[test]
    fn a_missing_heading_is_named() {
        assert_eq!(read_csv("postcode,latitude\n".as_bytes()), Err(BadRows::NoColumn("longitude")));
    }
}
