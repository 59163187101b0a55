//! Postal addresses.

use super::{Line, Name, Postcode};
use crate::kernel::fields::Fields;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A postal address in the United Kingdom.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Address {
    /// Building and street: 1 to 4 lines.
    pub lines: Vec<Line>,
    /// Town or city.
    pub town: Name,
    /// Postcode.
    pub postcode: Postcode,
}

impl Address {
    /// How many lines a building and street may take.
    pub const MOST_LINES: usize = 4;

    /// On one line: `1 Park Row, Leeds, LS1 4AP`.
    #[must_use]
    pub fn printed(&self) -> String {
        let lines = self.lines.iter().map(Line::as_str);
        lines.chain([self.town.as_str(), self.postcode.as_str()]).collect::<Vec<_>>().join(", ")
    }
}

/// The raw fields of an [`Address`].
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AddressDraft {
    /// Building and street, empty lines ignored.
    #[serde(default)]
    pub lines: Vec<String>,
    /// Town or city.
    #[serde(default)]
    pub town: String,
    /// Postcode.
    #[serde(default)]
    pub postcode: String,
}

impl AddressDraft {
    /// Reads the address below the pointer at which `fields` stands. `None` when an error was noted.
    pub fn read(self, fields: &mut Fields) -> Option<Address> {
        let filled: Vec<_> = self.lines.into_iter().filter(|line| !line.trim().is_empty()).collect();
        let lines = if filled.is_empty() {
            fields.refuse("/lines", "required", "Enter the building and street");
            None
        } else if filled.len() > Address::MOST_LINES {
            fields.refuse("/lines", "too_many", "Use at most four lines for the building and street");
            None
        } else {
            fields.each("/lines", filled, |fields, line| fields.parse("", &line))
        };
        let town = fields.required("/town", Some(&self.town), "Enter a town or city").map(str::to_owned);
        let town = town.and_then(|town| fields.parse("/town", &town));
        let postcode = fields.parse("/postcode", &self.postcode);
        Some(Address { lines: lines?, town: town?, postcode: postcode? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_read_whole_or_every_wrong_field_is_named() {
        let draft = AddressDraft {
            lines: vec!["1 Park Row".into(), String::new()],
            town: "Leeds".into(),
            postcode: "ls15ab".into(),
        };
        let mut fields = Fields::new();
        assert_eq!(draft.read(&mut fields).unwrap().printed(), "1 Park Row, Leeds, LS1 5AB");

        let mut fields = Fields::new();
        let read = fields.inside("/address", |fields| AddressDraft::default().read(fields));
        let errors = fields.finish(|| read).unwrap_err();
        let pointers: Vec<_> = errors.all().iter().map(|error| error.pointer.as_str()).collect();
        assert_eq!(pointers, ["/address/lines", "/address/town", "/address/postcode"]);
    }
}
