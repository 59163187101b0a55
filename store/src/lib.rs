//! Where things are kept: the only crate that names diesel.
//!
//! [`Store`] opens a database by URL (a SQLite file by default, PostgreSQL by `postgres://`) and runs
//! units of work in one transaction each. In it a [`Tx`] finds and saves aggregates ([`Kept`]), appends
//! their events, and puts mail into the outbox. What differs between the two databases lives in
//! [`connection`].

pub mod accreditation;
pub mod assessing;
pub mod connection;
mod declarations;
pub mod directories;
pub mod directory_keys;
mod editions;
mod error;
pub mod events;
pub mod files;
pub mod frameworks;
mod help_answers;
pub mod idempotency;
mod import_progress;
mod kept;
mod mail_domains;
pub mod migrations;
mod names;
pub mod offerings;
pub mod organisations;
pub mod outbox;
mod patterns;
pub mod people;
pub mod placements;
pub mod proposals;
mod register_numbers;
mod reminders;
pub mod reports;
pub mod reviews;
pub mod revisions;
mod sendings;
pub mod services;
pub mod statistics;
pub mod things;
mod tx;

pub use connection::Database;
pub use error::StoreError;
pub use import_progress::NotedProgress;
pub use kept::{Kept, TableShape};
pub use tx::{Store, Tx};
