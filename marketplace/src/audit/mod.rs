//! The event log: sealing what is committed, reading it, and proving that the chain holds.

mod entries;
mod seal;
mod verify;

pub use entries::{entries, last_number, newest_entries};
pub use seal::seal;
pub use store::events::{Entry, Sealed, Verdict, Wanted};
pub use verify::verify;
