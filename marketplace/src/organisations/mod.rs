//! Organisations: providers, partners, departments, authorities.

mod register;
mod show;

pub use register::register_provider;
pub use show::{Page, list_providers, show};
