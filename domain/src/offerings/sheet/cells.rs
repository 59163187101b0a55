//! A draft as cells under its columns, and what differs between two.

use super::columns::LISTS;
use crate::offerings::{OfferingDraft, Support};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// What parts the items of a list in one cell.
const BETWEEN: &str = " | ";

/// A draft's cells by column. What is empty is left out.
pub(super) fn of(draft: &OfferingDraft) -> BTreeMap<String, String> {
    let mut cells = BTreeMap::new();
    // A draft is plain text, numbers and lists: it always has a JSON form.
    spell(&serde_json::to_value(draft).unwrap_or_default(), String::new(), &mut cells);
    cells
}

fn spell(value: &Value, column: String, cells: &mut BTreeMap<String, String>) {
    let below = |part: &str| if column.is_empty() { part.to_owned() } else { format!("{column}.{part}") };
    match value {
        Value::Null => {}
        Value::String(text) if text.is_empty() => {}
        Value::String(text) => _ = cells.insert(column, text.clone()),
        Value::Bool(is) => _ = cells.insert(column, if *is { "yes" } else { "no" }.to_owned()),
        Value::Number(number) => _ = cells.insert(column, number.to_string()),
        Value::Array(items) if LISTS.contains(&column.as_str()) => {
            let items: Vec<String> = items.iter().filter_map(Value::as_str).map(escaped).collect();
            if !items.is_empty() {
                cells.insert(column, items.join(BETWEEN));
            }
        }
        Value::Array(items) => {
            for (place, item) in items.iter().enumerate() {
                spell(item, below(&(place + 1).to_string()), cells);
            }
        }
        Value::Object(fields) => {
            for (name, value) in fields {
                spell(value, below(name), cells);
            }
        }
    }
}

/// An item in which what parts items is spelled out.
fn escaped(item: &str) -> String {
    item.replace('\\', "\\\\").replace('|', "\\|")
}

/// The items of a cell that holds a list.
pub(super) fn items(cell: &str) -> Vec<String> {
    let mut items = vec![String::new()];
    let mut letters = cell.chars();
    while let Some(letter) = letters.next() {
        let last = items.len() - 1;
        match letter {
            '\\' => items[last].extend(letters.next()),
            '|' => items.push(String::new()),
            other => items[last].push(other),
        }
    }
    items.retain(|item| !item.trim().is_empty());
    items.into_iter().map(|item| item.trim().to_owned()).collect()
}

/// What differs in one field between what was and what is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Difference {
    /// The field, as a table names its column.
    #[schema(example = "capacity.people_a_week")]
    pub field: String,
    /// What it said; empty when nothing.
    #[schema(example = "20")]
    pub was: String,
    /// What it says; empty when nothing.
    #[schema(example = "25")]
    pub is: String,
}

/// Every field in which two offerings differ. Where a postcode lies is looked up, and so is no difference.
#[must_use]
pub fn differences(was: &Support, is: &Support) -> Vec<Difference> {
    let (was, is) = (of(&was.into()), of(&is.into()));
    let fields: BTreeSet<&String> = was.keys().chain(is.keys()).collect();
    let said =
        |cells: &BTreeMap<String, String>, field: &String| cells.get(field).cloned().unwrap_or_default();
    fields
        .into_iter()
        .filter(|field| was.get(*field) != is.get(*field))
        .map(|field| Difference { field: field.clone(), was: said(&was, field), is: said(&is, field) })
        .collect()
}
