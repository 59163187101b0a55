//! Frameworks: writing and loading versions of their definitions, reading them, ending one by a decision.

mod called;
mod end;
mod load;
pub mod revise;
mod show;

pub use called::{LotNames, lot_names};
pub use end::end;
pub use load::{Loaded, UnreadableDefinition, load, read};
pub use show::{find, list, lot, names, regimes, show, versions};
pub use store::frameworks::{FrameworkKey, FrameworkSort, WantedFrameworks};
