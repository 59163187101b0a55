//! Offerings in bulk: all of a provider's as one file, and a file of them taken in as one change.
//!
//! What a file would do is worked out from one consistent reading, and shown. Doing it works it out again, insists
//! that it is what was seen, and then only writes: one transaction that reads none of the offerings, but has each
//! saved at the version that was looked at. So it is there whole or not at all, and on PostgreSQL it takes no read
//! locks that other providers' changes could run into. Who need not wait for the answer leaves it to a worker
//! (decision 34).

mod confirmed;
mod file;
mod import;
mod plan;
mod progress;

pub use confirmed::{confirm_import, do_confirmed, import_progress};
pub use file::export;
pub use import::{import, send_import, show_import};
pub use plan::{Outcome, Plan, Planned};
pub(crate) use progress::Importing;
pub use progress::Progress;
