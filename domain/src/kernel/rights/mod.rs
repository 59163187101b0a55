//! Who may do what: one pure table, and the permit without which nothing is saved.
//!
//! [`reach`] is the table. [`Actor::may`] reads it and gives a [`Permit`], whose only maker it is; the
//! store asks for a permit with every write, so that no door can forget to ask.

mod actor;
mod table;
mod vocabulary;

pub use actor::{Actor, ActorId, Denied, Membership, Permit, Platform};
pub use table::{Reach, reach};
pub use vocabulary::{Action, OrganisationKind, Role, Scope, Worker};

#[cfg(test)]
mod tests;
