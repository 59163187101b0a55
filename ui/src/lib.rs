//! What pages are made of: GOV.UK components, page layouts, brands, and words in two languages.
//! It knows nothing of HTTP, of databases or of the rules; it turns values into HTML.

mod component;
pub mod components;
pub mod html;

#[cfg(test)]
mod fixtures;

pub use html::{Attributes, Classes, Content, Markup};
