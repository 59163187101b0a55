//! People, where they belong, their sessions; the clients of the API and the keys that sign their tokens.

pub mod accounts;
mod begun;
pub mod clients;
pub(crate) mod found;
pub mod invitations;
mod kept_pages;
mod keys;
mod sessions;
pub mod teams;

pub(crate) use accounts::MAIL_TOKENS;
pub(crate) use begun::REGISTRATIONS_BEGUN;
pub use found::{PeopleSort, PersonKey, WantedPeople};
pub(crate) use kept_pages::KEPT_PAGES;
pub(crate) use keys::SIGNING_KEYS;
pub(crate) use sessions::SESSIONS;
pub(crate) use teams::MEMBERSHIPS;

use crate::StoreError;
use domain::Timestamp;

/// What a stored value that no longer parses is answered with.
fn unreadable(kind: &'static str, cause: impl std::fmt::Display) -> StoreError {
    StoreError::Unreadable { kind, cause: cause.to_string() }
}

/// An instant from its microseconds.
fn instant(kind: &'static str, micros: i64) -> Result<Timestamp, StoreError> {
    Timestamp::from_microsecond(micros).map_err(|cause| unreadable(kind, cause))
}
