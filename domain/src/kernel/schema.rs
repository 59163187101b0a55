//! How values describe themselves to the API's contract: pure data, no web in it.

use utoipa::openapi::schema::{KnownFormat, ObjectBuilder, Schema, SchemaFormat, Type};
pub use utoipa::{PartialSchema, ToSchema};

/// A schema or a reference to one.
pub type RefOr = utoipa::openapi::RefOr<Schema>;

/// One of a closed list of words.
#[must_use]
pub fn one_of(words: &[&'static str]) -> RefOr {
    ObjectBuilder::new().schema_type(Type::String).enum_values(Some(words.iter().copied())).into()
}

/// Text.
#[must_use]
pub fn text() -> RefOr {
    ObjectBuilder::new().schema_type(Type::String).into()
}

/// An identifier.
#[must_use]
pub fn uuid() -> RefOr {
    ObjectBuilder::new()
        .schema_type(Type::String)
        .format(Some(SchemaFormat::KnownFormat(KnownFormat::Uuid)))
        .into()
}
