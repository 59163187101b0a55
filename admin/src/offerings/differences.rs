//! What differs between two states of an offering, side by side, in the words of its pages.

use crate::door::parts::written;
use domain::offerings::sheet::Difference;
use ui::components::{Cell, Table};
use ui::{Content, Markup};

/// A field in words: `costs.1.kind` is “Costs 1 kind”.
pub(super) fn field_said(field: &str) -> String {
    let words = field.replace(['.', '_'], " ");
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

fn value(text: &str) -> Content {
    match text {
        "" => "Nothing".into(),
        several if several.contains('\n') => written(several).into(),
        one => one.into(),
    }
}

/// A table of old and new.
pub(super) fn table_of(caption: &str, changes: &[Difference]) -> Markup {
    let head = ["Field", "Before", "After"].map(Cell::new);
    let table = Table::new(caption).caption_size("s").first_cell_is_header(true).head(head);
    let rows = changes.iter().map(|change| {
        if change.was.is_empty() && change.is.is_empty() {
            return [
                Cell::new(field_said(&change.field)),
                Cell::new("Not told here"),
                Cell::new("Not told here"),
            ];
        }
        [Cell::new(field_said(&change.field)), Cell::new(value(&change.was)), Cell::new(value(&change.is))]
    });
    rows.fold(table, Table::row).scrolling()
}
