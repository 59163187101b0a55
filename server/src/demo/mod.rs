//! The demo: a marketplace with people, cases and directories in it, all of it made up.
//!
//! [`files`] and [`mix`] read `seeds/demo/`; [`plan`] and [`Generator`] say what is to become of each provider,
//! without touching anything; [`load()`] leads them there through the use cases, acting as the demo's people.

mod cases;
mod cast;
pub mod chance;
mod clock;
pub mod files;
mod foreign;
mod generate;
#[cfg(test)]
mod generate_test;
mod keys;
pub mod land;
mod load;
mod logo;
mod looks;
mod lot_life;
mod mark_life;
pub mod mix;
mod names;
mod opening;
mod paperwork;
mod places;
pub mod plan;
mod provider_life;
mod register;
mod support;

pub use clock::{DemoClock, LAST_DAY};
pub use foreign::ForeignSite;
pub use generate::Generator;
pub use keys::KeyToTry;
pub use load::{Audience, load};
pub use opening::{Client, OpenDirectory, Opening, SignIn};
