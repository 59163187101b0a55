//! Which thing, at which version.

/// A thing that is to be changed, and the version of it that the asker read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct At<Id> {
    /// Which.
    pub id: Id,
    /// As it was read.
    pub version: i64,
}
