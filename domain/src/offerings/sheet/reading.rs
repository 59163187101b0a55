//! Rows that came back, as drafts of the offerings that they are about.

use super::columns::{BESIDE, LISTS, is_known, list_of};
use super::{cells, unguarded};
use crate::kernel::typed;
use crate::offerings::{Offering, OfferingDraft, State, Support};
use crate::{FieldError, FieldErrors, Fields, OfferingId, Timestamp};
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// A table has at most so many rows.
pub const MOST_ROWS: usize = 20_000;

/// A row as it was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The line of the file on which it begins, counted from 1.
    pub line: u64,
    /// Its cells, under the columns of the first row.
    pub cells: Vec<String>,
}

/// A table whose columns are known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    columns: Vec<String>,
    lists: BTreeSet<String>,
    rows: Vec<Row>,
}

/// What a row wants.
#[derive(Debug, Clone, PartialEq)]
pub struct Wanted {
    /// The line of the file on which it begins.
    pub line: u64,
    /// The offering that it is about. `None`: a new one.
    pub offering: Option<Offering>,
    /// What is to be offered, before its postcodes and codes are looked up.
    pub support: Support,
}

/// What is wrong in one cell, or in a row as a whole when the column is empty: `/12/costs.1.kind`.
fn at(fields: &mut Fields, line: u64, column: &str, code: &'static str, message: impl Into<String>) {
    let below = if column.is_empty() { String::new() } else { format!("/{column}") };
    fields.refuse(&format!("/{line}{below}"), code, message);
}

impl Sheet {
    /// A table with its first row read.
    ///
    /// # Errors
    /// Every column that there is none of, that is there twice, and that there are no rows or too many.
    pub fn of(first: &[String], rows: Vec<Row>) -> Result<Self, FieldErrors> {
        let mut fields = Fields::new();
        let columns: Vec<String> = first.iter().map(|name| name.trim().to_lowercase()).collect();
        let mut seen = BTreeSet::new();
        for column in columns.iter().filter(|column| !column.is_empty()) {
            if !is_known(column) {
                let says = "There is no such column. Take the names from an export of your offerings";
                at(&mut fields, 1, column, "unknown_column", says);
            } else if !seen.insert(column) {
                at(&mut fields, 1, column, "repeated", "This column is there twice: leave one of them out");
            }
        }
        if columns.iter().all(String::is_empty) {
            at(&mut fields, 1, "", "no_columns", "The first row names the columns: take it from an export");
        } else if rows.is_empty() {
            at(&mut fields, 1, "", "no_rows", "There is no row below the names of the columns");
        } else if rows.len() > MOST_ROWS {
            let says = format!("Send at most {MOST_ROWS} rows: part the file");
            at(&mut fields, 1, "", "too_many_rows", says);
        }
        let lists = columns.iter().filter_map(|column| list_of(column)).map(str::to_owned).collect();
        fields.finish(|| Some(Self { columns, lists, rows }))
    }

    /// What each row wants of the offerings that its provider keeps.
    ///
    /// # Errors
    /// Everything that is wrong in any cell, with its line and column.
    pub fn wanted(&self, kept: &[Offering], now: Timestamp) -> Result<Vec<Wanted>, FieldErrors> {
        let mut fields = Fields::new();
        let going = || kept.iter().filter(|offering| offering.state != State::Ended);
        let by_id: HashMap<OfferingId, &Offering> = kept.iter().map(|it| (it.id, it)).collect();
        let by_reference: HashMap<&str, &Offering> =
            going().filter_map(|it| Some((it.support.reference.as_ref()?.as_str(), it))).collect();
        let mut lines: HashMap<OfferingId, u64> = HashMap::new();
        let mut wanted = vec![];
        for row in &self.rows {
            let cells = self.cells(row, &mut fields);
            let cell = |column: &str| cells.get(column).map_or("", String::as_str);
            let offering = match (cell("id"), cell("reference")) {
                ("", reference) => by_reference.get(reference).copied(),
                (id, _) => {
                    let found = id.parse().ok().and_then(|id| by_id.get(&id)).copied();
                    if found.is_none() {
                        let says =
                            "You have no offering with this identifier. Leave it empty to begin a new one";
                        at(&mut fields, row.line, "id", "not_found", says);
                        continue;
                    }
                    found
                }
            };
            if let Some(offering) = offering {
                if let Some(first) = lines.insert(offering.id, row.line) {
                    let says = format!("This offering is on line {first} already: put both rows into one");
                    at(&mut fields, row.line, "", "repeated", says);
                    continue;
                }
                if offering.state == State::Ended {
                    let says = "This offering has ended and cannot be changed: take its row out";
                    at(&mut fields, row.line, "id", "ended", says);
                    continue;
                }
            }
            let is = offering.map_or(State::Draft, |offering| offering.state_at(now));
            if !cell("state").is_empty() && cell("state") != is.word() {
                let says = format!(
                    "It {}, which a file does not change: publish, pause or end it on its page, and leave this cell as it was",
                    is.said()
                );
                at(&mut fields, row.line, "state", "not_changed_here", says);
            }
            let line = row.line;
            match self.support(offering, cells) {
                Ok(support) => wanted.push(Wanted { line, offering: offering.cloned(), support }),
                Err(errors) => {
                    for FieldError { pointer, code, message } in errors {
                        at(&mut fields, line, &pointer, code, message);
                    }
                }
            }
        }
        repeated_references(&wanted, kept, &mut fields);
        fields.finish(|| Some(wanted))
    }

