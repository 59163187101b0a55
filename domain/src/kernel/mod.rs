//! The mechanisms that every aggregate uses.

pub mod blank;
pub mod changed;
pub mod days;
pub mod fields;
pub mod id;
pub mod refusal;
pub mod refused;
pub mod rights;
pub mod schema;
#[cfg(test)]
pub(crate) mod table;
pub mod time;
pub mod typed;
#[macro_use]
mod text_value;
#[macro_use]
mod words;

pub use text_value::NotThisText;
pub use words::UnknownWord;
