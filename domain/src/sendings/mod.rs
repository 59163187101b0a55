//! Sendings: an entry of a directory sent to someone, by email or text message, because they asked for it.
//!
//! What is sent is the entry and nothing else: nobody writes words of their own through us. The address serves for
//! that one message. It is in no event, and the outbox forgets it with the message as soon as that has gone.

mod draft;
mod limits;

pub use draft::{Addressee, Carrier, SendingDraft};
pub use limits::{CannotSend, SendingLimits};
