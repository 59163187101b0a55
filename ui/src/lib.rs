//! What pages are made of: GOV.UK components, page layouts, brands, and words in two languages.
//! It knows nothing of HTTP, of databases or of who may do what; it turns values into HTML.

mod component;

pub mod assets;
pub mod brand;
pub mod chart;
pub mod components;
pub mod guidance;
pub mod html;
pub mod page;
pub mod words;

#[cfg(test)]
mod fixtures;

pub use brand::{Brand, brand_css};
pub use html::{Asked, Attributes, Classes, Content, Markup};
pub use words::{Language, Words};
