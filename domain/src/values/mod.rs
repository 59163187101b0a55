//! Values that several aggregates share: text, addresses, numbers, hours, colours.

mod text;

pub use text::{EmailAddress, Line, Name, Prose, Slug};