    /// The cells of a row by column.
    fn cells(&self, row: &Row, fields: &mut Fields) -> BTreeMap<String, String> {
        let mut cells = BTreeMap::new();
        for (place, cell) in row.cells.iter().enumerate() {
            let cell = unguarded(cell.trim());
            match self.columns.get(place).filter(|column| !column.is_empty()) {
                Some(column) => _ = cells.insert(column.clone(), cell.to_owned()),
                None if cell.is_empty() => {}
                None => {
                    let says = format!("The {}th cell has no column above it: “{cell}”", place + 1);
                    at(fields, row.line, "", "no_column", says);
                }
            }
        }
        cells
    }

    /// What is offered: what is kept, with the cells of a row in the place of what they name.
    fn support(
        &self,
        offering: Option<&Offering>,
        mut cells: BTreeMap<String, String>,
    ) -> Result<Support, Vec<FieldError>> {
        let kept = offering.map(|it| cells::of(&OfferingDraft::from(&it.support))).unwrap_or_default();
        for (column, cell) in kept {
            let is_in_a_given_list = list_of(&column).is_some_and(|list| self.lists.contains(list));
            if !is_in_a_given_list {
                cells.entry(column).or_insert(cell);
            }
        }
        cells.retain(|column, cell| !cell.is_empty() && !BESIDE.contains(&column.as_str()));
        let mut tree = Branch::default();
        for (column, cell) in &cells {
            tree.put(column.split('.'), column, cell);
        }
        let (value, columns) = tree.value();
        let read = typed::draft::<OfferingDraft>(value).and_then(OfferingDraft::parse);
        read.map_err(|errors| {
            let named = errors
                .all()
                .iter()
                .map(|error| FieldError { pointer: column_of(&error.pointer, &columns), ..error.clone() });
            named.collect()
        })
    }
}

/// A reference is for one offering at a time: of those in the file, and of those that it leaves as they are.
fn repeated_references(wanted: &[Wanted], kept: &[Offering], fields: &mut Fields) {
    let touched: BTreeSet<OfferingId> =
        wanted.iter().filter_map(|it| Some(it.offering.as_ref()?.id)).collect();
    let others = kept.iter().filter(|it| it.state != State::Ended && !touched.contains(&it.id));
    let mut taken: HashMap<&str, Option<u64>> =
        others.filter_map(|it| Some((it.support.reference.as_ref()?.as_str(), None))).collect();
    for it in wanted {
        let Some(reference) = &it.support.reference else { continue };
        let says = match taken.insert(reference.as_str(), Some(it.line)) {
            None => continue,
            Some(Some(line)) => format!("Line {line} has this reference too: each offering has its own"),
            Some(None) => "Another of your offerings has this reference: each has its own".to_owned(),
        };
        at(fields, it.line, "reference", "repeated", says);
    }
}

/// Cells on their way to a tree of objects and lists.
#[derive(Default)]
struct Branch<'a> {
    cell: Option<(&'a str, &'a str)>,
    names: BTreeMap<&'a str, Branch<'a>>,
    places: BTreeMap<usize, Branch<'a>>,
}

impl<'a> Branch<'a> {
    fn put(&mut self, mut path: std::str::Split<'a, char>, column: &'a str, cell: &'a str) {
        let Some(part) = path.next() else {
            self.cell = Some((column, cell));
            return;
        };
        let below = match part.parse::<usize>() {
            Ok(place) => self.places.entry(place).or_default(),
            Err(_) => self.names.entry(part).or_default(),
        };
        below.put(path, column, cell);
    }

    /// The tree, without gaps in its lists, and the column of each of its leaves by pointer.
    fn value(&self) -> (Value, BTreeMap<String, String>) {
        let mut columns = BTreeMap::new();
        (self.below("", &mut columns), columns)
    }

    fn below(&self, pointer: &str, columns: &mut BTreeMap<String, String>) -> Value {
        if let Some((column, cell)) = self.cell {
            columns.insert(pointer.to_owned(), column.to_owned());
            if LISTS.contains(&column) {
                return cells::items(cell).into();
            }
            return cell.into();
        }
        if !self.places.is_empty() {
            let items = self.places.values().enumerate();
            return items.map(|(place, item)| item.below(&format!("{pointer}/{place}"), columns)).collect();
        }
        let fields = self.names.iter();
        let fields = fields
            .map(|(name, branch)| ((*name).to_owned(), branch.below(&format!("{pointer}/{name}"), columns)));
        Value::Object(fields.collect::<Map<_, _>>())
    }
}

/// The column in which a field is given: that of the field, of the list that it is an item of, the first of
/// those below it, or the name that its column would have.
fn column_of(pointer: &str, columns: &BTreeMap<String, String>) -> String {
    let mut above = pointer;
    loop {
        if let Some(column) = columns.get(above) {
            return column.clone();
        }
        match above.rfind('/') {
            Some(cut) if cut > 0 => above = &above[..cut],
            _ => break,
        }
    }
    let below = format!("{pointer}/");
    if let Some((_, column)) = columns.range(below.clone()..).next().filter(|(at, _)| at.starts_with(&below))
    {
        let parts = pointer.matches('/').count();
        return column.split('.').take(parts).collect::<Vec<_>>().join(".");
    }
    let parts = pointer.split('/').skip(1);
    let named =
        parts.map(|part| part.parse::<usize>().map_or_else(|_| part.to_owned(), |it| (it + 1).to_string()));
    named.collect::<Vec<_>>().join(".")
}
