//! The file: offerings out of it, and into it.

use crate::Work;
use domain::offerings::sheet::{self, Row, Sheet};
use domain::organisations::Organisation;
use domain::{Action, Actor, FieldErrors, Fields, OrganisationId, Refused};

/// All offerings of a provider that have not ended, as CSV with a first row of names.
///
/// # Errors
/// When the asker may not read them.
pub fn export(work: &mut Work<'_, '_>, by: &Actor, provider: OrganisationId) -> Result<Vec<u8>, Refused> {
    let _permit = by.may(Action::ReadOffering, &provider)?;
    let _: Organisation = work.find(provider)?;
    let offerings = work.offerings_to_export(provider)?;
    let header = sheet::header(&offerings);
    // Spreadsheets read a file as UTF-8 when it says so by its first character.
    let mut file = csv::Writer::from_writer("\u{feff}".as_bytes().to_vec());
    file.write_record(&header).map_err(Refused::broken)?;
    for offering in &offerings {
        file.write_record(sheet::row(offering, &header, work.now())).map_err(Refused::broken)?;
    }
    file.into_inner().map_err(|error| Refused::broken(error.into_error()))
}

/// A file as a table.
pub(super) fn read(bytes: &[u8]) -> Result<Sheet, FieldErrors> {
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    let mut file = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(bytes);
    let mut fields = Fields::new();
    let (mut rows, mut line, mut counted) = (vec![], 1, 0);
    for record in file.byte_records() {
        let Ok(record) = record else {
            fields.refuse(&format!("/{line}"), "not_csv", "This line is not CSV: save the file as CSV again");
            break;
        };
        let start = begin_of(bytes, record.position().map_or(0, csv::Position::byte));
        line += bytes[counted..start].iter().filter(|byte| **byte == b'\n').map(|_| 1_u64).sum::<u64>();
        counted = start;
        let cells: Result<Vec<String>, _> =
            record.iter().map(|cell| std::str::from_utf8(cell).map(str::to_owned)).collect();
        match cells {
            Ok(cells) if cells.iter().all(|cell| cell.trim().is_empty()) => {}
            Ok(cells) => rows.push(Row { line, cells }),
            Err(_) => {
                let says = "This line has letters in another encoding: save the file as “CSV UTF-8”";
                fields.refuse(&format!("/{line}"), "not_utf8", says);
            }
        }
    }
    let mut rows = rows.into_iter();
    let first = rows.next().map_or_else(Vec::new, |row| row.cells);
    fields.finish(|| Some(()))?;
    Sheet::of(&first, rows.collect())
}

/// Where a record begins that is told to begin here: the reader counts the line feed after a carriage return, and
/// blank lines, to what follows.
fn begin_of(bytes: &[u8], told: u64) -> usize {
    let told = usize::try_from(told).unwrap_or(usize::MAX).min(bytes.len());
    let breaks = bytes[told..].iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
    told + breaks
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines_of(file: &str) -> Vec<String> {
        // A state that no new row has: each row tells its own line.
        let errors = read(file.as_bytes()).unwrap().wanted(&[], domain::Timestamp::UNIX_EPOCH).unwrap_err();
        errors.all().iter().map(|error| error.pointer.clone()).collect()
    }

    #[test]
    fn lines_are_counted_as_an_editor_counts_them() {
        for end in ["\n", "\r\n"] {
            let file = ["name,state", "A,live", "", "\"B", "and more\",live", "C,live", ""].join(end);
            let told = lines_of(&file).into_iter().filter(|pointer| pointer.ends_with("/state"));
            assert_eq!(told.collect::<Vec<_>>(), ["/2/state", "/4/state", "/6/state"], "{file:?}");
        }
    }

    #[test]
    fn what_is_no_utf8_is_told_by_its_line() {
        let errors = read(b"name\nA\n\xff\n").unwrap_err();
        assert_eq!(errors.all()[0].pointer, "/3");
    }
}
