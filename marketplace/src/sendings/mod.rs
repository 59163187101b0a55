//! Sending an entry of a directory to someone who asked for it.

mod forget;
mod send;

pub use forget::forget_due;
pub use send::{Message, send};
