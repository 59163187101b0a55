//! Rows of postcodes from CSV, all or none, with every bad row named.

use super::columns::Columns;
use super::{Key, Row};
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
    /// Neither degrees of latitude and longitude nor metres on the grid.
    #[error("`{0}, {1}` is not a position")]
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
    #[error(
        "the heading has no column `{0}`: postcode, latitude, longitude and local_authority are needed, \
         or the columns of the ONS Postcode Directory, or Code-Point Open as it comes"
    )]
    NoColumn(&'static str),
    /// The bad rows, in order.
    #[error("{} rows cannot be read, the first on {}", .0.len(), .0.first().map(ToString::to_string).unwrap_or_default())]
    Rows(Vec<BadRow>),
}

/// Reads rows of any of three kinds of file, told apart by how they begin:
///
/// - under the headings `postcode`, `latitude`, `longitude` (WGS 84, degrees) and
///   `local_authority`, in any order and beside any others;
/// - the ONS Postcode Directory as it comes, by its degrees where it has them and otherwise by its
///   metres, which for Northern Ireland are on the Irish grid;
/// - Code-Point Open as it comes, which has no headings.
///
/// Postcodes that have ended, that have no position, or that lie outside the United Kingdom are
/// left out.
///
/// # Errors
/// Which heading is missing, or every row that cannot be read.
pub fn read_csv(csv: impl Read) -> Result<Vec<Row>, BadRows> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).trim(csv::Trim::All).from_reader(csv);
    let mut record = csv::StringRecord::new();
    let (mut rows, mut bad, mut seen) = (Vec::new(), Vec::new(), HashMap::new());
    let mut columns: Option<Columns> = None;
    loop {
        let line = reader.position().line();
        let row = match reader.read_record(&mut record) {
            Ok(false) => break,
            Ok(true) => match &columns {
                Some(columns) => columns.row(&record),
                None => {
                    let found = Columns::of(&record)?;
                    let first = if found.begin_at_once() { found.row(&record) } else { Ok(None) };
                    columns = Some(found);
                    first
                }
            },
            Err(error) if error.is_io_error() => {
                bad.push(BadRow { line, fault: Fault::Malformed(error.to_string()) });
                break;
            }
            Err(error) => Err(Fault::Malformed(error.to_string())),
        };
        let line = record.position().map_or(line, csv::Position::line);
        match row {
            Err(fault) => bad.push(BadRow { line, fault }),
            Ok(None) => {}
            Ok(Some(row)) => match seen.insert(row.key, line) {
                Some(first) => bad.push(BadRow { line, fault: Fault::Repeated(row.key, first) }),
                None => rows.push(row),
            },
        }
    }
    match (columns, bad.is_empty()) {
        (None, true) => Err(BadRows::NoColumn("postcode")),
        (_, true) => Ok(rows),
        (_, false) => Err(BadRows::Rows(bad)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Point;

    fn at(latitude: f64, longitude: f64) -> Point {
        Point::new(latitude, longitude).unwrap()
    }

    #[test]
    fn rows_are_read_under_their_headings_in_any_order() {
        let csv = "local_authority,name,postcode,longitude,latitude\nE08000035,x,ls14ap,-1.5536,53.7952\n";
        let rows = read_csv(csv.as_bytes()).unwrap();
        assert_eq!(rows.len(), 1);
        assert_eq!((rows[0].key.to_string().as_str(), rows[0].authority.as_str()), ("LS1 4AP", "E08000035"));
        assert_eq!(rows[0].point, at(53.7952, -1.5536));
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
        assert_eq!(read_csv("".as_bytes()), Err(BadRows::NoColumn("postcode")));
    }

    #[test]
    fn code_point_open_is_read_as_it_comes() {
        let csv = "\"LS1 4AP\",10,429984,433755,\"E92000001\",\"E19000001\",\"E18000003\",\"\",\"E08000035\",\"E05\"\n\
            \"LS1 4AQ\",90,0,0,\"E92000001\",\"\",\"\",\"\",\"E08000035\",\"\"\n";
        let rows = read_csv(csv.as_bytes()).unwrap();
        assert_eq!(rows.len(), 1, "what has no position is left out");
        assert!(rows[0].point.km_to(at(53.799_240, -1.546_256)) < 0.001);
    }

    #[test]
    fn the_ons_directory_is_read_as_it_comes() {
        let csv = "pcds,doterm,oseast1m,osnrth1m,lat,long,lad25cd\n\
            BT1 5GS,,333800,374000,54.596522,-5.930578,N09000003\n\
            LS1 4AP,202401,429984,433755,53.8,-1.5,E08000035\n\
            JE2 3QA,,,,99.999999,0.000000,L99999999\n";
        let rows = read_csv(csv.as_bytes()).unwrap();
        assert_eq!(rows.len(), 1, "what has ended or lies outside is left out");
        assert_eq!(rows[0].authority, "N09000003");
    }

    #[test]
    fn northern_irish_metres_are_on_the_irish_grid() {
        let csv = "pcds,doterm,oseast1m,osnrth1m,oslaua\nBT1 5GS,,333800,374000,N09000003\nLS1 4AP,,429984,433755,E08000035\n";
        let rows = read_csv(csv.as_bytes()).unwrap();
        assert!(rows[0].point.km_to(at(54.596_522, -5.930_578)) < 0.001, "{:?}", rows[0].point);
        assert!(rows[1].point.km_to(at(53.799_240, -1.546_256)) < 0.001);
    }
}
