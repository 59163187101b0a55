//! Keys of a directory: for what is not open to everyone, each service has one of its own.
//!
//! A key says who asks, so that a service's use can be counted and bounded; it opens nothing that the directory
//! does not show. What is asked without a key, the query and the open feed, stays open.

mod draft;
mod event;
mod key;
mod quota;
mod refusal;

pub use draft::{DirectoryKeyDraft, IssueKey, QuotaDraft, RotateKey, RotateKeyDraft};
pub use event::KeyHappened;
pub use key::{DirectoryKey, FormerSecret, MOST_KEYS};
pub use quota::{Left, Quota, Used, minute_of};
pub use refusal::{CannotKeepKey, KeyRefused, QuotaSpent};
