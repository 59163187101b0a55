//! The demo: a marketplace with people, cases and directories in it, all of it made up.

pub mod chance;
pub mod files;
mod generate;
#[cfg(test)]
mod generate_test;
pub mod land;
pub mod mix;
mod names;
mod places;
pub mod plan;
mod support;

pub use generate::Generator;
