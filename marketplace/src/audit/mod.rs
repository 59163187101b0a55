//! The event log: sealing what is committed, reading it, and proving that the chain holds.

mod entries;
mod named;
mod seal;
mod verify;

pub use entries::{entries, last_number, newest_entries};
pub use named::{Meant, Names, actor_meant, names, organisation_meant, thing_meant};
pub use seal::seal;
pub use store::events::{Entry, Sealed, Verdict, Wanted};
pub use store::things::Called;
pub use verify::verify;
