//! What differs between two editions of a directory.

use super::{DirectoryContent, DirectoryDraft};
use serde_json::{Map, Value};

/// A field that differs.
#[derive(Debug, Clone, PartialEq, serde::Serialize, utoipa::ToSchema)]
pub struct ChangedField {
    /// Where it is in the directory's fields, as a JSON pointer.
    #[schema(example = "/brand/link")]
    pub pointer: String,
    /// What it was; nothing where it was left out.
    #[schema(value_type = Object)]
    pub before: Value,
    /// What it is.
    #[schema(value_type = Object)]
    pub after: Value,
}

/// Every field that differs, by pointer. The brand and the rule are told field by field.
#[must_use]
pub fn changes(before: &DirectoryContent, after: &DirectoryContent) -> Vec<ChangedField> {
    let [before, after] = [before, after].map(|content| fields(&DirectoryDraft::from(content)));
    let differing = after.into_iter().filter_map(|(pointer, after)| {
        let before = before.get(&pointer).cloned().unwrap_or_default();
        (before != after).then_some(ChangedField { pointer, before, after })
    });
    differing.collect()
}

fn fields(draft: &DirectoryDraft) -> Map<String, Value> {
    // A draft is a plain struct of text and lists: it always has a JSON form, with the same fields.
    let Ok(Value::Object(whole)) = serde_json::to_value(draft) else { return Map::new() };
    let mut found = Map::new();
    for (name, value) in whole {
        match value {
            Value::Object(inner) => {
                found.extend(inner.into_iter().map(|(inside, value)| (format!("/{name}/{inside}"), value)));
            }
            value => {
                found.insert(format!("/{name}"), value);
            }
        }
    }
    found
}
