//! The use cases of Signpost, one file a verb: load, let the domain decide, save.
//!
//! A use case is a plain function from a unit of [`Work`], whoever asks, and a command, to what came of
//! it or a refusal. Rights are asked for in it, so that no door forgets them; state, events and mail are
//! written in its one transaction. [`Market`] is what the doors hold: it opens units of work and follows
//! the change feed afterwards.

pub mod accreditation;
mod at;
pub mod audit;
pub mod clock;
pub mod declarations;
pub mod directories;
pub mod due;
pub mod frameworks;
mod market;
pub mod offerings;
pub mod open_referral;
pub mod organisations;
pub mod outbox;
pub mod people;
pub mod placements;
pub mod reference;
pub mod reminders;
pub mod reports;
pub mod reviews;
pub mod sendings;
pub mod services;
mod sha256;
pub mod statistics;
pub mod time_passes;
mod work;

pub use at::At;
pub use clock::{Clock, SystemClock};
pub use market::{MapTiles, Market, Settings};
pub use store::idempotency::GivenAnswer;
pub use work::Work;
