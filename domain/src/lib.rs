//! The rules of Signpost, and nothing else: newtypes, states, transitions, rights and refusals.
//!
//! No I/O, no clock, no SQL, no HTTP. A function here takes plain values, the time among them, and
//! returns the next state with its events, or a refusal that a person can act on. The order of the
//! rooms is that of `ARCHITECTURE.md`; [`kernel`] holds the few mechanisms that every room uses.

pub mod accreditation;
pub mod casework;
pub mod declarations;
pub mod directories;
pub mod due;
pub mod frameworks;
pub mod kernel;
pub mod offerings;
pub mod organisations;
pub mod outbox;
pub mod people;
pub mod placements;
pub mod reports;
pub mod reviews;
pub mod sendings;
pub mod services;
pub mod values;

pub use kernel::changed::{Changed, Event, EventBody, HasSubject, Subject};
pub use kernel::fields::{FieldError, FieldErrors, Fields};
pub use kernel::id::*;
pub use kernel::refusal::{Refusal, RefusalKind};
pub use kernel::refused::Refused;
pub use kernel::rights::{
    Action, Actor, ActorId, Denied, Membership, OrganisationKind, Permit, Platform, Reach, Role, Scope,
    Worker,
};
pub use kernel::time::{Day, Timestamp};
