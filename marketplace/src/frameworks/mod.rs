//! Frameworks: writing and loading versions of their definitions, reading them, ending one by a decision.

mod end;
mod load;
pub mod revise;
mod show;

pub use end::end;
pub use load::{Loaded, UnreadableDefinition, load, read};
pub use show::{list, lot, names, show, some, versions};
